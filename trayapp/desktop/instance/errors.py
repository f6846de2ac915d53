"""What can go wrong between the running program and those who talk to it."""

from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase


class InstanceError(Exception):
    """Any failure of the single instance or of its local socket; its text is a sentence for people."""


class NoInstanceError(InstanceError):
    """Nobody listens at the address."""


class NoAnswerError(InstanceError):
    """Somebody listens, but gave no complete answer in time."""


class UnsafeFolderError(InstanceError):
    """The folder of the address is not one that only this user can enter."""


class StrangerError(InstanceError):
    """What listens at the address belongs to another user."""

    def __init__(self) -> None:
        super().__init__(
            Phrase(
                QT_TRANSLATE_NOOP(
                    "Said",
                    "Another user of this computer has taken the name under which Recording Pause is reached; nothing "
                    "was sent.",
                )
            )
        )


class CannotListenError(InstanceError):
    """The address could not be opened for listening, or the lock file could not be written."""


class MessageError(InstanceError):
    """A message is not what the protocol allows."""


class TooLongError(MessageError):
    """A message is longer than `messages.LONGEST_LINE` bytes."""


class NotAMessageError(MessageError):
    """A line is not a JSON object in UTF-8."""


class WrongVersionError(MessageError):
    """A message was written by a program that speaks another version of the protocol."""


class BadFieldError(MessageError):
    """A field is missing, unknown or of the wrong kind; `field` is its name."""

    def __init__(self, field: str, wanted: str) -> None:
        super().__init__(f"{field}: {wanted}")
        self.field = field

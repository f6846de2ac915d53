"""Who is the one instance: a lock file decides, never the socket.

The server alone would not protect: on Unix a second one that asks for user-only access takes the name over
(QTBUG-48635).
"""

import time

from PySide6.QtCore import QLockFile

from trayapp.desktop.instance import Place, client, here, prepare
from trayapp.desktop.instance.errors import CannotListenError, NoAnswerError, NoInstanceError
from trayapp.desktop.instance.messages import Reply
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

_OWNER_MUST_ANSWER_S = 10.0
_RETRY_S = 0.05
_STALE_AFTER_MS = 5000
"""After this long a lock file is tried for removal although a program of its number and name runs: numbers are used
again, and every Python program has one name. A lock that is held cannot be removed: its owner holds the file itself."""


class InstanceLock:
    """The right to be the one instance; the system ends it with the process, however that ends."""

    def __init__(self, place: Place | None = None) -> None:
        self.place = place or here()
        self._file = QLockFile(self.place.lock)
        self._file.setStaleLockTime(_STALE_AFTER_MS)

    @property
    def held(self) -> bool:
        """Whether this object owns the lock."""
        return self._file.isLocked()

    def acquire(self) -> bool:
        """Become the one instance, at once; False where another one is.

        Raises:
            UnsafeFolderError: the folder is not private to this user.
            CannotListenError: the lock file cannot be written.
        """
        try:
            prepare(self.place)
        except OSError as error:
            raise CannotListenError(
                Phrase(
                    QT_TRANSLATE_NOOP("Said", "The folder for the lock cannot be made ({reason})."),
                    reason=error.strerror,
                )
            ) from error
        if self._file.tryLock(0):
            return True
        if self._file.error() is not QLockFile.LockError.LockFailedError:
            raise CannotListenError(
                Phrase(QT_TRANSLATE_NOOP("Said", "The lock file {lock} cannot be written."), lock=self.place.lock)
            )
        return False

    def acquire_or_show(self, owner_must_answer_s: float = _OWNER_MUST_ANSWER_S) -> Reply | None:
        """Become the one instance (None), or have the one there is show its panel, and tell what it says to that.

        Waits out an owner that is just starting or leaving; for the start of the program, before any window.

        Raises:
            NoAnswerError: there is an owner, and it does not answer in `owner_must_answer_s` seconds.
            InstanceError: as `acquire` and `client.ask`.
        """
        until = time.monotonic() + owner_must_answer_s
        while not self.acquire():
            try:
                return client.ask("show", place=self.place)
            except (NoInstanceError, NoAnswerError):  # not yet, or too busy with others that ask: it is asked again
                if time.monotonic() >= until:
                    raise NoAnswerError(
                        Phrase(QT_TRANSLATE_NOOP("Said", "Recording Pause is already running but does not answer."))
                    ) from None
                time.sleep(_RETRY_S)
        return None

    def release(self) -> None:
        """Let another be the one instance. The server must be closed before."""
        self._file.unlock()

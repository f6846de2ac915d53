"""`recording-pause setup`: a set-up as a JSON object, from anywhere but the arguments, where others could see it.

A running program takes it over at once; otherwise it is written where the next start finds it.
"""

import time

from trayapp.command_line import exit_codes
from trayapp.command_line.setup_source import Source, UnreadableError, given
from trayapp.command_line.wishes import failed, report
from trayapp.desktop.instance import client
from trayapp.desktop.instance.errors import InstanceError, NoAnswerError, NoInstanceError, TooLongError
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

_TAKEN_OVER_WITHIN_S = 150.0
"""The keyring may ask the user first, and gives up by itself before (`trayapp.desktop.vault.PROMPT_S`)."""


_FOUND_WITHIN_S = 40.0
"""What the search for a monitor may add to that."""
_STARTS_WITHIN_S = 10.0
"""A program that has just started listens by then; another `setup` is done."""
_RETRY_S = 0.1


def set_up(place: str | None, *, discover: bool = False) -> int:
    """Read a set-up and hand it over to the running program, or write it; `discover` its monitor host by its login.

    Args:
        place: where it is, as `trayapp.command_line.setup_source.given` takes it.
        discover: whether to find the monitor host.

    Returns:
        The exit status: 2 for a document, key or value that is refused by name, with nothing changed; 1 where the
        running program, the keyring or the disk refuses.
    """
    try:
        return _hand_over_or_write(given(place), discover=discover)
    except (UnreadableError, TooLongError) as error:
        return failed(error, exit_codes.USAGE)
    except InstanceError as error:
        return failed(error, exit_codes.NOT_REACHED)


def _hand_over_or_write(source: Source, *, discover: bool) -> int:
    """The exit status. Raises InstanceError where a program runs, or starts, that does not answer."""
    until = time.monotonic() + _STARTS_WITHIN_S
    while True:
        try:
            reply = client.ask(
                "setup_discover" if discover else "setup",
                {"document": source.document, "folder": str(source.folder)},
                reply_within_s=_TAKEN_OVER_WITHIN_S + (_FOUND_WITHIN_S if discover else 0.0),
            )
        except NoInstanceError:
            # Loaded only here: the keyring, and what it needs.
            from trayapp.command_line.setup_alone import ProgramStartedError, write_setup  # noqa: PLC0415

            try:
                return write_setup(source.document, folder=source.folder, discover=discover)
            except ProgramStartedError:  # which will listen in a moment, or has gone again by then
                if time.monotonic() >= until:
                    raise NoAnswerError(
                        Phrase(QT_TRANSLATE_NOOP("Said", "Recording Pause is starting but does not answer."))
                    ) from None
                time.sleep(_RETRY_S)
        else:
            return report(reply, as_json=False)

"""`recording-pause setup --from -`: the set-up as a JSON object on standard input, so that no secret is an argument.

A running program takes it over at once; otherwise it is written where the next start finds it.
"""

import codecs
import time
from pathlib import Path
from typing import BinaryIO

from trayapp.command_line import exit_codes
from trayapp.command_line.wishes import failed, report
from trayapp.desktop.instance import client
from trayapp.desktop.instance.errors import InstanceError, NoAnswerError, NoInstanceError, TooLongError

LONGEST_DOCUMENT = 32 * 1024
"""Bytes."""

_TAKEN_OVER_WITHIN_S = 150.0
"""The keyring may ask the user first, and gives up by itself before (`trayapp.desktop.vault.PROMPT_S`)."""


_FOUND_WITHIN_S = 40.0
"""What the search for a monitor may add to that."""
_STARTS_WITHIN_S = 10.0
"""A program that has just started listens by then; another `setup` is done."""
_RETRY_S = 0.1


class UnreadableError(ValueError):
    """Standard input cannot be a set-up; the text says why and repeats nothing of it."""


def set_up(source: BinaryIO, *, discover: bool = False) -> int:
    """Read a set-up and hand it over to the running program, or write it; `discover` its monitor host by its login.

    Returns:
        The exit status: 2 for a document, key or value that is refused by name, with nothing changed; 1 where the
        running program, the keyring or the disk refuses.
    """
    try:
        document = read_document(source)
        return _hand_over_or_write(document, discover=discover)
    except (UnreadableError, TooLongError) as error:
        return failed(error, exit_codes.USAGE)
    except InstanceError as error:
        return failed(error, exit_codes.NOT_REACHED)


def _hand_over_or_write(document: str, *, discover: bool) -> int:
    """The exit status. Raises InstanceError where a program runs, or starts, that does not answer."""
    until = time.monotonic() + _STARTS_WITHIN_S
    while True:
        try:
            reply = client.ask(
                "setup_discover" if discover else "setup",
                {"document": document, "folder": str(Path.cwd())},
                reply_within_s=_TAKEN_OVER_WITHIN_S + (_FOUND_WITHIN_S if discover else 0.0),
            )
        except NoInstanceError:
            # Loaded only here: the keyring, and what it needs.
            from trayapp.command_line.setup_alone import ProgramStartedError, write_setup  # noqa: PLC0415

            try:
                return write_setup(document, discover=discover)
            except ProgramStartedError:  # which will listen in a moment, or has gone again by then
                if time.monotonic() >= until:
                    raise NoAnswerError("Recording Pause is starting but does not answer.") from None
                time.sleep(_RETRY_S)
        else:
            return report(reply, as_json=False)


def read_document(source: BinaryIO) -> str:
    """The text in the stream.

    Raises:
        UnreadableError: it is too long, or neither UTF-8 nor UTF-16 with its mark.
    """
    data = source.read(LONGEST_DOCUMENT + 1)
    if len(data) > LONGEST_DOCUMENT:
        raise UnreadableError(f"The set-up is too long: at most {LONGEST_DOCUMENT} bytes are read.")
    # What PowerShell writes to a file is UTF-16.
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        # The cause would carry what was read.
        raise UnreadableError("The set-up on standard input is not text in UTF-8 or UTF-16.") from None

"""Where a set-up comes from: standard input, a file, a list of all desks, or the environment. Never the arguments."""

import codecs
import csv
import io
import json
import os
import sys
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

LONGEST_DOCUMENT = 32 * 1024
"""Bytes."""
VARIABLE = "RECORDING_PAUSE_SETUP"
"""Where a deployment tool may put the document."""
DESK = "desk"
"""The column that says which desk a line of the list is for."""
_LONGEST_LIST = 4 * 1024 * 1024


class UnreadableError(ValueError):
    """What was given cannot be a set-up; the text says why and repeats nothing of it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A set-up as it was found."""

    document: str = field(repr=False)
    """JSON, as `trayapp.settings.setup_document` describes it; not checked."""
    folder: Path
    """Where a certificate file without a whole path is looked for."""


def from_stream(stream: BinaryIO) -> Source:
    """The document on standard input. Raises UnreadableError."""
    return Source(_text(stream.read(LONGEST_DOCUMENT + 1), LONGEST_DOCUMENT), Path.cwd())


def from_file(path: Path) -> Source:
    """The document in a file; of a list (".csv") the line that is this desk's. Raises UnreadableError."""
    is_list = path.suffix.lower() == ".csv"
    longest = _LONGEST_LIST if is_list else LONGEST_DOCUMENT
    try:
        with path.open("rb") as file:
            data = file.read(longest + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or Phrase(
            QT_TRANSLATE_NOOP("Said", "this is no path")
        )
        # Not the path: somebody may have given the document itself.
        raise UnreadableError(
            Phrase(QT_TRANSLATE_NOOP("Said", "The file with the set-up cannot be read: {reason}."), reason=reason)
        ) from None
    text = _text(data, longest)
    if is_list:
        from trayapp.journal.who import computer_name, user_name  # noqa: PLC0415  (not needed by the others)

        text = of_desk(text, user_name(), computer_name())
    return Source(text, path.absolute().parent)


def from_environment(environ: MutableMapping[str, str] = os.environ) -> Source:
    """The document in the variable, which no program that is started from here gets to see. Raises UnreadableError."""
    text = environ.pop(VARIABLE, None)
    if text is None:
        raise UnreadableError(
            Phrase(
                QT_TRANSLATE_NOOP("Said", "There is no set-up in the environment: {variable} is not set."),
                variable=VARIABLE,
            )
        )
    if len(text) > LONGEST_DOCUMENT:
        raise UnreadableError(
            Phrase(
                QT_TRANSLATE_NOOP("Said", "The set-up is too long: at most {count} bytes are read."),
                count=LONGEST_DOCUMENT,
            )
        )
    return Source(text, Path.cwd())


def of_desk(text: str, user: str, computer: str) -> str:
    """The document of one desk, out of a list of all.

    The list is a CSV file with a heading. The column "desk" names a user, a computer, or USER@COMPUTER, and the line
    that says most counts; each other column is a key, and an empty cell leaves it out.

    Raises:
        UnreadableError: it is no such list, or has no line for this desk, or more than one that say the same.
    """
    heading = text.partition("\n")[0]
    comma = max(",;\t", key=heading.count)  # spreadsheets write what is usual in their language
    reader = csv.DictReader(io.StringIO(text), delimiter=comma, strict=True)
    try:
        names = [name.strip() for name in reader.fieldnames or ()]
        if names.count(DESK) != 1 or len(set(names)) < len(names) or "" in names:
            raise UnreadableError(
                Phrase(
                    QT_TRANSLATE_NOOP(
                        "Said", 'The list of desks has no heading with one column "{column}", and no name twice.'
                    ),
                    column=DESK,
                )
            )
        reader.fieldnames = names
        lines = list(reader)
    except csv.Error:
        raise UnreadableError(
            Phrase(
                QT_TRANSLATE_NOOP("Said", "The list of desks is no CSV file: see line {number}."),
                number=reader.line_num,
            )
        ) from None
    for wanted in (f"{user}@{computer}", user, computer):
        found = [line for line in lines if (line[DESK] or "").strip().casefold() == wanted.casefold()]
        if len(found) > 1:
            raise UnreadableError(
                Phrase(QT_TRANSLATE_NOOP("Said", "The list of desks has more than one line for this desk."))
            )
        if found:
            return _document(found[0])
    raise UnreadableError(
        Phrase(QT_TRANSLATE_NOOP("Said", "The list of desks has no line for this user or this computer."))
    )


def _document(line: dict[str, str | None]) -> str:
    if None in line or None in line.values():  # how the reader tells of cells too many, and too few
        raise UnreadableError(
            Phrase(QT_TRANSLATE_NOOP("Said", "The line of this desk has not as many cells as the heading."))
        )
    return json.dumps({key: value.strip() for key, value in line.items() if key != DESK and value and value.strip()})


def _text(data: bytes, longest: int) -> str:
    if len(data) > longest:
        raise UnreadableError(
            Phrase(QT_TRANSLATE_NOOP("Said", "The set-up is too long: at most {count} bytes are read."), count=longest)
        )
    # What PowerShell writes to a file is UTF-16.
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        # The cause would carry what was read.
        raise UnreadableError(Phrase(QT_TRANSLATE_NOOP("Said", "The set-up is not text in UTF-8 or UTF-16."))) from None


def given(place: str | None) -> Source:
    """The set-up from where the command says: "-" for standard input, a path, None for the environment.

    Raises:
        UnreadableError: there is none, or it cannot be one.
    """
    if place is None:
        return from_environment()
    return from_stream(sys.stdin.buffer if sys.stdin else io.BytesIO()) if place == "-" else from_file(Path(place))

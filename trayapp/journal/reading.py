"""Reads the journal for people: the last word on each record, by days; and the whole of it for `verify`.

Reads the files themselves, whether the program runs or not. Blocks.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from trayapp.disk import patiently
from trayapp.journal.chain import LINK, read_line
from trayapp.journal.entries import BadEntryError, Cause, Ending, Entry, Exposure, Pause, from_document
from trayapp.journal.files import KEPT_DAYS, MonthFile, month_files
from trayapp.journal.verify import Doubt, Head, Verifier

_AT_BYTES = 60
"""In so many bytes from its beginning a line says when it was written."""
_SAME_PAUSE = timedelta(seconds=2)
"""A restart works out the moment of the press anew, by two clocks; a person never presses twice in this time and has
both accepted."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was read."""

    entries: tuple[Entry, ...] = ()
    """In the order in which they began."""
    unreadable: tuple[tuple[str, int], ...] = ()
    """Lines that could not be read: the name of the file, and the line's number, counted from 1."""

    @property
    def pauses(self) -> tuple[Pause, ...]:
        """The pauses of it."""
        return tuple(entry for entry in self.entries if isinstance(entry, Pause))

    @property
    def exposures(self) -> tuple[Exposure, ...]:
        """The exposures of it."""
        return tuple(entry for entry in self.entries if isinstance(entry, Exposure))


def began(entry: Entry) -> datetime:
    """When a record began, in UTC."""
    return entry.asked_at if isinstance(entry, Pause) else entry.began_at


def read(folder: Path, first: date | None = None, last: date | None = None) -> Found:
    """The records that began on the days from `first` to `last`, both included, by this computer's calendar.

    Raises:
        OSError: a file cannot be read.
    """
    latest: dict[tuple[int, str], Entry] = {}
    unreadable: list[tuple[str, int]] = []
    # Of UTC, which may be a day behind this computer's calendar.
    earliest = b"" if first is None else (first - timedelta(days=1)).isoformat().encode("ascii")
    for file in month_files(folder):
        if first is not None and file.month < (first - timedelta(days=1)).isoformat()[:7]:
            continue
        for number, text in enumerate(_lines(file), 1):
            if text[:_AT_BYTES].partition(b'"at":"')[2][: len(earliest)] < earliest and text.startswith(b'{"n":'):
                continue  # whatever is known of a record of these days was written later
            entry = _entry(text)
            if isinstance(entry, Pause | Exposure):
                latest[file.slot, entry.id] = entry
            elif not entry:
                unreadable.append((file.name, number))
    wanted = (entry for entry in latest.values() if _within(began(entry).astimezone().date(), first, last))
    return Found(joined(wanted), tuple(unreadable))


def _within(day: date, first: date | None, last: date | None) -> bool:
    return (first is None or day >= first) and (last is None or day <= last)


def _lines(file: MonthFile) -> Iterator[bytes]:
    try:
        opened = patiently(lambda: file.path.open("rb"))
    except FileNotFoundError:  # too old, and removed this moment
        return
    with opened:
        yield from opened


def _entry(text: bytes) -> Entry | bool:
    """The record in a line; True where it holds none, False where it cannot be read."""
    line = read_line(text.removesuffix(b"\n"))
    if line is None:
        return False
    if line.document["kind"] == LINK:
        return True
    try:
        return from_document(line.document) or True
    except BadEntryError:
        return False


def joined(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The records in order, where a pause that was cut short, and found again by a restart, has ended with the run."""
    found = sorted(entries, key=began)
    for number, entry in enumerate(found):
        if isinstance(entry, Pause) and entry.ended is None and any(_goes_on(entry, later) for later in found):
            found[number] = replace(entry, ended=Ending.PROGRAM_ENDED)
    return tuple(found)


def _goes_on(cut: Pause, later: Entry) -> bool:
    return (
        isinstance(later, Pause)
        and later.cause is Cause.RESTART
        and later.id != cut.id
        and abs(later.asked_at - cut.asked_at) < _SAME_PAUSE
    )


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found."""

    doubts: tuple[Doubt, ...]
    entries: int
    """Lines that are vouched for."""
    files: int
    newer: int
    """Lines that the keyring was not told of."""


def verify(folder: Path, head_of: Callable[[int], Head | None], today: date, kept_days: int = KEPT_DAYS) -> Verdict:
    """Go over every file of every slot.

    Args:
        folder: of the files.
        head_of: what the keyring says of a slot; may raise, which is handed on.
        today: by this computer's calendar, in UTC.
        kept_days: months that ended longer ago may be gone.

    Raises:
        OSError: a file cannot be read.
    """
    files = month_files(folder)
    slots = sorted({file.slot for file in files})
    doubts: list[Doubt] = []
    entries = newer = slot = 0
    while True:
        slot += 1
        head = head_of(slot)
        if slot not in slots and head is None:
            # Sessions take the lowest free slot, so behind one that was never used there is none.
            if slot > max(slots, default=0):
                break
            continue
        verifier = _verified([file for file in files if file.slot == slot], head, today, kept_days)
        doubts += verifier.doubts
        entries += verifier.entries
        newer += verifier.newer
    return Verdict(tuple(doubts), entries, len(files), newer)


def _verified(files: list[MonthFile], head: Head | None, today: date, kept_days: int) -> Verifier:
    verifier = Verifier(head, today, kept_days)
    for file in files:
        verifier.begin(file.name, file.month)
        with file.path.open("rb") as opened:
            for number, text in enumerate(opened, 1):
                verifier.feed(number, text)
    verifier.finish()
    return verifier

"""Adds lines to the files of one slot. Blocks, so it is called on the journal's own thread."""

import logging
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from trayapp.disk import NotSaved, flush_folder, patiently
from trayapp.journal.chain import LINK, NO_KEY, End, key_name, read_line, seal
from trayapp.journal.entries import moment
from trayapp.journal.files import KEPT_DAYS, MonthFile, check_owner, file_of, is_over, month_files, month_of
from trayapp.journal.verify import Head

_TAIL_BYTES = 256 * 1024
"""Where the last good line is looked for; the longest line takes a small part of that."""

Document = dict[str, object]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Tail:
    """The last good line on the disk, and what stands behind it."""

    end: End = field(default_factory=End)
    month: str = ""
    torn: int = 0
    """Bytes of an unfinished line."""
    unended: bool = False
    """The file does not end with the end of a line."""


class Appender:
    """The end of one slot's chain, on the disk. After an error another one has to be made, which looks anew."""

    def __init__(self, folder: Path, slot: int, head: Head | None, kept_days: int = KEPT_DAYS) -> None:
        """`head` is what the keyring says; None where it cannot be had: then lines are sealed by a plain hash.

        A month that ended more than `kept_days` ago is taken away.

        Raises:
            NotSaved: the files cannot be read.
        """
        self._folder = folder
        self._slot = slot
        self._kept_days = kept_days
        self._key = NO_KEY if head is None else head.key
        try:
            tail = self._find_tail()
        except OSError as error:
            raise NotSaved(folder, error) from None
        if head is not None and tail.end.n < head.n:
            # Lines that the keyring was told of are gone. Their numbers are not given again, so that the gap stays.
            tail = _Tail(End(head.n, head.mac), tail.month or head.month, tail.torn, tail.unended)
        self._tail = tail
        self._linked = False
        """Whether a link of this run stands before what is written next."""

    @property
    def head(self) -> Head:
        """What the keyring should know by now."""
        return Head(self._key, self._tail.end.n, self._tail.end.mac, self._tail.month)

    def append(self, documents: Sequence[Document], now: datetime, lost: int = 0) -> None:
        """Write records, and return when the disk has them.

        Args:
            documents: the records.
            now: decides in which month's file; a clock that was set back does not lead back to an earlier file.
            lost: how many records before these could not be kept until the disk took them.

        Raises:
            NotSaved: the disk is full, the folder read-only, and the like.
        """
        month = max(month_of(now), self._tail.month)
        new_file = month != self._tail.month
        links = [] if self._linked and not new_file and not lost else [self._link(now, new_file=new_file, lost=lost)]
        if not self._linked or new_file:
            self._prune(now.date())
        data, end = seal((*links, *documents), self._tail.end, self._key)
        if self._tail.unended and not new_file:
            data = b"\n" + data
        _write(file_of(self._folder, self._slot, month).path, data)
        self._tail = _Tail(end, month)
        self._linked = True

    def _prune(self, today: date) -> None:
        """Remove the files of all slots that need no longer be kept.

        By the last line on the disk as well as by the calendar: a clock that is wrong once does not cost a year of
        evidence.
        """
        try:
            files = month_files(self._folder)
            last = date.fromisoformat(f"{self._tail.month}-01") if self._tail.month else today
            for file in files:
                if is_over(file.month, min(today, last), self._kept_days):
                    file.path.unlink(missing_ok=True)
        except OSError as error:
            _log.warning("Old files of the journal could not be removed: %s", error.strerror or type(error).__name__)

    def _link(self, now: datetime, *, new_file: bool, lost: int) -> Document:
        link: Document = {"kind": LINK, "at": moment(now), "key": key_name(self._key)}
        if new_file and self._tail.month:
            link["after"] = self._tail.month
        if self._tail.torn:
            link["torn"] = self._tail.torn
        if lost:
            link["lost"] = lost
        return link

    def _find_tail(self) -> _Tail:
        newest: _Tail | None = None
        for file in reversed([file for file in month_files(self._folder) if file.slot == self._slot]):
            tail = self._tail_of(file)
            newest = newest or tail
            if tail.end.n:
                return _Tail(tail.end, newest.month, newest.torn, newest.unended)
        return newest or _Tail()

    def _tail_of(self, file: MonthFile) -> _Tail:
        data = patiently(lambda: _last_bytes(file.path))
        torn = 0
        for text in reversed(data.split(b"\n")):
            line = read_line(text)
            if line is not None:  # whether it is as it was written is for `verify` to say
                return _Tail(End(line.n, line.mac), file.month, torn, not data.endswith(b"\n"))
            torn += len(text)
        return _Tail(End(), file.month, torn, bool(data) and not data.endswith(b"\n"))


def _last_bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, os.SEEK_END) - _TAIL_BYTES))
        return file.read(_TAIL_BYTES)


def _write(path: Path, data: bytes) -> None:
    """Add to a file and wait for the disk; a part that was written before the disk was full is taken back."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        check_owner(path.parent)
        is_new = not path.exists()
        descriptor = patiently(
            lambda: os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        )
        try:
            before = os.fstat(descriptor).st_size
            try:
                view = memoryview(data)
                while view:
                    view = view[os.write(descriptor, view) :]
                os.fsync(descriptor)
            except OSError:
                with suppress(OSError):  # what cannot be taken back either is found as an unfinished line
                    os.ftruncate(descriptor, before)
                raise
        finally:
            os.close(descriptor)
        if is_new:
            flush_folder(path.parent)
    except OSError as error:
        raise NotSaved(path, error) from None

"""Goes over the chain of one slot and names every line and every gap that is in doubt. Pure.

What speaks for a line: its seal, by the key in the keyring; its number and the seal of the line before in it; and the
head, which is the last line that the keyring was told of. Lines are on the disk before the keyring hears of them, so a
crash in between leaves the file ahead of the keyring, by lines that are sealed with the key: no doubt. A file that is
behind the keyring has lost lines, which no crash explains.
"""

from dataclasses import dataclass, replace
from datetime import date

from trayapp.journal.chain import NO_KEY, End, Line, is_sealed, key_name, read_line
from trayapp.journal.files import KEPT_DAYS, is_over

MOST_DOUBTS = 1000
"""One file that is replaced by noise is in doubt once and for all; nobody reads more lines than that."""

_UNREADABLE = "cannot be read"
_UNFINISHED = "unfinished: its end was cut off, or a crash or a power cut came while it was written"


@dataclass(frozen=True, slots=True)
class Head:
    """What the keyring keeps of one slot: its key, and the last line that it was told of."""

    key: bytes
    n: int = 0
    mac: str = ""
    month: str = ""
    """Of the file in which that line stands."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that cannot be vouched for."""

    file: str
    line: int | None
    """Counted from 1; None for a gap between files or at the end."""
    what: str

    def __str__(self) -> str:
        """The sentence, with the place first."""
        return f"{self.file}: {self.what}" if self.line is None else f"{self.file}, line {self.line}: {self.what}"


class Verifier:
    """Fed with the files of one slot in order, and with their lines; then `finish`."""

    def __init__(self, head: Head | None, today: date, kept_days: int = KEPT_DAYS) -> None:
        self._head = head
        self._today = today
        self._kept_days = kept_days
        self.doubts: list[Doubt] = []
        self.entries = 0
        """Lines that are vouched for."""
        self.newer = 0
        """Lines that the keyring was not told of."""
        self._keys = {"": NO_KEY}
        if head is not None:
            self._keys[key_name(head.key)] = head.key
        self._key_name = "" if head is None else key_name(head.key)
        self._told_of_key = False
        self._end = End()
        self._prev_known = True
        """Whether the seal of the last line is to be relied on."""
        self._unread = 0
        """Lines since the last good one that could not be read."""
        self._file = ""
        self._month = self._before = ""
        self._first_of_file = True
        self._at_head: str | None = None

    def begin(self, file: str, month: str) -> None:
        """The lines that follow are of this file."""
        self._file, self._before, self._month = file, self._month, month
        self._first_of_file = True

    def feed(self, number: int, text: bytes) -> None:
        """One line with its end, counted from 1 in its file."""
        if not text.endswith(b"\n"):
            self._doubt(number, _UNFINISHED)
        line = read_line(text.removesuffix(b"\n"))
        if line is None:
            if text.endswith(b"\n"):
                self._doubt(number, _UNREADABLE)
            self._unread += 1
        else:
            self._take(number, line)
        self._first_of_file = False

    def finish(self) -> None:
        """All files were fed: hold the end against the keyring's word."""
        head = self._head
        if head is None:
            self._doubt(None, "the keyring holds no key for it, so nothing in it can be vouched for")
        elif self._end.n < head.n:
            if self._month or not head.month or not self._is_over(head.month):
                self._doubt(None, f"{_entries(self._end.n + 1, head.n)} missing at the end")
        elif self._at_head is not None and self._at_head != head.mac:
            self._doubt(None, f"entry {head.n} is not the one that the keyring was told of")
        if head is not None:
            self.newer = max(0, self._end.n - head.n)

    def _take(self, number: int, line: Line) -> None:
        self._follow_link(number, line)
        right = self._check_seal(number, line)
        if right:
            self._check_place(number, line)
        if self._head is not None and line.n == self._head.n:
            self._at_head = line.mac
        if line.n > self._end.n and (right or line.n <= self._end.n + 1 + self._unread):
            self._end = End(line.n, line.mac)
            self._prev_known = right
            self._unread = 0
        elif not right:
            self._unread += 1

    def _follow_link(self, number: int, line: Line) -> None:
        name = line.key_name
        if self._first_of_file:
            self._check_beginning(number, line)
        if name is None:
            return
        if name != self._key_name:
            self._told_of_key = False
        self._key_name = name
        torn, lost = line.document.get("torn"), line.document.get("lost")
        if torn and not self._unread:
            self._doubt(number, f"an unfinished line of {torn} bytes that stood before it is gone")
        elif torn and self.doubts and self.doubts[-1].what == _UNREADABLE:
            self.doubts[-1] = replace(self.doubts[-1], what=_UNFINISHED)
        if lost:
            self._doubt(number, f"{lost} records before it could not be written")

    def _check_beginning(self, number: int, line: Line) -> None:
        """The first line of a file names the file before, which may be missing only if it is old enough."""
        after = line.document.get("after", "")
        if line.key_name is None:
            self._doubt(number, "the beginning of the file is missing")
        if after == self._before:
            return
        if not self._before and isinstance(after, str) and _is_month(after) and self._is_over(after):
            self._end, self._prev_known = End(line.n - 1), False  # the files before were kept long enough
        elif line.key_name is not None and isinstance(after, str):
            self._doubt(None, f"the file before it, of {after}, is missing" if after else "not the file that follows")

    def _is_over(self, month: str) -> bool:
        return is_over(month, self._today, self._kept_days)

    def _check_seal(self, number: int, line: Line) -> bool:
        key = self._keys.get(self._key_name)
        if key is None:
            self._doubt_key(number, "sealed by a key that the keyring no longer holds")
            return True  # its place can be looked at all the same
        if not is_sealed(line, key):
            self._doubt(number, "was changed: its seal is wrong")
            return False
        if key == NO_KEY:
            self._doubt_key(number, "written while the keyring could not be had, so anybody may have written it")
        else:
            self.entries += 1
        return True

    def _doubt_key(self, number: int, what: str) -> None:
        """Once for a run of such lines: it says from where on."""
        if not self._told_of_key:
            self._told_of_key = True
            self._doubt(number, f"{what}, as all that follow up to the next link")

    def _check_place(self, number: int, line: Line) -> None:
        expected = self._end.n + 1
        if line.n < expected:
            self._doubt(number, f"out of its place, or there twice: it is entry {line.n}, after entry {self._end.n}")
        elif line.n > expected + self._unread:
            self._doubt(number, f"{_entries(expected + self._unread, line.n - 1)} missing before it")
        elif line.n == expected and self._prev_known and line.prev != self._end.mac:
            self._doubt(number, "does not follow the line before it")

    def _doubt(self, number: int | None, what: str) -> None:
        if len(self.doubts) < MOST_DOUBTS:
            self.doubts.append(Doubt(self._file or "journal", number, what))


def _entries(first: int, last: int) -> str:
    return f"entry {first} is" if first == last else f"entries {first} to {last} are"


def _is_month(text: str) -> bool:
    try:
        date.fromisoformat(f"{text}-01")
    except ValueError:
        return False
    return True

"""Goes over the chain of one slot and names every line and every gap that is in doubt. Pure.

What speaks for a line: its seal, by the key in the keyring; its number and the seal of the line before in it; and the
head, which is the last line that the keyring was told of. Lines are on the disk before the keyring hears of them, so a
crash in between leaves the file ahead of the keyring, by lines that are sealed with the key: no doubt. A file that is
behind the keyring has lost lines, which no crash explains.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from trayapp.journal.chain import NO_KEY, End, Line, is_sealed, key_name, read_line
from trayapp.journal.files import KEPT_DAYS, is_over
from trayapp.phrase import QT_TRANSLATE_NOOP

MOST_DOUBTS = 1000
"""One file that is replaced by noise is in doubt once and for all; nobody reads more lines than that."""

_UNREADABLE = QT_TRANSLATE_NOOP("Journal", "cannot be read")
_UNFINISHED = QT_TRANSLATE_NOOP(
    "Journal", "unfinished: its end was cut off, or a crash or a power cut came while it was written"
)
_NO_KEY = QT_TRANSLATE_NOOP("Journal", "the keyring holds no key for it, so nothing in it can be vouched for")
_ONE_MISSING_AT_END = QT_TRANSLATE_NOOP("Journal", "entry {first} is missing at the end")
_MISSING_AT_END = QT_TRANSLATE_NOOP("Journal", "entries {first} to {last} are missing at the end")
_ONE_MISSING_BEFORE = QT_TRANSLATE_NOOP("Journal", "entry {first} is missing before it")
_MISSING_BEFORE = QT_TRANSLATE_NOOP("Journal", "entries {first} to {last} are missing before it")
_ANOTHER_HEAD = QT_TRANSLATE_NOOP("Journal", "entry {entry} is not the one that the keyring was told of")
_TORN_IS_GONE = QT_TRANSLATE_NOOP("Journal", "an unfinished line of {bytes} bytes that stood before it is gone")
_LOST = QT_TRANSLATE_NOOP("Journal", "{count} records before it could not be written")
_NO_BEGINNING = QT_TRANSLATE_NOOP("Journal", "the beginning of the file is missing")
_NO_FILE_BEFORE = QT_TRANSLATE_NOOP("Journal", "the file before it, of {month}, is missing")
_NOT_NEXT_FILE = QT_TRANSLATE_NOOP("Journal", "not the file that follows")
_LOST_KEY = QT_TRANSLATE_NOOP(
    "Journal", "sealed by a key that the keyring no longer holds, as all that follow up to the next link"
)
_UNSEALED = QT_TRANSLATE_NOOP(
    "Journal",
    "written while the keyring could not be had, so anybody may have written it, as all that follow up to the next "
    "link",
)
_CHANGED = QT_TRANSLATE_NOOP("Journal", "was changed: its seal is wrong")
_OUT_OF_PLACE = QT_TRANSLATE_NOOP(
    "Journal", "out of its place, or there twice: it is entry {entry}, after entry {before}"
)
_DOES_NOT_FOLLOW = QT_TRANSLATE_NOOP("Journal", "does not follow the line before it")
_WHERE = QT_TRANSLATE_NOOP("Journal", "{file}: {what}")
_WHERE_IN_FILE = QT_TRANSLATE_NOOP("Journal", "{file}, line {line}: {what}")


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
    """In English, with the names of `values` in braces."""
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """The sentence, with the place first."""
        return self.sentence(str, str)

    def sentence(self, translate: Callable[[str], str], isolate: Callable[[str], str]) -> str:
        """The same in another language.

        Args:
            translate: gives a text of the context "Journal" in that language.
            isolate: keeps a number or a name whole in the midst of it.
        """
        values = {name: isolate(str(value)) for name, value in self.values.items()}
        what, file = translate(self.what).format(**values), isolate(self.file)
        if self.line is None:
            return translate(_WHERE).format(file=file, what=what)
        return translate(_WHERE_IN_FILE).format(file=file, line=isolate(str(self.line)), what=what)


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
            self._doubt(None, _NO_KEY)
        elif self._end.n < head.n:
            if self._month or not head.month or not self._is_over(head.month):
                self._doubt_gap(None, self._end.n + 1, head.n)
        elif self._at_head is not None and self._at_head != head.mac:
            self._doubt(None, _ANOTHER_HEAD, entry=head.n)
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
            self._doubt(number, _TORN_IS_GONE, bytes=torn)
        elif torn and self.doubts and self.doubts[-1].what == _UNREADABLE:
            self.doubts[-1] = replace(self.doubts[-1], what=_UNFINISHED)
        if lost:
            self._doubt(number, _LOST, count=lost)

    def _check_beginning(self, number: int, line: Line) -> None:
        """The first line of a file names the file before, which may be missing only if it is old enough."""
        after = line.document.get("after", "")
        if line.key_name is None:
            self._doubt(number, _NO_BEGINNING)
        if after == self._before:
            return
        if not self._before and isinstance(after, str) and _is_month(after) and self._is_over(after):
            self._end, self._prev_known = End(line.n - 1), False  # the files before were kept long enough
        elif line.key_name is not None and isinstance(after, str):
            self._doubt(None, _NO_FILE_BEFORE if after else _NOT_NEXT_FILE, month=after)

    def _is_over(self, month: str) -> bool:
        return is_over(month, self._today, self._kept_days)

    def _check_seal(self, number: int, line: Line) -> bool:
        key = self._keys.get(self._key_name)
        if key is None:
            self._doubt_key(number, _LOST_KEY)
            return True  # its place can be looked at all the same
        if not is_sealed(line, key):
            self._doubt(number, _CHANGED)
            return False
        if key == NO_KEY:
            self._doubt_key(number, _UNSEALED)
        else:
            self.entries += 1
        return True

    def _doubt_key(self, number: int, what: str) -> None:
        """Once for a run of such lines: it says from where on."""
        if not self._told_of_key:
            self._told_of_key = True
            self._doubt(number, what)

    def _check_place(self, number: int, line: Line) -> None:
        expected = self._end.n + 1
        if line.n < expected:
            self._doubt(number, _OUT_OF_PLACE, entry=line.n, before=self._end.n)
        elif line.n > expected + self._unread:
            self._doubt_gap(number, expected + self._unread, line.n - 1)
        elif line.n == expected and self._prev_known and line.prev != self._end.mac:
            self._doubt(number, _DOES_NOT_FOLLOW)

    def _doubt_gap(self, number: int | None, first: int, last: int) -> None:
        """Before a line, or at the end."""
        if number is None:
            what = _ONE_MISSING_AT_END if first == last else _MISSING_AT_END
        else:
            what = _ONE_MISSING_BEFORE if first == last else _MISSING_BEFORE
        self._doubt(number, what, first=first, last=last)

    def _doubt(self, number: int | None, what: str, **values: object) -> None:
        if len(self.doubts) < MOST_DOUBTS:
            self.doubts.append(Doubt(self._file or "journal", number, what, values))


def _is_month(text: str) -> bool:
    try:
        date.fromisoformat(f"{text}-01")
    except ValueError:
        return False
    return True

"""The pause mark: a small file that says, after a crash or a restart, that a pause may still hold (design: restart).

It holds two moments, each in UTC and on the clock that counts from the machine's start, and the name of that start:
the better clock decides where it still runs. Of whose calls they were, and which hosts were told of it, it holds
fingerprints (`settings.remembered`) that say nothing without the keyring; and the moment of its last press, for other
sessions of the same user.
"""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from trayapp.clock import boot_id, core_now
from trayapp.core.events import Mark
from trayapp.disk import DiskThread, NotSaved, flush_file, patiently, read_at_most, write_atomically

_SCHEMA = 1
_LARGEST_BYTES = 4096
AGAIN_S = 2.0
"""A disk that failed is tried again after this long, as long as nothing newer is to be written."""
LONGEST_PAUSE_S = 4 * 3600.0
"""No pause can be due later than this; a file that says so is damaged."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mark that stood in a file."""

    mark: Mark
    pressed_at: float | None
    """The last press for it, in core seconds; None where it was of an earlier start of the machine, or cannot be read.
    It tells one writing of the mark from another."""


class MarkFile:
    """The mark of one running program. Writing and clearing return at once; the order is kept.

    Two threads: one hands the mark to the system, which takes no time and survives the end of this program; the other
    waits for the disk, which may take long and must not hold up the next mark.
    """

    def __init__(self, path: Path, report: Callable[[NotSaved | None], None]) -> None:
        """`report` is called on a thread of the mark's own: with the error at each failure, with None once well."""
        self._path = path
        self._report = report
        self._writer = DiskThread("mark-write")
        self._flusher = DiskThread("mark-flush")
        self._asked = self._done = 0
        self._failed = False
        self._pressed_at: float | None = None
        self._standing: float | None = None
        """What the file holds, as far as this object knows: the press of the last writing that went well."""

    @property
    def pressed_at(self) -> float | None:
        """The moment of the last `write` that still counts, in core seconds; None after `clear`."""
        return self._pressed_at

    def is_taken_away(self) -> bool:
        """Whether another hand has removed or replaced what was written here last. False while writing is under way."""
        number, standing = self._done, self._standing
        if standing is None or number != self._asked:
            return False
        try:
            data = _read(self._path)
        except OSError:  # a virus scanner has it open, say: that is no news of anybody's
            return False
        found = None if data is None else _understand(data, core_now(), datetime.now(UTC), 0.0)
        return number == self._asked and (found is None or found.pressed_at != standing)

    def write(self, mark: Mark) -> None:
        """Write down a pause.

        Never raises: failures are reported.
        """
        now_s, now = core_now(), datetime.now(UTC)
        self._pressed_at = now_s
        document = {
            "schema": _SCHEMA,
            "boot": boot_id(),
            "started_boot_s": mark.started_at,
            "length_s": None if mark.resumes_at is None else mark.resumes_at - mark.started_at,
            "started_utc": (now + timedelta(seconds=mark.started_at - now_s)).isoformat(),
            "pressed_boot_s": now_s,
            "account": mark.account,
            "hosts": mark.hosts,
            "calls": mark.calls,
        }
        data = json.dumps(document).encode()
        self._do(lambda: self._write(data, now_s))

    def clear(self, first: Callable[[Callable[[], bool]], None] | None = None) -> None:
        """The pause has ended. Never raises: failures are reported.

        Args:
            first: what the file's removal waits for, on the thread that writes. It is given a function that tells
                whether it has still to wait: not once there is something newer to be written.
        """
        self._pressed_at = None
        number = self._asked + 1
        self._do(lambda: self._clear(number, first))

    def adopt(self, move: Callable[[], bool], adopted: Callable[[], None]) -> None:
        """Have the mark of another put in the place of this one, unless one is written or cleared here meanwhile.

        Both functions are called on the thread that writes, so that a press which comes later has the last word.

        Args:
            move: moves it, and says whether it did.
            adopted: called after it was moved.
        """
        number = self._asked
        self._writer.do(lambda: self._adopt(number, move, adopted))

    def settle(self, timeout_s: float) -> bool:
        """Wait, no longer than `timeout_s`, until the system has all that was asked for; whether it has.

        After that the end of this program can no longer lose the mark; only a power cut can, until it is flushed.
        """
        return self._writer.settle(timeout_s)

    def flush(self, timeout_s: float) -> bool:
        """Wait, no longer than `timeout_s` in all, until the disk has all that was asked for; whether it has."""
        until_s = core_now() + timeout_s
        return self.settle(timeout_s) and self._flusher.settle(max(0.0, until_s - core_now()))

    def read(self, now_core_s: float, now: datetime, unknown_s: float) -> Mark | None:
        """What an earlier run left, in core seconds; None where it left nothing.

        See `find_mark`.
        """
        found = find_mark(self._path, now_core_s, now, unknown_s)
        return None if found is None else found.mark

    def _do(self, job: Callable[[], None]) -> None:
        self._asked += 1
        number = self._asked
        self._writer.do(lambda: self._try(job, number))

    def _try(self, job: Callable[[], None], number: int) -> None:
        well = self._reported(job)
        self._done = number
        if well:
            self._flusher.do(lambda: self._flush(number))
        else:
            self._writer.later(lambda: self._again(job, number), AGAIN_S)

    def _again(self, job: Callable[[], None], number: int) -> None:
        if number == self._asked:  # else a newer word waits, or was tried already
            self._try(job, number)

    def _adopt(self, number: int, move: Callable[[], bool], adopted: Callable[[], None]) -> None:
        if number == self._asked and move():
            self._flusher.do(lambda: self._flush(number))
            adopted()

    def _flush(self, number: int) -> None:
        if number == self._asked:  # else a newer mark is on its way to the disk, with a flush of its own
            self._reported(lambda: flush_file(self._path))

    def _reported(self, job: Callable[[], None]) -> bool:
        try:
            job()
        except NotSaved as error:
            self._failed = True
            self._report(error)
            return False
        if self._failed:
            self._failed = False
            self._report(None)
        return True

    def _write(self, data: bytes, pressed_at: float) -> None:
        self._standing = None
        write_atomically(self._path, data, flush=False)
        self._standing = pressed_at

    def _clear(self, number: int, first: Callable[[Callable[[], bool]], None] | None) -> None:
        if first is not None:
            first(lambda: number == self._asked)
            if number != self._asked:  # what comes next puts a newer mark in its place, or removes it
                return
        self._standing = None
        try:
            patiently(lambda: self._path.unlink(missing_ok=True))
        except OSError as error:
            raise NotSaved(self._path, error) from None


def find_mark(path: Path, now_core_s: float, now: datetime, unknown_s: float) -> Found | None:
    """The mark in a file, in core seconds; None where there is no file.

    A file that cannot be read counts as a pause that began just now and is due in `unknown_s` seconds: young enough
    to ask the rep about. A clock that was turned back makes a pause young, never one of the future.
    """
    try:
        data = _read(path)
    except OSError:
        data = b""
    return None if data is None else _understand(data, now_core_s, now, unknown_s)


def _read(path: Path) -> bytes | None:
    """The file's bytes, None where there is none. Raises OSError where it cannot be read."""
    try:
        return read_at_most(path, _LARGEST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):  # where there is no folder, nothing was written either
        return None


def _understand(data: bytes, now_core_s: float, now: datetime, unknown_s: float) -> Found:
    """See `find_mark`."""
    try:
        return _found(data, now_core_s, now)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return Found(Mark(now_core_s, now_core_s + unknown_s), None)


def _found(data: bytes, now_core_s: float, now: datetime) -> Found:
    """The mark in a file's bytes. Raises one of several errors where they make no sense."""
    if len(data) > _LARGEST_BYTES:
        raise ValueError("too long")
    document = json.loads(data)
    if document["schema"] != _SCHEMA:
        raise ValueError("another schema")
    boot = document["boot"]
    started = datetime.fromisoformat(document["started_utc"])
    length_s = document["length_s"]
    same_boot = bool(boot) and boot == boot_id()
    age_s = now_core_s - document["started_boot_s"] if same_boot else (now - started).total_seconds()
    if not math.isfinite(age_s) or not (length_s is None or 0 <= length_s <= LONGEST_PAUSE_S):
        raise ValueError("not a pause")
    started_at = now_core_s - max(0.0, age_s)
    pressed_at, account = document.get("pressed_boot_s"), document.get("account", "")
    if not isinstance(account, str) or not (pressed_at is None or isinstance(pressed_at, float)):
        raise TypeError("not a pause")
    hosts, calls = (tuple(document.get(name, ())) for name in ("hosts", "calls"))
    if not all(isinstance(name, str) for name in (*hosts, *calls)):
        raise TypeError("not a pause")
    mark = Mark(started_at, None if length_s is None else started_at + length_s, account, hosts, calls)
    return Found(mark, pressed_at if same_boot else None)

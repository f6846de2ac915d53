"""The pause mark: a small file that says, after a crash or a restart, that a pause may still hold (design: restart).

It holds two moments, each in UTC and on the clock that counts from the machine's start, and the name of that start:
the better clock decides where it still runs. It holds nothing about whose calls they were.
"""

import json
import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from trayapp.clock import boot_id, core_now
from trayapp.core.events import Mark
from trayapp.disk import DiskThread, NotSaved, flush_file, write_atomically

_SCHEMA = 1
_LARGEST_BYTES = 4096
_LONGEST_PAUSE_S = 4 * 3600.0
"""No pause can be due later than this; a file that says so is damaged."""


class MarkFile:
    """The one mark of this user. Writing and clearing return at once; the order is kept.

    Two threads: one hands the mark to the system, which takes no time and survives the end of this program; the other
    waits for the disk, which may take long and must not hold up the next mark.
    """

    def __init__(self, path: Path, report: Callable[[NotSaved | None], None]) -> None:
        """`report` is called on a thread of the mark's own: with the error at each failure, with None once well."""
        self._path = path
        self._report = report
        self._writer = DiskThread("mark-write")
        self._flusher = DiskThread("mark-flush")
        self._asked = 0
        self._failed = False

    def write(self, started_at: float, resumes_at: float | None) -> None:
        """Write down a pause, in core seconds; `resumes_at` None where it has no automatic end.

        Never raises: failures are reported.
        """
        now_s, now = core_now(), datetime.now(UTC)
        document = {
            "schema": _SCHEMA,
            "boot": boot_id(),
            "started_boot_s": started_at,
            "length_s": None if resumes_at is None else resumes_at - started_at,
            "started_utc": (now + timedelta(seconds=started_at - now_s)).isoformat(),
        }
        data = json.dumps(document).encode()
        self._do(lambda: write_atomically(self._path, data, flush=False))

    def clear(self) -> None:
        """The pause has ended. Never raises: failures are reported."""
        self._do(self._unlink)

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

        A file that cannot be read counts as a pause that began just now and is due in `unknown_s` seconds: young
        enough to ask the rep about. A clock that was turned back makes a pause young, never one of the future.
        """
        try:
            with self._path.open("rb") as file:
                data = file.read(_LARGEST_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError):  # where there is no folder, nothing was written either
            return None
        except OSError:
            return Mark(now_core_s, now_core_s + unknown_s)
        try:
            return _mark(data, now_core_s, now)
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return Mark(now_core_s, now_core_s + unknown_s)

    def _do(self, job: Callable[[], None]) -> None:
        self._asked += 1
        number = self._asked
        self._writer.do(lambda: self._try(job, number))

    def _try(self, job: Callable[[], None], number: int) -> None:
        if self._reported(job):
            self._flusher.do(lambda: self._flush(number))

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

    def _unlink(self) -> None:
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise NotSaved(self._path, error) from None


def _mark(data: bytes, now_core_s: float, now: datetime) -> Mark:
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
    if not math.isfinite(age_s) or not (length_s is None or 0 <= length_s <= _LONGEST_PAUSE_S):
        raise ValueError("not a pause")
    started_at = now_core_s - max(0.0, age_s)
    return Mark(started_at, None if length_s is None else started_at + length_s)

"""Which of the files of this user belong to which running program.

Each desktop session has a program of its own, and all of them share one folder. So that none writes over what another
has written, each holds a slot, from its start to its end: the first has the files with the plain names, the second
those with a 2, and so on. A lock, which the system ends with the program, says whether the holder of a slot still runs.
"""

import re
from pathlib import Path

from PySide6.QtCore import QLockFile

from trayapp.disk import patiently
from trayapp.numbered import numbered

_MOST = 32
"""More desktop sessions than this one user has nowhere."""
_WAIT_MS = 100
"""Longer than a look at a slot (`Slot.adopt`) holds its lock."""
_STALE_AFTER_MS = 5000
"""As for `desktop.instance.lock`: whether a lock is held is told by the lock, not by its age."""


_MARK = re.compile(r"pause-mark(?:-([1-9][0-9]?))?\.json")


class Slot:
    """One slot in a folder, held until `release`."""

    def __init__(self, folder: Path) -> None:
        """Take the first free slot.

        Where nothing can be locked it is the first one, unlocked: nothing can be written there either.
        """
        self._folder = folder
        self._lock: QLockFile | None = None
        self.number = 1
        if not folder.is_dir():  # Windows would have Qt warn of each try
            return
        for number in range(1, _MOST + 1):
            lock = self._lock_of(number)
            if lock.tryLock(_WAIT_MS):
                self._lock, self.number = lock, number
                return
            if lock.error() is not QLockFile.LockError.LockFailedError:
                return

    def release(self) -> None:
        """Let another have the slot."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    @property
    def mark_file(self) -> Path:
        """The pause mark of this slot."""
        return self._mark(self.number)

    def other_marks(self) -> dict[int, Path]:
        """The marks in other slots, whether their holders run or not."""
        try:
            names = [path.name for path in self._folder.iterdir()]
        except OSError:  # no folder, no marks
            return {}
        numbers = [int(match[1] or 1) for name in names if (match := _MARK.fullmatch(name))]
        return {number: self._mark(number) for number in sorted(numbers) if number != self.number}

    def adopt(self, number: int) -> bool:
        """Make the mark of another slot our own, if its holder no longer runs and nobody else is faster.

        Returns:
            Whether it is ours now. What stood in our own is gone.
        """
        lock = self._lock_of(number)
        if self._lock is None or not lock.tryLock(0):
            return False
        try:
            # Without patience: whoever calls again in a moment must not hold up the mark of a press until then.
            self._mark(number).replace(self.mark_file)
        except OSError:  # it has gone meanwhile, or cannot be moved, and will be tried again
            return False
        finally:
            lock.unlock()
        return True

    def drop(self, number: int) -> None:
        """Remove the mark of another slot, if its holder no longer runs. Raises OSError."""
        lock = self._lock_of(number)
        if self._lock is not None and lock.tryLock(0):
            try:
                patiently(lambda: self._mark(number).unlink(missing_ok=True))
            finally:
                lock.unlock()

    def _mark(self, number: int) -> Path:
        return self._folder / f"pause-mark{numbered(number)}.json"

    def _lock_of(self, number: int) -> QLockFile:
        lock = QLockFile(str(self._folder / f"session{numbered(number)}.lock"))
        lock.setStaleLockTime(_STALE_AFTER_MS)
        return lock

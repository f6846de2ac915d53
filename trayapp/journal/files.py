"""Where the journal lies: a folder with one file a month, "2026-11.jsonl", and "2026-11-2.jsonl" in a second session.

Each slot (`trayapp.slots`) has files and a chain of its own, so sessions of one user never write to the same file.
"""

import errno
import os
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from trayapp.numbered import numbered

FOLDER = "journal"
KEPT_DAYS = 400
"""Where no policy says otherwise."""
_ROOT = 0
_FIRST_MONTH = "2000-01"
_NAME = re.compile(r"(2[0-9]{3}-(?:0[1-9]|1[0-2]))(?:-([2-9]|[12][0-9]|3[0-2]))?\.jsonl")


@dataclass(frozen=True, slots=True, order=True)
class MonthFile:
    """One file of a slot."""

    slot: int
    month: str
    """Such as "2026-11", of UTC."""
    path: Path

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name


def month_of(at: datetime) -> str:
    """The month that a moment belongs to; the first that a file is named by where a clock has lost its time."""
    return max(at.astimezone(UTC).strftime("%Y-%m"), _FIRST_MONTH)


def file_of(folder: Path, slot: int, month: str) -> MonthFile:
    """The file of a month, whether it exists or not."""
    return MonthFile(slot, month, folder / f"{month}{numbered(slot)}.jsonl")


def check_owner(folder: Path) -> None:
    """See that a folder is this user's: a stranger could have made one in time, where all users may make folders.

    Whoever owns it reads all that is written to it, and leads it to other files by links. Root may own it.

    Raises:
        OSError: it is somebody else's, or is not there.
    """
    if not hasattr(os, "getuid"):  # Windows has rights that are inherited instead
        return
    owners = {folder.lstat().st_uid, folder.stat().st_uid}
    if os.getuid() != _ROOT and not owners <= {os.getuid(), _ROOT}:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


def month_files(folder: Path) -> list[MonthFile]:
    """All files of the journal, each slot's by month; none where there is no folder. Raises OSError."""
    try:
        check_owner(folder)
        paths = list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    found = [(path, _NAME.fullmatch(path.name)) for path in paths]
    return sorted(MonthFile(int(match[2] or 1), match[1], path) for path, match in found if match)


def is_over(month: str, today: date, kept_days: int = KEPT_DAYS) -> bool:
    """Whether a month's file need no longer be kept: its last day is more than `kept_days` ago."""
    first = date.fromisoformat(f"{month}-01")
    following = (first + timedelta(days=31)).replace(day=1)
    return today - following >= timedelta(days=kept_days)

"""Which version is built, of which moment, and where it goes."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tasks.places import ROOT
from tasks.progress import TaskError

DIST = ROOT / "build" / "dist"
"""What is handed out."""
STAGE = ROOT / "build" / "stage"
"""What the packages are packed from; made anew each time."""
TITLE = "Recording Pause"
NAME = "recording-pause"

_VERSION = re.compile(r'^__version__ = "(\d+\.\d+\.\d+)"$', re.MULTILINE)
_OLDEST_EPOCH_S = 315_532_800  # 1980, the first year that a zip file knows


@dataclass(frozen=True, slots=True)
class Release:
    """What every package of one build has in common."""

    version: str
    epoch_s: int
    """Seconds since 1970: the moment that all files bear, so that the same source makes the same packages."""

    @property
    def environment(self) -> dict[str, str]:
        """For the tools that heed SOURCE_DATE_EPOCH."""
        return {**os.environ, "SOURCE_DATE_EPOCH": str(self.epoch_s), "TZ": "UTC", "LC_ALL": "C.UTF-8"}


def this_release() -> Release:
    """The version of the source, and the moment of its last commit (or SOURCE_DATE_EPOCH, or 1980 without either).

    Raises:
        TaskError: The source names no version.
    """
    found = _VERSION.search((ROOT / "trayapp" / "__init__.py").read_text(encoding="utf-8"))
    if found is None:
        raise TaskError("trayapp/__init__.py names no version such as 1.2.3")
    return Release(found[1], _epoch_s())


def _epoch_s() -> int:
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    try:
        return int(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
    except (OSError, subprocess.CalledProcessError, ValueError):
        return _OLDEST_EPOCH_S


def set_times(folder: Path, release: Release) -> None:
    """Give every file below a folder the release's moment."""
    for path in [folder, *folder.rglob("*")]:
        os.utime(path, (release.epoch_s, release.epoch_s), follow_symlinks=False)


def size_bytes(folder: Path) -> int:
    """What the files below a folder hold together."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file())


def megabytes(bytes_: int) -> str:
    """As people read it."""
    return f"{bytes_ / 1e6:.1f} MB"

"""The wheel: the program and its resources, for whoever has Python and pip."""

import sys
import zipfile
from pathlib import Path

from tasks.building.release import Release
from tasks.places import ROOT, Command
from tasks.progress import quietly


def build_wheel(release: Release, folder: Path) -> Path:
    """Build it with what is installed already, and return its path.

    Raises:
        TaskError: The build failed.
    """
    for old in folder.glob("recording_pause-*.whl"):
        old.unlink()
    offline = ("--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")
    command: Command = [sys.executable, "-m", "pip", "wheel", *offline, "--wheel-dir", folder, ROOT]
    quietly("building the wheel", command, release.environment)
    (wheel,) = folder.glob("recording_pause-*.whl")
    return wheel


def unpack(wheel: Path, folder: Path) -> None:
    """Put the program where a package will carry it."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)

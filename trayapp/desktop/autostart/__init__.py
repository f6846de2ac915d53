"""Starting at login: asked of the system each time, since the rep may change it in the system's own settings."""

import sys
from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

__all__ = ["Autostart", "AutostartError", "Standing", "choose_autostart", "command"]


class Standing(Enum):
    """What the system will do at the next login of this user."""

    OFF = auto()
    ON = auto()
    FOR_EVERYONE = auto()
    """An administrator has it started for every user of this machine."""


class AutostartError(Exception):
    """The system could not be asked, or did not take a change. Its text is a reason for people, without a path."""


class Autostart(Protocol):
    """Reads and changes it. Both touch disk or registry, so they are for a worker's thread."""

    def standing(self) -> Standing:
        """Whether the program is started at login. Raises AutostartError."""

    def choose(self, *, on: bool) -> None:
        """Have the program started for this user, or not. Raises AutostartError."""


def choose_autostart(program: Sequence[str]) -> Autostart | None:
    """The way of this system; None where none is known.

    Args:
        program: What is to be started, and its arguments.
    """
    platform: str = sys.platform
    if platform == "linux":
        from trayapp.desktop.autostart.xdg import XdgAutostart  # noqa: PLC0415  (one platform's part)

        return XdgAutostart(program)
    if platform == "win32":
        from trayapp.desktop.autostart.windows import RunKey  # noqa: PLC0415  (one platform's part)

        return RunKey(program)
    return None


def command(executable: str = sys.executable, argument_zero: str = sys.argv[0]) -> tuple[str, ...]:
    """What starts this very program again: its launcher, or the interpreter with the package where it has none.

    On Windows it is the launcher without a console.
    """
    launcher = Path(argument_zero)
    if launcher.stem in {"recording-pause", "recording-pausew"} and launcher.is_absolute():
        silent = launcher.with_name(f"recording-pausew{launcher.suffix or '.exe'}")
        return (str(silent if silent.is_file() else launcher),)
    interpreter = Path(executable)
    silent = interpreter.with_name(f"pythonw{interpreter.suffix}")
    return (str(silent if silent.is_file() else interpreter), "-m", "trayapp")

"""What the system says of its sleep, of the screen lock and of the session's end.

Where it says nothing, the heart still notices a sleep by its clocks (`trayapp.clock`), though only after it.
"""

import logging
import sys
from collections.abc import Callable
from enum import Enum, auto
from typing import Protocol

log = logging.getLogger(__name__)


class Moment(Enum):
    """Something that happens to the machine or the desktop session."""

    SUSPENDING = auto()
    """The machine is about to sleep. It waits for the callback, though not for long: two seconds on Windows."""
    WOKE = auto()
    """It woke: told once, however many messages the system makes of it."""
    LOCKED = auto()
    """Nobody sees the screen now."""
    UNLOCKED = auto()
    SESSION_ENDS = auto()
    """The rep logs out, or the machine shuts down, for certain: told once. The end waits for the callback, though not
    for long: five seconds on Windows."""


OnMoment = Callable[[Moment], None]
"""Called on the GUI thread, from wherever that is: also from within another callback, or in a window's drag."""


class SleepWatch(Protocol):
    """Listens to the system until it is closed."""

    @property
    def tells_session_end(self) -> bool:
        """Whether `Moment.SESSION_ENDS` comes; else Qt's `commitDataRequest` is all there is."""

    def close(self) -> None:
        """Nothing is called after that."""


def choose_watch(on_moment: OnMoment) -> SleepWatch:
    """The watch for this system; where there is none, one that says nothing."""
    platform: str = sys.platform  # a plain string, so that the type checker reads both ways
    if platform == "win32":
        from trayapp.desktop.sleep.windows import WindowsWatch  # noqa: PLC0415  (one platform's part)

        try:
            return WindowsWatch(on_moment)
        except OSError as error:
            log.warning("Windows will not tell of sleep: %s", error)
    elif platform == "linux":
        from trayapp.desktop.sleep.logind import LogindWatch  # noqa: PLC0415  (one platform's part)

        return LogindWatch(on_moment)
    from trayapp.desktop.sleep.absent import AbsentWatch  # noqa: PLC0415

    return AbsentWatch()

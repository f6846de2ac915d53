"""The program's clock: it counts through suspend and never jumps, as the rules of time need (design: clock).

And the one on the wall, which does jump, and is only for people.
"""

import time
from datetime import UTC, datetime

from trayapp.desktop.uptime import boot_id as system_boot_id
from trayapp.desktop.uptime import suspended_s as system_suspended_s
from trayapp.desktop.zone import reread

_BOOTTIME: int | None = getattr(time, "CLOCK_BOOTTIME", None)


def core_now() -> float:
    """Seconds on a clock that suspend does not stop and nobody can set; only differences mean anything.

    Linux: CLOCK_BOOTTIME, since `time.monotonic` stands still while the machine sleeps. Windows has no such clock by
    name, and `time.monotonic` is right there: GetTickCount64 up to Python 3.12 and QueryPerformanceCounter from 3.13
    on, which are both documented by Microsoft to include the time spent in sleep and hibernation ("Windows Time",
    "Acquiring high-resolution time stamps").
    """
    return time.monotonic() if _BOOTTIME is None else time.clock_gettime(_BOOTTIME)


def suspended_s() -> float:
    """How long the machine has slept since it started, where the system tells; only differences mean anything."""
    return system_suspended_s()


def boot_id() -> str:
    """A name for this run of the machine: where it is the same, old values of `core_now` still hold. "" if unknown."""
    return system_boot_id()


def local_now() -> datetime:
    """The local time, in the time zone that the machine has now; what is made local afterwards is so in that one."""
    reread()
    return datetime.now(UTC).astimezone()

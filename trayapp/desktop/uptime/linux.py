"""Linux: two clocks, of which one stands still in sleep, and the kernel's name for its start."""

import time
from pathlib import Path

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def suspended_s() -> float:
    """How long the machine has slept since it started; only differences mean anything."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) - time.monotonic()


def boot_id() -> str:
    """A name for this run of the machine; "" where the kernel does not tell."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""

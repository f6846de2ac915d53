"""Whether the person has asked the desktop for less motion: then nothing of ours blinks.

Qt tells of contrast and of light and dark, but not of this (seen with Qt 6.11).
"""

import sys
from typing import Protocol


class Motion(Protocol):
    """What the desktop says of motion."""

    def reduced(self) -> bool:
        """Whether there should be less of it, as far as is known by now. Never waits."""

    def look(self) -> None:
        """Find out anew, beside the program. Never waits, never raises."""


class AnyMotion:
    """Where nobody could say."""

    def reduced(self) -> bool:
        """Never."""
        return False

    def look(self) -> None:
        """There is nothing to be seen."""


def choose_motion() -> Motion:
    """The way this operating system is asked. Nothing is asked yet."""
    platform: str = sys.platform
    if platform == "linux":
        from trayapp.desktop.motion.portal import PortalMotion  # noqa: PLC0415  (one platform's part)

        return PortalMotion()
    if platform == "win32":
        from trayapp.desktop.motion.windows import WindowsMotion  # noqa: PLC0415  (one platform's part)

        return WindowsMotion()
    return AnyMotion()

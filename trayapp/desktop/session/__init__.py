"""The desktop session that we run in: which kind it is, and by which of Qt's platforms our windows are best shown."""

import sys
from collections.abc import Mapping

_CHOSEN_BY_THE_PERSON = "QT_QPA_PLATFORM"


def is_wayland(environment: Mapping[str, str]) -> bool:
    """Whether a Wayland compositor has the screen and the keys, though XWayland may let X11 programs in as well.

    A compositor that runs in a window of an X11 session has its own say: WAYLAND_DISPLAY stands before the session's
    type, which is that of the login.
    """
    return bool(environment.get("WAYLAND_DISPLAY")) or environment.get("XDG_SESSION_TYPE") == "wayland"


def platform_arguments(environment: Mapping[str, str]) -> list[str]:
    """What the QApplication is to be given on its command line; nothing where Qt's own choice is right.

    Wayland lets no window stay on top, choose its place, or be shown without taking the focus. XWayland does, so there
    our windows are X11 windows. Qt tries its platforms in this order: a display that does not answer is no misfortune.
    """
    wayland = sys.platform == "linux" and is_wayland(environment)
    if not wayland or not environment.get("DISPLAY") or environment.get(_CHOSEN_BY_THE_PERSON):
        return []
    return ["-platform", "xcb;wayland"]


def platforms_or_none(environment: Mapping[str, str]) -> list[str]:
    """The same for a QApplication that must not end the process where no display answers.

    Qt's platform is then the one called "offscreen".
    """
    if sys.platform != "linux":
        return []
    ours = platform_arguments(environment)[1:] or ["wayland" if is_wayland(environment) else "xcb"]
    return ["-platform", ";".join([environment.get(_CHOSEN_BY_THE_PERSON) or ours[0], "offscreen"])]


def shows_nothing(environment: Mapping[str, str], qt_platform: str) -> bool:
    """Whether no display has answered, and nobody asked for that. Arguments as for `pill_is_unruly`."""
    return qt_platform == "offscreen" and environment.get(_CHOSEN_BY_THE_PERSON, "").partition(":")[0] != "offscreen"


def pill_is_unruly(environment: Mapping[str, str], qt_platform: str) -> bool:
    """Whether our windows may take the focus and cannot be placed.

    Args:
        environment: The program's environment.
        qt_platform: What Qt shows our windows by (`QGuiApplication.platformName()`).
    """
    return is_wayland(environment) and qt_platform.startswith("wayland")

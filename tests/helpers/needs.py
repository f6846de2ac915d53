"""The only ways in which a test may be left out: it needs what this machine really lacks.

    @needs.windows
    def test_...

A plain `pytest.skip` fails the run (`tests.helpers.left_out`).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from tests.helpers.wine import on_wine

DESKTOP_PROGRAMS: Final = (
    *("Xvfb", "openbox", "trayer", "xdotool", "dbus-daemon", "dbus-send", "setpriv", "gnome-keyring-daemon"),
    *("xterm", "xbindkeys", "xprop", "setxkbmap", "xmodmap", "xset"),
)
"""What the test desktop is made of; packaging/dev.py installs it where it may."""

ACCESSIBILITY_BUS: Final = "/usr/share/dbus-1/services/org.a11y.Bus.service"
"""What screen readers look at programs through."""

MONITOR_PROGRAMS: Final = ("Xorg", "xrandr")
"""What lets monitors be plugged in and out."""
MONITOR_DRIVER: Final = "/usr/lib/xorg/modules/drivers/dummy_drv.so"
STATUS_NOTIFIER_PROGRAMS: Final = ("xfce4-panel", "xfconf-query")
"""A tray host that speaks StatusNotifier."""

WAYLAND_PROGRAMS: Final = ("kwin_wayland", "Xwayland")
WAYLAND_FILES: Final = (
    "/usr/lib/*/qt5/plugins/platforms/libqwayland-generic.so",
    "/usr/libexec/xdg-desktop-portal",
    "/usr/lib/*/libexec/xdg-desktop-portal-kde",
)
"""What a Wayland session is made of; patterns, for the folder is called otherwise on another kind of processor."""

WINE_PROGRAMS: Final = ("Xvfb", "xdotool", "wine", "wineserver", "x86_64-w64-mingw32-gcc")
"""What Windows programs run on here."""

NODE_PROGRAMS: Final = ("node", "npm")
"""What a real socket.io server runs on."""


@dataclass(frozen=True, slots=True)
class Need:
    """One need of a test."""

    lack: Callable[[], str]
    """Says what is lacking here; empty when nothing is."""
    brought: bool = False
    """`packaging/dev.py test` sees to it, so that continuous integration has no excuse."""


def need(*needs: Need) -> pytest.MarkDecorator:
    """Leave the test out where something it needs is lacking."""
    return pytest.mark.needs(*needs)


def programs(*names: str) -> Need:
    """Programs on the path."""

    def lack() -> str:
        missing = [name for name in names if shutil.which(name) is None]
        return f"no {', '.join(missing)} on the path" if missing else ""

    return Need(lack, brought=True)


def first_match(pattern: str) -> Path | None:
    """The first file that a pattern of `WAYLAND_FILES` fits."""
    return next(Path("/").glob(pattern.removeprefix("/")), None)


def _no_wayland() -> str:
    missing = [pattern for pattern in WAYLAND_FILES if first_match(pattern) is None]
    return f"no {', '.join(missing)}" if missing else ""


def _no_accessibility_bus() -> str:
    return "" if Path(ACCESSIBILITY_BUS).is_file() else f"no {ACCESSIBILITY_BUS}"


def _no_driver() -> str:
    return "" if Path(MONITOR_DRIVER).is_file() else f"no {MONITOR_DRIVER}"


def _not_windows() -> str:
    return "" if sys.platform == "win32" else "this is not Windows (test --windows runs it)"


def _wine() -> str:
    return _not_windows() or ("wine can do less here than Windows" if on_wine() else "")


def _not_wine() -> str:
    return _not_windows() or ("" if on_wine() else "this would change Windows, or ask its user; wine is thrown away")


def _not_linux() -> str:
    return "" if sys.platform == "linux" else "this is not Linux"


def _almighty() -> str:
    return "root may read and write everything" if sys.platform != "win32" and os.geteuid() == 0 else ""


def _no_root() -> str:
    return "" if sys.platform != "win32" and os.geteuid() == 0 else "only root may make a Debian to install things in"


def _no_own_etc() -> str:
    command = ("unshare", "--mount", "mount", "-t", "overlay", "overlay", "-o", "lowerdir=/opt:/etc", "/etc")
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError:
        return "no unshare"
    return "" if done.returncode == 0 else "only root may show a program another /etc, where the system lets it"


def _no_windows_desktop() -> str:
    return _not_windows() or ("" if "DESKTOP_HANDS" in os.environ else "there is no desktop with hands here")


windows: Final = need(Need(_not_windows))
true_windows: Final = need(Need(_wine))
"""For what wine lacks; the test says what that is."""
wine: Final = need(Need(_not_wine))
"""For Windows where nothing lasts: the user's trusted roots can be added to without a question."""
WINDOWS_DESKTOP: Final = Need(_no_windows_desktop)
"""What the marker `windows_desktop` stands for."""
LINUX: Final = Need(_not_linux)
linux: Final = need(LINUX)
ordinary_user: Final = need(Need(_almighty))
"""For tests of what the system refuses."""
accessibility: Final = need(LINUX, Need(_no_accessibility_bus, brought=True))
monitors: Final = need(programs(*MONITOR_PROGRAMS), Need(_no_driver, brought=True))
status_notifier: Final = need(programs(*STATUS_NOTIFIER_PROGRAMS))
wayland: Final = need(LINUX, programs(*WAYLAND_PROGRAMS), Need(_no_wayland, brought=True))
desktop: Final = need(LINUX, programs(*DESKTOP_PROGRAMS))
LOGIN_PROGRAMS: Final = ("dex", "gio")
login: Final = need(LINUX, programs(*LOGIN_PROGRAMS))
"""What a desktop session does at login."""
CLEAN_DEBIAN_PROGRAMS: Final = ("debootstrap", "unshare", "chroot")
clean_debian: Final = need(LINUX, programs(*CLEAN_DEBIAN_PROGRAMS), Need(_no_root))
"""A Debian with nothing on it."""
POLICY_PROGRAMS: Final = ("unshare", "mount", "hostname")
policy: Final = need(LINUX, programs(*POLICY_PROGRAMS), Need(_no_own_etc))
"""An /etc, and a name of the computer, that one program alone sees."""
CLOCK_PROGRAMS: Final = (*POLICY_PROGRAMS, "gcc")
clock: Final = need(LINUX, programs(*CLOCK_PROGRAMS), Need(_no_own_etc))
"""A time zone, and a calendar, that one program alone sees."""
deb: Final = need(LINUX, programs("dpkg-deb"))
"""What packs a Debian package."""
manual: Final = need(LINUX, programs("groff"))
"""What reads a manual page."""
MSI_PROGRAMS: Final = (
    *("wine", "wineserver", "wixl", "msibuild", "msiinfo", "osslsigncode", "fc-match"),
    *("x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"),
)
msi: Final = need(LINUX, programs(*MSI_PROGRAMS))
"""What makes a Windows installer, and signs it."""
node: Final = need(LINUX, programs(*NODE_PROGRAMS))

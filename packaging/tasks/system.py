"""What the operating system must bring: looked for by loading or finding it, installed with apt-get where we may."""

import ctypes
import os
import platform
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tasks.places import in_ci, is_root
from tasks.progress import TaskError, quietly, say

APT_LISTS = Path("/var/lib/apt/lists")


@dataclass(frozen=True, slots=True)
class Part:
    """A shared library (`lib….so.N`) or a program, and the Debian package that brings it."""

    name: str
    debian: str

    def is_here(self) -> bool:
        """Whether the library can be loaded, or the program is on the path."""
        if ".so" not in self.name:
            return shutil.which(self.name) is not None
        try:
            ctypes.CDLL(self.name)
        except OSError:
            return False
        return True


QT = (
    Part("libGL.so.1", "libgl1"),
    Part("libEGL.so.1", "libegl1"),
    Part("libglib-2.0.so.0", "libglib2.0-0"),
    Part("libfontconfig.so.1", "libfontconfig1"),
    Part("libdbus-1.so.3", "libdbus-1-3"),
    Part("libbrotlidec.so.1", "libbrotli1"),
    Part("libxkbcommon.so.0", "libxkbcommon0"),
    Part("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    Part("libxcb-cursor.so.0", "libxcb-cursor0"),
    Part("libxcb-icccm.so.4", "libxcb-icccm4"),
    Part("libxcb-image.so.0", "libxcb-image0"),
    Part("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    Part("libxcb-randr.so.0", "libxcb-randr0"),
    Part("libxcb-render-util.so.0", "libxcb-render-util0"),
    Part("libxcb-shape.so.0", "libxcb-shape0"),
    Part("libxcb-xkb.so.1", "libxcb-xkb1"),
)
"""What PySide6's Core, Gui, Widgets, Network and xcb platform load."""

SCREEN = (
    Part("Xvfb", "xvfb"),
    Part("openbox", "openbox"),
    Part("trayer", "trayer"),
    Part("xdotool", "xdotool"),
    Part("dbus-daemon", "dbus-daemon"),
    Part("dbus-send", "dbus-bin"),
    Part("setpriv", "util-linux"),
)
"""A virtual screen with a window manager, a bus, a tray and fingers: for the demo without a screen."""

DESKTOP = (
    *SCREEN,
    Part("gnome-keyring-daemon", "gnome-keyring"),
    Part("xterm", "xterm"),
    Part("xprop", "x11-utils"),
    Part("setxkbmap", "x11-xkb-utils"),
    Part("xmodmap", "x11-xserver-utils"),
    Part("xset", "x11-xserver-utils"),
)
"""The rest of the test desktop."""

RIVALS = (Part("xbindkeys", "xbindkeys"), Part("curl", "curl"))
"""What the benchmarks compare with."""


def bring(parts: Iterable[Part], purpose: str, *, required: bool = True) -> None:
    """See to it that the parts are there; `purpose` completes "... is needed to".

    Raises:
        TaskError: A required part is missing and cannot be installed from here.
    """
    if not sys.platform.startswith("linux"):
        return
    missing = [part for part in parts if not part.is_here()]
    if not missing:
        return
    packages = sorted({part.debian for part in missing})
    if is_root() and shutil.which("apt-get"):
        install(packages)
        missing = [part for part in missing if not part.is_here()]
        if missing:
            names = ", ".join(part.name for part in missing)
            raise TaskError(f"{' '.join(packages)} installed, and still not found: {names}")
        return
    text = "\n".join(
        [
            f"Missing on this system, needed to {purpose}:",
            *(f"  {part.name}  (Debian package {part.debian})" for part in missing),
            "Install them first, on Debian or Ubuntu with:",
            f"  sudo apt-get install --no-install-recommends {' '.join(packages)}",
        ]
    )
    if required or in_ci():
        raise TaskError(text)
    say(text)


def install(packages: list[str]) -> None:
    """Install Debian packages as root.

    Raises:
        TaskError: apt-get failed, also with fresh lists.
    """
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    title = f"installing {len(packages)} system packages ({' '.join(packages)})"
    fresh = not any(APT_LISTS.glob("*_Packages*"))
    if fresh:
        _update(env)
    try:
        quietly(title, command, env)
    except TaskError:
        if fresh:
            raise
        say("   the package lists may be old")
        _update(env)
        quietly(title, command, env)


def _update(env: dict[str, str]) -> None:
    quietly("fetching the package lists", ["apt-get", "update"], env)


def check_c_library() -> None:
    """Say it here when the C library is too old for Qt's wheels; pip's words for it are dark.

    Raises:
        TaskError: glibc is older than 2.34.
    """
    name, version = platform.libc_ver()
    if name == "glibc" and tuple(int(part) for part in version.split(".")[:2]) < (2, 34):
        raise TaskError(f"Qt needs glibc 2.34 or newer (Debian 12, Ubuntu 22.04); this system has {version}.")

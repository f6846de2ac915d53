"""What the operating system must bring: looked for by loading or finding it, installed with apt-get where we may."""

import ctypes
import importlib.util
import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tasks.places import in_ci, is_root
from tasks.progress import TaskError, quietly, say

APT_LISTS = Path("/var/lib/apt/lists")


@dataclass(frozen=True, slots=True)
class Part:
    """Something the system brings, and the Debian package that brings it."""

    name: str
    debian: str
    found: Callable[[str], bool]

    def is_here(self) -> bool:
        """Whether it is there to be used."""
        return self.found(self.name)


def library(name: str, debian: str) -> Part:
    """A shared library, found by loading it: wherever it lies, and whatever package it came in."""

    def loads(name: str) -> bool:
        try:
            ctypes.CDLL(name)
        except OSError:
            return False
        return True

    return Part(name, debian, loads)


def program(name: str, debian: str) -> Part:
    """A program on the path."""
    return Part(name, debian, lambda name: shutil.which(name) is not None)


def file(name: str, debian: str) -> Part:
    """A file that is no program, by its whole path."""
    return Part(name, debian, lambda name: Path(name).is_file())


def some_file(pattern: str, debian: str) -> Part:
    """A file below a folder that is called otherwise on another kind of processor."""
    return Part(pattern, debian, lambda pattern: any(Path("/").glob(pattern.removeprefix("/"))))


def module(name: str, debian: str) -> Part:
    """A module of this Python."""
    return Part(name, debian, lambda name: importlib.util.find_spec(name) is not None)


VENV = (module("ensurepip", f"python{sys.version_info.major}.{sys.version_info.minor}-venv"),)
"""What makes a virtual environment; Debian's Python comes without."""

QT = (
    library("libGL.so.1", "libgl1"),
    library("libEGL.so.1", "libegl1"),
    library("libglib-2.0.so.0", "libglib2.0-0"),
    library("libfontconfig.so.1", "libfontconfig1"),
    library("libdbus-1.so.3", "libdbus-1-3"),
    library("libbrotlidec.so.1", "libbrotli1"),
    library("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
    library("libxkbcommon.so.0", "libxkbcommon0"),
    library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    library("libxcb-cursor.so.0", "libxcb-cursor0"),
    library("libxcb-icccm.so.4", "libxcb-icccm4"),
    library("libxcb-image.so.0", "libxcb-image0"),
    library("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    library("libxcb-randr.so.0", "libxcb-randr0"),
    library("libxcb-render-util.so.0", "libxcb-render-util0"),
    library("libxcb-shape.so.0", "libxcb-shape0"),
    library("libxcb-xkb.so.1", "libxcb-xkb1"),
)
"""What PySide6's Core, Gui, Widgets, Network and xcb platform load."""

SCREEN = (
    program("Xvfb", "xvfb"),
    program("openbox", "openbox"),
    program("trayer", "trayer"),
    program("xdotool", "xdotool"),
    program("dbus-daemon", "dbus-daemon"),
    program("dbus-send", "dbus-bin"),
    program("setpriv", "util-linux"),
    program("xterm", "xterm"),
)
"""A virtual screen with a window manager, a bus, a tray, fingers and a window to type into: for the demo."""

DESKTOP = (
    *SCREEN,
    program("gnome-keyring-daemon", "gnome-keyring"),
    program("xbindkeys", "xbindkeys"),
    program("xprop", "x11-utils"),
    program("setxkbmap", "x11-xkb-utils"),
    program("xmodmap", "x11-xserver-utils"),
    program("xset", "x11-xserver-utils"),
    program("dex", "dex"),
    program("gio", "libglib2.0-bin"),
)
"""The rest of the test desktop; the last two start what is to be started at login, and read its command line."""

OTHER_DESKS = (
    file("/usr/share/dbus-1/services/org.a11y.Bus.service", "at-spi2-core"),
    program("Xorg", "xserver-xorg-core"),
    file("/usr/lib/xorg/modules/drivers/dummy_drv.so", "xserver-xorg-video-dummy"),
    program("xrandr", "x11-xserver-utils"),
    program("xfce4-panel", "xfce4-panel"),
    program("xfconf-query", "xfconf"),
)
"""Monitors that can be plugged in and out, a tray host of the other kind (StatusNotifier), the accessibility bus."""

WAYLAND = (
    program("kwin_wayland", "kwin-wayland"),
    program("Xwayland", "xwayland"),
    some_file("/usr/lib/*/qt5/plugins/platforms/libqwayland-generic.so", "qtwayland5"),
    file("/usr/libexec/xdg-desktop-portal", "xdg-desktop-portal"),
    some_file("/usr/lib/*/libexec/xdg-desktop-portal-kde", "xdg-desktop-portal-kde"),
)
"""A Wayland session: KDE's compositor, the desktop portal with KDE's part of it, and what shows that part's windows."""

WINE = (
    program("Xvfb", "xvfb"),
    program("xdotool", "xdotool"),
    program("wine", "wine"),
    program("wineserver", "wine"),
    program("fc-match", "fontconfig"),
    program("x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64-win32"),
)
"""Windows programs on this system, and the finder of fonts and compiler of stand-ins for what wine lacks."""

DEB = (program("dpkg-deb", "dpkg"), program("groff", "groff-base"))
"""What packs a Debian package, and reads its manual page."""

CLEAN_DEBIAN = (program("debootstrap", "debootstrap"), program("unshare", "util-linux"), program("chroot", "coreutils"))
"""A Debian with nothing on it, to install a package in."""

POLICY = (program("unshare", "util-linux"), program("mount", "mount"), program("hostname", "hostname"))
"""An /etc, and a name of the computer, that one program alone sees."""

CLOCK = (*POLICY, program("gcc", "gcc"))
"""A time zone that one program alone sees, and the compiler of what shifts a calendar for one program alone."""

MSI = (
    program("wine", "wine"),
    program("wineserver", "wine"),
    program("fc-match", "fontconfig"),
    program("wixl", "wixl"),
    program("msibuild", "msitools"),
    program("msiinfo", "msitools"),
    program("osslsigncode", "osslsigncode"),
    program("x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64-win32"),
    program("x86_64-w64-mingw32-windres", "binutils-mingw-w64-x86-64"),
)
"""What makes a Windows installer, and signs it; wine runs the very Python that is shipped, to compile the program."""

NODE = (program("node", "nodejs"), program("npm", "npm"))
"""What runs a real socket.io server."""

RIVALS = (program("curl", "curl"),)
"""What the benchmarks compare with, beside xbindkeys."""


def bring(needed: Iterable[Part], purpose: str, wished: Iterable[Part] = ()) -> None:
    """See to it that parts are there.

    Args:
        needed: Parts that nothing goes without.
        purpose: Completes "Missing on this system, needed to ...".
        wished: Parts that only continuous integration cannot go without.

    Raises:
        TaskError: A needed part is missing and cannot be installed from here.
    """
    if not sys.platform.startswith("linux"):
        return
    lacking = [part for part in needed if not part.is_here()]
    missing = [*lacking, *(part for part in wished if not part.is_here())]
    if not missing:
        return
    if is_root() and shutil.which("apt-get"):
        install(sorted({part.debian for part in missing}))
        importlib.invalidate_caches()
        if still := [part.name for part in missing if not part.is_here()]:
            raise TaskError(f"apt-get installed the packages, and still not to be found: {', '.join(still)}")
        return
    if lacking or in_ci():
        raise TaskError(_told(missing, purpose))
    say(_told(missing, purpose))


def _told(missing: list[Part], purpose: str) -> str:
    packages = " ".join(sorted({part.debian for part in missing}))
    return "\n".join(
        [
            f"Missing on this system, needed to {purpose}:",
            *(f"  {part.name}  (Debian package {part.debian})" for part in missing),
            "Install them first, on Debian or Ubuntu with:",
            f"  sudo apt-get install --no-install-recommends {packages}",
        ]
    )


def install(packages: list[str]) -> None:
    """Install Debian packages as root.

    Raises:
        TaskError: apt-get failed, also with fresh lists.
    """
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    title, detail = f"installing {len(packages)} system packages", f" ({' '.join(packages)})"
    fresh = not any(APT_LISTS.glob("*_Packages*"))
    if fresh:
        _update(env)
    try:
        quietly(title, command, env, detail)
    except TaskError:
        if fresh:
            raise
        say("   the package lists may be old")
        _update(env)
        quietly(title, command, env, detail)


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

"""A Wayland session for tests: KDE's compositor in a window on a virtual display, with portal and XWayland.

Keys are pressed on the outer display and go the way of real ones: through the compositor to whoever it gives them to.
"""

import shutil
import socket
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from tests.helpers.needs import WAYLAND_FILES, WAYLAND_PROGRAMS, first_match
from trayapp.desktop.hotkey.portal_session import SESSION_TOKEN
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import DesktopError, VirtualDesktop

REPOSITORY = Path(__file__).parents[2]

PORTAL_NAME = "org.freedesktop.portal.Desktop"
KDE_PORTAL_NAME = "org.freedesktop.impl.portal.desktop.kde"

_COMPOSITOR = WAYLAND_PROGRAMS[0]
_, _PORTAL, _KDE_PORTAL = WAYLAND_FILES
_WAYLAND = "wayland-0"
_X_SOCKETS = "/tmp/.X11-unix/X"  # noqa: S108  (X11's own path)
_X_NUMBERS = range(200, 1000)
_READY_S = 30.0


class NestedWayland(VirtualDesktop):
    """A Wayland session: `environment` is what its programs get, keys and clicks are those of the outer display.

    The compositor's one screen covers the outer display, so a place on the one is the same place on the other.

    What it is made of is a need of its tests (`tests.helpers.needs.wayland`).

    Args:
        portal: start the desktop portal.
        xwayland: let X11 programs in.
        options: as for `VirtualDesktop`.
    """

    def __init__(self, *, portal: bool = True, xwayland: bool = True, **options: Any) -> None:
        size = options.setdefault("size", (1000, 700))
        super().__init__(window_manager=False, tray=False, **options)
        self._with_portal, self._with_xwayland = portal, xwayland
        self._width, self._height = size
        self._x_sockets: list[socket.socket] = []
        self._x_path = Path()

    def _open(self) -> None:
        super()._open()
        self._start_compositor()
        if self._with_portal:
            self.start_portal()

    def close(self) -> None:
        """End everything, and free XWayland's name."""
        super().close()
        for x_socket in self._x_sockets:
            x_socket.close()
        self._x_sockets.clear()
        if self._x_path != Path():
            self._x_path.unlink(missing_ok=True)

    def start_portal(self) -> None:
        """Start KDE's part of the portal and the portal itself, and wait until programs can call it."""
        wayland = {"QT_QPA_PLATFORM": "wayland"}
        self._start_part("portal-kde", [str(first_match(_KDE_PORTAL))], environment=wayland)
        self._await("portal-kde", lambda: self.bus_has(KDE_PORTAL_NAME))
        self._start_part("portal", [_PORTAL])
        self._await("portal", lambda: self.bus_has(PORTAL_NAME))

    def stop_portal(self) -> None:
        """End the portal, both parts."""
        self._stop_part("portal")
        self._stop_part("portal-kde")
        self._await_gone(PORTAL_NAME)
        self._await_gone(KDE_PORTAL_NAME)

    def kde(self, member: str, *arguments: str) -> None:
        """Call a method of KDE's service for shortcuts, with arguments as dbus-send has them."""
        self._ask_kde("/kglobalaccel", f"org.kde.KGlobalAccel.{member}", *arguments)

    @property
    def gives_chords(self) -> bool:
        """Whether some session of the program has its shortcuts now."""
        component = f"/component/{SESSION_TOKEN}"
        return "true" in self._ask_kde(component, "org.kde.kglobalaccel.Component.isActive")

    def _ask_kde(self, path: str, method: str, *arguments: str) -> str:
        call = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.kde.kglobalaccel", path, method]
        return subprocess.run(
            [*call, *arguments], env=self.environment, capture_output=True, text=True, check=False
        ).stdout

    def _start_compositor(self) -> None:
        # A copy does without the capability that a container cannot grant, and without which the original won't start.
        original = shutil.which(_COMPOSITOR)
        assert original
        program = shutil.copyfile(original, self.root / _COMPOSITOR)
        program.chmod(0o700)
        ready = self.root / "compositor-is-ready"
        command = [str(program), "--x11-display", self.display, "--width", str(self._width)]
        command += ["--height", str(self._height), "--no-lockscreen", "--socket", _WAYLAND]
        x_display = ""
        if self._with_xwayland:
            x_display = self._reserve_x_display()
            command += ["--xwayland", "--xwayland-display", x_display]
            command += [part for x_socket in self._x_sockets for part in ("--xwayland-fd", str(x_socket.fileno()))]
        self.environment |= {
            "XDG_SESSION_TYPE": "wayland",
            "XDG_CURRENT_DESKTOP": "KDE",
            "KDE_FULL_SESSION": "true",
            "KDE_SESSION_VERSION": "5",
        }
        self._start_part(
            "compositor",
            # It starts the program that it is given once others can be started too.
            [*command, f"touch {ready}"],
            environment={"KWIN_COMPOSE": "Q", "QT_QPA_PLATFORM": ""},
            pass_fds=[x_socket.fileno() for x_socket in self._x_sockets],
        )
        self._await("compositor", ready.exists)
        del self.environment["QT_QPA_PLATFORM"]
        self.environment["WAYLAND_DISPLAY"] = _WAYLAND
        if x_display:
            self.environment["DISPLAY"] = x_display
        else:
            del self.environment["DISPLAY"]

    def _reserve_x_display(self) -> str:
        """A free display's name for XWayland, its sockets bound.

        Left to itself, the compositor tries one number after the other and removes the sockets that it finds there,
        those of other people's virtual displays too.
        """
        for number in _X_NUMBERS:
            path = f"{_X_SOCKETS}{number}"
            with ExitStack() as stack:
                try:
                    for name in (f"\0{path}", path):
                        x_socket = stack.enter_context(socket.socket(socket.AF_UNIX))
                        x_socket.bind(name)
                        x_socket.listen()
                        self._x_sockets.append(x_socket)
                except OSError:
                    self._x_sockets.clear()
                    continue
                stack.pop_all()
            self._x_path = Path(path)
            return f":{number}"
        raise DesktopError("no display number is free")


class WaylandWindow:
    """Another program's window, shown by Wayland and not by XWayland, that has the focus; a context manager."""

    def __init__(self, desktop: VirtualDesktop) -> None:
        self._desktop = desktop
        self._folder = Path()

    def __enter__(self) -> Self:
        self._folder = Path(tempfile.mkdtemp(prefix="typed-", dir=self._desktop.root))
        for name in ("text", "focus", "keys"):
            (self._folder / name).touch()
        self._process = self._desktop.start(
            [sys.executable, "-m", "tests.desktop_session.wayland_text", str(self._folder)],
            environment={"QT_QPA_PLATFORM": "wayland", "PYTHONPATH": str(REPOSITORY)},
        )
        try:
            until(lambda: self.focus, _READY_S, "the window to get the focus")
        except BaseException:
            self._desktop.stop(self._process)
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._desktop.stop(self._process)

    @property
    def text(self) -> str:
        """What has been typed into it so far."""
        return (self._folder / "text").read_text(encoding="utf-8")

    @property
    def keys(self) -> list[str]:
        """The keys that it got so far, with their modifiers."""
        return (self._folder / "keys").read_text(encoding="utf-8").splitlines()

    @property
    def focus(self) -> str:
        """A "+" for each time that it got the focus, a "-" for each time that it lost it."""
        return (self._folder / "focus").read_text(encoding="utf-8")

    def await_text(self, text: str, timeout_s: float = 10.0) -> None:
        """Wait until exactly `text` has been typed.

        Raises:
            TimeoutError: something else stands there, which the message does not repeat.
        """
        until(lambda: self.text == text, timeout_s, "the typed text to arrive")

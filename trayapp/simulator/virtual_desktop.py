"""A desktop of our own without a screen: X server, window manager, session bus, tray host and keyring daemon.

The demo uses it on a machine without a screen, the tests to run against real parts. Everything a desktop starts lives
in a folder of its own, sees no settings of the person who started it, and is gone when the desktop is closed.
"""

import contextlib
import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from enum import Enum, auto
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from trayapp.simulator.display_numbers import keep_display_number, turn_at_display_numbers
from trayapp.simulator.processes import end, end_strays, spawn
from trayapp.simulator.until import until
from trayapp.simulator.x11_client import XClient

KEYRING_PASSWORD = "open sesame"  # noqa: S105  (of the desktop's own empty keyring)

_READY_S = 20.0
_KEPT = ("PATH", "LD_LIBRARY_PATH", "TMPDIR")
"""The only variables that come in from outside."""
_SERVICES = Path("/usr/share/dbus-1/services")
_PROMPTER = "org.gnome.keyring.SystemPrompter"

_BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={root}/run/bus</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{root}/services</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class Keyring(Enum):
    """Which keyring daemon a desktop starts with."""

    NONE = auto()
    LOCKED = auto()
    UNLOCKED = auto()


class DesktopError(Exception):
    """The desktop, or a part of it, could not be started."""


class MissingProgramsError(DesktopError):
    """Programs that a desktop is made of are not installed; the message names them."""


class VirtualDesktop:
    """A whole desktop on a free display number; a context manager.

    Use it from one thread: what it starts dies with the thread that started it, should that die without closing it.

    Args:
        size: width and height of the screen in pixels.
        dpi: dots per inch that the screen claims to have.
        window_manager: start openbox.
        tray: start trayer, in the top right corner.
        keyring: what the Secret Service is like; `NONE` leaves the bus without one.
        services: names of bus services that may be started on demand, such as "org.a11y.Bus"; otherwise none is.
        server_arguments: further arguments for the X server.

    Raises:
        MissingProgramsError: on entering: a program is not installed.
        DesktopError: a part did not get ready in time.
    """

    def __init__(
        self,
        *,
        size: tuple[int, int] = (1280, 800),
        dpi: int = 96,
        window_manager: bool = True,
        tray: bool = True,
        keyring: Keyring = Keyring.NONE,
        services: Sequence[str] = (),
        server_arguments: Sequence[str] = (),
    ) -> None:
        self._size = size
        self._dpi = dpi
        self._with = {"window_manager": window_manager, "tray": tray}
        self._keyring = keyring
        self._services = [*services, *([_PROMPTER] if keyring is not Keyring.NONE else [])]
        self._server_arguments = server_arguments
        self._parts: dict[str, subprocess.Popen[bytes]] = {}
        self._others: list[subprocess.Popen[bytes]] = []
        self._logs = 0
        self._client: XClient | None = None
        self._seat = contextlib.ExitStack()
        self.root = Path()
        """The folder of this desktop: `home`, `run` (XDG_RUNTIME_DIR), `log`."""
        self.display = ""
        """The display's name, such as ":7"."""
        self.environment: dict[str, str] = {}
        """The whole environment for programs on this desktop."""

    # Beginning and end.

    def __enter__(self) -> Self:
        try:
            self._open()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self) -> None:
        programs = ["Xvfb", "dbus-daemon", "setpriv", *(["openbox"] if self._with["window_manager"] else [])]
        programs += ["trayer"] if self._with["tray"] else []
        programs += ["gnome-keyring-daemon"] if self._keyring is not Keyring.NONE else []
        missing = [program for program in programs if not shutil.which(program)]
        if missing:
            raise MissingProgramsError(f"missing programs: {', '.join(missing)}")
        self.root = Path(tempfile.mkdtemp(prefix="desktop-"))
        for folder in ("home", "run", "log", "services"):
            (self.root / folder).mkdir(mode=0o700)
        home = self.root / "home"
        self.environment = {
            **{name: os.environ[name] for name in _KEPT if name in os.environ},
            "LANG": "C.UTF-8",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(self.root / "run"),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_STATE_HOME": str(home / ".local/state"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_SESSION_TYPE": "x11",
            "QT_QPA_PLATFORM": "xcb",
        }
        self.start_server()
        self._start_bus()
        if self._with["window_manager"]:
            self.start_window_manager()
        if self._with["tray"]:
            self.start_tray()
        if self._keyring is not Keyring.NONE:
            self.start_keyring(unlocked=True)
        if self._keyring is Keyring.LOCKED:  # the first start made the keyring; the second finds it locked
            self.stop_keyring()
            self.start_keyring(unlocked=False)

    def close(self) -> None:
        """End everything that runs on this desktop and remove its folder. Safe to call twice."""
        if self._client:
            self._client.close()
            self._client = None
        self._seat.close()
        for process in [*self._others, *reversed(self._parts.values())]:
            end(process)
        self._others.clear()
        self._parts.clear()
        if self.root != Path():
            end_strays("XDG_RUNTIME_DIR", str(self.root / "run"))
            shutil.rmtree(self.root, ignore_errors=True)
            self.root = Path()

    # Programs.

    def start(
        self,
        arguments: Sequence[str | Path],
        *,
        environment: Mapping[str, str] | None = None,
        stdin: int | IO[bytes] | None = subprocess.DEVNULL,
        stdout: int | IO[bytes] | None = None,
        pass_fds: Sequence[int] = (),
    ) -> subprocess.Popen[bytes]:
        """Start a program on this desktop in a process group of its own; it is ended with the desktop at the latest.

        Args:
            arguments: the program and its arguments.
            environment: variables that are added to the desktop's.
            stdin: as for `subprocess.Popen`; nothing by default.
            stdout: as for `subprocess.Popen`; by default a file in `root / "log"`, where standard error always goes.
            pass_fds: as for `subprocess.Popen`.
        """
        process = self._spawn(arguments, environment=environment, stdin=stdin, stdout=stdout, pass_fds=pass_fds)
        self._others.append(process)
        return process

    def stop(self, process: subprocess.Popen[bytes]) -> None:
        """End a program that `start` started, and its whole process group."""
        end(process)
        self._others.remove(process)

    def log(self) -> str:
        """What the programs of this desktop wrote, each under its name."""
        files = sorted((self.root / "log").iterdir())
        return "\n".join(f"== {file.name}\n{file.read_text(errors='replace')}" for file in files)

    # Parts that a test may start late, end or restart.

    def start_server(self) -> None:
        """Start the X server and wait until it lets clients in: on a free display, or again on the one it had."""
        with turn_at_display_numbers(self.root.parent):
            self._seat.close()
            self.display = f":{self._run_server()}"
        self.environment["DISPLAY"] = self.display

    def start_window_manager(self) -> None:
        """Start openbox and wait until it manages the windows."""
        self._start_part("openbox", ["openbox", "--sm-disable"])
        self._await("openbox", lambda: bool(self.client.window_property("_NET_SUPPORTING_WM_CHECK")))

    def start_tray(self) -> None:
        """Start trayer and wait until programs can put their icons into it."""
        corner = ["--edge", "top", "--align", "right", "--widthtype", "request", "--height", "32"]
        # Clear of the frame that the program draws along the edges.
        corner += ["--margin", "12", "--distance", "12", "--distancefrom", "top"]
        self._start_part("trayer", ["trayer", *corner, "--SetDockType", "true", "--expand", "true"])
        self._await("trayer", lambda: bool(self.client.selection_owner("_NET_SYSTEM_TRAY_S0")))

    def stop_tray(self) -> None:
        """End trayer."""
        self._stop_part("trayer")

    def start_keyring(self, *, unlocked: bool) -> None:
        """Start the Secret Service of gnome-keyring, with the login keyring locked or open (`KEYRING_PASSWORD`)."""
        program = ["gnome-keyring-daemon", "--foreground", "--components=secrets"]
        if unlocked:
            process = self._start_part("keyring", [*program, "--unlock"], stdin=subprocess.PIPE)
            with process.stdin or contextlib.nullcontext() as pipe:
                if pipe:
                    pipe.write(KEYRING_PASSWORD.encode())
        else:
            self._start_part("keyring", [*program, "--start"])
        self._await("keyring", lambda: self.bus_has("org.freedesktop.secrets"))

    def stop_keyring(self) -> None:
        """End the keyring daemon; what it stored stays."""
        self._stop_part("keyring")
        self._await_gone("org.freedesktop.secrets")

    def stop_bus(self) -> None:
        """End the session bus under everybody's feet; the keyring daemon ends with it."""
        self._stop_part("dbus-daemon")

    def stop_server(self) -> None:
        """End the X server under everybody's feet; most clients, the window manager too, end with it."""
        if self._client:
            self._client.close()
            self._client = None
        with turn_at_display_numbers(self.root.parent):
            self._stop_part("Xvfb")
            self._seat.enter_context(keep_display_number(self.display))
        for name in ("openbox", "trayer"):
            if name in self._parts:
                self._stop_part(name)

    # The display: see `XClient` for the whole of what can be done there.

    @property
    def client(self) -> XClient:
        """The desktop's own connection to its display."""
        if not self._client:
            self._client = XClient(self.display)
        return self._client

    def key(self, chord: str) -> None:
        """Press and release a chord such as "ctrl+shift+F9"."""
        self.client.key(chord)

    def type(self, text: str) -> None:
        """Type text into whichever window has the focus."""
        self.client.type(text)

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click at a place of the screen, in pixels; button 1 is left, 2 middle, 3 right."""
        self.client.click(x, y, button)

    def focused_window(self) -> int:
        """The window that gets the keys."""
        return self.client.focused_window()

    def active_window(self) -> int:
        """The window that the window manager calls active; 0 for none."""
        return next(iter(self.client.window_property("_NET_ACTIVE_WINDOW")), 0)

    def screenshot(self, file: Path) -> None:
        """Write the whole screen to a PNG file."""
        file.write_bytes(self.client.screenshot())

    def bus_has(self, name: str) -> bool:
        """Whether somebody owns `name` on the session bus."""
        call = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/"]
        answer = subprocess.run(
            [*call, "org.freedesktop.DBus.NameHasOwner", f"string:{name}"],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        return b"true" in answer.stdout

    # How it is done.

    def _run_server(self) -> str:
        """Start the X server and wait until it lets clients in; the number of its display."""
        reader, writer = os.pipe()
        width, height = self._size
        screen = ["-screen", "0", f"{width}x{height}x24", "-dpi", str(self._dpi)]
        server = ["Xvfb", *([self.display] if self.display else []), "-displayfd", str(writer), *screen]
        server += ["-nolisten", "tcp", "-noreset", *self._server_arguments]
        with os.fdopen(reader, "rb") as pipe:
            self._start_part("Xvfb", server, pass_fds=[writer])
            os.close(writer)
            return self._line("Xvfb", pipe)

    def _start_bus(self) -> None:
        for name in self._services:
            shutil.copy(_SERVICES / f"{name}.service", self.root / "services")
        config = self.root / "bus.conf"
        config.write_text(_BUS_CONFIG.format(root=self.root))
        reader, writer = os.pipe()
        with os.fdopen(reader, "rb") as pipe:
            daemon = ["dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile", f"--print-address={writer}"]
            self._start_part("dbus-daemon", daemon, pass_fds=[writer])
            os.close(writer)
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = self._line("dbus-daemon", pipe)

    def _line(self, name: str, pipe: IO[bytes]) -> str:
        """The first line that a starting part writes: its sign of being ready."""
        if not select.select([pipe], [], [], _READY_S)[0]:
            raise DesktopError(f"{name} did not get ready in {_READY_S:g} s")
        line = pipe.readline().decode().strip()
        if not line:
            raise DesktopError(f"{name} ended at its start:\n{self.log()}")
        return line

    def _await(self, name: str, ready: Callable[[], bool]) -> None:
        def ready_or_dead() -> bool:
            return self._parts[name].poll() is not None or ready()

        try:
            until(ready_or_dead, _READY_S, f"{name} to get ready")
        except TimeoutError as error:
            raise DesktopError(f"{error}\n{self.log()}") from error
        if self._parts[name].poll() is not None:
            raise DesktopError(f"{name} ended at its start:\n{self.log()}")

    def _await_gone(self, name: str) -> None:
        until(lambda: not self.bus_has(name), _READY_S, f"{name} to leave the bus")

    def _start_part(self, name: str, arguments: Sequence[str], **options: Any) -> subprocess.Popen[bytes]:
        if name in self._parts:
            raise DesktopError(f"{name} runs already")
        self._parts[name] = self._spawn(arguments, **options)
        return self._parts[name]

    def _stop_part(self, name: str) -> None:
        end(self._parts.pop(name))

    def _spawn(
        self,
        arguments: Sequence[str | Path],
        *,
        environment: Mapping[str, str] | None = None,
        stdin: int | IO[bytes] | None = subprocess.DEVNULL,
        stdout: int | IO[bytes] | None = None,
        pass_fds: Sequence[int] = (),
    ) -> subprocess.Popen[bytes]:
        self._logs += 1
        log_file = self.root / "log" / f"{self._logs:02}-{Path(arguments[0]).name}"
        surroundings = {**self.environment, **(environment or {})}
        return spawn(arguments, surroundings, log_file, stdin=stdin, stdout=stdout, pass_fds=pass_fds)

"""Wine, kept in a folder of its own: its environment, its prefix as it was made, and sessions on it."""

import contextlib
import fcntl
import os
import shutil
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from tasks.places import ROOT
from tasks.windows.hands import Hands

RIG_VARIABLE = "WINDOWS_RIG"
RIG = Path(os.environ.get(RIG_VARIABLE, ROOT / "build" / "windows-rig"))
SCREEN = (1280, 800)
DESKTOP = (1200, 760)
"""Wine's own desktop, at 0,0 of the screen: coordinates are the same in wine and outside."""
STOP_S = 60.0
START_S = 20.0
_HIDDEN = ("PATH", "PWD", "HOME", "TEMP", "TMP")
"""Variables that wine keeps from Windows programs, as all that begin with QT_; they come in as WINE<name>."""


def windows_path(path: Path) -> str:
    """A path of this machine as a Windows program sees it."""
    return "Z:" + str(path.resolve()).replace("/", "\\")


def environment(rig: Path = RIG) -> dict[str, str]:
    """The whole environment of a wine process: nothing of the caller's goes in but where programs are."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(rig / "home"),
        "LANG": "C.UTF-8",
        # The vendor's epochs are local times: a zone that is not UTC shows a mix-up, as in tests.helpers.isolation.
        "TZ": "IST-2",
        "WINEPREFIX": str(rig / "prefix"),
        "WINEDEBUG": "-all",
        # No offer to fetch .NET or a browser engine, no menu entries on this machine.
        "WINEDLLOVERRIDES": "mscoree=;mshtml=;winemenubuilder.exe=",
    }


def stop(rig: Path = RIG) -> None:
    """End every process of the rig's prefix, and wait until wine has written its registry."""
    for option in ("--kill", "--wait"):
        subprocess.run(
            ["wineserver", option],
            env=environment(rig),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=STOP_S,
            check=False,  # there may be nothing to end
        )


class Session:
    """Wine from a fresh registry and profile to its end, alone on the rig; a context manager.

    Args:
        desktop: have a screen, on which wine shows its desktop with a task bar and notification area, and hands;
            otherwise Windows programs have no screen at all.
        rig: the rig's folder.
    """

    def __init__(self, *, desktop: bool, rig: Path = RIG) -> None:
        self.rig = rig
        self.display = ""
        """The X display, such as ":7"; empty without a desktop."""
        self._with_desktop = desktop
        self._environment: dict[str, str] = {}
        self._stack = contextlib.ExitStack()
        self._running: list[Running] = []

    def __enter__(self) -> Self:
        with contextlib.ExitStack() as stack:
            lock = stack.enter_context((self.rig / "lock").open("w"))
            fcntl.flock(lock, fcntl.LOCK_EX)
            stop(self.rig)
            _restore(self.rig)
            self._environment = {
                **environment(self.rig),
                "PYTHONPYCACHEPREFIX": windows_path(self.rig / "pycache"),
                "PYTHONUTF8": "1",
            }
            stack.callback(stop, self.rig)
            if self._with_desktop:
                self.display = stack.enter_context(_Display()).name
                self._environment["DISPLAY"] = self.display
                hands = stack.enter_context(Hands(self.display))
                self._environment[Hands.VARIABLE] = hands.address
            else:
                self._environment["WINEQT_QPA_PLATFORM"] = "offscreen"
            stack.callback(self._join)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def python(self) -> Path:
        """The Windows Python's console program; `pythonw.exe` lies beside it."""
        return self.rig / "python" / "python.exe"

    def start(
        self,
        program: str | Path,
        *arguments: str,
        more: Mapping[str, str] | None = None,
        stdout: BinaryIO | None = None,
        stderr: BinaryIO | None = None,
    ) -> "Running":
        """Start a Windows program.

        Args:
            program: its path on this machine, or a name that wine knows, such as "notepad".
            arguments: its arguments.
            more: environment variables, under the names that the program knows them by.
            stdout: where its output is copied to; nowhere by default.
            stderr: where its errors are copied to.
        """
        surroundings = dict(self._environment)
        for name, value in (more or {}).items():
            hidden = name in _HIDDEN or name.startswith("QT_")
            surroundings[f"WINE{name}" if hidden else name] = value
        running = Running(["wine", str(program), *arguments], surroundings, stdout, stderr)
        self._running.append(running)
        return running

    def _join(self) -> None:
        stop(self.rig)  # what is left running holds the pipes open
        for running in self._running:
            running.join()


class Running:
    """One Windows program and the pipes it needs: wine opens no plain file as a standard stream."""

    def __init__(
        self, command: Sequence[str], surroundings: Mapping[str, str], stdout: BinaryIO | None, stderr: BinaryIO | None
    ) -> None:
        self.process = subprocess.Popen(
            command, env=surroundings, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
        )
        self.output = bytearray()
        """Standard output so far, with plain line ends."""
        self.errors = bytearray()
        """Standard error so far, with plain line ends."""
        self._pumps = [
            threading.Thread(target=_pump, args=streams, daemon=True)
            for streams in ((self.process.stdout, self.output, stdout), (self.process.stderr, self.errors, stderr))
        ]
        for pump in self._pumps:
            pump.start()

    def tell(self, text: str) -> None:
        """Write to its standard input."""
        assert self.process.stdin is not None  # noqa: S101  (for the type checker)
        self.process.stdin.write(text.encode())
        self.process.stdin.flush()

    def end_input(self) -> None:
        """Close its standard input."""
        if self.process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.close()

    def wait(self, timeout_s: float) -> int:
        """Wait for its end, and for all it wrote. Its exit status.

        Raises:
            subprocess.TimeoutExpired: it goes on.
        """
        status = self.process.wait(timeout_s)
        for pump in self._pumps:
            pump.join(START_S)
        return status

    def join(self) -> None:
        """Wait for it after wine has been stopped."""
        self.process.wait(STOP_S)
        for pump in self._pumps:
            pump.join(STOP_S)
        self.end_input()


def _pump(source: BinaryIO, kept: bytearray, target: BinaryIO | None) -> None:
    with source:
        for line in source:
            plain = line.replace(b"\r\n", b"\n")
            kept += plain
            if target is not None:
                target.write(plain)
                target.flush()


def _restore(rig: Path) -> None:
    """Put registry and user profile back to what they were when the prefix was made."""
    prefix, pristine = rig / "prefix", rig / "pristine"
    for file in pristine.glob("*.reg"):
        shutil.copy2(file, prefix)
    shutil.rmtree(prefix / "drive_c" / "users")
    shutil.copytree(pristine / "users", prefix / "drive_c" / "users", symlinks=True)


class _Display:
    """An X server with nothing on it, not even a window manager: wine's desktop fills the corner."""

    def __init__(self) -> None:
        self.name = ""
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        reader, writer = os.pipe()
        with os.fdopen(reader) as answer:
            try:
                size = f"{SCREEN[0]}x{SCREEN[1]}x24"
                command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
                self._server = subprocess.Popen(
                    command, pass_fds=[writer], stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL
                )
            finally:
                os.close(writer)
            self.name = f":{answer.readline().strip()}"
        if self.name == ":":
            raise RuntimeError("Xvfb ended at its start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.wait(STOP_S)

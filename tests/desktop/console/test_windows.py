"""With a console, without one, and with nothing at all: real processes on Windows."""

import ctypes
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from ctypes import wintypes
from pathlib import Path
from typing import TypeVar

import pytest

from tests.desktop.instance.hosting import PATIENCE_S, ROOT, Session, new_session, owner
from tests.helpers.needs import windows
from tests.helpers.wine import on_wine
from tests.windows_session import hands
from trayapp.desktop.instance import client
from trayapp.desktop.instance.errors import InstanceError

NEW_CONSOLE, DETACHED = 0x10, 0x8
Answer = TypeVar("Answer")


@pytest.fixture
def session() -> Iterator[Session]:
    with new_session() as made:
        yield made


def start(session: Session, *words: str, program: str = "python.exe", flags: int) -> subprocess.Popen[bytes]:
    """Start a Python program with no standard streams but what a console brings."""
    command = [str(Path(sys.executable).with_name(program)), *words]
    return subprocess.Popen(command, env=session.environment, cwd=ROOT, creationflags=flags)


def await_answer(ask: Callable[[], Answer | None]) -> Answer:
    """Ask until there is an answer."""
    until = time.monotonic() + PATIENCE_S
    while (answer := ask()) is None:
        assert time.monotonic() < until
        time.sleep(0.05)
    return answer


def has_ended(session: Session) -> bool:
    """Whether the program that was started and detached has let go of the last file that it holds."""
    try:
        (session.folder / "log" / "crash.log").unlink()
    except PermissionError:  # Windows removes no file that somebody has open
        return False
    return True


@windows
def test_a_start_from_a_console_gives_the_console_back_and_the_program_runs_on(session: Session) -> None:
    def status() -> str | None:
        try:
            return client.ask("status", place=session.place).result
        except InstanceError:
            return None

    assert start(session, "-m", "trayapp", flags=NEW_CONSOLE).wait(PATIENCE_S) == 0
    assert await_answer(status) == "ok"
    # A second start brings up the panel of the first, says so, and is over as well. Python's own status where its
    # output could not be written is what any program has that prints on a new console of wine.
    unwritten = {120} if on_wine() else set()
    assert start(session, "-m", "trayapp", flags=NEW_CONSOLE).wait(PATIENCE_S) in {0, *unwritten}
    assert client.ask("quit", {"wait_s": 5.0, "resume": True}, place=session.place).result == "reached"
    await_answer(lambda: True if has_ended(session) else None)


@windows
@pytest.mark.parametrize(
    ("words", "code"),
    [(["status"], 3), (["pause"], 3), (["--version"], 0), (["--help"], 0), (["nonsense"], 2), (["setup"], 2)],
    ids=lambda words: words[0] if isinstance(words, list) else "",
)
def test_without_standard_streams_a_command_has_its_exit_status(session: Session, words: list[str], code: int) -> None:
    assert start(session, "-m", "trayapp", *words, program="pythonw.exe", flags=DETACHED).wait(PATIENCE_S) == code


@windows
def test_the_window_program_prints_into_a_pipe_and_reads_from_one(session: Session) -> None:
    pythonw = str(Path(sys.executable).with_name("pythonw.exe"))

    def run(*words: str, stdin: bytes = b"") -> tuple[int, bytes, bytes]:
        done = subprocess.run(
            [pythonw, "-m", "trayapp", *words],
            env=session.environment,
            cwd=ROOT,
            input=stdin,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    answers = {
        "status": {"result": "ok", "text": "ההקלטה מושהית", "status": {"state": "ready"}},
        "setup": {"result": "ok"},
    }
    with owner(session, answers) as host:
        assert run("status", "--json") == (0, b'{"state": "ready"}\r\n', b"")
        assert run("status") == (0, "ההקלטה מושהית\r\n".encode(), b"")
        assert [host.said()[1] for _ in range(2)] == ["status", "status"]
        assert run("setup", "--from", "-", stdin=b'{"label": null}') == (0, b"Done.\r\n", b"")
        assert host.said() == ["request", "setup", {"document": '{"label": null}', "folder": str(ROOT)}]
    code, out, error = run("status")
    assert (code, out) == (3, b"")
    assert b"not running" in error


_PRESS_CTRL_C = """
import ctypes, os, signal, subprocess, sys, time
command = subprocess.Popen([sys.executable, "-m", "trayapp", "pause", "--wait", "600"])
signal.signal(signal.SIGINT, signal.SIG_IGN)
while not os.path.exists(sys.argv[1]):
    time.sleep(0.05)
ctypes.CDLL("kernel32").GenerateConsoleCtrlEvent(0, 0)
sys.exit(command.wait(30))
"""


@windows
def test_ctrl_c_ends_a_command_that_waits(session: Session) -> None:
    """All in one console: the command, and a program that presses Ctrl-C there."""
    go = session.folder / "go"
    with owner(session, {"pause": None}) as host:
        pressing = start(session, "-c", _PRESS_CTRL_C, str(go), flags=NEW_CONSOLE)
        assert host.said()[:2] == ["request", "pause"]
        go.touch()
        assert pressing.wait(PATIENCE_S) == 130


class _Window:
    """A window of another process."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    @classmethod
    def find(cls, kind: str, title: str) -> "_Window | None":
        """The top-level window of a class and title."""
        search = ctypes.CDLL("user32").FindWindowW
        search.restype, search.argtypes = wintypes.HWND, (wintypes.LPCWSTR, wintypes.LPCWSTR)
        handle = search(kind, title)
        return cls(handle) if handle else None

    def words(self) -> str:
        """The texts of what is in it."""
        user32 = ctypes.CDLL("user32")
        texts: list[str] = []
        procedure = ctypes.CFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)

        def read(child: int, _: int) -> bool:
            buffer = ctypes.create_unicode_buffer(500)
            user32.SendMessageW(wintypes.HWND(child), 0x000D, wintypes.WPARAM(500), buffer)  # WM_GETTEXT
            texts.append(buffer.value)
            return True

        user32.EnumChildWindows(wintypes.HWND(self._handle), procedure(read), wintypes.LPARAM(0))
        return "\n".join(texts)


@windows
def test_a_second_start_says_so_by_the_console_program_and_not_by_the_window_program(session: Session) -> None:
    """Both have the panel brought up."""
    with owner(session, {"show": {"result": "ok", "text": "כבר פועלת"}}) as host:
        command = [str(Path(sys.executable).with_name("python.exe")), "-m", "trayapp"]
        done = subprocess.run(
            command, env=session.environment, cwd=ROOT, capture_output=True, timeout=PATIENCE_S, check=False
        )
        assert (done.returncode, done.stdout.decode(), done.stderr) == (0, "כבר פועלת\r\n", b"")
        # Its streams are none: a message box would keep it from ending.
        assert start(session, "-m", "trayapp", program="pythonw.exe", flags=DETACHED).wait(PATIENCE_S) == 0
        assert [host.said() for _ in range(2)] == [["request", "show", {}]] * 2


@pytest.mark.windows_desktop
def test_a_start_by_a_click_that_fails_is_said_in_a_message_box(session: Session) -> None:
    with owner(session, {"show": None}):
        starting = start(session, "-m", "trayapp", program="pythonw.exe", flags=DETACHED)
        box = await_answer(lambda: _Window.find("#32770", "Recording Pause"))
        assert "does not answer" in box.words()
        hands.key("Return")
        assert starting.wait(PATIENCE_S) == 1

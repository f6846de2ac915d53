"""The client's way over a named pipe: real pipes, made here by servers of all kinds."""

import ctypes
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from tests.desktop.instance.hosting import Session, owner
from tests.helpers.needs import windows
from trayapp.desktop.instance import server as server_module
from trayapp.desktop.instance import windows_api
from trayapp.desktop.instance.address import Place
from trayapp.desktop.instance.errors import (
    CannotListenError,
    NoAnswerError,
    NoInstanceError,
    StrangerError,
)
from trayapp.desktop.instance.lock import InstanceLock
from trayapp.desktop.instance.messages import encode
from trayapp.desktop.instance.named_pipe import exchange
from trayapp.desktop.instance.server import InstanceServer, Request

if sys.platform == "win32":
    import _winapi

pytestmark = windows

NAME = r"\\.\pipe\recording-pause-of-a-test"
PLACE = Place(NAME, lambda: "", None)
LOCAL_SYSTEM = "O:SYD:(A;;FA;;;WD)"
"""An access list that lets in everybody, and a pipe that belongs to the system's own account."""


def security_attributes(text: str) -> Any:
    """SECURITY_ATTRIBUTES made of a text such as `LOCAL_SYSTEM`; they last as long as the process."""
    descriptor = ctypes.c_void_p()
    made = ctypes.CDLL("advapi32").ConvertStringSecurityDescriptorToSecurityDescriptorW(
        text, 1, ctypes.byref(descriptor), None
    )
    assert made
    assert descriptor.value is not None
    return (ctypes.c_void_p * 3)(24, descriptor.value, 0)


class Listener:
    """A pipe with one end, which reads one line and answers with what it was given, then hangs up or waits."""

    def __init__(self, answer: bytes, security: str, *, hang_up: bool) -> None:
        self.pipe = 0
        if sys.platform == "win32":
            mine = as_text(windows_api.user())
            attributes = security_attributes(security or f"O:{mine}D:(A;;FA;;;{mine})")
            access = _winapi.PIPE_ACCESS_DUPLEX
            self.pipe = _winapi.CreateNamedPipe(NAME, access, 0, 1, 0, 0, 0, ctypes.addressof(attributes))
        self._answer = answer
        self._hang_up = hang_up
        self.let_go = threading.Event()
        self.heard = b""
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def join(self) -> None:
        """Wait for its end."""
        self.let_go.set()
        self._thread.join(30)
        assert not self._thread.is_alive()

    def _serve(self) -> None:
        if sys.platform == "win32":
            try:
                with suppress(OSError):  # the client may have been faster (ERROR_PIPE_CONNECTED)
                    _winapi.ConnectNamedPipe(self.pipe)
                self.heard, _ = _winapi.ReadFile(self.pipe, 1000)
                _winapi.WriteFile(self.pipe, self._answer)
                if not self._hang_up:
                    self.let_go.wait(30)
            except OSError:
                pass  # the client has hung up
            finally:
                _winapi.CloseHandle(self.pipe)


@contextmanager
def listening(answer: bytes = b"", security: str = "", *, hang_up: bool = False) -> Iterator[Listener]:
    listener = Listener(answer, security, hang_up=hang_up)
    try:
        yield listener
    finally:
        listener.join()


def test_a_line_goes_there_and_a_line_comes_back() -> None:
    with listening(b"well\nmore") as listener:
        assert exchange(PLACE, b"how\n", 1, 30) == b"well"
    assert listener.heard == b"how\n"


def test_half_an_answer_is_none() -> None:
    with listening(b"half", hang_up=True), pytest.raises(NoAnswerError):
        exchange(PLACE, b"how\n", 1, 30)


def test_no_answer_in_time_is_none() -> None:
    with listening(b"half"), pytest.raises(NoAnswerError):
        exchange(PLACE, b"how\n", 0.1, 0.2)


def test_no_pipe_is_no_instance() -> None:
    with pytest.raises(NoInstanceError):
        exchange(PLACE, b"how\n", 0.1, 0.1)


def test_a_pipe_whose_ends_are_all_taken_is_waited_for_and_said() -> None:
    with listening(b"well\n"):
        taken = windows_api.PipeEnd(NAME)
        began = time.monotonic()
        with pytest.raises(NoAnswerError):
            exchange(PLACE, b"how\n", 0.3, 0.1)
        assert time.monotonic() - began >= 0.3
        taken.close()


def test_a_pipe_of_another_user_gets_not_a_byte() -> None:
    with listening(b"well\n", LOCAL_SYSTEM) as listener, pytest.raises(StrangerError, match="nothing was sent"):
        exchange(PLACE, b"secret\n", 1, 1)
    assert listener.heard == b""


def test_the_pipe_of_an_instance_is_this_users_and_lets_in_no_other(session: Session) -> None:
    with owner(session, {"status": {"result": "ok"}}):
        pipe = windows_api.PipeEnd(session.place.socket)
        try:
            assert windows_api.owner(pipe.handle) == windows_api.user()
            assert access_list(pipe.handle) == f"D:(A;;FA;;;{as_text(windows_api.user())})"
        finally:
            pipe.close()


@pytest.fixture
def taken_before() -> Iterator[None]:
    """Another user has made the first end of the pipe, lets everybody add further ones, and waits at none."""
    first = 0
    if sys.platform == "win32":
        attributes = security_attributes(LOCAL_SYSTEM)
        duplex_not_waiting = _winapi.PIPE_ACCESS_DUPLEX | _winapi.FILE_FLAG_OVERLAPPED
        first = _winapi.CreateNamedPipe(NAME, duplex_not_waiting, 0, 255, 0, 0, 0, ctypes.addressof(attributes))
    yield
    if sys.platform == "win32":
        _winapi.CloseHandle(first)


@pytest.fixture
def lock(tmp_path: Path) -> Iterator[InstanceLock]:
    """The right to listen at `NAME`."""
    held = InstanceLock(Place(NAME, lambda: str(tmp_path / "lock"), None))
    assert held.acquire()
    yield held
    held.release()


@pytest.mark.usefixtures("taken_before")
def test_nobody_listens_at_a_name_that_another_user_took_before(lock: InstanceLock, qapp: QCoreApplication) -> None:
    server = InstanceServer(lambda _: None)
    with pytest.raises(CannotListenError, match="Another user"):
        server.listen(lock)
    server.close()


@pytest.mark.usefixtures("taken_before")
@pytest.mark.allow_log("Refused a connection of another user")
def test_who_comes_in_by_a_pipe_of_another_user_is_hung_up_on(
    lock: InstanceLock, qapp: QCoreApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the name was taken between the look at it and the listening."""
    monkeypatch.setattr(server_module, "is_strangers", lambda _: False)
    requests: list[Request] = []
    server = InstanceServer(requests.append, qapp)
    server.listen(lock)
    theirs, ours = windows_api.PipeEnd(NAME), windows_api.PipeEnd(NAME)
    heard: list[bytes] = []

    def ask() -> None:
        with suppress(OSError):
            ours.write(encode({"verb": "status"}))
            heard.append(ours.read(100))

    asking = threading.Thread(target=ask)
    asking.start()
    qtbot.waitUntil(lambda: bool(requests) or not asking.is_alive(), timeout=30_000)
    server.close()
    with qtbot.waitSignal(server.destroyed, timeout=30_000):
        server.deleteLater()
    asking.join(30.0)
    theirs.close()
    ours.close()
    assert requests == []
    assert heard in ([], [b""])


def access_list(pipe: int) -> str:
    """The pipe's access list as Windows writes such lists."""
    advapi32 = ctypes.CDLL("advapi32")
    descriptor, text = ctypes.c_void_p(), ctypes.c_wchar_p()
    of_lists = 0x4
    pointers = (None, None, None, None, ctypes.byref(descriptor))
    assert advapi32.GetSecurityInfo(ctypes.c_void_p(pipe), 6, of_lists, *pointers) == 0
    assert advapi32.ConvertSecurityDescriptorToStringSecurityDescriptorW(
        descriptor, 1, of_lists, ctypes.byref(text), None
    )
    return str(text.value)


def as_text(identifier: bytes) -> str:
    """A security identifier as Windows writes it."""
    text = ctypes.c_wchar_p()
    assert ctypes.CDLL("advapi32").ConvertSidToStringSidW(identifier, ctypes.byref(text))
    return str(text.value)


def test_a_client_of_this_machine_may_ask() -> None:
    with listening(b"well\n") as listener:
        pipe = windows_api.PipeEnd(NAME)
        assert windows_api.is_of_this_machine(listener.pipe)
        pipe.close()


def test_a_client_of_another_machine_may_not(monkeypatch: pytest.MonkeyPatch) -> None:
    class Remote:
        @staticmethod
        def GetNamedPipeClientComputerNameW(*_: object) -> int:  # noqa: N802  (Windows' name)
            return 1  # as it answers for a client whose computer it can name

    monkeypatch.setattr(windows_api, "_library", lambda _: Remote)
    assert not windows_api.is_of_this_machine(0)

"""A client without manners: bytes to an instance and from it, however connections are made here."""

import errno
import socket
import sys
import time
from contextlib import ExitStack
from typing import Any, Protocol

from tests.desktop.instance.hosting import PATIENCE_S, Session


class Connection(Protocol):
    """What is used of `socket.socket`."""

    def settimeout(self, seconds: float) -> None: ...

    def sendall(self, data: bytes) -> None:
        """Raises TimeoutError, or another ConnectionError where the server has hung up."""

    def recv(self, most: int) -> bytes:
        """As sendall; nothing where the server has hung up."""

    def close(self) -> None: ...


def connect(session: Session, stack: ExitStack) -> Connection:
    """Connect; waits while the listener's queue is full."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            connection = _open(session.place.socket)
        except OSError as error:
            if not (isinstance(error, BlockingIOError) or getattr(error, "winerror", None) == _PIPE_BUSY):
                raise
            assert time.monotonic() < until
            time.sleep(0.01)
        else:
            stack.callback(connection.close)
            connection.settimeout(PATIENCE_S)
            return connection


def read_all(connection: Connection) -> bytes:
    """Everything until the server hangs up."""
    received = b""
    try:
        while chunk := connection.recv(65536):
            received += chunk
    except ConnectionResetError:
        pass
    return received


_PIPE_BUSY = 231
_NOT_CONNECTED = 233

if sys.platform == "win32":
    import _winapi

    def _open(name: str) -> Connection:
        return _Pipe(name)

    class _Pipe:
        """A client's end of a named pipe, with the time limits of a socket."""

        def __init__(self, name: str) -> None:
            access, overlapped = _winapi.GENERIC_READ | _winapi.GENERIC_WRITE, _winapi.FILE_FLAG_OVERLAPPED
            self._handle = _winapi.CreateFile(name, access, 0, 0, _winapi.OPEN_EXISTING, overlapped, 0)
            self._limit_s = PATIENCE_S
            self._open = True

        def settimeout(self, seconds: float) -> None:
            self._limit_s = seconds

        def sendall(self, data: bytes) -> None:
            self._finished(lambda: _winapi.WriteFile(self._handle, data, overlapped=True))

        def recv(self, most: int) -> bytes:
            try:
                return bytes(self._finished(lambda: _winapi.ReadFile(self._handle, most, overlapped=True)).getbuffer())
            except BrokenPipeError:
                return b""

        def close(self) -> None:
            if self._open:
                self._open = False
                _winapi.CloseHandle(self._handle)

        def _finished(self, begin: Any) -> Any:
            try:
                overlapped, _ = begin()
                waited = _winapi.WaitForMultipleObjects([overlapped.event], False, round(self._limit_s * 1000))  # noqa: FBT003
                if waited == _winapi.WAIT_TIMEOUT:
                    overlapped.cancel()
                overlapped.GetOverlappedResult(True)  # noqa: FBT003  (wait)
            except OSError as error:
                if error.winerror == _winapi.ERROR_OPERATION_ABORTED:
                    raise TimeoutError from None
                if error.winerror == _NOT_CONNECTED:
                    raise BrokenPipeError(errno.EPIPE, "hung up") from None
                raise
            return overlapped

else:

    def _open(name: str) -> Connection:
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.connect(name)
        except BaseException:
            connection.close()
            raise
        return connection

"""A websocket as a stream of text messages, with a limit on everything that a server could make endless.

websocket-client shakes hands, masks and frames; sizes, waiting and the way to the server are ours.
"""

import ssl
from contextlib import suppress
from typing import Any
from urllib.parse import quote

from websocket import (
    ABNF,
    WebSocket,
    WebSocketBadStatusException,
    WebSocketConnectionClosedException,
    WebSocketException,
    WebSocketTimeoutException,
    frame_buffer,
)

import trayapp
from trayapp.voicenter.errors import (
    BadAnswerError,
    ConnectionLostError,
    ForbiddenError,
    HttpStatusError,
    NoAnswerError,
    NotFoundError,
    RedirectedError,
    ServerError,
    TooManyRequestsError,
    WireError,
)
from trayapp.voicenter.exchange import Attempt, CutError, TransportSettings
from trayapp.voicenter.hosts import MonitorHost
from trayapp.voicenter.transport import open_stream

LARGEST_MESSAGE = 8 * 1024 * 1024
"""A list of 5 000 extensions is about 6 MB; an organisation-wide login gets all of them in one message."""
_LARGEST_HANDSHAKE = 64 * 1024
_A_PART = 64
"""What each part of a message counts beside its bytes: empty parts without end would fill the memory too."""
_BY_STATUS = {401: ForbiddenError, 403: ForbiddenError, 404: NotFoundError, 429: TooManyRequestsError}


class FrameStream:
    """One open websocket. It belongs to one thread."""

    def __init__(
        self, host: MonitorHost, token: str, transport: TransportSettings, attempt: Attempt, connect_s: float
    ) -> None:
        """Connect and shake hands; `attempt` can end it at any time, also later.

        Raises:
            WireError: No websocket; neither message nor causes hold anything of the host or the token.
        """
        self._sock, self._plug = open_stream(host, transport, attempt, connect_s)
        self._parts: list[bytes] = []
        self._size = 0
        self._socket = WebSocket(enable_multithread=False, skip_utf8_validation=True)
        self._socket.frame_buffer = _Capped(self._socket._recv, skip_utf8_validation=True)  # noqa: SLF001  (no other way in)
        error: WireError | None = None
        try:
            self._sock.settimeout(connect_s)
            self._shake_hands(host, token)
        except WireError as caught:
            error = caught
        except Exception as caught:  # noqa: BLE001  (converted: these texts carry the URL and with it the token)
            error = _handshake_error(caught)
        if error:
            self.close()
            raise error

    def fileno(self) -> int:
        """For those who wait until there is something to read."""
        return self._sock.fileno()

    def read(self) -> str | None:
        """The next message that has arrived whole; empty for what is none. None: nothing more at this moment.

        Never waits. What has arrived in part is kept for the next time.

        Raises:
            ConnectionLostError: The server has ended the connection, or it broke.
            BadAnswerError: It is no websocket, no text, or too large.
        """
        self._sock.settimeout(0)
        try:
            frame = self._socket.recv_frame()  # type: ignore[no-untyped-call]  # the library annotates some of it
        except (ssl.SSLWantReadError, ssl.SSLWantWriteError, BlockingIOError):
            return None
        except WireError:
            raise
        except (WebSocketConnectionClosedException, WebSocketTimeoutException, OSError):
            raise ConnectionLostError from None
        except Exception:  # noqa: BLE001  (converted: whatever the library makes of bytes that are no frame)
            raise BadAnswerError from None
        return self._take(frame)

    def send(self, text: str, timeout_s: float) -> None:
        """Write one message.

        Raises:
            ConnectionLostError: It could not be written, or not in time.
        """
        self._write(text.encode(), ABNF.OPCODE_TEXT, timeout_s)

    def leave(self, farewell: str) -> None:
        """Say goodbye, if that can be done without waiting. `close` is still to be called."""
        with suppress(ConnectionLostError):
            self._write(farewell.encode(), ABNF.OPCODE_TEXT, 0.0)
            self._write(b"\x03\xe8", ABNF.OPCODE_CLOSE, 0.0)

    def close(self) -> None:
        """Close the connection at once."""
        self._plug.pull()
        self._plug.close()
        self._sock.close()
        self._parts.clear()

    def _shake_hands(self, host: MonitorHost, token: str) -> None:
        address = f"{'ws' if host.plain else 'wss'}://{host.authority}"
        self._socket.connect(  # type: ignore[no-untyped-call]  # the library annotates some of it
            f"{address}/socket.io/?token={quote(token, safe='')}&EIO=3&transport=websocket",
            socket=_Sip(self._sock),
            header=[f"User-Agent: recording-pause/{trayapp.__version__}"],
            suppress_origin=True,
            redirect_limit=0,
        )
        self._socket.sock = self._sock

    def _take(self, frame: ABNF) -> str:
        data = bytes(frame.data)  # type: ignore[arg-type]  # annotated as text too, which only frames to send can be
        if frame.opcode == ABNF.OPCODE_CLOSE:
            raise ConnectionLostError
        if frame.opcode == ABNF.OPCODE_PING:
            self._write(data, ABNF.OPCODE_PONG, 1.0)
            return ""
        if frame.opcode == ABNF.OPCODE_PONG:
            return ""
        if (frame.opcode == ABNF.OPCODE_CONT) != bool(self._parts):
            raise BadAnswerError
        binary = frame.opcode == ABNF.OPCODE_BINARY
        self._size += len(data) + _A_PART
        if self._size > LARGEST_MESSAGE:
            raise BadAnswerError
        self._parts.append(b"" if binary else data)
        if not frame.fin:
            return ""
        whole, self._parts, self._size = b"".join(self._parts), [], 0
        try:
            return whole.decode()
        except UnicodeDecodeError:
            raise BadAnswerError from None

    def _write(self, data: bytes, kind: int, timeout_s: float) -> None:
        self._sock.settimeout(timeout_s)
        try:
            self._socket.send(data, kind)
        except Exception:  # noqa: BLE001  (converted: whatever it is, the connection cannot be written to)
            raise ConnectionLostError from None


class _Capped(frame_buffer):
    """A frame's length is looked at before room is made for it."""

    def recv_length(self) -> None:
        super().recv_length()
        if self.length is not None and self.length > LARGEST_MESSAGE:
            raise BadAnswerError


class _Sip:
    """A socket from which only so much can be read: the answer to the handshake."""

    def __init__(self, sock: Any) -> None:
        self._sock = sock
        self._left = _LARGEST_HANDSHAKE

    def recv(self, size: int) -> bytes:
        """Read."""
        data: bytes = self._sock.recv(size)
        self._left -= len(data)
        if self._left < 0:
            raise BadAnswerError
        return data

    def close(self) -> None:
        """Left to the stream, which has a second handle to close."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sock, name)


def _handshake_error(caught: Exception) -> WireError:
    if isinstance(caught, WebSocketBadStatusException):
        return _status_error(caught.status_code)
    if isinstance(caught, CutError | WebSocketTimeoutException | TimeoutError):
        return NoAnswerError()
    if isinstance(caught, WebSocketConnectionClosedException | OSError):
        return ConnectionLostError()
    if isinstance(caught, WebSocketException) and "Redirect" in str(caught):
        return RedirectedError()
    return BadAnswerError()


def _status_error(status: int | None) -> WireError:
    if status is None or status < 300:  # noqa: PLR2004  (HTTP's own numbers)
        return BadAnswerError()
    if status < 400:  # noqa: PLR2004
        return RedirectedError()
    if 500 <= status < 600:  # noqa: PLR2004
        return ServerError(status)
    return _BY_STATUS.get(status, HttpStatusError)(status)

"""What the simulator's two HTTP servers have in common."""

import socket
from http.server import BaseHTTPRequestHandler
from typing import Any

BODY_LIMIT = 64 * 1024
"""Bytes of a request's body; a real one has about 50."""


class QuietHandler(BaseHTTPRequestHandler):
    """Serves the requests of one connection, one after the other, and writes nothing anywhere.

    Args:
        connection: served until it ends or has been idle for `idle_s`.
        idle_s: in seconds.
    """

    protocol_version = "HTTP/1.1"
    server_version = "RecordingPauseSimulator"
    sys_version = ""
    disable_nagle_algorithm = True
    wbufsize = -1  # headers and body leave in one packet
    error_content_type = "text/plain"
    error_message_format = "%(code)d\n"
    raw_requestline: bytes

    def __init__(self, connection: socket.socket, idle_s: float) -> None:
        connection.settimeout(idle_s)
        # The base class hands the last argument to self.server, of which nothing here is used.
        super().__init__(connection, connection.getsockname(), None)  # type: ignore[arg-type]

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the base class's name)
        """Say nothing: a request line may hold a SIP code."""

    def body(self) -> bytes | None:
        """Read the request's body; None, and the connection ends after the answer, if its length is not acceptable."""
        length = self.headers.get("Content-Length", "0")
        if not length.isdecimal() or int(length) > BODY_LIMIT:
            self.close_connection = True
            return None
        return self.rfile.read(int(length))

    def reply(self, status: int, body: bytes = b"") -> None:
        """Send an answer, whole."""
        self.send_response(status)
        if body:
            self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)
        self.wfile.flush()

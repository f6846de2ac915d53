"""A live socket's client written out by hand, so that the server is not tested with the program's own wire.

It does nothing by itself: a test says what goes out, the pings included.
"""

import base64
import contextlib
import hashlib
import http.client
import json
import os
import socket
import ssl
import struct
import time
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

from trayapp.simulator.realtime.logins import LoginKind
from trayapp.simulator.simulation import Simulation

WAIT_S = 20.0
GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

TEXT, BINARY, CLOSE, PING, PONG = 1, 2, 8, 9, 10


def exchange(
    simulation: Simulation, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
) -> tuple[int, Any]:
    """One HTTPS request at the first monitor: status and JSON."""
    connection = http.client.HTTPSConnection(
        simulation.address, timeout=WAIT_S, context=simulation.authority.client_context()
    )
    try:
        text = None if body is None else json.dumps(body)
        connection.request(method, path, text, {"Content-Type": "application/json", **(headers or {})})
        response = connection.getresponse()
        content = response.read()
        return response.status, json.loads(content) if content else None
    finally:
        connection.close()


def log_in(simulation: Simulation, kind: LoginKind = LoginKind.USER) -> dict[str, Any]:
    """Log in as set up. Returns `Data.Socket`."""
    keys = simulation.login(kind)
    body = {
        LoginKind.USER: {"email": keys.get("realtime_email"), "pin": keys.get("realtime_password")},
        LoginKind.ACCOUNT: {"username": keys.get("realtime_username"), "password": keys.get("realtime_password")},
        LoginKind.TOKEN: {"token": keys.get("realtime_token")},
    }[kind]
    status, answer = exchange(simulation, "POST", f"/monitorAPI/Login/{kind}", body)
    assert status == 200
    granted: dict[str, Any] = answer["Data"]["Socket"]
    return granted


class Closed(Exception):  # noqa: N818  (it is what happened)
    """The server closed; with the code of its close frame, None without one."""

    def __init__(self, code: int | None) -> None:
        super().__init__(str(code))
        self.code = code


class LiveClient:
    """One connection to one monitor.

    Args:
        simulation: where.
        token: of a login; None to log in as the rep.
        monitor: which.
        query: other parameters than the usual ones.
        headers: other headers than the usual ones; None leaves one out.
        path: another path.
    """

    def __init__(
        self,
        simulation: Simulation,
        token: str | None = None,
        *,
        monitor: int = 0,
        query: dict[str, str] | None = None,
        headers: dict[str, str | None] | None = None,
        path: str = "/socket.io/",
    ) -> None:
        token = log_in(simulation)["Token"] if token is None else token
        host, port = simulation.addresses[monitor].split(":")
        plain = socket.create_connection((host, int(port)), timeout=WAIT_S)
        self.socket: ssl.SSLSocket = simulation.authority.client_context().wrap_socket(plain, server_hostname=host)
        key = base64.b64encode(os.urandom(16)).decode()
        sent = {
            "Host": simulation.addresses[monitor],
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": key,
            **(headers or {}),
        }
        asked = urlencode({"token": token, "EIO": "3", "transport": "websocket", **(query or {})})
        lines = [f"GET {path}?{asked} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in sent.items() if value is not None]
        self.socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        self._file = self.socket.makefile("rb")
        self.status = int(self._file.readline().split()[1])
        self.headers = http.client.parse_headers(self._file)
        self.open_packet: dict[str, Any] = {}
        if self.status == 101:
            accept = base64.b64encode(hashlib.sha1((key + GUID).encode(), usedforsecurity=False).digest()).decode()
            assert self.headers["Sec-WebSocket-Accept"] == accept
            first = self.packet()
            assert first.startswith("0")
            self.open_packet = json.loads(first[1:])

    def body(self) -> Any:
        """The JSON of an answer that is no upgrade."""
        return json.loads(self._file.read(int(self.headers["Content-Length"])))

    # Out.

    def frame(self, opcode: int, payload: bytes, *, mask: bool = True, first: int | None = None) -> None:
        """One frame, whole, as strange as asked for."""
        head = bytes((0x80 | opcode if first is None else first,))
        bit = 0x80 if mask else 0
        if len(payload) < 126:
            head += bytes((bit | len(payload),))
        elif len(payload) < 0x10000:
            head += struct.pack("!BH", bit | 126, len(payload))
        else:
            head += struct.pack("!BQ", bit | 127, len(payload))
        key = os.urandom(4) if mask else b""
        body = bytes(byte ^ key[place % 4] for place, byte in enumerate(payload)) if mask else payload
        with contextlib.suppress(BrokenPipeError, ConnectionResetError, ssl.SSLEOFError):  # closed: reading will tell
            self.socket.sendall(head + key + body)

    def send(self, packet: str) -> None:
        """One engine.io packet."""
        self.frame(TEXT, packet.encode())

    def emit(self, name: str, *arguments: Any) -> None:
        """One socket.io event."""
        self.send("42" + json.dumps([name, *arguments]))

    # In.

    def receive(self) -> tuple[int, bytes]:
        """The next frame: opcode and payload.

        Raises:
            Closed: there is none.
        """
        try:
            head = self._file.read(2)
        except (ConnectionResetError, ssl.SSLEOFError):
            head = b""
        if len(head) < 2:
            raise Closed(None)
        assert head[0] & 0x80, "a server's frame is whole"
        assert not head[1] & 0x80, "a server's frame is not masked"
        length = head[1]
        if length == 126:
            (length,) = struct.unpack("!H", self._file.read(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self._file.read(8))
        return head[0] & 0x0F, self._file.read(length)

    def packet(self) -> str:
        """The next engine.io packet.

        Raises:
            Closed: the server closed instead.
        """
        opcode, payload = self.receive()
        if opcode == CLOSE:
            raise Closed(int.from_bytes(payload[:2], "big") if payload else None)
        assert opcode == TEXT
        return payload.decode()

    def closing_code(self) -> int | None:
        """How the server closes, past everything that it says before: the code of its close frame, None without one."""
        try:
            while True:
                self.packet()
        except Closed as closed:
            return closed.code

    def event(self) -> tuple[str, Any]:
        """The next event, past everything else: name and payload."""
        while True:
            packet = self.packet()
            if packet.startswith("42"):
                name, payload = json.loads(packet[2:])
                return name, payload

    def greeting(self) -> dict[str, Any]:
        """What comes unasked after the connection."""
        return dict(self.event() for _ in range(4))

    def extension_event(self) -> dict[str, Any]:
        """The next ExtensionEvent's payload."""
        name, payload = self.event()
        assert name == "ExtensionEvent", name
        assert isinstance(payload, dict)
        return payload

    def is_quiet(self, seconds: float) -> bool:
        """Whether nothing at all comes for a while. Nothing can be read afterwards if something did."""
        self.socket.settimeout(seconds)
        began_s = time.monotonic()
        try:
            self.socket.recv(1)
        except TimeoutError:
            return time.monotonic() - began_s >= seconds / 2
        finally:
            self.socket.settimeout(WAIT_S)
        return False

    def close(self) -> None:
        """Leave without a word."""
        self._file.close()
        self.socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

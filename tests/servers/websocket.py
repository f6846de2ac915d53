"""Acts that speak websocket: what an unkind monitor does with a handshake, and after it."""

import base64
import hashlib
import json
import struct
from collections.abc import Callable
from typing import Any, Final

from tests.servers import acts
from tests.servers.scripted import Act, Peer, Received

OPENED: Final = '0{"sid":"s","upgrades":[],"pingInterval":25000,"pingTimeout":20000}'
_GUID: Final = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

Step = Callable[[Peer], object]


def frame(data: bytes, *, kind: int = 1, fin: bool = True, length: int | None = None) -> bytes:
    """A server's frame; `length` may lie about the data."""
    size = len(data) if length is None else length
    head = bytes([kind | (0x80 if fin else 0)])
    if size < 126:
        return head + bytes([size]) + data
    if size < 1 << 16:
        return head + bytes([126]) + struct.pack("!H", size) + data
    return head + bytes([127]) + struct.pack("!Q", size) + data


def event(name: str, payload: Any) -> str:
    """An event as the server sends it."""
    return "42" + json.dumps([name, payload])


def switched(request: Received) -> bytes:
    """The answer that accepts the handshake."""
    key = request.headers["sec-websocket-key"].encode()
    accept = base64.b64encode(hashlib.sha1(key + _GUID, usedforsecurity=False).digest()).decode()
    lines = ("HTTP/1.1 101 Switching", "Upgrade: websocket", "Connection: Upgrade", f"Sec-WebSocket-Accept: {accept}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def upgrade(*steps: Step, keep: bool = True) -> Act:
    """Accept the handshake, and do this; `keep` then waits until the client has gone."""

    def act(peer: Peer, request: Received) -> bool:
        peer.send(switched(request))
        for step in steps:
            step(peer)
        if keep:
            peer.gone()
        return False

    return act


def say(*texts: str) -> Step:
    """Send text messages."""
    return lambda peer: peer.send(b"".join(frame(text.encode()) for text in texts))


def send(*data: bytes) -> Step:
    """Send bytes as they are."""
    return lambda peer: peer.send(b"".join(data))


def repeat(data: bytes, pause_s: float = 0.0) -> Step:
    """Send bytes for ever."""

    def step(peer: Peer) -> None:
        while not peer.stopping.wait(pause_s):
            peer.send(data)

    return step


def wait(seconds: float) -> Step:
    """Do nothing for a while."""
    return lambda peer: peer.stopping.wait(seconds)


def session(monitors: list[str], **more: Any) -> dict[str, Any]:
    """A login's answer."""
    told = {"Token": "identity", "RefreshToken": "refresh", "URLList": monitors, "Version": "1.3.7", **more}
    return {"StatusCode": 200, "Status": "OK", "Data": {"Socket": told}}


def monitor_and_login(monitor: Act, login: Act) -> Act:
    """One server as both, told apart by the path."""

    def act(peer: Peer, request: Received) -> bool | None:
        return (monitor if request.target.startswith("/socket.io/") else login)(peer, request)

    return act


def logs_in(*monitors: str, **more: Any) -> Act:
    """Accept every login, and name these monitors."""
    return acts.answer(session(list(monitors), **more))

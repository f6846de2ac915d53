"""What a server can do with a request, and with a connection: the fault table's vocabulary."""

import gzip
import json
import threading
from typing import Any

from tests.servers.scripted import Act, Greeting, Peer, Received

ACTION_ID = "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"
SUCCESS: dict[str, Any] = {"ErrorCode": 200, "Message": "Success", "ActionID": ACTION_ID}


def http(status: int, body: bytes = b"", *headers: str, length: int | None = None) -> bytes:
    """An HTTP answer as bytes; `length` may lie about the body."""
    lines = [f"HTTP/1.1 {status} Something", f"Content-Length: {len(body) if length is None else length}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def raw(data: bytes, *, keep: bool = True) -> Act:
    """Send these bytes."""

    def act(peer: Peer, request: Received) -> bool:
        peer.send(data)
        return keep

    return act


def answer(fields: object, status: int = 200) -> Act:
    """Answer with JSON. A HEAD gets no body."""
    body = json.dumps(fields).encode()

    def act(peer: Peer, request: Received) -> bool:
        whole = http(status, body, "Content-Type: application/json")
        peer.send(whole.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if request.method == "HEAD" else whole)
        return True

    return act


def accept() -> Act:
    """The documented success."""
    return answer(SUCCESS)


def html(status: int) -> Act:
    """An error page."""
    return raw(http(status, b"<html><body>Something went wrong</body></html>", "Content-Type: text/html"))


def redirect(to: str, status: int = 302) -> Act:
    """Send the client elsewhere."""
    return raw(http(status, b"", f"Location: {to}"))


def held(until: threading.Event, then: Act) -> Act:
    """Wait for an event (or the end of the server) first."""

    def act(peer: Peer, request: Received) -> bool | None:
        while not until.wait(0.02):
            if peer.stopping.is_set():
                return False
        return then(peer, request)

    return act


def delayed(seconds: float, then: Act) -> Act:
    """Answer late."""

    def act(peer: Peer, request: Received) -> bool | None:
        return False if peer.stopping.wait(seconds) else then(peer, request)

    return act


def hang(gone: threading.Event | None = None) -> Act:
    """Never answer. Sets `gone` when the client has closed the connection."""

    def act(peer: Peer, request: Received) -> bool:
        if peer.gone() and gone:
            gone.set()
        return False

    return act


def close() -> Act:
    """Close after reading, without an answer."""
    return raw(b"", keep=False)


def reset() -> Act:
    """Reset the connection after reading."""

    def act(peer: Peer, request: Received) -> bool:
        peer.reset()
        return False

    return act


def accept_then_close() -> Act:
    """Answer well, as if to keep the connection, and close it: a server's idle limit."""

    def act(peer: Peer, request: Received) -> bool:
        accept()(peer, request)
        return False

    return act


def half_body() -> Act:
    """Close in the middle of the body."""
    body = json.dumps(SUCCESS).encode()
    return raw(http(200, body[: len(body) // 2], length=len(body)), keep=False)


def lying_length(length: int) -> Act:
    """A whole body under a false Content-Length, the connection left open."""
    return raw(http(200, json.dumps(SUCCESS).encode(), length=length))


def dripping_body(interval_s: float) -> Act:
    """A body that comes byte by byte for ever."""

    def act(peer: Peer, request: Received) -> bool:
        peer.send(http(200, b"", length=10_000))
        while not peer.stopping.wait(interval_s):
            peer.send(b" ")
        return False

    return act


def dripping_head(interval_s: float) -> Act:
    """Header lines for ever."""

    def act(peer: Peer, request: Received) -> bool:
        peer.send(b"HTTP/1.1 200 OK\r\n")
        while not peer.stopping.wait(interval_s):
            peer.send(b"X-Drip: 1\r\n")
        return False

    return act


def endless_body(status: int = 200, *headers: str) -> Act:
    """As much body as the client will take, as fast as it will."""

    def act(peer: Peer, request: Received) -> bool:
        lines = [f"HTTP/1.1 {status} OK", "Transfer-Encoding: chunked", *headers]
        peer.send("\r\n".join(lines).encode() + b"\r\n\r\n")
        chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        while not peer.stopping.is_set():
            peer.send(chunk)
        return False

    return act


def gzip_bomb() -> Act:
    """A small compressed body that would be a huge one."""
    return raw(http(200, gzip.compress(b" " * 20_000_000), "Content-Encoding: gzip"))


# Greetings: done to a connection before its first request is read.


def silent(peer: Peer) -> bool:
    """Say nothing until the client has gone."""
    peer.gone()
    return False


def shut(peer: Peer) -> bool:
    """Close at once."""
    return False


def plain_text(peer: Peer) -> bool:
    """Speak HTTP where TLS is expected."""
    peer.send(http(400, b"This is not TLS"))
    peer.gone(1.0)
    return False


GREETINGS: tuple[Greeting, ...] = (silent, shut, plain_text)

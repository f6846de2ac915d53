"""A threaded HTTP server on loopback, by TLS or plain, that does to each request what its script says."""

import contextlib
import json
import socket
import ssl
import struct
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from trayapp.simulator.listener import shut


@dataclass(frozen=True)
class Received:
    """One request as it arrived."""

    method: str
    target: str = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    """By lower-case name."""
    body: bytes = field(repr=False)
    at: float
    """`time.monotonic` when it had arrived whole."""
    connection: int
    """Which of the server's connections it came by, counted from 1."""

    @property
    def fields(self) -> dict[str, Any]:
        """The fields of the JSON body, or of the query."""
        if self.body:
            fields: dict[str, Any] = json.loads(self.body)
            return fields
        return {name: values[0] for name, values in parse_qs(urlsplit(self.target).query).items()}


@dataclass(eq=False)
class Peer:
    """The client's end of one connection, as an act sees it."""

    sock: socket.socket
    stopping: threading.Event
    number: int
    unread: bytes = field(default=b"", repr=False)

    def send(self, data: bytes) -> None:
        """Send all of it."""
        self.sock.sendall(data)

    def gone(self, timeout_s: float = 30.0) -> bool:
        """Wait until the client closes the connection; False if it did not in time."""
        self.sock.settimeout(timeout_s)
        try:
            while data := self.sock.recv(4096):
                self.unread += data
        except TimeoutError:
            return False
        except OSError:
            return True
        else:
            return True
        finally:
            with contextlib.suppress(OSError):
                self.sock.settimeout(None)

    def reset(self) -> None:
        """Close so that the client gets a reset, not an end of file."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()


Act = Callable[[Peer, Received], bool | None]
"""What is done with one request. False: the connection is closed afterwards."""
Greeting = Callable[[Peer], bool | None]
"""What is done with one connection before the request is read. False: it is closed."""


class ScriptedServer:
    """Listens on a free port of loopback as long as it is entered as a context.

    Requests are answered by the acts of `script`, in the order of their arrival, and then by `default`.
    """

    def __init__(self, default: Act, context: ssl.SSLContext | None = None, address: str = "127.0.0.1") -> None:
        self.default = default
        self.requests: list[Received] = []
        self.connections = 0
        self.before_tls: deque[Greeting] = deque()
        self.after_tls: deque[Greeting] = deque()
        self._script: deque[Act] = deque()
        self._context = context
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self._peers: set[Peer] = set()
        self._threads: list[threading.Thread] = []
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self._listener = socket.create_server((address, 0), family=family, backlog=128)
        self.address = address
        self.port: int = self._listener.getsockname()[1]

    @property
    def text(self) -> str:
        """What a person would type as this host."""
        name = f"[{self.address}]" if ":" in self.address else self.address
        return f"{'https' if self._context else 'http'}://{name}:{self.port}"

    @property
    def open(self) -> int:
        """How many connections are open at this moment."""
        with self._changed:
            return len(self._peers)

    def script(self, *acts: Act) -> None:
        """What to do with the next requests."""
        with self._changed:
            self._script.extend(acts)

    def wait_for(self, condition: Callable[[], bool], timeout_s: float = 10.0) -> None:
        """Wait until something is true that changes with requests and connections."""
        with self._changed:
            assert self._changed.wait_for(condition, timeout_s), "the server did not see it in time"

    def wait_for_requests(self, number: int, timeout_s: float = 10.0) -> list[Received]:
        """Wait until so many requests have arrived in all."""
        self.wait_for(lambda: len(self.requests) >= number, timeout_s)
        return list(self.requests)

    def __enter__(self) -> Self:
        self._begin(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._changed:
            for peer in self._peers:
                shut(peer.sock)
        for thread in self._threads:
            thread.join(10)
            assert not thread.is_alive()

    def _begin(self, target: Callable[..., None], *args: Any) -> None:
        thread = threading.Thread(target=target, args=args, name="scripted-server", daemon=True)
        self._threads = [old for old in self._threads if old.is_alive()]
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._changed:
                self.connections += 1
                peer = Peer(sock, self._stopping, self.connections)
                self._peers.add(peer)
                self._changed.notify_all()
            self._begin(self._serve, peer)

    def _serve(self, peer: Peer) -> None:
        try:
            with contextlib.suppress(OSError):  # the client left, or the server was stopped
                self._talk(peer)
        finally:
            peer.sock.close()
            with self._changed:
                self._peers.discard(peer)
                self._changed.notify_all()

    def _talk(self, peer: Peer) -> None:
        if self.before_tls and self.before_tls.popleft()(peer) is False:
            return
        if self._context:
            self._wrap(peer, self._context)
        if self.after_tls and self.after_tls.popleft()(peer) is False:
            return
        while (request := self._read(peer)) is not None:
            with self._changed:
                self.requests.append(request)
                act = self._script.popleft() if self._script and request.method != "HEAD" else self.default
                self._changed.notify_all()
            if act(peer, request) is False:
                return

    def _wrap(self, peer: Peer, context: ssl.SSLContext) -> None:
        # Python's `wrap_socket` leaves a socket open that is shut down under it: the stop comes before it, or after.
        with self._changed:
            if self._stopping.is_set():
                raise ConnectionAbortedError
            tls = context.wrap_socket(peer.sock, server_side=True, do_handshake_on_connect=False)
            peer.sock = tls
        tls.do_handshake()

    @staticmethod
    def _read(peer: Peer) -> Received | None:
        data = peer.unread
        while b"\r\n\r\n" not in data:
            more = peer.sock.recv(65536)
            if not more:
                return None
            data += more
        head, _, body = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = int(headers.get("content-length", "0"))
        while len(body) < length:
            more = peer.sock.recv(65536)
            if not more:
                return None
            body += more
        peer.unread = body[length:]
        return Received(method, target, headers, body[:length], time.monotonic(), peer.number)

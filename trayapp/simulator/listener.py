"""A loopback listener whose network can be cut and joined again, on one port."""

import contextlib
import itertools
import logging
import socket
import threading
import time
from collections.abc import Callable

log = logging.getLogger(__name__)

LOOPBACK = "127.0.0.1"
BACKLOG = 128
JOIN_S = 5.0
"""How long closing waits for the threads, all together."""


def _bound(port: int) -> socket.socket:
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if not hasattr(
            socket, "SO_EXCLUSIVEADDRUSE"
        ):  # where it exists, the plain option would let others steal the port
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((LOOPBACK, port))
    except BaseException:
        sock.close()
        raise
    return sock


def shut(connection: socket.socket) -> None:
    """End a connection under whoever is reading from it, TLS or not."""
    with contextlib.suppress(OSError):  # it may be closed, or never have been connected
        socket.socket.shutdown(connection, socket.SHUT_RDWR)


class Listener:
    """Accepts connections on 127.0.0.1 and serves each on a thread of its own.

    Args:
        serve: called on the connection's thread with the connection and its number, counted from 1. The connection
            is closed when it returns.
        name: for the threads' names.
        port: 0 for any that is free.
        wrap: turns an accepted socket into the connection, without waiting for anything (TLS).

    Raises:
        OSError: the port is taken.
    """

    def __init__(
        self,
        serve: Callable[[socket.socket, int], None],
        *,
        name: str,
        port: int = 0,
        wrap: Callable[[socket.socket], socket.socket] | None = None,
    ) -> None:
        self._serve = serve
        self._name = name
        self._wrap = wrap
        self._numbers = itertools.count(1)
        self._connections: set[socket.socket] = set()
        self._threads: set[threading.Thread] = set()
        self._lock = threading.Lock()
        self._switching = threading.Lock()
        self._accepting: threading.Thread | None = None
        self._closed = False
        self._socket = _bound(port)
        self.port: int = self._socket.getsockname()[1]

    @property
    def address(self) -> str:
        """Host and port, as a setting spells it."""
        return f"{LOOPBACK}:{self.port}"

    @property
    def is_open(self) -> bool:
        """Whether connections are accepted."""
        return self._accepting is not None

    @property
    def connections(self) -> int:
        """How many connections are open now."""
        with self._lock:
            return len(self._connections)

    def open(self) -> None:
        """Accept connections (again)."""
        with self._switching:
            if self._accepting is not None or self._closed:
                return
            self._socket.listen(BACKLOG)
            self._accepting = threading.Thread(
                target=self._accept, args=(self._socket,), name=f"{self._name}-accept", daemon=True
            )
            self._accepting.start()

    def cut(self) -> None:
        """End every connection at once and refuse new ones, keeping the port."""
        with self._switching:
            if self._accepting is None or self._closed:
                return
            self._stop_accepting()
            # Bound but not listening: others cannot take the port, and who connects is refused.
            self._socket = _bound(self.port)

    def close(self) -> None:
        """End everything and wait for the threads."""
        with self._switching:
            if self._closed:
                return
            self._closed = True
            self._stop_accepting()
            self._socket.close()
        until = time.monotonic() + JOIN_S
        with self._lock:
            threads = list(self._threads)
        for thread in threads:
            if thread is not threading.current_thread():
                thread.join(max(0.0, until - time.monotonic()))

    def _stop_accepting(self) -> None:
        accepting, self._accepting = self._accepting, None
        shut(self._socket)
        self._socket.close()
        if accepting is not None:
            accepting.join(JOIN_S)
        with self._lock:
            for connection in self._connections:
                shut(connection)

    def _accept(self, listening: socket.socket) -> None:
        while True:
            try:
                accepted, _ = listening.accept()
            except OSError:  # cut or closed
                return
            try:
                accepted.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                connection = self._wrap(accepted) if self._wrap else accepted
            except OSError:  # gone again before it could be served
                accepted.close()
                continue
            thread = threading.Thread(
                target=self._run, args=(connection,), name=f"{self._name}-connection", daemon=True
            )
            with self._lock:
                self._connections.add(connection)
                self._threads.add(thread)
            thread.start()

    def _run(self, connection: socket.socket) -> None:
        try:
            self._serve(connection, next(self._numbers))
        except OSError as error:  # the other side went away, or the network was cut: that is what this is for
            log.debug("%s: a connection ended: %s", self._name, type(error).__name__)
        finally:
            with self._lock:
                self._connections.discard(connection)
                self._threads.discard(threading.current_thread())
            connection.close()

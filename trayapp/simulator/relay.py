"""A TCP relay that makes the loopback as slow as a distant server, handshakes included."""

import contextlib
import queue
import socket
import threading
import time

from trayapp.simulator.listener import LOOPBACK, Listener, shut

CHUNK = 64 * 1024
UPSTREAM_S = 5.0
"""The connection to the real server is on the loopback: it is there at once or not at all."""


class Relay:
    """Passes bytes both ways, each chunk half a round trip late.

    A connection is accepted by the operating system at once, so the round trip of the TCP handshake is charged to
    the first bytes of the client: they leave no earlier than one round trip after the connection. So a request costs
    one round trip on an open connection, and three on a new one with TLS 1.3.

    Args:
        to_port: the server's port on the loopback.
        round_trip_s: to the server and back, in seconds; may be changed while it runs.
        port: 0 for any that is free.

    Raises:
        OSError: the port is taken.
    """

    def __init__(self, to_port: int, round_trip_s: float, *, port: int = 0) -> None:
        self._to_port = to_port
        self.round_trip_s = round_trip_s
        self.listener = Listener(self._serve, name="relay", port=port)

    @property
    def address(self) -> str:
        """Host and port that a client connects to."""
        return self.listener.address

    def open(self) -> None:
        """Start to listen."""
        self.listener.open()

    def close(self) -> None:
        """Stop, and wait for the threads."""
        self.listener.close()

    def _serve(self, client: socket.socket, number: int) -> None:
        established_s = time.monotonic() + self.round_trip_s
        with socket.create_connection((LOOPBACK, self._to_port), timeout=UPSTREAM_S) as server:
            server.settimeout(None)
            server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            back = threading.Thread(
                target=self._pass_on, args=(server, client, 0.0), name=f"relay-back-{number}", daemon=True
            )
            back.start()
            self._pass_on(client, server, established_s)
            back.join()

    def _pass_on(self, source: socket.socket, sink: socket.socket, not_before_s: float) -> None:
        """Read until the end, while a thread of its own writes what has become due; then end both connections."""
        chunks: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        writer = threading.Thread(target=_write, args=(chunks, sink), name="relay-write", daemon=True)
        writer.start()
        data = b"first"
        while data:
            try:
                data = source.recv(CHUNK)
            except OSError:  # reset, or cut: the end, for the other side too
                data = b""
            due_s = max(time.monotonic(), not_before_s) + self.round_trip_s / 2
            chunks.put((due_s, data))
        writer.join()
        shut(source)


def _write(chunks: "queue.SimpleQueue[tuple[float, bytes]]", sink: socket.socket) -> None:
    with contextlib.suppress(OSError):  # the other side is gone: what is left has nowhere to go
        while True:
            due_s, data = chunks.get()
            time.sleep(max(0.0, due_s - time.monotonic()))
            if not data:
                break
            sink.sendall(data)
    shut(sink)

"""The simulator's phones, shown by a real socket.io server instead of the simulator's own."""

import threading
from types import TracebackType
from typing import Self

from tests.servers.socketio.server import SocketIoServers
from trayapp.simulator.realtime.feed import EventFeed
from trayapp.simulator.realtime.payloads import Payloads

MONITOR = 0


class Feeding:
    """Tells the first monitor everything that happens at the phones, in order, while this is entered as a context.

    Args:
        servers: running.
        payloads: how the phones' calls are written.
    """

    def __init__(self, servers: SocketIoServers, payloads: Payloads) -> None:
        self._servers = servers
        self._payloads = payloads
        self._news = threading.Event()
        self._over = False
        self._feed = EventFeed(payloads, payloads.phones.extensions, wake=self._news.set)
        self._thread = threading.Thread(target=self._run, name="socketio-feeding", daemon=True)

    def __enter__(self) -> Self:
        self._feed.open()
        self._show()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._feed.close()
        self._over = True
        self._news.set()
        self._thread.join(10)

    def _run(self) -> None:
        while not self._over:
            self._news.wait()
            self._news.clear()
            # What is greeted with goes first: a client that comes in between misses nothing.
            self._show()
            for push in self._feed.take(self._payloads.phones.now()):
                self._servers.order("emit", monitor=MONITOR, name=push.name, payload=push.payload)

    def _show(self) -> None:
        """What a client is greeted with, and what a resync is answered by."""
        phones = self._payloads.phones
        with phones.lock:
            extensions = [self._payloads.extension(desk, phones.now()) for desk in phones.desks()]
        self._servers.order("extensions", list=extensions)

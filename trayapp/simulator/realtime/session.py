"""One live socket: a connection, what is said on it, and the thread that serves it."""

import contextlib
import queue
import select
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from trayapp.simulator.faults import FaultSwitch
from trayapp.simulator.realtime.engine import GONE, ClientEvent, EngineSession
from trayapp.simulator.realtime.feed import EventFeed, Push
from trayapp.simulator.realtime.logins import BadToken, Expired, Identity, Logins
from trayapp.simulator.realtime.payloads import Payloads

SEND_S = 10.0
LINGER_S = 1.0
"""How long the client has to answer a close frame."""
LONGEST_WAIT_S = 60.0
CHUNK = 64 * 1024


class Drop(StrEnum):
    """How a server may leave its clients."""

    CUT = "cut"
    """The connection ends without a word."""
    CLOSE = "close"
    """A close frame, without a disconnect packet."""
    DISCONNECT = "disconnect"
    """A disconnect packet and a close frame."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a session works with."""

    payloads: Payloads
    logins: Logins
    faults: FaultSwitch
    now: Callable[[], float]


class SocketSession:
    """Serves one connection after its opening handshake, on the thread that calls `run`.

    Args:
        connection: blocking.
        engine: has been opened.
        parts: what it works with.
        token: what the client gave.
        identity: whose token it is; None for nobody's.
    """

    def __init__(
        self, connection: socket.socket, engine: EngineSession, parts: Parts, token: str, identity: Identity | None
    ) -> None:
        self.engine = engine
        self.identity = identity
        self.pushed = 0
        """How many events went out."""
        self._connection = connection
        self._parts = parts
        self._token = token
        self._awake, self._alarm = socket.socketpair()
        self._awake.settimeout(0)
        self._alarm.settimeout(0)
        self._orders: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._hears = identity is not None
        self._feed = EventFeed(
            parts.payloads,
            self._sees(),
            delay_s=lambda: parts.faults.now.push_delay_s,
            wake=self.wake,
        )

    def _sees(self) -> tuple[str, ...]:
        if self.identity is None:
            return ()
        payloads = self._parts.payloads
        return payloads.phones.extensions if payloads.rules.colleagues else self.identity.extensions

    # From any thread.

    def wake(self) -> None:
        """Look again at everything."""
        with contextlib.suppress(OSError):  # full, and so awake; or closed, and so over
            self._alarm.send(b"!")

    def drop(self, how: Drop) -> None:
        """End this connection."""
        self._order(lambda: self._drop(how))

    def push(self, name: str, payload: Any) -> None:
        """Send any event at all."""
        self._order(lambda: self._emit(Push(name, payload)))

    def _order(self, order: Callable[[], None]) -> None:
        self._orders.put(order)
        self.wake()

    # On its own thread.

    def run(self) -> None:
        """Serve until one side leaves."""
        try:
            self._greet()
            self._flush()
            while not self.engine.is_over:
                self._step()
            self._linger()
        except OSError:
            self.engine.ended_by = self.engine.ended_by or GONE
        finally:
            self._feed.close()
            self._awake.close()
            self._alarm.close()

    def _greet(self) -> None:
        if self._hears:
            self.engine.connect()
            for push in self._feed.open():
                self._emit(push)
            return
        match self._parts.logins.rules.bad_token:
            case BadToken.ERROR:
                self.engine.refuse("Authentication error")
            case BadToken.DISCONNECT:
                self.engine.connect()
                self.engine.disconnect("a bad token")
            case _:
                self.engine.connect()

    def _step(self) -> None:
        silent = self._is_silent()
        waiting: list[socket.socket] = [self._awake] if silent else [self._awake, self._connection]
        readable, _, _ = select.select(waiting, [], [], self._patience_s(silent=silent))
        if self._awake in readable:
            with contextlib.suppress(BlockingIOError):
                self._awake.recv(CHUNK)
        while not self._orders.empty():
            self._orders.get()()
        if self._is_silent() and not self.engine.is_over:
            return
        if self._connection in readable:
            self._read()
        if self._hears:
            for push in self._feed.take(self._parts.now()):
                self._emit(push)
        self._heed_expiry()
        self.engine.tick(self._parts.now())
        self._flush()

    def _is_silent(self) -> bool:
        faults = self._parts.faults.now
        return faults.socket_silent or faults.black_hole

    def _patience_s(self, *, silent: bool) -> float:
        if silent:
            return LONGEST_WAIT_S
        moments = [self.engine.drop_at_s, self._feed.next_due_s, self._cut_at_s()]
        earliest_s = min(moment for moment in moments if moment is not None)
        return min(max(0.0, earliest_s - self._parts.now()), LONGEST_WAIT_S)

    def _read(self) -> None:
        """Everything there is: a TLS connection may hold more than the operating system shows."""
        self._connection.settimeout(0)
        try:
            while not self.engine.is_over:
                data = self._connection.recv(CHUNK)
                for event in self.engine.receive(data, self._parts.now()):
                    self._answer(event)
        except (BlockingIOError, ssl.SSLWantReadError):
            pass
        finally:
            self._connection.settimeout(SEND_S)

    def _flush(self) -> None:
        out = self.engine.outgoing()
        if out:
            self._connection.sendall(out)

    def _emit(self, push: Push) -> None:
        self.engine.emit(push.name, push.payload)
        self.pushed += 1

    def _answer(self, event: ClientEvent) -> None:
        if not self._hears:
            return
        payloads = self._parts.payloads
        match event.name:
            case "keepalive":
                good = self._parts.logins.rules.expired is not Expired.KEEPALIVE_ERROR or self._token_is_good()
                answer = payloads.keepalive_response(self._parts.now(), token_is_good=good)
                self._emit(Push("keepaliveResponse", answer))
            case "resync" if payloads.rules.answers_resync:
                for push in self._feed.resync():
                    self._emit(push)
            case "closeme":
                self.engine.disconnect("the client asked for the end")
            case _:  # a real server ignores what it does not know
                pass

    def _token_is_good(self) -> bool:
        with self._parts.payloads.phones.lock:
            return self._parts.logins.identity_of(self._token) is not None

    def _cut_at_s(self) -> float | None:
        if self._parts.logins.rules.expired is not Expired.CUT:
            return None
        with self._parts.payloads.phones.lock:
            return self._parts.logins.expires_at_s(self._token)

    def _heed_expiry(self) -> None:
        cut_at_s = self._cut_at_s()
        if cut_at_s is not None and cut_at_s <= self._parts.now():
            self.engine.disconnect("the token expired")

    def _drop(self, how: Drop) -> None:
        match how:
            case Drop.CLOSE:
                self.engine.close("dropped")
            case Drop.DISCONNECT:
                self.engine.disconnect("dropped")
            case Drop.CUT:
                self.engine.ended_by = self.engine.ended_by or "dropped"
                self.engine.outgoing()  # for nobody any more

    def _linger(self) -> None:
        """Send what is left, and give the client the time to close its side."""
        out = self.engine.outgoing()
        if not out:
            return
        self._connection.settimeout(LINGER_S)
        self._connection.sendall(out)
        with contextlib.suppress(TimeoutError):
            while self._connection.recv(CHUNK):
                pass

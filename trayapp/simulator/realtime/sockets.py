"""The live sockets of one monitor: who is let in, who is connected, and how each connection ended."""

import secrets
import socket
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message as Headers
from http import HTTPStatus
from typing import Any

from trayapp.simulator.realtime.engine import EngineSession, Heartbeat
from trayapp.simulator.realtime.logins import BadToken, Identity
from trayapp.simulator.realtime.session import Drop, Parts, SocketSession
from trayapp.simulator.realtime.websocket import WebSocketError, accept_key

PATH = "/socket.io/"
ENGINE_VERSION = "3"
KEPT = 5_000
"""How many sockets are remembered."""


class NotAdmittedError(Exception):
    """There will be no websocket."""

    def __init__(self, status: int, body: dict[str, Any]) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status
        self.body = body


@dataclass(frozen=True, slots=True)
class Admission:
    """A client that is let in."""

    accept: str
    """For `Sec-WebSocket-Accept`."""
    token: str = field(repr=False)
    identity: Identity | None


@dataclass(slots=True)
class SocketEntry:
    """One socket, without any identifier. Times in seconds of the server's clock."""

    connection: int
    """The number that the request log gives its connection."""
    opened_at_s: float
    knows_token: bool
    pushed: int = 0
    ended_at_s: float | None = None
    ended_by: str = ""
    is_fault: bool = False
    """Whether the client did something wrong, such as not to ping."""


class Sockets:
    """Admits and serves live sockets. Safe from any thread.

    Args:
        parts: what the sessions work with.
        heartbeat: what is announced and enforced.
    """

    def __init__(self, parts: Parts, heartbeat: Heartbeat) -> None:
        self.heartbeat = heartbeat
        self._parts = parts
        self._lock = threading.Lock()
        self._live: dict[SocketSession, SocketEntry] = {}
        self._entries: deque[SocketEntry] = deque(maxlen=KEPT)
        parts.faults.on_change = self.wake

    def admit(self, parameters: Mapping[str, str], headers: Headers) -> Admission:
        """Judge an opening handshake.

        Raises:
            NotAdmittedError: it is refused; with the body that engine.io gives for it.
        """
        if parameters.get("EIO") != ENGINE_VERSION:
            raise _bad_request(5, "Unsupported protocol version")
        if parameters.get("transport") != "websocket":
            raise _bad_request(0, "Transport unknown")
        if "sid" in parameters:
            raise _bad_request(1, "Session ID unknown")
        try:
            accept = accept_key(headers)
        except WebSocketError:
            raise _bad_request(3, "Bad request") from None
        token = parameters.get("token", "")
        with self._parts.payloads.phones.lock:
            identity = self._parts.logins.identity_of(token)
        if identity is None and self._parts.logins.rules.bad_token is BadToken.HTTP_401:
            raise NotAdmittedError(HTTPStatus.UNAUTHORIZED, {"error": "Unauthorized"})
        return Admission(accept, token, identity)

    def serve(self, connection: socket.socket, number: int, admission: Admission) -> None:
        """Serve a client that has its handshake's answer, until it ends."""
        now_s = self._parts.now()
        engine = EngineSession(secrets.token_urlsafe(15), self.heartbeat, now_s)
        session = SocketSession(connection, engine, self._parts, admission.token, admission.identity)
        entry = SocketEntry(number, now_s, admission.identity is not None)
        with self._lock:
            self._live[session] = entry
            self._entries.append(entry)
        try:
            session.run()
        finally:
            with self._lock:
                del self._live[session]
                entry.ended_at_s = self._parts.now()
                entry.ended_by, entry.is_fault = engine.ended_by, engine.is_fault
                entry.pushed = session.pushed

    def covers(self, extension: str) -> bool:
        """Whether somebody sees this extension live here."""
        return any(session.identity and extension in session.identity.extensions for session in self._sessions())

    def entries(self) -> tuple[SocketEntry, ...]:
        """Every socket there was, in the order in which they came."""
        with self._lock:
            for session, entry in self._live.items():
                entry.pushed = session.pushed
            return tuple(self._entries)

    @property
    def connected(self) -> int:
        """How many sockets there are now."""
        return len(self._sessions())

    def drop(self, how: Drop) -> None:
        """End every socket."""
        for session in self._sessions():
            session.drop(how)

    def push(self, name: str, payload: Any) -> None:
        """Send any event at all to everyone here."""
        for session in self._sessions():
            session.push(name, payload)

    def wake(self) -> None:
        """Have every session look again: a fault, a rule or a token has changed."""
        for session in self._sessions():
            session.wake()

    def _sessions(self) -> list[SocketSession]:
        with self._lock:
            return list(self._live)


def _bad_request(code: int, message: str) -> NotAdmittedError:
    return NotAdmittedError(HTTPStatus.BAD_REQUEST, {"code": code, "message": message})

"""One request and its answer: as plain data, and as other threads may watch it and end it."""

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import IntEnum
from pathlib import Path

from trayapp.voicenter.errors import (
    ConnectionFailedError,
    NameNotFoundError,
    NoAnswerError,
    ProxyFailedError,
    WireError,
)

_END_OF_HANDSHAKE = socket.SHUT_RDWR if hasattr(socket, "SO_EXCLUSIVEADDRUSE") else socket.SHUT_RD
"""Python's ssl forgets to close a socket that it finds disconnected just before the handshake. So only reading is
ended: the handshake fails by that, and closes it. On Windows that would wake nobody, and nobody need be spared: there
a socket that was shut down still counts as connected.
"""


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """What is to be sent. Its `repr` shows the method alone."""

    method: str
    url: str = field(repr=False)
    body: bytes | None = field(default=None, repr=False)
    """JSON, where there is a body."""
    bearer: str = field(default="", repr=False)
    """A token for the header `Authorization`, where one is owed."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, whole. Its `repr` shows the status alone."""

    status: int
    body: bytes = field(default=b"", repr=False)
    reopened: bool = False
    """The connection of the exchange before this one, to the same host, was found closed by the server."""


@dataclass(frozen=True, slots=True)
class TimeLimits:
    """How long one attempt may take, in seconds (design §6)."""

    connect_s: float = 2.0
    """Name, connection, proxy and certificate together."""
    read_s: float = 3.0
    """The longest silence while the answer is awaited."""
    overall_s: float = 4.0

    def after(self, spent_s: float) -> "TimeLimits":
        """What is left of them for another try of the same attempt; never nothing."""
        connect_s, overall_s = (max(limit_s - spent_s, 0.001) for limit_s in (self.connect_s, self.overall_s))
        return replace(self, connect_s=connect_s, overall_s=overall_s)


@dataclass(frozen=True, slots=True)
class TransportSettings:
    """How servers are reached."""

    ca_file: Path | None = None
    """Certificates (PEM) that are trusted besides the system's own."""
    proxies: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Proxy address by scheme, as `requests` wants it; may carry a password. Loopback hosts never use one."""


class Stage(IntEnum):
    """How far an attempt has come; it fails in the stage that it is in."""

    NAME = 0
    CONNECTION = 1
    CERTIFICATE = 2
    ANSWER = 3
    """The request is being written, or has been."""


class CutError(OSError):
    """The attempt was ended from outside before it got further."""


class Plug:
    """A second handle on a connection, by which any thread can pull it.

    The socket object itself will not do: wrapping it in TLS empties it, and its replacement is out of reach until the
    handshake is over. Pulling never blocks.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._lock = threading.Lock()
        self._handle = connection.dup()

    def pull(self, how: int = socket.SHUT_RDWR) -> None:
        """End the connection, in both directions or in one; whoever waits on it notices at once.

        On Windows whoever waits may notice only when the server closes its end too, or at its time limit: there,
        shutting a socket down need not wake a reader (python/cpython#91913), and closing its handle under the reader
        is not safe. The server is told at once everywhere.
        """
        with self._lock, suppress(OSError):  # it has ended already, or was never connected
            self._handle.shutdown(how)

    def close(self) -> None:
        """Give the handle back. The connection is closed when its other handle is."""
        with self._lock:
            self._handle.close()


class Attempt:
    """One exchange under way: written by the thread that carries it out, watched and ended by others."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stage = Stage.NAME
        self._plug: Plug | None = None
        self._cut = False
        self.via_proxy = False
        """Set before the exchange begins."""

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        return self._stage

    def enter(self, stage: Stage, plug: Plug | None = None) -> None:
        """Begin a stage, on the connection that `plug` can end.

        Raises:
            CutError: The attempt has been ended meanwhile, so the stage must not be begun.
        """
        with self._lock:
            if self._cut:
                raise CutError
            self._stage = stage
            self._plug = plug

    def finish(self) -> None:
        """The answer is there, and the connection is no longer this attempt's to be cut.

        Raises:
            CutError: The attempt has been ended meanwhile, so what was read may be half an answer.
        """
        self.enter(Stage.ANSWER)

    def cut(self) -> None:
        """End the attempt, whatever it is doing. Only a name lookup goes on by itself, to no effect."""
        with self._lock:
            self._cut = True
            plug, stage = self._plug, self._stage
        if plug:
            plug.pull(_END_OF_HANDSHAKE if stage is Stage.CERTIFICATE else socket.SHUT_RDWR)

    def stalled(self) -> WireError:
        """The error of an attempt that got no further than its stage."""
        if self._stage is Stage.ANSWER:
            return NoAnswerError()
        if self.via_proxy and self._stage < Stage.CERTIFICATE:
            return ProxyFailedError()
        return NameNotFoundError() if self._stage is Stage.NAME else ConnectionFailedError()

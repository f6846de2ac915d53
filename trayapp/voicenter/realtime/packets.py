"""Engine.IO 3 and Socket.IO 4 as they stand on a websocket (protocol sheet §3.5): text to packets and back."""

import json
import math
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from trayapp.voicenter.errors import BadAnswerError

PING = "2"
"""The client pings and the server answers, the other way round than from Engine.IO 4 on."""
PONG = "3"
LEAVE = "41"

_SHORTEST_PING_S = 0.1
_LONGEST_PING_S = 300.0


@dataclass(frozen=True, slots=True)
class Opened:
    """The transport is up. A server that names no times has those of its library (socket.io 1.x: 25 s and 60 s)."""

    ping_interval_s: float = 25.0
    ping_timeout_s: float = 60.0


@dataclass(frozen=True, slots=True)
class Joined:
    """`40`: the namespace is open. It says nothing of the token."""


@dataclass(frozen=True, slots=True)
class Pinged:
    """The server pings: an Engine.IO 4 habit, and harmless to answer."""

    data: str


@dataclass(frozen=True, slots=True)
class Ponged:
    """The answer to our ping."""


@dataclass(frozen=True, slots=True)
class Event:
    """`42["name",payload]`. Its `repr` shows neither."""

    name: str = field(repr=False)
    payload: Any = field(default=None, repr=False)
    """The first argument, if there is one; the vendor's events have no more."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """`44`: the server refuses us."""


@dataclass(frozen=True, slots=True)
class Left:
    """`41` or `1`: the server ends it."""


@dataclass(frozen=True, slots=True)
class Other:
    """What means nothing to us: acknowledgements, binary events, other namespaces, packets without content."""


Packet = Opened | Joined | Pinged | Ponged | Event | Rejected | Left | Other


def encode(name: str, payload: object) -> str:
    """An event as a frame."""
    return "42" + json.dumps([name, payload], ensure_ascii=False, separators=(",", ":"))


def decode(frame: str) -> Packet:
    """The packet that a text frame is.

    Raises:
        BadAnswerError: It is none.
    """
    kind, rest = frame[:1], frame[1:]
    match kind:
        case "0":
            return _opened(rest)
        case "1":
            return Left()
        case "2":
            return Pinged(rest)
        case "3":
            return Ponged()
        case "4":
            return _message(rest)
        case "5" | "6":
            return Other()
    raise BadAnswerError


def _opened(text: str) -> Opened:
    told = _json(text)
    if not isinstance(told, dict):
        raise BadAnswerError
    default = Opened()
    return Opened(
        _seconds(told.get("pingInterval"), default.ping_interval_s),
        _seconds(told.get("pingTimeout"), default.ping_timeout_s),
    )


def _seconds(value: object, default: float) -> float:
    """Milliseconds as seconds, within reason."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return default
    # An int may be too large for a float, so it is compared before it is divided.
    if not math.isfinite(value) if isinstance(value, float) else abs(value) > 1 << 62:
        return default
    return min(max(value / 1000, _SHORTEST_PING_S), _LONGEST_PING_S) if value > 0 else default


def _message(text: str) -> Packet:
    kind, rest = text[:1], text[1:]
    if kind not in tuple("0123456"):
        raise BadAnswerError
    if rest.startswith("/"):
        namespace, _, rest = rest.partition(",")
        if namespace.partition("?")[0] != "/":
            return Other()
    match kind:
        case "0":
            return Joined()
        case "1":
            return Left()
        case "2":
            return _event(rest)
        case "4":
            return Rejected()
    return Other()


def _event(text: str) -> Event:
    """Digits before the array ask for an acknowledgement, which is never owed here."""
    told = _json(text.lstrip("0123456789"))
    if not isinstance(told, list) or not told or not isinstance(told[0], str):
        raise BadAnswerError
    return Event(told[0], told[1] if len(told) > 1 else None)


def _json(text: str) -> Any:
    with suppress(ValueError, RecursionError):  # raised below, so that the error does not drag the text along
        return json.loads(text)
    raise BadAnswerError

"""When a link must ping, speak up, or be given up: the rule alone, without a clock or a network."""

from dataclasses import dataclass
from enum import Enum, auto

from trayapp.voicenter.realtime.limits import RealtimeLimits
from trayapp.voicenter.realtime.packets import Opened


class Due(Enum):
    """What is to be done now."""

    PING = auto()
    KEEPALIVE = auto()
    NOT_ACCEPTED = auto()
    """The server has not said that it knows us."""
    DEAD = auto()
    """The server has stopped answering."""


@dataclass
class Pulse:
    """All times in seconds on one clock that the caller keeps.

    Two things are watched that have nothing to do with each other (protocol sheet §3.9): Engine.IO's ping, which the
    client sends and the server answers, and the application's silence, which `keepalive` breaks.
    """

    limits: RealtimeLimits
    accept_by: float | None
    """When the server must have accepted us; None once it has."""
    heard_at: float
    """When the application spoke last."""
    _interval_s: float = 0.0
    _timeout_s: float = 0.0
    _ping_at: float | None = None
    _pong_by: float | None = None
    _asked: bool = False

    @classmethod
    def begin(cls, limits: RealtimeLimits, now: float) -> "Pulse":
        """The websocket is open."""
        return cls(limits, now + limits.accept_s, now)

    def opened(self, now: float, told: Opened) -> None:
        """The server named its times."""
        self._interval_s, self._timeout_s = told.ping_interval_s, min(told.ping_timeout_s, self.limits.pong_s)
        self._ping_at = now + self._interval_s

    def accepted(self) -> None:
        """The server knows us."""
        self.accept_by = None

    def heard(self, now: float) -> None:
        """The application said something, whatever it was."""
        self.heard_at = now
        self._asked = False

    def ponged(self) -> None:
        """The server answered a ping."""
        self._pong_by = None

    def due_at(self) -> float:
        """When to ask `due` next."""
        moments = [self.accept_by, self._pong_by, self._ping_at, self.heard_at + self.limits.dead_after_s]
        if not self._asked:
            moments.append(self.heard_at + self.limits.keepalive_after_s)
        return min(moment for moment in moments if moment is not None)

    def due(self, now: float) -> Due | None:
        """What is due by now, one thing at a time; a ping or a keepalive counts as sent."""
        if self.accept_by is not None and now >= self.accept_by:
            return Due.NOT_ACCEPTED
        if now >= self.heard_at + self.limits.dead_after_s or (self._pong_by is not None and now >= self._pong_by):
            return Due.DEAD
        if self._ping_at is not None and now >= self._ping_at:
            self._ping_at = now + self._interval_s
            if self._pong_by is None:  # the oldest ping that is not answered decides
                self._pong_by = now + self._timeout_s
            return Due.PING
        if not self._asked and now >= self.heard_at + self.limits.keepalive_after_s:
            self._asked = True
            return Due.KEEPALIVE
        return None

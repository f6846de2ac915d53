"""Which monitor to try next, and when: the rule alone, without a clock or a network.

* In the login's order, round and round. A link that stood is tried again on its own monitor first, which is most likely
  back or was never gone; a try that failed moves on to the next.
* Every wait is drawn at random between a floor and a ceiling that doubles with each failure ("full jitter"), so that a
  floor of 5 000 desks that loses its monitor in one moment comes back over many seconds. The ceiling falls back only
  after a link has stood for a while: a server that accepts and drops is not hammered either.
* A token that was refused is tried on the rest of the list, then the login gives a new one. Where nothing answers at
  all, the list may be out of date: it is asked for again after three rounds.
* On another monitor than the first, the way back is tried after ten to thirty minutes, beside the link that stands.
"""

from collections.abc import Callable
from dataclasses import dataclass

from trayapp.voicenter.hosts import MonitorHost
from trayapp.voicenter.realtime.limits import RealtimeLimits

_ROUNDS = 3
_MOST_DOUBLINGS = 16


@dataclass
class Failover:
    """Remembers what became of the tries. All delays are in seconds from the event that they follow."""

    limits: RealtimeLimits
    chance: Callable[[], float]
    """A number from 0 to 1."""
    hosts: tuple[MonitorHost, ...] = ()
    _place: int = 0
    _failures: int = 0
    """In a row, since a link last stood for a while."""
    _tries: int = 0
    """That failed since the list was given or a link was accepted."""
    _refused: bool = False

    @property
    def host(self) -> MonitorHost:
        """The monitor to try."""
        return self.hosts[self._place]

    @property
    def wants_login(self) -> bool:
        """Whether a login comes before the next try."""
        rounds = self._tries // len(self.hosts) if self.hosts else _ROUNDS
        return rounds >= (1 if self._refused else _ROUNDS)

    def listed(self, hosts: tuple[MonitorHost, ...]) -> None:
        """A login named these monitors: begin with the first."""
        self.hosts, self._place, self._tries, self._refused = hosts, 0, 0, False

    def accepted(self, host: MonitorHost) -> None:
        """This monitor has accepted us."""
        self._tries, self._refused = 0, False
        if host in self.hosts:  # a renewed list may no longer name it
            self._place = self.hosts.index(host)

    def lost(self, stood_s: float) -> float:
        """A link that was accepted ended after so long. Returns the delay of the next try."""
        if stood_s >= self.limits.stood_s:
            self._failures = 0
        return self._delay()

    def failed(self, *, refused: bool) -> float:
        """A try came to nothing; `refused`: the monitor did not accept the token. Returns the delay of the next."""
        self._place = (self._place + 1) % len(self.hosts)
        self._tries += 1
        self._refused |= refused
        return self._delay()

    def login_failed(self) -> float:
        """The login came to nothing. Returns the delay of the next try."""
        return self._delay()

    def hurry(self) -> None:
        """The network is another: what failed on the old one is not held against anybody."""
        self._failures = 0

    def return_after(self) -> float | None:
        """When to try the first monitor again, beside the link that stands; None where it is the first."""
        shortest, longest = self.limits.return_after_s
        return shortest + (longest - shortest) * self.chance() if self._place else None

    def _delay(self) -> float:
        doubled = self.limits.delay_first_s * 2.0 ** min(self._failures, _MOST_DOUBLINGS)
        self._failures += 1
        floor = self.limits.delay_floor_s
        return floor + (max(min(doubled, self.limits.delay_most_s), floor) - floor) * self.chance()

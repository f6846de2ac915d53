"""Find my monitor: the hosts of an account from its login alone, confirmed by a connection (protocol sheet §4.6)."""

import queue
import time
from collections.abc import Mapping
from dataclasses import replace

from trayapp.voicenter.channel import WireSettings
from trayapp.voicenter.realtime.client import Realtime
from trayapp.voicenter.realtime.limits import RealtimeLimits
from trayapp.voicenter.realtime.login import Credentials
from trayapp.voicenter.realtime.states import Connected, Connecting, LinkProblem, LinkState, Lost, Off, Refused

_NOBODY = "-"
"""No extension is asked about; only whether the monitor accepts the login."""
_CLOSE_S = 1.0
TIMEOUT_S = 30.0


class DiscoveryError(Exception):
    """No monitor was found. Its text is the problem's code."""

    def __init__(self, problem: LinkProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class Discovery:
    """One search, which another thread may end. `discover` is the same for those who only wait."""

    def __init__(self) -> None:
        self._states: queue.SimpleQueue[LinkState] = queue.SimpleQueue()

    def run(
        self,
        login: Credentials,
        wire: WireSettings,
        proxies: Mapping[str, str] | None = None,
        *,
        timeout_s: float = TIMEOUT_S,
        limits: RealtimeLimits | None = None,
    ) -> tuple[str, ...]:
        """The account's monitors: the one that accepted us first, then the others in the login's order.

        Every monitor is tried once, without long waits in between: one person asks, and not a whole floor. It blocks,
        so it is for a worker's thread; nothing of it is left afterwards.

        Raises:
            DiscoveryError: The login was refused or failed, no monitor accepted it in time, or it was given up.
        """
        ours = replace(limits or RealtimeLimits(), delay_floor_s=0.0, delay_first_s=0.2, delay_most_s=0.2)
        realtime = Realtime(lambda _calls: None, self._states.put, now=time.monotonic, limits=ours)
        try:
            realtime.set_proxies(proxies)
            realtime.configure(login, _NOBODY, wire)
            return _first_accepted(self._states, time.monotonic() + timeout_s)
        finally:
            realtime.close(_CLOSE_S)

    def give_up(self) -> None:
        """End the search, from any thread."""
        self._states.put(Off())  # which no search is told of itself: it has credentials


def discover(
    login: Credentials,
    wire: WireSettings,
    proxies: Mapping[str, str] | None = None,
    *,
    timeout_s: float = TIMEOUT_S,
    limits: RealtimeLimits | None = None,
) -> tuple[str, ...]:
    """Run a `Discovery`.

    Raises:
        DiscoveryError: The login was refused or failed, or no monitor accepted it in time.
    """
    return Discovery().run(login, wire, proxies, timeout_s=timeout_s, limits=limits)


def _first_accepted(states: "queue.SimpleQueue[LinkState]", by: float) -> tuple[str, ...]:
    problem = LinkProblem.NO_ANSWER
    tried: set[str | None] = set()
    while True:
        try:
            state = states.get(timeout=max(by - time.monotonic(), 0.0))
        except queue.Empty:
            raise DiscoveryError(problem) from None
        match state:
            case Connected(host, hosts):
                return (host, *(other for other in hosts if other != host))
            case Off():
                raise DiscoveryError(problem)  # given up
            case Refused(problem):
                raise DiscoveryError(problem)
            case Lost(problem) if tried <= {None}:
                raise DiscoveryError(problem)  # the login itself came to nothing
            case Connecting(host) if host in tried:
                raise DiscoveryError(problem)  # all have been tried
            case Connecting(host):
                tried.add(host)

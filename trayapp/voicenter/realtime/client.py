"""The whole of live sight: it logs in, connects, fails over, renews, and tells what it sees."""

import datetime as dt
import logging
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from trayapp.core.calls import Call
from trayapp.voicenter.channel import WireSettings
from trayapp.voicenter.exchange import TransportSettings
from trayapp.voicenter.hosts import MonitorHost
from trayapp.voicenter.realtime import link as news
from trayapp.voicenter.realtime.entrance import Entrance
from trayapp.voicenter.realtime.expiry import refresh_in_s
from trayapp.voicenter.realtime.failover import Failover
from trayapp.voicenter.realtime.limits import RealtimeLimits
from trayapp.voicenter.realtime.link import Link, Target
from trayapp.voicenter.realtime.login import Credentials, LoginError, Session
from trayapp.voicenter.realtime.states import (
    Connected,
    Connecting,
    LinkProblem,
    LinkState,
    Lost,
    Off,
    Refused,
    Unseen,
    name_of,
)
from trayapp.voicenter.timers import Timer, Timers

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, repr=False)
class _Wish:
    login: Credentials
    extension: str
    transport: TransportSettings


class _Errand(Enum):
    """Why a connection is being made."""

    SIGHT = auto()
    """There is none, or its token is about to expire."""
    BESIDE = auto()
    """To change places with one that stands; nothing is lost where it fails."""


class Realtime:
    """Live sight of one extension's calls.

    Its methods may be called from any thread and never block (`close` does, for as long as it is told). Everything is
    called back on a thread of its own, one after the other. A sight of the calls counts until `on_link` tells of any
    state but `Connected`; then the calls are not known.

    A connection that is to replace another (a new token, the way back to the first monitor, a `resync` without an
    answer) is opened first, and the old one is closed when the new one has shown the calls: no gap in between.
    """

    def __init__(
        self,
        on_calls: Callable[[tuple[Call, ...]], None],
        on_link: Callable[[LinkState], None],
        *,
        now: Callable[[], float],
        limits: RealtimeLimits | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        """Starts no thread and connects nowhere before `configure`.

        Args:
            on_calls: Told the complete list at every sight of it, whether it has changed or not.
            on_link: Told each state of the link once.
            now: The program's clock, in seconds; it counts through suspend.
            limits: Others than the program's, for tests.
            chance: A number from 0 to 1.
        """
        self._on_calls, self._on_link = on_calls, on_link
        self._now, self._chance = now, chance
        self._limits = limits or RealtimeLimits()
        self._timers = Timers("realtime")
        self._entrance = Entrance(self._limits, self._timers)
        self._lock = threading.Lock()
        self._asked: _Wish | None = None
        self._proxies: dict[str, str] = {}
        self._closed = False
        self._links: set[Link] = set()
        # What follows belongs to the timers' thread.
        self._wish: _Wish | None = None
        self._session: Session | None = None
        self._failover = Failover(self._limits, chance)
        self._state: LinkState = Off()
        self._standing: Link | None = None
        self._stands_since = 0.0
        self._shown_whole = False
        self._coming: Link | None = None
        self._errand = _Errand.SIGHT
        self._refused: LinkProblem | None = None
        self._refresh_at: float | None = None
        self._replaced_at = float("-inf")
        self._plans: dict[str, Timer] = {}

    def configure(self, login: Credentials | None, extension: str, wire: WireSettings) -> None:
        """Start, start anew, or (None, or no extension) stop. Nothing changes where nothing changed."""
        with self._lock:
            transport = TransportSettings(wire.ca_file, self._proxies)
            self._ask(_Wish(login, extension, transport) if login and extension else None)

    def set_proxies(self, proxies: Mapping[str, str] | None) -> None:
        """Go by these proxies from now on, as `requests` wants them: address by scheme. None or empty: directly."""
        with self._lock:
            self._proxies = dict(proxies or {})
            if self._asked:
                transport = TransportSettings(self._asked.transport.ca_file, self._proxies)
                self._ask(_Wish(self._asked.login, self._asked.extension, transport))

    def read_back(self) -> None:
        """Ask for a fresh sight. It comes as a pushed one, by another connection where this one does not answer."""
        self._soon(partial(self._resync, forced=True))

    def reconnect(self) -> None:
        """The machine slept, or its network is another: give up what stands and try at once, also after a refusal."""
        self._soon(self._again)

    def close(self, timeout_s: float) -> bool:
        """End everything; tell nothing more. Waits `timeout_s` at most; returns whether all threads have ended."""
        close_by = time.monotonic() + timeout_s
        with self._lock:
            self._closed, links = True, list(self._links)
        for link in links:
            link.close()
        ended = [self._timers.close(close_by - time.monotonic()), self._entrance.close(close_by - time.monotonic())]
        ended += [link.join(close_by - time.monotonic()) for link in links]
        return all(ended)

    # What follows runs on the timers' thread, unless it says otherwise.

    def _ask(self, wish: _Wish | None) -> None:
        """Called with the lock held, from any thread."""
        if wish != self._asked and not self._closed:
            self._asked = wish
            self._soon(partial(self._restart, wish))

    def _soon(self, action: Callable[[], None]) -> None:
        """Called from any thread."""
        self._timers.call_at(time.monotonic(), action)

    def _plan(self, name: str, delay_s: float, action: Callable[[], None]) -> None:
        """Do it later, in the place of what was planned by this name."""
        self._drop_plan(name)
        self._plans[name] = self._timers.call_at(time.monotonic() + delay_s, action)

    def _drop_plan(self, *names: str) -> None:
        for name in names:
            if plan := self._plans.pop(name, None):
                plan.cancel()

    def _restart(self, wish: _Wish | None) -> None:
        self._give_up_all()
        if wish is None or self._wish is None or wish.login != self._wish.login:
            self._session = None
        self._wish = wish
        self._failover.hurry()
        if wish is None:
            self._tell(Off())
        else:
            self._try()

    def _again(self) -> None:
        if self._wish is not None:
            self._give_up_all()
            self._failover.hurry()
            self._try()

    def _give_up_all(self) -> None:
        self._entrance.give_up()
        self._drop_plan(*list(self._plans))
        self._drop(self._coming)
        self._drop(self._standing)
        self._coming = self._standing = self._refused = None

    # Trying.

    def _try(self) -> None:
        """Take the next step towards a link: a login, a renewal, or a connection."""
        self._drop_plan("try")
        overdue = self._refresh_at is not None and self._now() >= self._refresh_at
        if self._session is None or overdue or self._failover.wants_login:
            self._log_in()
        else:
            self._plan_refresh()
            self._connect(self._failover.host, _Errand.SIGHT)

    def _log_in(self, *, renew: bool = True) -> None:
        if self._wish is None or self._entrance.busy:
            return
        session = self._session if renew and not self._failover.wants_login else None
        renewing = session is not None and bool(session.refresh_token)
        self._show(Connecting())
        done = partial(self._entered, renewing)
        self._entrance.enter(self._wish.login, session if renewing else None, self._wish.transport, done)

    def _entered(self, renewing: bool, outcome: Session | LoginError) -> None:  # noqa: FBT001  (bound by partial)
        if isinstance(outcome, Session):
            self._session = outcome
            self._failover.listed(outcome.monitors)
            self._note_expiry(outcome)
            self._plan_refresh()
            _log.info("Real-time: logged in; %d monitors.", len(outcome.monitors))
            self._connect(self._failover.host, _Errand.SIGHT)
        elif renewing:
            _log.info("Real-time: the token could not be renewed (%s): logging in.", outcome)
            self._log_in(renew=False)
        elif outcome.final:
            _log.warning("Real-time: the login was refused (%s).", outcome)
            self._session, self._refresh_at = None, None
            self._refused = outcome.problem
            self._drop_plan("try", "refresh")
            self._show(Refused(outcome.problem))
        else:
            self._retry(self._failover.login_failed(), outcome.problem)

    def _note_expiry(self, session: Session) -> None:
        wait_s = refresh_in_s(session.expiry, dt.datetime.now().astimezone(), self._limits, self._chance)
        self._refresh_at = None if wait_s is None else self._now() + wait_s

    def _plan_refresh(self) -> None:
        """Renew the token in time, also after everything planned was given up, and after a sleep."""
        self._drop_plan("refresh")
        if self._refresh_at is not None:
            self._plan("refresh", self._refresh_at - self._now(), self._log_in)

    def _connect(self, host: MonitorHost, errand: _Errand) -> None:
        if self._wish is None or self._session is None:
            return
        self._drop(self._coming)
        self._show(Connecting(name_of(host)))
        self._coming, self._errand = self._new_link(self._wish, self._session, host), errand
        if self._coming is None:
            self._retry(self._failover.failed(refused=False), LinkProblem.CONNECTION_FAILED)

    def _new_link(self, wish: _Wish, session: Session, host: MonitorHost) -> Link | None:
        target = Target(host, session.token, wish.extension, wish.transport)
        with self._lock:
            self._links = {link for link in self._links if not link.join(0.0)}
            if self._closed:
                return None
            try:
                link = Link(target, self._limits, self._timers, self._deliver, self._now)
            except (OSError, RuntimeError) as error:
                _log.error("Real-time: no link: %s", type(error).__name__)
                return None
            self._links.add(link)
        return link

    def _retry(self, delay_s: float, problem: LinkProblem) -> None:
        _log.info("Real-time: no link (%s); the next try in %.0f s.", problem.value, delay_s)
        self._show(Lost(problem))
        self._plan("try", delay_s, self._try)

    # News of links.

    def _deliver(self, link: Link, told: news.News) -> None:
        """Called by the link, in its thread."""
        self._soon(partial(self._receive, link, told))

    def _receive(self, link: Link, told: news.News) -> None:
        if link is self._coming:
            self._of_the_coming(link, told)
        elif link is self._standing:
            self._of_the_standing(link, told)

    def _of_the_coming(self, link: Link, told: news.News) -> None:
        if isinstance(told, news.Ended):
            self._coming = None
            self._drop_plan("change")
            if self._errand is _Errand.SIGHT or self._standing is None:
                self._retry(self._failover.failed(refused=told.refused), told.problem)
            else:
                self._plan_return()
        elif self._standing is None:
            self._change(link, told)
        elif isinstance(told, news.Accepted):
            # The old one goes on seeing until the new one does.
            self._plan("change", self._limits.sight_s, partial(self._change, link, told))
        elif isinstance(told, news.Seen | news.NotListed):
            self._change(link, told)

    def _change(self, link: Link, told: news.News) -> None:
        """The coming link is the standing one from now on."""
        old, self._standing, self._coming = self._standing, link, None
        self._stands_since = time.monotonic()
        self._shown_whole = False
        self._failover.accepted(link.host)
        self._drop_plan("try", "change", "resync", "return")
        _log.info("Real-time: connected.")
        self._plan("resync", self._limits.sight_s, self._resync)
        if old is not None and isinstance(told, news.Accepted):  # what that one showed does not outlive it
            self._tell(Connecting(name_of(link.host)))
        self._tell(Connected(name_of(link.host), self._names()))
        self._of_the_standing(link, told)
        self._drop(old)
        self._plan_return()

    def _of_the_standing(self, link: Link, told: news.News) -> None:
        match told:
            case news.Seen(calls, whole):
                self._seen(link, calls)
                self._answered(whole=whole)
            case news.NotListed():
                self._tell(Unseen(name_of(link.host), self._names()))
                self._answered(whole=True)
            case news.Stale():
                self._resync()
            case news.Ended(problem):
                self._standing = None
                self._drop_plan("resync", "return", "change")
                self._ended(problem)

    def _seen(self, link: Link, calls: tuple[Call, ...]) -> None:
        self._tell(Connected(name_of(link.host), self._names()))
        self._call(partial(self._on_calls, calls))

    def _answered(self, *, whole: bool) -> None:
        self._shown_whole |= whole
        if whole:
            self._drop_plan("resync")

    def _ended(self, problem: LinkProblem) -> None:
        """The standing link is no more."""
        delay_s = self._failover.lost(time.monotonic() - self._stands_since)
        if self._refused is not None:
            self._show(Refused(self._refused))
        elif self._coming is not None:
            self._errand = _Errand.SIGHT  # it is already under way
            self._show(Lost(problem))
        else:
            self._retry(delay_s, problem)

    # Asking again, and the way back.

    def _resync(self, *, forced: bool = False) -> None:
        """Ask for the list again; a link that does not answer is replaced."""
        waiting = "resync" in self._plans and not self._plans["resync"].cancelled
        if self._standing is None or (waiting and not forced):
            return
        self._standing.resync()
        if not waiting:
            self._plan("resync", self._limits.sight_s, self._replace)

    def _replace(self) -> None:
        """Only where a new connection will show the list, as far as can be told: this one did when it was new."""
        due = time.monotonic() >= self._replaced_at + self._limits.replace_gap_s
        if self._standing is not None and self._coming is None and self._shown_whole and due:
            self._replaced_at = time.monotonic()
            self._connect(self._standing.host, _Errand.BESIDE)

    def _plan_return(self) -> None:
        wait_s = self._failover.return_after()
        if wait_s is not None:
            self._plan("return", wait_s, self._return)

    def _return(self) -> None:
        if self._standing is not None and self._coming is None:
            self._connect(self._failover.hosts[0], _Errand.BESIDE)

    # Telling.

    def _names(self) -> tuple[str, ...]:
        return tuple(name_of(host) for host in self._failover.hosts)

    def _show(self, state: LinkState) -> None:
        """Tell of a state that only matters where nothing stands."""
        if self._standing is None:
            self._tell(state)

    def _tell(self, state: LinkState) -> None:
        if state != self._state:
            self._state = state
            self._call(partial(self._on_link, state))

    def _call(self, call: Callable[[], None]) -> None:
        if self._closed:
            return
        try:
            call()
        except Exception as error:  # noqa: BLE001  (the receiver's fault must not end the sight)
            _log.error("A sight could not be handed over: %s", type(error).__name__)

    @staticmethod
    def _drop(link: Link | None) -> None:
        if link is not None:
            link.close()

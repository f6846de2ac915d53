"""The way of mute requests to the server and of their answers back, for a caller that must never wait."""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from pathlib import Path

from trayapp.core.events import Answer
from trayapp.core.problems import Problem
from trayapp.voicenter.errors import ConnectionFailedError, WireError
from trayapp.voicenter.exchange import Attempt, HttpRequest, Reply, Stage, TimeLimits, TransportSettings
from trayapp.voicenter.hosts import MonitorHost
from trayapp.voicenter.lanes import Lane
from trayapp.voicenter.mute import Method, MuteRequest, MuteValue, decode, encode
from trayapp.voicenter.timers import Timer, Timers
from trayapp.voicenter.warmth import Warmth

_log = logging.getLogger(__name__)

_MOST_LANES = 32
"""Lanes may be stuck where nothing can end them, in the system's name lookup. More than this many are not begun."""
_WARMING_LIMITS = TimeLimits(connect_s=1.0, read_s=1.0, overall_s=1.0)


@dataclass(frozen=True, slots=True)
class WireSettings:
    """How this account's server is spoken to. All but the CA file are the administrator's alone."""

    method: Method = Method.POST
    mute_value: MuteValue = "1"
    ca_file: Path | None = None
    keep_warm_s: float = 45.0
    """Seconds between two requests that keep the connection open; 0 = none."""
    proxies: Mapping[str, str] | None = None
    """Address by scheme, empty for a direct way; None where it is for the system to say."""


@dataclass(eq=False, slots=True)
class _Flight:
    """A request under way."""

    number: int
    lane: Lane
    attempt: Attempt
    overall_by: float
    timer: Timer | None = None


@dataclass(eq=False, slots=True)
class _Warming:
    """A `HEAD /` under way."""

    attempt: Attempt = field(default_factory=Attempt)
    timer: Timer | None = None


class MuteChannel:
    """Sends mute requests and reports each one's outcome, once.

    Its methods may be called from any thread and never block (`close` does, for as long as it is told). `on_answer` is
    called with the request's id and its answer from threads of the channel, never from within `send`.

    One lane is kept warm. A request that finds it busy, or asks for a fresh connection, gets a new lane, which is the
    warm one from then on; the old one ends with what it has in hand.
    """

    def __init__(
        self,
        on_answer: Callable[[int, Answer], None],
        limits: TimeLimits | None = None,
        on_reach: Callable[[Problem | None], None] = lambda _problem: None,
    ) -> None:
        """Starts no thread and connects nowhere before `configure` or `send`.

        `on_reach` is told, once and in a thread of the channel, why the server cannot be reached to keep the connection
        warm, at the second try in a row; and None when anything has been answered again.
        """
        self._on_answer = on_answer
        self._on_reach = on_reach
        self._told: Problem | None = None
        self._limits = limits or TimeLimits()
        self._lock = threading.Lock()
        self._timers = Timers("wire-timers")
        self._names = count(1)
        self._lanes: set[Lane] = set()
        self._warm: Lane | None = None
        self._flights: dict[int, _Flight] = {}
        self._warming: _Warming | None = None
        self._warmth = Warmth()
        self._next_warming: Timer | None = None
        self._host: MonitorHost | None = None
        self._settings = WireSettings()
        self._transport = TransportSettings()
        self._closed = False

    def configure(self, host: MonitorHost | None, settings: WireSettings) -> None:
        """Take over a set-up; open the connection to `host`, unless keeping warm is off. None: nothing is set up."""
        with self._lock:
            if (host, settings) == (self._host, self._settings):
                return
            self._host, self._settings = host, settings
            self._warmth.interval_s = settings.keep_warm_s
            self._warmth.reached()
            self._tell_reach(None)
            self._reconnect(replace(self._transport, ca_file=settings.ca_file))

    def set_proxies(self, proxies: Mapping[str, str] | None) -> None:
        """Go by these proxies from now on, as `requests` wants them: address by scheme. None or empty: directly."""
        with self._lock:
            if dict(proxies or {}) != self._transport.proxies:
                self._reconnect(replace(self._transport, proxies=dict(proxies or {})))

    def keep_warm(self, *, wanted: bool) -> None:
        """Whether a press is to be expected: False while it is known that no call is live."""
        with self._lock:
            self._warmth.wanted = wanted
            self._plan_warming()

    def refresh(self) -> None:
        """The machine woke, or its network changed: the old connection is not worth trying."""
        with self._lock:
            self._reconnect(self._transport)

    def send(self, request_id: int, request: MuteRequest, host: MonitorHost, *, fresh: bool = False) -> None:
        """Send a request now; its answer will be reported with `request_id`. After `close`, nothing is sent.

        Raises:
            ValueError: A request with this id is under way.
        """
        encoded = encode(request, host, self._settings.method, self._settings.mute_value)
        with self._lock:
            if self._closed:
                return
            if request_id in self._flights:
                raise ValueError("A request with this id is under way.")
            now = time.monotonic()
            lane = self._lane(fresh=fresh)
            if lane is None:
                self._timers.call_at(now, partial(self._report, request_id, ConnectionFailedError().answer()))
                return
            flight = _Flight(request_id, lane, Attempt(), now + self._limits.overall_s)
            self._flights[request_id] = flight
            lane.submit(flight.attempt, encoded, self._limits, partial(self._landed, flight))
            connect_by = min(now + self._limits.connect_s, flight.overall_by)
            flight.timer = self._timers.call_at(connect_by, partial(self._connect_late, flight))
            self._warmth.touched(now)
            self._plan_warming()

    def abandon(self, request_id: int) -> None:
        """Close the connection of a request, whose answer is no longer awaited. It may be on its way to the caller."""
        with self._lock:
            flight = self._flights.pop(request_id, None)
            if flight:
                self._give_up(flight)

    def close(self, timeout_s: float) -> bool:
        """End everything; report nothing more. Waits `timeout_s` at most; returns whether all threads have ended."""
        close_by = time.monotonic() + timeout_s
        with self._lock:
            self._closed = True
            flights, self._flights = list(self._flights.values()), {}
            for flight in flights:
                self._give_up(flight)
            self._retire_warm()
            lanes = list(self._lanes)
        ended = [self._timers.close(close_by - time.monotonic())]
        ended += [lane.join(close_by - time.monotonic()) for lane in lanes]
        return all(ended)

    # Lanes. What follows is called with the lock held, unless it says otherwise.

    def _lane(self, *, fresh: bool) -> Lane | None:
        """The warm lane if it is free and wanted, else a new one. None if there are too many."""
        busy = self._warming is not None or any(flight.lane is self._warm for flight in self._flights.values())
        if self._warm and not fresh and not busy:
            return self._warm
        self._retire_warm()
        if len(self._lanes) >= _MOST_LANES:
            return None
        try:
            self._warm = Lane(f"wire-lane-{next(self._names)}", self._transport, self._lane_ended)
        except RuntimeError:  # the system allows no further thread
            return None
        self._lanes.add(self._warm)
        return self._warm

    def _retire_warm(self) -> None:
        """Let the warm lane end. What it does only to stay warm is dropped; a request is carried to its end."""
        if self._warming:
            self._warming.attempt.cut()
            if self._warming.timer:
                self._warming.timer.cancel()
            self._warming = None
        if self._warm:
            self._warm.retire()
            self._warm = None

    def _give_up(self, flight: _Flight) -> None:
        """Close a flight's connection; its lane ends as soon as it notices."""
        if flight.timer:
            flight.timer.cancel()
        if flight.lane is self._warm:
            self._retire_warm()
        flight.attempt.cut()

    def _lane_ended(self, lane: Lane) -> None:
        """Called by the lane, without the lock."""
        with self._lock:
            self._lanes.discard(lane)

    # Answers and deadlines. These are called without the lock.

    def _landed(self, flight: _Flight, outcome: Reply | WireError) -> None:
        """The lane has finished the exchange."""
        with self._lock:
            if self._flights.pop(flight.number, None) is not flight:
                return  # abandoned or late, so its place has been given up
            if flight.timer:
                flight.timer.cancel()
            if isinstance(outcome, Reply):
                self._warmth.reached()
                self._tell_reach(None)
        self._report(flight.number, _judge(outcome))

    def _connect_late(self, flight: _Flight) -> None:
        """The time for connecting is over."""
        if flight.attempt.stage < Stage.ANSWER:
            self._expire(flight)
            return
        with self._lock:
            if self._flights.get(flight.number) is flight:
                flight.timer = self._timers.call_at(flight.overall_by, partial(self._expire, flight))

    def _expire(self, flight: _Flight) -> None:
        """The attempt has taken too long, wherever it is."""
        with self._lock:
            if self._flights.get(flight.number) is not flight:
                return
            del self._flights[flight.number]
            self._give_up(flight)
        # Asked only now: once cut, it can no longer begin to write unnoticed.
        self._report(flight.number, flight.attempt.stalled().answer())

    def _report(self, number: int, answer: Answer) -> None:
        if not self._closed:
            self._on_answer(number, answer)

    # Keeping warm. What follows is called with the lock held, unless it says otherwise.

    def _reconnect(self, transport: TransportSettings) -> None:
        self._transport = transport
        self._retire_warm()
        self._warmth.restart()
        self._plan_warming()

    def _plan_warming(self) -> None:
        if self._next_warming:
            self._next_warming.cancel()
            self._next_warming = None
        due_at = self._warmth.due_at()
        if self._host and due_at is not None and not self._closed:
            self._next_warming = self._timers.call_at(due_at, self._keep_warm)

    def _keep_warm(self) -> None:
        """`HEAD /`, if the warm lane has nothing better to do. Called without the lock."""
        with self._lock:
            now = time.monotonic()
            due_at = self._warmth.due_at()
            if self._closed or self._host is None or due_at is None or due_at > now or self._warming:
                return
            if any(flight.lane is self._warm for flight in self._flights.values()):
                return  # it is being used, so it is warm; the next is planned from that use on
            lane = self._lane(fresh=False)
            if lane is None:
                return
            warming = self._warming = _Warming()
            request = HttpRequest("HEAD", self._host.base_url + "/")
            lane.submit(warming.attempt, request, _WARMING_LIMITS, partial(self._warmed, warming))
            warming.timer = self._timers.call_at(now + _WARMING_LIMITS.overall_s, partial(self._warming_late, warming))
            self._warmth.touched(now)
            self._plan_warming()

    def _warmed(self, warming: _Warming, outcome: Reply | WireError) -> None:
        """Called by the lane, without the lock."""
        with self._lock:
            if self._warming is not warming:
                return
            self._warming = None
            if warming.timer:
                warming.timer.cancel()
            if isinstance(outcome, Reply):
                self._warmth.answered(time.monotonic(), outcome.status, reopened=outcome.reopened)
                self._tell_reach(None)
                self._plan_warming()
            else:
                self._warming_failed(outcome)

    def _warming_late(self, warming: _Warming) -> None:
        """Called without the lock."""
        with self._lock:
            if self._warming is warming:
                self._retire_warm()
                self._warming_failed(warming.attempt.stalled())

    def _warming_failed(self, error: WireError) -> None:
        _log.debug("The connection could not be kept warm: %s", error)
        self._warmth.failed(sent=error.may_have_applied)
        if self._warmth.out_of_reach:
            self._tell_reach(error.problem)
        self._plan_warming()

    def _tell_reach(self, problem: Problem | None) -> None:
        """From the timers' thread, so that what is told comes in the order of what happened."""
        if problem is not self._told and not self._closed:
            self._told = problem
            self._timers.call_at(time.monotonic(), partial(self._on_reach, problem))


def _judge(outcome: Reply | WireError) -> Answer:
    """The core's answer for what came of an exchange."""
    if isinstance(outcome, WireError):
        return outcome.answer()
    try:
        return decode(outcome)
    except WireError as error:
        return error.answer()

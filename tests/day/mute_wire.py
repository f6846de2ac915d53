"""The way of mute requests to a monitor and of the answers back, in the bytes of the real wire."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from random import Random

from tests.day.clock import Clock, Plan
from tests.day.weather import LATEST_S, Fate, Weather
from trayapp.core.effects import SendMute
from trayapp.core.events import Answer, Failed
from trayapp.core.problems import Problem
from trayapp.simulator import mute_api
from trayapp.simulator.phones import PhoneSystem
from trayapp.voicenter import mute
from trayapp.voicenter.errors import WireError
from trayapp.voicenter.exchange import Reply, TimeLimits
from trayapp.voicenter.hosts import parse_host

RULES = mute_api.MuteRules()
_LIMITS = TimeLimits()
_WARM_TRIPS, _COLD_TRIPS = 0.5, 2.5
"""Round trips until a request is there: a new connection and its TLS take two more."""


@dataclass(eq=False, slots=True)
class _Lane:
    """A connection; the warm one is used again."""

    open_to: str = ""
    busy: bool = False


@dataclass(eq=False, slots=True)
class _Flight:
    effect: SendMute
    lane: _Lane
    plans: list[Plan] = field(default_factory=list)
    """What still happens on this side: nothing, once it is given up."""
    arrival: Plan | None = None
    written_at_s: float = 0.0
    """Given up before that, it never leaves."""


class MuteWire:
    """Stands for `MuteChannel` and the servers behind it.

    Args:
        clock: the day's.
        chance: decides what is left to chance.
        weather: decides what becomes of each request.
        phones: whose recorder is told.
        extension: the rep's.
        on_answer: told the answer to a request that was not abandoned.
    """

    def __init__(  # noqa: PLR0917  (each is a part of another kind)
        self,
        clock: Clock,
        chance: Random,
        weather: Weather,
        phones: PhoneSystem,
        extension: str,
        on_answer: Callable[[int, Answer], None],
    ) -> None:
        self.sent = 0
        self.rules = RULES
        self._clock, self._chance, self._weather, self._phones = clock, chance, weather, phones
        self._extension = extension
        self._on_answer = on_answer
        self._warm = _Lane()
        self._flights: dict[int, _Flight] = {}

    def send(self, effect: SendMute, host: str) -> None:
        """Send one request to a monitor."""
        self.sent += 1
        if effect.fresh or self._warm.busy:
            self._warm = _Lane()
        lane = self._warm
        warm, lane.busy, lane.open_to = lane.open_to == host, True, host
        flight = self._flights[effect.request] = _Flight(effect, lane)
        trip_s = self._weather.round_trip_s
        there_s = trip_s * (_WARM_TRIPS if warm else _COLD_TRIPS)
        flight.written_at_s = self._clock.now_s + there_s - trip_s / 2
        silence_s = _LIMITS.read_s if warm else min(there_s + _LIMITS.read_s, _LIMITS.overall_s)
        match self._weather.fate(host):
            case Fate.UNREACHABLE if warm:
                self._fail(flight, self._chance.choice((trip_s, silence_s)), Problem.CONNECTION_LOST)
            case Fate.UNREACHABLE:
                self._fail(flight, self._chance.choice((trip_s, _LIMITS.connect_s)), Problem.CONNECTION_FAILED)
            case fate:
                self._travel(flight, host, fate, there_s, silence_s)

    def _travel(self, flight: _Flight, host: str, fate: Fate, there_s: float, silence_s: float) -> None:
        """What becomes of a request for which the way is open."""
        effect, trip_s = flight.effect, self._weather.round_trip_s
        match fate:
            case Fate.LOST:
                self._fail(flight, silence_s, Problem.NO_ANSWER)
            case Fate.REFUSED:
                self._later(flight, there_s + trip_s / 2, _decoded(mute_api.REFUSED))
            case Fate.ANSWER_LOST:
                flight.arrival = self._clock.after(there_s, partial(self._apply, effect, host))
                self._fail(flight, there_s + trip_s / 2, Problem.CONNECTION_LOST)
            case _:
                late_s = self._chance.uniform(0.05, LATEST_S) if fate is Fate.LATE else 0.0
                self._arrives(flight, host, there_s + late_s, trip_s / 2)
                self._fail(flight, silence_s, Problem.NO_ANSWER)

    def abandon(self, request: int) -> None:
        """Close its connection. What is on its way arrives all the same."""
        if flight := self._flights.pop(request, None):
            self._end(flight, broken=True)
            if flight.arrival is not None and self._clock.now_s < flight.written_at_s:
                flight.arrival.drop()

    def _arrives(self, flight: _Flight, host: str, there_s: float, back_s: float) -> None:
        def arrive() -> None:
            code = self._apply(flight.effect, host)
            if self._flights.get(flight.effect.request) is flight:
                self._later(flight, back_s, _decoded(code))

        flight.arrival = self._clock.after(there_s, arrive)

    def _apply(self, effect: SendMute, host: str) -> int:
        extension = None if effect.ivrid else self._extension
        wanted = mute.MuteRequest(effect.mute, extension=extension, ivrid=effect.ivrid)
        request = mute_api.parse(json.loads(mute.encode(wanted, parse_host(host)).body or b""), self.rules)
        assert request is not None
        return mute_api.apply(request, self._phones, self.rules)

    def _fail(self, flight: _Flight, after_s: float, problem: Problem) -> None:
        applied = problem is not Problem.CONNECTION_FAILED
        self._later(flight, after_s, Failed(problem, may_have_applied=applied), broken=True)

    def _later(self, flight: _Flight, after_s: float, answer: Answer, *, broken: bool = False) -> None:
        def tell() -> None:
            self._end(flight, broken=broken)
            del self._flights[flight.effect.request]
            self._on_answer(flight.effect.request, answer)

        flight.plans.append(self._clock.after(after_s, tell))

    def _end(self, flight: _Flight, *, broken: bool) -> None:
        for plan in flight.plans:
            plan.drop()
        flight.lane.busy = False
        if broken and flight.lane is self._warm:
            self._warm = _Lane()


def _decoded(code: int) -> Answer:
    body = json.dumps(mute_api.answer(code, RULES)).encode()
    try:
        return mute.decode(Reply(200, body))
    except WireError as error:
        return error.answer()

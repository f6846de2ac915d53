"""The conditions between the desk and the monitors, which change through the day."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from random import Random

from tests.day.clock import Clock

FIRST, SECOND = "first.invalid", "second.invalid"
MONITORS = (FIRST, SECOND)


class Fate(Enum):
    """What becomes of a mute request."""

    ARRIVES = auto()
    LOST = auto()
    """It never arrives, and nobody says so."""
    ANSWER_LOST = auto()
    """It is carried out, and the connection ends without an answer."""
    LATE = auto()
    """It is carried out late, also if nobody waits any more."""
    REFUSED = auto()
    UNREACHABLE = auto()


@dataclass(frozen=True, slots=True)
class Conditions:
    """What holds for some minutes."""

    round_trip_s: float = 0.05
    lost: float = 0.0
    answer_lost: float = 0.0
    late: float = 0.0
    refused: float = 0.0
    """These four: the part of the mute requests that fares so."""
    push_delay_s: float = 0.0
    """The longest that a live event is on its way within the server."""


LATEST_S = 3.5
"""A late request is carried out at most this long after it arrived; the echoes of a wish make up for so much."""
_ROUND_TRIPS_S = (0.0, 0.01, 0.05, 0.1, 0.25)


@dataclass
class Weather:
    """Conditions, and which monitors cannot be reached."""

    clock: Clock
    chance: Random
    conditions: Conditions = field(default_factory=Conditions)
    down: set[str] = field(default_factory=set)
    troubled_at_s: float = -1000.0
    """When a mute request last met a fault."""
    changed: Callable[[], None] = lambda: None
    is_calm: bool = False

    @property
    def all_down(self) -> bool:
        """Whether the whole network is away."""
        return len(self.down) == len(MONITORS)

    @property
    def round_trip_s(self) -> float:
        """There and back."""
        return self.conditions.round_trip_s

    def begin(self) -> None:
        """Change from now on, again and again."""
        self._turn()
        self._later(self.chance.expovariate(1 / 900), self._outage)
        self._later(self.chance.expovariate(1 / 1800), self._cut)

    def calm(self) -> None:
        """Nothing is wrong any more, nor will be."""
        self.is_calm = True
        self.conditions = Conditions()
        self.down.clear()

    def fate(self, host: str) -> Fate:
        """What becomes of a request that is sent now."""
        fate = Fate.UNREACHABLE if host in self.down else self._drawn()
        if fate is not Fate.ARRIVES:
            self.troubled_at_s = self.clock.now_s
        return fate

    def push_delay_s(self) -> float:
        """How long the next live event waits within the server."""
        return self.chance.uniform(0.0, self.conditions.push_delay_s)

    def _drawn(self) -> Fate:
        drawn, now = self.chance.random(), self.conditions
        for fate, part in (
            (Fate.LOST, now.lost),
            (Fate.ANSWER_LOST, now.answer_lost),
            (Fate.LATE, now.late),
            (Fate.REFUSED, now.refused),
        ):
            if drawn < part:
                return fate
            drawn -= part
        return Fate.ARRIVES

    def _turn(self) -> None:
        """Mostly fair; now and then bad in one way or in all."""
        chance = self.chance
        fair = Conditions(chance.choice(_ROUND_TRIPS_S))
        bad = chance.choices(
            ({}, {"lost": 0.2}, {"answer_lost": 0.2}, {"late": 0.3}, {"refused": 0.05}, {"push_delay_s": 3.0}),
            weights=(10, 2, 2, 2, 1, 3),
        )[0]
        if chance.random() < 0.05:
            bad = {"lost": 0.15, "answer_lost": 0.15, "late": 0.15, "push_delay_s": 1.0}
        self.conditions = replace(fair, **bad)
        self.changed()
        self._later(chance.uniform(120.0, 900.0), self._turn)

    def _outage(self) -> None:
        """One monitor is away."""
        self._take_down({self.chance.choice((FIRST, FIRST, SECOND))}, self.chance.uniform(20.0, 240.0))
        self._later(self.chance.expovariate(1 / 900), self._outage)

    def _cut(self) -> None:
        """The whole network is away."""
        self._take_down(set(MONITORS), self.chance.uniform(1.0, 40.0))
        self._later(self.chance.expovariate(1 / 1800), self._cut)

    def _later(self, delay_s: float, act: Callable[[], None]) -> None:
        def do() -> None:
            if not self.is_calm:
                act()

        self.clock.after(delay_s, do)

    def _take_down(self, hosts: set[str], for_s: float) -> None:
        self.down |= hosts
        self.changed()

        def back() -> None:
            self.down -= hosts
            self.changed()

        self.clock.after(for_s, back)

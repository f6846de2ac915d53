"""The weather of an hour in which everything goes wrong: spells of each fault of the table, outages, and lulls."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from random import Random

from tests.day.clock import Clock
from tests.day.mute_wire import _LIMITS, MuteWire, _Flight
from tests.day.trouble import TROUBLES, Trouble
from tests.day.truth import Truth
from tests.day.weather import FIRST, LATEST_S, MONITORS, SECOND, Conditions, Fate, Weather
from trayapp.core.effects import SendMute
from trayapp.core.events import Accepted, Failed
from trayapp.core.problems import Problem
from trayapp.simulator.phones import PhoneSystem

_BETWEEN_SPELLS_S = 11.0
_SPELL_S = 7.0
_LONG, _LONG_S = 0.06, (25.0, 45.0)
"""The part of the spells in which a wish dies."""
_ALONE = 0.25
"""The part of the requests that meet a fault of their own, outside any spell."""
_LATE_TIMES = 4
"""What is done late is drawn so many times as often as the rest: it is what undoes what came after it."""
_ROUND_TRIPS_S = (0.0, 0.01, 0.05, 0.1, 0.25)


class Storm(Weather):
    """Begins with a lull."""

    def __init__(self, clock: Clock, chance: Random) -> None:
        super().__init__(clock, chance)
        self.met: Counter[str] = Counter()
        """How many requests met each fault of the table."""
        self.is_lull = True
        self._spell: Trouble | None = None
        self._deck: list[Trouble] = []

    def begin(self) -> None:
        """Change from now on, again and again."""
        self._again(60.0, self._turn_over)
        self._again(_BETWEEN_SPELLS_S, self._begin_spell)
        self._again(200.0, lambda: self._take_down({self.chance.choice((FIRST, FIRST, SECOND))}, self._for_s(60.0)))
        self._again(300.0, lambda: self._take_down(set(MONITORS), self._for_s(20.0)))

    def lull(self, *, begins: bool) -> None:
        """Everything is well for a while, or no longer."""
        self.is_lull = begins
        if begins:
            self.conditions, self._spell = Conditions(), None
            self.down.clear()
            self.changed()

    def meets(self) -> Trouble | None:
        """What a request that is sent now meets."""
        trouble = self._spell
        if trouble is None and not self.is_lull and self.chance.random() < _ALONE:
            trouble = self._next()
        if trouble is not None:
            self.met[trouble.name] += 1
            self.troubled_at_s = self.clock.now_s
        return trouble

    def _again(self, mean_s: float, act: Callable[[], None]) -> None:
        def do() -> None:
            if self.is_calm:
                return
            if not self.is_lull:
                act()
            self._again(mean_s, act)

        self.clock.after(self.chance.expovariate(1 / mean_s), do)

    def _for_s(self, longest_s: float) -> float:
        return self.chance.uniform(1.0, longest_s)

    def _turn_over(self) -> None:
        self.conditions = Conditions(
            self.chance.choice(_ROUND_TRIPS_S), push_delay_s=self.chance.choice((0.0, 0.0, 0.0, 2.0))
        )
        self.changed()

    def _next(self) -> Trouble:
        """In an order of chance; all of them before any of them comes again."""
        if not self._deck:
            self._deck = [trouble for trouble in TROUBLES for _ in range(_LATE_TIMES if trouble.late else 1)]
            self.chance.shuffle(self._deck)
        return self._deck.pop()

    def _begin_spell(self) -> None:
        if self._spell is not None:
            return
        spell = self._spell = self._next()
        met = self.met[spell.name]

        def end() -> None:
            if self.met[spell.name] == met:
                self._deck.append(spell)  # nobody has met it
            if self._spell is spell:
                self._spell = None

        is_long = self.chance.random() < _LONG
        self.clock.after(self.chance.uniform(*_LONG_S) if is_long else self.chance.expovariate(1 / _SPELL_S), end)


class StormWire(MuteWire):
    """The wire in a storm, of a program that may end, or fall asleep with its machine, at any moment.

    `truth` is told of what the program cannot know.
    """

    def __init__(  # noqa: PLR0917  (as its base)
        self, clock: Clock, chance: Random, storm: Storm, phones: PhoneSystem, extension: str, truth: Truth
    ) -> None:
        super().__init__(clock, chance, storm, phones, extension, lambda *_: None)
        self.asleep = False
        self.lies = 0
        self.lied: Callable[[], None] = lambda: None
        """Told when a server says that it has paused what it has not."""
        self._storm, self._truth = storm, truth
        self._run = 0

    def told_by(self, answered: Callable[..., None]) -> None:
        """Tell the answers to this one."""
        self._on_answer = answered

    def _travel(self, flight: _Flight, host: str, fate: Fate, there_s: float, silence_s: float) -> None:
        trouble = self._storm.meets() if fate is Fate.ARRIVES else None
        if trouble is None:
            super()._travel(flight, host, fate, there_s, silence_s)
            return
        back_s = self._weather.round_trip_s / 2
        late_s = self._chance.uniform(0.05, LATEST_S) if trouble.late else 0.0
        if trouble.answer is None:
            self._arrives(flight, host, there_s + late_s, back_s)
            self._fail(flight, silence_s, Problem.NO_ANSWER)
            return
        if trouble.applied:
            run = self._run
            apply = partial(self._apply_late, flight.effect, host, run, lied=trouble.lies)
            flight.arrival = self._clock.after(there_s + late_s, apply)
        if trouble.lies:
            self.lies += 1
            lied = self.lied if flight.effect.mute else self._truth.silenced_beyond
            self._clock.after(there_s, lied)
        after_s = there_s + back_s
        if trouble.never_sent:
            after_s = self._chance.choice((0.01, 2 * back_s, _LIMITS.connect_s))
        elif trouble.silent:
            after_s = silence_s
        broken = not isinstance(trouble.answer, Accepted)
        self._later(flight, after_s, trouble.answer, broken=broken)

    def _apply_late(self, effect: SendMute, host: str, run: int, *, lied: bool) -> None:
        self._apply(effect, host)
        if effect.mute and (lied or run != self._run):
            self._truth.silenced_beyond()
        elif not effect.mute:
            self._truth.resumed_late()

    # What becomes of the near end.

    def crash(self) -> None:
        """The program has ended, and all its connections with it. What has left is carried out all the same."""
        self._run += 1
        for request in list(self._flights):
            self.abandon(request)

    def sleep(self) -> None:
        """The machine sleeps."""
        self.asleep = True
        for flight in self._flights.values():
            for plan in flight.plans:
                plan.drop()
            if flight.arrival is not None and self._clock.now_s < flight.written_at_s:
                flight.arrival.drop()

    def wake(self) -> None:
        """No connection has lived through it."""
        self.asleep = False
        for flight in list(self._flights.values()):
            self._later(flight, 0.01, Failed(Problem.CONNECTION_LOST, may_have_applied=True), broken=True)

    def _later(self, flight: _Flight, after_s: float, answer: object, *, broken: bool = False) -> None:
        if not self.asleep:
            super()._later(flight, after_s, answer, broken=broken)  # type: ignore[arg-type]

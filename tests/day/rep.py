"""The rep: looks at the screen now and then, presses at random moments, twice at times, and forgets."""

from collections import Counter
from collections.abc import Callable
from random import Random

from tests.day.clock import Clock
from tests.day.program import Program
from trayapp.core.events import Action
from trayapp.core.view import StateName

LOOKS_EVERY_S = 3.0
_DREAM_S = 25.0


class Rep:
    """Wants something at random; knows no more than what the screen shows."""

    def __init__(
        self,
        clock: Clock,
        chance: Random,
        program: Program,
        *,
        looks_every_s: float = LOOKS_EVERY_S,
        fickle: float = 0.0,
        dreams: float = 0.0,
    ) -> None:
        self.counted: Counter[str] = Counter()
        self._clock, self._chance, self._program = clock, chance, program
        self._looks_every_s = looks_every_s
        self._fickle = fickle
        """How often a wish is followed by its contrary."""
        self._dreams = dreams
        """How often the screen is not looked at for so long that a wish dies."""
        self._forgets = False
        """Whether this pause is left to its clock."""
        self._gone = False

    def begin(self) -> None:
        """Sit down."""
        self._clock.after(self._chance.expovariate(1 / self._looks_every_s), self._look)

    def _look(self) -> None:
        if self._gone:
            return
        dreams = self._dreams and self._chance.random() < self._dreams
        self._clock.after(_DREAM_S if dreams else self._chance.expovariate(1 / self._looks_every_s), self._look)
        match self._program.view.name:
            case StateName.RECORDING | StateName.READY:
                self._maybe(0.16, self._pause)
            case StateName.NO_CALL:
                self._maybe(0.02, self._pause)
            case StateName.PAUSED if self._program.view.resume_due:
                self._maybe(0.10, lambda: self._press(Action.KEEP))
                self._maybe(0.05, lambda: self._press(self._chance.choice((Action.TOGGLE, Action.PAUSE))))
            case StateName.PAUSED | StateName.PAUSING if not self._forgets:
                self._in_a_pause()
            case StateName.NOT_PAUSED | StateName.UNKNOWN:
                self._maybe(0.3, self._pause)
                self._maybe(0.2, lambda: self._press(Action.RESUME))
            case StateName.STILL_PAUSED:
                self._maybe(0.3, lambda: self._press(Action.RESUME))
            case StateName.RESUMING:
                self._maybe(0.05, self._pause)
            case _:
                pass

    def _in_a_pause(self) -> None:
        self._maybe(0.12, lambda: self._press(self._chance.choice((Action.RESUME, Action.TOGGLE))))
        self._maybe(0.02, self._pause)
        self._maybe(0.02, lambda: self._press(Action.RESUME, self._one_call()))

    def _pause(self) -> None:
        self._forgets = self._chance.random() < 0.1
        drawn = self._chance.random()
        if drawn < 0.06:
            self._press(Action.PAUSE, self._one_call())
        else:
            self._press(Action.TOGGLE if drawn < 0.6 else Action.PAUSE)

    def _maybe(self, chance: float, act: Callable[[], None]) -> None:
        if self._chance.random() < chance:
            act()

    def _one_call(self) -> str | None:
        """One of the calls on the screen."""
        calls = [call.ivrid for call in self._program.view.calls or () if call.status.live]
        return self._chance.choice(calls) if calls else None

    def _press(self, action: Action, ivrid: str | None = None) -> None:
        """By chord, by button or by command; at times twice."""
        control = f"{action.name}{self._chance.choice('ab')}" if ivrid is None else "command"
        self._do(action, control, ivrid)
        if self._chance.random() < 0.08:
            self.counted["double presses"] += 1
            self._clock.after(self._chance.uniform(0.02, 0.9), lambda: self._do(action, control, ivrid))

        if self._fickle and self._chance.random() < self._fickle:
            other = Action.PAUSE if action is Action.RESUME else Action.RESUME
            self._clock.after(self._chance.uniform(0.05, 2.0), lambda: self._do(other, other.name, None))

    def _do(self, action: Action, control: str, ivrid: str | None) -> None:
        self.counted["presses"] += 1
        self.counted["presses for one call"] += ivrid is not None
        self._program.press(action, control, ivrid)

    def leaves(self) -> None:
        """Go home, without a look."""
        self._gone = True

    def comes_back(self) -> None:
        """Sit down again."""
        self._gone = False
        self.begin()

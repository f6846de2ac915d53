"""The one clock of a day: it stands still until everything of a moment is done, and then leaps to the next one."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from trayapp.voicenter.timers import Timer


@dataclass(order=True, slots=True)
class Plan:
    """Something to be done at a moment."""

    at_s: float
    number: int
    action: Callable[[], object] = field(compare=False)
    dropped: bool = field(default=False, compare=False)

    def drop(self) -> None:
        """Do not do it."""
        self.dropped = True


class Clock:
    """Times in seconds. `settled` is called after each single thing that was done."""

    def __init__(self) -> None:
        self.now_s = 1000.0
        self.settled: Callable[[], object] = lambda: None
        self._plans: list[Plan] = []
        self._numbers = count()

    def now(self) -> float:
        """The present moment."""
        return self.now_s

    def at(self, moment_s: float, action: Callable[[], object]) -> Plan:
        """Plan something; what is planned for the same moment is done in the order of planning."""
        plan = Plan(max(moment_s, self.now_s), next(self._numbers), action)
        heapq.heappush(self._plans, plan)
        return plan

    def after(self, delay_s: float, action: Callable[[], object]) -> Plan:
        """Plan something for so much later."""
        return self.at(self.now_s + delay_s, action)

    def run(self, until_s: float) -> None:
        """Do everything up to a moment."""
        while self._plans and self._plans[0].at_s <= until_s:
            plan = heapq.heappop(self._plans)
            if plan.dropped:
                continue
            self.now_s = plan.at_s
            plan.action()
            self.settled()
        self.now_s = until_s


class DayTimers:
    """Stands for `trayapp.voicenter.timers.Timers`, whose thread goes by the machine's clock."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def call_at(self, when: float, action: Callable[[], None]) -> Timer:
        """Do `action` at `when`."""
        timer = Timer(action)
        self._clock.at(when, timer.fire)
        return timer

    def close(self, _timeout_s: float) -> bool:
        """There is no thread to end."""
        return True

"""A whole day: everything joined, and what came of it."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.day.clock import Clock
from tests.day.customers import Customers
from tests.day.judge import Judge
from tests.day.link import Network
from tests.day.monitors import Monitors
from tests.day.mute_wire import MuteWire
from tests.day.program import Program
from tests.day.rep import Rep
from tests.day.truth import Truth
from tests.day.weather import FIRST, Weather
from tests.helpers.secrets import EXTENSION
from trayapp.core.effects import SendMute
from trayapp.core.view import StateName
from trayapp.simulator.phones import PhoneSystem
from trayapp.simulator.realtime.sight import SightRules
from trayapp.simulator.rules import RecorderRules

COLLEAGUES = ("Colleag1", "Colleag2")
_EVENING_S = 900.0
"""For a link to come back, and for a pause to end."""


@dataclass
class Report:
    """What came of a day."""

    seed: int
    hours: float
    counted: Counter[str]
    seconds: dict[str, float]
    worst_s: dict[str, float]
    faults: list[str]

    def __str__(self) -> str:
        lines = [f"seed {self.seed}, {self.hours:g} h"]
        lines += [f"{name}: {number}" for name, number in sorted(self.counted.items())]
        lines += [f"{name}: {seconds:.0f} s" for name, seconds in sorted(self.seconds.items())]
        lines += [f"longest, {kind}: {1000 * seconds:.1f} ms" for kind, seconds in sorted(self.worst_s.items())]
        return "\n".join(lines)


class Day:
    """Made of a seed: the same seed, the same day (the tokens that a server makes up excepted)."""

    def __init__(self, seed: int) -> None:
        def chance(purpose: str) -> Random:
            """Of its own for each part, so that one more draw in one does not change the others."""
            return Random(f"{seed} {purpose}")  # noqa: S311  (no secret: a day is repeated by its seed)

        self.seed = seed
        self.clock = clock = Clock()
        self.weather = Weather(clock, chance("weather"))
        self.phones = PhoneSystem(
            (EXTENSION, *COLLEAGUES),
            now=clock.now,
            wall=lambda: dt.datetime(2026, 1, 15, 8).astimezone(),
            random=chance("ids"),
        )
        self.truth = Truth(self.phones, EXTENSION, self.weather, clock.now)
        self.monitors = Monitors(clock, chance("monitors"), self.weather, self.phones, self.truth)
        self.network = Network(clock, chance("network"), self.monitors)
        self.program = Program(self.network, chance("program"), EXTENSION)
        self.wire = MuteWire(clock, chance("wire"), self.weather, self.phones, EXTENSION, self.program.answered)
        self.customers = Customers(clock, chance("customers"), self.phones, EXTENSION, COLLEAGUES)
        self.rep = Rep(clock, chance("rep"), self.program)
        self.judge = Judge(clock, self.weather, self.truth, self.program)
        self._chance = chance("incidents")
        self._incidents: Counter[str] = Counter()
        self._join()

    def _join(self) -> None:
        self.program.send = self._send
        self.program.abandon = self.wire.abandon
        self.program.shown = self.judge.shown
        self.truth.continues = self.judge.pause_goes_on
        self.truth.came = self.judge.call_came
        self.truth.in_sight = lambda: self.program.view.calls is not None
        self.clock.settled = self.judge.settled
        self.weather.changed = self._weather_changed

    def _send(self, effect: SendMute, host: str) -> None:
        asked = "mute" if effect.mute else "unmute"
        self.judge.note(f"request {effect.request}: {asked} {(effect.ivrid or '')[-4:]} at {host}")
        self.wire.send(effect, host)

    # What goes wrong.

    def _weather_changed(self) -> None:
        """What is down breaks its links; and what the vendor leaves open is now so, now otherwise."""
        chance = self._chance
        for host in sorted(self.weather.down):
            self._incidents["links cut"] += self.network.cut(host, silently=chance.random() < 0.3)
        self.phones.rules = RecorderRules(
            mute_survives_hold=chance.random() < 0.7, mute_survives_transfer=chance.random() < 0.3
        )
        self.monitors.payloads.rules = SightRules(
            colleagues=chance.random() < 0.3, flips_after_s=chance.choice((0.0, 0.0, 0.0, 0.3))
        )

    def _every(self, mean_s: float, act: Callable[[], None]) -> None:
        def again() -> None:
            if not self.weather.is_calm:
                act()
                self._every(mean_s, act)

        self.clock.after(self._chance.expovariate(1 / mean_s), again)

    def _drop(self) -> None:
        """The live link ends, mostly with a word."""
        silently = self._chance.random() < 0.1
        self.judge.note("the link is dropped" + (" silently" if silently else ""))
        dropped = self.network.cut(silently=silently)
        self._incidents["links fallen silent" if silently else "links dropped"] += dropped

    def _other_hand(self) -> None:
        """Somebody else resumes all calls."""
        if any(call.muted for call in self.truth.calls.values()):
            self._incidents["other hands"] += 1
            self.judge.note("another hand resumes")
        self.phones.mute_extension(EXTENSION, muted=False)

    # The whole.

    def run(self, hours: float) -> Report:
        """Live through it, and through an evening in which all is well again."""
        with self.program.real_parts():
            self.program.begin()
            self.weather.begin()
            self.customers.begin()
            self.rep.begin()
            self._every(150.0, self._drop)
            self._every(400.0, self._other_hand)
            self.clock.run(self.clock.now_s + hours * 3600.0)
            evening = self._evening()
            self.program.close()
        self.judge.end()
        counted = self.judge.counted + self.customers.counted + self.rep.counted + self.monitors.counted
        counted += self._incidents
        counted["calls"] = self.truth.live_calls
        counted["failovers"] = sum(host != FIRST for host in self.program.connections)
        counted["returns to the first monitor"] = max(self.program.connections.count(FIRST) - 1, 0)
        counted["mute requests"] = self.wire.sent
        counted["steps of the core"] = self.program.steps
        faults = [*self.judge.faults, *evening]
        return Report(self.seed, hours, counted, self.judge.seconds, self.judge.worst_s, faults)

    def _evening(self) -> list[str]:
        """Nothing of the day is left behind: everybody has gone, and what was paused ends by itself."""
        self.weather.calm()
        self.customers.all_leave()
        self.rep.leaves()
        self.clock.run(self.clock.now_s + _EVENING_S)
        program = self.program
        left = {
            f"the screen says {program.view.name}": program.view.name is not StateName.NO_CALL,
            "something is paused, or under way": not program.idle,
            "a pause is written down": program.mark is not None,
            "a press was never answered": bool(program.open_tickets),
        }
        return [f"in the evening: {what}" for what, so in left.items() if so]

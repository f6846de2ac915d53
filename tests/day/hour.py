"""An hour in which everything goes wrong, in storms with lulls between them: and what came of it."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.day.clock import Clock
from tests.day.customers import Customers
from tests.day.desk import Desk
from tests.day.judge import Judge
from tests.day.link import Network
from tests.day.monitors import Monitors
from tests.day.rep import Rep
from tests.day.storm import Storm, StormWire
from tests.day.truth import Truth
from tests.day.whole import COLLEAGUES
from tests.helpers.secrets import EXTENSION
from trayapp.core.effects import SendMute
from trayapp.core.events import Action, Leaving
from trayapp.core.problems import Flaw, Problem
from trayapp.core.view import StateName
from trayapp.simulator.calls import BusyError
from trayapp.simulator.claims import RECORDING_STATES
from trayapp.simulator.mute_api import MuteRules
from trayapp.simulator.phones import PhoneSystem
from trayapp.simulator.realtime.sight import SightRules
from trayapp.simulator.rules import RecorderRules

LULL_S = 75.0
_CALMS_DOWN_S = 30.0
"""Retries of 8 s, a wish's 20 s."""
_WELL_S = 8.0
"""From a press to what it asks for, where nothing is wrong any more."""
_STEP_S = 0.05
_LOOKS_EVERY_S = 1.2
_FICKLE = 0.25
_DREAMS = 0.02
"""A restless rep, who often wants the contrary at once, and then looks elsewhere for long."""
_HASTE = 0.4
"""Customers who talk for half a minute: longer than any fault is good for an excuse."""
_LOGOUT_S = 2.1
"""A session that ends waits no longer for the program (design §6, Leaving)."""
_OWN_FLAWS = frozenset({Flaw.VAULT_LOCKED, Flaw.MARK_NOT_SAVED, Flaw.JOURNAL_NOT_WRITTEN, Flaw.JOURNAL_NOT_SEALED})
_FLAWS = tuple(flaw for flaw in Flaw if flaw not in _OWN_FLAWS and flaw is not Flaw.LIVE_SIGHT_LOST)


@dataclass
class Report:
    """What came of it."""

    seed: int
    counted: Counter[str]
    met: Counter[str]
    """How many requests met each fault of the table."""
    largest: Counter[str]
    sizes: list[int]
    """What the core remembers, in bytes, in each lull."""
    seconds: dict[str, float]
    worst_s: dict[str, float]
    faults: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [f"seed {self.seed}; {sum(self.met.values())} requests met {len(self.met)} faults of the table"]
        lines += [f"{name}: {number}" for name, number in sorted(self.counted.items())]
        lines += [f"{name}: {seconds:.0f} s" for name, seconds in sorted(self.seconds.items())]
        lines += [f"longest, {kind}: {1000 * seconds:.1f} ms" for kind, seconds in sorted(self.worst_s.items())]
        lines += [f"most {name}: {number}" for name, number in sorted(self.largest.items())]
        return "\n".join([*lines, f"bytes in each lull: {self.sizes}"])


class Hour:
    """Made of a seed: the same seed, the same hour (the tokens that a server makes up excepted).

    Args:
        seed: of everything that is left to chance.
        folder: for the program's files.
    """

    def __init__(self, seed: int, folder: Path) -> None:
        def chance(purpose: str) -> Random:
            """Of its own for each part, so that one more draw in one does not change the others."""
            return Random(f"{seed} {purpose}")  # noqa: S311  (no secret: an hour is repeated by its seed)

        self.seed = seed
        self.clock = clock = Clock()
        self.weather = Storm(clock, chance("weather"))
        self.phones = PhoneSystem(
            (EXTENSION, *COLLEAGUES),
            now=clock.now,
            wall=lambda: dt.datetime(2026, 1, 15, 8).astimezone(),
            random=chance("ids"),
        )
        self.truth = Truth(self.phones, EXTENSION, self.weather, clock.now)
        self.monitors = Monitors(clock, chance("monitors"), self.weather, self.phones, self.truth)
        self.network = Network(clock, chance("network"), self.monitors)
        self.desk = Desk(self.network, chance("program"), EXTENSION, folder)
        self.wire = StormWire(clock, chance("wire"), self.weather, self.phones, EXTENSION, self.truth)
        self.customers = Customers(clock, chance("customers"), self.phones, EXTENSION, COLLEAGUES, _HASTE)
        self.rep = Rep(clock, chance("rep"), self.desk, looks_every_s=_LOOKS_EVERY_S, fickle=_FICKLE, dreams=_DREAMS)
        self.judge = Judge(clock, self.weather, self.truth, self.desk)
        self.counted: Counter[str] = Counter()
        self.faults: list[str] = []
        self.sizes: list[int] = []
        self._chance = chance("incidents")
        self._join()

    def _join(self) -> None:
        desk = self.desk
        desk.wire = self.wire
        desk.send, desk.abandon, desk.shown = self._send, self.wire.abandon, self.judge.shown
        desk.dark, desk.lost = self.judge.dark, self.truth.silenced_beyond
        self.wire.told_by(desk.answered)
        self.wire.lied = self._lied
        self.truth.continues = self.judge.pause_goes_on
        self.truth.came = self.judge.call_came
        self.truth.in_sight = lambda: desk.view.calls is not None
        self.clock.settled = self._settled
        self.weather.changed = self._weather_changed

    def _send(self, effect: SendMute, host: str) -> None:
        asked = "mute" if effect.mute else "unmute"
        self.judge.note(f"request {effect.request}: {asked} {(effect.ivrid or '')[-4:]} at {host}")
        self.wire.send(effect, host)

    def _lied(self) -> None:
        self.judge.lied_s = self.clock.now_s

    def _settled(self) -> None:
        self.judge.settled()
        asked_s = self.desk.quit_asked_s
        if asked_s is not None and self.clock.now_s > asked_s + _LOGOUT_S:
            self.desk.quit_asked_s = None
            self._fault("a session that ends is kept waiting")

    def _fault(self, text: str) -> None:
        self.faults.append("\n  ".join([text, *self.judge.trace]))

    # What goes wrong.

    def _weather_changed(self) -> None:
        """What is down breaks its links; and what the vendor leaves open is now so, now otherwise."""
        chance = self._chance
        for host in sorted(self.weather.down):
            self.counted["links cut"] += self.network.cut(host, silently=chance.random() < 0.3)
        self.phones.rules = RecorderRules(
            mute_survives_hold=chance.random() < 0.7, mute_survives_transfer=chance.random() < 0.3
        )
        self.monitors.payloads.rules = SightRules(
            colleagues=chance.random() < 0.3, flips_after_s=chance.choice((0.0, 0.0, 0.0, 0.3))
        )
        self.wire.rules = MuteRules(refuses_repeat=not self.weather.is_lull and chance.random() < 0.1)

    def _every(self, mean_s: float, what: str, act: Callable[[], None]) -> None:
        def do() -> None:
            if not self.weather.is_lull:
                self.judge.note(what)
                self.counted[what] += 1
                act()
            self._every(mean_s, what, act)

        self.clock.after(self._chance.expovariate(1 / mean_s), do)

    def _incidents(self) -> None:
        chance, desk, clock = self._chance, self.desk, self.clock
        self._every(60.0, "links dropped", lambda: self._count_links(silently=chance.random() < 0.2))
        self._every(250.0, "other hands", self._other_hand)
        self._every(150.0, "programs killed", self._kill)
        self._every(200.0, "wishes to leave", self._leave)
        self._every(150.0, "sleeps", self._sleep)
        self._every(120.0, "jumps of the calendar", self._jump)
        self._every(40.0, "flaws of the surroundings", self._flaw)

        def keyring() -> None:
            desk.set_keyring(there=False)
            clock.after(chance.uniform(5.0, 60.0), lambda: desk.set_keyring(there=True))

        def full() -> None:
            desk.disk_is_full = True
            clock.after(chance.uniform(5.0, 60.0), self._disk_is_well)

        self._every(200.0, "times the keyring was gone", keyring)
        self._every(200.0, "times the disk was full", full)

    def _disk_is_well(self) -> None:
        self.desk.disk_is_full = False

    def _count_links(self, *, silently: bool) -> None:
        self.counted["links fallen silent"] += self.network.cut(silently=silently) * silently

    def _other_hand(self) -> None:
        """Somebody else resumes all calls."""
        self.phones.mute_extension(EXTENSION, muted=False)

    def _kill(self) -> None:
        paused = self.desk.running and self.desk.view.name is StateName.PAUSED
        self.counted["programs killed in a pause"] += paused
        self.desk.end()
        if self._chance.random() < 0.2:
            self.desk.boot += "'"
            self.counted["machines started anew"] += 1
        self._start_in(self._chance.uniform(1.0, 30.0))

    def _start_in(self, delay_s: float) -> None:
        def start() -> None:
            if not self.desk.running:
                self.counted["starts"] += 1
                self.desk.begin()

        self.clock.after(delay_s, start)

    def _leave(self) -> None:
        desk = self.desk
        how = self._chance.choice((Leaving.ASK, Leaving.LOGOUT, Leaving.LEAVE_PAUSED, Leaving.RESUME_FIRST))
        self.counted["leaves in a pause"] += desk.running and desk.view.name is StateName.PAUSED
        desk.leave(how)
        if how is Leaving.ASK:
            answer = self._chance.choice((Leaving.STAY, Leaving.RESUME_FIRST, Leaving.LEAVE_PAUSED))
            self.clock.after(2.0, lambda: desk.leave(answer) if desk.view.ask_before_quit else None)
        for delay_s in (10.0, 40.0):  # it may go only when it has resumed
            self._start_in(delay_s)

    def _sleep(self) -> None:
        desk, chance = self.desk, self._chance
        if not desk.running or desk.asleep:
            return
        self.counted["sleeps in a pause"] += desk.view.name is StateName.PAUSED
        desk.sleep(told=chance.random() < 0.5)
        twice = chance.random() < 0.5
        self.clock.after(chance.choice((2.0, 20.0, 60.0)), lambda: desk.wake(twice=twice))

    def _jump(self) -> None:
        """By a second or by a year, forward or back, or by a time zone that was taken for another."""
        self.desk.wall_s += self._chance.choice((1.0, 61.0, 3600.0, 7200.0, 86400.0, 3e7)) * self._chance.choice(
            (1, -1)
        )

    def _flaw(self) -> None:
        flaw, desk = self._chance.choice(_FLAWS), self.desk
        desk.flaw(flaw, present=True)
        self.clock.after(self._chance.uniform(1.0, 30.0), lambda: desk.flaw(flaw, present=False))

    # The whole.

    def run(self, storms: int, storm_s: float) -> Report:
        """Live through so many storms, and the lulls after them."""
        with self.desk.real_parts():
            self.desk.begin()
            self.weather.begin()
            self.customers.begin()
            self.rep.begin()
            self._incidents()
            for number in range(storms):
                self.network.is_shut = number % 2 == 1
                self.network.cut(silently=False)
                self.weather.lull(begins=False)
                self.clock.run(self.clock.now_s + storm_s)
                self._lull()
            self.judge.end()
            self.desk.close()
        counted = self.counted + self.judge.counted + self.customers.counted + self.rep.counted
        counted["calls"] = self.truth.live_calls
        counted["mute requests"] = self.wire.sent
        counted["lies of a server"] = self.wire.lies
        counted["steps of the core"] = self.desk.steps
        counted["records of the journal"] = self.desk.entries
        faults = [*self.judge.faults, *self.faults]
        return Report(
            self.seed,
            counted,
            self.weather.met,
            self.desk.largest,
            self.sizes,
            self.judge.seconds,
            self.judge.worst_s,
            faults,
        )

    def _lull(self) -> None:
        """The faults have ended: a pause and a resume work, and nothing is left of what was."""
        desk, ends_s = self.desk, self.clock.now_s + LULL_S
        self.judge.note("a lull")
        self.weather.lull(begins=True)
        self._disk_is_well()
        desk.set_keyring(there=True)
        desk.wake()
        if not desk.running:
            desk.begin()
        self.rep.leaves()
        self.clock.run(self.clock.now_s + _CALMS_DOWN_S)
        if not desk.running:  # it had waited to leave until it had resumed
            desk.begin()
            self.clock.run(self.clock.now_s + _CALMS_DOWN_S / 2)
        shown = desk.view
        busy = shown.name in (StateName.PAUSING, StateName.RESUMING, StateName.STILL_PAUSED)
        if busy and shown.problem is not Problem.POLARITY:  # that alone is left to the rep
            self._fault(f"in a lull: the screen says {shown.name}, {shown.problem}")
        self._works()
        self.clock.run(max(ends_s, self.clock.now_s + 15.0))
        self.sizes.append(desk.size())
        left = {
            f"the screen says {desk.view.name}": desk.view.name.value not in RECORDING_STATES,
            "something is paused, or under way": not desk.idle,
            "a pause is written down": desk.mark is not None,
            "a press was never answered": bool(desk.open_tickets),
        }
        for what in [what for what, so in left.items() if so]:
            self._fault(f"in a lull: {what}")
        self.rep.comes_back()

    def _works(self) -> None:
        """One press pauses, one resumes, and both of what there is to be heard."""
        with suppress(BusyError):  # there are calls enough
            self.phones.join(EXTENSION)
        self.clock.run(self.clock.now_s + 1.0)
        for action, silenced in ((Action.PAUSE, True), (Action.RESUME, False)):
            self.desk.press(action, action.name)
            if not self._comes(lambda silenced=silenced: self._is_so(silenced=silenced)):  # type: ignore[misc]
                self._fault(f"in a lull: {action.name} does not work")
            self.counted["pauses and resumes in lulls"] += 1
            self.clock.run(self.clock.now_s + 1.0)

    def _is_so(self, *, silenced: bool) -> bool:
        shown = self.desk.view.name
        right = shown is StateName.PAUSED if silenced else shown.value in RECORDING_STATES
        return right and all(call.muted == silenced for call in self.truth.calls.values() if call.on_tape)

    def _comes(self, condition: Callable[[], bool]) -> bool:
        until_s = self.clock.now_s + _WELL_S
        while not condition():
            if self.clock.now_s >= until_s:
                return False
            self.clock.run(self.clock.now_s + _STEP_S)
        return True

"""Faults at random on real sockets, customers who come and go, a rep who presses: no broken promise, and no growth."""

import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from pathlib import Path
from random import Random, SystemRandom
from typing import TYPE_CHECKING

import pytest

from tests.faults.apart import RepApart
from tests.faults.conftest import MakeRep
from tests.faults.rep import Names, Rep, scaled
from tests.faults.rows.answered import LATE_S
from tests.faults.table import FAULTS
from tests.faults.test_stories import next_customer
from tests.helpers import needs
from tests.servers.certificates import Authority
from trayapp.core.events import Action
from trayapp.core.view import Certainty, StateName
from trayapp.simulator.claims import Claim, Disagreement
from trayapp.simulator.tape import Track

if TYPE_CHECKING:
    from tests.faults.fault import Fault

pytestmark = needs.linux

SEED = "RANDOM_FAULTS_SEED"
"""In the environment: the seed that a failed long run has told, to have the same draws again."""
RANDOM_LIMITS = scaled(echo_s=(0.5, 1.0), wish_life_s=1.5)
"""What a server applies late (`LATE_S`), it applies before the first repetition; and wishes die within a story."""
NEW_CALL_S = 3.0
"""Until a call that joins is paused or the doubt shows: two repetitions that wait in vain, with the shortened times."""
HEALED_S = 1.5
DEAD_S = 1.0
"""A request of a wish that has died has been carried out after that, or never will be."""
SLACK_S = 0.15
MINUTES = 10
GROWTH_MIB = 2.0
_BEFORE_S = 6.0
MOST_KEPT = 20
"""Where all is well again: the controls, the host, what was said last."""
PRESSES = (Action.TOGGLE, Action.TOGGLE, Action.PAUSE, Action.PAUSE, Action.RESUME, Action.KEEP)


class Story:
    """Faults come and go while customers and the rep do what they do. Made of a seed: the same seed, the same draws."""

    def __init__(self, rep: Rep, seed: int) -> None:
        self.counted: Counter[str] = Counter()
        self.met: Counter[str] = Counter()
        """How often each fault of the table was there."""
        self.lies: list[tuple[float, float]] = []
        """When the server said that it did what it did not do: then nobody can know."""
        self._rep = rep
        self._chance = Random(seed)  # noqa: S311  (a failed run is repeated by its seed)
        self._deck: list[Fault] = []

    def live(self, seconds: float) -> None:
        """Let them come and go for some time."""
        until = time.monotonic() + seconds
        rep, chance = self._rep, self._chance
        while time.monotonic() < until:
            self._customers()
            with ExitStack() as stack:
                if chance.random() < 0.8:
                    stack.enter_context(self._fault())
                for _ in range(chance.randint(1, 3)):
                    rep.press(chance.choice(PRESSES))
                    self.counted["presses"] += 1
                    rep.run(chance.choice((0.02, 0.1, 0.4, 1.0)))
            rep.run(chance.choice((0.0, 0.1, 0.5)))
            if chance.random() < 0.1:
                self._look(sees=not rep.sees)

    def _customers(self) -> None:
        rep, chance = self._rep, self._chance
        live = [call.ivrid for call in rep.phones.calls() if call.status.live]
        if len(live) < 2 and chance.random() < 0.5:
            rep.note(f"call {rep.call()[-4:]}")
            self.counted["calls"] += 1
        elif live and chance.random() < 0.3:
            rep.phones.hang_up(gone := chance.choice(live))
            rep.note(f"hung up {gone[-4:]}")

    @contextmanager
    def _fault(self) -> Iterator[None]:
        """The next of the table, in an order of chance; all of them before any of them comes again."""
        self._deck = self._deck or self._chance.sample(FAULTS, len(FAULTS))
        fault = self._deck.pop()
        self.met[fault.name] += 1
        began_s = time.monotonic()
        self._rep.note(f"fault: {fault}")
        with fault.put(self._rep):
            yield
        self._rep.note(f"gone: {fault}")
        if fault.lies:
            self.lies.append((began_s, time.monotonic()))

    def _look(self, *, sees: bool) -> None:
        """The live sight comes, or goes."""
        self._rep.sees = sees
        self._rep.note("the calls are seen" if sees else "the calls are not seen")
        if not sees:
            self._rep.see(None)

    def well_again(self) -> None:
        """The faults have gone: one press pauses, one resumes, and nothing waits for the next customer."""
        self._look(sees=False)
        rep = self._rep
        try:
            rep.press(Action.PAUSE)
            rep.shows(StateName.PAUSED)
            rep.press(Action.RESUME)
            rep.shows(StateName.READY)
            next_customer(rep)
        except AssertionError as error:
            raise AssertionError(rep.trace(time.monotonic() - 30.0, time.monotonic())) from error

    # What was promised.

    def broken(self) -> list[Disagreement]:
        """The promises that were broken."""
        wrong = [one for one in self._rep.disagreements(new_call_s=NEW_CALL_S) if not self._lied(one)]
        lasting = [one for one in wrong if one.claimed == StateName.PAUSED or one.length_s > HEALED_S]
        return [*lasting, *self._silenced_by_the_dead()]

    def _lied(self, wrong: Disagreement) -> bool:
        """Whether the server had said something else of it: until it next did what it was asked for."""
        done_at_s = self._rep.recorder.carried_out_at_s
        for from_s, to_s in self.lies:
            true_s = next((at_s for at_s in done_at_s if at_s > to_s + LATE_S + SLACK_S), time.monotonic())
            if from_s <= wrong.from_s and wrong.to_s <= true_s + SLACK_S:
                return True
        return False

    def _silenced_by_the_dead(self) -> list[Disagreement]:
        """Calls that came when a wish had died, or a resume was done, and were silenced before the next press."""
        claims = [*self._rep.claims.all(), Claim(time.monotonic(), "", "", "")]
        found = []
        since_s: float | None = None
        for claim, following in pairwise(claims):
            dead = claim.state == StateName.NOT_PAUSED and claim.certainty == Certainty.NONE
            if not (dead or claim.says_recorded):
                since_s = None
                continue
            since_s = claim.at_s if since_s is None else since_s
            for tape in self._rep.phones.tape():
                from_s, to_s = max(claim.at_s, tape.began_at_s), following.at_s
                if tape.began_at_s > since_s + DEAD_S and tape.seconds(Track.SILENCED, from_s, to_s) > SLACK_S:
                    found.append(Disagreement(tape.ivrid, from_s, to_s, claim.state, Track.SILENCED))
        return [one for one in found if not self._lied(one)]

    def check(self) -> None:
        """No promise was broken; else it is told which, and what happened about that time."""
        told = [f"{one}\n{self._rep.trace(one.from_s - _BEFORE_S, one.to_s + 1.0)}" for one in self.broken()[:3]]
        assert not told, "\n\n".join(told)

    def __str__(self) -> str:
        told = [f"{name}: {number}" for name, number in sorted(self.counted.items())]
        claims = self._rep.claims.all()
        shown = Counter(claim.state for claim in claims)
        return (
            f"{sum(self.met.values())} faults, {len(self.met)} of {len(FAULTS)} of the table; {', '.join(told)}; "
            f"{len(claims)} claims: {dict(shown)}; {len(self.lies)} lies of the server"
        )


def seed_of_the_run() -> int:
    """What the environment says, or any."""
    return int(os.environ.get(SEED) or SystemRandom().randrange(1 << 32))


@pytest.mark.parametrize("seed", [1, 2])
def test_some_seconds(make_rep: MakeRep, seed: int) -> None:
    with make_rep(RANDOM_LIMITS) as rep:
        story = Story(rep, seed)
        story.live(8.0)
        assert story.met
        story.well_again()
        story.check()


@pytest.mark.long
@pytest.mark.timeout(MINUTES * 60 + 600)
def test_ten_minutes(tmp_path: Path, authority: Authority) -> None:
    """The program is a process of its own: what it holds, nobody else does."""
    seed = seed_of_the_run()
    print(f"{SEED}={seed}")  # noqa: T201  (how to have it again, where it fails)
    with RepApart(tmp_path, authority, Names(), RANDOM_LIMITS) as rep:
        story = Story(rep, seed)
        try:
            while len(story.met) < len(FAULTS):  # till then, something is loaded or made for the first time
                story.live(10.0)
            story.well_again()
            before = rep.held()
            for _ in range(MINUTES):
                story.live(60.0)
                story.well_again()
                print(rep.held())  # noqa: T201  (how it grew, where it did)
                story.check()
            after = rep.held()
        finally:
            print(story)  # noqa: T201  (what was exercised)
        assert after.memory_mib - before.memory_mib <= GROWTH_MIB
        assert after.threads <= before.threads
        assert after.files <= before.files
        assert after.kept <= MOST_KEPT

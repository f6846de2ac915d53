"""Killed at any moment of a story: the next start tells the truth as soon as it sees the calls."""

import random
import time

import pytest

from tests.program.conftest import MakeDesk
from tests.program.desk import MACHINE_S, START_S, TOGGLE, WAIT_S, Desk, Program
from trayapp.core.view import StateName
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop

pytestmark = [pytest.mark.desktop, pytest.mark.long, pytest.mark.timeout(1800)]

TIMES = 50
TRUTH_S = 2.0
"""From the moment at which the link is up."""
MOST_CALLS = 2


def is_true(state: str, muted: list[bool]) -> bool:
    """Whether a state says what the recorder does; one that leaves it open does not."""
    match state:
        case StateName.PAUSED:
            return bool(muted) and all(muted)
        case StateName.RECORDING:
            return bool(muted) and not any(muted)
        case StateName.NO_CALL:
            return not muted
        case _:
            return False


def act(desk: Desk, chance: random.Random) -> None:
    """One thing that a rep or a customer does."""
    live = [call.ivrid for call in desk.simulation.phones.calls() if call.status.live]
    what = chance.choice(["toggle", "toggle", "toggle", "call", "hang up"])
    if what == "call" and len(live) < MOST_CALLS:
        desk.call()
    elif what == "hang up" and live:
        desk.simulation.phones.hang_up(chance.choice(live))
    else:
        desk.desktop.key(TOGGLE)


def learn_both_values(desk: Desk, program: Program) -> None:
    """Only a source that has shown both values of the recorder's state may contradict (design §7)."""
    desk.call()
    program.shows(StateName.RECORDING)
    desk.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED, certainty="verified")
    time.sleep(0.6)
    desk.desktop.key(TOGGLE)
    program.shows(StateName.RECORDING)


def test_every_restart_tells_the_truth(program_desktop: VirtualDesktop, make_desk: MakeDesk) -> None:
    desk = make_desk(program_desktop, realtime=True)
    seed = random.SystemRandom().randrange(1 << 32)
    chance = random.Random(seed)  # noqa: S311  (no secret: a failed run is repeated by its seed)
    program = desk.ready_to_see()
    learn_both_values(desk, program)
    for number in range(TIMES):
        for _ in range(chance.randint(1, 5)):
            act(desk, chance)
            time.sleep(chance.choice([0.0, 0.02, 0.1, 0.5, 0.7]))
        time.sleep(chance.uniform(0.0, 0.12))
        program.kill()
        program = desk.start()
        until(lambda p=program: p.status().get("calls") is not None, START_S, "the link")  # type: ignore[misc]  # a default
        up_s = time.monotonic()

        def true(of: Program = program) -> bool:
            return is_true(of.state, desk.muted())

        try:
            until(true, WAIT_S, "the truth")
        except TimeoutError:
            pytest.fail(f"seed {seed}, kill {number}: says {program.status()}, the recorder: {desk.muted()}")
        assert time.monotonic() - up_s < TRUTH_S + MACHINE_S, f"seed {seed}, kill {number}"
        assert not [wrong for wrong in desk.disagreements(program) if wrong.claimed == StateName.PAUSED]

"""Hours of work in some minutes: many pauses on one run of the program, without growth and without a lie."""

import random
import time

import pytest

from tests.program.desk import PAUSE, START_S, Desk, Program
from tests.program.held import held
from trayapp.core.view import StateName

pytestmark = [pytest.mark.desktop, pytest.mark.long, pytest.mark.timeout(1200)]

CYCLES = 4000
WARM_UP = 60
"""After this many, everything has been loaded that is loaded only once."""
GROWTH_MIB = 2.0


def cycle(desk: Desk, program: Program, chance: random.Random) -> None:
    """A pause and a resume, by chord or command, by a server that is now and then slow or refuses."""
    faults = chance.choices(({}, {"mute_delay_s": 0.2}, {"refuse": True}), weights=(8, 1, 1))[0]
    desk.simulation.set_faults(**faults)
    if chance.random() < 0.5:
        desk.desktop.key(PAUSE)
    else:
        program.ask("pause", wait_s=5.0)
    if faults.get("refuse"):
        program.shows(StateName.NOT_PAUSED)
    else:
        program.shows(StateName.PAUSED)
        assert desk.muted() == [True]
    desk.simulation.monitor.faults.clear()
    program.ask("resume", wait_s=5.0)
    program.shows(StateName.READY)
    assert desk.muted() == [False]


def test_many_pauses_leave_nothing_behind(desk: Desk) -> None:
    assert desk.set_up().code == 0
    program = desk.start_plainly()
    program.shows(StateName.READY, timeout_s=START_S)
    desk.call()
    chance = random.Random(9)  # noqa: S311  (the same run every time)
    for number in range(CYCLES):
        if number == WARM_UP:
            time.sleep(5.0)
            before = held(program)
        cycle(desk, program, chance)
    time.sleep(5.0)  # the lanes that were replaced last have ended by then
    after = held(program)
    assert after.memory_mib - before.memory_mib <= GROWTH_MIB
    assert after.threads <= before.threads
    assert after.files <= before.files

"""The calls seen live: what is shown of them, and the pause that follows them."""

import time

import pytest

from tests.program.conftest import MakeDesk
from tests.program.desk import MACHINE_S, TOGGLE, Desk, pace
from trayapp.core.view import StateName
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


@pytest.fixture
def seeing(program_desktop: VirtualDesktop, make_desk: MakeDesk) -> Desk:
    return make_desk(program_desktop, realtime=True)


def test_the_half_minute_with_the_calls_in_sight(seeing: Desk) -> None:
    """No call, a call, a pause that is read back, a second call that joins, a resume, the end."""
    assert seeing.set_up().code == 0
    program = seeing.start()
    program.shows(StateName.NO_CALL)
    first = seeing.call()
    program.shows(StateName.RECORDING)
    seeing.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED, certainty="verified")
    joined_s = time.monotonic()
    second = seeing.call()
    seeing.await_muted([True, True])
    assert seeing.recorded_s(second, joined_s) < MACHINE_S
    program.shows(StateName.PAUSED, certainty="verified")
    pace()
    seeing.desktop.key(TOGGLE)
    program.shows(StateName.RECORDING)
    assert seeing.muted() == [False, False]
    for ivrid in (first, second):
        seeing.simulation.phones.hang_up(ivrid)
    program.shows(StateName.NO_CALL)
    until(lambda: not seeing.disagreements(program), what="the screen and the tape to agree")


def test_one_call_of_two_is_paused_by_command(seeing: Desk) -> None:
    program = seeing.ready_to_see()
    first, second = seeing.call(), seeing.call()
    program.shows(StateName.RECORDING)
    until(lambda: len(program.status()["calls"] or []) == 2, what="both calls to be seen")
    assert seeing.run("pause", "--call", first).code == 1, "the other one is recorded"
    program.shows(StateName.NOT_PAUSED)
    assert program.status()["problem"]["code"] == "some_calls"
    assert seeing.muted() == [True, False]
    assert seeing.run("pause", "--call", second).code == 0
    program.shows(StateName.PAUSED)
    assert seeing.run("resume", "--call", first).code == 0
    program.shows(StateName.NOT_PAUSED)
    assert seeing.muted() == [False, True]
    assert seeing.run("resume").code == 0
    program.shows(StateName.RECORDING)
    assert seeing.muted() == [False, False]
    assert seeing.run("pause", "--call", "nobodys").code == 1

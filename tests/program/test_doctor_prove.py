"""The proof by command: refused where it could meet a customer, and honest about what it has shown."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.program.conftest import MakeDesk
from tests.program.desk import START_S, Desk
from trayapp.core.view import StateName
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


@pytest.fixture
def seeing(program_desktop: VirtualDesktop, make_desk: MakeDesk) -> Desk:
    return make_desk(program_desktop, realtime=True)


def test_nothing_is_begun_without_being_asked_for(desk: Desk) -> None:
    desk.ready()
    desk.call()
    refused = desk.run("doctor", "--prove")
    assert (refused.code, refused.out) == (1, "")
    assert "--test-call" in refused.err
    assert desk.run("doctor", "--test-call").code == 2
    assert desk.mutes() == []


def test_a_proof_needs_the_program_and_a_set_up(desk: Desk) -> None:
    assert desk.run("doctor", "--prove", "--test-call").code == 3
    desk.start().shows(StateName.NOT_SET_UP, timeout_s=START_S)
    assert desk.run("doctor", "--prove", "--test-call").code in (1, 4)
    assert desk.mutes() == []


def test_no_proof_without_a_call_or_with_two(seeing: Desk) -> None:
    program = seeing.ready_to_see()
    none = seeing.run("doctor", "--prove", "--test-call")
    assert (none.code, "no call is live" in none.err) == (1, True)
    seeing.call()
    seeing.call()
    until(lambda: len(program.status()["calls"]) == 2, what="two calls")
    two = seeing.run("doctor", "--prove", "--test-call")
    assert (two.code, "more than one call" in two.err) == (1, True)
    assert seeing.mutes() == []


def test_no_proof_in_a_pause(desk: Desk) -> None:
    desk.ready()
    desk.call()
    assert desk.run("pause").code == 0
    refused = desk.run("doctor", "--prove", "--test-call")
    assert refused.code == 1
    assert "a pause is under way" in refused.err
    assert desk.muted() == [True]
    assert desk.run("resume").code == 0


def test_without_a_sight_it_pauses_for_ten_seconds_and_asks_to_listen(desk: Desk) -> None:
    program = desk.ready()
    call = desk.call()
    began_s = time.monotonic()
    asked = desk.run("doctor", "--prove", "--test-call")
    assert asked.code == 1
    assert "Nothing has shown whether the recording was silent" in asked.err
    assert "listen to the recording" in asked.err
    assert desk.muted() == [False]
    silent_s = time.monotonic() - began_s - desk.recorded_s(call, began_s)
    assert 9.5 < silent_s < 13.0
    assert not program.status()["proven"]


def test_by_snapshots_alone(program_desktop: VirtualDesktop, make_desk: MakeDesk) -> None:
    """They are not asked for while nothing is paused, so the proof has to ask first."""
    desk = make_desk(program_desktop, active_calls=True)
    program = desk.ready()
    desk.call()
    proof = desk.run("doctor", "--prove", "--test-call")
    assert proof.code == 0, proof.err
    assert program.status()["proven"]


def test_a_source_that_never_shows_a_pause_proves_nothing(seeing: Desk) -> None:
    program = seeing.ready_to_see()
    seeing.simulation.set_rules(sight={"shows_mute": False})
    seeing.call()
    program.shows(StateName.RECORDING)
    asked = seeing.run("doctor", "--prove", "--test-call")
    assert asked.code == 1
    assert "shown as being recorded all the while" in asked.err
    assert not program.status()["proven"]


def test_a_second_call_ends_the_proof(seeing: Desk) -> None:
    program = seeing.ready_to_see()
    seeing.call()
    program.shows(StateName.RECORDING)
    with ThreadPoolExecutor() as pool:
        proof = pool.submit(seeing.run, "doctor", "--prove", "--test-call")
        seeing.await_muted([True])
        seeing.call()
        done = proof.result()
    assert done.code == 1
    assert "a second call came in" in done.err
    seeing.await_muted([False, False])
    assert not program.status()["proven"]


def test_the_end_of_the_call_ends_the_proof(seeing: Desk) -> None:
    program = seeing.ready_to_see()
    call = seeing.call()
    program.shows(StateName.RECORDING)
    with ThreadPoolExecutor() as pool:
        proof = pool.submit(seeing.run, "doctor", "--prove", "--test-call")
        seeing.await_muted([True])
        seeing.simulation.phones.hang_up(call)
        done = proof.result()
    assert done.code == 1
    assert "the call ended too early" in done.err


def test_a_pause_that_fails_proves_nothing(desk: Desk) -> None:
    desk.ready()
    desk.call()
    desk.simulation.set_faults(refuse=True)
    done = desk.run("doctor", "--prove", "--test-call")
    assert done.code == 1
    assert "the pause failed" in done.err

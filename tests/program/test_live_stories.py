"""Stories of live calls, each played against the simulator's own socket and a real socket.io 2.x server."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import needs
from tests.helpers.secrets import EXTENSION, OTHER_EXTENSION
from tests.program.desk import MACHINE_S, PAUSE, START_S, TOGGLE, Program, pace
from tests.program.live_stages import STAGES, LiveStage
from trayapp.core.limits import Limits
from trayapp.core.view import StateName
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(300)]

BACK_S = 40.0
"""A lost link comes back at random within 15 s; the rest is patience."""
SILENCE_S = 15.0


@pytest.fixture(params=[name if name == "simulator" else pytest.param(name, marks=needs.node) for name in STAGES])
def stage(request: pytest.FixtureRequest, program_desktop: VirtualDesktop, tmp_path: Path) -> Iterator[LiveStage]:
    with STAGES[request.param](program_desktop, tmp_path) as made:
        yield made


def started(stage: LiveStage) -> Program:
    """The program with the calls in sight, and none there."""
    program = stage.program()
    program.shows(StateName.NO_CALL, timeout_s=START_S)
    return program


def paused(stage: LiveStage, program: Program) -> float:
    """Press, and wait for the read-back. The moment of the press."""
    pressed_s = time.monotonic()
    stage.desk.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED, certainty="verified")
    return pressed_s


def resumed(stage: LiveStage, program: Program) -> None:
    pace()
    stage.desk.desktop.key(TOGGLE)
    program.shows(StateName.RECORDING)
    assert not any(stage.desk.muted())


def alarms(program: Program, since_s: float) -> list[dict[str, Any]]:
    """The views since a moment that say that the recording runs on."""
    return [view for view in program.views() if view["at_s"] >= since_s and view["state"] == StateName.NOT_PAUSED]


def test_a_call_comes_and_goes(stage: LiveStage) -> None:
    program = started(stage)
    phones = stage.desk.simulation.phones
    phones.join(OTHER_EXTENSION)
    ivrid = phones.ring(EXTENSION, OTHER_EXTENSION)
    until(lambda: len(program.status()["calls"]) == 1, what="the call to be seen")
    assert program.state == StateName.NO_CALL
    phones.answer(ivrid, EXTENSION)
    program.shows(StateName.RECORDING)
    phones.hang_up(ivrid)
    program.shows(StateName.NO_CALL, calls=[])
    phones.connect(EXTENSION)  # talking at once, and never answered
    program.shows(StateName.RECORDING)
    assert stage.links() == 1
    assert not stage.disagreements(program)


def test_a_pause_is_verified_by_a_read_back(stage: LiveStage) -> None:
    program = started(stage)
    stage.desk.call()
    program.shows(StateName.RECORDING)
    pressed_s = paused(stage, program)
    assert [call["muted"] for call in program.status()["calls"]] == [True]
    states = [view["state"] for view in program.views() if view["at_s"] >= pressed_s]
    assert states[0] in (StateName.PAUSING, StateName.PAUSED)
    assert StateName.NOT_PAUSED not in states
    resumed(stage, program)
    assert not stage.disagreements(program)


def test_a_second_call_that_joins_in_a_pause_is_paused_at_once(stage: LiveStage) -> None:
    program = started(stage)
    first = stage.desk.call()
    program.shows(StateName.RECORDING)
    paused(stage, program)
    joined_s = time.monotonic()
    second = stage.desk.simulation.phones.connect(EXTENSION)
    told = program.await_view(joined_s, state=StateName.NOT_PAUSED)
    assert told["problem"] == "new_call"
    assert told["at_s"] - joined_s < MACHINE_S
    program.shows(StateName.PAUSED, certainty="verified")
    assert stage.desk.muted() == [True, True]
    assert stage.desk.recorded_s(second, joined_s) < MACHINE_S
    assert stage.desk.recorded_s(first, joined_s) == 0
    assert not stage.disagreements(program)


@pytest.mark.parametrize("new_first", [False, True], ids=["old goes first", "new comes first"])
def test_a_call_that_is_transferred_in_a_pause_stays_paused(stage: LiveStage, *, new_first: bool) -> None:
    program = started(stage)
    old = stage.desk.call()
    program.shows(StateName.RECORDING)
    paused(stage, program)
    since = program.status()["paused_since"]
    transferred_s = time.monotonic()
    new = stage.desk.simulation.phones.transfer(old, EXTENSION, attended=True, new_first=new_first)
    assert new is not None
    until(lambda: [call["ivrid"] for call in program.status()["calls"]] == [new], what="the new name")
    program.shows(StateName.PAUSED, certainty="verified", paused_since=since)
    assert stage.desk.muted() == [True]
    assert stage.desk.recorded_s(new, transferred_s) < MACHINE_S
    resumed(stage, program)
    assert not stage.disagreements(program)


def test_a_conference_in_a_pause_stays_paused(stage: LiveStage) -> None:
    program = started(stage)
    phones = stage.desk.simulation.phones
    first, second = stage.desk.call(), stage.desk.call()
    phones.hold(first)
    program.shows(StateName.RECORDING)
    until(lambda: len(program.status()["calls"]) == 2, what="both calls to be seen")
    paused(stage, program)
    began_s = time.monotonic()
    assert phones.conference(EXTENSION) == 2
    until(lambda: {call["status"] for call in program.status()["calls"]} == {"talking"}, what="the conference")
    program.shows(StateName.PAUSED, certainty="verified")
    assert not alarms(program, began_s)
    assert [stage.desk.recorded_s(ivrid, began_s) for ivrid in (first, second)] == [0, 0]
    assert not stage.disagreements(program)


@pytest.mark.parametrize("survives", [True, False], ids=["the pause survives", "the recorder forgets"])
def test_a_call_that_is_held_in_a_pause_is_paused_when_it_is_back(stage: LiveStage, *, survives: bool) -> None:
    stage.desk.simulation.set_rules(recorder={"mute_survives_hold": survives})
    program = started(stage)
    ivrid = stage.desk.call()
    program.shows(StateName.RECORDING)
    paused(stage, program)
    began_s = time.monotonic()
    for _ in range(3):
        stage.desk.simulation.phones.hold(ivrid)
        until(lambda: program.status()["calls"][0]["status"] == "hold", what="the hold to be seen")
        assert program.state == StateName.PAUSED
        stage.desk.simulation.phones.unhold(ivrid)
        until(lambda: program.status()["calls"][0]["status"] == "talking", what="the call to be back")
        program.shows(StateName.PAUSED, certainty="verified")
        assert stage.desk.muted() == [True]
    assert bool(alarms(program, began_s)) is not survives
    assert stage.desk.recorded_s(ivrid, began_s) < 3 * MACHINE_S
    assert not stage.disagreements(program)


def test_the_last_hang_up_ends_the_pause(stage: LiveStage) -> None:
    program = started(stage)
    first, second = stage.desk.call(), stage.desk.call()
    program.shows(StateName.RECORDING)
    until(lambda: len(program.status()["calls"]) == 2, what="both calls to be seen")
    paused(stage, program)
    stage.desk.simulation.phones.hang_up(first)
    until(lambda: len(program.status()["calls"]) == 1, what="the first call to be over")
    program.shows(StateName.PAUSED, certainty="verified")
    ended_s = time.monotonic()
    stage.desk.simulation.phones.hang_up(second)
    program.shows(StateName.NO_CALL, paused_since=None, resumes_at=None)
    program.await_view(ended_s, notice="call_ended")
    sent = len(stage.desk.mutes())
    third = stage.desk.call()
    program.shows(StateName.RECORDING)
    assert stage.desk.muted() == [False], third
    assert True not in stage.desk.mutes()[sent:]
    assert not stage.disagreements(program)


def test_someone_else_s_hand_is_answered_once_and_then_the_rep_decides(stage: LiveStage) -> None:
    program = started(stage)
    stage.desk.call()
    program.shows(StateName.RECORDING)
    paused(stage, program)
    phones = stage.desk.simulation.phones
    hand_s = time.monotonic()
    phones.mute_extension(EXTENSION, muted=False)
    told = program.await_view(hand_s, state=StateName.NOT_PAUSED)
    assert told["problem"] == "other_hand"
    assert told["at_s"] - hand_s < MACHINE_S
    program.shows(StateName.PAUSED, certainty="verified")
    sent = len(stage.desk.mutes())
    phones.mute_extension(EXTENSION, muted=False)
    program.shows(StateName.NOT_PAUSED)
    time.sleep(Limits().evidence_after_s)  # for what is not to come
    assert program.status()["problem"]["code"] == "other_hand"
    assert stage.desk.mutes()[sent:] == []
    stage.desk.desktop.key(PAUSE)
    program.shows(StateName.PAUSED, certainty="verified")
    resumed(stage, program)
    assert not stage.disagreements(program)


def test_a_pause_that_the_recorder_does_not_follow_is_an_alarm(stage: LiveStage) -> None:
    """The state values are the other way round from some moment on: accepted, and contradicted by the calls."""
    program = started(stage)
    stage.desk.call()
    program.shows(StateName.RECORDING)
    paused(stage, program)  # the source has shown both values: from now on it can contradict
    resumed(stage, program)
    stage.desk.simulation.set_rules(mute={"mute_value": "0"})
    pace()
    pressed_s = time.monotonic()
    stage.desk.desktop.key(TOGGLE)
    told = program.await_view(pressed_s, state=StateName.NOT_PAUSED, problem="contradicted")
    assert told["at_s"] - pressed_s < Limits().evidence_after_s + Limits().live_reassert_interval_s
    stage.desk.simulation.set_rules(mute={"mute_value": "1"})
    stage.desk.desktop.key(PAUSE)
    program.shows(StateName.PAUSED, certainty="verified")


def test_a_call_that_reads_paused_after_its_resume_is_an_alarm(stage: LiveStage) -> None:
    program = started(stage)
    stage.desk.call()
    program.shows(StateName.RECORDING)
    paused(stage, program)
    sent = len(stage.desk.mutes())
    stage.desk.simulation.set_rules(mute={"mute_value": "0"})
    pace()
    pressed_s = time.monotonic()
    stage.desk.desktop.key(TOGGLE)
    told = program.await_view(pressed_s, state=StateName.STILL_PAUSED, problem="polarity")
    assert told["at_s"] - pressed_s < Limits().evidence_after_s + Limits().live_reassert_interval_s
    sent += 1 + Limits().contradicted_resends
    until(lambda: len(stage.desk.mutes()) == sent, what="the resume to be sent again")
    time.sleep(2 * Limits().evidence_after_s)  # for what is not to come
    assert len(stage.desk.mutes()) == sent
    assert {view["state"] for view in program.views() if view["at_s"] >= told["at_s"]} == {StateName.STILL_PAUSED}
    stage.desk.simulation.set_rules(mute={"mute_value": "1"})
    assert stage.desk.run("resume").code == 0
    program.shows(StateName.RECORDING)
    assert stage.desk.muted() == [False]


@pytest.mark.parametrize("in_pause", [False, True], ids=["recording", "paused"])
def test_a_lost_link_is_said_and_comes_back(stage: LiveStage, *, in_pause: bool) -> None:
    program = started(stage)
    first = stage.desk.call()
    program.shows(StateName.RECORDING)
    if in_pause:
        paused(stage, program)
    dropped_s = time.monotonic()
    stage.drop_link()
    lost = program.await_view(dropped_s, warnings={"live_sight_lost": "connection_lost"})
    assert (lost["state"], lost["certainty"]) in ((StateName.READY, "none"), (StateName.PAUSED, "accepted"))
    second = stage.desk.call()
    if in_pause:
        program.shows(StateName.PAUSED, certainty="verified", timeout_s=BACK_S)
        assert {view["state"] for view in alarms(program, dropped_s)} <= {StateName.NOT_PAUSED}
        stage.desk.await_muted([True, True])
    else:
        program.shows(StateName.RECORDING, timeout_s=BACK_S)
    until(lambda: program.warnings() == {}, what="the warning to go")
    assert {call["ivrid"] for call in program.status()["calls"]} == {first, second}
    assert stage.links() == 2


def test_another_version_is_refused_in_words(stage: LiveStage) -> None:
    stage.desk.allow_log(r"the login was refused \(version\)")
    stage.name_version("4.7.4")
    program = stage.program()
    program.shows(StateName.READY, timeout_s=START_S, calls=None)
    until(lambda: program.warnings() == {"login_refused": "version"}, START_S, "the refusal")
    stage.desk.call()
    stage.desk.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED, certainty="accepted")
    assert stage.desk.muted() == [True]
    assert stage.links() == 0
    assert not stage.disagreements(program)


def test_silence_on_a_bad_token_is_noticed(stage: LiveStage) -> None:
    program = started(stage)
    stage.desk.call()
    program.shows(StateName.RECORDING)
    paused(stage, program)  # so that the link is tried again at once
    stage.forget_tokens()
    dropped_s = time.monotonic()
    stage.drop_link()
    refused = program.await_view(
        dropped_s, timeout_s=3 * SILENCE_S, warnings={"live_sight_lost": "token_refused"}, certainty="accepted"
    )
    assert refused["at_s"] - stage.silences()[0] < SILENCE_S
    program.shows(StateName.PAUSED, certainty="verified", timeout_s=BACK_S)
    assert stage.links() == 2
    assert not alarms(program, dropped_s)
    assert not stage.disagreements(program)


def test_a_token_is_renewed_without_a_gap(stage: LiveStage) -> None:
    stage.shorten_tokens(40)  # renewed when half a minute old: no sooner, whatever it says of itself
    program = started(stage)
    ivrid = stage.desk.call()
    program.shows(StateName.RECORDING)
    paused(stage, program)
    verified_s = time.monotonic()
    until(lambda: stage.links() == 2, 2 * BACK_S, "the second link")
    assert stage.renewals() == 1
    stage.desk.simulation.phones.hold(ivrid)
    until(lambda: program.status()["calls"][0]["status"] == "hold", what="the second link to show the calls")
    assert [view["certainty"] for view in program.views() if view["at_s"] > verified_s] in ([], ["verified"])
    assert program.warnings() == {}
    assert not stage.disagreements(program)

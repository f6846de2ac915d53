"""A pause that did not take: said within a second and a half, in every way in which it can fail; and the way back."""

import time
from typing import Any

import pytest

from tests.program.desk import MACHINE_S, PAUSE, START_S, TOGGLE, WAIT_S, Desk, pace
from trayapp.core.view import StateName
from trayapp.simulator.until import until

pytestmark = pytest.mark.desktop

ALARM_S = 1.5
"""Promise 2 of the design: from the press to the alarm."""


@pytest.mark.parametrize(
    ("faults", "codes"),
    [
        pytest.param({"refuse": True}, {"refused"}, id="refused"),
        pytest.param({"http_status": 403}, {"forbidden"}, id="403"),
        pytest.param({"http_status": 429}, {"too_many_requests"}, id="429"),
        pytest.param({"http_status": 503}, {"server_error"}, id="503"),
        pytest.param({"http_status": 302}, {"redirected", "http_status"}, id="302"),
        pytest.param({"lose_answer": True}, {"connection_lost"}, id="the answer is lost"),
        pytest.param({"black_hole": True}, {"no_answer"}, id="no answer"),
        pytest.param({"mute_delay_s": 3.5}, {"no_answer"}, id="too late an answer"),
        pytest.param("cut", {"connection_failed", "connection_lost"}, id="network cut"),
    ],
)
def test_the_alarm_comes_in_time_says_why_and_ends(desk: Desk, faults: Any, codes: set[str]) -> None:
    """Never `paused` meanwhile; once the server works again, a pause holds and a resume ends it."""
    program = desk.ready()
    desk.call()
    if faults == "cut":
        desk.simulation.cut_network()
    else:
        desk.simulation.set_faults(**faults)
    pressed_s = time.monotonic()
    desk.desktop.key(TOGGLE)
    alarm = program.await_view(pressed_s, state=StateName.NOT_PAUSED)
    assert alarm["at_s"] - pressed_s < ALARM_S + MACHINE_S
    assert alarm["problem"] in codes
    assert alarm["framed"]
    assert not any(view["state"] == StateName.PAUSED for view in program.views())
    status = program.status()
    assert status["problem"]["text"]
    assert status["certainty"] in ("none", "asked")
    if faults == "cut":
        desk.simulation.join_network()
    desk.simulation.monitor.faults.clear()
    pace()
    desk.desktop.key(PAUSE)
    program.shows(StateName.PAUSED)
    assert desk.muted() == [True]
    assert desk.run("resume").code == 0
    assert desk.muted() == [False]
    assert not desk.disagreements(program)


def test_a_pause_is_caught_up_on_while_its_wish_lives(desk: Desk) -> None:
    """The network comes back some seconds after the press: the alarm turns into a pause by itself."""
    program = desk.ready()
    desk.call()
    desk.simulation.cut_network()
    desk.desktop.key(TOGGLE)
    program.shows(StateName.NOT_PAUSED)
    desk.simulation.join_network()
    program.shows(StateName.PAUSED)
    assert desk.muted() == [True]


def test_a_wish_that_died_never_fires_later(desk: Desk) -> None:
    """What it may have muted is taken back as soon as the server can be reached; then nothing is silenced any more."""
    program = desk.ready(wish_life_s=4.0)
    call = desk.call()
    desk.simulation.set_faults(black_hole=True)
    desk.desktop.key(TOGGLE)
    died = program.await_view(state=StateName.NOT_PAUSED, problem="wish_died")
    assert died["certainty"] == "none"
    desk.simulation.set_faults(black_hole=False)
    until(lambda: desk.mutes()[-1:] == [False], WAIT_S, "state 0")
    back_s = time.monotonic()
    time.sleep(2.0)
    assert desk.muted() == [False]
    assert desk.recorded_s(call, back_s) > 1.9
    assert not any(view["state"] == StateName.PAUSED for view in program.views())
    assert program.state == StateName.NOT_PAUSED, "the rep has yet to act"
    desk.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED)


def test_a_resume_that_fails_says_so_and_goes_on_until_it_is_answered(desk: Desk) -> None:
    """`still_paused` in time, and recorded again as soon as the server can be reached."""
    program = desk.ready()
    desk.call()
    desk.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED)
    pace()
    desk.simulation.cut_network()
    pressed_s = time.monotonic()
    desk.desktop.key(TOGGLE)
    alarm = program.await_view(pressed_s, state=StateName.STILL_PAUSED)
    assert alarm["at_s"] - pressed_s < ALARM_S + MACHINE_S
    assert desk.muted() == [True]
    desk.simulation.join_network()
    program.shows(StateName.READY)
    assert desk.muted() == [False]


def test_a_paused_link_that_goes_dead_is_shown_in_doubt(desk: Desk) -> None:
    """Two repetitions without an answer: still paused, but a new call would be recorded; and back."""
    program = desk.ready(reassert_interval_s=1.0)
    desk.call()
    desk.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED)
    desk.simulation.cut_network()
    program.shows(StateName.PAUSED, problem={"code": "link_in_doubt", "text": until(lambda: _text(desk), WAIT_S)})
    assert program.await_view(look="doubt", state=StateName.PAUSED)["framed"]
    desk.simulation.join_network()
    program.shows(StateName.PAUSED, problem=None)


def _text(desk: Desk) -> str:
    problem = desk.programs[-1].status().get("problem") or {}
    return str(problem.get("text", ""))


def test_a_server_that_is_not_trusted_is_never_spoken_to(desk: Desk) -> None:
    """Without the certificate authority: the alarm says so, and no request has reached the server."""
    assert desk.set_up(ca_file=None).code == 0
    program = desk.start()
    program.shows(StateName.READY, timeout_s=START_S)
    desk.call()
    pressed_s = time.monotonic()
    desk.desktop.key(TOGGLE)
    alarm = program.await_view(pressed_s, state=StateName.NOT_PAUSED)
    assert alarm["at_s"] - pressed_s < ALARM_S + MACHINE_S
    assert alarm["problem"] == "certificate"
    assert desk.muted() == [False]
    assert not desk.simulation.monitor.log.entries()


def test_a_pause_that_is_forgotten_resumes_by_itself(desk: Desk) -> None:
    """It is announced before, can be kept by the chord, and ends at its time."""
    program = desk.ready(maximum_pause_s=6.0, countdown_s=2.0)
    desk.call()
    pressed_s = time.monotonic()
    desk.desktop.key(TOGGLE)
    due = program.await_view(state=StateName.PAUSED, look="resume-due")
    assert 4.0 - 0.1 <= due["at_s"] - pressed_s < 4.0 + MACHINE_S
    pace()
    desk.desktop.key(PAUSE)
    program.await_view(due["at_s"], state=StateName.PAUSED, look="paused")
    again = program.await_view(due["at_s"] + 1.0, state=StateName.PAUSED, look="resume-due")
    assert again["at_s"] - due["at_s"] > 3.5
    assert desk.muted() == [True]
    program.await_view(notice="resumed_by_clock", state=StateName.READY)
    assert desk.muted() == [False]

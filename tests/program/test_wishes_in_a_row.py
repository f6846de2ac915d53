"""A hundred wishes in ten seconds, to and fro, by chord and by command: the last one is what holds."""

import time
from typing import Any

import pytest

from tests.program.desk import PAUSE, START_S, Desk, Program
from trayapp.core.view import StateName
from trayapp.simulator.until import until

pytestmark = pytest.mark.desktop

WISHES = 100
SPAN_S = 10.0
RESUME = "ctrl+shift+F11"
LATE_S = 3.0
"""How late the server carries out a request, at most."""
SETTLED_S = LATE_S + 6.0
"""Then nothing that was asked for before is still on its way; the last repetition leaves five seconds after."""


def with_a_resume_chord(desk: Desk, **limits: Any) -> Program:
    """The program with three chords."""
    assert desk.set_up().code == 0
    file = desk.home / "settings" / "settings.toml"
    file.write_text(file.read_text().replace('resume_chord = ""', 'resume_chord = "Ctrl+Shift+F11"'))
    program = desk.start(**limits)
    program.shows(StateName.READY, timeout_s=START_S)
    return program


def wish(desk: Desk, number: int, *, pause: bool) -> None:
    """One wish: by command every fifth time of each kind, by chord otherwise.

    A command is waited for until it is handed over; so the wishes arrive in the order in which they are made.
    """
    if number % 10 in (4, 7):
        assert desk.run("pause" if pause else "resume", "--wait", "0").code == 0
    else:
        desk.desktop.key(PAUSE if pause else RESUME)


def wish_to_and_fro(desk: Desk, *, pause_last: bool) -> float:
    """All wishes, evenly spread. The moment of the last."""
    began_s = time.monotonic()
    for number in range(WISHES):
        time.sleep(max(0.0, began_s + number * SPAN_S / WISHES - time.monotonic()))
        wish(desk, number, pause=(WISHES - 1 - number) % 2 == 0 if pause_last else (WISHES - 1 - number) % 2 == 1)
    last_s = time.monotonic()
    assert last_s - began_s < SPAN_S + 2.0, "the machine was too slow to wish so fast"
    return last_s


@pytest.mark.parametrize("pause_last", [True, False], ids=["pause last", "resume last"])
@pytest.mark.parametrize("late_s", [0.0, LATE_S], ids=["prompt server", "late server"])
def test_the_last_wish_holds_on_server_and_screen(desk: Desk, *, pause_last: bool, late_s: float) -> None:
    """Whatever older requests are still on their way, or are carried out in the wrong order."""
    program = with_a_resume_chord(desk)
    call = desk.call()
    if late_s:
        desk.simulation.set_faults(apply_late_most_s=late_s)
    last_s = wish_to_and_fro(desk, pause_last=pause_last)
    wanted = StateName.PAUSED if pause_last else StateName.READY
    program.shows(wanted, timeout_s=SETTLED_S)
    if late_s:
        # Nothing is left that could still land: from here on, what is shown and what is so must agree for good.
        time.sleep(max(0.0, last_s + SETTLED_S - time.monotonic()))
    until(lambda: desk.muted() == [pause_last], SETTLED_S, "the server to do as last wished")
    settled_s = time.monotonic()
    time.sleep(1.0)
    assert desk.muted() == [pause_last]
    assert program.state == wanted
    recorded_s = desk.recorded_s(call, settled_s)
    assert recorded_s == 0.0 if pause_last else recorded_s > 0.9
    if not late_s:
        assert not desk.disagreements(program)


def test_the_newest_wish_does_not_wait_for_an_older_one(desk: Desk) -> None:
    """A resume leaves at once while the pause before it is still unanswered, and what lands late is taken back."""
    program = with_a_resume_chord(desk)
    desk.call()
    desk.simulation.set_faults(mute_delay_s=5.0)
    desk.desktop.key(PAUSE)
    until(lambda: desk.muted() == [True], what="the pause to be carried out")
    began_s = time.monotonic()
    desk.desktop.key(RESUME)
    program.shows(StateName.READY)
    assert time.monotonic() - began_s < 2.5
    assert desk.muted() == [False]

"""The half minute: a chord pauses, a second call joins, a chord resumes; nothing else changes for the other window."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.program.desk import CARD, MACHINE_S, PAUSE, TOGGLE, WAIT_S, Desk, Program, pace
from trayapp.core.view import StateName
from trayapp.simulator.text_window import TextWindow
from trayapp.simulator.until import until
from trayapp.ui.frame import WIDTH

pytestmark = pytest.mark.desktop

NEW_CALL_S = 3.0
"""A call that appears while paused, blind, is paused within this time (design §2)."""
AMBER, RED, WHITE = "#fdb022", "#b42318", "#ffffff"


def pill_colour(program: Program) -> str:
    """The ground of the pill, at its left edge."""
    pill = next(w for w in program.windows() if not w.managed and w.height > 2 * WIDTH and w.width > 100)
    return program.desk.pixel(pill.x + 5, pill.y + pill.height // 2)


def test_the_half_minute(desk: Desk) -> None:
    """The whole of it, with the card number typed elsewhere, and the screen's claims held against the tape."""
    with TextWindow(desk.desktop) as crm:
        program = desk.ready()
        first = desk.call()
        desk.desktop.type("May I have the number? ")
        focus = desk.desktop.focused_window(), desk.desktop.active_window()
        assert focus == (crm.window, crm.window)

        pressed_s = time.monotonic()
        desk.desktop.key(TOGGLE)
        program.shows(StateName.PAUSED, certainty="accepted", calls=None, demo=True)
        paused_s = program.await_view(pressed_s, state=StateName.PAUSED)["at_s"]
        assert desk.muted() == [True]
        assert paused_s - pressed_s < 1.5 + MACHINE_S
        assert desk.recorded_s(first, paused_s) == 0
        for character in CARD:
            desk.desktop.type(character)
        assert (desk.desktop.focused_window(), desk.desktop.active_window()) == focus

        joined_s = time.monotonic()
        second = desk.call()
        desk.await_muted([True, True], timeout_s=NEW_CALL_S + MACHINE_S)
        assert desk.recorded_s(second, joined_s) < NEW_CALL_S + MACHINE_S
        assert program.state == StateName.PAUSED

        desk.desktop.key(TOGGLE)
        program.shows(StateName.READY, certainty="none", paused_since=None, resumes_at=None)
        assert desk.muted() == [False, False]
        desk.desktop.type(" Thank you.")
        crm.await_text(f"May I have the number? {CARD} Thank you.")
        assert (desk.desktop.focused_window(), desk.desktop.active_window()) == focus
        assert desk.recorded_s(first, paused_s, joined_s) == 0
        assert not desk.disagreements(program)


def test_the_status_tells_the_times_of_the_pause(desk: Desk) -> None:
    """`paused_since` and `resumes_at` by the calendar in UTC, whatever the rep's time zone; the maximum apart."""
    program = desk.ready()
    desk.call()
    assert desk.run("pause").code == 0
    status = program.status()
    since, until_ = (datetime.fromisoformat(status[name]) for name in ("paused_since", "resumes_at"))
    assert since.utcoffset() == timedelta(0)
    assert abs(datetime.now(UTC) - since) < timedelta(seconds=10)
    assert until_ - since == timedelta(seconds=180)
    assert status["problem"] is None
    assert status["proven"] is False


@pytest.mark.parametrize("full_screen", [False, True], ids=["window", "full screen"])
def test_every_character_arrives_while_pill_frame_and_alarm_appear(desk: Desk, *, full_screen: bool) -> None:
    """Typing goes on through every change of the screen, and the pill stays visible above everything."""
    program = desk.ready()
    desk.call()
    with TextWindow(desk.desktop, full_screen=full_screen) as crm:
        typed = ""

        def type_while(state: StateName) -> None:
            nonlocal typed
            for _ in range(40):
                desk.desktop.type(CARD)
                typed += CARD
                assert desk.desktop.focused_window() == desk.desktop.active_window() == crm.window
                if program.state == state:
                    break
            program.shows(state)
            desk.desktop.type(CARD)
            typed += CARD

        desk.desktop.key(TOGGLE)
        type_while(StateName.PAUSED)
        until(lambda: pill_colour(program) == AMBER, WAIT_S, "the pill to be seen paused")
        size = desk.desktop.client.width, desk.desktop.client.height
        edges = ((size[0] // 2, 2), (size[0] // 2, size[1] - 3), (2, size[1] // 2), (size[0] - 3, size[1] // 2))
        for edge in edges:
            until(lambda at=edge: desk.pixel(*at) == AMBER, WAIT_S, f"the frame at {edge}")  # type: ignore[misc]  # a lambda's default
        pace()
        desk.desktop.key(TOGGLE)
        type_while(StateName.READY)
        until(lambda: desk.pixel(*edges[0]) != AMBER, WAIT_S, "the frame to go")
        desk.simulation.set_faults(refuse=True)
        desk.desktop.key(PAUSE)
        type_while(StateName.NOT_PAUSED)
        until(lambda: pill_colour(program) in (RED, WHITE), WAIT_S, "the pill to be seen alarmed")
        until(lambda: desk.pixel(*edges[0]) == RED, WAIT_S, "the frame of the alarm")
        assert [w.title for w in program.windows() if w.managed] == []
        crm.await_text(typed)
        assert desk.desktop.focused_window() == desk.desktop.active_window() == crm.window
    desk.simulation.set_faults(refuse=False)


def test_the_pill_is_clicked_without_taking_the_focus(desk: Desk) -> None:
    """Its body pauses and never resumes; its labelled area resumes; the other window keeps the keys."""
    with TextWindow(desk.desktop) as crm:
        program = desk.ready()
        desk.call()
        pill = program.widgets("pill")["state"]
        desk.desktop.click(pill["x"], pill["y"])
        program.shows(StateName.PAUSED)
        sent = len(desk.mutes())
        pace()
        program.press("state", "pill")
        until(lambda: len(desk.mutes()) > sent, what="the pause to be sent again")
        assert program.shows(StateName.PAUSED)
        pace()
        program.press("offer.resume", "pill")
        program.shows(StateName.READY)
        assert desk.muted() == [False]
        assert not any(desk.mutes()[-1:])
        desk.desktop.type(CARD)
        crm.await_text(CARD)


def test_a_second_customer_is_never_silenced_by_a_pause_that_ended(desk: Desk) -> None:
    """After the resume a new call is recorded, from its first second and for good."""
    program = desk.ready()
    first = desk.call()
    desk.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED)
    desk.simulation.phones.hang_up(first)
    pace()
    desk.desktop.key(TOGGLE)
    program.shows(StateName.READY)
    second = desk.call()
    began_s = time.monotonic()
    time.sleep(2 * NEW_CALL_S / 3)
    assert desk.recorded_s(second, 0.0) >= time.monotonic() - began_s - 0.1
    assert desk.muted() == [False]

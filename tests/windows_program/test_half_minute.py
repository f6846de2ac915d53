"""The half minute on Windows: real chords, another window that is typed into, and the tape of the recorder."""

import time

import pytest

from tests.program.desk import CARD, MACHINE_S, TOGGLE, WAIT_S, pace
from tests.windows_program.desk import Notepad, WindowsDesk

pytestmark = [pytest.mark.wine, pytest.mark.timeout(300)]

NEW_CALL_S = 3.0
"""A call that appears while paused, blind, is paused within this time (design §2)."""


def test_the_half_minute(windows_desk: WindowsDesk) -> None:
    """Pause, a card number typed elsewhere, a second call, resume: the screen's claims held against the tape."""
    desk = windows_desk
    program = desk.ready()
    notepad = Notepad(desk)
    first = desk.call()
    desk.hands.type("May I have the number? ")

    pressed_s = time.monotonic()
    desk.hands.key(TOGGLE)
    paused = program.shows("paused", since_s=pressed_s - MACHINE_S)
    assert paused["certainty"] == "accepted"
    desk.await_muted([True])
    assert desk.recorded_s(first, paused["at_s"] + MACHINE_S) == 0
    for character in CARD:
        desk.hands.type(character)
    assert notepad.has_keyboard

    joined_s = time.monotonic()
    second = desk.call()
    desk.await_muted([True, True], NEW_CALL_S + MACHINE_S)
    assert desk.recorded_s(second, joined_s) < NEW_CALL_S + MACHINE_S
    assert program.state == "paused"

    pace()
    desk.hands.key(TOGGLE)
    program.shows("ready")
    desk.await_muted([False, False])
    desk.hands.type(" Thank you.")
    typed = f"May I have the number? {CARD} Thank you."
    deadline_s = time.monotonic() + WAIT_S
    while notepad.text != typed and time.monotonic() < deadline_s:
        time.sleep(0.1)
    assert notepad.text == typed
    assert notepad.has_keyboard
    assert not desk.disagreements(program)

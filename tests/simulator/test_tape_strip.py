"""The strip's arithmetic, and that it draws what it is given."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from trayapp.simulator.calls import PhoneStatus
from trayapp.simulator.tape import CallTape, Stretch, Track
from trayapp.simulator.tape_strip import PIXELS_PER_S, Bar, Picture, Row, TapeStrip, bars, clock_text, is_visible

R, S = Track.RECORDED, Track.SILENCED
CALL = CallTape("a", "x", (Stretch(0, 10, R), Stretch(10, 15, S), Stretch(15, 20, R)), 0.0, 20.0, ended=False)
ENDED = CallTape("a", "x", (Stretch(0, 20, R),), 0.0, 20.0, ended=True)


def test_now_is_the_right_edge() -> None:
    width = 30 * PIXELS_PER_S
    assert list(bars(CALL, 20.0, width)) == [
        Bar(10 * PIXELS_PER_S, 20 * PIXELS_PER_S, R),
        Bar(20 * PIXELS_PER_S, 25 * PIXELS_PER_S, S),
        Bar(25 * PIXELS_PER_S, 30 * PIXELS_PER_S, R),
    ]


def test_what_is_too_old_is_cut_off() -> None:
    assert list(bars(CALL, 20.0, 8 * PIXELS_PER_S)) == [
        Bar(0.0, 3 * PIXELS_PER_S, S),
        Bar(3 * PIXELS_PER_S, 8 * PIXELS_PER_S, R),
    ]
    assert list(bars(ENDED, 60.0, 10 * PIXELS_PER_S)) == []


@pytest.mark.parametrize(("tape", "now_s", "visible"), [(CALL, 999.0, True), (ENDED, 29.0, True), (ENDED, 31.0, False)])
def test_ended_calls_leave_at_the_left(tape: CallTape, now_s: float, *, visible: bool) -> None:
    assert is_visible(tape, now_s, 10 * PIXELS_PER_S) is visible


def test_clock_text() -> None:
    assert [clock_text(seconds) for seconds in (0, 9.99, 60, 725)] == ["0:00", "0:09", "1:00", "12:05"]


def drawn(qtbot: QtBot, direction: Qt.LayoutDirection) -> tuple[TapeStrip, QImage]:
    strip = TapeStrip()
    qtbot.addWidget(strip)
    strip.setLayoutDirection(direction)
    row = Row("Call 1", CALL, PhoneStatus.TALKING)
    strip.show_picture(Picture((row,), 20.0, datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)))
    strip.resize(strip.sizeHint())
    return strip, strip.grab().toImage()


def is_red(colour: QColor) -> bool:
    return colour.red() > 200 and colour.green() < 130 and colour.blue() < 130


def is_amber_or_hatch(colour: QColor) -> bool:
    return colour.red() > colour.green() > colour.blue() and not is_red(colour)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_colours_and_places(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    strip, image = drawn(qtbot, direction)
    scale = image.devicePixelRatio()
    tape = strip._tape_area()

    def at(age_s: float) -> QColor:
        x = (tape.right() - age_s * PIXELS_PER_S) * scale
        return image.pixelColor(int(x), int((tape.top() + 24) * scale))

    assert is_red(at(2.0))
    assert is_red(at(13.0))
    assert is_amber_or_hatch(at(7.5))
    assert not is_red(at(25.0))
    row = {at(5.5 + step / 40).name() for step in range(160)}
    assert len(row) > 2, "the silenced part has a pattern, not a colour alone"
    assert (tape.left() > 0) is (direction is Qt.LayoutDirection.LeftToRight)


def test_a_screen_reader_is_told_who_is_recorded(qtbot: QtBot) -> None:
    strip, _ = drawn(qtbot, Qt.LayoutDirection.LeftToRight)
    assert strip.accessibleDescription() == "Call 1: talking, Recorded"
    strip.show_picture(Picture())
    assert strip.accessibleDescription() == "No call yet"

"""The frame's strips."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication, QRegion
from pytestqt.qtbot import QtBot

from tests.ui.marks import offscreen
from trayapp.core.view import Tone
from trayapp.ui.frame import WIDTH, Frame, edges

pytestmark = offscreen


@pytest.mark.parametrize("screen", [QRect(0, 0, 800, 600), QRect(-1920, -200, 1920, 1080)])
def test_the_strips_go_round_a_screen_without_overlapping(screen: QRect) -> None:
    strips = edges(screen)
    whole = QRegion()
    for strip in strips:
        assert not whole.intersects(strip)
        whole += strip
    assert whole == QRegion(screen) - QRegion(screen.adjusted(WIDTH, WIDTH, -WIDTH, -WIDTH))


def test_it_shows_changes_colour_and_goes(qtbot: QtBot) -> None:
    frame = Frame()
    assert not frame.strips
    frame.show_tone(Tone.PAUSED)
    shown = frame.strips
    assert len(shown) == 4 * len(QGuiApplication.screens())
    for strip in shown:
        assert strip.isVisible()
        assert strip.windowFlags() & Qt.WindowType.WindowTransparentForInput
        assert strip.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
        assert strip.grab().toImage().pixelColor(3, 3).name() == "#fdb022"
    frame.show_tone(Tone.ALARM)
    assert frame.strips == shown, "the same windows, in another colour"
    assert shown[0].grab().toImage().pixelColor(3, 3).name() == "#b42318"
    frame.show_tone(None)
    assert not frame.strips
    assert not any(strip.isVisible() for strip in shown)

"""What moves stands still where the person has asked the desktop for less motion, and says as much."""

import weakref

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.marks import offscreen
from tests.ui.test_screen import VALUES, window
from tests.ui.views import NOW_S, VIEWS
from trayapp.ui import blink
from trayapp.ui.blink import Blink
from trayapp.ui.screen import Screen

pytestmark = offscreen


class Asked:
    """A desktop that is asked."""

    def __init__(self, *, less: bool) -> None:
        self.less = less
        self.looks = 0

    def reduced(self) -> bool:
        return self.less

    def look(self) -> None:
        self.looks += 1


def test_nothing_turns_where_less_is_asked_for(qtbot: QtBot) -> None:
    motion = Asked(less=True)
    still = Blink(None, motion)
    turns: list[bool] = []
    still.changed.connect(turns.append)
    still.set_running(True)
    qtbot.wait(3 * blink.PHASE_MS)
    assert not still.running
    assert turns == []
    still.set_running(False)
    assert turns == []


def test_a_change_counts_from_the_next_movement_on(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blink, "_LOOK_MS", 0)
    motion = Asked(less=False)
    moving = Blink(None, motion)
    qtbot.waitUntil(lambda: motion.looks == 1)
    moving.set_running(True)
    assert moving.running
    motion.less = True
    moving.set_running(True)
    assert moving.running, "what moves is not stopped between two phases"
    moving.set_running(False)
    qtbot.waitUntil(lambda: motion.looks == 2)
    moving.set_running(True)
    assert not moving.running


def test_many_movements_leave_nothing_behind_but_one_look(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blink, "_LOOK_MS", 200)
    motion = Asked(less=False)
    moving = Blink(None, motion)
    held = weakref.getweakrefcount(motion)
    for running in (True, False) * 50:
        moving.set_running(running)
    qtbot.waitUntil(lambda: motion.looks == 1)
    qtbot.wait(300)
    assert motion.looks == 1
    assert weakref.getweakrefcount(motion) == held


def test_the_alarm_stands_still_and_is_as_loud(qapp: QApplication, qtbot: QtBot) -> None:
    screen = Screen(
        application=qapp,
        clock=lambda: NOW_S,
        values=VALUES,
        places={},
        secret_place="",
        motion=Asked(less=True),
        is_tray_available=lambda: False,
    )
    screen.render(VIEWS["not paused"])
    qapp.processEvents()
    pill = window("pill")
    first = pill.grab().toImage()
    qtbot.wait(2 * blink.PHASE_MS)
    assert pill.grab().toImage() == first
    assert first.pixelColor(8, first.height() // 2).name() == "#b42318"
    screen.close()
    qapp.processEvents()

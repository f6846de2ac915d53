"""The tray's menu before, while and after it is open, its tooltip and click, and the wait for a tray."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QMenu, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from tests.ui.marks import offscreen
from tests.ui.views import VIEWS
from trayapp.core.problems import Problem
from trayapp.core.view import View
from trayapp.ui import words
from trayapp.ui.tray import CLOSED_MS, FREQUENT_LOOKS, LOOK_MS, SELDOM_MS, Tray

pytestmark = offscreen

RECORDING, PAUSED = VIEWS["recording"], VIEWS["paused, accepted"]


def looking(tray: Tray) -> QTimer:
    """What has a missing tray looked for."""
    timer = tray.findChild(QTimer, "look")
    assert timer is not None
    return timer


class Filled:
    """A tray, and with what its menu was filled."""

    def __init__(self, view: View) -> None:
        self.views: list[View] = []
        self._view = view
        self.tray = Tray(self._fill, is_available=lambda: True)
        self.tray.render(view)
        assert self.tray.icon
        self.menu = self.tray.icon.contextMenu()

    def render(self, view: View) -> None:
        self._view = view
        self.tray.render(view)

    def _fill(self, opened: QMenu) -> None:
        opened.clear()
        opened.addAction("a line")
        self.views.append(self._view)


@pytest.fixture
def filled(qtbot: QtBot) -> Iterator[Filled]:
    made = Filled(RECORDING)
    yield made
    made.tray.close()
    qtbot.wait(0)


def test_the_trays_menu_is_ready_before_it_opens(qtbot: QtBot, filled: Filled) -> None:
    """Where what it offers has changed; not for each word, of which the clock is one."""
    filled.render(replace(RECORDING, elapsed_s=5.0, demo=True))
    filled.render(PAUSED)
    qtbot.waitUntil(lambda: filled.views == [RECORDING, PAUSED])
    filled.menu.aboutToShow.emit()
    assert filled.views == [RECORDING, PAUSED, PAUSED]


@pytest.mark.parametrize(
    "changes",
    [{"problem": Problem.CONNECTION_LOST}, {"calls": ()}, {"covered": frozenset()}, {"verified": frozenset()}],
    ids=lambda changes: next(iter(changes)),
)
def test_what_changes_a_line_about_a_call_fills_the_menu_again(
    qtbot: QtBot, filled: Filled, changes: dict[str, Any]
) -> None:
    view = replace(VIEWS["some calls"], verified=VIEWS["some calls"].covered)
    filled.render(view)
    qtbot.waitUntil(lambda: filled.views[-1] == view)
    filled.render(replace(view, **changes))
    qtbot.waitUntil(lambda: filled.views[-1] == replace(view, **changes))


def test_the_trays_menu_stands_still_while_it_is_open_and_for_a_moment_after(qtbot: QtBot, filled: Filled) -> None:
    filled.menu.aboutToShow.emit()
    filled.render(PAUSED)
    qtbot.wait(50)
    filled.menu.aboutToHide.emit()
    filled.menu.aboutToShow.emit()
    assert filled.views == [RECORDING, RECORDING, PAUSED]
    filled.render(RECORDING)
    qtbot.wait(CLOSED_MS + 300)
    assert filled.views[3:] == [], "opened again, it is no longer closing"
    filled.menu.aboutToHide.emit()
    qtbot.wait(50)
    assert filled.views[3:] == []
    qtbot.waitUntil(lambda: filled.views[3:] == [RECORDING], timeout=5 * CLOSED_MS)


def test_the_trays_menu_has_closed_when_a_line_was_chosen(qtbot: QtBot, filled: Filled) -> None:
    """Some hosts of the tray do not tell it."""
    filled.menu.aboutToShow.emit()
    filled.render(PAUSED)
    filled.menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: filled.views == [RECORDING, RECORDING, PAUSED])


def test_a_menu_of_which_a_host_tells_no_end_is_taken_for_closed_in_time(
    qtbot: QtBot, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trayapp.ui.tray.OPEN_MS", 100)
    filled.menu.aboutToShow.emit()
    filled.render(PAUSED)
    qtbot.waitUntil(lambda: filled.views == [RECORDING, RECORDING, PAUSED])


def test_a_menu_that_qt_shows_stands_still_as_long_as_it_is_shown(
    qtbot: QtBot, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("trayapp.ui.tray.OPEN_MS", 100)
    filled.menu.popup(QPoint(0, 0))
    filled.render(PAUSED)
    qtbot.wait(400)
    assert filled.views == [RECORDING, RECORDING]
    filled.menu.hide()
    qtbot.waitUntil(lambda: filled.views == [RECORDING, RECORDING, PAUSED])


def test_a_missing_tray_is_looked_for_and_only_while_it_is_missing(qtbot: QtBot) -> None:
    there = False
    tray = Tray(QMenu.clear, is_available=lambda: there)
    timer = looking(tray)
    assert not timer.isActive(), "nothing to show yet"
    tray.render(VIEWS["recording"])
    assert timer.isActive()
    assert timer.interval() == LOOK_MS
    assert tray.icon is None
    for _ in range(FREQUENT_LOOKS):
        assert timer.interval() == LOOK_MS
        timer.timeout.emit()
    assert timer.interval() == SELDOM_MS, "it will hardly come any more"
    there = True
    with qtbot.waitSignal(tray.available_changed) as seen:
        tray.look_for_tray()
    assert seen.args == [True]
    assert not timer.isActive()
    assert tray.icon is not None
    there = False
    tray.look_for_tray()
    assert timer.interval() == LOOK_MS, "it may come back soon"
    tray.close()


def test_a_tray_that_has_gone_is_noticed_when_calm_returns(qtbot: QtBot) -> None:
    there = True
    tray = Tray(QMenu.clear, is_available=lambda: there)
    tray.render(VIEWS["paused, accepted"])
    assert tray.available
    there = False
    with qtbot.waitSignal(tray.available_changed) as seen:
        tray.render(VIEWS["recording"])
    assert seen.args == [False]
    there = True
    tray.look_for_tray()
    assert tray.available
    tray.close()


@pytest.mark.usefixtures("qtbot")
def test_the_tooltip_begins_with_the_programs_name_and_says_the_state_without_a_clock() -> None:
    tray = Tray(QMenu.clear, is_available=lambda: True)
    for view in VIEWS.values():
        tray.render(view)
        assert tray.icon
        tip = tray.icon.toolTip()
        assert tip.startswith(f"Recording Pause: {words.state(view)}")
        assert words.order(view) in tip
        assert tip.endswith("DEMO") == view.demo
    tray.close()


@pytest.mark.usefixtures("qtbot")
def test_the_icon_changes_only_when_the_look_does() -> None:
    tray = Tray(QMenu.clear, is_available=lambda: True)
    tray.render(VIEWS["not paused"])
    assert tray.icon
    first = tray.icon.icon().cacheKey()
    tray.render(VIEWS["not paused"])
    assert tray.icon.icon().cacheKey() == first
    tray.set_phase(True)
    assert tray.icon.icon().cacheKey() != first
    tray.close()


def test_only_a_plain_click_counts(qtbot: QtBot) -> None:
    tray = Tray(QMenu.clear, is_available=lambda: True)
    tray.render(VIEWS["recording"])
    clicks: list[bool] = []
    tray.clicked.connect(lambda: clicks.append(True))
    assert tray.icon
    reasons = QSystemTrayIcon.ActivationReason
    for reason in (reasons.Context, reasons.MiddleClick, reasons.DoubleClick, reasons.Trigger):
        tray.icon.activated.emit(reason)
    assert clicks == [True]
    tray.close()


def test_a_tray_that_is_all_there_is_is_looked_after(qtbot: QtBot) -> None:
    there = True
    tray = Tray(QMenu.clear, is_available=lambda: there)
    timer = looking(tray)
    tray.render(VIEWS["recording"])
    assert not timer.isActive()
    tray.need(True)  # noqa: FBT003  (one flag is all there is to say)
    assert timer.isActive()
    there = False
    with qtbot.waitSignal(tray.available_changed) as seen:
        tray.look_for_tray()
    assert seen.args == [False]
    tray.need(False)  # noqa: FBT003
    assert timer.isActive(), "it is missing"
    there = True
    tray.look_for_tray()
    assert not timer.isActive()
    tray.need(True)  # noqa: FBT003
    tray.close()
    assert not timer.isActive()

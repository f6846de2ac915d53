"""Menu content by state, the tray's tooltip and click, and the wait for a tray."""

import weakref
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from tests.ui.marks import offscreen
from tests.ui.views import NOW_S, VIEWS
from trayapp.core.problems import Problem
from trayapp.core.view import Offer, StateName, View
from trayapp.ui import menu, words
from trayapp.ui.tray import CLOSED_MS, FREQUENT_LOOKS, LOOK_MS, SELDOM_MS, Tray

pytestmark = offscreen

RECORDING, PAUSED = VIEWS["recording"], VIEWS["paused, accepted"]


class Heard:
    """What the items of a menu did."""

    def __init__(self) -> None:
        self.said: list[object] = []
        self.callbacks = menu.MenuCallbacks(
            take=lambda offered, control: self.said.append((offered, control)),
            take_one=lambda offered, control, ivrid: self.said.append([offered, control, ivrid]),
            clock=lambda: NOW_S,
            open_panel=lambda: self.said.append("panel"),
            open_settings=lambda: self.said.append("settings"),
            tell_exposure=lambda control: self.said.append(f"heard at {control}"),
            quit=lambda: self.said.append("quit"),
        )


def actions(opened: QMenu) -> list[QAction]:
    return [action for action in opened.actions() if not action.isSeparator()]


def looking(tray: Tray) -> QTimer:
    """What has a missing tray looked for."""
    timer = tray.findChild(QTimer, "look")
    assert timer is not None
    return timer


@pytest.mark.parametrize("name", VIEWS)
def test_the_menu_of_each_state(qtbot: QtBot, name: str) -> None:
    view, heard, opened = VIEWS[name], Heard(), QMenu()
    qtbot.addWidget(opened)
    menu.fill(opened, view, "…234", "tray.menu", heard.callbacks)
    names = [action.objectName() for action in actions(opened)]
    calls = [f"call.{number}" for number in range(len(view.calls or ()))]
    assert names[0] == "state"
    assert names[1] == f"offer.{view.toggle.value}"
    assert sorted(names[1 : 1 + len(view.offers)]) == sorted(f"offer.{offered.value}" for offered in view.offers)
    heard_item = [] if view.name is StateName.NOT_SET_UP else ["exposed"]
    assert names[1 + len(view.offers) :] == [*calls, "panel", "settings", *heard_item, "quit"]
    assert words.state(view) in actions(opened)[0].text()
    several = sum(call.status.live for call in view.calls or ()) > 1
    listed = [action for action in actions(opened) if action.objectName() in calls]
    alone = sum(action.menu() is None for action in listed)
    assert [action.menu() is not None for action in listed] == [
        several and call.status.live for call in view.calls or ()
    ]
    assert all(action.isEnabled() for action in listed), "nothing that is recorded may be greyed out"
    assert opened.defaultAction().objectName() == f"offer.{view.toggle.value}"
    assert [action.objectName() for action in actions(opened) if action.font().bold()] == [names[1]]
    for action in actions(opened):
        action.trigger()
    taken = [said for said in heard.said if isinstance(said, tuple)]
    assert {offered for offered, _ in taken} == set(view.offers)
    assert {control for _, control in taken} == {"tray.menu"}
    assert [said for said in heard.said if isinstance(said, str)] == [
        *(["panel"] * (2 + alone)),
        "settings",
        *(["heard at tray.menu"] if heard_item else []),
        "quit",
    ]


def test_one_call_of_several_is_a_menu_further(qtbot: QtBot) -> None:
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    menu.fill(opened, VIEWS["some calls"], "", "pill.menu", heard.callbacks)
    listed = {action.objectName(): action for action in actions(opened)}
    assert listed["call.0"].text() == "Talking · 3:12 · paused ✓"
    assert listed["call.1"].text() == "On hold · 0:31 · RECORDED, not paused"
    assert (listed["call.2"].text(), listed["call.2"].menu()) == ("Ringing", None)
    for number, text in enumerate(("Resume only this call", "Pause only this call")):
        further = listed[f"call.{number}"].menu()
        assert isinstance(further, QMenu)
        (only,) = further.actions()
        assert only.text() == text
        only.trigger()
    assert heard.said == [
        [Offer.RESUME, "pill.menu.call.0", "ivr-a"],
        [Offer.PAUSE, "pill.menu.call.1", "ivr-b"],
    ]


def test_the_menu_follows_the_view(qtbot: QtBot) -> None:
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    for name in ("recording", "paused, accepted"):
        menu.fill(opened, VIEWS[name], "", "tray.menu", heard.callbacks)
    names = [action.objectName() for action in actions(opened)]
    assert "offer.resume" in names
    assert "offer.pause" not in names


@pytest.mark.parametrize("name", VIEWS)
def test_lines_that_stay_what_they_are_are_kept_and_only_reworded(qtbot: QtBot, name: str) -> None:
    """A host of the tray shows them while they are filled in again."""
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    menu.fill(opened, VIEWS[name], "…234", "tray.menu", heard.callbacks)
    lines, texts = opened.actions(), [action.text() for action in opened.actions()]
    menu.fill(opened, replace(VIEWS[name], elapsed_s=600.0), "…567", "tray.menu", heard.callbacks)
    assert [one is other for one, other in zip(opened.actions(), lines, strict=True)] == [True] * len(lines)
    assert [action.text() for action in opened.actions()][1:] == texts[1:]
    assert opened.actions()[0].text() != texts[0]
    assert "…567" in opened.actions()[0].text()


def test_a_line_that_is_about_another_call_is_another_line(qtbot: QtBot) -> None:
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    view = VIEWS["some calls"]
    assert view.calls
    menu.fill(opened, view, "", "tray.menu", heard.callbacks)
    first, *others = view.calls
    other = replace(first, ivrid="ivr-z")
    covered = frozenset({"ivr-z"})
    changed = replace(view, calls=(other, *others), covered=covered, verified=covered)
    menu.fill(opened, changed, "", "tray.menu", heard.callbacks)
    further = next(action for action in actions(opened) if action.objectName() == "call.0").menu()
    assert isinstance(further, QMenu)
    further.actions()[0].trigger()
    assert heard.said == [[Offer.RESUME, "tray.menu.call.0", "ivr-z"]]


def test_a_line_that_offers_another_thing_about_the_same_call_is_another_line(qtbot: QtBot) -> None:
    """Two calls of which no pause is known look alike, but one reads as paused and is offered to be resumed."""
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    view = replace(VIEWS["some calls"], covered=frozenset(), verified=frozenset(), problem=Problem.REFUSED)
    assert view.calls
    first, *others = view.calls
    for muted in (True, False):
        menu.fill(opened, replace(view, calls=(replace(first, muted=muted), *others)), "", "tray.menu", heard.callbacks)
        further = next(action for action in actions(opened) if action.objectName() == "call.0").menu()
        assert isinstance(further, QMenu)
        further.actions()[0].trigger()
    assert heard.said == [
        [Offer.RESUME, "tray.menu.call.0", first.ivrid],
        [Offer.PAUSE, "tray.menu.call.0", first.ivrid],
    ]


def test_the_drawing_beside_a_call_follows_how_it_stands(qtbot: QtBot) -> None:
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    view = replace(PAUSED, calls=VIEWS["recording"].calls, covered=frozenset({"ivr-a"}))
    drawn: list[int] = []
    for verified in (frozenset[str](), view.covered):
        menu.fill(opened, replace(view, verified=verified), "", "tray.menu", heard.callbacks)
        line = next(action for action in actions(opened) if action.objectName() == "call.0")
        drawn.append(line.icon().cacheKey())
    assert drawn[0] != drawn[1]


def test_the_line_that_lies_further_is_reworded_too(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the language changes."""
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    menu.fill(opened, VIEWS["some calls"], "", "tray.menu", heard.callbacks)
    monkeypatch.setattr("trayapp.ui.call_words.offer", lambda offered: f"in other words: {offered.value}")
    menu.fill(opened, VIEWS["some calls"], "", "tray.menu", heard.callbacks)
    further = next(action for action in actions(opened) if action.objectName() == "call.0").menu()
    assert isinstance(further, QMenu)
    assert further.actions()[0].text() == "in other words: resume"


def test_a_menu_shared_by_two_controls_says_which_one_it_was(qtbot: QtBot) -> None:
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    for control in ("pill.menu", "tray.menu"):
        menu.fill(opened, VIEWS["recording"], "", control, heard.callbacks)
    opened.defaultAction().trigger()
    assert heard.said == [(VIEWS["recording"].toggle, "tray.menu")]


def test_no_menu_of_a_call_outlives_its_line(qtbot: QtBot) -> None:
    """Neither Qt's nor what PySide knows of it: the tray's menu is filled thousands of times."""
    heard, opened = Heard(), QMenu()
    qtbot.addWidget(opened)
    menu.fill(opened, VIEWS["some calls"], "", "tray.menu", heard.callbacks)
    further = [weakref.ref(one) for one in opened.findChildren(QMenu)]
    assert len(further) == 2
    menu.fill(opened, VIEWS["recording"], "", "tray.menu", heard.callbacks)
    qtbot.waitUntil(lambda: not opened.findChildren(QMenu))
    assert [one() for one in further] == [None, None]


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

"""The tray on wine's task bar: seen, clicked with real buttons, and there again after the task bar has gone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import secrets
from tests.ui.marks import windows_desktop
from tests.ui.views import NOW_S, VIEWS
from tests.windows_session import hands, shell
from tests.windows_session.windows import Notepad
from tests.windows_session.windows import place as place_of
from trayapp.core.events import Action
from trayapp.core.view import View
from trayapp.ui import icons
from trayapp.ui.model import TrayClick, Values
from trayapp.ui.screen import Screen
from trayapp.ui.tray import Tray

pytestmark = windows_desktop

_PATIENCE_MS = 20_000
_SMALL_PX = 16
_LONGEST_TIP = 127
"""Characters that Windows shows of a tooltip (NOTIFYICONDATAW.szTip)."""
VALUES = Values(extension=secrets.EXTENSION, label="Dana", host=secrets.MONITOR_HOST)


def drawn(view: View) -> QPoint | None:
    """Where the icon of a view is on the screen."""
    return shell.find(icons.image(icons.drawing(view.look), _SMALL_PX, demo=view.demo))


def await_icon(qtbot: QtBot, view: View) -> QPoint:
    """Wait for the icon of a view; its middle."""
    qtbot.waitUntil(lambda: drawn(view) is not None, timeout=_PATIENCE_MS)
    place = drawn(view)
    assert place is not None
    return place


@pytest.fixture(autouse=True)
def apart(qtbot: QtBot) -> None:
    """No click of this test is the second of a double click that the last test began."""
    qtbot.wait(QGuiApplication.styleHints().mouseDoubleClickInterval())


@pytest.fixture
def tray(qapp: QApplication) -> Iterator[Tray]:
    shown = Tray(QMenu.clear)
    yield shown
    shown.close()
    qapp.processEvents()


@pytest.fixture
def screen(qapp: QApplication) -> Iterator[Screen]:
    """Everything that is seen; the pill stands away from the task bar, for wine's takes no room of its own."""
    name = QGuiApplication.primaryScreen().name()
    shown = Screen(
        application=qapp, clock=lambda: NOW_S, values=VALUES, places={name: (0.0, 0.0)}, secret_place="Nowhere."
    )
    yield shown
    shown.close()
    qapp.processEvents()


def test_the_task_bar_shows_the_icon_of_each_look(tray: Tray, qtbot: QtBot) -> None:
    seen: list[View] = []
    for view in VIEWS.values():
        tray.render(view)
        place = await_icon(qtbot, view)
        assert place.y() > 0.9 * QGuiApplication.primaryScreen().geometry().height()
        looks = [other for other in seen if (other.look, other.demo) != (view.look, view.demo)]
        assert not any(drawn(other) for other in looks[-1:]), "the old look is still there"
        seen.append(view)


def test_the_icon_is_gone_when_the_program_has_closed_it(qtbot: QtBot) -> None:
    shown = Tray(QMenu.clear)
    shown.render(VIEWS["recording"])
    await_icon(qtbot, VIEWS["recording"])
    shown.close()
    qtbot.waitUntil(lambda: drawn(VIEWS["recording"]) is None, timeout=_PATIENCE_MS)


def test_a_tooltip_has_room_for_every_state(tray: Tray) -> None:
    for view in VIEWS.values():
        tray.render(view)
        assert tray.icon
        assert len(tray.icon.toolTip()) <= _LONGEST_TIP


def test_a_left_click_is_the_toggle_and_leaves_the_keyboard_where_it_was(screen: Screen, qtbot: QtBot) -> None:
    screen.render(VIEWS["recording"])
    place = await_icon(qtbot, VIEWS["recording"])
    with qtbot.waitSignal(screen.wished, timeout=_PATIENCE_MS) as wish:
        hands.click(place.x(), place.y())
    assert wish.args == [Action.TOGGLE, "tray", ""]
    assert {window.objectName() for window in visible_windows()} == {"pill"}


def test_a_left_click_opens_the_panel_where_that_is_set(screen: Screen, qtbot: QtBot) -> None:
    screen.set_values(replace(VALUES, tray_click=TrayClick.PANEL))
    screen.render(VIEWS["recording"])
    place = await_icon(qtbot, VIEWS["recording"])
    hands.click(place.x(), place.y())
    qtbot.waitUntil(lambda: "panel" in {window.objectName() for window in visible_windows()}, timeout=_PATIENCE_MS)


@pytest.mark.parametrize(
    ("item", "control"), [("offer.resume", "tray.menu"), ("offer.keep", "tray.menu"), ("panel", ""), ("settings", "")]
)
def test_a_right_click_opens_the_menu_and_its_items_work(screen: Screen, qtbot: QtBot, item: str, control: str) -> None:
    view = VIEWS["paused, resume due"]
    screen.render(view)
    place = await_icon(qtbot, view)
    wishes: list[tuple[Action, str]] = []
    screen.wished.connect(lambda action, at: wishes.append((action, at)))
    hands.click(place.x(), place.y(), 3)
    menu = await_menu(qtbot)
    (action,) = [one for one in menu.actions() if one.objectName() == item]
    middle = menu.mapToGlobal(menu.actionGeometry(action).center())
    hands.click(middle.x(), middle.y())
    expected = {"panel": "panel", "settings": "settings-window"}.get(item)
    if expected:
        qtbot.waitUntil(lambda: expected in {window.objectName() for window in visible_windows()}, timeout=_PATIENCE_MS)
        assert wishes == []
    else:
        qtbot.waitUntil(lambda: bool(wishes), timeout=_PATIENCE_MS)
        assert wishes == [(Action.RESUME if item == "offer.resume" else Action.KEEP, control)]


def test_the_menu_goes_by_a_click_elsewhere(screen: Screen, qtbot: QtBot) -> None:
    screen.render(VIEWS["recording"])
    place = await_icon(qtbot, VIEWS["recording"])
    hands.click(place.x(), place.y(), 3)
    menu = await_menu(qtbot)
    notepad = Notepad()
    try:
        left, top, right, bottom = place_of(notepad.window)
        hands.click((left + right) // 2, (top + bottom) // 2)
        qtbot.waitUntil(lambda: not menu.isVisible(), timeout=_PATIENCE_MS)
    finally:
        notepad.close()


def test_the_icon_comes_back_with_a_new_task_bar(tray: Tray, qtbot: QtBot) -> None:
    view = VIEWS["paused, accepted"]
    tray.render(view)
    await_icon(qtbot, view)
    shell.forget_tray_icons()
    qtbot.waitUntil(lambda: drawn(view) is None, timeout=_PATIENCE_MS)
    tray.render(VIEWS["not paused"])
    qtbot.wait(200)
    assert drawn(VIEWS["not paused"]) is None, "a change alone does not bring it back: the next line is what does"
    shell.tell_of_a_new_task_bar()
    place = await_icon(qtbot, VIEWS["not paused"])
    with qtbot.waitSignal(tray.clicked, timeout=_PATIENCE_MS):
        hands.click(place.x(), place.y())


def test_a_task_bar_that_comes_after_the_program_gets_the_icon(tray: Tray, qtbot: QtBot) -> None:
    tray.render(VIEWS["recording"])
    shell.forget_tray_icons()
    shell.tell_of_a_new_task_bar()
    await_icon(qtbot, VIEWS["recording"])
    assert tray.available


def await_menu(qtbot: QtBot) -> QMenu:
    """Wait for the menu that is open."""
    qtbot.waitUntil(lambda: any(isinstance(window, QMenu) for window in visible_windows()), timeout=_PATIENCE_MS)
    (menu,) = [window for window in visible_windows() if isinstance(window, QMenu)]
    return menu


def visible_windows() -> list[QWidget]:
    """Every window of this process that is to be seen."""
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]

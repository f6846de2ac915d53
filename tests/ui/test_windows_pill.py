"""Pill and frame over other programs on wine's desktop: the keyboard stays where it is, and nothing hides them."""

import sys
import threading
from collections.abc import Callable, Iterator, Sized
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import secrets
from tests.ui.marks import windows_desktop
from tests.ui.views import NOW_S, VIEWS
from tests.windows_session import hands, shell
from tests.windows_session.windows import Notepad, end, foreground, place, start
from trayapp.core.events import Action
from trayapp.ui import overlay
from trayapp.ui import pill as pill_module
from trayapp.ui.model import Values
from trayapp.ui.overlay import OVERLAY_FLAGS
from trayapp.ui.screen import Screen

pytestmark = windows_desktop

_PATIENCE_MS = 20_000
AMBER, RED, WHITE = "#fdb022", "#b42318", "#ffffff"
TEXT = "4111 1111 1111 1111 12/29 123"
SHORT = "4111 11"
COVER = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
cover = QWidget()
cover.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
cover.setStyleSheet("background: #102030")
cover.setGeometry(application.primaryScreen().geometry())
cover.show()
cover.activateWindow()
application.processEvents()
print(int(cover.winId()), flush=True)
application.exec()
"""
"""A program whose one window covers the screen, above all others, as slide shows and remote desktops do."""
SOFTPHONE = """
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
application = QApplication([])
phone = QLineEdit()
phone.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
phone.setGeometry(560, 60, 200, 60)
phone.show()
phone.activateWindow()
application.processEvents()
print(int(phone.winId()), flush=True)
application.exec()
"""
"""A program whose small window lies above all others."""


@pytest.fixture
def screen(qapp: QApplication) -> Iterator[Screen]:
    shown = Screen(
        application=qapp,
        clock=lambda: NOW_S,
        values=Values(extension=secrets.EXTENSION, label="Dana", host=secrets.MONITOR_HOST),
        places={QGuiApplication.primaryScreen().name(): (50.0, 90.0)},
        secret_place="Nowhere.",
    )
    yield shown
    shown.close()
    qapp.processEvents()


@pytest.fixture
def notepad(qtbot: QtBot) -> Iterator[Notepad]:
    """Another program, which has the keyboard; no click here is the second of a double click."""
    qtbot.wait(QGuiApplication.styleHints().mouseDoubleClickInterval())
    other = Notepad()
    yield other
    other.close()


def windows(name: str) -> list[QWidget]:
    """The windows of that name that are to be seen."""
    return [one for one in QApplication.topLevelWidgets() if one.isVisible() and one.objectName() == name]


def pill() -> QWidget:
    """The one pill."""
    (shown,) = windows("pill")
    return shown


def await_colour(qtbot: QtBot, at: QPoint, *wanted: str) -> None:
    """Wait until a pixel of the screen has one of these colours."""
    qtbot.waitUntil(lambda: shell.screenshot().pixelColor(at).name() in wanted, timeout=_PATIENCE_MS)


def body(qtbot: QtBot, *colours: str) -> QPoint:
    """Wait until the pill can really be seen; a place on its body."""
    area = pill().geometry()
    await_colour(qtbot, QPoint(area.left() + 5, area.center().y()), *colours)
    return QPoint(area.left() + 20, area.center().y())


def has_come_to(things: Sized, count: int) -> bool:
    """Whether there are as many."""
    return len(things) == count


def type_while(qtbot: QtBot, text: str, act: Callable[[], None]) -> None:
    """Type into whatever has the keyboard, and do something in the middle of it."""
    typing = threading.Thread(target=hands.type_text, args=(text,), kwargs={"between_ms": 60})
    typing.start()
    qtbot.wait(200)
    act()
    qtbot.waitUntil(lambda: not typing.is_alive(), timeout=_PATIENCE_MS)


def await_text(qtbot: QtBot, notepad: Notepad, text: str) -> None:
    """Wait for a text in the other program, while our own windows live on."""
    qtbot.waitUntil(lambda: len(notepad.text) >= len(text), timeout=_PATIENCE_MS)
    assert notepad.text == text
    assert notepad.has_keyboard


def test_every_character_arrives_while_everything_appears_and_changes(
    screen: Screen, notepad: Notepad, qtbot: QtBot
) -> None:
    typed = ""
    for view in VIEWS.values():
        type_while(qtbot, SHORT, partial(screen.render, view))
        typed += SHORT
        await_text(qtbot, notepad, typed)


def plain_window(qtbot: QtBot, flags: Qt.WindowType, *, polite: bool) -> QPushButton:
    """What the pill would be with other flags."""
    window = QPushButton("Recording")
    qtbot.addWidget(window)
    window.setWindowFlags(flags)
    window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, polite)
    window.setGeometry(40, 560, 240, 60)
    return window


IMPOLITE = OVERLAY_FLAGS & ~Qt.WindowType.WindowDoesNotAcceptFocus


def test_without_our_flags_the_keyboard_would_go(notepad: Notepad, qtbot: QtBot) -> None:
    """Negative control: the test above can see the harm."""
    window = plain_window(qtbot, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint, polite=False)
    type_while(qtbot, TEXT, window.show)
    qtbot.wait(300)
    assert foreground() == shell.handle(window)
    assert notepad.text != TEXT


def test_a_click_on_body_and_areas_acts_and_takes_no_focus(screen: Screen, notepad: Notepad, qtbot: QtBot) -> None:
    wishes: list[tuple[Action, str]] = []
    screen.wished.connect(lambda action, control: wishes.append((action, control)))
    screen.render(VIEWS["paused, resume due"])
    at = body(qtbot, AMBER)
    expected = [(Action.PAUSE, "pill.body"), (Action.RESUME, "pill.resume"), (Action.KEEP, "pill.keep")]
    hands.click(at.x(), at.y())
    qtbot.waitUntil(lambda: len(wishes) == 1, timeout=_PATIENCE_MS)
    for number, name in enumerate(("offer.resume", "offer.keep"), 2):
        button = pill().findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        middle = button.mapToGlobal(button.rect().center())
        hands.click(middle.x(), middle.y())
        qtbot.waitUntil(partial(has_come_to, wishes, number), timeout=_PATIENCE_MS)
    assert wishes == expected
    assert notepad.has_keyboard
    hands.type_text(TEXT)
    await_text(qtbot, notepad, TEXT)


def test_a_click_on_a_window_without_our_flags_takes_it(notepad: Notepad, qtbot: QtBot) -> None:
    """Negative control."""
    window = plain_window(qtbot, IMPOLITE, polite=True)
    window.show()
    qtbot.waitExposed(window)
    with qtbot.waitSignal(window.clicked, timeout=_PATIENCE_MS):
        hands.click(160, 590)
    assert not notepad.has_keyboard


def test_a_drag_moves_it_and_wishes_nothing(screen: Screen, notepad: Notepad, qtbot: QtBot) -> None:
    wishes: list[object] = []
    screen.wished.connect(lambda *wish: wishes.append(wish))
    screen.render(VIEWS["recording"])
    at, before = body(qtbot, WHITE), pill().pos()
    with qtbot.waitSignal(screen.pill_moved, timeout=_PATIENCE_MS):
        steps = [word for step in range(1, 11) for word in ("mousemove", at.x() - 20 * step, at.y() - 30 * step)]
        hands.xdotool("mousemove", at.x(), at.y(), "sleep", 0.1, "mousedown", 1, *steps, "sleep", 0.1, "mouseup", 1)
    assert (pill().pos() - (before - QPoint(200, 300))).manhattanLength() <= 4
    assert wishes == []
    assert notepad.has_keyboard


def open_menu(qtbot: QtBot, at: QPoint, button: int) -> QMenu:
    """Click at the pill, and wait for its menu."""
    hands.click(at.x(), at.y(), button)
    qtbot.waitUntil(lambda: bool(windows("pill-menu")), timeout=_PATIENCE_MS)
    (menu,) = windows("pill-menu")
    assert isinstance(menu, QMenu)
    return menu


def click_item(menu: QMenu, name: str) -> None:
    """Click on an item of an open menu."""
    (action,) = [one for one in menu.actions() if one.objectName() == name]
    middle = menu.mapToGlobal(menu.actionGeometry(action).center())
    hands.click(middle.x(), middle.y())


@pytest.mark.parametrize("by_button", [True, False], ids=["its button", "right click"])
def test_the_menus_items_work_and_then_the_keyboard_is_where_it_was(
    screen: Screen, notepad: Notepad, qtbot: QtBot, *, by_button: bool
) -> None:
    screen.render(VIEWS["recording"])
    at = body(qtbot, WHITE)
    if by_button:
        button = pill().findChild(QToolButton, "menu")
        assert isinstance(button, QToolButton)
        at = button.mapToGlobal(button.rect().center())
    menu = open_menu(qtbot, at, 1 if by_button else 3)
    assert not notepad.has_keyboard, "a menu has it while it is open, or it could not be closed by a click elsewhere"
    with qtbot.waitSignal(screen.wished, timeout=_PATIENCE_MS) as wish:
        click_item(menu, "offer.pause")
    assert wish.args == [Action.PAUSE, "pill.menu", ""]
    qtbot.waitUntil(lambda: notepad.has_keyboard, timeout=_PATIENCE_MS)


@pytest.mark.parametrize("how", ["Escape", "a click elsewhere"])
def test_a_menu_that_is_left_gives_the_keyboard_back(screen: Screen, notepad: Notepad, qtbot: QtBot, how: str) -> None:
    screen.render(VIEWS["recording"])
    menu = open_menu(qtbot, body(qtbot, WHITE), 3)
    if how == "Escape":
        hands.key("Escape")
    else:
        left, top, right, bottom = place(notepad.window)
        hands.click((left + right) // 2, (top + bottom) // 2)
    # No typing here: wine does not let the X server know when a program gives the foreground to another.
    qtbot.waitUntil(lambda: not menu.isVisible() and notepad.has_keyboard, timeout=_PATIENCE_MS)


@pytest.fixture
def softphone(qtbot: QtBot) -> Iterator[int]:
    """A rival for the keyboard, which has it at first; its window."""
    program = start(sys.executable, "-u", "-c", SOFTPHONE)
    assert program.stdout
    window = int(program.stdout.readline())
    qtbot.waitUntil(lambda: foreground() == window, timeout=_PATIENCE_MS)
    yield window
    end(program)


@pytest.mark.parametrize("noted", [True, False], ids=["noted", "not noted, as with the tray's menu"])
def test_a_menu_gives_the_keyboard_back_to_the_window_below_one_that_always_lies_above(
    softphone: int, screen: Screen, notepad: Notepad, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, noted: bool
) -> None:
    if not noted:
        monkeypatch.setattr(pill_module, "note", lambda: None)
    screen.render(VIEWS["recording"])
    at = body(qtbot, WHITE)
    assert shell.lies_above(softphone, notepad.window)
    assert notepad.has_keyboard
    open_menu(qtbot, at, 3)
    hands.key("Escape")
    qtbot.waitUntil(lambda: foreground() in {softphone, notepad.window}, timeout=_PATIENCE_MS)
    assert notepad.has_keyboard


def test_a_menu_gives_the_keyboard_back_to_a_window_that_always_lies_above(
    screen: Screen, notepad: Notepad, softphone: int, qtbot: QtBot
) -> None:
    screen.render(VIEWS["recording"])
    at = body(qtbot, WHITE)
    assert foreground() == softphone
    open_menu(qtbot, at, 3)
    hands.key("Escape")
    qtbot.waitUntil(lambda: foreground() in {softphone, notepad.window}, timeout=_PATIENCE_MS)
    assert foreground() == softphone


def test_without_that_the_pill_would_have_it(
    screen: Screen, notepad: Notepad, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control."""
    monkeypatch.setattr(overlay, "pass_on", lambda: None)
    screen.render(VIEWS["recording"])
    menu = open_menu(qtbot, body(qtbot, WHITE), 3)
    hands.key("Escape")
    qtbot.waitUntil(lambda: not menu.isVisible() and foreground() == shell.handle(pill()), timeout=_PATIENCE_MS)
    assert not notepad.has_keyboard


def test_windows_knows_what_they_are_however_often_they_come_and_change(screen: Screen, qtbot: QtBot) -> None:
    always = shell.TOPMOST | shell.TOOL_WINDOW | shell.NO_ACTIVATE

    def check() -> None:
        assert shell.extended_style(pill()) & always == always
        assert not shell.extended_style(pill()) & shell.TRANSPARENT
        for strip in windows("frame"):
            wanted = always | shell.TRANSPARENT
            assert shell.extended_style(strip) & wanted == wanted

    for _ in range(2):
        for view in VIEWS.values():
            screen.render(view)
            check()
        pill().hide()
    for name, framed in (("recording", 0), ("not paused", 4), ("ready", 0), ("paused, accepted", 4)):
        screen.render(VIEWS[name])
        assert len(windows("frame")) == framed
        check()
    QGuiApplication.primaryScreen().geometryChanged.emit(QGuiApplication.primaryScreen().geometry())
    QGuiApplication.primaryScreen().availableGeometryChanged.emit(QRect())
    check()
    plain = plain_window(qtbot, IMPOLITE, polite=True)
    assert not shell.extended_style(plain) & shell.NO_ACTIVATE, "negative control"


def test_the_mouse_goes_through_the_frame(screen: Screen, notepad: Notepad, qtbot: QtBot) -> None:
    below = plain_window(qtbot, OVERLAY_FLAGS, polite=True)
    below.setGeometry(0, 300, 100, 60)
    below.show()
    screen.render(VIEWS["paused, accepted"])
    await_colour(qtbot, QPoint(2, 330), AMBER)
    with qtbot.waitSignal(below.clicked, timeout=_PATIENCE_MS):
        hands.click(2, 330)
    assert notepad.has_keyboard


@pytest.fixture
def cover(notepad: Notepad) -> Iterator[Callable[[], int]]:
    """Start the program that covers the screen; its window."""
    started = []

    def begin() -> int:
        started.append(start(sys.executable, "-u", "-c", COVER))
        assert started[-1].stdout
        return int(started[-1].stdout.readline())

    yield begin
    for program in started:
        end(program)


@pytest.mark.parametrize("name", ["paused, accepted", "not paused"])
def test_a_pause_and_an_alarm_come_above_a_window_that_covers_the_screen(
    screen: Screen, cover: Callable[[], int], qtbot: QtBot, name: str
) -> None:
    screen.render(VIEWS["recording"])
    qtbot.waitExposed(pill())
    window = cover()
    qtbot.waitUntil(lambda: foreground() == window, timeout=_PATIENCE_MS)
    assert place(window) == (0, 0, *QGuiApplication.primaryScreen().size().toTuple()), "it covers the screen"
    screen.render(VIEWS[name])
    body(qtbot, *((AMBER,) if name.startswith("paused") else (RED, WHITE)))
    colour = AMBER if name.startswith("paused") else RED
    for edge in (QPoint(600, 2), QPoint(2, 380)):
        await_colour(qtbot, edge, colour)
    assert all(shell.lies_above(shell.handle(strip), window) for strip in windows("frame"))
    assert foreground() == window


def test_an_alarm_that_is_covered_comes_up_again(screen: Screen, cover: Callable[[], int], qtbot: QtBot) -> None:
    screen.render(VIEWS["not paused"])
    at = body(qtbot, RED, WHITE)
    window = cover()
    qtbot.waitUntil(lambda: foreground() == window, timeout=_PATIENCE_MS)
    await_colour(qtbot, at - QPoint(15, 0), RED, WHITE)
    assert shell.lies_above(shell.handle(pill()), window)
    assert foreground() == window


def test_the_panel_comes_to_the_front_when_it_is_asked_for_and_then_gives_way(
    screen: Screen, notepad: Notepad, qtbot: QtBot
) -> None:
    screen.render(VIEWS["recording"])
    click_item(open_menu(qtbot, body(qtbot, WHITE), 3), "panel")
    qtbot.waitUntil(lambda: bool(windows("panel")), timeout=_PATIENCE_MS)
    (panel,) = windows("panel")
    qtbot.waitUntil(lambda: foreground() == shell.handle(panel), timeout=_PATIENCE_MS)
    hands.key("Escape")
    qtbot.waitUntil(lambda: not windows("panel") and notepad.has_keyboard, timeout=_PATIENCE_MS)

"""The keyboard alone: Tab reaches every control as one reads, it is seen where one is, and keys do what clicks do."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QFocusFrame,
    QLineEdit,
    QMenu,
    QPushButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui import hands
from tests.ui.controls import controls, focused, go_to, in_reading_order, place, show, walk
from tests.ui.marks import offscreen
from tests.ui.test_fit import check_up, low_screen
from tests.ui.test_looks import contrast
from tests.ui.views import NOW_S, VIEWS, proof
from trayapp.core.events import Leaving
from trayapp.core.view import ProofStage
from trayapp.ui import menu
from trayapp.ui.chord_edit import ChordEdit
from trayapp.ui.focus_ring import FocusRings
from trayapp.ui.model import Day, Language, Values
from trayapp.ui.panel import Panel
from trayapp.ui.pill import Pill
from trayapp.ui.quit_question import QuitQuestion
from trayapp.ui.settings_window import SettingsWindow

pytestmark = offscreen

VALUES = Values(
    extension="Ext-4711-Sip",
    host="monitor3.example.com",
    email="dana@example.com",
    password="not a real one",
    start_at_login=False,
)
PAGES = ("connection", "keys", "indicator", "proof", "check-up")
LIGHT, DARK = QPalette(QColor("#EFEFEF"), QColor("#FFFFFF")), QPalette(QColor("#2B2D31"), QColor("#202124"))
LEAST_CONTRAST = 3.0
"""Between a control with and without the focus (WCAG 2.2, 2.4.13)."""


def panel(name: str) -> Panel:
    made = Panel(lambda: NOW_S)
    made.show_day(Day(date(2026, 3, 2), (), 0, is_today=False))  # so that both ways to other days are open
    made.render_view(VIEWS[name], "…Sip")
    return made


def settings(page: str, *, view: str = "", desktop_keys: dict[str, str] | None = None) -> SettingsWindow:
    made = SettingsWindow(VALUES, "Kept in the keyring.", desktop_keys=desktop_keys)
    made.render_view(VIEWS[view] if view else proof(ProofStage.LISTEN))
    made.show_check_up(check_up())
    made.open_page(page)
    return made


WINDOWS: dict[str, Callable[[], QWidget]] = {
    **{f"panel, {name}": lambda name=name: panel(name) for name in VIEWS},  # type: ignore[misc]  # a lambda's default
    **{f"settings, {page}": lambda page=page: settings(page) for page in PAGES},  # type: ignore[misc]  # likewise
    "settings, warned": lambda: settings("connection", view="ready, not proven"),
    "settings, nothing set up": lambda: settings("proof", view="not set up"),
    "settings, keys of the desktop": lambda: settings("keys", desktop_keys={"pause": "F9"}),
    "question before quitting": QuitQuestion,
}


@pytest.fixture(params=[Language.ENGLISH, Language.HEBREW], ids=["left to right", "right to left"])
def direction(request: pytest.FixtureRequest, install_language: Callable[[Language], None]) -> None:
    install_language(request.param)


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def ringed(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """As `launch` has it: the focus is ringed."""
    palette, rings = qapp.palette(), FocusRings(qapp)
    qapp.setPalette(request.param)
    yield
    rings.deleteLater()
    qapp.focusChanged.disconnect(rings._moved)
    qapp.setPalette(palette)


@pytest.mark.usefixtures("direction")
@pytest.mark.parametrize("name", WINDOWS)
def test_tab_reaches_every_control_in_the_order_of_reading(qtbot: QtBot, name: str) -> None:
    window = WINDOWS[name]()
    qtbot.addWidget(window)
    show(window)
    walked = walk(window)
    assert {one.objectName() for one in controls(window)} == {one.objectName() for one in walked}
    assert set(walked) == set(controls(window))
    assert in_reading_order(walked) == []
    back = walk(window, backwards=True)
    turn = back.index(walked[0])
    assert [*back[turn:], *back[:turn]] == [walked[0], *reversed(walked[1:])]


@pytest.mark.usefixtures("ringed")
@pytest.mark.parametrize("name", [f"settings, {page}" for page in PAGES] + ["panel, ready, not proven"])
def test_it_is_seen_where_the_focus_is(qtbot: QtBot, name: str) -> None:
    window = WINDOWS[name]()
    qtbot.addWidget(window)
    show(window)
    walked = walk(window)
    for one, other in zip(walked, [*walked[1:], walked[0]], strict=True):
        go_to(one)
        where = one.tabRect(one.currentIndex()) if isinstance(one, QTabBar) else one.rect()
        seen = QRect(one.mapTo(window, where.topLeft()), where.size())
        with_it = window.grab(seen).toImage()
        go_to(other)
        without = window.grab(seen).toImage()
        assert changed(with_it, without) >= seen.width() + seen.height(), one.objectName()


@pytest.mark.usefixtures("ringed")
def test_the_ring_comes_with_the_keys_stays_with_them_and_goes_with_the_mouse(qtbot: QtBot) -> None:
    shown = panel("recording")
    qtbot.addWidget(shown)
    show(shown)
    assert ringed_now() == [], "nobody has used the keys yet"
    walk(shown)
    go_to(next(one for one in controls(shown) if one.objectName() == "offer.pause"))
    shown.render_view(VIEWS["paused, accepted"], "")
    assert ringed_now() == ["offer.resume"]
    hands.click(next(one for one in controls(shown) if one.objectName() == "settings"))
    assert focused().objectName() == "settings"
    assert ringed_now() == []
    walk(shown)
    assert ringed_now() == [focused().objectName()]


def ringed_now() -> list[str]:
    """The controls with a ring."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    rings = [one for one in QApplication.allWidgets() if isinstance(one, QFocusFrame) and one.isVisible()]
    return [parent.objectName() for one in rings if (parent := one.parentWidget()) is not None]


def changed(one: QImage, other: QImage) -> int:
    """How many pixels differ by enough to be told."""
    pictures = [picture.convertToFormat(QImage.Format.Format_RGB32) for picture in (one, other)]
    # What looks at the pixels of a picture does not keep it; the list does.
    pairs = Counter(zip(*(memoryview(picture.constBits()).cast("I") for picture in pictures), strict=True))
    return sum(
        times
        for (here, there), times in pairs.items()
        if here != there and contrast(QColor(here).name(), QColor(there).name()) >= LEAST_CONTRAST
    )


@pytest.mark.parametrize("pressed", [Qt.Key.Key_Space, Qt.Key.Key_Return])
@pytest.mark.parametrize("name", [name for name in WINDOWS if not name.startswith("panel") or "not proven" in name])
def test_space_and_enter_do_what_a_click_does(qtbot: QtBot, name: str, pressed: Qt.Key) -> None:
    window = WINDOWS[name]()
    qtbot.addWidget(window)
    show(window)
    for one in [one for one in controls(window) if isinstance(one, QAbstractButton)]:
        show(window)  # *Close* has closed it
        if not one.isEnabled() or not one.isVisible():
            continue  # what was pressed before it has changed the window
        go_to(one)
        with qtbot.waitSignal(one.clicked, timeout=5000):
            hands.key(one, pressed)
        if isinstance(one, ChordEdit):
            assert one.text() == "Press the keys…"
            hands.key(one, Qt.Key.Key_Escape)
            assert one.text() in {"None", one.chord}
            assert window.isVisible()


def test_enter_in_a_field_saves_and_escape_closes(qtbot: QtBot) -> None:
    window = settings("connection")
    qtbot.addWidget(window)
    show(window)
    label = window.findChild(QLineEdit, "label")
    assert isinstance(label, QLineEdit)
    go_to(label)
    QTest.keyClicks(label, "Desk 7")
    with qtbot.waitSignal(window.saved, timeout=5000) as saved:
        hands.key(label, Qt.Key.Key_Return)
    assert saved.args is not None
    assert saved.args[0].label == "Desk 7"
    hands.key(label, Qt.Key.Key_Escape)
    assert not window.isVisible()


@pytest.mark.parametrize("name", ["panel, paused, accepted", "settings, indicator"])
def test_escape_closes_from_every_control(qtbot: QtBot, name: str) -> None:
    window = WINDOWS[name]()
    qtbot.addWidget(window)
    show(window)
    for one in controls(window):
        show(window)
        go_to(one)
        hands.key(one, Qt.Key.Key_Escape)
        assert not window.isVisible(), one.objectName()


def test_escape_at_the_question_stays(qtbot: QtBot) -> None:
    question = QuitQuestion()
    qtbot.addWidget(question)
    show(question)
    with qtbot.waitSignal(question.answered, timeout=5000) as answered:
        hands.key(question, Qt.Key.Key_Escape)
    assert answered.args == [Leaving.STAY]


def test_boxes_and_choices_are_changed_by_keys(qtbot: QtBot) -> None:
    window = settings("indicator")
    qtbot.addWidget(window)
    show(window)
    for box in window.findChildren(QCheckBox):
        was = box.isChecked()
        go_to(box)
        hands.key(box, Qt.Key.Key_Space)
        assert box.isChecked() is not was
    for choice in window.findChildren(QComboBox):
        go_to(choice)
        hands.key(choice, Qt.Key.Key_Home)
        hands.key(choice, Qt.Key.Key_Down)
        assert choice.currentIndex() == 1


def test_the_pages_are_turned_by_arrows(qtbot: QtBot) -> None:
    window = settings("connection")
    qtbot.addWidget(window)
    show(window)
    tabs = window.findChild(QTabBar)
    assert isinstance(tabs, QTabBar)
    go_to(tabs)
    for number in range(1, len(PAGES)):
        hands.key(tabs, Qt.Key.Key_Right)
        assert tabs.currentIndex() == number


def test_the_big_button_keeps_the_focus_when_its_offer_changes(qtbot: QtBot) -> None:
    shown = panel("recording")
    qtbot.addWidget(shown)
    show(shown)
    for name in ("recording", "pausing", "paused, accepted", "paused, resume due", "resuming", "not paused"):
        shown.render_view(VIEWS[name], "")
        assert focused().objectName().startswith("offer.")
    shown.render_view(VIEWS["recording"], "")
    shown.render_view(VIEWS["paused, accepted"], "")
    assert focused().objectName() == "offer.resume"
    go_to(next(one for one in controls(shown) if one.objectName() == "settings"))
    shown.render_view(VIEWS["recording"], "")
    assert focused().objectName() == "settings", "only what vanishes gives the focus away"


def test_on_a_low_screen_what_has_the_focus_is_scrolled_into_sight(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    low_screen(monkeypatch, 360)
    shown = panel("ready, not proven")
    qtbot.addWidget(shown)
    show(shown)
    for one in walk(shown):
        go_to(one)
        assert shown.rect().contains(place(one)), one.objectName()


@pytest.mark.parametrize("name", VIEWS)
def test_all_that_the_pill_and_the_menus_offer_is_on_the_panel_or_in_its_menu(qtbot: QtBot, name: str) -> None:
    view = VIEWS[name]
    nothing = menu.MenuCallbacks(
        take=lambda *_: None,
        take_one=lambda *_: None,
        clock=lambda: NOW_S,
        open_panel=lambda: None,
        open_settings=lambda: None,
        tell_exposure=lambda _: None,
        quit=lambda: None,
    )
    whole, further = QMenu(), QMenu()
    qtbot.addWidget(whole)
    qtbot.addWidget(further)
    menu.fill(whole, view, "", "pill.menu", nothing)
    menu.fill(further, view, "", menu.OF_PANEL, nothing)
    shown = panel(name)
    qtbot.addWidget(shown)
    show(shown)
    on_panel = {one.objectName() for one in walk(shown)} | {action.objectName() for action in further.actions()}
    wanted = {action.objectName() for action in whole.actions() if not action.isSeparator()}
    assert wanted - {"state", "panel"} <= on_panel
    pill = Pill({})
    qtbot.addWidget(pill)
    pill.render_view(view, "")
    assert {one.objectName() for one in pill.findChildren(QPushButton) if not one.isHidden()} <= on_panel
    assert all(one.focusPolicy() is Qt.FocusPolicy.NoFocus for one in [pill, *pill.findChildren(QAbstractButton)])

"""The screen as a whole: which windows show when, what comes back, and that nothing runs while nothing moves."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import hands
from tests.ui.marks import offscreen
from tests.ui.views import NOW_S, VIEWS
from trayapp.core.events import Action, Leaving
from trayapp.core.view import Notice, StateName
from trayapp.ui.announce import announce
from trayapp.ui.model import Language, TrayClick, Values
from trayapp.ui.screen import Screen
from trayapp.ui.sentence import Sentence
from trayapp.ui.settings_window import SettingsWindow

pytestmark = offscreen

VALUES = Values(extension="Ext-4711-Sip", label="Dana", host="monitor3.example.com")
_QUIET = (StateName.READY, StateName.NO_CALL, StateName.RECORDING)

MakeScreen = Callable[..., Screen]


@pytest.fixture
def make_screen(qapp: QApplication) -> Iterator[MakeScreen]:
    made: list[Screen] = []

    def make(values: Values = VALUES, *, tray: bool = True) -> Screen:
        screen = Screen(
            application=qapp,
            clock=lambda: NOW_S,
            values=values,
            places={},
            secret_place="Kept in the keyring.",
            is_tray_available=lambda: tray,
        )
        made.append(screen)
        return screen

    yield make
    for screen in made:
        screen.set_values(replace(VALUES, language=Language.ENGLISH))
        screen.close()
    qapp.processEvents()


def shown() -> set[str]:
    """The names of the windows that can be seen."""
    windows = QApplication.topLevelWidgets()
    return {window.objectName() for window in windows if window.isVisible()} - {"", "QSystemTrayIconSys"}


def window(name: str) -> QWidget:
    return next(one for one in QApplication.topLevelWidgets() if one.objectName() == name and one.isVisible())


def running_timers(screen: Screen) -> list[QTimer]:
    """Those that run on and on: the desktop is asked about motion by one that runs once."""
    windows: list[QObject] = [screen, *QApplication.topLevelWidgets()]
    found = [timer for one in windows for timer in one.findChildren(QTimer)]
    return [timer for timer in found if timer.isActive() and not timer.isSingleShot()]


def test_nothing_shows_before_the_first_view(make_screen: MakeScreen) -> None:
    make_screen()
    assert shown() == set()


def test_the_panel_and_the_pill_name_the_keys_that_are_chosen(make_screen: MakeScreen) -> None:
    screen = make_screen(replace(VALUES, pause_chord="Ctrl+Alt+P"))
    screen.render(VIEWS["paused, in doubt"])
    screen.open_panel()
    explanation = window("panel").findChild(Sentence, "explanation")
    assert isinstance(explanation, Sentence)
    for _ in range(2):
        assert "Press Ctrl+Alt+P when a new call comes in." in explanation.plain
        assert explanation.plain == window("pill").toolTip()
        screen.render(VIEWS["paused, in doubt"])
    screen.set_values(replace(VALUES, pause_chord=""))
    assert "Press pause again when a new call comes in." in explanation.plain
    screen.set_values(replace(VALUES, pause_chord="Ctrl+Alt+P"))
    screen.set_desktop_keys({"pause": "Press F9"})
    screen.render(VIEWS["paused, in doubt"])
    assert "Press pause again when a new call comes in." in explanation.plain


@pytest.mark.parametrize("name", VIEWS)
def test_pill_and_frame_by_state_and_choice(make_screen: MakeScreen, name: str) -> None:
    view = VIEWS[name]
    screen = make_screen()
    screen.render(view)
    assert shown() == {"pill", *(["frame"] if view.framed else [])}
    screen.set_values(replace(VALUES, pill_while_recording=False, frame=False))
    quiet = view.name in _QUIET and view.notice is None and not view.flaws
    assert shown() == (set() if quiet else {"pill"})


def test_one_call_of_several_is_named_in_the_wish(make_screen: MakeScreen) -> None:
    screen = make_screen()
    screen.render(VIEWS["some calls"])
    wishes: list[tuple[object, ...]] = []
    screen.wished.connect(lambda action, control, ivrid: wishes.append((action, control, ivrid)))
    opened = QMenu()
    screen._fill_menu(opened, "pill.menu")
    (only,) = opened.findChildren(QAction, "call.1.pause")
    only.trigger()
    opened.deleteLater()
    hands.click(next(one for one in window("pill").findChildren(QPushButton) if one.objectName() == "offer.pause"))
    assert wishes == [(Action.PAUSE, "pill.menu.call.1", "ivr-b"), (Action.PAUSE, "pill.pause", "")]


def test_it_tells_whether_the_calls_are_looked_at(make_screen: MakeScreen) -> None:
    screen = make_screen()
    told: list[bool] = []
    screen.calls_looked_at.connect(told.append)
    screen.render(VIEWS["recording"])
    screen.open_panel()
    assert told[-1:] == [True]
    screen.set_values(replace(VALUES, language=Language.HEBREW))
    assert told[-1:] == [True], "it was built anew, and is seen as before"
    window("panel").close()
    assert told[-1:] == [False]


def test_a_passing_notice_brings_a_hidden_pill_back(make_screen: MakeScreen) -> None:
    screen = make_screen(replace(VALUES, pill_while_recording=False))
    screen.render(VIEWS["ready"])
    assert shown() == set()
    screen.render(replace(VIEWS["ready"], notice=Notice.NO_CALL_WAS_PAUSED))
    assert shown() == {"pill"}


def test_without_a_tray_the_pill_stays(make_screen: MakeScreen) -> None:
    screen = make_screen(replace(VALUES, pill_while_recording=False), tray=False)
    screen.render(VIEWS["recording"])
    assert shown() == {"pill"}


def test_the_first_start_shows_settings_and_nothing_else(make_screen: MakeScreen) -> None:
    screen = make_screen(Values())
    screen.open_settings()
    screen.render(VIEWS["not set up"])
    assert shown() == {"settings-window"}
    hands.key(window("settings-window"), Qt.Key.Key_Escape)
    assert shown() == {"pill"}, "there is a way back"
    hands.click(window("pill"))
    assert shown() == {"settings-window"}


def test_nothing_runs_while_nothing_moves(make_screen: MakeScreen) -> None:
    screen = make_screen()
    for name in ("recording", "paused, accepted", "unknown", "ready"):
        screen.render(VIEWS[name])
        assert running_timers(screen) == []
    screen.render(VIEWS["not paused"])
    (blink,) = running_timers(screen)
    assert blink.interval() >= 500, "at most two turns a second"
    screen.render(VIEWS["recording"])
    assert running_timers(screen) == []


def test_a_new_view_does_not_disturb_the_blinking(make_screen: MakeScreen, qtbot: QtBot) -> None:
    screen = make_screen()
    screen.render(VIEWS["not paused"])
    first = window("pill").grab().toImage()
    (blink,) = running_timers(screen)
    with qtbot.waitSignal(blink.timeout):
        pass
    second = window("pill").grab().toImage()
    assert second != first
    screen.render(VIEWS["not paused"])
    assert window("pill").grab().toImage() == second
    screen.render(VIEWS["recording"])
    screen.render(VIEWS["not paused"])
    assert window("pill").grab().toImage() == first


@pytest.mark.parametrize(
    ("name", "choice", "wishes", "windows"),
    [
        ("recording", TrayClick.TOGGLE, [(Action.TOGGLE, "tray")], {"pill"}),
        ("paused, accepted", TrayClick.TOGGLE, [(Action.TOGGLE, "tray")], {"pill", "frame"}),
        ("recording", TrayClick.PANEL, [], {"pill", "panel"}),
        ("not set up", TrayClick.TOGGLE, [], {"settings-window"}),
    ],
)
def test_a_click_on_the_tray(
    make_screen: MakeScreen, name: str, choice: TrayClick, wishes: list[object], windows: set[str]
) -> None:
    screen = make_screen(replace(VALUES, tray_click=choice))
    screen.render(VIEWS[name])
    said: list[object] = []
    screen.wished.connect(lambda action, control: said.append((action, control)))
    assert screen.tray_icon
    screen.tray_icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert said == wishes
    assert shown() == windows


def test_offers_become_wishes(make_screen: MakeScreen) -> None:
    screen = make_screen()
    said: list[object] = []
    screen.wished.connect(lambda action, control: said.append((action, control)))
    screen.render(VIEWS["paused, resume due"])
    for name in ("offer.resume", "offer.keep"):
        hands.click(window("pill").findChild(QPushButton, name))  # type: ignore[arg-type]  # it is there
    screen.render(VIEWS["unknown"])
    hands.click(window("pill").findChild(QPushButton, "offer.dont_pause"))  # type: ignore[arg-type]  # it is there
    screen.open_panel()
    hands.click(window("panel").findChild(QPushButton, "offer.pause"))  # type: ignore[arg-type]  # it is there
    assert said == [
        (Action.RESUME, "pill.resume"),
        (Action.KEEP, "pill.keep"),
        (Action.RESUME, "pill.dont_pause"),
        (Action.PAUSE, "panel.main"),
    ]


def test_quitting_asks_only_while_the_view_says_so(make_screen: MakeScreen, qtbot: QtBot) -> None:
    screen = make_screen()
    said: list[Leaving] = []
    screen.quit_asked.connect(said.append)
    screen.render(VIEWS["paused, accepted"])
    screen.ask_to_quit()
    assert said == [Leaving.ASK]
    for name, answer in (("resume", Leaving.RESUME_FIRST), ("leave", Leaving.LEAVE_PAUSED), ("stay", Leaving.STAY)):
        screen.render(replace(VIEWS["paused, accepted"], ask_before_quit=True))
        question = window("quit-question")
        button = question.findChild(QPushButton, name)
        assert isinstance(button, QPushButton)
        hands.click(button)
        assert said[-1] is answer
        screen.render(VIEWS["paused, accepted"])
        assert "quit-question" not in shown()
    screen.render(replace(VIEWS["paused, accepted"], ask_before_quit=True))
    hands.key(window("quit-question"), Qt.Key.Key_Escape)
    assert said[-1] is Leaving.STAY


def test_the_language_changes_everything_at_once(make_screen: MakeScreen) -> None:
    screen = make_screen()
    screen.render(VIEWS["paused, accepted"])
    screen.open_panel()
    screen.open_settings("indicator")
    screen.set_values(replace(VALUES, language=Language.HEBREW))
    assert QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert window("pill").accessibleName().startswith("ההקלטה מושהית")
    assert window("panel").layoutDirection() is Qt.LayoutDirection.RightToLeft
    settings = window("settings-window")
    assert isinstance(settings, SettingsWindow)
    assert settings.windowTitle() == "השהיית הקלטה: הגדרות"
    assert screen.tray_icon
    assert screen.tray_icon.contextMenu().actions()[-1].text() == "יציאה", "the tray's host shows it as it is"
    assert settings.page == "indicator", "whoever chose the language is still where it is chosen"
    screen.set_values(replace(VALUES, language=Language.ENGLISH))
    assert QGuiApplication.layoutDirection() is Qt.LayoutDirection.LeftToRight
    assert window("pill").accessibleName().startswith("Recording PAUSED")


def test_each_change_is_announced_once_and_an_alarm_at_once(
    make_screen: MakeScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, bool]] = []
    monkeypatch.setattr("trayapp.ui.screen.announce", lambda _speaker, text, *, urgent: said.append((text, urgent)))
    screen = make_screen()
    for name in ("recording", "recording", "paused, accepted", "not paused", "not paused", "recording"):
        screen.render(VIEWS[name])
    screen.render(replace(VIEWS["paused, accepted"], elapsed_s=1.0))
    screen.render(replace(VIEWS["paused, accepted"], elapsed_s=2.0))
    assert said == [
        ("Recording", False),
        ("Recording PAUSED", False),
        ("NOT confirmed paused. Do not take the card. No answer from the server", True),
        ("Recording", False),
        ("Recording PAUSED", False),
    ]


def test_announcements_reach_the_accessibility_of_qt(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, QAccessible.AnnouncementPoliteness]] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        heard.append((event.message(), event.politeness()))

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    widget = QWidget()
    qtbot.addWidget(widget)
    announce(widget, "alarm", urgent=True)
    announce(widget, "news", urgent=False)
    announce(widget, "", urgent=True)
    politeness = QAccessible.AnnouncementPoliteness
    assert heard == [("alarm", politeness.Assertive), ("news", politeness.Polite)]

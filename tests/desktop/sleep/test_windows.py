"""Windows' messages of sleep, lock and session end, sent by another process on wine's desktop."""

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.sleep.machines import (
    EVERYBODY,
    RESUME_AUTOMATIC,
    RESUME_SUSPEND,
    SUSPEND,
    WindowsMachine,
)
from tests.windows_session import hands
from tests.windows_session.windows import IN_MOVE, foreground, is_busy_with, title_bar
from trayapp.desktop import win32
from trayapp.desktop.sleep import Moment, choose_watch

pytestmark = pytest.mark.windows_desktop

WM_WININICHANGE = 0x001A
POWER_STATUS_CHANGE = 10
SESSION_LOGON = 5
LONGEST_DRAG_S = 20.0


def wait_until(qtbot: QtBot) -> Callable[[Callable[[], bool]], None]:
    return lambda question: qtbot.waitUntil(question, timeout=60_000)


def test_the_system_waits_until_the_callback_is_done(qtbot: QtBot) -> None:
    """A resume takes a round trip, in a loop of its own; the machine sleeps, the session ends after it."""
    done: list[tuple[Moment, float]] = []

    def callback(moment: Moment) -> None:
        loop = QEventLoop()
        QTimer.singleShot(300, loop.quit)
        loop.exec()
        done.append((moment, time.monotonic()))

    machine = WindowsMachine(wait_until(qtbot), callback)
    answers = machine.send(machine.window, (win32.WM_POWERBROADCAST, SUSPEND), (win32.WM_ENDSESSION, 1))
    assert answers == [1, 0]
    assert [moment for moment, _ in done] == [Moment.SUSPENDING, Moment.SESSION_ENDS]
    assert done[1][1] - done[0][1] >= 0.3
    machine.close()


def test_nobody_says_no_to_the_end_of_the_session(windows_machine: WindowsMachine) -> None:
    assert windows_machine.send(windows_machine.window, (win32.WM_QUERYENDSESSION, 0)) == [1]
    assert windows_machine.told == []


def test_a_wake_that_nobody_noticed_at_first_is_told_once(windows_machine: WindowsMachine) -> None:
    """Woken by the network, and touched by a person later: by then a pause may have been made that holds."""
    power = win32.WM_POWERBROADCAST
    windows_machine.send(EVERYBODY, (power, SUSPEND), (power, RESUME_AUTOMATIC))
    assert windows_machine.told == [Moment.SUSPENDING, Moment.WOKE]
    windows_machine.send(EVERYBODY, (power, RESUME_SUSPEND))
    assert windows_machine.told == [Moment.SUSPENDING, Moment.WOKE]


def test_other_messages_mean_nothing(windows_machine: WindowsMachine) -> None:
    machine = windows_machine
    machine.send(
        machine.window,
        (win32.WM_POWERBROADCAST, POWER_STATUS_CHANGE),
        (win32.WM_WTSSESSION_CHANGE, SESSION_LOGON),
        (WM_WININICHANGE, 0),
        (win32.WM_CLOSE, 0),
    )
    machine.sleep()
    assert machine.told == [Moment.SUSPENDING]


@pytest.mark.allow_log("The message 0x218 could not be taken")
def test_a_callback_that_fails_is_logged_and_the_watch_goes_on(qtbot: QtBot) -> None:
    told: list[Moment] = []

    def callback(moment: Moment) -> None:
        told.append(moment)
        if moment is Moment.SUSPENDING:
            raise RuntimeError("no more memory")

    machine = WindowsMachine(wait_until(qtbot), callback)
    machine.sleep()
    machine.wake()
    assert told == [Moment.SUSPENDING, Moment.WOKE]
    machine.close()


def test_where_qt_hears_first_of_the_end_it_is_told_before_qt_quits(windows_machine: WindowsMachine) -> None:
    application = QCoreApplication.instance()
    assert application is not None
    application.aboutToQuit.emit()
    assert windows_machine.told == []  # an ordinary end of the program
    windows_machine.ask_to_end()
    application.aboutToQuit.emit()
    assert windows_machine.told == [Moment.SESSION_ENDS]
    windows_machine.end()
    assert windows_machine.told == [Moment.SESSION_ENDS]


def test_told_during_the_drag_of_a_window(windows_machine: WindowsMachine, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(300, 200, 400, 200)
    window.show()
    handle = int(window.winId())
    qtbot.waitUntil(lambda: foreground() == handle, timeout=20_000)
    x, y = title_bar(handle)
    dragged: list[bool] = []

    def callback(moment: Moment) -> None:
        dragged.append(is_busy_with(handle, IN_MOVE))
        hands.xdotool("mouseup", 1)

    machine = WindowsMachine(wait_until(qtbot), callback)
    let_go = threading.Timer(LONGEST_DRAG_S, lambda: hands.xdotool("mouseup", 1))  # where nothing is told
    let_go.start()
    hands.xdotool("mousemove", x, y, "mousedown", 1, "mousemove", x + 40, y + 30)
    machine.sleep()
    let_go.cancel()
    assert dragged == [True]
    machine.close()


@pytest.mark.allow_log("Windows will not tell of sleep")
def test_without_a_window_there_is_no_watch_and_the_program_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_more(*_: object, **__: object) -> None:
        raise OSError(0, "no more windows")

    monkeypatch.setattr(win32, "Window", no_more)
    assert not choose_watch(lambda _: None).tells_session_end

"""The keyboard is given on by a window that wants none, and by no other (see also tests/ui/test_windows_pill.py)."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.marks import windows_desktop
from tests.windows_session.windows import Notepad, foreground
from trayapp.desktop.foreground import pass_on


def test_with_no_window_there_is_nothing_to_do() -> None:
    pass_on()


@windows_desktop[0]
def test_another_program_keeps_it() -> None:
    notepad = Notepad()
    pass_on()
    assert notepad.has_keyboard
    notepad.close()


@windows_desktop[0]
@windows_desktop[1]
def test_a_window_of_ours_that_takes_keys_keeps_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: foreground() == int(window.winId()), timeout=20_000)
    pass_on()
    assert foreground() == int(window.winId())

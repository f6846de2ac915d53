"""What the tests of the Windows backend stand on: its chords, other windows, and the keyboard's layout."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.hotkey.windows_hands import WindowsHands
from tests.windows_session import hands
from tests.windows_session.windows import Notepad, foreground
from trayapp.desktop import win32
from trayapp.desktop.hotkey import ChordStatus
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.hotkey.windows import WindowsHotkeys
from trayapp.desktop.hotkey.windows_thread import HotkeyThread

TOGGLE = Chord.parse("Ctrl+Shift+F9")
LETTER = Chord.parse("Ctrl+Shift+P")
DIGIT = Chord.parse("Ctrl+Shift+4")
KEYCODE_A, KEYCODE_P = "38", "33"
"""Places on the keyboard."""
_WM_INPUT, _WM_KEYFIRST, _WM_KEYLAST = 0x00FF, 0x0100, 0x0109


class Wire:
    """Every message that Windows sends to the backend's window."""

    def __init__(self) -> None:
        self.numbers: list[int] = []

    @property
    def keys(self) -> int:
        """How many of them tell of a key, a chord's included."""
        return sum(
            number in (win32.WM_HOTKEY, _WM_INPUT) or _WM_KEYFIRST <= number <= _WM_KEYLAST for number in self.numbers
        )


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    seen = Wire()
    take = HotkeyThread._take

    def spy(self: HotkeyThread, message: int, wparam: int, lparam: int) -> int | None:
        seen.numbers.append(message)
        return take(self, message, wparam, lparam)

    monkeypatch.setattr(HotkeyThread, "_take", spy)
    return seen


@pytest.fixture
def notepad() -> Iterator[Notepad]:
    running = Notepad()
    yield running
    running.close()


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window of ours, which has the keyboard."""
    shown = QWidget()
    qtbot.addWidget(shown)
    show(shown, qtbot)
    return shown


def show(window: QWidget, qtbot: QtBot) -> None:
    window.setGeometry(300, 200, 400, 200)
    window.show()
    qtbot.waitUntil(lambda: foreground() == int(window.winId()), timeout=10_000)


@pytest.fixture
def hotkeys(wire: Wire, windows_hands: WindowsHands, qtbot: QtBot) -> WindowsHotkeys:
    """The backend with three chords; `wire` comes first, to see all."""
    for name, chord in (("toggle", TOGGLE), ("letter", LETTER), ("digit", DIGIT)):
        windows_hands.backend.register(name, chord)
    names = ("toggle", "letter", "digit")
    record = windows_hands.record
    qtbot.waitUntil(lambda: all(record.status(name) is ChordStatus.ACTIVE for name in names), timeout=10_000)
    return windows_hands.backend


def await_presses(there: WindowsHands, qtbot: QtBot, *names: str) -> None:
    qtbot.waitUntil(lambda: len(there.record.pressed) >= len(names), timeout=10_000)
    assert there.record.pressed == [*names]
    there.record.pressed.clear()


@pytest.fixture
def layout() -> Iterator[Callable[..., None]]:
    """Sets the display's keyboard layout."""

    def setxkbmap(*arguments: str) -> None:
        hands.xdotool("exec", "--sync", "setxkbmap", *arguments)

    yield setxkbmap
    setxkbmap("-layout", "us", "-option", "")


def press_by_place(held: str, key: str) -> None:
    """Press a key while others are held; a number is a place on the keyboard, whatever it types."""
    down = [word for name in held.split() for word in ("keydown", name)]
    up = [word for name in reversed(held.split()) for word in ("keyup", name)]
    hands.xdotool(*down, "key", key, *up)

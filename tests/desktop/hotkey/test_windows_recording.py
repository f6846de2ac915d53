"""Chords that a person presses in a window of ours, as the settings' field records them on Windows."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.hotkey.windows_hands import WindowsHands
from tests.desktop.hotkey.windows_stage import KEYCODE_P, press_by_place, show
from trayapp.desktop.hotkey.chord import ChordError, pressed_chord

pytestmark = pytest.mark.windows_desktop


class RecordingWindow(QWidget):
    """Takes chords as the settings' field does."""

    def __init__(self, key_name: Callable[[int, int], str | None]) -> None:
        super().__init__()
        self._key_name = key_name
        self.recorded: list[str] = []

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        physical = self._key_name(event.nativeScanCode(), event.nativeVirtualKey())
        try:
            chord = pressed_chord(event.key(), event.modifiers().value, physical)
        except ChordError as error:
            self.recorded.append(error.fault.name)
            return
        if chord is not None:
            self.recorded.append(str(chord))


@pytest.fixture
def recording(windows_hands: WindowsHands, qtbot: QtBot) -> RecordingWindow:
    shown = RecordingWindow(windows_hands.backend.key_name)
    qtbot.addWidget(shown)
    show(shown, qtbot)
    return shown


@pytest.mark.parametrize("group", ["us", "il"])
def test_the_key_is_recorded_and_not_its_character(
    recording: RecordingWindow, layout: Callable[..., None], qtbot: QtBot, group: str
) -> None:
    layout("-layout", group)
    expected: list[str] = []
    for held, key, chord in (
        ("ctrl shift", "F9", "Ctrl+Shift+F9"),
        ("ctrl shift", "1", "Ctrl+Shift+1"),
        ("ctrl shift", KEYCODE_P, "Ctrl+Shift+P"),
        ("ctrl", "Pause", "Ctrl+Pause"),
        ("", "Pause", "Pause"),
        ("super shift", "Prior", "Shift+Super+PageUp"),
        ("ctrl shift", "KP_4", "UNKNOWN_KEY"),
        ("ctrl alt", KEYCODE_P, "ALTGR"),
        ("", KEYCODE_P, "TOO_COMMON"),
        ("ctrl", "Return", "UNKNOWN_KEY"),
    ):
        press_by_place(held, key)
        expected.append(chord)
        # One at a time: a press that says nothing shows here and not at the end.
        qtbot.waitUntil(lambda: len(recording.recorded) >= len(expected), timeout=10_000)
        assert recording.recorded == expected

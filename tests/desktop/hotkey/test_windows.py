"""Hotkeys on wine's desktop: real keys, other programs, windows in the middle of something."""

import ctypes
import threading
from collections.abc import Callable, Iterator
from ctypes import wintypes

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.hotkey.windows_hands import WindowsHands
from tests.windows_session import hands
from tests.windows_session.windows import (
    IN_MENU,
    IN_MOVE,
    PATIENCE_S,
    Notepad,
    foreground,
    is_busy_with,
    title_bar,
    wait_for,
)
from trayapp.desktop import win32
from trayapp.desktop.hotkey import ChordStatus, virtual_keys
from trayapp.desktop.hotkey.chord import Chord, ChordError, pressed_chord
from trayapp.desktop.hotkey.windows import WindowsHotkeys
from trayapp.desktop.hotkey.windows_thread import HotkeyThread

pytestmark = pytest.mark.windows_desktop

TOGGLE = Chord.parse("Ctrl+Shift+F9")
LETTER = Chord.parse("Ctrl+Shift+P")
DIGIT = Chord.parse("Ctrl+Shift+4")
CARD = "4111 1111 1111 1111 12/29 123"
TIMES = 50
KEYCODE_A, KEYCODE_P, SHIN = "38", "33", "\N{HEBREW LETTER SHIN}"
KEYEVENTF_KEYUP = 0x2
WM_INPUT, WM_KEYFIRST, WM_KEYLAST = 0x00FF, 0x0100, 0x0109


class Wire:
    """Every message that Windows sends to the backend's window."""

    def __init__(self) -> None:
        self.numbers: list[int] = []

    @property
    def keys(self) -> int:
        """How many of them tell of a key, a chord's included."""
        return sum(
            number in (win32.WM_HOTKEY, WM_INPUT) or WM_KEYFIRST <= number <= WM_KEYLAST for number in self.numbers
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


@pytest.mark.usefixtures("hotkeys")
def test_every_press_arrives_and_the_other_program_gets_every_other_key(
    windows_hands: WindowsHands, notepad: Notepad, wire: Wire, qtbot: QtBot
) -> None:
    for count in range(1, TIMES + 1):
        hands.xdotool("key", "a", "key", "ctrl+shift+F9", "key", "b")
        qtbot.waitUntil(lambda count=count: len(windows_hands.record.pressed) >= count, timeout=10_000)  # type: ignore[misc]  # stub's type
    notepad.await_text("ab" * TIMES)
    assert notepad.has_keyboard
    assert windows_hands.record.pressed == ["toggle"] * TIMES
    assert wire.keys == TIMES


@pytest.mark.usefixtures("hotkeys")
def test_a_card_number_typed_elsewhere_is_not_delivered_to_us(
    windows_hands: WindowsHands, notepad: Notepad, wire: Wire, qtbot: QtBot
) -> None:
    hands.type_text(CARD)
    notepad.await_text(CARD)
    assert wire.keys == 0
    windows_hands.press("Ctrl+Shift+4")
    await_presses(windows_hands, qtbot, "digit")
    assert wire.keys == 1  # the chord, and nothing before it


@pytest.mark.usefixtures("hotkeys")
def test_keys_typed_while_the_chord_is_held_go_where_they_should(
    windows_hands: WindowsHands, notepad: Notepad, wire: Wire, qtbot: QtBot
) -> None:
    hands.xdotool("keydown", "ctrl", "keydown", "shift", "keydown", "F9", "keyup", "shift", "keyup", "ctrl")
    hands.type_text("4111", between_ms=10)
    hands.xdotool("keyup", "F9")
    notepad.await_text("4111")
    await_presses(windows_hands, qtbot, "toggle")
    assert wire.keys == 1


def test_the_chords_keys_are_kept_from_the_other_program(
    windows_hands: WindowsHands, notepad: Notepad, qtbot: QtBot
) -> None:
    """Super and a digit type the digit where nobody has them: so it is seen that the other one does not get it."""
    hands.key("super+5")
    notepad.await_text("5")
    windows_hands.backend.register("digit", Chord.parse("Super+5"))
    qtbot.waitUntil(lambda: windows_hands.record.status("digit") is ChordStatus.ACTIVE, timeout=10_000)
    windows_hands.press("Super+5")
    await_presses(windows_hands, qtbot, "digit")
    hands.type_text("x")
    notepad.await_text("5x")
    windows_hands.backend.unregister("digit")
    assert windows_hands.backend.is_free(Chord.parse("Super+5"))
    hands.key("super+5")
    notepad.await_text("5x5")
    assert not windows_hands.record.pressed


@pytest.mark.usefixtures("hotkeys", "notepad")
@pytest.mark.parametrize("locks", [["Caps_Lock"], ["Num_Lock"], ["Caps_Lock", "Num_Lock"], ["Scroll_Lock"]])
def test_lock_keys_do_not_matter(windows_hands: WindowsHands, qtbot: QtBot, locks: list[str]) -> None:
    for lock in locks:
        hands.key(lock)
    try:
        for chord in ("Ctrl+Shift+F9", "Ctrl+Shift+P", "Ctrl+Shift+4"):
            windows_hands.press(chord)
        await_presses(windows_hands, qtbot, "toggle", "letter", "digit")
    finally:
        for lock in locks:
            hands.key(lock)


@pytest.mark.usefixtures("notepad")
@pytest.mark.parametrize(
    "chord", ["Shift+F2", "Alt+Shift+P", "Ctrl+Alt+Insert", "Ctrl+Alt+PageDown", "Super+7", "Pause", "Ctrl+Pause"]
)
def test_each_kind_of_key(windows_hands: WindowsHands, qtbot: QtBot, chord: str) -> None:
    windows_hands.backend.register("toggle", Chord.parse(chord))
    qtbot.waitUntil(lambda: windows_hands.record.status("toggle") is ChordStatus.ACTIVE, timeout=10_000)
    windows_hands.press(chord)
    await_presses(windows_hands, qtbot, "toggle")


@pytest.mark.usefixtures("notepad")
@pytest.mark.parametrize("chord", ["F13", "F24"])
def test_a_pedal(windows_hands: WindowsHands, qtbot: QtBot, chord: str) -> None:
    """The display has no such keys, so Windows itself is told of one."""
    windows_hands.backend.register("toggle", Chord.parse(chord))
    qtbot.waitUntil(lambda: windows_hands.record.status("toggle") is ChordStatus.ACTIVE, timeout=10_000)
    whole = (wintypes.BYTE, wintypes.BYTE, wintypes.DWORD, ctypes.c_size_t)
    event = win32.function("user32", "keybd_event", None, *whole)
    _, code = virtual_keys.codes(Chord.parse(chord))
    event(code, 0, 0, 0)
    event(code, 0, KEYEVENTF_KEYUP, 0)
    await_presses(windows_hands, qtbot, "toggle")


@pytest.mark.usefixtures("notepad")
def test_a_chord_that_is_changed(windows_hands: WindowsHands, hotkeys: WindowsHotkeys, qtbot: QtBot) -> None:
    hotkeys.register("toggle", Chord.parse("Ctrl+Shift+F7"))
    assert hotkeys.is_free(TOGGLE)
    windows_hands.press("Ctrl+Shift+F9")
    windows_hands.press("Ctrl+Shift+F7")
    await_presses(windows_hands, qtbot, "toggle")
    assert hotkeys.is_free(TOGGLE)


# While a window is in the middle of something, its thread has a loop of Windows' own in the place of Qt's.


def meanwhile(
    window: int, flag: int, there: WindowsHands, afterwards: Callable[[], object]
) -> tuple[Callable[[], bool], threading.Thread]:
    """Press the chord on another thread as soon as the window's thread is in such a loop.

    Returns:
        What says, after the thread has ended, whether the press had arrived before `afterwards` ended the loop.
    """
    arrived: list[bool] = []

    def press() -> None:
        try:
            wait_for(lambda: is_busy_with(window, flag), "the loop")
            hands.key("ctrl+shift+F9")
            wait_for(lambda: there.record.pressed, "the press")
            arrived.append(is_busy_with(window, flag))
        finally:
            afterwards()

    thread = threading.Thread(target=press, daemon=True)
    thread.start()
    return lambda: bool(arrived) and arrived[0], thread


@pytest.mark.usefixtures("hotkeys")
def test_during_the_drag_of_a_window_of_ours(windows_hands: WindowsHands, window: QWidget, qtbot: QtBot) -> None:
    handle = int(window.winId())
    x, y = title_bar(handle)
    before = window.pos()
    arrived, thread = meanwhile(handle, IN_MOVE, windows_hands, lambda: hands.xdotool("mouseup", 1))
    hands.xdotool("mousemove", x, y, "mousedown", 1, "mousemove", x + 40, y + 30)
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=30_000)
    assert arrived()
    assert windows_hands.record.pressed == ["toggle"]
    assert window.pos() - before != QPoint()  # it was a drag


@pytest.mark.usefixtures("hotkeys")
def test_during_the_drag_of_another_programs_window(
    windows_hands: WindowsHands, notepad: Notepad, qtbot: QtBot
) -> None:
    x, y = title_bar(notepad.window)
    hands.xdotool("mousemove", x, y, "mousedown", 1, "mousemove", x + 40, y + 30)
    try:
        wait_for(lambda: is_busy_with(notepad.window, IN_MOVE), "the drag")
        windows_hands.press("Ctrl+Shift+F9")
        await_presses(windows_hands, qtbot, "toggle")
        assert is_busy_with(notepad.window, IN_MOVE)
    finally:
        hands.xdotool("mouseup", 1)


@pytest.mark.usefixtures("hotkeys")
def test_while_a_native_menu_of_ours_is_open(windows_hands: WindowsHands, window: QWidget, qtbot: QtBot) -> None:
    handle = int(window.winId())
    arrived, thread = meanwhile(handle, IN_MENU, windows_hands, lambda: hands.key("Escape"))
    open_menu(handle)
    qtbot.waitUntil(lambda: not thread.is_alive(), timeout=30_000)
    assert arrived()
    assert windows_hands.record.pressed == ["toggle"]


def test_a_press_that_is_sent_to_a_thread_is_lost_in_a_menu(window: QWidget, qtbot: QtBot) -> None:
    """Why the chords belong to a window: without one, the menu's loop throws their messages away."""
    modifiers, key = virtual_keys.codes(TOGGLE)
    register = win32.function("user32", "RegisterHotKey", wintypes.BOOL, wintypes.HWND, *[wintypes.UINT] * 3)
    assert register(None, 1, modifiers, key)
    handle = int(window.winId())

    def press() -> None:
        wait_for(lambda: is_busy_with(handle, IN_MENU), "the menu")
        hands.xdotool("key", "ctrl+shift+F9", "sleep", 0.3, "key", "Escape")

    thread = threading.Thread(target=press, daemon=True)
    thread.start()
    open_menu(handle)
    thread.join(PATIENCE_S)
    assert not posted(win32.WM_HOTKEY)
    hands.key("ctrl+shift+F9")
    wait_for(lambda: posted(win32.WM_HOTKEY), "the press without a menu")
    win32.function("user32", "UnregisterHotKey", wintypes.BOOL, wintypes.HWND, ctypes.c_int)(None, 1)


def open_menu(owner: int) -> None:
    """Show a native menu; returns when it has gone."""
    menu = win32.function("user32", "CreatePopupMenu", wintypes.HMENU)()
    item = (wintypes.HMENU, wintypes.UINT, ctypes.c_size_t, wintypes.LPCWSTR)
    win32.function("user32", "AppendMenuW", wintypes.BOOL, *item)(menu, 0, 1, "Resume")
    whole = (wintypes.HMENU, wintypes.UINT, *[ctypes.c_int] * 3, wintypes.HWND, wintypes.LPVOID)
    win32.function("user32", "TrackPopupMenu", wintypes.BOOL, *whole)(menu, 0, 350, 250, 0, owner, None)
    win32.function("user32", "DestroyMenu", wintypes.BOOL, wintypes.HMENU)(menu)


def posted(number: int) -> bool:
    """Whether such a message waits for this thread; it is taken away."""
    message = wintypes.MSG()
    whole = (ctypes.POINTER(wintypes.MSG), wintypes.HWND, *[wintypes.UINT] * 3)
    return bool(win32.function("user32", "PeekMessageW", wintypes.BOOL, *whole)(message, None, number, number, 1))


@pytest.mark.usefixtures("hotkeys")
def test_while_a_menu_of_another_program_is_open(windows_hands: WindowsHands, notepad: Notepad, qtbot: QtBot) -> None:
    hands.key("alt+f")
    wait_for(lambda: is_busy_with(notepad.window, IN_MENU), "the menu")
    try:
        windows_hands.press("Ctrl+Shift+F9")
        await_presses(windows_hands, qtbot, "toggle")
        assert is_busy_with(notepad.window, IN_MENU)
    finally:
        hands.xdotool("key", "Escape", "key", "Escape")


# Layouts: wine takes the display's.


@pytest.fixture
def layout() -> Iterator[Callable[..., None]]:
    """Sets the display's keyboard layout."""

    def setxkbmap(*arguments: str) -> None:
        hands.xdotool("exec", "--sync", "setxkbmap", *arguments)

    yield setxkbmap
    setxkbmap("-layout", "us", "-option", "")


@pytest.mark.usefixtures("hotkeys")
@pytest.mark.parametrize("group", ["il", "il,us"])
def test_works_while_hebrew_is_typed(
    windows_hands: WindowsHands, notepad: Notepad, layout: Callable[..., None], qtbot: QtBot, group: str
) -> None:
    layout("-layout", group)

    def types_hebrew() -> bool:
        hands.key(KEYCODE_A)
        return SHIN in notepad.text

    wait_for(types_hebrew, "Hebrew")
    windows_hands.press("Ctrl+Shift+F9")
    windows_hands.press("Ctrl+Shift+4")
    press_by_place("ctrl shift", KEYCODE_P)  # there is no P on this keyboard
    await_presses(windows_hands, qtbot, "toggle", "digit", "letter")


# Chords that a person presses in the settings.


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


def press_by_place(held: str, key: str) -> None:
    """Press a key while others are held; a number is a place on the keyboard, whatever it types."""
    down = [word for name in held.split() for word in ("keydown", name)]
    up = [word for name in reversed(held.split()) for word in ("keyup", name)]
    hands.xdotool(*down, "key", key, *up)


# Ends.


@pytest.mark.usefixtures("notepad")
@pytest.mark.xfail(reason="wine 8 repeats a held chord though it is asked not to (MOD_NOREPEAT)", strict=False)
def test_a_chord_held_for_three_seconds_is_one_press(
    windows_hands: WindowsHands, hotkeys: WindowsHotkeys, qtbot: QtBot
) -> None:
    hands.xdotool("keydown", "ctrl", "keydown", "shift", "keydown", "F9", "sleep", 3)
    windows_hands.release("Ctrl+Shift+F9")
    windows_hands.press("Ctrl+Shift+P")
    await_presses(windows_hands, qtbot, "toggle", "letter")


def test_the_thread_ends_with_the_backend(windows_hands: WindowsHands, hotkeys: WindowsHotkeys) -> None:
    assert "hotkeys" in [thread.name for thread in threading.enumerate()]
    hotkeys.close()
    assert "hotkeys" not in [thread.name for thread in threading.enumerate()]
    assert windows_hands.take("Ctrl+Shift+F9")


def test_nothing_ticks_while_all_is_well(
    windows_hands: WindowsHands, hotkeys: WindowsHotkeys, wire: Wire, qtbot: QtBot
) -> None:
    assert not hotkeys._retry.isActive()
    before = len(wire.numbers)
    qtbot.wait(500)
    assert len(wire.numbers) == before
    assert windows_hands.take("Ctrl+Shift+F8")
    hotkeys.register("more", Chord.parse("Ctrl+Shift+F8"))
    qtbot.waitUntil(hotkeys._retry.isActive, timeout=10_000)
    hotkeys.unregister("more")
    assert not hotkeys._retry.isActive()


def test_others_cannot_close_the_window(hotkeys: WindowsHotkeys, windows_hands: WindowsHands, qtbot: QtBot) -> None:
    assert hotkeys._thread is not None
    window = hotkeys._thread._window
    assert window is not None
    window.post(win32.WM_CLOSE)
    windows_hands.press("Ctrl+Shift+F9")
    await_presses(windows_hands, qtbot, "toggle")

"""Hotkeys on wine's desktop: real keys, beside other programs. Above all: no key that is not ours."""

import ctypes
import threading
from collections.abc import Callable
from ctypes import wintypes

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.hotkey.windows_hands import WindowsHands
from tests.desktop.hotkey.windows_stage import KEYCODE_A, KEYCODE_P, TOGGLE, Wire, await_presses, press_by_place
from tests.helpers.wine import on_wine
from tests.windows_session import hands
from tests.windows_session.windows import Notepad, wait_for
from trayapp.desktop import win32
from trayapp.desktop.hotkey import ChordStatus, virtual_keys
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.hotkey.windows import WindowsHotkeys
from trayapp.desktop.hotkey.windows_thread import HotkeyThread

pytestmark = pytest.mark.windows_desktop

CARD = "4111 1111 1111 1111 12/29 123"
TIMES = 50
SHIN = "\N{HEBREW LETTER SHIN}"
KEYEVENTF_KEYUP = 0x2


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


# Ends.


@pytest.mark.usefixtures("notepad")
@pytest.mark.xfail(on_wine(), reason="wine 8 repeats a held chord though it is asked not to (MOD_NOREPEAT)")
def test_a_chord_held_for_three_seconds_is_one_press(
    windows_hands: WindowsHands, hotkeys: WindowsHotkeys, qtbot: QtBot
) -> None:
    hands.xdotool("keydown", "ctrl", "keydown", "shift", "keydown", "F9", "sleep", 3)
    windows_hands.release("Ctrl+Shift+F9")
    windows_hands.press("Ctrl+Shift+P")
    await_presses(windows_hands, qtbot, "toggle", "letter")


def test_what_is_held_and_asked_for_again_is_not_taken_by_ourselves(qtbot: QtBot) -> None:
    """As when a chord comes free while the next try is under way already."""
    answers: list[tuple[int, int]] = []
    thread = HotkeyThread(lambda _: None, lambda *answer: answers.append(answer), lambda _: None)
    for number in (1, 1, 2):
        thread.register(number, *virtual_keys.codes(TOGGLE))
    qtbot.waitUntil(lambda: len(answers) == 3, timeout=10_000)
    assert answers == [(1, 0), (1, 0), (2, win32.ERROR_HOTKEY_ALREADY_REGISTERED)]
    thread.close()


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

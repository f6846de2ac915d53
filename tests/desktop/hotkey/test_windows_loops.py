"""Chords while a window, ours or another's, is in the middle of a drag or a native menu.

Its thread then has a loop of Windows' own in the place of the program's.
"""

import ctypes
import threading
from collections.abc import Callable
from ctypes import wintypes

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.hotkey.windows_hands import WindowsHands
from tests.desktop.hotkey.windows_stage import TOGGLE, await_presses
from tests.windows_session import hands
from tests.windows_session.windows import IN_MENU, IN_MOVE, PATIENCE_S, Notepad, is_busy_with, title_bar, wait_for
from trayapp.desktop import win32
from trayapp.desktop.hotkey import virtual_keys

pytestmark = pytest.mark.windows_desktop


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

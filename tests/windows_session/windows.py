"""Windows of other programs, as a test under wine sees them."""

import ctypes
import subprocess
import time
from collections.abc import Callable
from ctypes import wintypes
from typing import TypeVar

from trayapp.desktop import win32

T = TypeVar("T")

PATIENCE_S = 20.0
IN_MOVE, IN_MENU = 0x2, 0x4
"""Flags of GetGUIThreadInfo: a window is being moved; a menu is open."""
_WM_GETTEXT = 0x000D
_LONGEST = 4096
_FEW_STARTS = 3


def wait_for(question: Callable[[], T], what: str) -> T:
    """The first true answer, without looking after this thread's own messages.

    Raises:
        AssertionError: there is none in good time.
    """
    end_s = time.monotonic() + PATIENCE_S
    while time.monotonic() < end_s:
        if answer := question():
            return answer
        time.sleep(0.02)
    raise AssertionError(f"waited in vain for {what}")


def start(*words: str) -> "subprocess.Popen[str]":
    """Start a program whose standard streams are pipes."""
    for trial in range(_FEW_STARTS):
        try:
            return subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        except OSError:  # wine 8 fails so about once in some hundred starts
            if trial == _FEW_STARTS - 1:
                raise
            time.sleep(0.5)
    raise AssertionError


def end(program: "subprocess.Popen[str]") -> None:
    """Kill a program, and close its pipes."""
    assert program.stdin
    assert program.stdout
    program.kill()
    program.wait(PATIENCE_S)
    program.stdin.close()
    program.stdout.close()


def foreground() -> int:
    """The window that has the keyboard."""
    return int(win32.function("user32", "GetForegroundWindow", wintypes.HWND)() or 0)


def place(window: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom."""
    box = wintypes.RECT()
    pointer = ctypes.POINTER(wintypes.RECT)
    win32.function("user32", "GetWindowRect", wintypes.BOOL, wintypes.HWND, pointer)(window, ctypes.byref(box))
    return box.left, box.top, box.right, box.bottom


def title_bar(window: int) -> tuple[int, int]:
    """A place by which a window can be dragged."""
    left, top, right, _ = place(window)
    return (left + right) // 2, top + 12


def is_busy_with(window: int, flag: int) -> bool:
    """Whether the thread of a window is in the middle of `IN_MOVE` or `IN_MENU`."""
    dword = ctypes.POINTER(wintypes.DWORD)
    thread = win32.function("user32", "GetWindowThreadProcessId", wintypes.DWORD, wintypes.HWND, dword)(window, None)
    info = _ThreadInfo(cbSize=ctypes.sizeof(_ThreadInfo))
    pointer = ctypes.POINTER(_ThreadInfo)
    ask = win32.function("user32", "GetGUIThreadInfo", wintypes.BOOL, wintypes.DWORD, pointer)
    return bool(ask(thread, ctypes.byref(info))) and bool(info.flags & flag)


class Notepad:
    """Another program's window, which has the keyboard."""

    def __init__(self) -> None:
        self._program = start("notepad.exe")
        self.window = wait_for(lambda: _find(None, "Notepad"), "notepad")
        self._edit = wait_for(lambda: _find(self.window, "Edit"), "its text")
        wait_for(lambda: self.has_keyboard, "notepad to have the keyboard")

    @property
    def text(self) -> str:
        """What stands in it."""
        text = ctypes.create_unicode_buffer(_LONGEST)
        whole = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, ctypes.c_void_p)
        win32.function("user32", "SendMessageW", ctypes.c_ssize_t, *whole)(self._edit, _WM_GETTEXT, _LONGEST, text)
        return text.value

    @property
    def has_keyboard(self) -> bool:
        """Whether it is the foreground window."""
        return foreground() == self.window

    def await_text(self, text: str) -> None:
        """Wait until this very text stands in it."""
        wait_for(lambda: len(self.text) >= len(text), "the text")
        assert self.text == text

    def close(self) -> None:
        """End it."""
        end(self._program)


def _find(parent: int | None, name: str) -> int:
    whole = (wintypes.HWND, wintypes.HWND, wintypes.LPCWSTR, wintypes.LPCWSTR)
    return int(win32.function("user32", "FindWindowExW", wintypes.HWND, *whole)(parent, None, name, None) or 0)


class _ThreadInfo(ctypes.Structure):
    """GUITHREADINFO."""

    _fields_ = (
        ("cbSize", wintypes.DWORD),
        ("flags", wintypes.DWORD),
        *((name, wintypes.HWND) for name in ("active", "focus", "capture", "menuOwner", "moveSize", "caret")),
        ("caretPlace", wintypes.RECT),
    )

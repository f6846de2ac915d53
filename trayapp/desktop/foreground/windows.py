"""The foreground window of Windows.

A menu of ours takes the foreground while it is open. When it closes, Windows gives it to another window of our
process, be it one that is never to have it (seen with Qt 6.11 under wine 8), and what is typed then is lost. So whose
it was is noted when a menu opens, and the window gets it back. Where that was none that takes keys, as the task bar
from which the tray's menu is opened, the uppermost window gets it that is not one of those that always lie above
others, such as softphones.
"""

import ctypes
import os
from collections.abc import Iterator
from ctypes import wintypes
from functools import partial
from typing import Final

from trayapp.desktop import win32

WS_EX_TOPMOST: Final = 0x00000008
WS_EX_TOOLWINDOW: Final = 0x00000080
WS_EX_NOACTIVATE: Final = 0x08000000
_GWL_EXSTYLE = -20
_GW_HWNDNEXT = 2
_DWMWA_CLOAKED = 14
_MOST_WINDOWS = 10_000
"""More than a session can have; windows that come and go meanwhile must not keep us for ever."""


_user32 = partial(win32.function, "user32")
_QUESTIONS = {"IsWindowVisible": True, "IsWindowEnabled": True, "IsIconic": False}
"""What is asked of a window, and what it must answer."""


class _Noted:
    """Whose the foreground was when the last menu opened: there is one in a session, and so one memory of it."""

    window = 0


def note() -> None:
    """A menu is about to open: remember who has the foreground."""
    _Noted.window = _now()


def pass_on() -> None:
    """Give the foreground back to whom it was taken from by a menu, if one of ours has it that takes no keys."""
    now = _now()
    if not now or (_is_ours(now) and not _refuses(now)):
        return
    noted, _Noted.window = _Noted.window, 0
    if not _is_ours(now):
        return
    window = noted if noted and _takes_keys(noted) else _uppermost()
    if window:
        _user32("SetForegroundWindow", wintypes.BOOL, wintypes.HWND)(window)


def _now() -> int:
    return int(_user32("GetForegroundWindow", wintypes.HWND)() or 0)


def _uppermost() -> int:
    """The uppermost window that takes keys, one that always lies above others only if there is no other; 0 for none."""
    above = 0
    for window in _pile():
        if _takes_keys(window):
            if not _extended_style(window) & WS_EX_TOPMOST:
                return window
            above = above or window
    return above


def _pile() -> Iterator[int]:
    """All top-level windows, the uppermost first."""
    window = int(_user32("GetTopWindow", wintypes.HWND, wintypes.HWND)(None) or 0)
    below = _user32("GetWindow", wintypes.HWND, wintypes.HWND, wintypes.UINT)
    for _ in range(_MOST_WINDOWS):
        if not window:
            return
        yield window
        window = int(below(window, _GW_HWNDNEXT) or 0)


def _takes_keys(window: int) -> bool:
    """Whether a person could have typed into it: seen, and of the kind that is listed by Alt+Tab."""
    answers = {name: bool(_user32(name, wintypes.BOOL, wintypes.HWND)(window)) for name in _QUESTIONS}
    hidden_from_list = bool(_extended_style(window) & (WS_EX_TOOLWINDOW | WS_EX_NOACTIVATE))
    return answers == _QUESTIONS and not hidden_from_list and not _is_cloaked(window)


def _refuses(window: int) -> bool:
    return bool(_extended_style(window) & WS_EX_NOACTIVATE)


def _extended_style(window: int) -> int:
    return int(_user32("GetWindowLongW", wintypes.LONG, wintypes.HWND, ctypes.c_int)(window, _GWL_EXSTYLE))


def _is_ours(window: int) -> bool:
    process = wintypes.DWORD()
    pointer = ctypes.POINTER(wintypes.DWORD)
    ask = _user32("GetWindowThreadProcessId", wintypes.DWORD, wintypes.HWND, pointer)
    ask(window, ctypes.byref(process))
    return process.value == os.getpid()


def _is_cloaked(window: int) -> bool:
    """Whether it is hidden though it counts as visible, as suspended apps and those of other desktops are."""
    cloaked = wintypes.DWORD()
    whole = (wintypes.HWND, wintypes.DWORD, ctypes.c_void_p, wintypes.DWORD)
    ask = win32.function("dwmapi", "DwmGetWindowAttribute", wintypes.LONG, *whole)
    known = ask(window, _DWMWA_CLOAKED, ctypes.byref(cloaked), ctypes.sizeof(cloaked)) == 0
    return known and bool(cloaked.value)

"""The few Win32 calls that the Windows side makes, with their types. They can be called on Windows alone.

64-bit Windows has one calling convention, so libraries are opened by `ctypes.CDLL`, which is known to the type checker
on every system (Qt 6 does not run on 32-bit Windows).
"""

import ctypes
import itertools
import logging
from collections.abc import Callable
from ctypes import wintypes
from functools import cache
from typing import Any, ClassVar, Final

log = logging.getLogger(__name__)

WM_CLOSE: Final = 0x0010
WM_QUERYENDSESSION: Final = 0x0011
WM_ENDSESSION: Final = 0x0016
WM_POWERBROADCAST: Final = 0x0218
WM_WTSSESSION_CHANGE: Final = 0x02B1
WM_HOTKEY: Final = 0x0312
WM_APP: Final = 0x8000
"""The first number of those that a program uses as it likes."""

ERROR_HOTKEY_ALREADY_REGISTERED: Final = 1409

_LRESULT = ctypes.c_ssize_t
_PROCEDURE = ctypes.CFUNCTYPE(_LRESULT, wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)
_HWND_MESSAGE = -3
"""The parent of windows that take part in nothing but messages sent to themselves."""

OnMessage = Callable[[int, int, int], int | None]
"""Called with a message's number, wParam and lParam. Returns the answer, or None to give Windows' usual one."""


@cache
def function(library: str, name: str, result: type | None, *arguments: type) -> Callable[..., Any]:
    """A function of a system library, such as `function("user32", "IsWindow", wintypes.BOOL, wintypes.HWND)`.

    Raises:
        OSError: there is no such library.
        AttributeError: it has no such function.
    """
    found = ctypes.CDLL(library, use_last_error=True)[name]
    found.restype, found.argtypes = result, arguments
    return found


def last_error() -> int:
    """Why the last call of a `function` on this thread failed (GetLastError)."""
    return int(vars(ctypes)["get_last_error"]())  # not declared for other systems


def system_error(what: str) -> OSError:
    """An OSError for a call that failed just now."""
    return OSError(0, what, None, last_error())


class Window:
    """A window that is never shown and only takes messages.

    It belongs to the thread that makes it: there its messages arrive, whenever that thread looks for any, and there it
    has to be closed. Requests to close it by others are not heeded.

    Args:
        on_message: takes the messages; what it raises is logged, and Windows' usual answer given.
        message_only: without the messages that are sent to all windows, such as those of sleep and of the session's
            end.

    Raises:
        OSError: there can be no more windows.
    """

    _numbers: ClassVar = itertools.count(1)

    def __init__(self, on_message: OnMessage, *, message_only: bool) -> None:
        self._on_message = on_message
        self._procedure = _PROCEDURE(self._take)  # Windows calls it as long as there is the window
        self._class = f"RecordingPause.{next(self._numbers)}"
        register = function("user32", "RegisterClassExW", wintypes.ATOM, ctypes.POINTER(_WindowClass))
        described = _WindowClass(cbSize=ctypes.sizeof(_WindowClass), lpfnWndProc=self._procedure)
        described.lpszClassName, described.hInstance = self._class, _module()
        if not register(ctypes.byref(described)):
            raise system_error("RegisterClassEx")
        whole = (wintypes.DWORD, wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.DWORD, *[ctypes.c_int] * 4)
        handles = (wintypes.HWND, wintypes.HMENU, wintypes.HINSTANCE, wintypes.LPVOID)
        create = function("user32", "CreateWindowExW", wintypes.HWND, *whole, *handles)
        parent = _HWND_MESSAGE if message_only else None
        self.handle: int = create(0, self._class, None, 0, 0, 0, 0, 0, parent, None, _module(), None) or 0
        """The window's number (HWND)."""
        if not self.handle:
            error = system_error("CreateWindowEx")
            self._forget_class()
            raise error

    def post(self, message: int) -> None:
        """Have a message arrive, soon. From any thread."""
        call = function("user32", "PostMessageW", wintypes.BOOL, *_MESSAGE)
        call(self.handle, message, 0, 0)

    def close(self) -> None:
        """End the window, and all that is registered for it. A second time is no error."""
        if self.handle:
            function("user32", "DestroyWindow", wintypes.BOOL, wintypes.HWND)(self.handle)
            self._forget_class()
            self.handle = 0

    def _forget_class(self) -> None:
        forget = function("user32", "UnregisterClassW", wintypes.BOOL, wintypes.LPCWSTR, wintypes.HINSTANCE)
        forget(self._class, _module())

    def _take(self, handle: int, message: int, wparam: int, lparam: int) -> int:
        answer = None
        if message == WM_CLOSE:
            return 0
        try:
            answer = self._on_message(message, wparam, lparam)
        except Exception:  # logged: Python could only print what is raised here, to nobody
            log.exception("The message %#x could not be taken", message)
        if answer is not None:
            return answer
        usual: int = function("user32", "DefWindowProcW", _LRESULT, *_MESSAGE)(handle, message, wparam, lparam)
        return usual


def run_messages() -> None:
    """Deal with this thread's messages, and sleep while there are none, until `end_messages` is called on it."""
    message = wintypes.MSG()
    pointer = ctypes.POINTER(wintypes.MSG)
    get = function("user32", "GetMessageW", ctypes.c_int, pointer, wintypes.HWND, wintypes.UINT, wintypes.UINT)
    dispatch = function("user32", "DispatchMessageW", _LRESULT, pointer)
    while get(ctypes.byref(message), None, 0, 0) > 0:
        dispatch(ctypes.byref(message))


def end_messages() -> None:
    """Let `run_messages` of this thread return."""
    function("user32", "PostQuitMessage", None, ctypes.c_int)(0)


def register_hot_key(window: int, number: int, modifiers: int, virtual_key: int) -> int:
    """Have WM_HOTKEY with `number` at each press. 0, or the error. On the window's own thread alone."""
    call = function("user32", "RegisterHotKey", wintypes.BOOL, wintypes.HWND, ctypes.c_int, *[wintypes.UINT] * 2)
    return 0 if call(window, number, modifiers, virtual_key) else last_error()


def unregister_hot_key(window: int, number: int) -> None:
    """Have it no more. On the window's own thread alone."""
    function("user32", "UnregisterHotKey", wintypes.BOOL, wintypes.HWND, ctypes.c_int)(window, number)


def _module() -> int:
    """The program itself (HINSTANCE)."""
    handle: int = function("kernel32", "GetModuleHandleW", wintypes.HMODULE, wintypes.LPCWSTR)(None)
    return handle


_MESSAGE = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)


class _WindowClass(ctypes.Structure):
    """WNDCLASSEXW."""

    _fields_ = (
        ("cbSize", wintypes.UINT),
        ("style", wintypes.UINT),
        ("lpfnWndProc", _PROCEDURE),
        ("cbClsExtra", ctypes.c_int),
        ("cbWndExtra", ctypes.c_int),
        ("hInstance", wintypes.HINSTANCE),
        ("hIcon", wintypes.HICON),
        ("hCursor", wintypes.HANDLE),
        ("hbrBackground", wintypes.HBRUSH),
        ("lpszMenuName", wintypes.LPCWSTR),
        ("lpszClassName", wintypes.LPCWSTR),
        ("hIconSm", wintypes.HICON),
    )

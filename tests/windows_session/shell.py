"""What Windows shows and tells: screen, task bar, window styles and themes, as a test on wine's desktop sees them."""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ctypes import wintypes

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from trayapp.desktop import win32

TOPMOST, TRANSPARENT, TOOL_WINDOW, NO_ACTIVATE = 0x8, 0x20, 0x80, 0x08000000
"""Extended styles of windows."""
_PERSONALIZE = r"Software\Microsoft\Windows\CurrentVersion\Themes\Personalize"
_EXTENDED_STYLE, _NEXT_WINDOW_BELOW = -20, 2
_NIM_DELETE = 2
_WM_SETTINGCHANGE, _ABORT_IF_HUNG, _ANSWER_MS, _EVERYBODY = 0x001A, 0x0002, 2000, 0xFFFF
_REG_DWORD = 4
_CURRENT_USER = 0x80000001
_DESKTOP = r"Control Panel\Desktop"
_DPI_OF_100_PERCENT, _PER_MONITOR_AWARE = 96, 2


def screenshot() -> QImage:
    """The whole screen."""
    return QGuiApplication.primaryScreen().grabWindow(0).toImage().convertToFormat(QImage.Format.Format_RGB32)


def find(picture: QImage) -> QPoint | None:
    """The middle of a place on the screen where every opaque pixel of the picture is seen, and nothing else there."""
    screen = screenshot()
    whole = bytes(screen.constBits())
    spots = [
        (x, y, (picture.pixel(x, y) | 0xFF000000).to_bytes(4, "little"))
        for y in range(picture.height())
        for x in range(picture.width())
        if picture.pixelColor(x, y).alpha() == 255
    ]
    line = screen.bytesPerLine()
    first_x, first_y, first = spots[0]
    at = whole.find(first)
    while at >= 0:
        corner = at - first_y * line - first_x * 4
        if at % 4 == 0 and all(
            whole[corner + y * line + x * 4 : corner + y * line + x * 4 + 4] == pixel for x, y, pixel in spots
        ):
            y, x = divmod(corner, line)
            return QPoint(x // 4 + picture.width() // 2, y + picture.height() // 2)
        at = whole.find(first, at + 1)
    return None


def handle(window: QWidget) -> int:
    """Windows' number of a window."""
    return int(window.winId())


def extended_style(window: QWidget) -> int:
    """WS_EX_… of a window."""
    get = win32.function("user32", "GetWindowLongW", wintypes.LONG, wintypes.HWND, ctypes.c_int)
    return int(get(handle(window), _EXTENDED_STYLE)) & 0xFFFFFFFF


def lies_above(upper: int, lower: int) -> bool:
    """Whether a window lies above another in the pile of all windows."""
    below = win32.function("user32", "GetWindow", wintypes.HWND, wintypes.HWND, wintypes.UINT)
    window = upper
    while window:
        window = int(below(window, _NEXT_WINDOW_BELOW) or 0)
        if window == lower:
            return True
    return False


def own_windows(of_class: str) -> list[int]:
    """This process's top-level windows whose class has this in its name."""
    found: list[int] = []
    kind = ctypes.CFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)
    name = ctypes.create_unicode_buffer(256)
    process = wintypes.DWORD()
    pointer = ctypes.POINTER(wintypes.DWORD)
    name_of = win32.function("user32", "GetClassNameW", ctypes.c_int, wintypes.HWND, wintypes.LPWSTR, ctypes.c_int)
    process_of = win32.function("user32", "GetWindowThreadProcessId", wintypes.DWORD, wintypes.HWND, pointer)
    own = win32.function("kernel32", "GetCurrentProcessId", wintypes.DWORD)()

    def look(window: int, _: int) -> bool:
        name_of(window, name, len(name))
        process_of(window, ctypes.byref(process))
        if of_class in name.value and process.value == own:
            found.append(window)
        return True

    win32.function("user32", "EnumWindows", wintypes.BOOL, kind, wintypes.LPARAM)(kind(look), 0)
    return found


def forget_tray_icons() -> None:
    """Take the icons of this process from the task bar behind Qt's back, as a task bar does that ends."""
    delete = win32.function("shell32", "Shell_NotifyIconW", wintypes.BOOL, wintypes.DWORD, ctypes.POINTER(_IconData))
    for window in own_windows("TrayIconMessageWindowClass"):
        data = _IconData(cbSize=ctypes.sizeof(_IconData), hWnd=window)
        assert delete(_NIM_DELETE, ctypes.byref(data))


def tell_of_a_new_task_bar() -> None:
    """What a task bar tells every window when it starts."""
    number = win32.function("user32", "RegisterWindowMessageW", wintypes.UINT, wintypes.LPCWSTR)("TaskbarCreated")
    _tell_everybody(number, None)


@contextmanager
def theme(*, light: bool | None = None, task_bar_light: bool | None = None) -> Iterator[Callable[[bool], None]]:
    """The themes of windows and of the task bar, and a function that changes the former; taken back afterwards."""
    for name, value in (("AppsUseLightTheme", light), ("SystemUsesLightTheme", task_bar_light)):
        if value is not None:
            _write(_PERSONALIZE, name, int(value))

    def change(light: bool) -> None:  # noqa: FBT001  (the one thing it is told)
        _write(_PERSONALIZE, "AppsUseLightTheme", int(light))
        _tell_everybody(_WM_SETTINGCHANGE, "ImmersiveColorSet")

    try:
        yield change
    finally:
        change(True)  # noqa: FBT003  (as it was)
        _write(_PERSONALIZE, "SystemUsesLightTheme", 1)


@contextmanager
def scale(percent: int) -> Iterator[None]:
    """How large everything is drawn by programs that begin now."""
    _write(_DESKTOP, "LogPixels", _DPI_OF_100_PERCENT * percent // 100)
    yield
    _write(_DESKTOP, "LogPixels", _DPI_OF_100_PERCENT)


def knows_the_scale_of_each_screen(window: QWidget) -> bool:
    """Whether Windows leaves it to the program to draw this window larger, on each screen as it needs."""
    context = win32.function("user32", "GetWindowDpiAwarenessContext", wintypes.HANDLE, wintypes.HWND)(handle(window))
    awareness = win32.function("user32", "GetAwarenessFromDpiAwarenessContext", ctypes.c_int, wintypes.HANDLE)
    return bool(awareness(context) == _PER_MONITOR_AWARE)


def _write(key: str, name: str, value: int) -> None:
    write = win32.function(
        "advapi32",
        "RegSetKeyValueW",
        *(wintypes.LONG, wintypes.HANDLE, wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.DWORD),
        *(ctypes.c_void_p, wintypes.DWORD),
    )
    number = wintypes.DWORD(value)
    assert write(_CURRENT_USER, key, name, _REG_DWORD, ctypes.byref(number), ctypes.sizeof(number)) == 0


def _tell_everybody(message: int, text: str | None) -> None:
    send = win32.function(
        "user32",
        "SendMessageTimeoutW",
        *(wintypes.LPARAM, wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPCWSTR),
        *(wintypes.UINT, wintypes.UINT, ctypes.c_void_p),
    )
    send(_EVERYBODY, message, 0, text, _ABORT_IF_HUNG, _ANSWER_MS, None)


class _IconData(ctypes.Structure):
    """NOTIFYICONDATAW."""

    _fields_ = (
        ("cbSize", wintypes.DWORD),
        ("hWnd", wintypes.HWND),
        ("uID", wintypes.UINT),
        ("uFlags", wintypes.UINT),
        ("uCallbackMessage", wintypes.UINT),
        ("hIcon", wintypes.HANDLE),
        ("szTip", wintypes.WCHAR * 128),
        ("dwState", wintypes.DWORD),
        ("dwStateMask", wintypes.DWORD),
        ("szInfo", wintypes.WCHAR * 256),
        ("uVersion", wintypes.UINT),
        ("szInfoTitle", wintypes.WCHAR * 64),
        ("dwInfoFlags", wintypes.DWORD),
        ("guidItem", ctypes.c_byte * 16),
        ("hBalloonIcon", wintypes.HANDLE),
    )

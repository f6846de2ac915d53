"""Windows: Python has no `time.tzset` there, but the C library that it tells the time by has one."""

from trayapp.desktop import win32


def reread() -> None:
    """Have the C library ask Windows for the time zone again ("_tzset", Microsoft's reference of the C run-time)."""
    win32.function("ucrtbase", "_tzset", None)()

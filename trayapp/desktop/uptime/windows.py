"""Windows: two clocks, of which one stands still in sleep, and a mark in memory that no restart survives."""

import ctypes
from ctypes import wintypes
from functools import cache

from trayapp.desktop import win32

_KEY = r"Software\RecordingPauseStart"
_REG_OPTION_VOLATILE = 1
_KEY_QUERY_VALUE = 1
_HKEY_CURRENT_USER = 0x8000_0001
_CREATE = (
    *(wintypes.HKEY, wintypes.LPCWSTR, wintypes.DWORD, wintypes.LPWSTR, wintypes.DWORD, wintypes.DWORD),
    *(wintypes.LPVOID, ctypes.POINTER(wintypes.HKEY), wintypes.LPDWORD),
)
_QUERY = (wintypes.HKEY, *[wintypes.LPVOID] * 10, ctypes.POINTER(wintypes.FILETIME))
"""What is asked for is the last of them alone."""
_UNIT_S = 1e-7
"""Windows counts in 100 ns."""


def suspended_s() -> float:
    """How long the machine has slept since it started; only differences mean anything.

    Microsoft documents GetTickCount64 to include the time spent in sleep and hibernation, and
    QueryUnbiasedInterruptTime to leave it out; both count the same interrupts.
    """
    ticks_ms = win32.function("kernel32", "GetTickCount64", ctypes.c_uint64)()
    awake = ctypes.c_uint64()
    pointer = ctypes.POINTER(ctypes.c_uint64)
    win32.function("kernel32", "QueryUnbiasedInterruptTime", wintypes.BOOL, pointer)(ctypes.byref(awake))
    return float(ticks_ms / 1000 - awake.value * _UNIT_S)


@cache
def boot_id() -> str:
    """A name for this run of the machine, or for a part of it: no two runs have the same. "" where there is none.

    It is the moment at which a volatile key was made in the user's registry. Such a key lies in memory, and goes with
    the user's part of the registry: at the latest when the machine ends, usually when the user leaves (RegCreateKeyEx,
    REG_OPTION_VOLATILE). The first program of a run makes it, all others find it. Windows' own number of the start
    (BootId, of the prefetcher) is not kept where prefetching is off.
    """
    key = wintypes.HKEY()
    options = (0, None, _REG_OPTION_VOLATILE, _KEY_QUERY_VALUE, None)
    create = win32.function("advapi32", "RegCreateKeyExW", wintypes.LONG, *_CREATE)
    if create(_HKEY_CURRENT_USER, _KEY, *options, ctypes.byref(key), None) != 0:
        return ""
    made_at = wintypes.FILETIME()
    query = win32.function("advapi32", "RegQueryInfoKeyW", wintypes.LONG, *_QUERY)
    failed = query(key, *[None] * 10, ctypes.byref(made_at)) != 0
    win32.function("advapi32", "RegCloseKey", wintypes.LONG, wintypes.HKEY)(key)
    return "" if failed else f"{made_at.dwHighDateTime:08x}{made_at.dwLowDateTime:08x}"

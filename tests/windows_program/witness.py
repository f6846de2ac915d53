"""Tells, from within wine, what stands in notepad and which window has the keyboard.

`python -m tests.windows_program.witness` on Windows: each line on standard input is answered by a line of JSON.
"""

import ctypes
import json
import sys
import time
from ctypes import wintypes

_WM_GETTEXT = 0x000D
_LONGEST = 65536
_PATIENCE_S = 20.0


def main() -> int:
    """Answer until standard input ends."""
    user32 = ctypes.WinDLL("user32", use_last_error=True)  # type: ignore[attr-defined]  # Windows only
    for name in ("FindWindowW", "FindWindowExW", "GetForegroundWindow"):
        getattr(user32, name).restype = wintypes.HWND
    user32.FindWindowExW.argtypes = (wintypes.HWND, wintypes.HWND, wintypes.LPCWSTR, wintypes.LPCWSTR)
    user32.SendMessageW.argtypes = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, ctypes.c_void_p)
    text = ctypes.create_unicode_buffer(_LONGEST)
    window = _await(lambda: user32.FindWindowW("Notepad", None))
    edit = _await(lambda: user32.FindWindowExW(window, None, "Edit", None))
    for _ in sys.stdin:
        user32.SendMessageW(edit, _WM_GETTEXT, len(text), ctypes.addressof(text))
        facts = {"text": text.value, "has_keyboard": user32.GetForegroundWindow() == window}
        sys.stdout.write(json.dumps(facts) + "\n")
        sys.stdout.flush()
    return 0


def _await(find: "object") -> int:
    end_s = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end_s:
        if found := find():  # type: ignore[operator]  # a lambda
            return int(found)
        time.sleep(0.05)
    raise TimeoutError("notepad's window did not come")


if __name__ == "__main__":
    sys.exit(main())

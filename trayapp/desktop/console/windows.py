"""Windows: the window program beside the console's, and a message box where nobody would read standard error."""

import ctypes
import subprocess
import sys
from ctypes import wintypes
from pathlib import Path

WINDOW_LAUNCHER = "recording-pausew.exe"
"""Beside `recording-pause.exe`, as pythonw.exe is beside python.exe."""

_ICON_ERROR = 0x10
_SET_FOREGROUND = 0x10000
_DETACHED_PROCESS = 0x8
_NEW_PROCESS_GROUP = 0x200


def show(text: str) -> None:
    """Show a sentence in a message box, and wait until it is read."""
    box = ctypes.CDLL("user32").MessageBoxW
    box.argtypes = (wintypes.HWND, wintypes.LPCWSTR, wintypes.LPCWSTR, wintypes.UINT)
    box(None, text, "Recording Pause", _ICON_ERROR | _SET_FOREGROUND)


def start_apart() -> bool:
    """Start the window program, without words; False where there is none.

    It gets no standard streams and no part in the console, which can be closed.
    """
    command = window_program()
    if command is None:
        return False
    subprocess.Popen(command, close_fds=True, creationflags=_DETACHED_PROCESS | _NEW_PROCESS_GROUP)
    return True


def window_program() -> list[str] | None:
    """How to start the window program: by its launcher where the program is installed, else by pythonw.exe."""
    launcher = Path(sys.executable if getattr(sys, "frozen", False) else sys.argv[0]).with_name(WINDOW_LAUNCHER)
    if launcher.is_file():
        return [str(launcher)]
    python = Path(sys.executable).with_name("pythonw.exe")
    return [str(python), "-m", "trayapp"] if python.is_file() else None

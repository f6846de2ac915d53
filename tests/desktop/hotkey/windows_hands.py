"""What a person and other programs do to the keyboard of wine's desktop."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn
from unittest.mock import patch

from tests.desktop.hotkey.hands import Record
from tests.windows_session import hands
from tests.windows_session.windows import end, start
from trayapp.desktop import win32
from trayapp.desktop.hotkey.windows import WindowsHotkeys

if TYPE_CHECKING:
    import subprocess

RIVAL = """
import ctypes, sys
from trayapp.desktop import win32
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.hotkey.virtual_keys import codes
window = win32.Window(lambda *_: None, message_only=True)
print(win32.register_hot_key(window.handle, 1, *codes(Chord.parse(sys.argv[1]))), flush=True)
sys.stdin.read()
"""
"""A program that has one chord until its input ends."""


class WindowsHands:
    """Real keys, pressed from outside; other programs as processes."""

    def __init__(self, wait: Callable[[float], None]) -> None:
        self.record = Record()
        self.backend = WindowsHotkeys(self.record.on_pressed, self.record.on_status, retry_s=0.1)
        self._wait = wait
        self._rivals: dict[str, subprocess.Popen[str]] = {}
        self._no_windows = patch.object(win32, "Window", _no_more)

    def press(self, chord: str) -> None:
        hands.key(keys(chord))

    def hold(self, chord: str) -> None:
        """Shorter than the keyboard waits before it repeats: wine 8 tells of repeats though it is asked not to."""
        hands.xdotool(*(word for key in keys(chord).split("+") for word in ("keydown", key)))
        self._wait(0.3)

    def release(self, chord: str) -> None:
        hands.xdotool(*(word for key in reversed(keys(chord).split("+")) for word in ("keyup", key)))

    def take(self, chord: str) -> bool:
        rival = start(sys.executable, "-u", "-c", RIVAL, chord)
        self._rivals[chord] = rival
        assert rival.stdout
        return rival.stdout.readline().strip() == "0"

    def give_back(self, chord: str) -> None:
        """The other program is killed: nobody gives anything back but the system."""
        end(self._rivals.pop(chord))

    def lose(self) -> None:
        """The thread's window goes, and there are no more windows to be had."""
        self._no_windows.start()
        if self.backend._thread is not None:
            self.backend._thread._do(lambda _: win32.end_messages())

    def restore(self) -> None:
        self._no_windows.stop()

    def close(self) -> None:
        patch.stopall()
        for chord in list(self._rivals):
            self.give_back(chord)
        self.backend.close()


def keys(chord: str) -> str:
    """A chord in xdotool's words."""
    *modifiers, key = chord.split("+")
    names = {"PageUp": "Prior", "PageDown": "Next"}
    key = names.get(key, key.lower() if len(key) == 1 else key)
    return "+".join([*(modifier.lower() for modifier in modifiers), key])


def _no_more(*_: object, **__: object) -> NoReturn:
    raise OSError(0, "no more windows")

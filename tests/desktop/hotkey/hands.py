"""What a person and other programs do to a keyboard: once for the fake, once for a real X11 desktop."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from trayapp.desktop.hotkey import ChordStatus, HotkeyBackend
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.hotkey.fake import FakeHotkeys
from trayapp.desktop.hotkey.x11 import X11Hotkeys
from trayapp.simulator.virtual_desktop import VirtualDesktop

REPOSITORY = Path(__file__).parents[3]

RIVAL = """
import sys
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.hotkey.xcb import XcbConnection
connection = XcbConnection()
keymap = connection.keymap()
codes, modifiers = keymap.grabs(Chord.parse(sys.argv[1]))
print(all(connection.grab(code, [modifiers]) for code in codes), flush=True)
sys.stdin.read()
"""
"""A program that has one chord, without lock variants as most do, until its input ends."""


class Record:
    """Writes down what a backend calls back."""

    def __init__(self) -> None:
        self.pressed: list[str] = []
        self.pressed_at: list[float] = []
        """On the clock of `time.perf_counter`."""
        self.told: list[tuple[str, ChordStatus]] = []
        self.listener: Callable[[], None] | None = None
        """Called at each status, from within the backend."""

    def on_pressed(self, name: str) -> None:
        self.pressed_at.append(time.perf_counter())
        self.pressed.append(name)

    def on_status(self, name: str, status: ChordStatus) -> None:
        self.told.append((name, status))
        if self.listener:
            self.listener()

    def status(self, name: str) -> ChordStatus | None:
        """What was told last of the chord called `name`."""
        return next((status for told, status in reversed(self.told) if told == name), None)


class Hands(Protocol):
    """One keyboard, with a backend that listens to it."""

    record: Record

    @property
    def backend(self) -> HotkeyBackend:
        """What is under test."""

    def press(self, chord: str) -> None:
        """Press a chord and release it."""

    def hold(self, chord: str) -> None:
        """Press a chord and hold it until auto-repeat has set in."""

    def release(self, chord: str) -> None:
        """Release a held chord."""

    def take(self, chord: str) -> bool:
        """Another program asks for a chord; whether it got it."""

    def give_back(self, chord: str) -> None:
        """The other program ends."""

    def lose(self) -> None:
        """Hotkeys are no longer to be had."""

    def restore(self) -> None:
        """They are again."""


class FakeHands:
    """The keyboard in memory."""

    def __init__(self) -> None:
        self.record = Record()
        self.backend = FakeHotkeys(self.record.on_pressed, self.record.on_status)

    def press(self, chord: str) -> None:
        self.backend.press(Chord.parse(chord))

    def hold(self, chord: str) -> None:
        for _ in range(5):
            self.backend.hold(Chord.parse(chord))

    def release(self, chord: str) -> None:
        self.backend.release(Chord.parse(chord))

    def take(self, chord: str) -> bool:
        free = self.backend.is_free(Chord.parse(chord))
        if free:
            self.backend.take(Chord.parse(chord))
        return free

    def give_back(self, chord: str) -> None:
        self.backend.give_back(Chord.parse(chord))

    def lose(self) -> None:
        self.backend.lose()

    def restore(self) -> None:
        self.backend.restore()


class X11Hands:
    """A real X server, its keys pressed by XTEST, other programs as processes."""

    def __init__(self, desktop: VirtualDesktop, wait: Callable[[float], None]) -> None:
        self.desktop = desktop
        self.record = Record()
        self.backend = X11Hotkeys(self.record.on_pressed, self.record.on_status, display=desktop.display, retry_s=0.1)
        self._wait = wait
        self._rivals: dict[str, subprocess.Popen[bytes]] = {}

    def press(self, chord: str) -> None:
        self.desktop.key(_keys(chord))

    def hold(self, chord: str) -> None:
        subprocess.run(["xset", "r", "rate", "100", "50"], env=self.desktop.environment, check=True)
        self.desktop.client.press(_keys(chord))
        self._wait(0.4)  # this much auto-repeat: a span of time is the thing itself here

    def release(self, chord: str) -> None:
        self.desktop.client.release(_keys(chord))

    def take(self, chord: str) -> bool:
        rival = self.desktop.start(
            [sys.executable, "-c", RIVAL, chord],
            environment={"PYTHONPATH": str(REPOSITORY)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert rival.stdout
        with rival.stdout:
            has_it = rival.stdout.readline().strip() == b"True"
        self._rivals[chord] = rival
        return has_it

    def give_back(self, chord: str) -> None:
        rival = self._rivals.pop(chord)
        assert rival.stdin
        rival.stdin.close()
        rival.wait(10)

    def lose(self) -> None:
        self.desktop.stop_server()

    def restore(self) -> None:
        self.desktop.start_server()

    def close(self) -> None:
        for chord in list(self._rivals):
            self.give_back(chord)
        self.backend.close()


def _keys(chord: str) -> str:
    """A chord in the words of the X client: modifiers in small letters, a letter by itself."""
    *modifiers, key = chord.split("+")
    return "+".join([*(modifier.lower() for modifier in modifiers), key.lower() if len(key) == 1 else key])

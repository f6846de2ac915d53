"""Short sounds for what matters. A machine that cannot play them is no error: no state is told by sound alone."""

import sys
from typing import Protocol

from trayapp.core.effects import Tone


class Sound(Protocol):
    """Plays sounds beside the program: `play` returns at once and never raises."""

    enabled: bool
    """Whether the rep wants sounds at all."""

    def play(self, tone: Tone) -> None:
        """Play the sound of a meaning, unless sounds are off or impossible."""

    def playable(self) -> bool:
        """Whether there is something to play sounds with. It may take its time, so it is for a worker's thread."""


class Silence:
    """Where no player is known for the system."""

    def __init__(self) -> None:
        self.enabled = True

    def play(self, tone: Tone) -> None:
        """Play nothing."""

    def playable(self) -> bool:
        """Never."""
        return False


def choose_sound() -> Sound:
    """The way this operating system plays sounds. Nothing is started yet."""
    platform: str = sys.platform
    if platform == "linux":
        from trayapp.desktop.sound.players import Players  # noqa: PLC0415  (one platform's part)

        return Players()
    if platform == "win32":
        from trayapp.desktop.sound.windows import WindowsSound  # noqa: PLC0415  (one platform's part)

        return WindowsSound()
    return Silence()


__all__ = ["Silence", "Sound", "Tone", "choose_sound"]

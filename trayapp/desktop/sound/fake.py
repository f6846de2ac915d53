"""For tests: remembers what would have been heard."""

from trayapp.core.effects import Tone


class FakeSound:
    """Plays nothing and lists what it was asked for while it was enabled."""

    def __init__(self) -> None:
        self.enabled = True
        self.played: list[Tone] = []

    def play(self, tone: Tone) -> None:
        """Add to `played`, unless sounds are off."""
        if self.enabled:
            self.played.append(tone)

    def playable(self) -> bool:
        """Always."""
        return True

"""Tells a press from the keyboard's auto-repeat, which some portals pass on."""

HELD_S = 1.0
"""A chord that was pressed and not released repeats itself within this time. One whose release was lost works again
after it."""
BOUNCE_S = 0.03
"""Nobody releases a chord and presses it again within this time."""


class Presses:
    """What was pressed and released when, in seconds of any clock that runs evenly.

    The portal's own times are of no use: KDE sends 0.
    """

    def __init__(self) -> None:
        self._held: dict[str, bool] = {}
        self._last_s: dict[str, float] = {}

    def press(self, name: str, now_s: float) -> bool:
        """Whether this is a press of its own."""
        since_s = now_s - self._last_s.get(name, float("-inf"))
        new = since_s >= (HELD_S if self._held.get(name) else BOUNCE_S)
        self._held[name] = True
        self._last_s[name] = now_s
        return new

    def release(self, name: str, now_s: float) -> None:
        """The chord was released."""
        self._held[name] = False
        self._last_s[name] = now_s

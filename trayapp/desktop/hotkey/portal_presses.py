"""Tells a press from the keyboard's auto-repeat, which KDE before Plasma 6 passes on as further presses."""

HELD_S = 1.0
"""A chord that was pressed and not released repeats itself within this time; it is no longer than the longest delay of
usual keyboards. One whose release was lost works again after it."""
BOUNCE_S = 0.03
"""A release with a press this close behind is a repeat, as an X server's keyboard gives it to a nested compositor: no
finger is as quick."""


class Presses:
    """What was pressed and released when, in seconds of any clock that runs evenly.

    The portal's own times are of no use: KDE sends 0.
    """

    def __init__(self) -> None:
        self._held_since_s: dict[str, float] = {}
        self._released_at_s: dict[str, float] = {}

    def press(self, name: str, now_s: float) -> bool:
        """Whether this is a press of its own."""
        never_s = float("-inf")
        held = now_s - self._held_since_s.get(name, never_s) < HELD_S
        bounces = now_s - self._released_at_s.get(name, never_s) < BOUNCE_S
        self._held_since_s[name] = now_s
        return not (held or bounces)

    def release(self, name: str, now_s: float) -> None:
        """The chord was released."""
        self._held_since_s.pop(name, None)
        self._released_at_s[name] = now_s

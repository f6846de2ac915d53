"""Tells a press from the keyboard's auto-repeat, which KDE before Plasma 6 passes on as further presses."""

HELD_S = 1.0
"""A chord that was pressed and not released repeats itself within this time; it is no longer than the longest delay of
usual keyboards. One whose release was lost works again after it."""


class Presses:
    """What was pressed and released when, in seconds of any clock that runs evenly.

    The portal's own times are of no use: KDE sends 0. A release is not waited out: on a busy machine the next press
    comes right behind it, and a press that is dropped is the greater harm.
    """

    def __init__(self) -> None:
        self._held_since_s: dict[str, float] = {}

    def press(self, name: str, now_s: float) -> bool:
        """Whether this is a press of its own."""
        repeated = now_s - self._held_since_s.get(name, float("-inf")) < HELD_S
        self._held_since_s[name] = now_s
        return not repeated

    def release(self, name: str) -> None:
        """The chord was released."""
        self._held_since_s.pop(name, None)

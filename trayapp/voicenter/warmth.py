"""When the connection is to be kept warm: the rule alone, without a clock or a network (design §8)."""

import random
from collections.abc import Callable
from dataclasses import dataclass

DAY_S = 24 * 3600.0
_JITTER = 0.2
"""The share of the interval by which it is lengthened at random, so that five hundred desks don't ask together."""
_SPOILED_BY = (403, 429)
_EARLY_CLOSES = 2


@dataclass
class Warmth:
    """Decides when the next `HEAD /` may go out. All times in seconds on one clock that the caller keeps.

    At most one in an interval; none while no call is expected; off for a day once the server objects (403, 429) or
    has twice in a row closed the connection before the interval was over, which makes asking pointless.
    """

    interval_s: float = 45.0
    """0 turns keeping warm off, the opening of the first connection included."""
    chance: Callable[[], float] = random.random
    """A number from 0 to 1."""
    wanted: bool = True
    """False while it is known that no call is live."""
    _touched_at: float | None = None
    _wait_s: float = 0.0
    _off_until: float | None = None
    _early_closes: int = 0

    def due_at(self) -> float | None:
        """When the next one is due; perhaps in the past. None: as things stand, never."""
        if self.interval_s <= 0 or not self.wanted:
            return None
        due_at = float("-inf") if self._touched_at is None else self._touched_at + self._wait_s
        return due_at if self._off_until is None else max(due_at, self._off_until)

    def restart(self) -> None:
        """Another server, or another way to it: due at once, and nothing is held against it."""
        self._touched_at = self._off_until = None
        self._early_closes = 0

    def touched(self, now: float) -> None:
        """The connection is used at this moment, by a request or to keep it warm."""
        self._touched_at = now
        self._wait_s = self.interval_s * (1 + _JITTER * self.chance())

    def answered(self, now: float, status: int, *, reopened: bool) -> None:
        """The server answered `HEAD /`; `reopened` says that it had closed the connection since the last use."""
        self._early_closes = self._early_closes + 1 if reopened else 0
        if status in _SPOILED_BY or self._early_closes >= _EARLY_CLOSES:
            self._off_until = now + DAY_S
            self._early_closes = 0

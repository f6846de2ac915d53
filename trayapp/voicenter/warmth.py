"""When the connection is to be kept warm: the rule alone, without a clock or a network (design §8)."""

import random
from collections.abc import Callable
from dataclasses import dataclass

DAY_S = 24 * 3600.0
_JITTER = 0.2
"""The share of the interval by which it is lengthened at random, so that five hundred desks don't ask together."""
_SPOILED_BY = (403, 429)
_EARLY_CLOSES = 2
_SOON_S = 10.0
"""A first failure is looked into after this time: half a minute of a call is no time to find out that it was none."""
_TOLD_AFTER = 2
_AGAIN_S = 5.0
"""And up to twice that: how soon the next connection is tried where none comes to stand."""


@dataclass
class Warmth:
    """Decides when the next `HEAD /` may go out. All times in seconds on one clock that the caller keeps.

    At most one in an interval; none while no call is expected; off for a day once the server objects (403, 429) or
    has twice in a row closed the connection before the interval was over, which makes asking pointless.

    One that came to nothing is repeated sooner, once. After two in a row the server counts as out of reach, until
    anything has been answered again: which is looked for also while no call is expected, and soon, as long as no
    connection comes to stand over which anything could be asked.
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
    _failures: int = 0
    """In a row."""

    @property
    def out_of_reach(self) -> bool:
        """Whether requests have come to nothing often enough to be spoken of."""
        return self._failures >= _TOLD_AFTER

    def due_at(self) -> float | None:
        """When the next one is due; perhaps in the past. None: as things stand, never."""
        if self.interval_s <= 0 or not (self.wanted or self.out_of_reach):
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

    def failed(self, *, sent: bool) -> None:
        """What was to keep it warm came to nothing; `sent` says that it may have gone out to a server."""
        self._failures += 1
        if not self.out_of_reach:
            self._wait_s = min(self._wait_s, _SOON_S * (1 + _JITTER * self.chance()))
        elif not sent:
            self._wait_s = min(self._wait_s, _AGAIN_S * (1 + self.chance()))

    def reached(self) -> None:
        """The server has answered something, whatever; or it is another server."""
        self._failures = 0

    def answered(self, now: float, status: int, *, reopened: bool) -> None:
        """The server answered `HEAD /`; `reopened` says that it had closed the connection since the last use."""
        self.reached()
        self._early_closes = self._early_closes + 1 if reopened else 0
        if status in _SPOILED_BY or self._early_closes >= _EARLY_CLOSES:
            self._off_until = now + DAY_S
            self._early_closes = 0

"""One exchange on a connection of its own that is over in time, for those who only want to know how far it gets."""

import threading
import time
from collections.abc import Callable
from functools import partial

from trayapp.voicenter.errors import WireError
from trayapp.voicenter.exchange import Attempt, HttpRequest, Reply, Stage, TimeLimits, TransportSettings
from trayapp.voicenter.lanes import Lane
from trayapp.voicenter.timers import Timers

OnResult = Callable[[Stage, Reply | WireError], None]
"""Told the stage that the exchange came to, and what came of it."""


class Trial:
    """One try at a time.

    `start` never blocks; its `on_result` is called once, from a thread of this object, unless a newer `start` or
    `close` came first.
    """

    def __init__(self, name: str, limits: TimeLimits | None = None) -> None:
        """Starts no thread before `start`; `name` is that of its threads."""
        self._name = name
        self._limits = limits or TimeLimits()
        self._lock = threading.Lock()
        self._timers = Timers(f"{name}-timers")
        self._current: Attempt | None = None

    def start(self, request: HttpRequest, transport: TransportSettings, on_result: OnResult) -> None:
        """Try this request. A try under way is given up."""
        attempt = Attempt()
        with self._lock:
            previous, self._current = self._current, attempt
        if previous:
            previous.cut()
        # A lane for each: one that is stuck in a name lookup cannot be ended, only left behind.
        lane = Lane(self._name, transport, _nothing)
        lane.submit(attempt, request, self._limits, partial(self._finish, attempt, on_result))
        lane.retire()
        self._timers.call_at(time.monotonic() + self._limits.overall_s, partial(self._late, attempt, on_result))

    def close(self, timeout_s: float = 0.0) -> None:
        """Give up the try under way, if there is one, and report nothing more."""
        with self._lock:
            current, self._current = self._current, None
        if current:
            current.cut()
        self._timers.close(timeout_s)

    def _late(self, attempt: Attempt, on_result: OnResult) -> None:
        if self._is_over(attempt):
            return
        attempt.cut()
        on_result(attempt.stage, attempt.stalled())

    def _finish(self, attempt: Attempt, on_result: OnResult, outcome: Reply | WireError) -> None:
        if not self._is_over(attempt):
            on_result(attempt.stage, outcome)

    def _is_over(self, attempt: Attempt) -> bool:
        """Whether this try's result has been told, or is no longer wanted; from now on it has been."""
        with self._lock:
            over = self._current is not attempt
            if not over:
                self._current = None
        return over


def _nothing(_lane: Lane) -> None:
    """Nobody waits for the end of a trial's lane."""

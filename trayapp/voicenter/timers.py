"""One sleeping thread that does things at their time, and wakes for nothing else."""

import heapq
import logging
import threading
import time
from collections.abc import Callable
from itertools import count

_log = logging.getLogger(__name__)


class Timer:
    """Something that is to be done once, unless cancelled before."""

    def __init__(self, action: Callable[[], None]) -> None:
        self._action: Callable[[], None] | None = action

    def cancel(self) -> None:
        """Don't do it. If it is being done at this moment, it is done."""
        self._action = None

    @property
    def cancelled(self) -> bool:
        """Whether it was cancelled, or done."""
        return self._action is None

    def fire(self) -> None:
        """Do it, if it was not cancelled."""
        action, self._action = self._action, None
        if action:
            action()


class Timers:
    """Actions by `time.monotonic`, in one daemon thread that starts with the first of them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._changed = threading.Condition()
        self._waiting: list[tuple[float, int, Timer]] = []
        self._numbers = count()
        self._thread: threading.Thread | None = None
        self._closed = False

    def call_at(self, when: float, action: Callable[[], None]) -> Timer:
        """Do `action` at `when`, or at once where that has passed. Never blocks; after `close` nothing is done."""
        timer = Timer(action)
        with self._changed:
            if self._closed:
                return timer
            first = self._next_at()
            heapq.heappush(self._waiting, (when, next(self._numbers), timer))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            elif first is None or when < first:
                self._changed.notify()
        return timer

    def close(self, timeout_s: float) -> bool:
        """Drop what is waiting and end the thread. Returns whether it ended in time."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify()
            thread = self._thread
        if thread and thread is not threading.current_thread():
            thread.join(max(timeout_s, 0.0))
            return not thread.is_alive()
        return True

    def _next_at(self) -> float | None:
        """The time of the first that is not cancelled."""
        while self._waiting and self._waiting[0][2].cancelled:
            heapq.heappop(self._waiting)
        return self._waiting[0][0] if self._waiting else None

    def _run(self) -> None:
        while (timer := self._due()) is not None:
            try:
                timer.fire()
            except Exception as error:  # noqa: BLE001  (one action's fault must not end the clock of all others)
                _log.error("A timed action failed: %s", type(error).__name__)

    def _due(self) -> Timer | None:
        """Sleep until something is due. None when closed."""
        with self._changed:
            while not self._closed:
                when = self._next_at()
                remaining_s = None if when is None else when - time.monotonic()
                if remaining_s is not None and remaining_s <= 0:
                    return heapq.heappop(self._waiting)[2]
                self._changed.wait(remaining_s)
        return None

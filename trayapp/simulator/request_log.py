"""What reached the simulated server, and when: without any identifier, so that it can be shown and written."""

import itertools
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

KEPT = 20_000
"""How many requests are remembered; a day-long soak must not fill the memory."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One request. Times in seconds of the server's clock; None for what has not happened."""

    number: int
    connection: int
    """Which connection it came on, counted from 1."""
    method: str
    arrived_at_s: float
    """When its first line was read."""
    what: str = ""
    """What it was about: `mute`, `login`, `refresh`, `active_calls`, `socket`; empty for anything else."""
    mute: bool | None = None
    """Whether it asked to mute (True) or to unmute; None for other requests and for bad parameters."""
    selector: str | None = None
    """`extension` or `ivrid`, never the value."""
    applied_at_s: float | None = None
    answered_at_s: float | None = None
    """When the answer was handed to the network, whether or not anyone still read it."""
    http_status: int | None = None
    error_code: int | None = None


class RequestLog:
    """The requests in the order of their arrival. Safe from any thread."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._numbers = itertools.count(1)
        self._changed = threading.Condition()

    def arrived(self, connection: int, method: str, at_s: float) -> int:
        """Note a request. Returns its number."""
        with self._changed:
            number = next(self._numbers)
            self._entries.append(Entry(number, connection, method, at_s))
            self._changed.notify_all()
            return number

    def note(self, number: int, **changes: Any) -> None:
        """Add to a request what has become known of it, by the names of `Entry`."""
        with self._changed:
            for index in range(len(self._entries) - 1, -1, -1):
                if self._entries[index].number == number:
                    self._entries[index] = replace(self._entries[index], **changes)
                    break
            self._changed.notify_all()

    def entries(self) -> tuple[Entry, ...]:
        """All requests that are remembered."""
        with self._changed:
            return tuple(self._entries)

    def wait_for(self, wanted: Callable[[tuple[Entry, ...]], bool], timeout_s: float) -> bool:
        """Block until the requests are as wanted. Returns whether they are."""
        with self._changed:
            return self._changed.wait_for(lambda: wanted(tuple(self._entries)), timeout=timeout_s)

"""What can go wrong at the simulated server, switchable while it runs."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Faults:
    """The faults that are on. The network itself is cut elsewhere (`Listener.cut`)."""

    refuse: bool = False
    """Each mute request is answered with an error code and changes nothing."""
    http_status: int | None = None
    """Every request is answered with this HTTP status (403, 429, 503) and changes nothing."""
    black_hole: bool = False
    """Connections are accepted and nothing is ever answered or applied."""
    delay_s: float = 0.0
    """Every answer comes this much after the request was applied."""
    mute_delay_s: float = 0.0
    """The same, for requests that ask to mute only."""
    apply_late_least_s: float = 0.0
    apply_late_most_s: float = 0.0
    """Mute requests are applied, and answered, this late (somewhere in between), even if nobody waits any more."""
    lose_answer: bool = False
    """Mute requests are applied, and then the connection closes without an answer."""
    socket_silent: bool = False
    """Live sockets stay open, and nothing goes over them: no events, no pongs, not even an end."""
    push_delay_s: float = 0.0
    """Every live event is on its way for this long."""
    socket_http_status: int | None = None
    """New live sockets are answered with this HTTP status."""
    login_http_status: int | None = None
    """Logins are answered with this HTTP status."""
    refresh_http_status: int | None = None
    """Refreshes of a login are answered with this HTTP status."""
    login_delay_s: float = 0.0
    """Logins and refreshes are answered this late."""
    active_calls_http_status: int | None = None
    """`GetExtensionsCalls` is answered with this HTTP status (403: the address is not on the account's list)."""

    def __post_init__(self) -> None:
        """Refuse values that mean nothing.

        Raises:
            TypeError: a value of the wrong kind.
            ValueError: a negative time, or a status that is no HTTP status.
        """
        for name, kind in Faults.__annotations__.items():
            value = getattr(self, name)
            if kind is bool and not isinstance(value, bool):
                raise TypeError(f"{name} is true or false")
            if kind is float:
                _check_seconds(name, value)
            elif kind is not bool and value is not None and value not in range(200, 600):
                raise ValueError(f"{name} is from 200 to 599")


def _check_seconds(name: str, value: Any) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{name} is a number of seconds")
    if not 0 <= value <= LONGEST_S:
        raise ValueError(f"{name} is from 0 to {LONGEST_S:g} seconds")


LONGEST_S = 3600.0
NO_FAULTS = Faults()


class FaultSwitch:
    """The faults of now, shared by all connections. Safe from any thread."""

    def __init__(self, faults: Faults = NO_FAULTS) -> None:
        self._faults = faults
        self._changed = threading.Condition()
        self._closed = False
        self.on_change: Callable[[], None] = lambda: None
        """Called after each change, by whoever made it."""

    @property
    def now(self) -> Faults:
        """The faults that are on."""
        with self._changed:
            return self._faults

    def set(self, **changes: Any) -> Faults:
        """Switch some faults, by the names of `Faults`, and leave the others. Returns what is on now.

        Raises:
            TypeError: an unknown name or a value of the wrong kind.
            ValueError: a value out of range.
        """
        with self._changed:
            self._faults = replace(self._faults, **changes)
            self._changed.notify_all()
            switched = self._faults
        self.on_change()
        return switched

    def clear(self) -> None:
        """Everything works again."""
        with self._changed:
            self._faults = NO_FAULTS
            self._changed.notify_all()
        self.on_change()

    def wait_while(self, on: Callable[[Faults], bool]) -> None:
        """Block while a fault is on, or until the switch is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or not on(self._faults))

    def wait(self, seconds: float) -> None:
        """Block for some seconds, or until the switch is closed."""
        if seconds > 0:
            with self._changed:
                self._changed.wait_for(lambda: self._closed, timeout=seconds)

    def close(self) -> None:
        """Release everyone who waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

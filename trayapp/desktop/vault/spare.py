"""Keeps a connection open from one call to the next."""

import weakref
from typing import Generic, Protocol, TypeVar


class Closable(Protocol):
    """A connection."""

    def close(self) -> None:
        """End it; raises nothing."""


T = TypeVar("T", bound=Closable)


class Spare(Generic[T]):
    """The one connection that waits for its next use.

    Who takes it has it alone, until it is given back: a call that hangs on it, and is abandoned, keeps it from the
    calls that come after. May be used on several threads. What waits here is closed when this is forgotten, and at the
    end of the program.
    """

    def __init__(self) -> None:
        self._waiting: list[T] = []
        weakref.finalize(self, _close_all, self._waiting)

    def take(self) -> T | None:
        """The connection, if one waits."""
        try:
            return self._waiting.pop()
        except IndexError:
            return None

    def give_back(self, connection: T) -> None:
        """Let it wait; where another waits already, that one is closed."""
        before = self.take()
        self._waiting.append(connection)
        if before is not None:
            before.close()


def _close_all(waiting: list[T]) -> None:
    while waiting:
        waiting.pop().close()

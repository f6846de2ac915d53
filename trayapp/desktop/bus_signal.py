"""A signal of a message bus, as plain data: for those who judge it without loading the bus's library."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal as it came over the bus."""

    sender: str
    """The unique name of whoever sent it; the bus vouches for it."""
    path: str
    name: str
    """With its interface in front."""
    body: tuple[Any, ...]

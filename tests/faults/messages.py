"""What the test and a program in a process of its own tell each other."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trayapp.core.limits import Limits
from trayapp.core.view import View


@dataclass(frozen=True, slots=True)
class Begin:
    """What it needs to know first."""

    limits: Limits
    host: str
    ca_file: Path
    folder: Path
    """Where it writes pauses down."""
    names: str
    """The address of the socket that tells of a name's addresses, or the code of a lookup's failure, as JSON."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the screen shows since a moment on the machine's monotonic clock."""

    at_s: float
    view: View
    settled: bool
    alarms: int
    kept: int
    """How many things the core remembers that come and go."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Have `Program` do something: the name of its method, and its arguments."""

    method: str
    arguments: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Closed:
    """The last word: whether the wire has ended."""

    ended: bool

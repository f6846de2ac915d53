"""A rep at one desk who presses and reads, at a server that may be unkind; wherever the program runs."""

import socket
import ssl
import threading
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import Any, Self

from tests.faults.server import FaultServer, Recorder
from tests.helpers.secrets import EXTENSION, LOOPBACK_HOST, MONITOR_HOST
from tests.servers.certificates import Authority
from trayapp.core.calls import Call, CallStatus
from trayapp.core.events import Action
from trayapp.core.limits import Limits
from trayapp.core.view import StateName, View
from trayapp.simulator.claims import Claims, Disagreement, compare
from trayapp.simulator.tape import Track
from trayapp.simulator.until import until

PATIENCE_S = 15.0
"""With a busy machine; no promise of the program."""
TICK_MS = 5
LOOK_S = 0.02
"""How often the live sight, where there is one, shows the calls."""
_EVENTS = 5000
LIMITS = Limits(
    alarm_after_s=0.25,
    retry_first_s=0.05,
    retry_last_s=0.2,
    reassert_interval_s=0.4,
    reassert_window_s=600.0,
    live_reassert_interval_s=0.3,
    echo_s=(0.2, 0.8),
    evidence_after_s=0.1,
    toggle_guard_s=0.0,
    surprise_guard_s=0.0,
    chord_debounce_s=0.0,
    notice_s=0.1,
)
"""The program's, shortened, in the same order of length."""


class Names:
    """Name lookups of the tests: the monitor's name leads to the loopback, unless a fault says otherwise."""

    def __init__(self) -> None:
        self._real = socket.getaddrinfo
        self.fault: Callable[[], list[str]] | None = None
        """Returns addresses, or raises what a lookup raises; may take its time."""
        self.let_go = threading.Event()

    def found(self) -> list[str]:
        """The monitor's addresses. Raises what a lookup raises, and may take its time."""
        return self.fault() if self.fault is not None else [LOOPBACK_HOST]

    def __call__(self, host: Any, port: Any, *args: Any, **more: Any) -> Any:
        if host != MONITOR_HOST:
            return self._real(host, port, *args, **more)
        return [one for address in self.found() for one in self._real(address, port, *args, **more)]


class Rep(ABC):
    """One desk and one extension.

    Args:
        authority: vouches for the server.
        names: the lookups of names.
        limits: the times the core goes by.
        sight: the calls are seen live, with what the recorder does to them.
    """

    def __init__(self, authority: Authority, names: Names, limits: Limits = LIMITS, *, sight: bool = False) -> None:
        self.authority = authority
        self.names = names
        self.limits = limits
        self.recorder = Recorder()
        self.phones = self.recorder.phones
        self.server = FaultServer(self.recorder, good(authority), LOOPBACK_HOST)
        self.host = f"https://{MONITOR_HOST}:{self.server.port}"
        self.claims = Claims(self._now)
        self.sees = sight
        self.events: deque[tuple[float, str]] = deque(maxlen=_EVENTS)
        """What happened last, for those who look for the cause of a failure."""
        self.recorder.note = self.note
        self._controls = count(1)

    def __enter__(self) -> Self:
        self.server.__enter__()
        self._begin()
        self.until(lambda: bool(self.server.requests), "the connection to be warm")
        return self

    def __exit__(self, *_: object) -> None:
        ended = self._end()
        until(lambda: self.recorder.settled, PATIENCE_S)
        self.server.__exit__(None, None, None)
        assert ended, "the wire does not end"

    def note(self, what: str) -> None:
        """Something happened."""
        self.events.append((time.monotonic(), what))

    def trace(self, from_s: float, to_s: float) -> str:
        """What happened between two moments."""
        return "\n".join(f"{at_s:.3f} {what}" for at_s, what in list(self.events) if from_s <= at_s <= to_s)

    # The program, wherever it runs.

    @abstractmethod
    def _begin(self) -> None:
        """Start it, set up for the server."""

    @abstractmethod
    def _end(self) -> bool:
        """Close it. Whether everything of it has ended."""

    @abstractmethod
    def _now(self) -> float:
        """When what is shown came to be shown."""

    @abstractmethod
    def _wait(self) -> None:
        """Let it run for a moment."""

    @abstractmethod
    def press(self, action: Action, control: str = "") -> None:
        """Press once; each time by another control, where none is named."""

    @abstractmethod
    def see(self, calls: tuple[Call, ...] | None) -> None:
        """The live sight shows the calls, or (None) is lost."""

    @abstractmethod
    def set_proxies(self, proxies: Mapping[str, str] | None) -> None:
        """The system says that the web is reached so."""

    @property
    @abstractmethod
    def view(self) -> View:
        """What the screen shows."""

    @property
    @abstractmethod
    def settled(self) -> bool:
        """Nothing is under way, and nothing is owed."""

    @property
    @abstractmethod
    def alarms(self) -> int:
        """How often a sound was asked for."""

    # What the customers do.

    def call(self) -> str:
        """A call that is live at once. Its ivrid."""
        return self.phones.join(EXTENSION)

    def look(self) -> None:
        """The live sight of the calls, as true as the tape."""
        if self.sees:
            live = (call for call in self.phones.calls() if call.status.live)
            self.see(tuple(Call(call.ivrid, CallStatus.TALKING, call.muted) for call in live))

    # What is seen.

    def until(self, condition: Callable[[], bool], what: str, timeout_s: float = PATIENCE_S) -> None:
        """Let the program run until something is so."""
        give_up_at = time.monotonic() + timeout_s
        while not condition():
            assert time.monotonic() < give_up_at, f"waited in vain for {what}; the screen shows {self.shown}"
            self._wait()

    def run(self, seconds: float) -> None:
        """Let the program run for a while."""
        until = time.monotonic() + seconds
        self.until(lambda: time.monotonic() >= until, "time to pass")

    def shows(self, name: StateName, problem: object = None) -> None:
        """Let the program run until the screen shows this."""
        self.until(lambda: (self.view.name, self.view.problem) == (name, problem), f"{name}, {problem}")

    @property
    def shown(self) -> str:
        """The screen, for a message."""
        return f"{self.view.name}, {self.view.problem}; muted: {self.recorder.muted}"

    def await_tape(self, muted: list[bool]) -> None:
        """Let the program run until the live calls are silenced so."""
        self.until(lambda: self.recorder.muted == muted, f"the calls to be silenced: {muted}")

    def disagreements(self, new_call_s: float = 1.0) -> list[Disagreement]:
        """Where the screen said what the tape denies."""
        return compare(self.claims.all(), self.phones.tape(), time.monotonic(), new_call_s=new_call_s)

    def silenced_s(self, ivrid: str) -> float:
        """How many seconds of a call are not on its recording."""
        tape = next(tape for tape in self.phones.tape() if tape.ivrid == ivrid)
        return tape.seconds(Track.SILENCED, tape.began_at_s, tape.to_s)

    def _control(self) -> str:
        return f"control {next(self._controls)}"


def good(authority: Authority) -> ssl.SSLContext:
    """A certificate that fits the monitor's name."""
    return authority.good(MONITOR_HOST, LOOPBACK_HOST)


def scaled(**changes: Any) -> Limits:
    """The short limits, with some changed."""
    return replace(LIMITS, **changes)


@contextmanager
def proxied(rep: Rep, url: str) -> Iterator[None]:
    """The system says that the web is reached by a proxy."""
    rep.set_proxies({"https": url, "http": url})
    try:
        yield
    finally:
        rep.set_proxies(None)

"""A desk: live sight with what it told, for the tests."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from tests.helpers import secrets
from trayapp.core.calls import Call
from trayapp.voicenter.channel import WireSettings
from trayapp.voicenter.exchange import TimeLimits
from trayapp.voicenter.realtime.client import Realtime
from trayapp.voicenter.realtime.limits import RealtimeLimits
from trayapp.voicenter.realtime.login import Credentials, LoginKind
from trayapp.voicenter.realtime.states import Connected, LinkState

PATIENCE_S: Final = 30.0
QUICK: Final = RealtimeLimits(
    login=TimeLimits(20.0, 20.0, 20.0),
    login_gap_s=0.05,
    connect_s=20.0,
    accept_s=20.0,
    delay_floor_s=0.02,
    delay_first_s=0.1,
    delay_most_s=0.5,
)
"""Tries again at once; exceeded only by a real standstill."""


def user(login_url: str) -> Credentials:
    """The login of one rep."""
    return Credentials(LoginKind.USER, secrets.PASSWORD, secrets.EMAIL, login_url)


class Desk:
    """Live sight that ends with `close`."""

    def __init__(self, ca_file: Path, limits: RealtimeLimits = QUICK) -> None:
        self._changed = threading.Condition()
        self.wire = WireSettings(ca_file=ca_file)
        self.sights: list[tuple[Call, ...]] = []
        self.states: list[LinkState] = []
        self.told: list[tuple[Call, ...] | LinkState] = []
        """Both, in the order in which they came."""
        self.threads: set[str] = set()
        self.fault = False
        """Whether what is told raises an error."""
        self.realtime = Realtime(self._see, self._link, now=time.monotonic, limits=limits)

    def configure(self, login_url: str, extension: str = secrets.EXTENSION) -> None:
        """Log in as the rep."""
        self.realtime.configure(user(login_url), extension, self.wire)

    def until(self, condition: Callable[[], bool], timeout_s: float = PATIENCE_S) -> None:
        """Wait until something is true of what was told."""
        with self._changed:
            assert self._changed.wait_for(condition, timeout_s), self.told

    def until_state(self, kind: type[LinkState] | LinkState, times: int = 1) -> LinkState:
        """Wait until a state of a kind, or exactly this one, was told so many times; return the last of them."""

        def found() -> list[LinkState]:
            return [one for one in self.states if (isinstance(one, kind) if isinstance(kind, type) else one == kind)]

        self.until(lambda: len(found()) >= times)
        return found()[-1]

    def until_connected(self) -> Connected:
        """Wait until the last state is that of a link, and return it."""
        self.until(lambda: bool(self.states) and isinstance(self.states[-1], Connected))
        state = self.states[-1]
        assert isinstance(state, Connected)
        return state

    def until_calls(self, *calls: tuple[str, str]) -> tuple[Call, ...]:
        """Wait until the last sight is of these calls: name and status."""
        wanted = set(calls)
        self.until(lambda: bool(self.sights) and {(one.ivrid, one.status.value) for one in self.sights[-1]} == wanted)
        return self.sights[-1]

    def _see(self, calls: tuple[Call, ...]) -> None:
        with self._changed:
            self.threads.add(threading.current_thread().name)
            self.sights.append(calls)
            self.told.append(calls)
            self._changed.notify_all()
        assert not self.fault

    def _link(self, state: LinkState) -> None:
        with self._changed:
            self.threads.add(threading.current_thread().name)
            self.states.append(state)
            self.told.append(state)
            self._changed.notify_all()


def realtime_threads() -> list[threading.Thread]:
    """The threads of live sight."""
    return [thread for thread in threading.enumerate() if thread.name.startswith("realtime")]

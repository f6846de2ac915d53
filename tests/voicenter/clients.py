"""A channel with its answers, for the tests of the channel."""

import queue
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.helpers import secrets
from tests.servers import acts
from trayapp.core.events import Accepted, Answer
from trayapp.voicenter.channel import MuteChannel, WireSettings
from trayapp.voicenter.exchange import TimeLimits
from trayapp.voicenter.hosts import MonitorHost
from trayapp.voicenter.mute import MuteRequest

if TYPE_CHECKING:
    from trayapp.core.problems import Problem

ACCEPTED = Accepted(acts.ACTION_ID)
SHORT = TimeLimits(connect_s=0.5, read_s=0.5, overall_s=0.8)
"""For tests that wait until they are exceeded."""
MUTE = MuteRequest(mute=True, extension=secrets.EXTENSION)
UNMUTE = MuteRequest(mute=False, extension=secrets.EXTENSION)


class Client:
    """A channel and the answers that it reported."""

    def __init__(self, ca_file: Path, limits: TimeLimits | None = None) -> None:
        self.answers: queue.Queue[tuple[int, Answer]] = queue.Queue()
        self.reach: queue.Queue[Problem | None] = queue.Queue()
        """Why the server cannot be reached, and None when it can again."""
        self.channel = MuteChannel(self._receive, limits, self.reach.put)
        self.cold = WireSettings(ca_file=ca_file, keep_warm_s=0)
        self.warm = WireSettings(ca_file=ca_file)
        self.channel.configure(None, self.cold)
        self._threads: set[str] = set()

    def _receive(self, number: int, answer: Answer) -> None:
        self._threads.add(threading.current_thread().name)
        self.answers.put((number, answer))

    def ask(self, number: int, host: MonitorHost, request: MuteRequest = MUTE, *, fresh: bool = False) -> Answer:
        """Send, and wait for its answer."""
        self.channel.send(number, request, host, fresh=fresh)
        answered, answer = self.answers.get(timeout=20)
        assert answered == number
        assert threading.current_thread().name not in self._threads
        return answer


MakeClient = Callable[..., Client]
"""Takes time limits; without them the client has those of the program."""


class StuckLookup:
    """Name lookups that hang until they are let go, and then fail, as with a name server that does not answer."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.let_go = threading.Event()

    def __call__(self, *_args: Any, **_kwargs: Any) -> Any:
        self.begun.set()
        self.let_go.wait(30)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


def lanes() -> list[threading.Thread]:
    """The threads in which channels send."""
    return [thread for thread in threading.enumerate() if thread.name.startswith("wire-lane")]


def wait_until(condition: Callable[[], bool], timeout_s: float = 10.0) -> None:
    """Wait for what no server sees."""
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, "it did not come to it in time"
        time.sleep(0.005)

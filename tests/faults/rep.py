"""The program without its windows: the real core, heart, hands and wire, and a rep who presses and reads."""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from types import SimpleNamespace
from typing import Any, Self, cast

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer

from tests.faults.server import FaultServer, Recorder
from tests.helpers.secrets import EXTENSION, LOOPBACK_HOST, MONITOR_HOST
from tests.servers.certificates import Authority
from trayapp.clock import core_now
from trayapp.core.calls import Call, CallStatus
from trayapp.core.effects import Play
from trayapp.core.events import Action, Answer, Answered, CallsSeen, Configured, Pressed, Setup
from trayapp.core.limits import Limits
from trayapp.core.view import StateName, View
from trayapp.mark import MarkFile
from trayapp.program.hands import Hands
from trayapp.program.heart import Heart
from trayapp.simulator.claims import Claims, Disagreement, compare
from trayapp.simulator.tape import Track
from trayapp.simulator.until import until
from trayapp.voicenter.channel import MuteChannel, WireSettings
from trayapp.voicenter.exchange import TimeLimits
from trayapp.voicenter.hosts import parse_host

PATIENCE_S = 15.0
"""With a busy machine; no promise of the program."""
TICK_MS = 5
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
TIME_LIMITS = TimeLimits(connect_s=0.5, read_s=0.5, overall_s=0.7)


class Names:
    """Name lookups of the tests: the monitor's name leads to the loopback, unless a fault says otherwise."""

    def __init__(self) -> None:
        self._real = socket.getaddrinfo
        self.fault: Callable[[], list[str]] | None = None
        """Returns addresses, or raises what a lookup raises; may take its time."""
        self.let_go = threading.Event()

    def __call__(self, host: Any, port: Any, *args: Any, **more: Any) -> Any:
        if host != MONITOR_HOST:
            return self._real(host, port, *args, **more)
        found = self.fault() if self.fault is not None else [LOOPBACK_HOST]
        return [one for address in found for one in self._real(address, port, *args, **more)]


class Rep:
    """One desk and one extension, at a server that may be unkind.

    Args:
        mark: where pauses are written down.
        authority: vouches for the server.
        names: the lookups of names.
        limits: the times the core goes by.
        sight: the calls are seen live, with what the recorder does to them.
    """

    def __init__(
        self, mark: MarkFile, authority: Authority, names: Names, limits: Limits = LIMITS, *, sight: bool = False
    ) -> None:
        self.authority = authority
        self.names = names
        self.recorder = Recorder()
        self.phones = self.recorder.phones
        self.server = FaultServer(self.recorder, good(authority), LOOPBACK_HOST)
        self.claims = Claims(time.monotonic)
        self.alarms = 0
        self.longest_gap_s = 0.0
        self._ticked_at = time.monotonic()
        self._controls = count(1)
        self.channel = MuteChannel(self._answered, TIME_LIMITS)
        self._host = parse_host(f"https://{MONITOR_HOST}:{self.server.port}")
        self._mark = mark
        configuration = SimpleNamespace(
            account=SimpleNamespace(extension=EXTENSION),
            host=lambda _: self._host,
            remember_proof=lambda **_: None,
            remember_shown=lambda _: None,
        )
        seeing = SimpleNamespace(reconnect=lambda: None, read_back=self._look)
        self._hands = Hands(
            self.channel,
            cast("Any", configuration),
            self._mark,
            lambda: None,
            cast("Any", SimpleNamespace(play=lambda _: None)),
            cast("Any", seeing),
            self._answered,
            lambda _ticket, _reached: None,
            lambda: None,
        )
        self.heart = Heart(limits, core_now, self._carry_out, self.claims.add)
        self._clock = QTimer(self.heart, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._tick)
        self._sight = QTimer(self.heart, interval=20)
        self._sight.timeout.connect(self._look)
        self._sees = sight

    def __enter__(self) -> Self:
        self.server.__enter__()
        self.channel.configure(self._host, WireSettings(ca_file=self.authority.ca_file))
        shown = frozenset({"live"}) if self._sees else frozenset[str]()
        self.heart.feed(Configured(core_now(), Setup(hosts=("configured",), account="one", proven=True, shown=shown)))
        self._ticked_at = time.monotonic()
        self._clock.start()
        if self._sees:
            self._look()
            self._sight.start()
        self.until(lambda: bool(self.server.requests), "the connection to be warm")
        return self

    def __exit__(self, *_: object) -> None:
        self._clock.stop()
        self._sight.stop()
        ended = self.channel.close(PATIENCE_S)
        self._mark.settle(PATIENCE_S)
        self.heart.close()
        self.heart.deleteLater()
        QCoreApplication.sendPostedEvents(self.heart)
        until(lambda: self.recorder.settled, PATIENCE_S)
        self.server.__exit__(None, None, None)
        assert ended, "the wire does not end"

    # What happens.

    def _carry_out(self, effect: Any) -> None:
        if isinstance(effect, Play):
            self.alarms += 1
        self._hands.carry_out(effect)

    def _answered(self, request: int, answer: Answer) -> None:
        self.heart.post(lambda: self.heart.feed(Answered(core_now(), request, answer)))

    def _tick(self) -> None:
        now = time.monotonic()
        self.longest_gap_s = max(self.longest_gap_s, now - self._ticked_at)
        self._ticked_at = now

    def _look(self) -> None:
        """The live sight of the calls, as true as the tape."""
        if self._sees:
            calls = tuple(
                Call(call.ivrid, CallStatus.TALKING, call.muted) for call in self.phones.calls() if call.status.live
            )
            self.heart.feed(CallsSeen(core_now(), calls))

    # What the rep and the customers do.

    def press(self, action: Action) -> None:
        """Press once."""
        self.heart.feed(Pressed(core_now(), action, f"control {next(self._controls)}"))

    def call(self) -> str:
        """A call that is live at once. Its ivrid."""
        return self.phones.join(EXTENSION)

    # What is seen.

    @property
    def view(self) -> View:
        """What the screen shows."""
        return self.heart.view

    def until(self, condition: Callable[[], bool], what: str, timeout_s: float = PATIENCE_S) -> None:
        """Let the program run until something is so."""
        give_up_at = time.monotonic() + timeout_s
        while not condition():
            assert time.monotonic() < give_up_at, f"waited in vain for {what}; the screen shows {self.shown}"
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, TICK_MS)

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

    @property
    def settled(self) -> bool:
        """Nothing is under way, and nothing is owed."""
        state = self.heart.state
        return not state.in_flight and state.release is None

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


def good(authority: Authority) -> ssl.SSLContext:
    """A certificate that fits the monitor's name."""
    return authority.good(MONITOR_HOST, LOOPBACK_HOST)


def scaled(**changes: Any) -> Limits:
    """The short limits, with some changed."""
    return replace(LIMITS, **changes)


@contextmanager
def proxied(rep: Rep, url: str) -> Iterator[None]:
    """The system says that the web is reached by a proxy."""
    proxies: Mapping[str, str] = {"https": url, "http": url}
    rep.channel.set_proxies(proxies)
    try:
        yield
    finally:
        rep.channel.set_proxies(None)

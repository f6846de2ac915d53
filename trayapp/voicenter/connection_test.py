"""Test connection: how far one gets towards the monitor host, without touching any call."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from trayapp.core.problems import Problem
from trayapp.voicenter.errors import CertificateRefusedError, WireError
from trayapp.voicenter.exchange import Attempt, HttpRequest, Reply, Stage, TimeLimits, TransportSettings
from trayapp.voicenter.hosts import MonitorHost
from trayapp.voicenter.lanes import Lane
from trayapp.voicenter.timers import Timers


@dataclass(frozen=True, slots=True)
class StepResult:
    """What came of one step: its problem, or that it is all right, or (`ok` None) that it was not come to."""

    step: Stage
    ok: bool | None
    problem: Problem | None = None
    http_status: int | None = None
    """Of the step ANSWER: any status at all shows that a server is there."""


Steps = tuple[StepResult, ...]


class ConnectionTest:
    """Tries name, connection, certificate and answer in one `HEAD /` that names no extension.

    Through a proxy, the first two are the proxy's. A plain (loopback) host's certificate is not come to.
    `start` never blocks; `on_result` is called once for each `start` from a thread of this object, unless a newer
    `start` or `close` came first.
    """

    def __init__(self, on_result: Callable[[Steps], None], limits: TimeLimits | None = None) -> None:
        """Starts no thread before `start`."""
        self._on_result = on_result
        self._limits = limits or TimeLimits()
        self._lock = threading.Lock()
        self._timers = Timers("wire-test-timers")
        self._current: Attempt | None = None

    def start(self, host: MonitorHost, transport: TransportSettings) -> None:
        """Try `host` with the settings that the channel would use. A test under way is given up."""
        attempt = Attempt()
        with self._lock:
            previous, self._current = self._current, attempt
        if previous:
            previous.cut()
        # A lane for each test: one that is stuck in a name lookup cannot be ended, only left behind.
        lane = Lane("wire-test", transport, _nothing)
        request = HttpRequest("HEAD", host.base_url + "/")
        lane.submit(attempt, request, self._limits, partial(self._finish, host, attempt))
        lane.retire()
        self._timers.call_at(time.monotonic() + self._limits.overall_s, partial(self._late, host, attempt))

    def close(self, timeout_s: float = 0.0) -> None:
        """Give up the test under way, if there is one, and report nothing more."""
        with self._lock:
            current, self._current = self._current, None
        if current:
            current.cut()
        self._timers.close(timeout_s)

    def _late(self, host: MonitorHost, attempt: Attempt) -> None:
        if self._is_over(attempt):
            return
        attempt.cut()
        self._on_result(steps(host, attempt.stage, attempt.stalled()))

    def _finish(self, host: MonitorHost, attempt: Attempt, outcome: Reply | WireError) -> None:
        if not self._is_over(attempt):
            self._on_result(steps(host, attempt.stage, outcome))

    def _is_over(self, attempt: Attempt) -> bool:
        """Whether this test's result has been told, or is no longer wanted; from now on it has been."""
        with self._lock:
            over = self._current is not attempt
            if not over:
                self._current = None
        return over


def steps(host: MonitorHost, reached: Stage, outcome: Reply | WireError) -> Steps:
    """The four steps' results, for an attempt that came to the stage `reached`.

    A CA file that cannot be read fails the step CERTIFICATE before any other is come to.
    """
    failed = Stage.CERTIFICATE if isinstance(outcome, CertificateRefusedError) else reached
    results = []
    for step in Stage:
        if step is Stage.CERTIFICATE and host.plain:
            results.append(StepResult(step, None))
        elif isinstance(outcome, Reply):
            results.append(StepResult(step, ok=True, http_status=outcome.status if step is Stage.ANSWER else None))
        elif step is failed:
            results.append(StepResult(step, ok=False, problem=outcome.problem))
        else:
            results.append(StepResult(step, ok=True if step < reached else None))
    return tuple(results)


def _nothing(_lane: Lane) -> None:
    """Nobody waits for the end of a test's lane."""

"""Test connection: how far one gets towards the monitor host, without touching any call."""

from collections.abc import Callable
from dataclasses import dataclass

from trayapp.core.problems import Problem
from trayapp.voicenter.errors import CertificateRefusedError, WireError
from trayapp.voicenter.exchange import HttpRequest, Reply, Stage, TimeLimits, TransportSettings
from trayapp.voicenter.hosts import MonitorHost
from trayapp.voicenter.trial import Trial


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
        self._trial = Trial("wire-test", limits)

    def start(self, host: MonitorHost, transport: TransportSettings) -> None:
        """Try `host` with the settings that the channel would use. A test under way is given up."""

        def tell(reached: Stage, outcome: Reply | WireError) -> None:
            self._on_result(steps(host, reached, outcome))

        self._trial.start(HttpRequest("HEAD", host.base_url + "/"), transport, tell)

    def close(self, timeout_s: float = 0.0) -> None:
        """Give up the test under way, if there is one, and report nothing more."""
        self._trial.close(timeout_s)


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

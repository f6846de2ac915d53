"""Test connection says which step failed, and touches no call."""

import queue
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import secrets
from tests.servers import acts
from tests.servers.certificates import Authority
from tests.servers.connect_proxy import ConnectProxy
from tests.servers.scripted import Act, Greeting, ScriptedServer
from tests.voicenter.conftest import Serve
from trayapp.core.problems import Problem
from trayapp.voicenter.connection_test import ConnectionTest, StepResult, Steps
from trayapp.voicenter.exchange import Stage, TimeLimits, TransportSettings
from trayapp.voicenter.hosts import parse_host

LIMITS = TimeLimits(connect_s=1.0, read_s=1.0, overall_s=1.5)


class Desk:
    """A connection test and its results."""

    def __init__(self, ca_file: Path) -> None:
        self.settings = TransportSettings(ca_file)
        self.results: queue.Queue[Steps] = queue.Queue()
        self.test = ConnectionTest(self.results.put, LIMITS)

    def __call__(self, text: str, settings: TransportSettings | None = None) -> Steps:
        self.test.start(parse_host(text), settings or self.settings)
        return self.results.get(timeout=20)


@pytest.fixture
def desk(ca_file: Path) -> Iterator[Desk]:
    desk = Desk(ca_file)
    yield desk
    desk.test.close(10)


def _failed(at: Stage, problem: Problem) -> Steps:
    return tuple(
        StepResult(step, ok=False, problem=problem) if step == at else StepResult(step, ok=True if step < at else None)
        for step in Stage
    )


@pytest.mark.parametrize(
    ("act", "status"), [(acts.accept(), 200), (acts.html(403), 403), (acts.redirect("https://x.invalid"), 302)]
)
def test_any_answer_is_an_answer_and_no_call_is_named(serve: Serve, desk: Desk, act: Act, status: int) -> None:
    server = serve(act)
    assert desk(server.text) == (
        StepResult(Stage.NAME, ok=True),
        StepResult(Stage.CONNECTION, ok=True),
        StepResult(Stage.CERTIFICATE, ok=True),
        StepResult(Stage.ANSWER, ok=True, http_status=status),
    )
    (request,) = server.requests
    assert (request.method, request.target, request.body) == ("HEAD", "/", b"")
    server.wait_for(lambda: not server.open)


def test_a_plain_loopback_host_has_no_certificate(serve: Serve, desk: Desk) -> None:
    steps = desk(serve(plain=True).text)
    assert [step.ok for step in steps] == [True, True, None, True]


def test_no_such_name(desk: Desk) -> None:
    assert desk(secrets.MONITOR_HOST) == _failed(Stage.NAME, Problem.NAME_NOT_FOUND)


def test_nobody_there(desk: Desk) -> None:
    with socket.create_server((secrets.LOOPBACK_HOST, 0)) as listener:
        port = listener.getsockname()[1]
    assert desk(f"{secrets.LOOPBACK_HOST}:{port}") == _failed(Stage.CONNECTION, Problem.CONNECTION_FAILED)


@pytest.mark.parametrize("greeting", [acts.silent, acts.shut, acts.plain_text])
def test_no_tls_there(serve: Serve, desk: Desk, greeting: Greeting) -> None:
    server = serve()
    server.before_tls.append(greeting)
    assert desk(server.text) == _failed(Stage.CERTIFICATE, Problem.CONNECTION_FAILED)


def test_a_bad_certificate(desk: Desk, authority: Authority) -> None:
    with ScriptedServer(acts.accept(), authority.expired()) as server:
        assert desk(server.text) == _failed(Stage.CERTIFICATE, Problem.CERTIFICATE)


@pytest.mark.parametrize(
    ("act", "problem"),
    [
        (acts.hang(), Problem.NO_ANSWER),
        (acts.dripping_head(0.05), Problem.NO_ANSWER),
        (acts.close(), Problem.CONNECTION_LOST),
        (acts.raw(b"220 smtp.example.test\r\n", keep=False), Problem.BAD_ANSWER),
    ],
)
def test_no_answer_there(serve: Serve, desk: Desk, act: Act, problem: Problem) -> None:
    began = time.monotonic()
    assert desk(serve(act).text) == _failed(Stage.ANSWER, problem)
    assert time.monotonic() - began < LIMITS.overall_s + 2.0


def test_through_a_proxy(serve: Serve, desk: Desk, ca_file: Path) -> None:
    server = serve()
    host = f"{secrets.MONITOR_HOST}:{server.port}"
    with ConnectProxy(leads_to=server.address) as proxy:
        assert all(step.ok for step in desk(host, TransportSettings(ca_file, {"https": proxy.url})))
    with ConnectProxy(status=407) as proxy:
        steps = desk(host, TransportSettings(ca_file, {"https": proxy.url}))
        assert steps == _failed(Stage.CONNECTION, Problem.PROXY)


def test_an_unreadable_ca_file(serve: Serve, desk: Desk, tmp_path: Path) -> None:
    steps = desk(serve().text, TransportSettings(tmp_path / "missing.pem"))
    assert [step.ok for step in steps] == [None, None, False, None]
    assert steps[Stage.CERTIFICATE].problem is Problem.CA_FILE


def test_a_stuck_name_lookup_ends_in_time(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    let_go = threading.Event()

    def lookup(*_args: Any, **_kwargs: Any) -> Any:
        let_go.wait(30)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert desk(secrets.MONITOR_HOST) == _failed(Stage.NAME, Problem.NAME_NOT_FOUND)
    let_go.set()


def test_a_newer_test_replaces_the_older(serve: Serve, desk: Desk) -> None:
    slow, quick = serve(acts.hang()), serve()
    desk.test.start(parse_host(slow.text), desk.settings)
    slow.wait_for_requests(1)
    assert all(step.ok for step in desk(quick.text))
    slow.wait_for(lambda: not slow.open)
    assert desk.results.empty()


def test_close_reports_nothing_more(serve: Serve, desk: Desk) -> None:
    slow = serve(acts.hang())
    desk.test.start(parse_host(slow.text), desk.settings)
    slow.wait_for_requests(1)
    desk.test.close(10)
    slow.wait_for(lambda: not slow.open)
    assert desk.results.empty()

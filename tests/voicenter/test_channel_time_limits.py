"""The channel against servers, proxies and name lookups that do not answer."""

import time

import pytest

from tests.helpers import secrets
from tests.servers import acts
from tests.servers.connect_proxy import ConnectProxy
from tests.servers.scripted import Act
from tests.voicenter.clients import ACCEPTED, MUTE, SHORT, MakeClient, StuckLookup, lanes
from tests.voicenter.conftest import Serve
from trayapp.core.events import Failed
from trayapp.core.problems import Problem
from trayapp.voicenter import channel as channel_module
from trayapp.voicenter.hosts import parse_host


@pytest.mark.parametrize(
    "act", [acts.hang(), acts.dripping_head(0.05), acts.dripping_body(0.05), acts.lying_length(10_000)]
)
def test_no_answer_within_the_limits(serve: Serve, make_client: MakeClient, act: Act) -> None:
    client = make_client(SHORT)
    server = serve(act)
    began = time.monotonic()
    answer = client.ask(1, parse_host(server.text))
    assert answer == Failed(Problem.NO_ANSWER, may_have_applied=True)
    assert time.monotonic() - began < SHORT.overall_s + 1.5
    server.wait_for(lambda: not server.open)
    server.default = acts.accept()
    assert client.ask(2, parse_host(server.text)) == ACCEPTED


def test_a_dripping_body_ends_after_4_seconds(serve: Serve, make_client: MakeClient) -> None:
    client = make_client()
    began = time.monotonic()
    answer = client.ask(1, parse_host(serve(acts.dripping_body(0.2)).text))
    assert answer == Failed(Problem.NO_ANSWER, may_have_applied=True)
    assert 3.9 < time.monotonic() - began < 8.0


def test_silence_instead_of_tls(serve: Serve, make_client: MakeClient) -> None:
    server = serve()
    server.before_tls.append(acts.silent)
    answer = make_client(SHORT).ask(1, parse_host(server.text))
    assert answer == Failed(Problem.CONNECTION_FAILED, may_have_applied=False)


def test_a_proxy_that_says_nothing(make_client: MakeClient) -> None:
    client = make_client(SHORT)
    with ConnectProxy(silent=True) as proxy:
        client.channel.set_proxies({"https": proxy.url})
        answer = client.ask(1, parse_host(secrets.MONITOR_HOST))
    assert answer == Failed(Problem.PROXY, may_have_applied=False)


def test_a_stuck_name_lookup_is_reported_in_time_and_its_end_is_not(
    make_client: MakeClient, stuck_lookup: StuckLookup
) -> None:
    client = make_client(SHORT)
    began = time.monotonic()
    answer = client.ask(1, parse_host(secrets.MONITOR_HOST))
    assert answer == Failed(Problem.NAME_NOT_FOUND, may_have_applied=False)
    assert time.monotonic() - began < SHORT.overall_s + 1.5
    stuck_lookup.let_go.set()
    assert client.channel.close(10)
    assert client.answers.empty()


def test_stuck_name_lookups_are_bounded(make_client: MakeClient, stuck_lookup: StuckLookup) -> None:
    client = make_client(SHORT)
    host = parse_host(secrets.MONITOR_HOST)
    most = channel_module._MOST_LANES
    for number in range(most + 3):
        client.channel.send(number, MUTE, host, fresh=True)
    assert len(lanes()) <= most
    answers = dict(client.answers.get(timeout=20) for _ in range(most + 3))
    assert set(answers) == set(range(most + 3))
    assert {type(answer) for answer in answers.values()} == {Failed}
    assert not any(isinstance(answer, Failed) and answer.may_have_applied for answer in answers.values())
    stuck_lookup.let_go.set()

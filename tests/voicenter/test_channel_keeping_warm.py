"""The channel keeps one connection open, and no press waits for that."""

import time
from pathlib import Path

import pytest

from tests.helpers import secrets
from tests.servers import acts
from tests.servers.scripted import Act
from tests.voicenter.clients import ACCEPTED, Client, wait_until
from tests.voicenter.conftest import Serve
from trayapp.core.problems import Problem
from trayapp.voicenter import channel as channel_module
from trayapp.voicenter.channel import WireSettings
from trayapp.voicenter.exchange import TimeLimits
from trayapp.voicenter.hosts import parse_host


def test_opens_the_connection_that_the_first_press_uses(serve: Serve, client: Client) -> None:
    server = serve()
    host = parse_host(server.text)
    client.channel.configure(host, client.warm)
    (head,) = server.wait_for_requests(1)
    assert (head.method, head.target, head.body) == ("HEAD", "/", b"")
    wait_until(lambda: client.channel._warming is None)
    assert client.ask(1, host) == ACCEPTED
    assert server.connections == 1


def test_does_it_again_after_the_interval_and_not_sooner(serve: Serve, client: Client, ca_file: Path) -> None:
    server = serve()
    began = time.monotonic()
    client.channel.configure(parse_host(server.text), WireSettings(ca_file=ca_file, keep_warm_s=0.3))
    heads = server.wait_for_requests(4)
    assert len(heads) <= 1 + (time.monotonic() - began) / 0.3
    client.channel.keep_warm(wanted=False)
    count = len(server.requests)
    time.sleep(0.8)  # nothing may happen, so there is nothing to wait for
    assert len(server.requests) <= count + 1
    client.channel.keep_warm(wanted=True)
    server.wait_for_requests(count + 2)


def test_a_press_never_waits_for_it(serve: Serve, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel_module, "_WARMING_LIMITS", TimeLimits(20.0, 20.0, 20.0))
    server = serve()
    host = parse_host(server.text)
    server.default = acts.hang()
    server.script(acts.accept())
    client.channel.configure(host, client.warm)
    server.wait_for_requests(1)
    began = time.monotonic()
    assert client.ask(1, host) == ACCEPTED
    assert time.monotonic() - began < 5.0
    server.wait_for(lambda: server.open == 1)


def test_gives_up_after_a_second(serve: Serve, client: Client) -> None:
    server = serve(acts.hang())
    client.channel.configure(parse_host(server.text), client.warm)
    server.wait_for_requests(1)
    began = time.monotonic()
    server.wait_for(lambda: not server.open)
    assert time.monotonic() - began < 5.0
    assert client.answers.empty()


@pytest.mark.parametrize("act", [acts.html(403), acts.html(429), acts.accept_then_close()])
def test_stops_when_the_server_does_not_want_it(serve: Serve, client: Client, ca_file: Path, act: Act) -> None:
    server = serve(act)
    client.channel.configure(parse_host(server.text), WireSettings(ca_file=ca_file, keep_warm_s=0.1))
    wait_until(lambda: client.channel._warmth._off_until is not None)
    count = len(server.requests)
    assert count <= 3
    time.sleep(0.4)  # nothing may happen, so there is nothing to wait for
    assert len(server.requests) == count


def test_opens_anew_on_refresh_and_on_another_set_up(serve: Serve, client: Client) -> None:
    first, second = serve(), serve()
    client.channel.configure(parse_host(first.text), client.warm)
    first.wait_for_requests(1)
    client.channel.configure(parse_host(first.text), client.warm)
    client.channel.refresh()
    assert [head.connection for head in first.wait_for_requests(2)] == [1, 2]
    client.channel.configure(parse_host(second.text), client.warm)
    second.wait_for_requests(1)
    first.wait_for(lambda: not first.open)
    client.channel.configure(None, client.warm)
    second.wait_for(lambda: not second.open)
    assert (len(first.requests), len(second.requests)) == (2, 1)


def test_0_never_asks(serve: Serve, client: Client) -> None:
    server = serve()
    client.channel.configure(parse_host(server.text), client.cold)
    assert client.ask(1, parse_host(server.text)) == ACCEPTED
    assert [request.method for request in server.requests] == ["POST"]


def test_tells_at_the_second_failure_in_a_row_that_the_server_cannot_be_reached(
    serve: Serve, client: Client, ca_file: Path
) -> None:
    server = serve()
    server.default = acts.close()
    client.channel.configure(parse_host(server.text), WireSettings(ca_file=ca_file, keep_warm_s=0.1))
    assert client.reach.get(timeout=20) is Problem.CONNECTION_LOST
    assert len(server.requests) >= 2
    server.default = acts.accept()
    assert client.reach.get(timeout=20) is None
    assert client.reach.empty()


def test_tells_of_a_server_that_says_nothing_and_of_one_that_is_not_there(
    serve: Serve, client: Client, ca_file: Path
) -> None:
    server = serve()
    server.default = acts.hang()
    client.channel.configure(parse_host(server.text), WireSettings(ca_file=ca_file, keep_warm_s=0.1))
    assert client.reach.get(timeout=20) is Problem.NO_ANSWER
    client.channel.configure(parse_host(secrets.MONITOR_HOST), WireSettings(ca_file=ca_file, keep_warm_s=0.1))
    assert client.reach.get(timeout=20) is None  # it is another server, of which nothing is known yet
    assert client.reach.get(timeout=20) is Problem.NAME_NOT_FOUND
    client.channel.configure(None, client.cold)
    assert client.reach.get(timeout=20) is None


def test_one_failure_is_not_told_of(serve: Serve, client: Client, ca_file: Path) -> None:
    server = serve()
    server.script(acts.close(), acts.accept(), acts.close(), acts.accept(), acts.close())
    client.channel.configure(parse_host(server.text), WireSettings(ca_file=ca_file, keep_warm_s=0.1))
    server.wait_for_requests(8)
    assert client.reach.empty()


def test_any_answer_takes_it_back(serve: Serve, client: Client, ca_file: Path) -> None:
    server = serve()
    server.default = acts.close()
    host = parse_host(server.text)
    client.channel.configure(host, WireSettings(ca_file=ca_file, keep_warm_s=0.5))
    assert client.reach.get(timeout=20) is Problem.CONNECTION_LOST
    client.channel.keep_warm(wanted=False)
    server.default = acts.html(503)
    client.ask(1, host)
    assert client.reach.get(timeout=20) is None


def test_a_server_out_of_reach_is_looked_for_also_while_no_call_is_expected(
    serve: Serve, client: Client, ca_file: Path
) -> None:
    server = serve()
    server.default = acts.close()
    client.channel.configure(parse_host(server.text), WireSettings(ca_file=ca_file, keep_warm_s=0.1))
    assert client.reach.get(timeout=20) is Problem.CONNECTION_LOST
    client.channel.keep_warm(wanted=False)
    server.default = acts.accept()
    assert client.reach.get(timeout=20) is None

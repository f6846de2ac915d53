"""Find my monitor: from a login, confirmed by a connection."""

import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.helpers import needs, secrets
from tests.servers import acts
from tests.servers.connect_proxy import ConnectProxy
from tests.servers.scripted import Act
from tests.servers.socketio.server import Start
from tests.servers.websocket import OPENED, logs_in, monitor_and_login, say, upgrade
from tests.voicenter.clients import wait_until
from tests.voicenter.conftest import Serve
from tests.voicenter.realtime.desks import QUICK, realtime_threads, user
from tests.voicenter.realtime.unkind import GOOD, base
from trayapp.voicenter.channel import WireSettings
from trayapp.voicenter.realtime.discovery import DiscoveryError, discover
from trayapp.voicenter.realtime.states import LinkProblem


@pytest.fixture
def wire(ca_file: Path) -> WireSettings:
    return WireSettings(ca_file=ca_file)


@needs.node
def test_on_a_real_server(socketio: Start, wire: WireSettings) -> None:
    servers = socketio(monitors=2)
    found = discover(user(servers.login_url), wire)
    assert found == (servers.host(0), servers.host(1))
    servers.wait("gone")


@needs.node
def test_the_one_that_answers_comes_first(socketio: Start, wire: WireSettings) -> None:
    servers = socketio(monitors=2)
    servers.order("stop", monitor=0)
    assert discover(user(servers.login_url), wire, timeout_s=30) == (servers.host(1), servers.host(0))


def test_through_a_proxy(serve: Serve, wire: WireSettings) -> None:
    server = serve(acts.close())
    name = f"{secrets.MONITOR_HOST}:{server.port}"
    server.default = monitor_and_login(GOOD, logs_in(f"https://{name}/"))
    with ConnectProxy(leads_to=server.address) as proxy:
        assert discover(user(f"https://{name}/monitorAPI"), wire, {"https": proxy.url}) == (name,)


@pytest.mark.allow_log("the login was refused")
@pytest.mark.parametrize(
    ("login", "problem"),
    [
        (acts.html(401), LinkProblem.LOGIN_REFUSED),
        (acts.html(500), LinkProblem.SERVER_ERROR),
        (acts.close(), LinkProblem.CONNECTION_LOST),
        (logs_in("monitor1.invalid", Version="4.7.4"), LinkProblem.VERSION),
        (logs_in(), LinkProblem.NO_MONITOR),
        (logs_in("127.0.0.1:1"), LinkProblem.CONNECTION_FAILED),
        (logs_in("127.0.0.1:1", "127.0.0.1:2"), LinkProblem.CONNECTION_FAILED),
    ],
)
def test_what_can_go_wrong(serve: Serve, wire: WireSettings, login: Act, problem: LinkProblem) -> None:
    server = serve(login)
    with pytest.raises(DiscoveryError) as caught:
        discover(user(base(server)), wire)
    assert caught.value.problem is problem
    assert str(caught.value) == problem.value
    assert len(server.requests) == 1
    wait_until(lambda: realtime_threads() == [])


def test_a_monitor_that_accepts_nobody(serve: Serve, wire: WireSettings) -> None:
    server = serve(acts.close())
    server.default = monitor_and_login(upgrade(say(OPENED, "40")), logs_in(server.text))
    with pytest.raises(DiscoveryError) as caught:
        discover(user(base(server)), wire, limits=replace(QUICK, accept_s=0.5))
    assert caught.value.problem is LinkProblem.TOKEN_REFUSED


def test_takes_no_longer_than_it_may(serve: Serve, wire: WireSettings) -> None:
    server = serve(acts.hang())
    began = time.monotonic()
    with pytest.raises(DiscoveryError) as caught:
        discover(user(base(server)), wire, timeout_s=0.5)
    assert caught.value.problem is LinkProblem.NO_ANSWER
    assert time.monotonic() - began < 3

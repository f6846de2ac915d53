"""The remote control."""

import http.client
from collections.abc import Iterator
from typing import Any

import pytest

from tests.simulator.client import Client
from tests.simulator.live_client import LiveClient
from trayapp.simulator.control import Control
from trayapp.simulator.remote import RemoteError, RemoteSimulation
from trayapp.simulator.simulation import EXTENSION, Simulation


@pytest.fixture
def simulation() -> Iterator[Simulation]:
    """Two monitors and two extensions, with everything switched on."""
    with Simulation((EXTENSION, "NextDesk"), realtime=True, active_calls=True, monitors=2) as running:
        yield running


@pytest.fixture
def control(simulation: Simulation) -> Iterator[Control]:
    with Control(simulation, readings={"answer_to_all": lambda: 42}, orders={"double": lambda n: n * 2}) as running:
        yield running


@pytest.fixture
def remote(control: Control) -> RemoteSimulation:
    return RemoteSimulation(control.address, control.token)


def test_a_call_from_ring_to_tape(remote: RemoteSimulation, simulation: Simulation, client: Client) -> None:
    ivrid = remote.order("ring")
    assert [call["status"] for call in remote.read("calls")] == ["Ringing"]
    remote.order("answer", ivrid=ivrid)
    remote.order("hold", ivrid=ivrid)
    remote.order("unhold", ivrid=ivrid)
    client.post({"extension": simulation.extension, "state": "1"})
    assert [call["muted"] for call in remote.read("calls")] == [True]
    remote.order("hang_up", ivrid=ivrid)
    (tape,) = remote.read("tape")
    assert tape["ended"]
    assert [stretch["track"] for stretch in tape["stretches"]] == ["recorded", "silenced"]
    (request,) = remote.read("requests")
    assert request["mute"] is True
    assert request["arrived_at_s"] <= remote.read("clock")


def test_faults_and_network(remote: RemoteSimulation, simulation: Simulation) -> None:
    assert remote.order("faults", refuse=True, delay_s=0.5)["refuse"] is True
    assert remote.read("faults")["delay_s"] == 0.5
    remote.order("cut_network")
    assert simulation.network_is_cut
    remote.order("join_network")
    assert not simulation.network_is_cut


def test_telephony(remote: RemoteSimulation) -> None:
    call = remote.order("ring", desks=[0, 1])
    assert [one["desk"] for one in remote.read("calls")] == [0, 1]
    remote.order("hang_up", ivrid=call, desk=1, cause="Call Rejected")
    remote.order("answer", ivrid=call, desk=0)
    other = remote.order("dial")
    remote.order("answer", ivrid=other)
    remote.order("hold", ivrid=call)
    assert remote.order("conference") == 2
    new = remote.order("transfer", ivrid=call, desk=1, attended=True, consultation=other)
    remote.order("mute", desk=1)
    (there,) = remote.read("calls")
    assert (there["ivrid"], there["desk"], there["related"], there["muted"]) == (new, 1, [call, other], True)
    assert [tape["desk"] for tape in remote.read("tape")] == [0, 0, 1]
    remote.order("mute", ivrid=new, muted=False)
    remote.order("hang_up", ivrid=new, dial_status="Recheck")
    remote.order("ring_again", ivrid=new)
    remote.order("hang_up", ivrid=new)
    clicked = remote.order("click_to_call")
    remote.order("answer", ivrid=clicked)
    remote.order("connect_customer", ivrid=clicked)
    remote.order("connect", desk=1)
    remote.order("join", desk=1)
    assert remote.order("transfer", ivrid=clicked) is None, "outside"
    remote.order("user_status", status=3)
    assert [one["status"] for one in remote.read("calls")] == ["Talking", "Talking"]


def test_several_monitors(remote: RemoteSimulation, simulation: Simulation) -> None:
    assert remote.read("addresses") == list(simulation.addresses)
    assert remote.order("faults", monitor=1, socket_silent=True)["socket_silent"] is True
    assert remote.read("faults")["socket_silent"] is False
    remote.order("cut_network", monitor=0)
    assert not simulation.network_is_cut
    remote.order("cut_network", monitor=1)
    assert simulation.network_is_cut
    remote.order("join_network")
    for wrong in ({"monitor": 2}, {"monitor": -1}):
        with pytest.raises(RemoteError, match="no such monitor"):
            remote.order("cut_network", **wrong)


def test_live_sockets(remote: RemoteSimulation, simulation: Simulation) -> None:
    with LiveClient(simulation) as live:
        live.greeting()
        remote.order("push", event="ExtensionsUpdated", payload="1")
        assert live.event() == ("ExtensionsUpdated", "1")
        assert [len(entries) for entries in remote.read("sockets")] == [1, 0]
        assert remote.read("sockets")[0][0]["pushed"] == 5
        remote.order("expire_tokens")
        remote.order("drop_sockets", how="disconnect")
        assert live.closing_code() == 1000
    with pytest.raises(RemoteError, match="not a valid"):
        remote.order("drop_sockets", how="gently")
    assert set(remote.order("login", kind="Account")) == {"realtime_username", "realtime_password", "login_url"}
    assert [entry["what"] for entry in remote.read("all_requests")[0]] == ["login", "socket"]


def test_rules(remote: RemoteSimulation, simulation: Simulation) -> None:
    rules = remote.order("rules", sight={"shows_mute": False, "is_muted_as": "text"}, login={"token_life_s": 5})
    assert rules["sight"]["is_muted_as"] == "text"
    assert remote.read("rules") == rules
    assert simulation.office.rules.login.token_life_s == 5.0
    refused: list[dict[str, Any]] = [
        {"sight": {"shows_mute": 1}},
        {"sight": {"is_muted_as": "maybe"}},
        {"sight": {"flips_after_s": -1}},
        {"sight": {"colour": "red"}},
        {"weather": {}},
    ]
    for wrong in refused:
        with pytest.raises(RemoteError):
            remote.order("rules", **wrong)
    assert remote.read("rules") == rules


def test_further_readings_and_orders(remote: RemoteSimulation) -> None:
    assert remote.read("answer_to_all") == 42
    assert remote.order("double", n=21) == 42


def test_what_cannot_be_done_is_said(remote: RemoteSimulation) -> None:
    with pytest.raises(RemoteError, match="no such call"):
        remote.order("answer", ivrid="nobody")
    with pytest.raises(RemoteError, match="seconds"):
        remote.order("faults", delay_s="soon")
    with pytest.raises(RemoteError, match="not offered"):
        remote.order("explode")
    with pytest.raises(RemoteError, match="not offered"):
        remote.read("ring")


@pytest.mark.parametrize("header", [None, "Bearer ", "Bearer wrong", "bearer {token}", "{token}", "Bearer \xe9"])
@pytest.mark.parametrize(("method", "path"), [("GET", "/control/tape"), ("POST", "/control/ring"), ("GET", "/")])
def test_nothing_without_the_token(
    control: Control, simulation: Simulation, header: str | None, method: str, path: str
) -> None:
    connection = http.client.HTTPConnection(control.address, timeout=20.0)
    headers = {} if header is None else {"Authorization": header.format(token=control.token)}
    connection.request(method, path, b"{}" if method == "POST" else None, headers)
    response = connection.getresponse()
    assert (response.status, response.read()) == (404, b"")
    connection.close()
    assert simulation.phones.calls() == ()


def test_the_monitor_has_no_remote_control(control: Control, client: Client) -> None:
    client.connection.request("GET", "/control/tape", headers={"Authorization": f"Bearer {control.token}"})
    assert client.connection.getresponse().status == 404


def test_tokens_differ(simulation: Simulation) -> None:
    with Control(simulation) as one, Control(simulation) as two:
        assert one.token != two.token
        with pytest.raises(RemoteError):
            RemoteSimulation(one.address, two.token).read("clock")


READINGS = ("calls", "tape", "requests", "all_requests", "sockets", "faults", "rules", "addresses")


def test_no_sip_code_leaves_except_by_setup(remote: RemoteSimulation, simulation: Simulation, client: Client) -> None:
    remote.order("join")
    client.post({"extension": simulation.extension, "state": "1"})
    shown = repr([remote.read(name) for name in READINGS])
    assert simulation.extension not in shown

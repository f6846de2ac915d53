"""The remote control."""

import http.client
from collections.abc import Iterator

import pytest

from tests.simulator.client import Client
from trayapp.simulator.control import Control
from trayapp.simulator.remote import RemoteError, RemoteSimulation
from trayapp.simulator.simulation import Simulation


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


def test_no_sip_code_leaves_by_calls_tape_and_requests(
    remote: RemoteSimulation, simulation: Simulation, client: Client
) -> None:
    remote.order("join")
    client.post({"extension": simulation.extension, "state": "1"})
    shown = repr([remote.read(name) for name in ("calls", "tape", "requests", "faults")])
    assert simulation.extension not in shown

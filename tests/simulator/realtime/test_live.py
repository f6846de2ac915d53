"""The socket, from login to events, with faults and failover: over real TLS."""

import threading
import time
from http import HTTPStatus

import pytest

from tests.simulator.client import Client
from tests.simulator.live_client import LiveClient, log_in
from trayapp.simulator.realtime.logins import LoginKind
from trayapp.simulator.realtime.session import Drop
from trayapp.simulator.simulation import Simulation
from trayapp.simulator.until import until

QUIET_S = 0.3


def test_events_come_as_they_happen(simulation: Simulation, live: LiveClient) -> None:
    ivrid = simulation.phones.ring("RepsDesk", "NextDesk")
    assert live.extension_event()["reason"] == "NEWCALL"
    simulation.phones.answer(ivrid, "NextDesk")
    event = live.extension_event()
    assert (event["reason"], event["cause"]) == ("HANGUP", "Answered elsewhere")
    simulation.phones.join("NextDesk")
    simulation.phones.join("RepsDesk")
    assert [live.extension_event()["data"]["extenUser"] for _ in range(2)] == ["RepsDesk"] * 2


def test_a_mute_by_the_api_is_pushed(simulation: Simulation, live: LiveClient) -> None:
    simulation.phones.connect("RepsDesk")
    live.extension_event()
    with Client(simulation) as client:
        client.post({"extension": "RepsDesk", "state": "1"})
    (call,) = live.extension_event()["data"]["calls"]
    assert call["recording"]["IsMuted"] == 1


def test_colleagues_may_be_seen(simulation: Simulation) -> None:
    simulation.set_rules(sight={"colleagues": True})
    with LiveClient(simulation) as live:
        assert len(live.greeting()["AllExtensionsStatus"]["extensions"]) == 2
        simulation.phones.ring("NextDesk")
        assert live.extension_event()["data"]["extenUser"] == "NextDesk"


@pytest.mark.parametrize("kind", [LoginKind.ACCOUNT, LoginKind.TOKEN])
def test_an_account_sees_everyone(simulation: Simulation, kind: LoginKind) -> None:
    with LiveClient(simulation, log_in(simulation, kind)["Token"]) as live:
        assert len(live.greeting()["AllExtensionsStatus"]["extensions"]) == 2


def test_resync_and_keepalive(simulation: Simulation, live: LiveClient) -> None:
    simulation.phones.join("RepsDesk")
    assert [live.extension_event()["reason"] for _ in range(2)] == ["NEWCALL", "ANSWER"]
    live.emit("resync", {"cache": False})
    snapshots = dict(live.event() for _ in range(3))
    assert set(snapshots) == {"loginStatus", "AllExtensionsStatus", "AllDialersStatus"}
    assert len(snapshots["AllExtensionsStatus"]["extensions"][0]["calls"]) == 1
    live.emit("keepalive")
    name, payload = live.event()
    assert (name, payload["isOK"], payload["errorCode"]) == ("keepaliveResponse", True, 0)
    live.emit("whatever", 1, 2)
    simulation.set_rules(sight={"answers_resync": False})
    live.emit("resync", {"cache": False})
    assert live.is_quiet(QUIET_S)


def test_closeme(live: LiveClient) -> None:
    live.emit("closeme", {})
    assert live.packet() == "41"
    assert live.closing_code() == 1000


def test_any_event_at_all_can_be_pushed(simulation: Simulation, live: LiveClient) -> None:
    simulation.push("ExtensionsUpdated", "RepsDesk")
    assert live.event() == ("ExtensionsUpdated", "RepsDesk")


# Faults


def test_silence_holds_everything_back(simulation: Simulation, live: LiveClient) -> None:
    simulation.set_faults(socket_silent=True)
    simulation.phones.ring("RepsDesk")
    live.send("2")
    assert live.is_quiet(QUIET_S)
    simulation.set_faults(socket_silent=False)
    assert {live.packet()[:2] for _ in range(2)} == {"3", "42"}


def test_delayed_events(simulation: Simulation, live: LiveClient) -> None:
    simulation.set_faults(push_delay_s=0.4)
    began_s = time.monotonic()
    simulation.phones.ring("RepsDesk")
    live.extension_event()
    assert time.monotonic() - began_s >= 0.4


@pytest.mark.parametrize(("how", "code"), [(Drop.CUT, None), (Drop.CLOSE, 1000), (Drop.DISCONNECT, 1000)])
def test_the_server_may_drop_its_sockets(simulation: Simulation, live: LiveClient, how: Drop, code: int | None) -> None:
    simulation.drop_sockets(how)
    if how is Drop.DISCONNECT:
        assert live.packet() == "41"
    assert live.closing_code() == code
    with LiveClient(simulation) as again:
        assert again.greeting()


def test_a_silent_socket_can_be_dropped(simulation: Simulation, live: LiveClient) -> None:
    simulation.set_faults(socket_silent=True)
    simulation.drop_sockets()
    assert live.closing_code() is None


def test_new_sockets_can_be_refused(simulation: Simulation) -> None:
    simulation.set_faults(socket_http_status=503)
    with LiveClient(simulation) as client:
        assert client.status == HTTPStatus.SERVICE_UNAVAILABLE


def test_failover(simulation: Simulation, live: LiveClient) -> None:
    """The first monitor goes, the second goes on with the same token, the first comes back."""
    token = log_in(simulation)["Token"]
    simulation.cut_network(0)
    assert live.closing_code() is None
    assert not simulation.network_is_cut
    with pytest.raises(ConnectionRefusedError):
        LiveClient(simulation, token)
    with LiveClient(simulation, token, monitor=1) as second:
        second.greeting()
        simulation.phones.ring("RepsDesk")
        assert second.extension_event()["reason"] == "NEWCALL"
        simulation.join_network(0)
        with LiveClient(simulation, token) as first:
            assert len(first.greeting()["AllExtensionsStatus"]["extensions"][0]["calls"]) == 1
        simulation.set_faults(monitor=1, socket_silent=True)
        assert not simulation.monitor.faults.now.socket_silent
        simulation.phones.ring("RepsDesk")
        assert second.is_quiet(QUIET_S)


def test_closing_ends_silent_sockets_as_well() -> None:
    with Simulation(realtime=True) as simulation:
        client = LiveClient(simulation)
        client.greeting()
        simulation.set_faults(socket_silent=True)
    client.close()
    assert not [one for one in threading.enumerate() if one.name.startswith("monitor")]


# Only the monitor that is connected


def test_only_the_connected_monitor_may_accept_a_mute(simulation: Simulation) -> None:
    simulation.set_rules(mute={"only_connected": True})
    ivrid = simulation.phones.join("RepsDesk")
    by_extension, by_call = {"extension": "RepsDesk", "state": "1"}, {"ivrid": ivrid, "state": "0"}
    with Client(simulation) as first:
        assert first.post(by_extension)["ErrorCode"] == 200, "nobody sees it: each accepts"
        with LiveClient(simulation, monitor=1) as live:
            live.greeting()
            assert first.post(by_extension)["ErrorCode"] != 200
            assert first.post(by_call)["ErrorCode"] != 200
            assert first.post({"extension": "NextDesk", "state": "1"})["ErrorCode"] == 200
            room = simulation.monitors[1].sockets
        assert room is not None
        until(lambda: not room.connected, what="the socket's end")
        assert first.post(by_call)["ErrorCode"] == 200


# A token's end


def test_an_expired_token_opens_nothing(simulation: Simulation, live: LiveClient) -> None:
    token = log_in(simulation)["Token"]
    simulation.expire_tokens()
    with LiveClient(simulation, token) as client:
        assert client.packet() == "40"
        assert client.is_quiet(QUIET_S)
    simulation.phones.ring("RepsDesk")
    assert live.extension_event()["reason"] == "NEWCALL", "who is connected stays"


def test_an_expired_token_may_cut_its_socket(simulation: Simulation, live: LiveClient) -> None:
    simulation.set_rules(login={"expired": "cut"})
    simulation.expire_tokens()
    assert live.packet() == "41"
    assert live.closing_code() == 1000


def test_a_token_may_run_out_by_itself(simulation: Simulation) -> None:
    simulation.set_rules(login={"expired": "cut", "token_life_s": 0.5})
    with LiveClient(simulation) as live:
        live.greeting()
        assert live.packet() == "41"


def test_an_expired_token_may_fail_the_keepalive(simulation: Simulation, live: LiveClient) -> None:
    simulation.set_rules(login={"expired": "keepalive_error"})
    live.emit("keepalive")
    assert live.event()[1]["errorCode"] == 0
    simulation.expire_tokens()
    live.emit("keepalive")
    name, payload = live.event()
    assert (name, payload["isOK"], payload["errorCode"]) == ("keepaliveResponse", False, 1)


def test_over_a_long_way() -> None:
    with (
        Simulation(realtime=True, monitors=2, round_trip_s=0.1) as simulation,
        LiveClient(simulation, monitor=1) as live,
    ):
        live.greeting()
        began_s = time.monotonic()
        simulation.phones.ring(simulation.extension)
        live.extension_event()
        assert time.monotonic() - began_s >= 0.05
        simulation.cut_network(1)
        assert live.closing_code() is None

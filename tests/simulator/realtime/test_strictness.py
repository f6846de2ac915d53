"""The socket, against a client that does wrong things."""

import base64
import struct
from collections.abc import Callable

import pytest

from tests.simulator.live_client import BINARY, CLOSE, PING, PONG, TEXT, Closed, LiveClient, log_in
from trayapp.simulator.realtime.engine import Heartbeat
from trayapp.simulator.realtime.sockets import SocketEntry
from trayapp.simulator.simulation import Simulation
from trayapp.simulator.until import until

Wrong = Callable[[LiveClient], None]

TEXT_FIRST, TEXT_LAST = 0x01, 0x80
"""First bytes of the parts of a message: the first part, and a continuation that is the last."""


def ended(simulation: Simulation, place: int = 0) -> SocketEntry:
    """The first socket's entry, once it is over."""
    room = simulation.monitors[place].sockets
    assert room is not None
    until(lambda: room.connected == 0, what="the socket's end")
    return room.entries()[0]


# The opening handshake


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"EIO": "4"}, 5),
        ({"EIO": "2"}, 5),
        ({"EIO": ""}, 5),
        ({"transport": "polling"}, 0),
        ({"transport": ""}, 0),
        ({"sid": "resumed"}, 1),
    ],
)
def test_other_engines_are_refused(simulation: Simulation, query: dict[str, str], code: int) -> None:
    with LiveClient(simulation, query=query) as client:
        assert client.status == 400
        assert client.body()["code"] == code


@pytest.mark.parametrize(
    "headers",
    [
        {"Upgrade": None},
        {"Connection": "keep-alive"},
        {"Sec-WebSocket-Version": "8"},
        {"Sec-WebSocket-Key": None},
        {"Sec-WebSocket-Key": base64.b64encode(b"short").decode()},
        {"Sec-WebSocket-Key": "not base64!"},
    ],
)
def test_bad_handshakes_are_refused(simulation: Simulation, headers: dict[str, str | None]) -> None:
    with LiveClient(simulation, headers=headers) as client:
        assert client.status == 400


def test_header_names_have_no_case(simulation: Simulation) -> None:
    odd = {"Upgrade": None, "upgrade": "WebSocket", "Connection": None, "connection": "keep-alive, upgrade"}
    with LiveClient(simulation, headers=odd) as client:
        assert client.status == 101


def test_there_is_no_socket_elsewhere(simulation: Simulation) -> None:
    with LiveClient(simulation, path="/engine.io/") as client:
        assert client.status == 404


# Frames


def bad_utf8(live: LiveClient) -> None:
    live.frame(TEXT, b"42\xff")


def wrong_order(live: LiveClient) -> None:
    live.frame(TEXT, b"42", first=TEXT_FIRST)
    live.frame(TEXT, b"2")


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (lambda live: live.frame(TEXT, b"2", mask=False), 1002),
        (lambda live: live.frame(TEXT, b"2", first=0xC0 | TEXT), 1002),
        (lambda live: live.frame(TEXT, b"2", first=0x83), 1002),
        (lambda live: live.frame(PING, b"x", first=PING), 1002),
        (lambda live: live.frame(PING, b"x" * 126), 1002),
        (lambda live: live.frame(TEXT, b"2", first=TEXT_LAST), 1002),
        (wrong_order, 1002),
        (lambda live: live.frame(CLOSE, b"x"), 1002),
        (lambda live: live.frame(CLOSE, struct.pack("!H", 1005)), 1002),
        (lambda live: live.frame(CLOSE, struct.pack("!H", 1000) + b"\xff"), 1007),
        (bad_utf8, 1007),
        (lambda live: live.frame(BINARY, b"\x04"), 1003),
        (lambda live: live.frame(TEXT, b"42" + b"x" * 70_000), 1009),
        (lambda live: live.send("40"), 1002),
        (lambda live: live.send("5"), 1002),
        (lambda live: live.send(""), 1002),
        (lambda live: live.send('42{"keepalive":1}'), 1002),
        (lambda live: live.send("42[]"), 1002),
        (lambda live: live.send("42[1]"), 1002),
        (lambda live: live.send('42["half'), 1002),
        (lambda live: live.send('451-["x",{"_placeholder":true,"num":0}]'), 1002),
    ],
)
def test_whoever_breaks_the_protocol_is_dropped(
    simulation: Simulation, live: LiveClient, wrong: Wrong, code: int
) -> None:
    wrong(live)
    assert live.closing_code() == code
    entry = ended(simulation)
    assert entry.is_fault
    assert entry.ended_by


def test_parts_pings_and_long_messages_are_understood(live: LiveClient) -> None:
    live.frame(TEXT, b"2pro", first=TEXT_FIRST)
    live.frame(PING, b"between")
    live.frame(TEXT, b"be", first=TEXT_LAST)
    assert live.receive() == (PONG, b"between")
    assert live.packet() == "3probe"
    live.frame(PONG, b"unasked")
    live.emit("keepalive", "x" * 60_000)
    assert live.event()[0] == "keepaliveResponse"


def test_a_close_is_answered(simulation: Simulation, live: LiveClient) -> None:
    live.frame(CLOSE, struct.pack("!H", 1000) + b"bye")
    assert live.receive() == (CLOSE, struct.pack("!H", 1000))
    with pytest.raises(Closed):
        live.receive()
    entry = ended(simulation)
    assert (entry.is_fault, entry.ended_by) == (False, "the client closed")
    assert entry.pushed == 4


@pytest.mark.parametrize("packet", ["1", "41"])
def test_a_client_may_leave_by_packet(simulation: Simulation, live: LiveClient, packet: str) -> None:
    live.send(packet)
    assert live.closing_code() == 1000
    assert not ended(simulation).is_fault


def test_a_client_may_vanish(simulation: Simulation, live: LiveClient) -> None:
    live.close()
    assert not ended(simulation).is_fault


# The heartbeat


def test_who_does_not_ping_is_dropped() -> None:
    heartbeat = Heartbeat(interval_s=0.3, timeout_s=0.5)
    with Simulation(realtime=True, heartbeat=heartbeat) as simulation, LiveClient(simulation) as live:
        assert (live.open_packet["pingInterval"], live.open_packet["pingTimeout"]) == (300, 500)
        live.greeting()
        live.emit("keepalive")  # is no ping
        assert live.event()[0] == "keepaliveResponse"
        assert live.closing_code() == 1008
        entry = ended(simulation)
        assert (entry.is_fault, entry.ended_by) == (True, "no ping in time")
        assert entry.ended_at_s is not None
        assert entry.ended_at_s - entry.opened_at_s >= 0.8


def test_who_pings_stays() -> None:
    heartbeat = Heartbeat(interval_s=0.2, timeout_s=5.0)
    with Simulation(realtime=True, heartbeat=heartbeat) as simulation, LiveClient(simulation) as live:
        live.greeting()
        for _ in range(5):
            assert live.is_quiet(0.2)
            live.send("2")
            assert live.packet() == "3"


# Tokens


def test_a_bad_token_meets_silence(simulation: Simulation) -> None:
    with LiveClient(simulation, "nobody's") as client:
        assert client.packet() == "40"
        client.emit("keepalive", "nobody's")
        client.send("2")
        assert client.packet() == "3"
        simulation.phones.join("RepsDesk")
        assert client.is_quiet(0.3)
        room = simulation.monitor.sockets
        assert room is not None
        assert [entry.knows_token for entry in room.entries()] == [False]


def test_a_bad_token_meets_an_error(simulation: Simulation) -> None:
    simulation.set_rules(login={"bad_token": "error"})
    with LiveClient(simulation, "nobody's") as client:
        assert client.packet() == '44"Authentication error"'
        client.send("2")
        assert client.packet() == "3"


def test_a_bad_token_is_disconnected(simulation: Simulation) -> None:
    simulation.set_rules(login={"bad_token": "disconnect"})
    with LiveClient(simulation, "nobody's") as client:
        assert [client.packet(), client.packet()] == ["40", "41"]
        assert client.closing_code() == 1000


def test_a_bad_token_gets_no_socket(simulation: Simulation) -> None:
    simulation.set_rules(login={"bad_token": "http_401"})
    with LiveClient(simulation, "nobody's") as client:
        assert client.status == 401


def test_another_namespace_is_refused(live: LiveClient) -> None:
    live.send("40/admin,")
    assert live.packet() == '44/admin,"Invalid namespace"'


def test_nothing_names_the_token(simulation: Simulation, caplog: pytest.LogCaptureFixture) -> None:
    token = log_in(simulation)["Token"]
    with caplog.at_level("DEBUG"), LiveClient(simulation, token) as live:
        live.greeting()
        live.send("nonsense " + token)
        live.closing_code()
    kept = repr(simulation.monitor.log.entries()) + repr(ended(simulation))
    assert token not in caplog.text + kept

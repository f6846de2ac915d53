"""Servers that lie, stall, break off and flood: what the client says of them, and what it costs."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.helpers import needs
from tests.servers import acts
from tests.servers.scripted import Act
from tests.servers.websocket import (
    OPENED,
    event,
    frame,
    repeat,
    say,
    send,
    upgrade,
    wait,
)
from tests.voicenter.clients import wait_until
from tests.voicenter.realtime import payloads
from tests.voicenter.realtime.conftest import MakeDesks
from tests.voicenter.realtime.desks import QUICK, Desk
from tests.voicenter.realtime.unkind import ACCEPTED, EMPTY, GOOD, SHORT, SNAPSHOT, TALKING, MakeMonitor, asked, base
from trayapp.voicenter.realtime.states import Connected, Connecting, LinkProblem, Lost


@pytest.mark.parametrize(
    ("unkind", "problem"),
    [
        (acts.html(401), LinkProblem.FORBIDDEN),
        (acts.html(403), LinkProblem.FORBIDDEN),
        (acts.html(404), LinkProblem.NOT_FOUND),
        (acts.html(429), LinkProblem.TOO_MANY_REQUESTS),
        (acts.html(400), LinkProblem.HTTP_STATUS),
        (acts.html(503), LinkProblem.SERVER_ERROR),
        (acts.redirect("https://elsewhere.invalid/socket.io/"), LinkProblem.REDIRECTED),
        (acts.accept(), LinkProblem.BAD_ANSWER),
        (acts.raw(b"HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"), LinkProblem.BAD_ANSWER),
        (acts.raw(b"\x00\x01\x02\r\n\r\n", keep=False), LinkProblem.BAD_ANSWER),
        (acts.close(), LinkProblem.CONNECTION_LOST),
        (acts.hang(), LinkProblem.NO_ANSWER),
        (acts.dripping_head(0.1), LinkProblem.NO_ANSWER),
        (acts.endless_body(403, "Content-Length: 999999999"), LinkProblem.BAD_ANSWER),
        (upgrade(keep=False), LinkProblem.CONNECTION_LOST),
        (upgrade(), LinkProblem.TOKEN_REFUSED),
        (upgrade(say(OPENED, "40")), LinkProblem.TOKEN_REFUSED),
        (upgrade(say(OPENED, "40", event("SomethingElse", {}))), LinkProblem.TOKEN_REFUSED),
        (upgrade(say(OPENED, '44"no"')), LinkProblem.TOKEN_REFUSED),
        (upgrade(say(OPENED, "40", event("loginSuccess", {"errorCode": 3}))), LinkProblem.TOKEN_REFUSED),
        (upgrade(say(OPENED, "40", "41")), LinkProblem.CONNECTION_LOST),
        (upgrade(say(OPENED, "1")), LinkProblem.CONNECTION_LOST),
        (upgrade(say("nonsense")), LinkProblem.BAD_ANSWER),
        (upgrade(send(frame(b"\xff\xfe\xfd"))), LinkProblem.BAD_ANSWER),
        (upgrade(send(b"\xff" * 32)), LinkProblem.BAD_ANSWER),
        (upgrade(send(frame(b"", kind=8))), LinkProblem.CONNECTION_LOST),
        (upgrade(send(frame(b"x", kind=0))), LinkProblem.BAD_ANSWER),
        (upgrade(send(frame(b"4", fin=False), frame(b"0"))), LinkProblem.BAD_ANSWER),
        (upgrade(send(frame(b"x", length=1 << 40))), LinkProblem.BAD_ANSWER),
        (upgrade(send(frame(b"x", length=1 << 62))), LinkProblem.BAD_ANSWER),
        (upgrade(say(OPENED), send(frame(b"42[", length=500))), LinkProblem.TOKEN_REFUSED),
        (upgrade(say(OPENED), repeat(frame(b"", kind=9))), LinkProblem.TOKEN_REFUSED),
        (upgrade(say(OPENED), repeat(frame(b"6"))), LinkProblem.TOKEN_REFUSED),
    ],
)
def test_an_unkind_monitor(monitor: MakeMonitor, make_desk: MakeDesks, unkind: Act, problem: LinkProblem) -> None:
    """It is told apart, left, and tried again; in the end a good answer is taken."""
    server = monitor(GOOD, unkind)
    desk = make_desk(SHORT)
    desk.configure(base(server))
    assert desk.until_state(Lost) == Lost(problem)
    desk.until_calls(TALKING)
    assert [type(state) for state in desk.states[:3]] == [Connecting, Connecting, Lost]


@pytest.mark.parametrize(
    "endless",
    [
        repeat(frame(b"x" * 60_000, fin=False, kind=1) + frame(b"x" * 60_000, fin=False, kind=0) * 20),
        lambda peer: [
            peer.send(frame(b"", fin=False)),
            *iter(lambda: peer.send(frame(b"", kind=0, fin=False) * 1000), 1),
        ],
    ],
    ids=["parts", "empty parts"],
)
@needs.linux
def test_an_endless_message_eats_no_memory(
    monitor: MakeMonitor, make_desk: MakeDesks, endless: Callable[[object], object]
) -> None:
    import resource  # noqa: PLC0415  (Windows has none)

    server = monitor(upgrade(say(OPENED, "40", ACCEPTED), endless))
    desk = make_desk(replace(QUICK, delay_first_s=30.0, delay_most_s=30.0))
    before_kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    desk.configure(base(server))
    desk.until_state(Lost(LinkProblem.BAD_ANSWER))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before_kib < 80 * 1024


def test_a_large_list_in_parts_is_read(monitor: MakeMonitor, desk: Desk) -> None:
    others = [payloads.extension(user=f"Desk{n:04}") for n in range(6000)]
    told = event("AllExtensionsStatus", payloads.snapshot(*others, payloads.extension(payloads.call()))).encode()
    assert 1_000_000 < len(told) < 8_000_000
    third = len(told) // 3
    parts = (
        frame(told[:third], fin=False),
        frame(told[third : 2 * third], kind=0, fin=False),
        frame(told[2 * third :], kind=0),
    )
    server = monitor(upgrade(say(OPENED, "40", ACCEPTED), send(parts[0], frame(b"", kind=9), *parts[1:])))
    desk.configure(base(server))
    desk.until_calls(TALKING)


def test_a_message_byte_by_byte(monitor: MakeMonitor, desk: Desk) -> None:
    data = frame(OPENED.encode()) + frame(SNAPSHOT.encode())
    drip = [step for byte in data[:200] for step in (send(bytes([byte])), wait(0.001))]
    server = monitor(upgrade(*drip, send(data[200:])))
    desk.configure(base(server))
    desk.until_calls(TALKING)


def test_unknown_packets_and_events_are_passed_over(monitor: MakeMonitor, desk: Desk) -> None:
    odd = ("6", "3", "43[1]", '451-["bin",{"_placeholder":true,"num":0}]', event("Novelty", None), '42["bare"]')
    binary = frame(b"\x04ab", kind=2)
    server = monitor(upgrade(say(OPENED, "40", *odd), send(binary), say(SNAPSHOT, *odd), send(binary)))
    desk.configure(base(server))
    desk.until_calls(TALKING)
    assert isinstance(desk.states[-1], Connected)


def test_a_server_that_pings_is_answered(monitor: MakeMonitor, desk: Desk) -> None:
    answered: list[bytes] = []
    server = monitor(upgrade(say(OPENED, "40", SNAPSHOT, "2"), lambda peer: answered.append(peer.sock.recv(64))))
    desk.configure(base(server))
    desk.until_calls(TALKING)
    wait_until(lambda: bool(answered))
    mask = answered[0][2:6]
    assert bytes(byte ^ mask[n % 4] for n, byte in enumerate(answered[0][6:])) == b"3"


def test_a_link_that_goes_silent_is_left(monitor: MakeMonitor, make_desk: MakeDesks) -> None:
    server = monitor(GOOD, upgrade(say(OPENED, "40", EMPTY)))
    desk = make_desk(replace(QUICK, keepalive_after_s=0.3, dead_after_s=0.8))
    desk.configure(base(server))
    desk.until_calls()
    desk.until_state(Lost(LinkProblem.NO_ANSWER))


def test_a_link_without_pongs_is_left(monitor: MakeMonitor, desk: Desk) -> None:
    opened = '0{"sid":"s","pingInterval":200,"pingTimeout":300}'
    server = monitor(GOOD, upgrade(say(opened, "40", EMPTY)))
    desk.configure(base(server))
    desk.until_state(Lost(LinkProblem.NO_ANSWER))
    desk.until_calls(TALKING)


def test_a_keepalive_that_is_answered_with_an_error(monitor: MakeMonitor, desk: Desk) -> None:
    bad = event("keepaliveResponse", {"errorCode": 5, "isOK": False})
    server = monitor(GOOD, upgrade(say(OPENED, "40", EMPTY), wait(0.2), say(bad)))
    desk.configure(base(server))
    desk.until_state(Lost(LinkProblem.TOKEN_REFUSED))
    desk.until_calls(TALKING)


@pytest.mark.parametrize("opens", [ACCEPTED, event("loginStatus", {"queues": []})])
def test_a_list_that_does_not_come_is_asked_for(monitor: MakeMonitor, make_desk: MakeDesks, opens: str) -> None:
    server = monitor(upgrade(say(OPENED, "40", opens), lambda peer: peer.sock.recv(4096), say(SNAPSHOT)))
    desk = make_desk(replace(QUICK, sight_s=0.3))
    desk.configure(base(server))
    desk.until_calls(TALKING)
    assert asked(server, "/socket.io/") == 1


def test_where_the_list_never_comes_the_link_is_kept(monitor: MakeMonitor, make_desk: MakeDesks) -> None:
    """A user's login may get no list at all; its events tell the same."""
    told = event("ExtensionEvent", payloads.event("NEWCALL", payloads.call()))
    server = monitor(upgrade(say(OPENED, "40", ACCEPTED), wait(1.5), say(told)))
    desk = make_desk(replace(QUICK, sight_s=0.2))
    desk.configure(base(server))
    desk.until_calls(TALKING)
    assert asked(server, "/socket.io/") == 1


def test_what_an_older_link_showed_does_not_outlive_it(monitor: MakeMonitor, make_desk: MakeDesks) -> None:
    """A link that takes the place of another and shows nothing leaves the calls unknown."""
    silent = upgrade(say(OPENED, "40", ACCEPTED), wait(60.0))
    desk = make_desk(replace(QUICK, sight_s=0.2))
    server = monitor(silent, GOOD)
    desk.configure(base(server))
    desk.until_calls(TALKING)
    desk.realtime.read_back()
    server.wait_for(lambda: asked(server, "/socket.io/") == 2)
    desk.until_state(Connected, times=2)
    assert not isinstance(desk.told[-2], Connected | tuple), "the calls are not known any more"


def test_events_without_a_list_of_calls_make_no_loop(monitor: MakeMonitor, make_desk: MakeDesks) -> None:
    broken = payloads.event("HOLD")
    del broken["data"]["calls"]
    server = monitor(upgrade(say(OPENED, "40", SNAPSHOT, *[event("ExtensionEvent", broken)] * 50)))
    desk = make_desk(replace(QUICK, sight_s=0.2))
    desk.configure(base(server))
    server.wait_for(lambda: asked(server, "/socket.io/") == 2)
    time.sleep(1.0)
    assert asked(server, "/socket.io/") == 2


@pytest.mark.allow_log("could not be handed over")
def test_a_fault_of_the_receiver_does_not_end_the_sight(monitor: MakeMonitor, desk: Desk) -> None:
    desk.fault = True
    desk.configure(base(monitor(GOOD)))
    desk.until_calls(TALKING)
    assert isinstance(desk.states[-1], Connected)

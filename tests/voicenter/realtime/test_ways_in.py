"""Logging in, the way to the monitor, ending, and what is left behind, where servers or networks are unkind."""

import gc
import logging
import queue
import socket
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.helpers import needs, secrets
from tests.servers import acts
from tests.servers.certificates import Authority
from tests.servers.connect_proxy import ConnectProxy
from tests.servers.scripted import Act, Peer, ScriptedServer
from tests.servers.websocket import (
    OPENED,
    event,
    frame,
    logs_in,
    monitor_and_login,
    say,
    session,
    upgrade,
    wait,
)
from tests.voicenter.clients import StuckLookup
from tests.voicenter.conftest import Serve
from tests.voicenter.realtime import payloads
from tests.voicenter.realtime.conftest import MakeDesks
from tests.voicenter.realtime.desks import QUICK, Desk, realtime_threads
from tests.voicenter.realtime.unkind import (
    EMPTY,
    GOOD,
    SNAPSHOT,
    TALKING,
    MakeMonitor,
    asked,
    base,
    once,
)
from trayapp.voicenter.exchange import HttpRequest, TimeLimits
from trayapp.voicenter.realtime.limits import RealtimeLimits
from trayapp.voicenter.realtime.states import Connected, Connecting, LinkProblem, Lost, Refused

if TYPE_CHECKING:
    from types import FrameType

# The login.


@pytest.mark.parametrize(
    ("unkind", "problem"),
    [
        (acts.html(500), LinkProblem.SERVER_ERROR),
        (acts.html(200), LinkProblem.BAD_ANSWER),
        (acts.close(), LinkProblem.CONNECTION_LOST),
        (acts.hang(), LinkProblem.NO_ANSWER),
        (acts.dripping_body(0.05), LinkProblem.NO_ANSWER),
        (acts.endless_body(), LinkProblem.BAD_ANSWER),
        (acts.gzip_bomb(), LinkProblem.BAD_ANSWER),
        (acts.redirect("https://elsewhere.invalid/"), LinkProblem.REDIRECTED),
        (acts.answer(session([])), LinkProblem.NO_MONITOR),
    ],
)
def test_an_unkind_login(serve: Serve, make_desk: MakeDesks, unkind: Act, problem: LinkProblem) -> None:
    server = serve(unkind)
    desk = make_desk(replace(QUICK, login=TimeLimits(0.5, 0.5, 0.8)))
    desk.configure(base(server))
    desk.until_state(Lost(problem), times=2)
    assert server.open <= 2


@pytest.mark.allow_log("the login was refused")
@pytest.mark.parametrize("refusing", [acts.html(401), acts.answer({"error": "no"}), acts.answer({}, 403)])
def test_a_login_that_is_refused(serve: Serve, desk: Desk, refusing: Act) -> None:
    server = serve(refusing)
    desk.configure(base(server))
    desk.until_state(Refused(LinkProblem.LOGIN_REFUSED))
    time.sleep(0.5)
    assert len(server.requests) == 1


def test_at_most_one_login_a_second(serve: Serve, make_desk: MakeDesks) -> None:
    server = serve(acts.html(500))
    desk = make_desk(replace(QUICK, login_gap_s=1.0, delay_first_s=0.05, delay_most_s=0.05))
    desk.configure(base(server))
    for _ in range(20):
        desk.realtime.reconnect()
        time.sleep(0.02)
    server.wait_for_requests(3)
    times = [request.at for request in server.requests]
    assert all(later - earlier > 0.9 for earlier, later in pairwise(times))


@pytest.mark.allow_log("the login was refused")
def test_where_the_login_is_refused_later_the_link_is_kept(serve: Serve, make_desk: MakeDesks) -> None:
    """A changed password does not take the sight away that there is; and when it goes, nobody is hammered."""
    server = serve(acts.close())
    server.default = monitor_and_login(
        upgrade(say(OPENED, "40", SNAPSHOT), wait(3.0), keep=False),
        once(logs_in(server.text, TokenExpiry=time.time() + 2, RefreshToken=""), acts.html(401)),
    )
    desk = make_desk(replace(QUICK, refresh_floor_s=0.5, refresh_lead_s=0.5))
    desk.configure(base(server))
    desk.until_calls(TALKING)
    server.wait_for(lambda: asked(server, "/Login/") == 2)
    desk.until_state(Refused(LinkProblem.LOGIN_REFUSED))
    assert asked(server, "/socket.io/") == 1
    assert [type(state) for state in desk.states] == [Connecting, Connecting, Connected, Refused]


def test_the_old_link_ends_while_the_new_one_is_under_way(serve: Serve, make_desk: MakeDesks) -> None:
    server = serve(acts.close())
    first = upgrade(say(OPENED, "40", EMPTY), wait(1.2), keep=False)
    second = upgrade(wait(2.0), say(OPENED, "40", SNAPSHOT))
    login = logs_in(server.text, TokenExpiry=time.time() + 1.0)
    server.default = monitor_and_login(once(first, second), once(login, logs_in(server.text)))
    desk = make_desk(replace(QUICK, refresh_floor_s=0.3, refresh_lead_s=0.1, refresh_spread_s=0.0))
    desk.configure(base(server))
    desk.until_calls(TALKING)
    assert asked(server, "/socket.io/") == 2
    shown = [type(state) for state in desk.states]
    assert shown == [Connecting, Connecting, Connected, Lost, Connected]


# The way there.


@pytest.mark.parametrize("flaw", ["expired", "self_signed", "other_name"])
def test_bad_certificates(authority: Authority, make_desk: MakeDesks, serve: Serve, flaw: str) -> None:
    contexts = {
        "expired": authority.expired(),
        "self_signed": authority.self_signed(),
        "other_name": authority.good("monitor9.example.test"),
    }
    with ScriptedServer(GOOD, contexts[flaw], "127.0.0.1") as untrusted:
        door = serve(logs_in(untrusted.text))
        desk = make_desk()
        desk.configure(base(door))
        desk.until_state(Lost(LinkProblem.CERTIFICATE))
        assert untrusted.requests == []


def test_nobody_listens(serve: Serve, desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    server = serve(acts.close())
    server.default = monitor_and_login(GOOD, logs_in(f"https://127.0.0.1:{port}", server.text))
    desk.configure(base(server))
    desk.until_calls(TALKING)
    assert Lost(LinkProblem.CONNECTION_FAILED) in desk.states


def test_a_plain_monitor_only_on_loopback(serve: Serve, desk: Desk) -> None:
    plain = serve(GOOD, plain=True)
    door = serve(logs_in(plain.text))
    desk.configure(base(door))
    desk.until_calls(TALKING)
    assert desk.until_connected().host == plain.text
    assert "origin" not in plain.requests[0].headers
    assert plain.requests[0].target == "/socket.io/?token=identity&EIO=3&transport=websocket"


def test_a_token_of_odd_characters(monitor: MakeMonitor, serve: Serve, desk: Desk) -> None:
    server = serve(acts.close())
    server.default = monitor_and_login(GOOD, logs_in(server.text, Token="a+b/c==&EIO=4 #?"))
    desk.configure(base(server))
    desk.until_calls(TALKING)
    target = next(request.target for request in server.requests if request.method == "GET")
    assert target == "/socket.io/?token=a%2Bb%2Fc%3D%3D%26EIO%3D4%20%23%3F&EIO=3&transport=websocket"


def test_through_a_proxy(serve: Serve, desk: Desk) -> None:
    server = serve(acts.close())
    name = f"{secrets.MONITOR_HOST}:{server.port}"
    server.default = monitor_and_login(GOOD, logs_in(f"https://{name}"))
    with ConnectProxy(leads_to=server.address) as proxy:
        desk.realtime.set_proxies({"https": proxy.url})
        desk.configure(f"https://{name}/monitorAPI")
        desk.until_calls(TALKING)
        assert proxy.targets == [name, name]
        desk.realtime.close(5)


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:1", "socks5h://127.0.0.1:1080"])
def test_through_no_proxy(serve: Serve, desk: Desk, proxy: str) -> None:
    door = serve(logs_in(secrets.MONITOR_HOST))
    desk.realtime.set_proxies({"https": proxy})
    desk.configure(base(door))
    desk.until_state(Lost(LinkProblem.PROXY))


def test_the_environment_has_no_influence(monitor: MakeMonitor, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with ConnectProxy() as proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        desk.configure(base(monitor(GOOD)))
        desk.until_calls(TALKING)
        assert proxy.targets == []


def test_a_name_that_is_never_looked_up(stuck_lookup: StuckLookup, make_desk: MakeDesks) -> None:
    desk = make_desk(replace(QUICK, login=TimeLimits(0.3, 0.3, 0.5)))
    desk.configure(f"https://{secrets.MONITOR_HOST}/monitorAPI")
    assert stuck_lookup.begun.wait(10)
    desk.until_state(Lost(LinkProblem.NO_ANSWER))
    stuck_lookup.let_go.set()


@pytest.mark.parametrize(
    "where", [acts.hang(), upgrade(), upgrade(say(OPENED, "40", SNAPSHOT)), acts.dripping_head(0.05)]
)
@pytest.mark.parametrize("what", ["monitor", "login"])
def test_ends_at_once_wherever_it_is(serve: Serve, make_desk: MakeDesks, where: Act, what: str) -> None:
    server = serve(acts.close())
    login = logs_in(server.text)
    server.default = monitor_and_login(where, login) if what == "monitor" else acts.hang()
    desk = make_desk(RealtimeLimits())
    desk.configure(base(server))
    server.wait_for_requests(2 if what == "monitor" else 1)
    began = time.monotonic()
    assert desk.realtime.close(5)
    assert time.monotonic() - began < 2
    server.wait_for(lambda: server.open == 0)


# What is left behind.


def test_the_log_is_for_people(monitor: MakeMonitor, desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name in ("websocket", "urllib3", "requests"):
        caplog.set_level(logging.DEBUG, logger=name)
    server = monitor(GOOD, acts.html(403), upgrade(say(OPENED, '44"no"')), upgrade(say(OPENED, "40", EMPTY, "41")))
    desk.configure(base(server))
    desk.until_calls(TALKING)
    assert {record.name.rpartition(".")[0] for record in caplog.records} == {"trayapp.voicenter.realtime"}
    told = caplog.text
    assert "Real-time: connected." in told
    for secret in ("identity", "refresh", str(server.port), secrets.EXTENSION, secrets.EMAIL, payloads.STRANGER):
        assert secret not in told


def held(*marks: str) -> set[str | bytes]:
    """Every text with one of these marks that any object, or any function that runs, still holds."""
    gc.collect()
    running = [value for top in sys._current_frames().values() for value in _locals(top)]
    texts = [part for one in gc.get_objects() for part in gc.get_referents(one) if isinstance(part, str | bytes)]
    texts += [value for value in running if isinstance(value, str | bytes)]
    sought = [mark if kind is str else mark.encode() for mark in marks for kind in (str, bytes)]
    return {text for text in texts for mark in sought if type(text) is type(mark) and mark in text}  # type: ignore[operator]


def _locals(frame: "FrameType | None") -> Iterator[object]:
    while frame:
        yield from frame.f_locals.values()
        frame = frame.f_back


def test_what_is_kept_is_found() -> None:
    """The control of the test below: in a slot, in a queue, in a function that runs."""
    slot, waiting = HttpRequest("GET", "kept-in-a-slot"), queue.SimpleQueue[bytes]()
    waiting.put(b"kept-in-a-queue")
    let_go = threading.Event()

    def run(told: str) -> None:
        let_go.wait(10)
        assert told

    thread = threading.Thread(target=run, args=("-".join(("kept", "in", str(1))),))
    thread.start()
    assert held("kept-in-a-", "kept-in-1") >= {slot.url, b"kept-in-a-queue", "kept-in-1"}
    let_go.set()
    thread.join()


def test_nothing_of_others_is_kept(serve: Serve, desk: Desk) -> None:
    """Neither another extension's call, nor a word of whom the rep talks to, whoever looks for it."""
    mark = "/wire-7"

    def tell(peer: Peer) -> None:
        foreign, person = f"Foreign{mark}", f"Person{mark}"
        dial: dict[str, Any] = {"callername": person, "callerphone": person, "customdata": {"note": person}}
        others = payloads.extension(payloads.call(foreign), user=foreign, userName=person)
        ours = payloads.extension(payloads.call(**dial))
        last = payloads.event("HOLD", payloads.call(status="Hold", **dial))
        for name, told in (
            ("AllExtensionsStatus", payloads.snapshot(others, ours)),
            ("ExtensionEvent", payloads.event("NEWCALL", payloads.call(foreign), user=foreign)),
            ("QueueEvent", {"data": {"QueueName": foreign}}),
            ("ExtensionEvent", last),
        ):
            peer.send(frame(event(name, told).encode()))

    server = serve(acts.close())
    server.default = monitor_and_login(upgrade(say(OPENED, "40"), tell), logs_in(server.text))
    desk.configure(base(server))
    desk.until_calls((payloads.IVRID, "hold"))
    assert held(mark) <= {mark, mark.encode()}


@needs.linux
def test_an_idle_link_sleeps(monitor: MakeMonitor, desk: Desk) -> None:
    desk.configure(base(monitor(GOOD)))
    desk.until_calls(TALKING)
    time.sleep(0.3)  # until the last of the connecting is over
    before = {thread: thread_switches(thread) for thread in realtime_threads()}
    assert len(before) == 2
    time.sleep(3.0)
    assert all(thread_switches(thread) - count <= 1 for thread, count in before.items())


def thread_switches(thread: threading.Thread) -> int:
    """How often a thread has gone to sleep so far, and so has been awake."""
    told = Path(f"/proc/self/task/{thread.native_id}/status").read_text()
    return int(next(line for line in told.splitlines() if line.startswith("voluntary_ctxt")).split()[1])

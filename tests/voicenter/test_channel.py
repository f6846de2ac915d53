"""The channel against real servers: one answer for each request, the newest wish first, nothing left behind."""

import gc
import logging
import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import needs, secrets
from tests.servers import acts
from tests.servers.connect_proxy import ConnectProxy
from tests.servers.scripted import Act
from tests.voicenter.conftest import Serve
from trayapp.core.events import Accepted, Answer, Failed, Refused
from trayapp.core.problems import Problem
from trayapp.voicenter import channel as channel_module
from trayapp.voicenter.channel import MuteChannel, WireSettings
from trayapp.voicenter.exchange import TimeLimits
from trayapp.voicenter.hosts import MonitorHost, parse_host
from trayapp.voicenter.mute import Method, MuteRequest

ACCEPTED = Accepted(acts.ACTION_ID)
SHORT = TimeLimits(connect_s=0.5, read_s=0.5, overall_s=0.8)
MUTE = MuteRequest(mute=True, extension=secrets.EXTENSION)
UNMUTE = MuteRequest(mute=False, extension=secrets.EXTENSION)


class Client:
    """A channel and the answers that it reported."""

    def __init__(self, ca_file: Path, limits: TimeLimits | None = None) -> None:
        self.answers: queue.Queue[tuple[int, Answer]] = queue.Queue()
        self.channel = MuteChannel(self._receive, limits)
        self.cold = WireSettings(ca_file=ca_file, keep_warm_s=0)
        self.warm = WireSettings(ca_file=ca_file)
        self.channel.configure(None, self.cold)
        self._threads: set[str] = set()

    def _receive(self, number: int, answer: Answer) -> None:
        self._threads.add(threading.current_thread().name)
        self.answers.put((number, answer))

    def ask(self, number: int, host: MonitorHost, request: MuteRequest = MUTE, *, fresh: bool = False) -> Answer:
        """Send, and wait for its answer."""
        self.channel.send(number, request, host, fresh=fresh)
        answered, answer = self.answers.get(timeout=20)
        assert answered == number
        assert threading.current_thread().name not in self._threads
        return answer


MakeClient = Callable[..., Client]


@pytest.fixture
def make_client(ca_file: Path) -> Iterator[MakeClient]:
    clients: list[Client] = []

    def make(limits: TimeLimits | None = None) -> Client:
        clients.append(Client(ca_file, limits))
        return clients[-1]

    yield make
    assert all(client.channel.close(10) for client in clients)


@pytest.fixture
def client(make_client: MakeClient) -> Client:
    """With time limits that only a real standstill exceeds."""
    return make_client(TimeLimits(20.0, 20.0, 20.0))


# Answers.


@pytest.mark.parametrize(
    ("act", "answer"),
    [
        (acts.accept(), ACCEPTED),
        (acts.answer({"ErrorCode": "200", "Message": "success"}), Accepted()),
        (acts.answer({"ErrorCode": "200"}, 201), Accepted()),
        (acts.answer({"ErrorCode": 0, "Message": "UniqueIvrID not found"}), Refused(Problem.CALL_NOT_FOUND)),
        (acts.answer({"ErrorCode": "1", "Message": "parameters ARE not valid…"}), Refused(Problem.PARAMETERS_REFUSED)),
        (acts.answer({"ErrorCode": 7, "Message": "Who knows"}), Refused(Problem.REFUSED)),
        (acts.answer({"ErrorCode": 200}, 403), Refused(Problem.FORBIDDEN)),
        (acts.html(404), Refused(Problem.NOT_FOUND)),
        (acts.html(429), Failed(Problem.TOO_MANY_REQUESTS, may_have_applied=True)),
        (acts.html(500), Failed(Problem.SERVER_ERROR, may_have_applied=True)),
        (acts.html(200), Failed(Problem.BAD_ANSWER, may_have_applied=True)),
        (acts.gzip_bomb(), Failed(Problem.BAD_ANSWER, may_have_applied=True)),
        (acts.redirect("https://elsewhere.invalid/"), Failed(Problem.REDIRECTED, may_have_applied=True)),
        (acts.close(), Failed(Problem.CONNECTION_LOST, may_have_applied=True)),
        (acts.raw(b"HTTP/1.1 200 OK\r\nContent-Le", keep=False), Failed(Problem.BAD_ANSWER, may_have_applied=True)),
    ],
)
def test_answers(serve: Serve, client: Client, act: Act, answer: Answer) -> None:
    assert client.ask(1, parse_host(serve(act).text)) == answer


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize("selector", [{"extension": secrets.EXTENSION}, {"ivrid": "20260101090000aaaa"}])
def test_goes_by_the_administrators_settings(
    serve: Serve, client: Client, ca_file: Path, method: Method, selector: dict[str, Any]
) -> None:
    server = serve()
    host = parse_host(server.text)
    client.channel.configure(host, WireSettings(method, "0", ca_file, keep_warm_s=0))
    for number, mute in enumerate((True, False)):
        assert client.ask(number, host, MuteRequest(mute, **selector)) == ACCEPTED
    assert [request.method for request in server.requests] == [method.value] * 2
    assert [request.fields for request in server.requests] == [{**selector, "state": state} for state in ("0", "1")]


def test_a_name_that_is_not_found(client: Client) -> None:
    answer = client.ask(1, parse_host(secrets.MONITOR_HOST))
    assert answer == Failed(Problem.NAME_NOT_FOUND, may_have_applied=False)


def test_proxies_are_taken_over_at_once(serve: Serve, client: Client) -> None:
    server = serve()
    host = parse_host(f"{secrets.MONITOR_HOST}:{server.port}")
    with ConnectProxy(leads_to=server.address) as proxy:
        client.channel.set_proxies({"https": proxy.url})
        assert client.ask(1, host) == ACCEPTED
        client.channel.set_proxies(None)
        assert client.ask(2, host) == Failed(Problem.NAME_NOT_FOUND, may_have_applied=False)
        assert len(proxy.targets) == 1


# Time limits.


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


class StuckLookup:
    """Name lookups that hang until they are let go, and then fail, as with a name server that does not answer."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.let_go = threading.Event()

    def __call__(self, *_args: Any, **_kwargs: Any) -> Any:
        self.begun.set()
        self.let_go.wait(30)
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


@pytest.fixture
def stuck_lookup(monkeypatch: pytest.MonkeyPatch) -> Iterator[StuckLookup]:
    lookup = StuckLookup()
    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    yield lookup
    lookup.let_go.set()


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
    assert len(_lanes()) <= most
    answers = dict(client.answers.get(timeout=20) for _ in range(most + 3))
    assert set(answers) == set(range(most + 3))
    assert {type(answer) for answer in answers.values()} == {Failed}
    assert not any(isinstance(answer, Failed) and answer.may_have_applied for answer in answers.values())
    stuck_lookup.let_go.set()


# The newest wish wins.


def test_a_new_wish_does_not_wait_for_a_hanging_old_one(serve: Serve, client: Client) -> None:
    gone = threading.Event()
    server = serve()
    host = parse_host(server.text)
    assert client.ask(1, host) == ACCEPTED
    server.script(acts.hang(gone))
    client.channel.send(2, MUTE, host)
    server.wait_for_requests(2)
    sent_at = time.monotonic()
    client.channel.abandon(2)
    client.channel.send(3, UNMUTE, host, fresh=True)
    assert client.answers.get(timeout=20) == (3, ACCEPTED)
    new = server.requests[2]
    assert new.fields["state"] == "0"
    assert new.connection != server.requests[1].connection
    assert new.at - sent_at < 2.0  # the old one would hang for 20 s
    assert gone.wait(10)
    assert client.answers.empty()


def test_a_busy_lane_does_not_delay_another_request(serve: Serve, client: Client) -> None:
    may_answer = threading.Event()
    server = serve()
    server.script(acts.held(may_answer, acts.accept()))
    host = parse_host(server.text)
    client.channel.send(1, MUTE, host)
    server.wait_for_requests(1)
    assert client.ask(2, host) == ACCEPTED
    may_answer.set()
    assert client.answers.get(timeout=20) == (1, ACCEPTED)
    server.wait_for(lambda: server.open == 1)  # the old lane has ended
    assert client.ask(3, host) == ACCEPTED
    assert server.requests[2].connection == server.requests[1].connection


def test_fresh_means_a_new_connection(serve: Serve, client: Client) -> None:
    server = serve()
    for number in range(4):
        assert client.ask(number, parse_host(server.text), fresh=number >= 2) == ACCEPTED
    assert [request.connection for request in server.requests] == [1, 1, 2, 3]
    server.wait_for(lambda: server.open == 1)


def test_alternating_wishes_end_in_the_last_one(serve: Serve, client: Client) -> None:
    """Old requests are held back by the server; what it hears last is the newest wish, soon."""
    server = serve(acts.delayed(0.3, acts.accept()))
    host = parse_host(server.text)
    for number in range(40):
        if number:
            client.channel.abandon(number - 1)
        client.channel.send(number, MuteRequest(mute=number % 2 == 0, extension=secrets.EXTENSION), host, fresh=True)
        time.sleep(0.02)  # a very fast pair of hands
    while (last := client.answers.get(timeout=20))[0] != 39:
        pass
    assert last == (39, ACCEPTED)
    assert server.requests[-1].fields["state"] == "0"


def test_abandoning_what_is_over_does_nothing(serve: Serve, client: Client) -> None:
    host = parse_host(serve().text)
    assert client.ask(1, host) == ACCEPTED
    client.channel.abandon(1)
    client.channel.abandon(77)
    assert client.ask(1, host) == ACCEPTED


def test_an_id_under_way_cannot_be_used_again(serve: Serve, client: Client) -> None:
    host = parse_host(serve(acts.hang()).text)
    client.channel.send(1, MUTE, host)
    with pytest.raises(ValueError, match="under way"):
        client.channel.send(1, MUTE, host)


def test_sending_never_blocks(serve: Serve, client: Client) -> None:
    server = serve()
    server.before_tls.extend([acts.silent] * 10)
    host = parse_host(server.text)
    longest_s = 0.0
    for number in range(10):
        began = time.monotonic()
        client.channel.send(number, MUTE, host)
        client.channel.abandon(number)
        longest_s = max(longest_s, time.monotonic() - began)
    assert longest_s < 2.0  # the servers say nothing for 20 s


@pytest.mark.allow_log("could not be handed over: RuntimeError$")
def test_a_receiver_that_fails_does_not_end_the_channel(serve: Serve, ca_file: Path) -> None:
    told: queue.Queue[int] = queue.Queue()

    def receive(number: int, _answer: Answer) -> None:
        told.put(number)
        raise RuntimeError(secrets.EXTENSION)

    channel = MuteChannel(receive)
    channel.configure(None, WireSettings(ca_file=ca_file))
    host = parse_host(serve().text)
    for number in range(3):
        channel.send(number, MUTE, host)
        assert told.get(timeout=20) == number
    assert channel.close(10)


# Keeping warm.


def test_opens_the_connection_that_the_first_press_uses(serve: Serve, client: Client) -> None:
    server = serve()
    host = parse_host(server.text)
    client.channel.configure(host, client.warm)
    (head,) = server.wait_for_requests(1)
    assert (head.method, head.target, head.body) == ("HEAD", "/", b"")
    _wait_until(lambda: client.channel._warming is None)
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
    _wait_until(lambda: client.channel._warmth._off_until is not None)
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


# The end.


def test_close_ends_everything_soon(serve: Serve, client: Client) -> None:
    server = serve(acts.hang())
    host = parse_host(server.text)
    for number in range(5):
        client.channel.send(number, MUTE, host)
    server.wait_for_requests(5)
    assert client.channel.close(10)
    server.wait_for(lambda: not server.open)
    assert _lanes() == []
    assert client.answers.empty()
    client.channel.send(9, MUTE, host)
    assert len(server.requests) == 5


def test_close_does_not_wait_for_a_stuck_lookup(make_client: MakeClient, stuck_lookup: StuckLookup) -> None:
    client = make_client()
    client.channel.send(1, MUTE, parse_host(secrets.MONITOR_HOST))
    assert stuck_lookup.begun.wait(20)
    began = time.monotonic()
    assert not client.channel.close(0.2)
    assert time.monotonic() - began < 1.5
    stuck_lookup.let_go.set()


@needs.linux
def test_200_sends_leave_no_thread_and_no_file_open(serve: Serve, make_client: MakeClient) -> None:
    server = serve()
    host = parse_host(server.text)
    warm_up = make_client()
    assert warm_up.ask(0, host) == ACCEPTED
    assert warm_up.channel.close(10)
    server.wait_for(lambda: not server.open)
    gc.collect()
    files, threads = _open_files(), threading.active_count()
    client = make_client()
    server.script(*[acts.accept(), acts.close(), acts.html(500), acts.half_body(), acts.accept_then_close()] * 40)
    for number in range(200):
        client.ask(number, host, fresh=number % 7 == 0)
    assert client.channel.close(10)
    server.wait_for(lambda: not server.open)
    _wait_until(lambda: _open_files() <= files and threading.active_count() <= threads)


def test_nothing_secret_is_logged_or_shown(
    serve: Serve, client: Client, ca_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server = serve()
    server.script(acts.accept(), acts.close(), acts.html(500), acts.redirect(f"https://{secrets.MONITOR_HOST}/"))
    host = parse_host(server.text)
    client.channel.configure(host, WireSettings(Method.GET, ca_file=ca_file))
    shown = [repr(client.channel), repr(host), repr(client.warm)]
    shown += [repr(client.ask(number, host)) for number in range(4)]
    client.channel.set_proxies({"https": f"http://rep:{secrets.PASSWORD}@127.0.0.1:1"})
    shown.append(repr(client.ask(9, parse_host(secrets.MONITOR_HOST))))
    shown += [caplog.text, *(thread.name for thread in threading.enumerate())]
    for secret in secrets.ALL:
        assert secret.casefold() not in "\n".join(shown).casefold()


def test_importing_the_channel_loads_neither_requests_nor_truststore() -> None:
    program = "import sys, trayapp.voicenter.channel, trayapp.voicenter.connection_test; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60)
    assert not {"requests", "urllib3", "truststore", "ssl"} & set(done.stdout.split())


def _lanes() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith("wire-lane")]


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _wait_until(condition: Callable[[], bool], timeout_s: float = 10.0) -> None:
    deadline = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < deadline, "it did not come to it in time"
        time.sleep(0.005)

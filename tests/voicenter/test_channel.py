"""The channel against real servers: one answer for each request, and nothing secret shown."""

import logging
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import secrets
from tests.servers import acts
from tests.servers.connect_proxy import ConnectProxy
from tests.servers.scripted import Act
from tests.voicenter.clients import ACCEPTED, MUTE, Client
from tests.voicenter.conftest import Serve
from trayapp.core.events import Accepted, Answer, Failed, Refused
from trayapp.core.problems import Problem
from trayapp.voicenter.channel import MuteChannel, WireSettings
from trayapp.voicenter.hosts import parse_host
from trayapp.voicenter.mute import Method, MuteRequest


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


def test_a_ca_file_that_has_vanished_is_told_as_such_until_it_is_back(
    serve: Serve, client: Client, ca_file: Path, tmp_path: Path
) -> None:
    host, copy = parse_host(serve().text), tmp_path / "copy.pem"
    copy.write_bytes(ca_file.read_bytes())
    client.channel.configure(None, WireSettings(ca_file=copy, keep_warm_s=0))
    assert client.ask(1, host) == ACCEPTED
    copy.unlink()
    client.channel.refresh()
    assert client.ask(2, host) == Failed(Problem.CA_FILE, may_have_applied=False)
    copy.write_bytes(ca_file.read_bytes())
    assert client.ask(3, host) == ACCEPTED


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

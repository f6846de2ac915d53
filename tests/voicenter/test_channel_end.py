"""The channel ends soon, and leaves nothing behind."""

import gc
import threading
import time
from pathlib import Path

from tests.helpers import needs, secrets
from tests.servers import acts
from tests.voicenter.clients import ACCEPTED, MUTE, Client, MakeClient, StuckLookup, lanes, wait_until
from tests.voicenter.conftest import Serve
from trayapp.voicenter.hosts import parse_host


def test_close_ends_everything_soon(serve: Serve, client: Client) -> None:
    server = serve(acts.hang())
    host = parse_host(server.text)
    for number in range(5):
        client.channel.send(number, MUTE, host)
    server.wait_for_requests(5)
    assert client.channel.close(10)
    server.wait_for(lambda: not server.open)
    assert lanes() == []
    assert client.answers.empty()
    client.channel.send(9, MUTE, host)
    assert len(server.requests) == 5


def test_close_does_not_wait_for_a_stuck_lookup(make_client: MakeClient, stuck_lookup: StuckLookup) -> None:
    client = make_client()
    client.channel.send(1, MUTE, parse_host(secrets.MONITOR_HOST))
    assert stuck_lookup.begun.wait(20)
    began = time.monotonic()
    assert not client.channel.close(0.2)
    assert time.monotonic() - began < 5
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
    wait_until(lambda: _open_files() <= files and threading.active_count() <= threads)


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))

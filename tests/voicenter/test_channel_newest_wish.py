"""The channel sends the newest wish first, and none waits for another."""

import threading
import time

import pytest

from tests.helpers import secrets
from tests.servers import acts
from tests.voicenter.clients import ACCEPTED, MUTE, UNMUTE, Client
from tests.voicenter.conftest import Serve
from trayapp.voicenter.hosts import parse_host
from trayapp.voicenter.mute import MuteRequest


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

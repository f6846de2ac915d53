"""Connections: made, kept, made again, and not to be had."""

import socket
import time

import pytest

from tests.helpers import secrets
from tests.servers import acts
from tests.servers.scripted import Greeting
from tests.voicenter.conftest import Serve
from tests.voicenter.exchanging import SHORT, ask, fails
from trayapp.voicenter.errors import ConnectionFailedError, ConnectionLostError, NameNotFoundError
from trayapp.voicenter.mute import Method
from trayapp.voicenter.transport import Transport


def test_keeps_one_connection(serve: Serve, transport: Transport) -> None:
    server = serve()
    for _ in range(5):
        assert not ask(transport, server.text).reopened
    assert server.connections == 1


@pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
@pytest.mark.parametrize("plain", [False, True])
def test_loopback_by_both_families_plain_and_not(
    serve: Serve,
    transport: Transport,
    address: str,
    plain: bool,  # noqa: FBT001  (a column of the table)
) -> None:
    if address == "::1" and not _has_ipv6():
        address = "127.0.0.1"
    assert ask(transport, serve(plain=plain, address=address).text).status == 200


def test_reopens_a_connection_that_the_server_closed_and_says_so(serve: Serve, transport: Transport) -> None:
    server = serve(acts.accept_then_close())
    assert not ask(transport, server.text).reopened
    server.wait_for(lambda: not server.open)
    assert ask(transport, server.text).reopened
    assert len(server.requests) == server.connections == 2


@pytest.mark.parametrize("method", list(Method))
def test_not_sent_again_when_a_kept_connection_breaks_under_it(
    serve: Serve, transport: Transport, method: Method
) -> None:
    server = serve()
    ask(transport, server.text)
    server.script(acts.close())
    fails(ConnectionLostError, transport, server.text, method=method)
    assert len(server.requests) == 2
    assert ask(transport, server.text).status == 200


@pytest.mark.parametrize("greeting", [acts.shut, acts.plain_text])
def test_no_tls_on_the_other_side(serve: Serve, transport: Transport, greeting: Greeting) -> None:
    server = serve()
    server.before_tls.append(greeting)
    fails(ConnectionFailedError, transport, server.text)


def test_silence_instead_of_tls_ends_at_the_limit(serve: Serve, transport: Transport) -> None:
    server = serve()
    server.before_tls.append(acts.silent)
    began = time.monotonic()
    fails(ConnectionFailedError, transport, server.text, SHORT)
    assert time.monotonic() - began < 3.0


def test_nobody_listens(transport: Transport) -> None:
    with socket.create_server((secrets.LOOPBACK_HOST, 0)) as listener:
        port = listener.getsockname()[1]
    fails(ConnectionFailedError, transport, f"{secrets.LOOPBACK_HOST}:{port}")


def test_a_name_that_is_not_found(transport: Transport) -> None:
    fails(NameNotFoundError, transport, secrets.MONITOR_HOST)


def test_the_second_address_is_tried_when_the_first_does_not_answer(
    serve: Serve, transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(address="127.0.0.1")
    with socket.create_server(("127.0.0.2", 0)) as unused:
        dead = unused.getsockname()
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address) for address in (dead, ("127.0.0.1", server.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)
    assert ask(transport, f"localhost:{server.port}").status == 200


def _has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False

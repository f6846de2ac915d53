"""An exchange that is ended from outside."""

import threading
import time

import pytest

from tests.servers import acts
from tests.voicenter.conftest import Serve
from tests.voicenter.exchanging import ask
from trayapp.voicenter.errors import ConnectionFailedError, WireError
from trayapp.voicenter.exchange import Attempt
from trayapp.voicenter.transport import Transport


def test_a_cut_ends_the_wait_at_once(serve: Serve, transport: Transport) -> None:
    gone = threading.Event()
    server = serve(acts.hang(gone))
    attempt = Attempt()
    caught: list[WireError] = []

    def wait() -> None:
        try:
            ask(transport, server.text, attempt=attempt)
        except WireError as error:
            caught.append(error)

    thread = threading.Thread(target=wait)
    thread.start()
    server.wait_for_requests(1)
    began = time.monotonic()
    attempt.cut()
    thread.join(10)
    assert time.monotonic() - began < 2.0
    assert gone.wait(10)
    assert [error.may_have_applied for error in caught] == [True]


def test_a_cut_during_the_handshake_ends_it(serve: Serve, transport: Transport) -> None:
    server = serve()
    server.before_tls.append(acts.silent)
    attempt = Attempt()
    timer = threading.Timer(0.2, attempt.cut)
    timer.start()
    began = time.monotonic()
    with pytest.raises(ConnectionFailedError):
        ask(transport, server.text, attempt=attempt)
    assert time.monotonic() - began < 5.0
    timer.join()


def test_half_an_answer_that_was_cut_off_is_no_answer(serve: Serve, transport: Transport) -> None:
    server = serve(acts.dripping_head(0.02))
    attempt = Attempt()
    timer = threading.Timer(0.3, attempt.cut)
    timer.start()
    with pytest.raises(WireError) as caught:
        ask(transport, server.text, attempt=attempt)
    assert caught.value.may_have_applied
    timer.join()


def test_a_late_cut_spares_the_connection(serve: Serve, transport: Transport) -> None:
    server = serve()
    attempt = Attempt()
    ask(transport, server.text, attempt=attempt)
    attempt.cut()
    assert not ask(transport, server.text).reopened
    assert server.connections == 1


def test_what_was_cut_before_is_never_sent(serve: Serve, transport: Transport) -> None:
    server = serve()
    ask(transport, server.text)
    attempt = Attempt()
    attempt.cut()
    with pytest.raises(WireError) as caught:
        ask(transport, server.text, attempt=attempt)
    assert not caught.value.may_have_applied
    assert len(server.requests) == 1

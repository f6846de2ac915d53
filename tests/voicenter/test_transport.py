"""One exchange against real servers: what is sent, and every kind of answer."""

import threading
import time

import pytest

from tests.helpers import secrets
from tests.servers import acts
from tests.servers.scripted import Act
from tests.voicenter.conftest import Serve
from tests.voicenter.exchanging import SHORT, ask, fails
from trayapp.voicenter.errors import BadAnswerError, ConnectionLostError, NoAnswerError, WireError
from trayapp.voicenter.exchange import Attempt
from trayapp.voicenter.mute import Method
from trayapp.voicenter.transport import Transport


def test_sends_what_is_documented_and_nothing_more(serve: Serve, transport: Transport) -> None:
    server = serve()
    assert ask(transport, server.text, method=Method.POST).status == 200
    assert ask(transport, server.text, method=Method.GET).status == 200
    post, get = server.requests
    assert (post.method, post.target) == ("POST", "/api/MuteUnmuteCalls")
    assert post.fields == {"extension": secrets.EXTENSION, "state": "1"}
    assert get.method == "GET"
    assert get.target == f"/api/MuteUnmuteCalls?extension={secrets.EXTENSION}&state=1"
    assert get.body == b""
    assert set(post.headers) == {*("host", "user-agent", "accept", "accept-encoding", "content-type", "content-length")}
    assert post.headers["accept-encoding"] == "identity"
    assert post.headers["content-type"] == "application/json"
    assert post.headers["user-agent"].startswith("recording-pause/")


@pytest.mark.parametrize("method", list(Method))
@pytest.mark.parametrize(
    ("act", "error"),
    [
        (acts.close(), ConnectionLostError),
        (acts.reset(), ConnectionLostError),
        (acts.half_body(), ConnectionLostError),
        (acts.raw(b"220 smtp.example.test ready\r\n", keep=False), BadAnswerError),
        (acts.raw(b"\x00\x01\x02\r\n\r\n", keep=False), BadAnswerError),
        (acts.raw(b"HTTP/1.1 abc OK\r\n\r\n", keep=False), BadAnswerError),
        (acts.raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", keep=False), ConnectionLostError),
        (acts.endless_body(), BadAnswerError),
        (acts.endless_body(500), BadAnswerError),
        (acts.endless_body(302, "Location: https://elsewhere.invalid/"), BadAnswerError),
        (acts.raw(acts.http(200, b" " * 65_537)), BadAnswerError),
    ],
)
def test_bad_answers_are_typed_and_nothing_is_sent_twice(
    serve: Serve, transport: Transport, act: Act, error: type[WireError], method: Method
) -> None:
    server = serve(act)
    fails(error, transport, server.text, method=method)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "act",
    [acts.hang(), acts.lying_length(1000), acts.raw(b"HTTP/1.1 200 OK\r\n")],
)
def test_silence_ends_at_the_limit(serve: Serve, transport: Transport, act: Act) -> None:
    server = serve(act)
    attempt = Attempt()
    cut = threading.Timer(SHORT.overall_s, attempt.cut)  # as the channel does
    cut.start()
    began = time.monotonic()
    with pytest.raises(WireError) as caught:
        ask(transport, server.text, SHORT, attempt)
    assert isinstance(caught.value, NoAnswerError | ConnectionLostError)
    assert time.monotonic() - began < SHORT.overall_s + 2.0
    cut.cancel()
    cut.join()


def test_a_body_shorter_than_announced_does_not_spoil_the_next(serve: Serve, transport: Transport) -> None:
    server = serve()
    server.script(acts.lying_length(10))
    assert len(ask(transport, server.text).body) == 10
    assert ask(transport, server.text).body.endswith(b"}")


def test_compressed_answers_are_not_unpacked(serve: Serve, transport: Transport) -> None:
    assert len(ask(transport, serve(acts.gzip_bomb()).text).body) < 65_536


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_never_followed(serve: Serve, transport: Transport, status: int) -> None:
    target = serve()
    server = serve(acts.redirect(f"{target.text}/api/MuteUnmuteCalls", status))
    assert ask(transport, server.text, method=Method.POST).status == status
    assert ask(transport, server.text, method=Method.GET).status == status
    assert target.connections == 0


def test_a_redirect_to_nonsense_is_only_an_answer(serve: Serve, transport: Transport) -> None:
    assert ask(transport, serve(acts.redirect("http://[::bad/%zz")).text).status == 302


def test_keeps_no_cookies(serve: Serve, transport: Transport) -> None:
    server = serve(acts.raw(acts.http(200, b"{}", "Set-Cookie: session=1; Path=/")))
    ask(transport, server.text)
    ask(transport, server.text)
    assert "cookie" not in server.requests[1].headers

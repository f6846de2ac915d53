"""One exchange against real servers: good, bad, slow, lying, and not there at all."""

import base64
import logging
import socket
import ssl
import threading
import time
import traceback
import warnings
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.helpers import secrets
from tests.servers import acts
from tests.servers.certificates import Authority
from tests.servers.connect_proxy import ConnectProxy
from tests.servers.scripted import Act, Greeting, ScriptedServer
from tests.voicenter.conftest import Serve
from trayapp.voicenter.errors import (
    BadAnswerError,
    CertificateRefusedError,
    ConnectionFailedError,
    ConnectionLostError,
    NameNotFoundError,
    NoAnswerError,
    ProxyFailedError,
    WireError,
)
from trayapp.voicenter.exchange import Attempt, Reply, TimeLimits, TransportSettings
from trayapp.voicenter.hosts import parse_host
from trayapp.voicenter.mute import Method, MuteRequest, encode
from trayapp.voicenter.transport import Transport

SHORT = TimeLimits(connect_s=0.4, read_s=0.4, overall_s=0.8)
ENOUGH = TimeLimits(connect_s=20.0, read_s=20.0, overall_s=20.0)


@pytest.fixture
def transport(ca_file: Path) -> Iterator[Transport]:
    with closing(Transport(TransportSettings(ca_file))) as transport:
        yield transport


def _ask(
    transport: Transport,
    text: str,
    limits: TimeLimits = ENOUGH,
    attempt: Attempt | None = None,
    method: Method = Method.GET,  # the identifier is in the URL, which is where errors like to show it
) -> Reply:
    request = encode(MuteRequest(mute=True, extension=secrets.EXTENSION), parse_host(text), method)
    return transport.exchange(attempt or Attempt(), request, limits)


def _fails(
    error: type[WireError], transport: Transport, text: str, limits: TimeLimits = ENOUGH, method: Method = Method.GET
) -> None:
    """It fails so, and nothing of the request is to be found in the error, its causes or its traceback's text."""
    with pytest.raises(WireError) as caught:
        _ask(transport, text, limits, method=method)
    assert type(caught.value) is error
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    for secret in (secrets.EXTENSION, secrets.LOOPBACK_HOST, secrets.MONITOR_HOST):
        assert secret not in shown


def test_sends_what_is_documented_and_nothing_more(serve: Serve, transport: Transport) -> None:
    server = serve()
    assert _ask(transport, server.text, method=Method.POST).status == 200
    assert _ask(transport, server.text, method=Method.GET).status == 200
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


def test_keeps_one_connection(serve: Serve, transport: Transport) -> None:
    server = serve()
    for _ in range(5):
        assert not _ask(transport, server.text).reopened
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
    assert _ask(transport, serve(plain=plain, address=address).text).status == 200


def test_reopens_a_connection_that_the_server_closed_and_says_so(serve: Serve, transport: Transport) -> None:
    server = serve(acts.accept_then_close())
    assert not _ask(transport, server.text).reopened
    server.wait_for(lambda: not server.open)
    assert _ask(transport, server.text).reopened
    assert len(server.requests) == server.connections == 2


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
    _fails(error, transport, server.text, method=method)
    assert len(server.requests) == 1


@pytest.mark.parametrize("method", list(Method))
def test_not_sent_again_when_a_kept_connection_breaks_under_it(
    serve: Serve, transport: Transport, method: Method
) -> None:
    server = serve()
    _ask(transport, server.text)
    server.script(acts.close())
    _fails(ConnectionLostError, transport, server.text, method=method)
    assert len(server.requests) == 2
    assert _ask(transport, server.text).status == 200


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
        _ask(transport, server.text, SHORT, attempt)
    assert isinstance(caught.value, NoAnswerError | ConnectionLostError)
    assert time.monotonic() - began < SHORT.overall_s + 2.0
    cut.cancel()
    cut.join()


def test_a_body_shorter_than_announced_does_not_spoil_the_next(serve: Serve, transport: Transport) -> None:
    server = serve()
    server.script(acts.lying_length(10))
    assert len(_ask(transport, server.text).body) == 10
    assert _ask(transport, server.text).body.endswith(b"}")


def test_compressed_answers_are_not_unpacked(serve: Serve, transport: Transport) -> None:
    assert len(_ask(transport, serve(acts.gzip_bomb()).text).body) < 65_536


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_never_followed(serve: Serve, transport: Transport, status: int) -> None:
    target = serve()
    server = serve(acts.redirect(f"{target.text}/api/MuteUnmuteCalls", status))
    assert _ask(transport, server.text, method=Method.POST).status == status
    assert _ask(transport, server.text, method=Method.GET).status == status
    assert target.connections == 0


def test_a_redirect_to_nonsense_is_only_an_answer(serve: Serve, transport: Transport) -> None:
    assert _ask(transport, serve(acts.redirect("http://[::bad/%zz")).text).status == 302


def test_keeps_no_cookies(serve: Serve, transport: Transport) -> None:
    server = serve(acts.raw(acts.http(200, b"{}", "Set-Cookie: session=1; Path=/")))
    _ask(transport, server.text)
    _ask(transport, server.text)
    assert "cookie" not in server.requests[1].headers


# Certificates.


def test_without_the_extra_file_the_test_authority_is_not_trusted(serve: Serve) -> None:
    with closing(Transport(TransportSettings())) as transport:
        server = serve()
        _fails(CertificateRefusedError, transport, server.text)
        assert server.requests == []


@pytest.mark.parametrize("flaw", ["expired", "self_signed", "other_name", "other_authority"])
def test_bad_certificates(authority: Authority, transport: Transport, flaw: str, tmp_path: Path) -> None:
    flaws: dict[str, Callable[[], ssl.SSLContext]] = {
        "expired": authority.expired,
        "self_signed": authority.self_signed,
        "other_name": lambda: authority.good("monitor9.example.test"),
        "other_authority": lambda: Authority(tmp_path).good(),
    }
    with ScriptedServer(acts.accept(), flaws[flaw](), "127.0.0.1") as server:
        _fails(CertificateRefusedError, transport, server.text)
        assert server.requests == []


@pytest.mark.parametrize("content", [None, b"", b"not a certificate"])
def test_an_extra_file_that_cannot_be_read_is_a_certificate_problem(tmp_path: Path, content: bytes | None) -> None:
    ca_file = tmp_path / "ca.pem"
    if content is not None:
        ca_file.write_bytes(content)
    with pytest.raises(CertificateRefusedError):
        Transport(TransportSettings(ca_file))


def test_tls_older_than_1_2_is_refused(transport: Transport, authority: Authority) -> None:
    context = authority.good("127.0.0.1")
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that it is old is what this test is about
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    with ScriptedServer(acts.accept(), context, "127.0.0.1") as server:
        _fails(ConnectionFailedError, transport, server.text)
        assert server.requests == []


# Connections.


@pytest.mark.parametrize("greeting", [acts.shut, acts.plain_text])
def test_no_tls_on_the_other_side(serve: Serve, transport: Transport, greeting: Greeting) -> None:
    server = serve()
    server.before_tls.append(greeting)
    _fails(ConnectionFailedError, transport, server.text)


def test_silence_instead_of_tls_ends_at_the_limit(serve: Serve, transport: Transport) -> None:
    server = serve()
    server.before_tls.append(acts.silent)
    began = time.monotonic()
    _fails(ConnectionFailedError, transport, server.text, SHORT)
    assert time.monotonic() - began < 3.0


def test_nobody_listens(transport: Transport) -> None:
    with socket.create_server((secrets.LOOPBACK_HOST, 0)) as listener:
        port = listener.getsockname()[1]
    _fails(ConnectionFailedError, transport, f"{secrets.LOOPBACK_HOST}:{port}")


def test_a_name_that_is_not_found(transport: Transport) -> None:
    _fails(NameNotFoundError, transport, secrets.MONITOR_HOST)


def test_the_second_address_is_tried_when_the_first_does_not_answer(
    serve: Serve, transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(address="127.0.0.1")
    with socket.create_server(("127.0.0.2", 0)) as unused:
        dead = unused.getsockname()
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", address) for address in (dead, ("127.0.0.1", server.port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)
    assert _ask(transport, f"localhost:{server.port}").status == 200


# Ending from outside.


def test_a_cut_ends_the_wait_at_once(serve: Serve, transport: Transport) -> None:
    gone = threading.Event()
    server = serve(acts.hang(gone))
    attempt = Attempt()
    caught: list[WireError] = []

    def ask() -> None:
        try:
            _ask(transport, server.text, attempt=attempt)
        except WireError as error:
            caught.append(error)

    thread = threading.Thread(target=ask)
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
        _ask(transport, server.text, attempt=attempt)
    assert time.monotonic() - began < 5.0
    timer.join()


def test_half_an_answer_that_was_cut_off_is_no_answer(serve: Serve, transport: Transport) -> None:
    server = serve(acts.dripping_head(0.02))
    attempt = Attempt()
    timer = threading.Timer(0.3, attempt.cut)
    timer.start()
    with pytest.raises(WireError) as caught:
        _ask(transport, server.text, attempt=attempt)
    assert caught.value.may_have_applied
    timer.join()


def test_a_late_cut_spares_the_connection(serve: Serve, transport: Transport) -> None:
    server = serve()
    attempt = Attempt()
    _ask(transport, server.text, attempt=attempt)
    attempt.cut()
    assert not _ask(transport, server.text).reopened
    assert server.connections == 1


def test_what_was_cut_before_is_never_sent(serve: Serve, transport: Transport) -> None:
    server = serve()
    _ask(transport, server.text)
    attempt = Attempt()
    attempt.cut()
    with pytest.raises(WireError) as caught:
        _ask(transport, server.text, attempt=attempt)
    assert not caught.value.may_have_applied
    assert len(server.requests) == 1


# What surrounds us.


def test_the_environment_has_no_influence(
    serve: Serve,
    transport: Transport,
    monkeypatch: pytest.MonkeyPatch,
    isolated_home: Path,
    tmp_path: Path,
) -> None:
    nothing = tmp_path / "empty.pem"
    nothing.touch()
    netrc = isolated_home / ".netrc"
    netrc.write_text(f"machine {secrets.LOOPBACK_HOST} login rep password {secrets.PASSWORD}\n")
    netrc.chmod(0o600)
    with ConnectProxy() as proxy:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
            monkeypatch.setenv(name, str(nothing))
        monkeypatch.setenv("NETRC", str(netrc))
        monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
        server = serve()
        assert _ask(transport, server.text).status == 200
        assert "authorization" not in server.requests[0].headers
        assert proxy.targets == []
        assert not (tmp_path / "keys").exists()


def test_a_bundle_named_by_the_environment_is_not_trusted(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, ca_file: Path
) -> None:
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.setenv(name, str(ca_file))
    with closing(Transport(TransportSettings())) as transport:
        _fails(CertificateRefusedError, transport, serve().text)


# Proxies. The name is one that resolves nowhere: the proxy leads every tunnel to loopback.


def test_a_proxy_is_used_for_a_host_elsewhere(serve: Serve, ca_file: Path) -> None:
    server = serve()
    login = base64.b64encode(f"rep:{secrets.PASSWORD}".encode()).decode()
    with ConnectProxy(leads_to=server.address, authorization=f"Basic {login}") as proxy:
        url = proxy.url.replace("//", f"//rep:{secrets.PASSWORD}@")
        settings = TransportSettings(ca_file, {"https": url})
        assert secrets.PASSWORD not in repr(settings)
        with closing(Transport(settings)) as transport:
            for _ in range(2):
                assert _ask(transport, f"{secrets.MONITOR_HOST}:{server.port}").status == 200
        assert proxy.targets == [f"{secrets.MONITOR_HOST}:{server.port}"]
    assert server.requests[0].headers["host"] == f"{secrets.MONITOR_HOST}:{server.port}"
    assert "proxy-authorization" not in server.requests[0].headers


def test_loopback_never_goes_through_a_proxy(serve: Serve, ca_file: Path) -> None:
    with ConnectProxy() as proxy, closing(Transport(TransportSettings(ca_file, {"https": proxy.url}))) as transport:
        assert _ask(transport, serve().text).status == 200
        assert proxy.targets == []


@pytest.mark.parametrize("status", [403, 407, 502])
def test_a_proxy_that_refuses(ca_file: Path, status: int) -> None:
    with (
        ConnectProxy(status=status) as proxy,
        closing(Transport(TransportSettings(ca_file, {"https": proxy.url}))) as transport,
    ):
        _fails(ProxyFailedError, transport, secrets.MONITOR_HOST)


def test_a_proxy_that_says_nothing(ca_file: Path) -> None:
    with (
        ConnectProxy(silent=True) as proxy,
        closing(Transport(TransportSettings(ca_file, {"https": proxy.url}))) as transport,
    ):
        _fails(ProxyFailedError, transport, secrets.MONITOR_HOST, SHORT)


@pytest.mark.parametrize(
    "url", ["http://proxy.invalid:3128", "http://127.0.0.1:1", "socks5h://127.0.0.1:1080", "http://", "x://y"]
)
def test_a_proxy_that_cannot_be_used(ca_file: Path, url: str) -> None:
    with closing(Transport(TransportSettings(ca_file, {"https": url}))) as transport:
        _fails(ProxyFailedError, transport, secrets.MONITOR_HOST)


def test_a_bad_certificate_behind_a_proxy(authority: Authority, ca_file: Path) -> None:
    with (
        ScriptedServer(acts.accept(), authority.expired(), "127.0.0.1") as server,
        ConnectProxy() as proxy,
        closing(Transport(TransportSettings(ca_file, {"https": proxy.url}))) as transport,
    ):
        _fails(CertificateRefusedError, transport, f"{secrets.MONITOR_HOST}:{server.port}")


# Logs.


def test_nothing_is_logged_even_at_the_lowest_level(
    serve: Serve, transport: Transport, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("urllib3.connectionpool", "urllib3.connection", "urllib3.util.retry", "requests"):
        caplog.set_level(logging.DEBUG, logger=name)
    caplog.set_level(logging.DEBUG)
    server = serve()
    server.script(acts.accept(), acts.raw(acts.http(200, b"", "not a header")), acts.close())
    for _ in range(2):
        _ask(transport, server.text)
    _fails(ConnectionLostError, transport, server.text)
    assert [record.name for record in caplog.records] == []


def _has_ipv6() -> bool:
    try:
        with socket.create_server(("::1", 0), family=socket.AF_INET6):
            return True
    except OSError:
        return False

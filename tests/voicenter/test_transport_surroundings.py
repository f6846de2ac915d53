"""Environment, proxies and log: what may have influence, and what is left there."""

import base64
import logging
from contextlib import closing
from pathlib import Path

import pytest

from tests.helpers import secrets
from tests.servers import acts
from tests.servers.certificates import Authority
from tests.servers.connect_proxy import ConnectProxy
from tests.servers.scripted import ScriptedServer
from tests.voicenter.conftest import Serve
from tests.voicenter.exchanging import SHORT, ask, fails
from trayapp.voicenter.errors import CertificateRefusedError, ConnectionLostError, ProxyFailedError
from trayapp.voicenter.exchange import TransportSettings
from trayapp.voicenter.transport import Transport
from trayapp.voicenter.trust import files


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
        assert ask(transport, server.text).status == 200
        assert "authorization" not in server.requests[0].headers
        assert proxy.targets == []
        assert not (tmp_path / "keys").exists()


def test_a_bundle_named_by_the_environment_is_not_trusted(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, ca_file: Path
) -> None:
    files._read_once.cache_clear()  # what was read before any of these was set
    for name in ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE"):
        monkeypatch.setenv(name, str(ca_file))
    with closing(Transport(TransportSettings())) as transport:
        fails(CertificateRefusedError, transport, serve().text)


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
                assert ask(transport, f"{secrets.MONITOR_HOST}:{server.port}").status == 200
        assert proxy.targets == [f"{secrets.MONITOR_HOST}:{server.port}"]
    assert server.requests[0].headers["host"] == f"{secrets.MONITOR_HOST}:{server.port}"
    assert "proxy-authorization" not in server.requests[0].headers


def test_loopback_never_goes_through_a_proxy(serve: Serve, ca_file: Path) -> None:
    with ConnectProxy() as proxy, closing(Transport(TransportSettings(ca_file, {"https": proxy.url}))) as transport:
        assert ask(transport, serve().text).status == 200
        assert proxy.targets == []


@pytest.mark.parametrize("status", [403, 407, 502])
def test_a_proxy_that_refuses(ca_file: Path, status: int) -> None:
    with (
        ConnectProxy(status=status) as proxy,
        closing(Transport(TransportSettings(ca_file, {"https": proxy.url}))) as transport,
    ):
        fails(ProxyFailedError, transport, secrets.MONITOR_HOST)


def test_a_proxy_that_says_nothing(ca_file: Path) -> None:
    with (
        ConnectProxy(silent=True) as proxy,
        closing(Transport(TransportSettings(ca_file, {"https": proxy.url}))) as transport,
    ):
        fails(ProxyFailedError, transport, secrets.MONITOR_HOST, SHORT)


@pytest.mark.parametrize(
    "url", ["http://proxy.invalid:3128", "http://127.0.0.1:1", "socks5h://127.0.0.1:1080", "http://", "x://y"]
)
def test_a_proxy_that_cannot_be_used(ca_file: Path, url: str) -> None:
    with closing(Transport(TransportSettings(ca_file, {"https": url}))) as transport:
        fails(ProxyFailedError, transport, secrets.MONITOR_HOST)


def test_a_bad_certificate_behind_a_proxy(authority: Authority, ca_file: Path) -> None:
    with (
        ScriptedServer(acts.accept(), authority.expired(), "127.0.0.1") as server,
        ConnectProxy() as proxy,
        closing(Transport(TransportSettings(ca_file, {"https": proxy.url}))) as transport,
    ):
        fails(CertificateRefusedError, transport, f"{secrets.MONITOR_HOST}:{server.port}")


def test_nothing_is_logged_even_at_the_lowest_level(
    serve: Serve, transport: Transport, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("urllib3.connectionpool", "urllib3.connection", "urllib3.util.retry", "requests"):
        caplog.set_level(logging.DEBUG, logger=name)
    caplog.set_level(logging.DEBUG)
    server = serve()
    server.script(acts.accept(), acts.raw(acts.http(200, b"", "not a header")), acts.close())
    for _ in range(2):
        ask(transport, server.text)
    fails(ConnectionLostError, transport, server.text)
    assert [record.name for record in caplog.records] == []

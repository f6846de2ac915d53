"""Which certificates and versions of TLS are taken."""

import ssl
import warnings
from contextlib import closing
from pathlib import Path

import pytest

from tests.servers import acts
from tests.servers.certificates import Authority
from tests.servers.scripted import ScriptedServer
from tests.voicenter.conftest import Serve
from tests.voicenter.exchanging import fails
from trayapp.voicenter.errors import CaFileError, CertificateRefusedError, ConnectionFailedError
from trayapp.voicenter.exchange import TransportSettings
from trayapp.voicenter.transport import Transport


def test_without_the_extra_file_the_test_authority_is_not_trusted(serve: Serve) -> None:
    with closing(Transport(TransportSettings())) as transport:
        server = serve()
        fails(CertificateRefusedError, transport, server.text)
        assert server.requests == []


@pytest.mark.parametrize("flaw", ["expired", "self_signed", "other_name", "other_authority"])
def test_bad_certificates(authority: Authority, transport: Transport, flaw: str, tmp_path: Path) -> None:
    contexts = {
        "expired": authority.expired(),
        "self_signed": authority.self_signed(),
        "other_name": authority.good("monitor9.example.test"),
        "other_authority": Authority(tmp_path).good(),
    }
    with ScriptedServer(acts.accept(), contexts[flaw], "127.0.0.1") as server:
        fails(CertificateRefusedError, transport, server.text)
        assert server.requests == []


@pytest.mark.parametrize("content", [None, b"", b"not a certificate"])
def test_an_extra_file_that_cannot_be_read_is_no_problem_of_the_server_s_certificate(
    tmp_path: Path, content: bytes | None
) -> None:
    ca_file = tmp_path / "ca.pem"
    if content is not None:
        ca_file.write_bytes(content)
    with pytest.raises(CaFileError):
        Transport(TransportSettings(ca_file))


def test_tls_older_than_1_2_is_refused(transport: Transport, authority: Authority) -> None:
    context = authority.good("127.0.0.1")
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that it is old is what this test is about
        context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1_1
    with ScriptedServer(acts.accept(), context, "127.0.0.1") as server:
        fails(ConnectionFailedError, transport, server.text)
        assert server.requests == []

"""What a client context trusts, and that it is not read anew for each connection."""

import ssl
from pathlib import Path

import pytest

from tests.helpers import needs
from trayapp.voicenter.errors import CaFileError
from trayapp.voicenter.trust import client_contexts, extra, system


def test_always_checks_name_certificate_and_version(ca_file: Path) -> None:
    contexts: list[ssl.SSLContext] = [*client_contexts(None), *client_contexts(ca_file)]
    contexts += [extra.context(ca_file), system.context(), system.context(ca_file)]
    for context in contexts:
        assert context.verify_mode is ssl.CERT_REQUIRED
        assert context.check_hostname
        assert context.minimum_version is ssl.TLSVersion.TLSv1_2


@needs.linux
def test_the_extra_file_counts_besides_the_system_s_store(ca_file: Path) -> None:
    (alone,), (both,) = client_contexts(None), client_contexts(ca_file)
    assert both.cert_store_stats()["x509_ca"] == alone.cert_store_stats()["x509_ca"] + 1


@needs.linux
def test_is_shared_until_the_extra_file_changes(ca_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "ca.pem"
    copy.write_bytes(ca_file.read_bytes())
    (first,) = client_contexts(copy)
    assert client_contexts(copy)[0] is first
    copy.write_text("no longer a certificate")
    with pytest.raises(CaFileError) as caught:
        client_contexts(copy)
    assert caught.value.__context__ is None

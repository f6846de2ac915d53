"""What a client context trusts, and that it is not read anew for each connection."""

import gc
import select
import socket
import ssl
import struct
import warnings
from pathlib import Path

import pytest

from tests.helpers import needs
from trayapp.voicenter.errors import CaFileError
from trayapp.voicenter.trust import client_contexts, extra, files, system


def test_always_checks_name_certificate_and_version(ca_file: Path) -> None:
    contexts: list[ssl.SSLContext] = [*client_contexts(None), *client_contexts(ca_file)]
    contexts += [extra.context(ca_file), system.context()]
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


@needs.linux
def test_a_connection_that_is_reset_before_the_handshake_is_closed() -> None:
    """Python's own socket would be left to the garbage collector, which says so."""
    with socket.create_server(("127.0.0.1", 0)) as listener, warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        client = socket.create_connection(listener.getsockname())
        server, _ = listener.accept()
        server.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        server.close()
        select.select([client], [], [], 10.0)
        with pytest.raises(ConnectionError):
            files.context(None).wrap_socket(client, server_hostname="localhost")
        gc.collect()
    assert said == []

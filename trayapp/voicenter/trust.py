"""Which certificates are trusted: the system's own store, and an extra CA file where one is given.

Both count on every platform. How they are checked is chosen here, as `trayapp.desktop` chooses its backends.
"""

import ssl
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import truststore

from trayapp.voicenter.errors import CertificateRefusedError


def client_context(ca_file: Path | None) -> ssl.SSLContext:
    """A context for TLS 1.2 or newer that checks names and certificates.

    Raises:
        CertificateRefusedError: The extra CA file cannot be read.
    """
    with suppress(OSError, ValueError):  # raised below, so that the error does not carry the path along
        if not sys.platform.startswith("linux"):
            return _from_system(ca_file)
        return _from_files(ca_file, ca_file.stat().st_mtime_ns if ca_file else 0)
    raise CertificateRefusedError


def _from_system(ca_file: Path | None) -> truststore.SSLContext:
    """Windows and macOS: certificates are checked by the system itself, at each handshake.

    A context for each connection: truststore's holds a lock during handshakes, and a stuck one must not delay another.
    """
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.hostname_checks_common_name = False
    if ca_file:
        context.load_verify_locations(cafile=ca_file)
    return context


@lru_cache(maxsize=4)
def _from_files(ca_file: Path | None, _stamp: int) -> ssl.SSLContext:
    """Linux: the store is a file of about 150 certificates, and OpenSSL checks by what it has read.

    truststore knows where distributions keep that file, but would read it again at every handshake, which takes 20 ms
    of a press. So it is let to read it once, into a context that is then used without it, and shared.
    """
    reading = _from_system(ca_file).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="localhost")
    context = reading.context
    context.sslsocket_class, context.sslobject_class = ssl.SSLSocket, ssl.SSLObject
    return context

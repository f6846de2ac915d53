"""Linux: the store is a folder or a file of about 150 certificates, and OpenSSL checks by them.

truststore would find it, too, but wherever the environment says (SSL_CERT_FILE, SSL_CERT_DIR), and would read it again
at every handshake: 20 ms of a press.
"""

import re
import ssl
from functools import lru_cache
from pathlib import Path
from typing import Any

_FILES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  # Fedora
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",  # Arch, Alpine
)
_HASHED = re.compile(r"[0-9a-f]{8}\.[0-9]")
"""The name of a certificate that OpenSSL finds in a folder."""


def context(ca_file: Path | None) -> ssl.SSLContext:
    """A context that all connections share; a CA file that has changed makes another.

    Raises:
        OSError: The extra CA file cannot be read.
        ValueError: It holds no certificate.
    """
    return _read_once(ca_file, ca_file.stat().st_mtime_ns if ca_file else 0)


@lru_cache(maxsize=4)
def _read_once(ca_file: Path | None, _stamp: int) -> ssl.SSLContext:
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.hostname_checks_common_name = False
    made.sslsocket_class = _ClosedOnReset
    _trust_the_system(made)
    if ca_file:
        made.load_verify_locations(cafile=ca_file)
    return made


def _trust_the_system(made: ssl.SSLContext) -> None:
    """By the places that OpenSSL was built with; where nothing is there, by the files of known distributions."""
    built = ssl.get_default_verify_paths()
    file = built.openssl_cafile if Path(built.openssl_cafile).is_file() else None
    folder = built.openssl_capath if _holds_certificates(Path(built.openssl_capath)) else None
    if file is None and folder is None:
        file = next((known for known in _FILES if Path(known).is_file()), None)
    if file is not None or folder is not None:
        made.load_verify_locations(cafile=file, capath=folder)


def _holds_certificates(folder: Path) -> bool:
    return folder.is_dir() and any(_HASHED.fullmatch(path.name) for path in folder.iterdir())


class _ClosedOnReset(ssl.SSLSocket):
    """Python forgets to close a socket whose reset it comes upon between connecting and the handshake."""

    def recv(self, *args: Any) -> bytes:
        try:
            return super().recv(*args)
        except ConnectionError:
            if self.version() is None:
                self.close()
            raise

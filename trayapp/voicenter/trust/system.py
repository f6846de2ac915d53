"""Windows and macOS: certificates are checked by the system itself, at each handshake."""

import ssl
from pathlib import Path

import truststore


def context(ca_file: Path | None = None) -> truststore.SSLContext:
    """A new context for each connection: truststore's holds a lock during handshakes, and one may get stuck.

    Args:
        ca_file: trusted besides; for Linux, where OpenSSL reads it together with the store's file.

    Raises:
        OSError: The extra CA file cannot be read.
        ValueError: It holds no certificate.
    """
    made = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.hostname_checks_common_name = False
    if ca_file:
        made.load_verify_locations(cafile=ca_file)
    return made

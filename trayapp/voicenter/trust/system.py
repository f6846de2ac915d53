"""Windows and macOS: certificates are checked by the system itself, at each handshake."""

import ssl

import truststore


def context() -> truststore.SSLContext:
    """A new context for each connection: truststore's holds a lock during handshakes, and one may get stuck."""
    made = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.hostname_checks_common_name = False
    return made

"""Windows and macOS: the extra CA file has a context of its own, by which OpenSSL checks.

The system could be told of the file as well, but it looks for an authority that it does not know in places that it has
to fetch first (Windows' root list), which takes many seconds where the web is out of reach.
"""

import ssl
from pathlib import Path


def context(ca_file: Path) -> ssl.SSLContext:
    """A context that trusts this file alone.

    Raises:
        OSError: It cannot be read.
        ValueError: It holds no certificate.
    """
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.hostname_checks_common_name = False
    made.load_verify_locations(cafile=ca_file)
    return made

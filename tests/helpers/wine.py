"""Whether Windows is really wine, and what stands in for what wine lacks."""

import ctypes
import ssl
from functools import cache
from pathlib import Path


@cache
def on_wine() -> bool:
    """Whether this Windows is wine: its `ntdll` says so by a function that Windows' own does not have."""
    libraries = getattr(ctypes, "windll", None)
    return libraries is not None and hasattr(libraries.ntdll, "wine_get_version")


def openssl_context(ca_file: Path | None) -> ssl.SSLContext:
    """In the place of `trayapp.voicenter.trust.system.context`: OpenSSL checks, and trusts the extra CA file alone.

    Wine's crypt32 knows no exclusive roots, by which truststore trusts an extra file on Windows, and finds no address
    in a certificate. What is above the certificates can still be tested with real TLS.

    Raises:
        OSError: The extra CA file cannot be read.
        ValueError: It holds no certificate.
    """
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    made.hostname_checks_common_name = False
    if ca_file:
        made.load_verify_locations(cafile=ca_file)
    return made

"""Which certificates are trusted: the system's own store, and an extra CA file where one is given."""

import ssl
import sys
from contextlib import suppress
from pathlib import Path

from trayapp.voicenter.errors import CertificateRefusedError


def client_context(ca_file: Path | None) -> ssl.SSLContext:
    """A context for TLS 1.2 or newer that checks names and certificates.

    Raises:
        CertificateRefusedError: The extra CA file cannot be read.
    """
    platform: str = sys.platform
    with suppress(OSError, ValueError):  # raised below, so that the error does not carry the path along
        if platform == "linux":
            from trayapp.voicenter.trust import files  # noqa: PLC0415  (one platform's way)

            return files.context(ca_file)
        from trayapp.voicenter.trust import system  # noqa: PLC0415  (one platform's way)

        return system.context(ca_file)
    raise CertificateRefusedError

"""Which certificates are trusted: the system's own store, and an extra CA file where one is given."""

import ssl
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from trayapp.voicenter.errors import CaFileError, CertificateRefusedError


def client_contexts(ca_file: Path | None) -> Sequence[ssl.SSLContext]:
    """Contexts for TLS 1.2 or newer that check names and certificates; at least one.

    A server is trusted when one of them trusts it. They are to be tried in this order, each by a handshake of its own.

    Raises:
        CaFileError: The extra CA file cannot be read.
        CertificateRefusedError: The system's own store cannot.
    """
    platform: str = sys.platform
    with suppress(OSError, ValueError):  # raised below, so that the error does not carry the path along
        if platform == "linux":
            from trayapp.voicenter.trust import files  # noqa: PLC0415  (one platform's way)

            return (files.context(ca_file),)
        from trayapp.voicenter.trust import extra, system  # noqa: PLC0415  (other platforms' way)

        return (extra.context(ca_file), system.context()) if ca_file else (system.context(),)
    raise CaFileError if ca_file else CertificateRefusedError

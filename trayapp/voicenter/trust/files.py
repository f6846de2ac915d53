"""Linux: the store is a file of about 150 certificates, and OpenSSL checks by what it has read."""

import ssl
from functools import lru_cache
from pathlib import Path
from typing import Any

from trayapp.voicenter.trust import system


def context(ca_file: Path | None) -> ssl.SSLContext:
    """A context that all connections share; a CA file that has changed makes another.

    Raises:
        OSError: The extra CA file cannot be read.
        ValueError: It holds no certificate.
    """
    return _read_once(ca_file, ca_file.stat().st_mtime_ns if ca_file else 0)


@lru_cache(maxsize=4)
def _read_once(ca_file: Path | None, _stamp: int) -> ssl.SSLContext:
    """What truststore reads, in a context that is then used without it.

    It knows where distributions keep that file, but would read it again at every handshake: 20 ms of a press.
    """
    reading = system.context(ca_file).wrap_bio(ssl.MemoryBIO(), ssl.MemoryBIO(), server_hostname="localhost")
    read = reading.context
    read.sslsocket_class, read.sslobject_class = _ClosedOnReset, ssl.SSLObject
    return read


class _ClosedOnReset(ssl.SSLSocket):
    """Python forgets to close a socket whose reset it comes upon between connecting and the handshake."""

    def recv(self, *args: Any) -> bytes:
        try:
            return super().recv(*args)
        except ConnectionError:
            if self.version() is None:
                self.close()
            raise

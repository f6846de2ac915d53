"""Wakes a thread that waits for something else as well."""

import contextlib
import select
import socket


class Bell:
    """Wakes one thread that waits; ringing it twice before it is heard is the same as ringing it once."""

    def __init__(self) -> None:
        self._hearing, self._ringing = socket.socketpair()
        for end in (self._hearing, self._ringing):
            end.settimeout(0.0)

    def fileno(self) -> int:
        """What to wait for by `select`: readable once the bell has rung."""
        return self._hearing.fileno()

    def ring(self) -> None:
        """Wake the thread that waits. Safe from any thread, and after `close`."""
        with contextlib.suppress(OSError):  # full: it rings already; closed: nobody waits
            self._ringing.send(b"!")

    def silence(self) -> None:
        """Stop ringing."""
        with contextlib.suppress(BlockingIOError):
            while self._hearing.recv(64):
                pass

    def wait(self, timeout_s: float | None) -> None:
        """Wait for the bell alone, and silence it."""
        select.select([self.fileno()], [], [], timeout_s)
        self.silence()

    def close(self) -> None:
        """Give the sockets back."""
        self._hearing.close()
        self._ringing.close()

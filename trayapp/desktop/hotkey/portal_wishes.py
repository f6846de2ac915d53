"""What the GUI thread tells the portal's thread: which shortcuts it wishes for, with a bell to wake it by."""

import contextlib
import select
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from trayapp.desktop.hotkey import ChordStatus
from trayapp.desktop.hotkey.portal_messages import Shortcut


@dataclass(frozen=True, slots=True)
class Wish:
    """All the shortcuts that are wished for at a time. Wishes are told apart by being this one or another."""

    shortcuts: Mapping[str, Shortcut]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one shortcut."""

    status: ChordStatus
    description: str = ""
    """What to press, in the desktop's words."""


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


class Wishes:
    """The wish that counts now, and whether it is all over. Written by one thread, read by another."""

    def __init__(self) -> None:
        self.bell = Bell()
        self.current = Wish({})
        self.closed = False

    def want(self, wish: Wish) -> None:
        """Wish for this, in place of what was wished for before."""
        self.current = wish
        self.bell.ring()

    def close(self) -> None:
        """Wish for nothing, for good."""
        self.closed = True
        self.want(Wish({}))

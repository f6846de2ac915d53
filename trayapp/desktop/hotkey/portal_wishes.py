"""What the GUI thread tells the portal's thread: which shortcuts it wishes for, with a bell to wake it by."""

from collections.abc import Mapping
from dataclasses import dataclass

from trayapp.desktop.bell import Bell
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

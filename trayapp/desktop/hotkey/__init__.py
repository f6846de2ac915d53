"""Global hotkeys: one key chord that reaches us whichever window has the focus, and no other key ever.

The backends ask the operating system for single chords. None of them hooks, records or polls the keyboard.
"""

import os
import sys
from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Protocol

from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.session import is_wayland

__all__ = ["Chord", "ChordStatus", "HotkeyBackend", "OnPressed", "OnStatus", "Owner", "choose_backend"]


class ChordStatus(Enum):
    """How it stands with one registered chord."""

    ACTIVE = auto()
    """Presses arrive."""
    TAKEN = auto()
    """Another program has it, or another name of ours; it becomes active by itself when it comes free."""
    NOT_SUPPORTED = auto()
    """This keyboard has no such key or modifier; it becomes active by itself when the keyboard changes."""
    WITHOUT_KEYS = auto()
    """The desktop knows it, and names no keys for it; it becomes active once the person has chosen some there."""
    UNAVAILABLE = auto()
    """Global hotkeys are not to be had at all, at the moment or on this desktop."""


class Owner(Enum):
    """Who decides which keys a chord has."""

    PROGRAM = auto()
    """We: what is registered is what is pressed."""
    DESKTOP = auto()
    """The desktop: what is registered is a wish, and the person changes it in the desktop's own settings."""


OnPressed = Callable[[str], None]
"""Called with a chord's name at each press of it. A chord that is held down is one press."""
OnStatus = Callable[[str, ChordStatus], None]
"""Called with a chord's name once it is registered and whenever its status, or its description, changes."""


class HotkeyBackend(Protocol):
    """Registers chords with the operating system. Used, and calls back, on the GUI thread; nothing raises or blocks."""

    @property
    def owner(self) -> Owner:
        """Who decides which keys a chord has; the same for the life of the backend."""

    @property
    def descriptions(self) -> Mapping[str, str]:
        """What to press for each chord, by its name, in the words of the desktop; empty where we are the owner.

        Those that are active or taken are in it, and with an empty text those to which the desktop has given no keys.
        """

    def register(self, name: str, chord: Chord, purpose: str = "") -> None:
        """Make `chord` the one called `name`, in place of any earlier one; its status is told, at once or soon.

        A chord that cannot be had stays wanted, and is tried again, until `name` is unregistered or given another.

        Args:
            name: How the chord is called when it is told of.
            chord: The keys; where the desktop is the owner, what it is asked to begin with.
            purpose: What the chord does, for people, where the desktop shows it in its own settings.
        """

    def unregister(self, name: str) -> None:
        """Give the chord called `name` back. An unknown name is no error."""

    def is_free(self, chord: Chord) -> bool:
        """Whether `chord` could be registered: False where it is known to belong to somebody, ourselves included.

        Meant for a chord that a person has just chosen. It may have to take the chord for a moment to find out.
        """

    def key_name(self, scan_code: int, virtual_key: int) -> str | None:
        """Which of `chord.KEYS` a key press in one of our own windows came from; None for any other.

        Args:
            scan_code: `QKeyEvent.nativeScanCode()`.
            virtual_key: `QKeyEvent.nativeVirtualKey()`.
        """

    def close(self) -> None:
        """Give all chords back; nothing is called after that."""


def choose_backend(on_pressed: OnPressed, on_status: OnStatus) -> HotkeyBackend:
    """The backend for the desktop we run on; where there is none, one that calls every chord unavailable.

    Where Wayland rules, X11's grabs are of no use, though XWayland takes them: they are silent while a Wayland window
    has the focus. So the session decides, and not what Qt shows our windows by.
    """
    platform: str = sys.platform  # a plain string, so that the type checker reads both ways
    if platform == "linux" and is_wayland(os.environ):
        from trayapp.desktop.hotkey.portal import PortalHotkeys  # noqa: PLC0415  (only here can its bus be)

        return PortalHotkeys(on_pressed, on_status)
    if platform == "linux":
        from trayapp.desktop.hotkey.x11 import X11Hotkeys  # noqa: PLC0415  (only here can its libraries be)

        return X11Hotkeys(on_pressed, on_status)
    if platform == "win32":
        from trayapp.desktop.hotkey.windows import WindowsHotkeys  # noqa: PLC0415

        return WindowsHotkeys(on_pressed, on_status)
    from trayapp.desktop.hotkey.absent import AbsentHotkeys  # noqa: PLC0415

    return AbsentHotkeys(on_status)

"""The backend for a desktop on which we know no way to have a global hotkey."""

from collections.abc import Mapping
from types import MappingProxyType

from trayapp.desktop.hotkey import ChordStatus, OnStatus, Owner
from trayapp.desktop.hotkey.chord import Chord


class AbsentHotkeys:
    """Calls every chord unavailable; see `HotkeyBackend` for the methods."""

    owner = Owner.PROGRAM
    descriptions: Mapping[str, str] = MappingProxyType({})

    def __init__(self, on_status: OnStatus) -> None:
        self._on_status = on_status

    def register(self, name: str, chord: Chord, purpose: str = "") -> None:  # noqa: ARG002  (the protocol's)
        """Say that it cannot be had."""
        self._on_status(name, ChordStatus.UNAVAILABLE)

    def unregister(self, name: str) -> None:
        """Nothing to give back."""

    def is_free(self, chord: Chord) -> bool:  # noqa: ARG002  (the protocol's)
        """Never."""
        return False

    def key_name(self, scan_code: int, virtual_key: int) -> str | None:  # noqa: ARG002  (the protocol's)
        """Not known here."""
        return None

    def close(self) -> None:
        """Nothing to give back."""

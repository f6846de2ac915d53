"""A keyboard in memory, for tests of what uses hotkeys. It passes the same tests as the real backends."""

from collections.abc import Mapping
from types import MappingProxyType

from trayapp.desktop.hotkey import ChordStatus, OnPressed, OnStatus, Owner
from trayapp.desktop.hotkey.chord import KEYS, Chord


class FakeHotkeys:
    """Hotkeys without an operating system; see `HotkeyBackend` for the methods that are not told of here."""

    owner = Owner.PROGRAM
    descriptions: Mapping[str, str] = MappingProxyType({})

    def __init__(self, on_pressed: OnPressed, on_status: OnStatus) -> None:
        self._on_pressed = on_pressed
        self._on_status = on_status
        self._wanted: dict[str, Chord] = {}
        self._status: dict[str, ChordStatus] = {}
        self._others: set[Chord] = set()
        self._held: set[Chord] = set()
        self._working = True

    # What the person and the other programs do.

    def press(self, chord: Chord) -> None:
        """Press a chord and release it."""
        self.hold(chord)
        self.release(chord)

    def hold(self, chord: Chord) -> None:
        """Press a chord and hold it; a further call is the keyboard's auto-repeat."""
        repeated = chord in self._held
        self._held.add(chord)
        if repeated:
            return
        for name, wanted in self._wanted.items():
            if wanted == chord and self._status[name] is ChordStatus.ACTIVE:
                self._on_pressed(name)
                break

    def release(self, chord: Chord) -> None:
        """Release a held chord."""
        self._held.discard(chord)

    def take(self, chord: Chord) -> None:
        """Another program registers a chord that is not ours."""
        self._others.add(chord)

    def give_back(self, chord: Chord) -> None:
        """The other program no longer has it."""
        self._others.discard(chord)
        self._try_again()

    def lose(self) -> None:
        """The operating system no longer offers hotkeys."""
        self._working = False
        self._try_again()

    def restore(self) -> None:
        """It offers them again."""
        self._working = True
        self._try_again()

    # The protocol.

    def register(self, name: str, chord: Chord, purpose: str = "") -> None:  # noqa: ARG002, D102
        self.unregister(name)
        self._wanted[name] = chord
        self._status[name] = self._attempt(name, chord)
        self._on_status(name, self._status[name])

    def unregister(self, name: str) -> None:  # noqa: D102
        self._wanted.pop(name, None)
        self._status.pop(name, None)
        self._try_again()

    def is_free(self, chord: Chord) -> bool:  # noqa: D102
        return self._attempt("", chord) is ChordStatus.ACTIVE

    def key_name(self, scan_code: int, virtual_key: int) -> str | None:  # noqa: ARG002, D102
        return KEYS[scan_code - 1] if 0 < scan_code <= len(KEYS) else None

    def close(self) -> None:  # noqa: D102
        self._wanted.clear()
        self._status.clear()

    def _attempt(self, name: str, chord: Chord) -> ChordStatus:
        if not self._working:
            return ChordStatus.UNAVAILABLE
        ours = any(
            wanted == chord and other != name and self._status.get(other) is ChordStatus.ACTIVE
            for other, wanted in self._wanted.items()
        )
        return ChordStatus.TAKEN if ours or chord in self._others else ChordStatus.ACTIVE

    def _try_again(self) -> None:
        for name, chord in list(self._wanted.items()):
            if name not in self._wanted:  # given back by the one who was told of another
                continue
            status = self._attempt(name, chord)
            if status is not self._status[name]:
                self._status[name] = status
                self._on_status(name, status)

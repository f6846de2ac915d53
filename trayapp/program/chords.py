"""The rep's chords: registered as the preferences say, and a warning for each that cannot be had."""

from collections.abc import Callable

from trayapp.core.events import Action
from trayapp.core.problems import Flaw
from trayapp.desktop.hotkey import ChordStatus, choose_backend
from trayapp.desktop.hotkey.chord import Chord
from trayapp.settings.preferences import Preferences

_ACTIONS = {"toggle": Action.TOGGLE, "pause": Action.PAUSE, "resume": Action.RESUME}
_TAKEN = {
    "toggle": Flaw.TOGGLE_CHORD_TAKEN,
    "pause": Flaw.PAUSE_CHORD_TAKEN,
    "resume": Flaw.RESUME_CHORD_TAKEN,
}


class Chords:
    """Keeps the registered chords what the preferences want.

    Args:
        on_pressed: called with the action and the chord's control name at each press.
        on_warning: called with a flaw, whether it is there now, and the chord's name.
    """

    def __init__(
        self, on_pressed: Callable[[Action, str], None], on_warning: Callable[[Flaw, bool, str], None]
    ) -> None:
        self._on_warning = on_warning
        self._chords: dict[str, Chord] = {}
        self._let_go = False
        self._statuses: dict[str, ChordStatus] = {}
        self.backend = choose_backend(lambda name: on_pressed(_ACTIONS[name], f"chord.{name}"), self._status)

    def apply(self, preferences: Preferences) -> None:
        """Register what has changed."""
        texts = {
            "toggle": preferences.toggle_chord,
            "pause": preferences.pause_chord,
            "resume": preferences.resume_chord,
        }
        wanted = {name: Chord.parse(text) for name, text in texts.items() if text}
        changed = {name for name in _ACTIONS if wanted.get(name) != self._chords.get(name)}
        for name in changed & self._chords.keys():
            self._unregister(name)
        self._chords = wanted
        if not self._let_go:
            for name in changed & wanted.keys():
                self.backend.register(name, wanted[name])

    def let_go(self, *, capturing: bool) -> None:
        """While a field waits for a chord to be pressed, no chord is kept from it."""
        if capturing == self._let_go:
            return
        self._let_go = capturing
        for name, chord in self._chords.items():
            if capturing:
                self._unregister(name)
            else:
                self.backend.register(name, chord)

    def close(self) -> None:
        """Give every chord back."""
        self.backend.close()

    def _unregister(self, name: str) -> None:
        self.backend.unregister(name)
        self._status(name, ChordStatus.ACTIVE)

    def _status(self, name: str, status: ChordStatus) -> None:
        self._statuses[name] = status
        chord = self._chords.get(name)
        self._on_warning(_TAKEN[name], status is ChordStatus.TAKEN, str(chord) if chord else "")
        absent = [str(self._chords[n]) for n in self._with(ChordStatus.NOT_SUPPORTED) if n in self._chords]
        self._on_warning(Flaw.CHORD_NOT_ON_KEYBOARD, bool(absent), ", ".join(absent))
        self._on_warning(Flaw.HOTKEYS_UNAVAILABLE, bool(self._with(ChordStatus.UNAVAILABLE)), "")

    def _with(self, status: ChordStatus) -> list[str]:
        return [name for name, has in self._statuses.items() if has is status]

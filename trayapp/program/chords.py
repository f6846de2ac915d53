"""The rep's chords: registered as the preferences say, and a warning for each that cannot be had."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from trayapp.core.events import Action
from trayapp.core.problems import Flaw
from trayapp.desktop.hotkey import ChordStatus, Owner, choose_backend
from trayapp.desktop.hotkey.chord import Chord
from trayapp.phrase import QT_TRANSLATE_NOOP
from trayapp.settings.preferences import Preferences

if TYPE_CHECKING:
    from trayapp.doctor.findings import Finding

_ACTIONS = {"toggle": Action.TOGGLE, "pause": Action.PAUSE, "resume": Action.RESUME}
_TAKEN = {
    "toggle": Flaw.TOGGLE_CHORD_TAKEN,
    "pause": Flaw.PAUSE_CHORD_TAKEN,
    "resume": Flaw.RESUME_CHORD_TAKEN,
}
_DEAD = {
    Flaw.CHORD_NOT_ON_KEYBOARD: ChordStatus.NOT_SUPPORTED,
    Flaw.CHORD_WITHOUT_KEYS: ChordStatus.WITHOUT_KEYS,
}
"""The flaws that name every chord of a status."""
_PURPOSES = {
    "toggle": QT_TRANSLATE_NOOP("Chord", "Pause or resume the recording"),
    "pause": QT_TRANSLATE_NOOP("Chord", "Always pause the recording, or keep it paused"),
    "resume": QT_TRANSLATE_NOOP("Chord", "Always resume the recording"),
}
"""What the desktop shows in its own settings, where it gives out the keys."""


class Chords:
    """Keeps the registered chords what the preferences want.

    Args:
        on_pressed: called with the action and the chord's control name at each press.
        on_warning: called with a flaw, whether it is there now, and the chord's name.
        on_desktop_keys: called with what to press for each chord, where the desktop decides it and has changed it.
    """

    def __init__(
        self,
        on_pressed: Callable[[Action, str], None],
        on_warning: Callable[[Flaw, bool, str], None],
        on_desktop_keys: Callable[[Mapping[str, str]], None],
    ) -> None:
        self._on_warning = on_warning
        self._on_desktop_keys = on_desktop_keys
        self._chords: dict[str, Chord] = {}
        self._let_go = False
        self._statuses: dict[str, ChordStatus] = {}
        self.backend = choose_backend(lambda name: on_pressed(_ACTIONS[name], f"chord.{name}"), self._status)

    @property
    def desktop_keys(self) -> Mapping[str, str] | None:
        """What to press for each chord, in the desktop's words; None where the program decides."""
        return self.backend.descriptions if self.backend.owner is Owner.DESKTOP else None

    def findings(self) -> "tuple[Finding, ...]":
        """How it stands with each chord, for the doctor."""
        from trayapp.doctor import judging  # noqa: PLC0415  (seldom asked for)

        wanted = {name: str(chord) for name, chord in self._chords.items()}
        return judging.chords(wanted, self._statuses, self.desktop_keys)

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
                self._register(name)

    def let_go(self, *, capturing: bool) -> None:
        """While a field waits for a chord to be pressed, no chord is kept from it."""
        if capturing == self._let_go:
            return
        self._let_go = capturing
        for name in self._chords:
            if capturing:
                self._unregister(name)
            else:
                self._register(name)

    def close(self) -> None:
        """Give every chord back."""
        self.backend.close()

    def _register(self, name: str) -> None:
        self.backend.register(name, self._chords[name], QCoreApplication.translate("Chord", _PURPOSES[name]))

    def _unregister(self, name: str) -> None:
        self.backend.unregister(name)
        self._status(name, ChordStatus.ACTIVE)

    def _status(self, name: str, status: ChordStatus) -> None:
        self._statuses[name] = status
        chord = self.backend.descriptions.get(name) or str(self._chords.get(name, ""))
        self._on_warning(_TAKEN[name], status is ChordStatus.TAKEN, chord)
        for flaw, meant in _DEAD.items():
            dead = [str(self._chords[n]) for n in self._with(meant) if n in self._chords]
            self._on_warning(flaw, bool(dead), ", ".join(dead))
        self._on_warning(Flaw.HOTKEYS_UNAVAILABLE, bool(self._with(ChordStatus.UNAVAILABLE)), "")
        if self.desktop_keys is not None:
            self._on_desktop_keys(self.desktop_keys)

    def _with(self, status: ChordStatus) -> list[str]:
        return [name for name, has in self._statuses.items() if has is status]

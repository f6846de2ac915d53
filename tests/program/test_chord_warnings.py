"""What is warned of each chord, by what the desktop tells of it."""

from collections.abc import Callable, Mapping
from types import SimpleNamespace

import pytest

from trayapp.core.problems import Flaw
from trayapp.desktop.hotkey import ChordStatus, OnStatus, Owner
from trayapp.program import chords
from trayapp.settings.preferences import Preferences

Tell = Callable[[str, ChordStatus], None]


class Rig:
    """Chords on a desktop that gives out the keys, and says what the test has it say."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.descriptions: dict[str, str] = {}
        self.warnings: dict[Flaw, str] = {}
        backend = SimpleNamespace(
            owner=Owner.DESKTOP,
            descriptions=self.descriptions,
            register=lambda *_: None,
            unregister=lambda _: None,
            close=lambda: None,
        )

        def choose(_on_pressed: object, on_status: OnStatus) -> SimpleNamespace:
            self.tell = on_status
            return backend

        monkeypatch.setattr(chords, "choose_backend", choose)
        self.chords = chords.Chords(lambda *_: None, self._warn, self._keys)
        self.chords.apply(Preferences(toggle_chord="Ctrl+Shift+F9", pause_chord="Ctrl+Shift+F10"))

    def _warn(self, flaw: Flaw, present: bool, detail: str) -> None:  # noqa: FBT001  (as the program's own)
        self.warnings.pop(flaw, None)
        if present:
            self.warnings[flaw] = detail

    def _keys(self, descriptions: Mapping[str, str]) -> None:
        assert descriptions == self.descriptions


def test_a_chord_to_which_the_desktop_gives_no_keys_is_warned_of_until_it_has_some(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rig = Rig(monkeypatch)
    rig.descriptions.update(toggle="", pause="Press F10")
    rig.tell("toggle", ChordStatus.WITHOUT_KEYS)
    rig.tell("pause", ChordStatus.ACTIVE)
    assert rig.warnings == {Flaw.CHORD_WITHOUT_KEYS: "Ctrl+Shift+F9"}
    rig.descriptions["pause"] = ""
    rig.tell("pause", ChordStatus.WITHOUT_KEYS)
    assert rig.warnings == {Flaw.CHORD_WITHOUT_KEYS: "Ctrl+Shift+F9, Ctrl+Shift+F10"}
    rig.descriptions.update(toggle="Press F7", pause="Press F8")
    for name in ("toggle", "pause"):
        rig.tell(name, ChordStatus.ACTIVE)
    assert rig.warnings == {}

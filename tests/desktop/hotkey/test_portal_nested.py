"""The portal's backend with KDE's real portal and compositor, and keys pressed as a person presses them."""

import statistics
import time
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.hotkey.hands import Record
from tests.desktop_session.wayland import NestedWayland, WaylandWindow
from tests.helpers import needs
from trayapp.desktop.hotkey import ChordStatus
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.hotkey.portal import PortalHotkeys

pytestmark = [pytest.mark.desktop, needs.wayland]

F9, F10 = Chord.parse("Ctrl+Shift+F9"), Chord.parse("Ctrl+Shift+F10")
_CTRL_SHIFT = 0x0600_0000
QT_F7, QT_F9 = _CTRL_SHIFT | 0x0100_0036, _CTRL_SHIFT | 0x0100_0038
"""Ctrl+Shift+F7 and F9 in KDE's numbers, which are Qt's."""
PRESSES = 50
APART_S = 0.06
MEDIAN_S = 0.1


class Hands:
    """A portal backend in this process, on the nested desktop's bus."""

    def __init__(self, desktop: NestedWayland, qtbot: QtBot) -> None:
        self.desktop = desktop
        self.record = Record()
        self.backend = PortalHotkeys(
            self.record.on_pressed, self.record.on_status, environment=desktop.environment, first_retry_s=0.1
        )
        self._qtbot = qtbot

    def shows(self, name: str, status: ChordStatus) -> None:
        self._qtbot.waitUntil(lambda: self.record.status(name) is status, timeout=20_000)

    def await_presses(self, count: int) -> None:
        self._qtbot.waitUntil(lambda: len(self.record.pressed) >= count, timeout=20_000)

    def until(self, reached: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(reached, timeout=20_000)

    def wait(self, seconds: float) -> None:
        self._qtbot.wait(round(seconds * 1000))


@pytest.fixture(scope="module")
def nested() -> Iterator[NestedWayland]:
    with NestedWayland() as desktop:
        yield desktop


@pytest.fixture
def hands(nested: NestedWayland, qtbot: QtBot) -> Iterator[Hands]:
    made = Hands(nested, qtbot)
    yield made
    made.backend.close()


def test_every_chord_arrives_while_another_window_has_the_focus_and_gets_every_other_key(hands: Hands) -> None:
    hands.backend.register("toggle", F9, "Pause or resume")
    hands.backend.register("pause", F10, "Pause")
    hands.shows("toggle", ChordStatus.ACTIVE)
    assert hands.backend.descriptions == {"toggle": "Ctrl+Shift+F9", "pause": "Ctrl+Shift+F10"}
    typed, latencies_s = "", []
    with WaylandWindow(hands.desktop) as crm:
        for number in range(PRESSES):
            character = "4111 2222 3333 4444"[number % 19]
            hands.desktop.type(character)
            typed += character
            pressed_s = time.perf_counter()
            hands.desktop.key("ctrl+shift+F9")
            hands.await_presses(number + 1)
            latencies_s.append(hands.record.pressed_at[-1] - pressed_s)
            hands.wait(APART_S)
        crm.await_text(typed)
        assert hands.record.pressed == ["toggle"] * PRESSES
        assert not [key for key in crm.keys if "F9" in key]
        assert crm.focus == "+"
    assert statistics.median(latencies_s) < MEDIAN_S, "a few milliseconds on an idle machine"


def test_changed_chords_count_and_are_given_back_and_no_settings_window_comes_up(
    hands: Hands, nested: NestedWayland
) -> None:
    """KDE's portal opens its settings at every BindShortcuts, and the person is left with them."""
    hands.backend.register("toggle", F9)
    hands.shows("toggle", ChordStatus.ACTIVE)
    hands.backend.register("resume", Chord.parse("Ctrl+Shift+F8"), "Resume")
    hands.shows("resume", ChordStatus.ACTIVE)
    hands.desktop.key("ctrl+shift+F8")
    hands.desktop.key("ctrl+shift+F9")
    hands.await_presses(2)
    assert hands.record.pressed == ["resume", "toggle"]
    hands.backend.unregister("resume")
    hands.backend.unregister("toggle")
    hands.until(lambda: not nested.gives_chords)
    with WaylandWindow(nested) as crm:
        for chord in ("ctrl+shift+F8", "ctrl+shift+F9"):
            nested.key(chord)
        hands.until(lambda: sum("F" in key for key in crm.keys) == 2)
    assert "systemsettings" not in nested.log()


def test_keys_that_the_person_changes_are_told_and_kept(hands: Hands, nested: NestedWayland, qtbot: QtBot) -> None:
    hands.backend.register("toggle", F9)
    hands.shows("toggle", ChordStatus.ACTIVE)
    action = "array:string:RecordingPause,toggle,RecordingPause,toggle"
    nested.kde("setForeignShortcut", action, f"array:int32:{QT_F7}")
    try:
        hands.until(lambda: hands.backend.descriptions == {"toggle": "Ctrl+Shift+F7"})
        hands.desktop.key("ctrl+shift+F9")
        hands.desktop.key("ctrl+shift+F7")
        hands.await_presses(1)
        assert hands.record.pressed == ["toggle"]
        hands.backend.close()
        again = Hands(nested, qtbot)
        again.backend.register("toggle", F9)
        again.shows("toggle", ChordStatus.ACTIVE)
        assert again.backend.descriptions == {"toggle": "Ctrl+Shift+F7"}
        again.backend.close()
    finally:
        nested.kde("setForeignShortcut", action, f"array:int32:{QT_F9}")


def test_keys_that_another_component_holds_are_found_out(hands: Hands, nested: NestedWayland) -> None:
    """KDE's portal promises them all the same, and no press ever comes."""
    rival = "array:string:rival,act,Rival,Act"
    nested.kde("doRegister", rival)
    nested.kde("setShortcut", rival, f"array:int32:{QT_F7}", "uint32:2")
    hands.backend.register("other", Chord.parse("Ctrl+Shift+F7"))
    hands.backend.register("toggle", F9)
    hands.shows("other", ChordStatus.TAKEN)
    hands.shows("toggle", ChordStatus.ACTIVE)
    assert hands.backend.descriptions["other"] == "Ctrl+Shift+F7"
    action = "array:string:RecordingPause,other,RecordingPause,other"
    nested.kde("setForeignShortcut", action, "array:int32:0")
    hands.shows("other", ChordStatus.WITHOUT_KEYS)
    assert hands.backend.descriptions["other"] == ""
    nested.kde("setForeignShortcut", action, f"array:int32:{QT_F7 + 4}")
    hands.shows("other", ChordStatus.ACTIVE)


@pytest.mark.allow_log("No global hotkeys: (the portal has ended|this desktop has no portal|the portal failed)")
def test_the_portal_may_end_and_come_back(hands: Hands, nested: NestedWayland) -> None:
    hands.backend.register("toggle", F9)
    hands.shows("toggle", ChordStatus.ACTIVE)
    nested.stop_portal()
    hands.shows("toggle", ChordStatus.UNAVAILABLE)
    nested.start_portal()
    hands.shows("toggle", ChordStatus.ACTIVE)
    hands.desktop.key("ctrl+shift+F9")
    hands.await_presses(1)

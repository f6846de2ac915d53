"""What every hotkey backend does, the fake included."""

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.hotkey.hands import Hands
from trayapp.desktop.hotkey import ChordStatus, Owner
from trayapp.desktop.hotkey.chord import Chord

LOST = "No global hotkeys: (no connection to the X server|the portal has ended|this desktop has no portal|.*window)"
F8, F9, F10 = (Chord.parse(f"Ctrl+Shift+F{number}") for number in (8, 9, 10))


class Check:
    """Asserts on what is called back, now or soon."""

    def __init__(self, hands: Hands, qtbot: QtBot) -> None:
        self._hands = hands
        self._qtbot = qtbot

    def status(self, name: str, status: ChordStatus) -> None:
        """The chord called `name` gets this status, now or soon."""
        self._qtbot.waitUntil(lambda: self._hands.record.status(name) is status, timeout=10_000)

    def pressed(self, *names: str) -> None:
        """Exactly these presses have been reported since the last check, in this order.

        Presses arrive in order, so one more of a chord of the check's own shows that nothing else is on its way.
        """
        record = self._hands.record
        record.told = [told for told in record.told if told[0] != "mark"]
        self._hands.backend.register("mark", Chord.parse("Ctrl+F12"))
        self.status("mark", ChordStatus.ACTIVE)
        self._hands.press("Ctrl+F12")
        self._qtbot.waitUntil(lambda: "mark" in record.pressed, timeout=10_000)
        assert record.pressed == [*names, "mark"]
        record.pressed.clear()
        self._hands.backend.unregister("mark")


@pytest.fixture
def check(hands: Hands, qtbot: QtBot) -> Check:
    return Check(hands, qtbot)


def test_a_press_is_reported_by_name(hands: Hands, check: Check) -> None:
    hands.backend.register("toggle", F9)
    check.status("toggle", ChordStatus.ACTIVE)
    hands.press("Ctrl+Shift+F9")
    check.pressed("toggle")


def test_what_to_press_is_told_where_the_desktop_decides_it(hands: Hands, check: Check) -> None:
    assert not hands.backend.descriptions
    hands.backend.register("toggle", F9, "Pause or resume")
    check.status("toggle", ChordStatus.ACTIVE)
    told = "toggle" in hands.backend.descriptions
    assert told is (hands.backend.owner is Owner.DESKTOP)
    hands.backend.unregister("toggle")
    assert not hands.backend.descriptions


def test_only_the_very_chord_counts(hands: Hands, check: Check) -> None:
    hands.backend.register("toggle", F9)
    hands.backend.register("other", Chord.parse("Ctrl+F9"))
    check.status("other", ChordStatus.ACTIVE)
    for chord in ("Shift+F9", "Ctrl+F9", "Ctrl+Alt+Shift+F9", "Ctrl+Shift+F8", "Ctrl+Shift+F9"):
        hands.press(chord)
    check.pressed("other", "toggle")


def test_a_held_chord_is_one_press(hands: Hands, check: Check) -> None:
    hands.backend.register("toggle", F9)
    check.status("toggle", ChordStatus.ACTIVE)
    hands.hold("Ctrl+Shift+F9")
    hands.release("Ctrl+Shift+F9")
    check.pressed("toggle")
    hands.press("Ctrl+Shift+F9")
    hands.press("Ctrl+Shift+F9")
    check.pressed("toggle", "toggle")


def test_a_taken_chord_is_said_and_comes_back_by_itself(owning_hands: Hands, qtbot: QtBot) -> None:
    check = Check(owning_hands, qtbot)
    assert owning_hands.take("Ctrl+Shift+F9")
    owning_hands.backend.register("toggle", F9)
    owning_hands.backend.register("pause", F10)
    check.status("toggle", ChordStatus.TAKEN)
    check.status("pause", ChordStatus.ACTIVE)
    assert not owning_hands.backend.is_free(F9)
    owning_hands.press("Ctrl+Shift+F9")
    check.pressed()
    owning_hands.give_back("Ctrl+Shift+F9")
    check.status("toggle", ChordStatus.ACTIVE)
    owning_hands.press("Ctrl+Shift+F9")
    check.pressed("toggle")


def test_a_taken_chord_can_be_given_up_for_another(hands: Hands, check: Check) -> None:
    assert hands.take("Ctrl+Shift+F9")
    hands.backend.register("toggle", F9)
    check.status("toggle", ChordStatus.TAKEN)
    hands.backend.register("toggle", F8)
    check.status("toggle", ChordStatus.ACTIVE)
    hands.give_back("Ctrl+Shift+F9")
    hands.press("Ctrl+Shift+F9")
    hands.press("Ctrl+Shift+F8")
    check.pressed("toggle")


def test_asking_whether_a_chord_is_free_takes_nothing(owning_hands: Hands, qtbot: QtBot) -> None:
    check = Check(owning_hands, qtbot)
    assert owning_hands.backend.is_free(F9)
    assert owning_hands.take("Ctrl+Shift+F9")
    assert not owning_hands.backend.is_free(F9)
    owning_hands.backend.register("pause", F10)
    assert not owning_hands.backend.is_free(F10)
    owning_hands.press("Ctrl+Shift+F10")
    check.pressed("pause")


def test_one_chord_has_one_name(owning_hands: Hands, qtbot: QtBot) -> None:
    check = Check(owning_hands, qtbot)
    owning_hands.backend.register("toggle", F9)
    owning_hands.backend.register("pause", F9)
    check.status("toggle", ChordStatus.ACTIVE)
    check.status("pause", ChordStatus.TAKEN)
    owning_hands.press("Ctrl+Shift+F9")
    check.pressed("toggle")
    owning_hands.backend.unregister("toggle")
    check.status("pause", ChordStatus.ACTIVE)
    owning_hands.press("Ctrl+Shift+F9")
    check.pressed("pause")


def test_registering_again_tells_the_status_again(hands: Hands, check: Check) -> None:
    hands.backend.register("toggle", F9)
    check.status("toggle", ChordStatus.ACTIVE)
    hands.record.told.clear()
    hands.backend.register("toggle", F9)
    check.status("toggle", ChordStatus.ACTIVE)


def test_a_chord_given_back_is_free_for_others(hands: Hands, check: Check) -> None:
    hands.backend.register("toggle", F9)
    hands.backend.register("pause", F10)
    check.status("pause", ChordStatus.ACTIVE)
    assert not hands.take("Ctrl+Shift+F9")
    hands.backend.unregister("toggle")
    hands.backend.unregister("never heard of")
    hands.press("Ctrl+Shift+F9")
    hands.press("Ctrl+Shift+F10")
    check.pressed("pause")
    assert hands.backend.is_free(F9)


def test_nothing_is_called_after_close(hands: Hands, qtbot: QtBot) -> None:
    hands.backend.register("toggle", F9)
    hands.record.told.clear()
    hands.backend.close()
    hands.backend.close()
    hands.press("Ctrl+Shift+F9")
    hands.lose()
    qtbot.wait(150)
    assert not hands.record.pressed
    assert not hands.record.told


@pytest.mark.allow_log(LOST)
def test_lost_hotkeys_are_said_and_come_back(hands: Hands, check: Check) -> None:
    hands.backend.register("toggle", F9)
    check.status("toggle", ChordStatus.ACTIVE)
    hands.lose()
    check.status("toggle", ChordStatus.UNAVAILABLE)
    hands.backend.register("pause", F10)
    check.status("pause", ChordStatus.UNAVAILABLE)
    assert not hands.backend.is_free(F8)
    hands.restore()
    check.status("toggle", ChordStatus.ACTIVE)
    check.status("pause", ChordStatus.ACTIVE)
    hands.press("Ctrl+Shift+F9")
    check.pressed("toggle")


@pytest.mark.allow_log(LOST)
def test_the_one_who_is_told_may_change_its_mind(hands: Hands, check: Check) -> None:
    for name, chord in (("toggle", F9), ("pause", F10), ("resume", F8)):
        hands.backend.register(name, chord)

    def give_up() -> None:
        hands.backend.unregister("pause")
        hands.backend.unregister("resume")

    hands.record.listener = give_up
    hands.lose()
    check.status("toggle", ChordStatus.UNAVAILABLE)
    hands.record.listener = None
    hands.restore()
    check.status("toggle", ChordStatus.ACTIVE)
    for key in ("F8", "F9", "F10"):
        hands.press(f"Ctrl+Shift+{key}")
    check.pressed("toggle")

"""The portal's backend with a portal that is strict, and faulty in every way that is known of."""

import time
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.hotkey.portal_hands import PortalHands
from tests.desktop.hotkey.private_bus import PrivateBus
from tests.desktop.hotkey.strict_portal import BACKEND, StrictPortal
from trayapp.desktop import DESKTOP_ID, bus
from trayapp.desktop.hotkey import ChordStatus, Owner, portal_session
from trayapp.desktop.hotkey.chord import Chord

pytestmark = [pytest.mark.desktop, pytest.mark.allow_log("No global hotkeys")]

F9, F10 = Chord.parse("Ctrl+Shift+F9"), Chord.parse("Ctrl+Shift+F10")
F9_KEYS, F10_KEYS = "CTRL+SHIFT+F9", "CTRL+SHIFT+F10"
A_WHILE_S = 0.4
"""Several times what lies between the first tries of these tests."""

Shows = Callable[[str, ChordStatus], None]


@pytest.fixture
def shows(portal_hands: PortalHands, qtbot: QtBot) -> Shows:
    """Waits until a status is what was told last."""

    def wait(name: str, status: ChordStatus) -> None:
        qtbot.waitUntil(lambda: portal_hands.record.status(name) is status, timeout=20_000)

    return wait


@pytest.fixture
def presses(portal_hands: PortalHands, qtbot: QtBot) -> Callable[[], None]:
    """Presses the chord called `toggle`, and waits for it to be told."""

    def press() -> None:
        portal_hands.record.pressed.clear()
        portal_hands.press("Ctrl+Shift+F9")
        qtbot.waitUntil(lambda: portal_hands.record.pressed == ["toggle"], timeout=20_000)

    return press


def count(portal: StrictPortal, method: str) -> int:
    return portal.calls.count(method)


# Who we are, and what is asked for.


def test_the_name_is_said_once_and_before_anything_else(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, presses: Callable[[], None]
) -> None:
    portal.manners.app_id_needed = True
    assert portal_hands.backend.owner is Owner.DESKTOP
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.ACTIVE)
    portal_hands.backend.register("pause", F10)
    shows("pause", ChordStatus.ACTIVE)
    assert portal.names == [DESKTOP_ID]
    assert portal.calls[0] == "Register"
    presses()


@pytest.mark.parametrize("needed", [False, True])
def test_a_portal_that_takes_no_names_serves_or_not(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, *, needed: bool
) -> None:
    portal.manners.registry, portal.manners.app_id_needed = False, needed
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.UNAVAILABLE if needed else ChordStatus.ACTIVE)


def test_what_is_registered_at_a_time_is_one_session(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows
) -> None:
    for name, chord in (("toggle", F10), ("pause", F10), ("toggle", F9)):
        portal_hands.backend.register(name, chord, f"the purpose of {name}")
    shows("toggle", ChordStatus.ACTIVE)
    assert count(portal, "CreateSession") == count(portal, "BindShortcuts") == 1
    offered = next(iter(portal.sessions.values())).offered
    assert offered == [
        ("toggle", {"description": ("s", "the purpose of toggle"), "preferred_trigger": ("s", F9_KEYS)}),
        ("pause", {"description": ("s", "the purpose of pause"), "preferred_trigger": ("s", F10_KEYS)}),
    ]


def test_another_chord_is_another_session_and_none_is_none(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, qtbot: QtBot
) -> None:
    portal_hands.backend.register("toggle", F10)
    shows("toggle", ChordStatus.ACTIVE)
    portal_hands.record.told.clear()
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.ACTIVE)
    assert len(portal.sessions) == 1
    assert portal_hands.backend.descriptions == {"toggle": f"Press {F9_KEYS}"}
    portal_hands.backend.unregister("toggle")
    assert portal_hands.backend.descriptions == {}
    qtbot.waitUntil(lambda: not portal.sessions, timeout=20_000)


def test_a_portal_that_binds_at_creation_is_not_asked_twice(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, presses: Callable[[], None]
) -> None:
    portal.manners.binds_at_creation = True
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.ACTIVE)
    assert "BindShortcuts" not in portal.calls
    presses()


def test_requests_may_lie_elsewhere(
    portal_hands: PortalHands, portal: StrictPortal, qtbot: QtBot, presses: Callable[[], None]
) -> None:
    portal.manners.old_paths = True
    portal_hands.backend.register("toggle", F9)

    def responded() -> bool:
        portal.respond()
        return portal_hands.record.status("toggle") is ChordStatus.ACTIVE

    qtbot.waitUntil(responded, timeout=20_000)
    presses()


# What comes of it.


def test_a_success_without_a_shortcut_is_none_and_is_tried_again(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, presses: Callable[[], None]
) -> None:
    portal.manners.binds = frozenset()
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.UNAVAILABLE)
    assert not portal_hands.backend.is_free(F10)
    assert ("toggle", ChordStatus.ACTIVE) not in portal_hands.record.told
    portal.manners.binds = None
    shows("toggle", ChordStatus.ACTIVE)
    presses()


def test_a_shortcut_that_is_left_out_is_told_apart(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows
) -> None:
    portal.manners.binds = frozenset({"toggle"})
    portal_hands.backend.register("toggle", F9)
    portal_hands.backend.register("pause", F10)
    shows("toggle", ChordStatus.ACTIVE)
    shows("pause", ChordStatus.UNAVAILABLE)


@pytest.mark.parametrize("method", ["CreateSession", "BindShortcuts"])
def test_a_failure_is_said_and_tried_again(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, presses: Callable[[], None], method: str
) -> None:
    portal.manners.codes = {method: 2}
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.UNAVAILABLE)
    portal.manners.codes = {}
    shows("toggle", ChordStatus.ACTIVE)
    presses()


def test_a_no_is_taken_for_a_no(portal_hands: PortalHands, portal: StrictPortal, shows: Shows, qtbot: QtBot) -> None:
    portal.manners.codes = {"BindShortcuts": 1}
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.UNAVAILABLE)
    portal.leave(BACKEND)
    portal.come(BACKEND)
    qtbot.wait(round(A_WHILE_S * 1000))
    assert count(portal, "BindShortcuts") == 1
    portal.manners.codes = {}
    portal_hands.backend.register("pause", F10)
    shows("toggle", ChordStatus.ACTIVE)


@pytest.mark.parametrize("method", ["CreateSession", "BindShortcuts"])
def test_an_answer_that_cannot_be_read_is_a_failure(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, method: str
) -> None:
    portal.manners.misshapen = frozenset({method})
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.UNAVAILABLE)
    portal.manners.misshapen = frozenset()
    shows("toggle", ChordStatus.ACTIVE)


# Whoever takes their time.


@pytest.mark.parametrize("method", ["Register", "Get", "CreateSession", "BindShortcuts"])
def test_a_portal_that_does_not_reply_is_not_waited_for(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setattr(bus, "CALL_S", 0.2)
    portal.manners.unanswered = frozenset({method})
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.ACTIVE if method == "Register" else ChordStatus.UNAVAILABLE)
    portal.manners.unanswered = frozenset()
    shows("toggle", ChordStatus.ACTIVE)


def test_a_person_may_take_their_time(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portal_session, "_SOON_S", 0.05)
    portal.manners.unresponded = frozenset({"BindShortcuts"})
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.UNAVAILABLE)
    portal.respond()
    shows("toggle", ChordStatus.ACTIVE)
    assert count(portal, "BindShortcuts") == 1


def test_a_question_that_nobody_answers_is_taken_back_and_put_again(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portal_session, "_SOON_S", 0.05)
    monkeypatch.setattr(portal_session, "_PERSON_S", 0.1)
    portal.manners.unresponded = frozenset({"BindShortcuts"})
    portal_hands.backend.register("toggle", F9)
    qtbot.waitUntil(lambda: count(portal, "BindShortcuts") > 1, timeout=20_000)
    assert count(portal, "Close") >= 2, "the question and the session"
    portal.manners.unresponded = frozenset()
    shows("toggle", ChordStatus.ACTIVE)


def test_a_question_about_what_is_no_longer_wanted_is_taken_back(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, qtbot: QtBot
) -> None:
    portal.manners.unresponded = frozenset({"BindShortcuts"})
    portal_hands.backend.register("toggle", F10)
    qtbot.waitUntil(lambda: count(portal, "BindShortcuts") == 1, timeout=20_000)
    portal.manners.unresponded = frozenset()
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.ACTIVE)
    assert portal_hands.backend.descriptions == {"toggle": f"Press {F9_KEYS}"}
    assert len(portal.sessions) == 1


# What may happen to it.


def test_a_session_that_the_portal_ends_is_opened_again(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, presses: Callable[[], None]
) -> None:
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.ACTIVE)
    portal.end_sessions()
    shows("toggle", ChordStatus.UNAVAILABLE)
    shows("toggle", ChordStatus.ACTIVE)
    presses()


def test_the_desktops_part_of_the_portal_may_end_alone(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows
) -> None:
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.ACTIVE)
    portal.leave(BACKEND)
    shows("toggle", ChordStatus.UNAVAILABLE)
    shows("toggle", ChordStatus.ACTIVE)
    assert count(portal, "CreateSession") == 2


@pytest.mark.parametrize("version", [None, 0])
def test_a_portal_without_shortcuts_is_asked_again_when_it_is_another(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, qtbot: QtBot, version: int | None
) -> None:
    portal.manners.version = version
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.UNAVAILABLE)
    asked = len(portal.calls)
    qtbot.wait(round(A_WHILE_S * 1000))
    assert len(portal.calls) == asked, "there is no use in asking"
    portal.manners.version = 2
    portal.leave()
    portal.come()
    shows("toggle", ChordStatus.ACTIVE)


def test_a_portal_may_come_late(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, presses: Callable[[], None]
) -> None:
    portal.leave()
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.UNAVAILABLE)
    portal.come()
    shows("toggle", ChordStatus.ACTIVE)
    presses()


def test_the_bus_may_end_and_come_back(
    portal_hands: PortalHands, portal: StrictPortal, bus: PrivateBus, shows: Shows
) -> None:
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.ACTIVE)
    bus.stop()
    shows("toggle", ChordStatus.UNAVAILABLE)
    bus.start()
    other = StrictPortal(bus.address)
    try:
        shows("toggle", ChordStatus.ACTIVE)
    finally:
        other.close()


# Presses and keys.


def test_only_the_portals_own_word_on_our_session_and_shortcut_counts(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, qtbot: QtBot
) -> None:
    portal_hands.backend.register("toggle", F9)
    portal_hands.backend.register("pause", F10)
    shows("pause", ChordStatus.ACTIVE)
    session = next(iter(portal.sessions))
    portal.emit_as_stranger("Activated", "toggle")
    portal.emit_for(session + "2", "toggle")
    portal.emit_for(session, "another")
    portal_hands.press("Ctrl+Shift+F10")
    qtbot.waitUntil(lambda: bool(portal_hands.record.pressed), timeout=20_000)
    assert portal_hands.record.pressed == ["pause"]


def test_what_became_of_an_earlier_chord_is_not_told_of_the_next(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, qtbot: QtBot
) -> None:
    portal_hands.backend.register("toggle", F10)
    shows("toggle", ChordStatus.ACTIVE)
    portal.rebind("toggle", "LOGO+F7")
    time.sleep(A_WHILE_S)  # the other thread has told of it, and this one has not heard it yet
    portal.manners.unresponded = frozenset({"BindShortcuts"})
    portal_hands.record.told.clear()
    portal_hands.backend.register("toggle", F9)
    qtbot.waitUntil(lambda: count(portal, "BindShortcuts") == 2, timeout=20_000)
    assert portal_hands.record.told == []


def test_another_wish_while_a_session_begins_leaves_no_second_session(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, presses: Callable[[], None], qtbot: QtBot
) -> None:
    """Nobody knows yet how to end the first one, and the portal may not take a second of its name."""
    portal.manners.unresponded = frozenset({"CreateSession"})
    portal_hands.backend.register("toggle", F10)
    qtbot.waitUntil(lambda: count(portal, "CreateSession") == 1, timeout=20_000)
    portal.manners.unresponded = frozenset()
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.ACTIVE)
    assert portal.complaints == []
    qtbot.waitUntil(lambda: len(portal.sessions) == 1, timeout=20_000)
    assert not portal.has(F10_KEYS)
    presses()


def test_other_keys_are_told_and_none_too(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows, qtbot: QtBot
) -> None:
    portal_hands.backend.register("toggle", F9)
    shows("toggle", ChordStatus.ACTIVE)
    active, without = ChordStatus.ACTIVE, ChordStatus.WITHOUT_KEYS
    for keys, told, status in (("LOGO+F7", "Press LOGO+F7", active), ("", "", without), ("F8", "Press F8", active)):
        portal_hands.record.told.clear()
        portal.rebind("toggle", keys)
        shows("toggle", status)
        assert portal_hands.backend.descriptions == {"toggle": told}


def test_keys_that_another_component_of_kde_holds_are_found_out(
    portal_hands: PortalHands, portal: StrictPortal, shows: Shows
) -> None:
    portal.manners.binds_at_creation = True
    assert portal_hands.take("Ctrl+Shift+F9")
    portal_hands.backend.register("toggle", F9)
    portal_hands.backend.register("pause", F10)
    shows("toggle", ChordStatus.TAKEN)
    shows("pause", ChordStatus.ACTIVE)
    assert portal_hands.backend.descriptions["toggle"] == f"Press {F9_KEYS}"
    portal.rebind("toggle", "CTRL+SHIFT+F8")
    shows("toggle", ChordStatus.ACTIVE)

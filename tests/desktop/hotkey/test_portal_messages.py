"""What is said to the portal and what it says, as data."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trayapp.desktop.bus_signal import Signal
from trayapp.desktop.hotkey import portal_messages as messages
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.hotkey.portal_messages import (
    Closed,
    Event,
    Key,
    OwnerChanged,
    Rebound,
    Response,
    ShapeError,
    Shortcut,
)

PORTAL, STRANGER, BUS = ":1.7", ":1.8", "org.freedesktop.DBus"
SESSION = f"{messages.PATH}/session/1_9/RecordingPause"
OWNER_CHANGED = "org.freedesktop.DBus.NameOwnerChanged"


def signal(name: str, *body: Any, sender: str = PORTAL, path: str = messages.PATH) -> Signal:
    return Signal(sender, path, name, body)


@pytest.mark.parametrize(
    ("chord", "trigger"),
    [
        ("Ctrl+Shift+F9", "CTRL+SHIFT+F9"),
        ("Super+Shift+A", "SHIFT+LOGO+a"),
        ("Ctrl+Shift+7", "CTRL+SHIFT+7"),
        ("Ctrl+Alt+PageUp", "CTRL+ALT+Page_Up"),
        ("Ctrl+Alt+PageDown", "CTRL+ALT+Page_Down"),
        ("Ctrl+Alt+Insert", "CTRL+ALT+Insert"),
        ("Pause", "Pause"),
        ("F13", "F13"),
    ],
)
def test_chords_in_the_words_of_the_shortcuts_specification(chord: str, trigger: str) -> None:
    assert messages.trigger(Chord.parse(chord)) == trigger


def test_the_list_of_shortcuts() -> None:
    wanted = {"toggle": Shortcut(Chord.parse("Ctrl+F9"), "Pause"), "pause": Shortcut(Chord.parse("Pause"), "")}
    assert messages.shortcuts_argument(wanted) == [
        ("toggle", {"description": ("s", "Pause"), "preferred_trigger": ("s", "CTRL+F9")}),
        ("pause", {"description": ("s", "pause"), "preferred_trigger": ("s", "Pause")}),
    ]


def test_paths_hold_the_callers_name() -> None:
    assert messages.request_path(":1.42", "t1") == "/org/freedesktop/portal/desktop/request/1_42/t1"
    rules = messages.rules(":1.42")
    assert any("path_namespace='/org/freedesktop/portal/desktop/session/1_42'" in rule for rule in rules)
    assert all(rule.startswith("type='signal',sender='") for rule in rules), "nothing else of the bus is listened to"


@pytest.mark.parametrize(
    ("came", "event"),
    [
        (signal(f"{messages.REQUEST}.Response", 0, {"a": ("s", "b")}, path="/r"), Response("/r", 0, {"a": ("s", "b")})),
        (signal(f"{messages.SHORTCUTS}.Activated", SESSION, "toggle", 0, {}), Key(SESSION, "toggle", pressed=True)),
        (signal(f"{messages.SHORTCUTS}.Deactivated", SESSION, "x", 5, {}), Key(SESSION, "x", pressed=False)),
        (
            signal(f"{messages.SHORTCUTS}.ShortcutsChanged", SESSION, [("x", {"trigger_description": ("s", "F1")})]),
            Rebound(SESSION, {"x": "F1"}),
        ),
        (signal(f"{messages.SESSION}.Closed", path=SESSION), Closed(SESSION)),
        (signal(f"{messages.SESSION}.Closed", {}, path=SESSION), Closed(SESSION)),
        (signal(OWNER_CHANGED, messages.NAME, "", ":1.3", sender=BUS), OwnerChanged(messages.NAME, ":1.3")),
        (signal("org.freedesktop.DBus.NameAcquired", ":1.9", sender=BUS), None),
        (signal("org.freedesktop.portal.Settings.SettingChanged", "a", "b", "c"), None),
    ],
)
def test_signals(came: Signal, event: Event | None) -> None:
    assert messages.read(came, PORTAL) == event


@pytest.mark.parametrize(
    "came",
    [
        signal(f"{messages.SHORTCUTS}.Activated", SESSION, "toggle", 0, {}, sender=STRANGER),
        signal(f"{messages.SHORTCUTS}.Activated", "nonsense", sender=STRANGER),
        signal(f"{messages.SESSION}.Closed", path=SESSION, sender=STRANGER),
        signal(f"{messages.REQUEST}.Response", 0, {}, sender=STRANGER),
        signal(OWNER_CHANGED, messages.NAME, "", ":1.3", sender=PORTAL),
    ],
)
def test_nobody_speaks_for_the_portal_or_for_the_bus(came: Signal) -> None:
    assert messages.read(came, PORTAL) is None


@pytest.mark.parametrize(
    "came",
    [
        signal(f"{messages.REQUEST}.Response", "yes"),
        signal(f"{messages.SHORTCUTS}.Activated", SESSION, 7, 0, {}),
        signal(f"{messages.SHORTCUTS}.Deactivated", SESSION),
        signal(f"{messages.SHORTCUTS}.ShortcutsChanged", SESSION, "none"),
        signal(f"{messages.SHORTCUTS}.ShortcutsChanged", SESSION, ["none"]),
    ],
)
def test_the_portal_is_not_understood_in_other_forms(came: Signal) -> None:
    with pytest.raises(ShapeError):
        messages.read(came, PORTAL)


@pytest.mark.parametrize(
    ("came", "name"),
    [
        (signal(OWNER_CHANGED, messages.NAME, "", ":1.3", sender=BUS), messages.NAME),
        (signal(OWNER_CHANGED, messages.NAME, ":1.3", "", sender=BUS), ""),
        (signal(OWNER_CHANGED, messages.NAME, "", ":1.3", sender=STRANGER), ""),
        (signal(f"{messages.SHORTCUTS}.Activated", SESSION, "toggle", 0, {}), ""),
    ],
)
def test_who_has_arrived(came: Signal, name: str) -> None:
    assert messages.arrived(came) == name


def test_the_session_is_told_as_a_text_or_as_a_path() -> None:
    assert messages.read_session({"session_handle": ("s", SESSION)}) == SESSION
    assert messages.read_session({"session_handle": ("o", SESSION)}) == SESSION
    for results in ({}, {"session_handle": ("u", 1)}, {"session_handle": ("s", "")}, {"session_handle": SESSION}):
        with pytest.raises(ShapeError):
            messages.read_session(results)


def test_what_is_bound() -> None:
    shortcuts = [("toggle", {"description": ("s", "d"), "trigger_description": ("s", " Ctrl+F9 ")}), ("pause", {})]
    assert messages.read_bound({"shortcuts": ("a(sa{sv})", shortcuts)}) == {"toggle": "Ctrl+F9", "pause": ""}
    assert messages.read_bound({"shortcuts": ("a(sa{sv})", [])}) == {}
    assert messages.read_bound({}) == {}
    for results in ({"shortcuts": ("s", "none")}, {"shortcuts": ("a(sa{sv})", [("x",)])}):
        with pytest.raises(ShapeError):
            messages.read_bound(results)


TOLD: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["s", "a(sa{sv})", SESSION]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.tuples(inner, inner),
        st.dictionaries(
            st.sampled_from(["session_handle", "shortcuts", "trigger_description"]) | st.text(max_size=3), inner
        ),
    ),
    max_leaves=8,
)
SAID = [f"{messages.REQUEST}.Response", f"{messages.SESSION}.Closed"] + [
    f"{messages.SHORTCUTS}.{name}" for name in ("Activated", "Deactivated", "ShortcutsChanged")
]


@given(st.sampled_from(SAID), st.lists(TOLD, max_size=4))
def test_no_signal_raises_anything_else(name: str, body: list[Any]) -> None:
    with suppress(ShapeError):
        event = messages.read(signal(name, *body), PORTAL)
        assert event is not None


@given(TOLD)
def test_no_answer_raises_anything_else(told: Any) -> None:
    for results in (
        told,
        {"session_handle": told},
        {"shortcuts": told},
        {"shortcuts": ("a(sa{sv})", told)},
        {"shortcuts": ("a(sa{sv})", [("toggle", told)])},
        {"shortcuts": ("a(sa{sv})", [("toggle", {"trigger_description": told})])},
    ):
        if isinstance(results, dict):
            for read in (messages.read_session, messages.read_bound):
                with suppress(ShapeError):
                    read(results)

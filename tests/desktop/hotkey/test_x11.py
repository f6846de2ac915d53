"""Hotkeys on a real X server: real keys, other programs, other layouts. Above all: no key that is not ours."""

import ctypes
import subprocess
import sys
import time
from collections.abc import Iterator
from statistics import median

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.hotkey.hands import REPOSITORY, X11Hands
from trayapp.desktop.hotkey import ChordStatus, xcb
from trayapp.desktop.hotkey.chord import KEYS, Chord
from trayapp.desktop.hotkey.x11 import X11Hotkeys
from trayapp.simulator.text_window import TextWindow

pytestmark = pytest.mark.desktop

TOGGLE = Chord.parse("Ctrl+Shift+F9")
LETTER = Chord.parse("Ctrl+Shift+P")
DIGIT = Chord.parse("Ctrl+Shift+4")
CARD = "4111 1111 1111 1111 12/29 123"
KEY_EVENTS = {2, 3, 35}
"""KeyPress, KeyRelease and the generic event that XI2's come as."""


class Wire:
    """Every event that the X server sends to the backend's connection, before anything is made of it."""

    def __init__(self) -> None:
        self.kinds: list[int] = []

    @property
    def keys(self) -> int:
        """How many of them tell of a key."""
        return sum(kind in KEY_EVENTS for kind in self.kinds)


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    seen = Wire()
    read = xcb._event

    def spy(address: int, input_opcode: int) -> xcb.KeyPress | xcb.MappingChange | None:
        seen.kinds.append(ctypes.string_at(address, 1)[0] & 0x7F)
        return read(address, input_opcode)

    monkeypatch.setattr(xcb, "_event", spy)
    return seen


@pytest.fixture
def window(x11_hands: X11Hands) -> Iterator[TextWindow]:
    """Another program's window with the focus."""
    with TextWindow(x11_hands.desktop) as text_window:
        yield text_window


@pytest.fixture
def hotkeys(x11_hands: X11Hands) -> X11Hotkeys:
    """The backend with three chords."""
    for name, chord in (("toggle", TOGGLE), ("letter", LETTER), ("digit", DIGIT)):
        x11_hands.backend.register(name, chord)
        assert x11_hands.record.status(name) is ChordStatus.ACTIVE
    return x11_hands.backend


def set_layout(hands: X11Hands, *arguments: str) -> None:
    subprocess.run(["setxkbmap", *arguments], env=hands.desktop.environment, check=True)


def await_presses(hands: X11Hands, qtbot: QtBot, *names: str) -> None:
    qtbot.waitUntil(lambda: len(hands.record.pressed) >= len(names), timeout=10_000)
    assert hands.record.pressed == [*names]
    hands.record.pressed.clear()


@pytest.mark.usefixtures("hotkeys")
def test_two_hundred_presses_arrive_here_and_nowhere_else(
    x11_hands: X11Hands, window: TextWindow, qtbot: QtBot
) -> None:
    desktop = x11_hands.desktop
    focus = desktop.focused_window()
    waits = []
    for count in range(1, 201):
        began = time.perf_counter()
        desktop.client.press("ctrl+shift+F9")
        qtbot.waitUntil(lambda count=count: len(x11_hands.record.pressed) == count)  # type: ignore[misc]  # stub's type
        waits.append(x11_hands.record.pressed_at[-1] - began)
        desktop.client.release("ctrl+shift+F9")
        assert desktop.focused_window() == focus
    assert x11_hands.record.pressed == ["toggle"] * 200
    # Far above what it takes, for machines that are busy; far below what a hand would notice.
    assert median(waits) < 0.005
    desktop.type("end")
    window.await_text("end")


@pytest.mark.usefixtures("hotkeys")
def test_a_card_number_typed_elsewhere_is_not_delivered_to_us(
    x11_hands: X11Hands, window: TextWindow, wire: Wire, qtbot: QtBot
) -> None:
    x11_hands.desktop.type(CARD)
    window.await_text(CARD)
    x11_hands.press("Ctrl+Shift+F9")
    await_presses(x11_hands, qtbot, "toggle")
    assert wire.keys == 1  # the chord, and nothing before it


@pytest.mark.usefixtures("hotkeys")
def test_keys_typed_while_the_chord_is_held_are_not_delivered_to_us(
    x11_hands: X11Hands, window: TextWindow, wire: Wire, qtbot: QtBot
) -> None:
    desktop = x11_hands.desktop
    desktop.client.press("ctrl+shift+F9")
    await_presses(x11_hands, qtbot, "toggle")
    desktop.client.release("ctrl+shift")  # the chord's own key stays down, as a slow finger leaves it
    desktop.type(CARD)
    window.await_text(CARD)
    desktop.client.release("F9")
    desktop.key("ctrl+shift+F9")
    await_presses(x11_hands, qtbot, "toggle")
    assert wire.keys == 2


@pytest.mark.usefixtures("hotkeys")
def test_a_held_chord_repeats_on_the_wire_and_counts_once(
    x11_hands: X11Hands, window: TextWindow, wire: Wire, qtbot: QtBot
) -> None:
    x11_hands.hold("Ctrl+Shift+F9")
    qtbot.waitUntil(lambda: wire.keys > 5, timeout=10_000)
    x11_hands.release("Ctrl+Shift+F9")
    x11_hands.press("Ctrl+Shift+P")
    await_presses(x11_hands, qtbot, "toggle", "letter")
    assert not window.text


@pytest.mark.usefixtures("hotkeys")
@pytest.mark.parametrize("locks", [["Caps_Lock"], ["Num_Lock"], ["Caps_Lock", "Num_Lock"]])
def test_lock_keys_do_not_matter(x11_hands: X11Hands, qtbot: QtBot, locks: list[str]) -> None:
    for lock in locks:
        x11_hands.desktop.key(lock)
    x11_hands.press("Ctrl+Shift+F9")
    x11_hands.press("Ctrl+Shift+P")
    await_presses(x11_hands, qtbot, "toggle", "letter")


def test_a_scroll_lock_modifier_does_not_matter(x11_hands: X11Hands, hotkeys: X11Hotkeys, qtbot: QtBot) -> None:
    environment = x11_hands.desktop.environment
    subprocess.run(["xmodmap", "-e", "add mod3 = Scroll_Lock"], env=environment, check=True)
    qtbot.waitUntil(lambda: len(hotkeys._keymap.lock_variants()) == 8, timeout=10_000)
    for lock in ("Scroll_Lock", "Caps_Lock", "Num_Lock"):
        x11_hands.desktop.key(lock)
        x11_hands.press("Ctrl+Shift+F9")
        await_presses(x11_hands, qtbot, "toggle")


@pytest.mark.usefixtures("hotkeys")
def test_works_while_hebrew_is_typed(x11_hands: X11Hands, window: TextWindow, qtbot: QtBot) -> None:
    desktop = x11_hands.desktop
    set_layout(x11_hands, "-layout", "us,il", "-option", "grp:caps_toggle")
    desktop.key("ISO_Next_Group")
    desktop.type("abc")
    window.await_text("שנב")
    window.clear()
    for chord in ("Ctrl+Shift+F9", "Ctrl+Shift+P", "Ctrl+Shift+4"):
        x11_hands.press(chord)
    await_presses(x11_hands, qtbot, "toggle", "letter", "digit")
    assert not window.text


@pytest.mark.parametrize("layout", ["il", "il,us", "fr", "us,il,ru,ara", "us(dvorak)"])
def test_keys_are_found_under_any_layout(
    x11_hands: X11Hands, hotkeys: X11Hotkeys, qtbot: QtBot, wire: Wire, layout: str
) -> None:
    set_layout(x11_hands, "-layout", layout)
    qtbot.waitUntil(lambda: xcb._MAPPING_NOTIFY in wire.kinds, timeout=10_000)
    client = x11_hands.desktop.client
    for name, key in (("toggle", "F9"), ("letter", "P"), ("digit", "4")):
        (keycode,) = hotkeys._keymap.keycodes(key)
        assert hotkeys.key_name(keycode, 0) == key
        client.press("ctrl+shift")
        client._fake(2, keycode)
        client._fake(3, keycode)
        client.release("ctrl+shift")
        await_presses(x11_hands, qtbot, name)


def test_follows_keys_that_move(x11_hands: X11Hands, hotkeys: X11Hotkeys, qtbot: QtBot) -> None:
    f9, f8 = hotkeys._keymap.keycodes("F9"), hotkeys._keymap.keycodes("F8")
    swap = ["-e", f"keycode {f9[0]} = F8", "-e", f"keycode {f8[0]} = F9"]
    subprocess.run(["xmodmap", *swap], env=x11_hands.desktop.environment, check=True)
    qtbot.waitUntil(lambda: hotkeys._keymap.keycodes("F9") == f8, timeout=10_000)
    x11_hands.press("Ctrl+Shift+F8")
    x11_hands.press("Ctrl+Shift+F9")
    await_presses(x11_hands, qtbot, "toggle")


def test_a_key_that_appears_is_taken_up(x11_hands: X11Hands, hotkeys: X11Hotkeys, qtbot: QtBot) -> None:
    hotkeys.register("pedal", Chord.parse("F24"))
    assert x11_hands.record.status("pedal") is ChordStatus.NOT_SUPPORTED
    subprocess.run(["xmodmap", "-e", "keycode 255 = F24"], env=x11_hands.desktop.environment, check=True)
    qtbot.waitUntil(lambda: x11_hands.record.status("pedal") is ChordStatus.ACTIVE, timeout=10_000)
    x11_hands.press("F24")
    await_presses(x11_hands, qtbot, "pedal")


@pytest.mark.usefixtures("window")
def test_a_new_layout_lets_no_other_program_slip_in(
    x11_hands: X11Hands, hotkeys: X11Hotkeys, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    hotkeys.register("files", Chord.parse("Super+E"))  # it is the window manager's, which is up: there is a window
    assert x11_hands.record.status("files") is ChordStatus.TAKEN
    hotkeys._retry.stop()
    let_go: list[int] = []
    monkeypatch.setattr(xcb.XcbConnection, "ungrab", lambda _, keycode, __: let_go.append(keycode))
    before = hotkeys._keymap
    set_layout(x11_hands, "-layout", "us,il")
    qtbot.waitUntil(lambda: hotkeys._keymap != before, timeout=10_000)
    assert not let_go
    assert x11_hands.record.status("files") is ChordStatus.TAKEN  # it is the window manager's turn to grab anew
    monkeypatch.undo()


@pytest.mark.usefixtures("hotkeys")
def test_a_press_that_comes_in_with_another_answer_is_not_left_lying(x11_hands: X11Hands, qtbot: QtBot) -> None:
    x11_hands.press("Ctrl+Shift+F9")
    assert x11_hands.backend.is_free(Chord.parse("Ctrl+Shift+F8"))  # asks the server, with the press in front
    await_presses(x11_hands, qtbot, "toggle")


def test_a_chord_of_xbindkeys_is_taken(x11_hands: X11Hands, qtbot: QtBot) -> None:
    desktop = x11_hands.desktop
    rc = desktop.root / "xbindkeysrc"
    ran = desktop.root / "ran"
    rc.write_text(f'"touch {ran}"\n control+shift + F9\n')
    rival = desktop.start(["xbindkeys", "--nodaemon", "--file", rc])

    def rival_answers() -> bool:
        # Not by asking for the chord: the rival would find it taken at that moment, and give up.
        x11_hands.press("Ctrl+Shift+F9")
        return ran.exists()

    qtbot.waitUntil(rival_answers, timeout=10_000)
    began = time.monotonic()
    x11_hands.backend.register("toggle", TOGGLE)
    assert x11_hands.record.status("toggle") is ChordStatus.TAKEN
    assert time.monotonic() - began < 5
    desktop.stop(rival)
    qtbot.waitUntil(lambda: x11_hands.record.status("toggle") is ChordStatus.ACTIVE, timeout=10_000)
    x11_hands.press("Ctrl+Shift+F9")
    await_presses(x11_hands, qtbot, "toggle")


def test_a_chord_that_a_desktop_holds_by_xi2_is_taken(x11_hands: X11Hands) -> None:
    """As GNOME's shell does: no core grab can tell."""
    program = """
import struct, sys
from trayapp.desktop.hotkey import xcb
connection = xcb.XcbConnection()
assert connection.grab(75, [5])
body = struct.pack("<IHxx", connection._root, 5)
connection._send(xcb._UNGRAB_KEY, body, data=75, is_void=True)
connection.keymap()
print("ready", flush=True)
sys.stdin.read()
"""
    rival = x11_hands.desktop.start(
        [sys.executable, "-c", program],
        environment={"PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert rival.stdout
    assert rival.stdin
    with rival.stdout, rival.stdin:
        assert rival.stdout.readline() == b"ready\n"
        x11_hands.backend.register("toggle", TOGGLE)
        assert x11_hands.record.status("toggle") is ChordStatus.TAKEN
    rival.wait(10)


def test_a_chord_is_had_with_all_locks_or_not_at_all(x11_hands: X11Hands) -> None:
    rival = xcb.XcbConnection(x11_hands.desktop.display)
    assert rival.grab(75, [5 | 2])  # F9 with Ctrl, Shift and Caps Lock alone
    x11_hands.backend.register("toggle", TOGGLE)
    assert x11_hands.record.status("toggle") is ChordStatus.TAKEN
    other = xcb.XcbConnection(x11_hands.desktop.display)
    assert other.grab(75, [5])
    rival.close()
    other.close()


def test_works_over_a_full_screen_window(x11_hands: X11Hands, hotkeys: X11Hotkeys, qtbot: QtBot) -> None:
    with TextWindow(x11_hands.desktop, full_screen=True) as window:
        x11_hands.press("Ctrl+Shift+F9")
        await_presses(x11_hands, qtbot, "toggle")
        x11_hands.desktop.type("x")
        window.await_text("x")


def test_nothing_ticks_while_all_is_well(x11_hands: X11Hands, hotkeys: X11Hotkeys, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not hotkeys._catch_up.isActive())
    assert not hotkeys._retry.isActive()
    assert x11_hands.take("Ctrl+Shift+F8")
    hotkeys.register("more", Chord.parse("Ctrl+Shift+F8"))
    assert hotkeys._retry.isActive()
    hotkeys.unregister("more")
    assert not hotkeys._retry.isActive()


@pytest.mark.allow_log("No global hotkeys: no connection to the X server")
def test_without_a_display_every_chord_is_unavailable(qtbot: QtBot) -> None:
    told: list[ChordStatus] = []
    hotkeys = X11Hotkeys(lambda _: None, lambda _, status: told.append(status), display=":4095")
    hotkeys.register("toggle", TOGGLE)
    assert told == [ChordStatus.UNAVAILABLE]
    assert not hotkeys.is_free(TOGGLE)
    assert hotkeys.key_name(75, 0) is None
    hotkeys.close()


def test_a_usual_keyboard_has_the_usual_keys(hotkeys: X11Hotkeys) -> None:
    missing = [key for key in KEYS if not hotkeys._keymap.keycodes(key)]
    assert missing == ["F19", "F20", "F21", "F22", "F23", "F24"]

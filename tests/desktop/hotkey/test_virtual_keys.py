"""What Windows calls the keys of a chord."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trayapp.desktop.hotkey import virtual_keys
from trayapp.desktop.hotkey.chord import KEYS, Chord

ALT, CTRL, SHIFT, WIN, NO_REPEAT = 1, 2, 4, 8, 0x4000


@pytest.mark.parametrize(
    ("chord", "modifiers", "code"),
    [
        ("Ctrl+Shift+F9", CTRL | SHIFT, 0x78),
        ("F24", 0, 0x87),
        ("Alt+Shift+P", ALT | SHIFT, ord("P")),
        ("Super+4", WIN, ord("4")),
        ("Ctrl+Alt+Insert", CTRL | ALT, 0x2D),
        ("Pause", 0, 0x13),
        ("Alt+Pause", ALT, 0x13),
        ("Ctrl+Pause", CTRL, 0x03),
        ("Ctrl+Shift+Pause", CTRL | SHIFT, 0x03),
    ],
)
def test_codes(chord: str, modifiers: int, code: int) -> None:
    assert virtual_keys.codes(Chord.parse(chord)) == (modifiers | NO_REPEAT, code)


@given(st.sampled_from(KEYS), st.sampled_from(["", "Ctrl+"]))
def test_a_key_that_is_registered_is_recorded_under_its_name(key: str, modifiers: str) -> None:
    chord = Chord.parse(f"{modifiers}Shift+Super+{key}")
    assert virtual_keys.key_name(virtual_keys.codes(chord)[1]) == key


@pytest.mark.parametrize("code", [0x01, 0x0D, 0x1B, 0x10, 0x11, 0x12, 0x5B, 0x60, 0x6F, 0x90, 0xBA, 0, 0x100])
def test_other_keys_have_no_name(code: int) -> None:
    """Mouse, Enter, Escape, modifiers, the keypad, signs."""
    assert virtual_keys.key_name(code) is None

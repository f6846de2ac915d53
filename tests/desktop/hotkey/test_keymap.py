"""Which keys a chord means, on keyboards made by hand."""

import pytest

from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.hotkey.keymap import Keymap, NoSuchKeyError

SHIFT_L, CAPS, CONTROL_L, ALT_L, NUM, SUPER_L, SCROLL, F9 = (
    0xFFE1,
    0xFFE5,
    0xFFE3,
    0xFFE9,
    0xFF7F,
    0xFFEB,
    0xFF14,
    0xFFC6,
)
HEBREW_PE, HEBREW_SHIN = 0xCF4, 0xCF9


def keymap(*rows: tuple[int, ...], mod3: tuple[int, ...] = ()) -> Keymap:
    """Modifier keys at 8 to 14, then `rows` from 20 on."""
    own = ((SHIFT_L,), (CAPS,), (CONTROL_L,), (ALT_L,), (NUM,), (SUPER_L,), (SCROLL,))
    blank = ((0,),) * (20 - 8 - len(own))
    modifiers = ((8, 0), (9, 0), (10, 0), (11, 0), (12, 0), mod3 or (0, 0), (13, 0), (0, 0))
    return Keymap(8, (*own, *blank, *rows), modifiers)


def test_a_letter_is_found_by_its_latin_place() -> None:
    us_il = keymap((ord("p"), ord("P"), HEBREW_PE, ord("P")), (ord("a"), ord("A"), HEBREW_SHIN, ord("A")))
    assert us_il.keycodes("P") == (20,)
    il_us = keymap((HEBREW_PE, 0, ord("p"), ord("P")))
    assert il_us.keycodes("P") == (20,)


def test_the_leftmost_layout_decides() -> None:
    dvorak_second = keymap((ord("p"), ord("P"), ord("l"), ord("L")), (ord("r"), ord("R"), ord("p"), ord("P")))
    assert dvorak_second.keycodes("P") == (20,)
    assert dvorak_second.keycodes("L") == (20,)


def test_two_equal_keys_both_count() -> None:
    assert keymap((F9,), (F9,)).grabs(Chord.parse("Ctrl+Shift+F9")) == ((20, 21), 5)


def test_modifier_bits_come_from_the_map() -> None:
    assert keymap((F9,)).grabs(Chord.parse("Alt+F9"))[1] == 1 << 3
    assert keymap((F9,)).grabs(Chord.parse("Super+F9"))[1] == 1 << 6
    assert keymap((F9,)).grabs(Chord.parse("Ctrl+Alt+Shift+Super+F9"))[1] == 1 | 4 | 8 | 64


@pytest.mark.parametrize("chord", ["Ctrl+F10", "Ctrl+Shift+Q"])
def test_a_missing_key_is_said(chord: str) -> None:
    with pytest.raises(NoSuchKeyError):
        keymap((F9,)).grabs(Chord.parse(chord))


def test_a_missing_modifier_is_said() -> None:
    bare = Keymap(8, ((F9,),), ((0,),) * 8)
    assert bare.grabs(Chord.parse("Ctrl+F9")) == ((8,), 4)
    with pytest.raises(NoSuchKeyError):
        bare.grabs(Chord.parse("Super+F9"))
    assert bare.lock_variants() == (0, 2)


def test_lock_variants() -> None:
    assert keymap().lock_variants() == (0, 2, 16, 18)
    assert keymap(mod3=(14, 0)).lock_variants() == (0, 2, 16, 18, 32, 34, 48, 50)


def test_a_keycode_has_a_name() -> None:
    keys = keymap((F9,), (ord("1"), ord("!")), (ord("!"), ord("2")), (ord(" "),))
    assert [keys.key_name(code) for code in (20, 21, 22, 23, 8, 300)] == ["F9", "1", "2", None, None, None]

"""How chords are written, refused, recorded and replaced."""

from contextlib import suppress
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trayapp.desktop.hotkey.chord import KEYS, Chord, ChordError, ChordFault, Modifiers, alternatives, pressed_chord

SHIFT, CTRL, ALT, META, KEYPAD, ALTGR = 0x0200_0000, 0x0400_0000, 0x0800_0000, 0x1000_0000, 0x2000_0000, 0x4000_0000
QT_F9, QT_SHIFT, QT_CONTROL, QT_EXCLAMATION, QT_SHIN = 0x0100_0038, 0x0100_0020, 0x0100_0021, 0x21, 0x5E9


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ctrl+Shift+F9", "Ctrl+Shift+F9"),
        (" shift + CONTROL+f9 ", "Ctrl+Shift+F9"),
        ("win+alt+pgdn", "Alt+Super+PageDown"),
        ("F13", "F13"),
        ("pause", "Pause"),
        ("Shift+F2", "Shift+F2"),
        ("Ctrl+Shift+p", "Ctrl+Shift+P"),
        ("Super+4", "Super+4"),
    ],
)
def test_reading_and_writing(text: str, written: str) -> None:
    assert str(Chord.parse(text)) == written


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", ChordFault.UNREADABLE),
        ("Ctrl+", ChordFault.UNREADABLE),
        ("Ctrl+Shift", ChordFault.UNREADABLE),
        ("Hyper+F9", ChordFault.UNREADABLE),
        ("F9+Ctrl", ChordFault.UNREADABLE),
        ("Ctrl+Shift+F25", ChordFault.UNKNOWN_KEY),
        ("Ctrl+Shift+ש", ChordFault.UNKNOWN_KEY),
        ("F9", ChordFault.TOO_COMMON),
        ("A", ChordFault.TOO_COMMON),
        ("Shift+4", ChordFault.TOO_COMMON),
        ("Ctrl+C", ChordFault.TOO_COMMON),
        ("Alt+F", ChordFault.TOO_COMMON),
        ("Ctrl+Shift+Home", ChordFault.TOO_COMMON),
        ("Shift+Insert", ChordFault.TOO_COMMON),
        ("Ctrl+Alt+4", ChordFault.ALTGR),
        ("Ctrl+Alt+Shift+A", ChordFault.ALTGR),
        ("Ctrl+Alt+F1", ChordFault.RESERVED),
        ("Ctrl+Alt+Delete", ChordFault.RESERVED),
        ("Alt+F4", ChordFault.RESERVED),
    ],
)
def test_refusals(text: str, fault: ChordFault) -> None:
    with pytest.raises(ChordError) as caught:
        Chord.parse(text)
    assert caught.value.fault is fault
    assert caught.value.text == text


@given(st.sets(st.sampled_from(list(Modifiers))), st.sampled_from(KEYS))
def test_every_chord_is_read_as_it_was_written(held: set[Modifiers], key: str) -> None:
    together = Modifiers.NONE
    for modifier in held:
        together |= modifier
    try:
        chord = Chord(together, key)
    except ChordError:
        return
    assert Chord.parse(str(chord)) == chord
    assert chord.modifiers or key in (*KEYS[12:24], "Pause")


@given(st.text())
def test_any_text_is_a_chord_or_a_chord_error(text: str) -> None:
    with suppress(ChordError):
        chord = Chord.parse(text)
        assert Chord.parse(str(chord)) == chord


@pytest.mark.parametrize(
    ("key", "held", "physical", "written"),
    [
        (QT_F9, CTRL | SHIFT, None, "Ctrl+Shift+F9"),
        (QT_F9, CTRL | META, "F9", "Ctrl+Super+F9"),
        (QT_EXCLAMATION, CTRL | SHIFT, "1", "Ctrl+Shift+1"),
        (QT_SHIN, CTRL | SHIFT, "A", "Ctrl+Shift+A"),
        (ord("P"), CTRL | SHIFT, None, "Ctrl+Shift+P"),
        (0, CTRL, "Pause", "Ctrl+Pause"),
    ],
)
def test_recording(key: int, held: int, physical: str | None, written: str) -> None:
    assert str(pressed_chord(key, held, physical)) == written


def test_recording_waits_for_a_key() -> None:
    assert pressed_chord(QT_CONTROL, CTRL) is None
    assert pressed_chord(QT_SHIFT, CTRL | SHIFT) is None


@pytest.mark.parametrize(
    ("key", "held", "physical", "fault"),
    [
        (QT_SHIN, CTRL | SHIFT, None, ChordFault.UNKNOWN_KEY),
        (ord("1"), CTRL | SHIFT | KEYPAD, None, ChordFault.UNKNOWN_KEY),
        (0, CTRL, None, ChordFault.UNKNOWN_KEY),
        (QT_F9, SHIFT | ALTGR, None, ChordFault.ALTGR),
        (ord("A"), CTRL, None, ChordFault.TOO_COMMON),
    ],
)
def test_recording_refuses(key: int, held: int, physical: str | None, fault: ChordFault) -> None:
    with pytest.raises(ChordError) as caught:
        pressed_chord(key, held, physical)
    assert caught.value.fault is fault


def test_alternatives_are_near_and_never_taken() -> None:
    chord, taken = Chord.parse("Ctrl+Shift+F9"), [Chord.parse("Ctrl+Shift+F10")]
    assert [str(other) for other in islice(alternatives(chord, taken), 3)] == [
        "Ctrl+Shift+F8",
        "Ctrl+Shift+F11",
        "Ctrl+Shift+F7",
    ]
    every = list(alternatives(chord, taken))
    assert len(every) == len(set(every)) > 10
    assert not {chord, *taken} & set(every)
    assert str(next(alternatives(Chord.parse("Super+P")))) == "Super+F9"

"""Key chords: how they are written, which are sensible, and which one a person has just pressed.

A chord names a key by what stands on it in Latin letters, so it is the same key under any keyboard layout.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import Enum, Flag, auto
from typing import Self

from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase


class Modifiers(Flag):
    """The keys that are held while the chord's own key is pressed."""

    NONE = 0
    CTRL = auto()
    ALT = auto()
    SHIFT = auto()
    SUPER = auto()
    """The Windows key; Command on a Mac."""


FUNCTION_KEYS = tuple(f"F{number}" for number in range(1, 25))
LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
DIGITS = tuple("0123456789")
EDITING_KEYS = ("Insert", "Delete", "Home", "End", "PageUp", "PageDown")
KEYS = (*FUNCTION_KEYS, *LETTERS, *DIGITS, *EDITING_KEYS, "Pause")
"""The names of all keys that a chord can have."""

_EXTRA_FUNCTION_KEYS = FUNCTION_KEYS[12:]
"""F13 and up: not on a keyboard, but on pedals and macro pads, where they come alone."""

_MODIFIER_NAMES = {
    "ctrl": Modifiers.CTRL,
    "control": Modifiers.CTRL,
    "alt": Modifiers.ALT,
    "shift": Modifiers.SHIFT,
    "super": Modifiers.SUPER,
    "meta": Modifiers.SUPER,
    "win": Modifiers.SUPER,
}
_KEY_NAMES = {key.lower(): key for key in KEYS} | {
    "ins": "Insert",
    "del": "Delete",
    "pgup": "PageUp",
    "pgdn": "PageDown",
}

# Qt's numbers (Qt::KeyboardModifier, Qt::Key): this module is used without Qt too.
_QT_MODIFIERS = {
    0x0200_0000: Modifiers.SHIFT,
    0x0400_0000: Modifiers.CTRL,
    0x0800_0000: Modifiers.ALT,
    0x1000_0000: Modifiers.SUPER,
}
_QT_KEYPAD = 0x2000_0000
_QT_ALTGR = 0x4000_0000
_QT_KEYS = {
    0x0100_0006: "Insert",
    0x0100_0007: "Delete",
    0x0100_0008: "Pause",
    0x0100_0010: "Home",
    0x0100_0011: "End",
    0x0100_0016: "PageUp",
    0x0100_0017: "PageDown",
    **{0x0100_0030 + place: key for place, key in enumerate(FUNCTION_KEYS)},
    **{ord(key): key for key in (*LETTERS, *DIGITS)},
}
_QT_MODIFIER_KEYS = frozenset({*range(0x0100_0020, 0x0100_0027), *range(0x0100_0053, 0x0100_0059), 0x0100_1103})


class ChordFault(Enum):
    """What is wrong with a chord that was refused."""

    UNREADABLE = auto()
    """A name in front of the key is no modifier, or the key is missing."""
    UNKNOWN_KEY = auto()
    """Not one of `KEYS`; the keypad's keys are not."""
    TOO_COMMON = auto()
    """Other programs need it for typing, editing or their menus: it lacks modifiers."""
    ALTGR = auto()
    """Ctrl+Alt with a letter or digit is how some keyboards type characters such as the shekel or euro sign."""
    RESERVED = auto()
    """The operating system keeps it: it closes windows, switches consoles, or interrupts."""


_FAULTS = {
    ChordFault.UNREADABLE: QT_TRANSLATE_NOOP("Said", "unreadable"),
    ChordFault.UNKNOWN_KEY: QT_TRANSLATE_NOOP("Said", "unknown key"),
    ChordFault.TOO_COMMON: QT_TRANSLATE_NOOP("Said", "too common"),
    ChordFault.ALTGR: QT_TRANSLATE_NOOP("Said", "on some keyboards it types a character"),
    ChordFault.RESERVED: QT_TRANSLATE_NOOP("Said", "reserved"),
}


class ChordError(ValueError):
    """A chord that cannot be read or should not be used; `fault` says why."""

    def __init__(self, text: str, fault: ChordFault) -> None:
        super().__init__(
            Phrase(
                QT_TRANSLATE_NOOP("Said", "{chord} cannot be a chord: {fault}"),
                chord=repr(text),
                fault=Phrase(_FAULTS[fault]),
            )
        )
        self.text = text
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Chord:
    """One key and the modifiers held with it. Only sensible chords can be made.

    Raises:
        ChordError: the key is unknown, or the chord should not be taken from other programs.
    """

    modifiers: Modifiers
    key: str

    def __post_init__(self) -> None:
        fault = _fault(self.modifiers, self.key)
        if fault:
            raise ChordError(str(self), fault)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a chord such as "Ctrl+Shift+F9", in any case and order of modifiers.

        Raises:
            ChordError: see `ChordFault`.
        """
        *before, key = (part.strip().lower() for part in text.split("+"))
        modifiers = Modifiers.NONE
        for name in before:
            if name not in _MODIFIER_NAMES:
                raise ChordError(text, ChordFault.UNREADABLE)
            modifiers |= _MODIFIER_NAMES[name]
        if not key or key in _MODIFIER_NAMES:
            raise ChordError(text, ChordFault.UNREADABLE)
        if key not in _KEY_NAMES:
            raise ChordError(text, ChordFault.UNKNOWN_KEY)
        return cls(modifiers, _KEY_NAMES[key])

    def __str__(self) -> str:
        return "+".join([*held_names(self.modifiers), self.key])


def held_names(modifiers: Modifiers) -> list[str]:
    """The names of modifiers in the order in which they are written, such as ["Ctrl", "Shift"]."""
    return [(modifier.name or "").title() for modifier in Modifiers if modifier in modifiers]


def qt_modifiers(modifiers: int) -> Modifiers:
    """The modifiers in Qt's number for them (`QKeyEvent.modifiers().value`)."""
    held = Modifiers.NONE
    for bit, modifier in _QT_MODIFIERS.items():
        if modifiers & bit:
            held |= modifier
    return held


def pressed_chord(key: int, modifiers: int, physical: str | None = None) -> Chord | None:
    """The chord that a key press in one of our own windows means; None while only modifiers are held.

    Args:
        key: Qt's number of the key (`QKeyEvent.key()`).
        modifiers: Qt's number of the modifiers (`QKeyEvent.modifiers().value`).
        physical: what the hotkey backend calls the key (`HotkeyBackend.key_name`): under a Hebrew layout, or with
            Shift and a digit, Qt tells of the character and not of the key, and of Ctrl+Pause nothing at all.

    Raises:
        ChordError: see `ChordFault`.
    """
    if physical is None and key in _QT_MODIFIER_KEYS:
        return None
    held = qt_modifiers(modifiers)
    name = physical or _QT_KEYS.get(key)
    if modifiers & _QT_KEYPAD or name is None:
        raise ChordError("+".join([*held_names(held), "?"]), ChordFault.UNKNOWN_KEY)
    if modifiers & _QT_ALTGR:
        raise ChordError("+".join(["AltGr", *held_names(held), name]), ChordFault.ALTGR)
    return Chord(held, name)


def alternatives(chord: Chord, taken: Collection[Chord] = ()) -> Iterator[Chord]:
    """Other sensible chords, those most like `chord` first; neither `chord` itself nor one of `taken`."""
    usual = Modifiers.CTRL | Modifiers.SHIFT
    seen = {chord, *taken}
    for modifiers in (chord.modifiers, usual, usual | Modifiers.ALT, Modifiers.CTRL, Modifiers.SUPER | Modifiers.SHIFT):
        for key in ("F9", "F10", "F8", "F11", "F7", "F12", "F6", "Pause", "Insert"):
            if _fault(modifiers, key):
                continue
            other = Chord(modifiers, key)
            if other not in seen:
                seen.add(other)
                yield other


def _fault(modifiers: Modifiers, key: str) -> ChordFault | None:
    if key not in KEYS:
        return ChordFault.UNKNOWN_KEY
    ctrl_alt = Modifiers.CTRL | Modifiers.ALT
    if modifiers == ctrl_alt and (key in FUNCTION_KEYS[:12] or key == "Delete"):
        return ChordFault.RESERVED
    if modifiers == Modifiers.ALT and key == "F4":
        return ChordFault.RESERVED
    if key in LETTERS + DIGITS and ctrl_alt in modifiers and Modifiers.SUPER not in modifiers:
        return ChordFault.ALTGR
    return None if _rare(modifiers, key) else ChordFault.TOO_COMMON


def _rare(modifiers: Modifiers, key: str) -> bool:
    """Whether other programs can do without this chord."""
    if key in (*_EXTRA_FUNCTION_KEYS, "Pause"):
        return True
    if key in FUNCTION_KEYS:
        return bool(modifiers)
    if key in EDITING_KEYS:
        modifiers &= ~Modifiers.SHIFT  # Shift only selects
    return Modifiers.SUPER in modifiers or (len(modifiers) > 1 and bool(modifiers & (Modifiers.CTRL | Modifiers.ALT)))

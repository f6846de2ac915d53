"""Which keys and modifier bits a chord means on an X11 keyboard as it is mapped at the moment. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import product
from operator import or_

from trayapp.desktop.hotkey.chord import DIGITS, FUNCTION_KEYS, KEYS, LETTERS, Chord, Modifiers

# Keysyms (X11 protocol, appendix A).
_KEYSYMS: dict[str, tuple[int, ...]] = {
    **{key: (0xFFBE + place,) for place, key in enumerate(FUNCTION_KEYS)},
    # Linux keymaps give the keys F13 to F18 other uses (xkeyboard-config, inet(evdev)); pedals still send them.
    "F13": (0xFFCA, 0x1008_FF81),
    **{f"F{14 + place}": (0xFFCB + place, 0x1008_FF45 + place) for place in range(5)},
    **{key: (ord(key.lower()), ord(key)) for key in LETTERS},
    **{key: (ord(key),) for key in DIGITS},
    "Insert": (0xFF63,),
    "Delete": (0xFFFF,),
    "Home": (0xFF50,),
    "End": (0xFF57,),
    "PageUp": (0xFF55,),
    "PageDown": (0xFF56,),
    "Pause": (0xFF13,),
}
_ALT = frozenset({0xFFE9, 0xFFEA})
_SUPER = frozenset({0xFFEB, 0xFFEC})
_NUM_LOCK = frozenset({0xFF7F})
_SCROLL_LOCK = frozenset({0xFF14})

_SHIFT_BIT, _LOCK_BIT, _CONTROL_BIT = 0x01, 0x02, 0x04
_REAL_MODIFIERS = 8


class NoSuchKeyError(Exception):
    """The keyboard lacks the key or a modifier of a chord."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """A keyboard as the X server describes it.

    Args:
        first_keycode: the keycode that the first row belongs to.
        rows: the keysyms of each keycode, all groups and levels in a row (GetKeyboardMapping); 0 where there is none.
        modifiers: the keycodes of Shift, Lock, Control and Mod1 to Mod5 (GetModifierMapping); 0 where there is none.
    """

    first_keycode: int
    rows: tuple[tuple[int, ...], ...]
    modifiers: tuple[tuple[int, ...], ...]

    def keycodes(self, key: str) -> tuple[int, ...]:
        """The keycodes of the key with this name.

        A Latin letter may stand in any group (the second of "il,us") or level (Shift in "il", or French digits). The
        leftmost column that has it anywhere decides, so that another layout's letter never adds a second key.
        """
        wanted = _KEYSYMS[key]
        columns = {
            self.first_keycode + place: next(column for column, symbol in enumerate(row) if symbol in wanted)
            for place, row in enumerate(self.rows)
            if not set(wanted).isdisjoint(row)
        }
        best = min(columns.values(), default=0)
        return tuple(code for code, column in columns.items() if column == best)

    def key_name(self, keycode: int) -> str | None:
        """Which of `KEYS` a keycode is; None for any other."""
        return next((key for key in KEYS if keycode in self.keycodes(key)), None)

    def grabs(self, chord: Chord) -> tuple[tuple[int, ...], int]:
        """The keycodes and the modifier bits of a chord, without lock keys.

        Raises:
            NoSuchKeyError: the keyboard has not got them.
        """
        codes = self.keycodes(chord.key)
        bits = 0
        for modifier in chord.modifiers:
            bit = self._bit(modifier)
            if not bit:
                raise NoSuchKeyError(modifier.name)
            bits |= bit
        if not codes:
            raise NoSuchKeyError(chord.key)
        return codes, bits

    def lock_variants(self) -> tuple[int, ...]:
        """Every combination of Caps, Num and Scroll Lock as modifier bits: the first is none of them, the last all."""
        bits = [_LOCK_BIT, *(bit for bit in (self._mapped(_NUM_LOCK), self._mapped(_SCROLL_LOCK)) if bit)]
        return tuple(sorted({reduce(or_, chosen) for chosen in product(*((0, bit) for bit in bits))}))

    def _bit(self, modifier: Modifiers) -> int:
        if modifier is Modifiers.CTRL:
            return _CONTROL_BIT
        if modifier is Modifiers.SHIFT:
            return _SHIFT_BIT
        return self._mapped(_ALT if modifier is Modifiers.ALT else _SUPER)

    def _mapped(self, symbols: frozenset[int]) -> int:
        """The first of Mod1 to Mod5 that one of these keysyms' keys sets; 0 for none."""
        for place in range(3, _REAL_MODIFIERS):
            for code in self.modifiers[place]:
                if code and not symbols.isdisjoint(self._row(code)):
                    return 1 << place
        return 0

    def _row(self, code: int) -> Sequence[int]:
        place = code - self.first_keycode
        return self.rows[place] if 0 <= place < len(self.rows) else ()

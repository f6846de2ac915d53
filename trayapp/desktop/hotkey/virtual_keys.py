"""What Windows calls the keys of a chord. Pure.

Virtual-key codes follow the Latin letter and not the place: under a French layout VK_A is the key that has an A on it.
Layouts without Latin letters, such as the Hebrew one, keep the codes of the American keyboard: VK_A types ש there.
Digits have the codes of the top row under every layout. So a chord is the same key under any layout, and lock keys do
not change a code. What cannot be told apart: Insert to PageDown are also keys of the keypad while Num Lock is off.

Keys that Windows keeps for itself need no rule here: RegisterHotKey refuses them as taken. That goes for F12 too, which
is "reserved for use by the debugger at all times" (RegisterHotKey's documentation): the system has registered it bare
and with Shift for itself (AeDebug, UserDebuggerHotKey), and with Ctrl or Alt it is a key like any other.
"""

from typing import Final

from trayapp.desktop.hotkey.chord import DIGITS, FUNCTION_KEYS, LETTERS, Chord, Modifiers

MOD_NOREPEAT: Final = 0x4000
"""Windows tells of a held chord once (Windows 7 and newer)."""

_MODIFIERS = {Modifiers.ALT: 0x0001, Modifiers.CTRL: 0x0002, Modifiers.SHIFT: 0x0004, Modifiers.SUPER: 0x0008}
_VK_CANCEL = 0x03
"""What keyboards send, and Windows reports, for Pause while Ctrl is held."""
_KEYS = {
    **{key: 0x70 + place for place, key in enumerate(FUNCTION_KEYS)},
    **{key: ord(key) for key in (*LETTERS, *DIGITS)},
    "PageUp": 0x21,
    "PageDown": 0x22,
    "End": 0x23,
    "Home": 0x24,
    "Insert": 0x2D,
    "Delete": 0x2E,
    "Pause": 0x13,
}
_NAMES = {code: key for key, code in _KEYS.items()} | {_VK_CANCEL: "Pause"}


def codes(chord: Chord) -> tuple[int, int]:
    """The modifiers and the virtual key of a chord, as RegisterHotKey takes them."""
    modifiers = MOD_NOREPEAT
    for modifier in chord.modifiers:
        modifiers |= _MODIFIERS[modifier]
    if chord.key == "Pause" and Modifiers.CTRL in chord.modifiers:
        return modifiers, _VK_CANCEL
    return modifiers, _KEYS[chord.key]


def key_name(virtual_key: int) -> str | None:
    """Which of `chord.KEYS` a virtual key is; None for any other."""
    return _NAMES.get(virtual_key)

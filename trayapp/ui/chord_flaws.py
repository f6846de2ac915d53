"""What is wrong with a chord that somebody wants to use."""

from PySide6.QtCore import QCoreApplication


def flaw(chord: str) -> str:
    """A sentence, or an empty text for a good chord."""
    keys = chord.split("+")
    modifiers, key = set(keys[:-1]), keys[-1]
    function_key = key[:1] == "F" and key[1:].isdigit()
    if not key.isascii():
        return QCoreApplication.translate("Check", "Use a function key, a letter of the English layout, or a digit.")
    if not modifiers & {"Ctrl", "Meta"} and not (function_key and modifiers):
        return QCoreApplication.translate(
            "Check", "Hold Ctrl as well, so that the keys cannot be pressed while typing."
        )
    if {"Ctrl", "Alt"} <= modifiers and not function_key:
        return QCoreApplication.translate(
            "Check", "Ctrl+Alt with a letter types characters such as ₪. Use Ctrl+Shift, or a function key."
        )
    return ""

"""What is wrong with a chord that somebody wants to use, in sentences."""

from PySide6.QtCore import QCoreApplication

from trayapp.desktop.hotkey.chord import Chord, ChordFault
from trayapp.phrase import QT_TRANSLATE_NOOP
from trayapp.ui import words

_FAULTS = {
    ChordFault.UNREADABLE: QT_TRANSLATE_NOOP("Check", "These keys cannot be read. Press others."),
    ChordFault.UNKNOWN_KEY: QT_TRANSLATE_NOOP(
        "Check", "This key cannot be used. Take a function key, a letter, a digit, Insert, Home, End or Pause."
    ),
    ChordFault.TOO_COMMON: QT_TRANSLATE_NOOP(
        "Check", "Other programs need these keys. Hold Ctrl and Shift as well, or take a function key with Ctrl."
    ),
    ChordFault.ALTGR: QT_TRANSLATE_NOOP(
        "Check", "On some keyboards these keys type a character such as ₪. Hold Ctrl and Shift instead."
    ),
    ChordFault.RESERVED: QT_TRANSLATE_NOOP("Check", "The system keeps these keys for itself. Press others."),
}


def fault(found: ChordFault) -> str:
    """Why a chord was refused, and what to press instead."""
    return QCoreApplication.translate("Check", _FAULTS[found])


def taken_on_desktop(description: str) -> str:
    """Another program holds the keys, and the desktop gives them out; `description` is its word for them."""
    return QCoreApplication.translate(
        "Check", "Another program holds {chord}, so these keys do nothing here. Choose others in the system's settings."
    ).format(chord=words.ltr(description))


def taken(chord: Chord, free: Chord | None) -> str:
    """Another program holds the chord; `free` is one that could be had."""
    sentence = QCoreApplication.translate("Check", "Another program holds {chord}.").format(chord=words.ltr(str(chord)))
    if free is None:
        return sentence
    hint = QCoreApplication.translate("Check", "{chord} is free.").format(chord=words.ltr(str(free)))
    return f"{sentence} {hint}"

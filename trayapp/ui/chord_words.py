"""What is wrong with the chords that are registered, in words."""

from trayapp.core.problems import Flaw
from trayapp.phrase import QT_TRANSLATE_NOOP

WARNINGS = {
    Flaw.TOGGLE_CHORD_TAKEN: QT_TRANSLATE_NOOP(
        "Warning",
        "Another program holds {detail}, so these keys do not pause or resume. Choose others, or close that program.",
    ),
    Flaw.PAUSE_CHORD_TAKEN: QT_TRANSLATE_NOOP(
        "Warning", "Another program holds {detail}, so these keys do not pause. Choose others, or close that program."
    ),
    Flaw.RESUME_CHORD_TAKEN: QT_TRANSLATE_NOOP(
        "Warning", "Another program holds {detail}, so these keys do not resume. Choose others, or close that program."
    ),
    Flaw.CHORD_NOT_ON_KEYBOARD: QT_TRANSLATE_NOOP(
        "Warning", "This keyboard has no key for {detail}, so these keys do nothing. Choose others."
    ),
    Flaw.CHORD_WITHOUT_KEYS: QT_TRANSLATE_NOOP(
        "Warning",
        "This desktop was asked for {detail} and has given no keys, so they do nothing. Choose keys in the system's "
        "settings, or pause with the mouse.",
    ),
    Flaw.HOTKEYS_UNAVAILABLE: QT_TRANSLATE_NOOP(
        "Warning",
        "This desktop gives programs no keys of their own. Pause with the mouse, or have the desktop's own keyboard "
        "settings run: recording-pause toggle",
    ),
}
BRIEF_WARNINGS = {
    Flaw.TOGGLE_CHORD_TAKEN: QT_TRANSLATE_NOOP("Warning", "Another program holds {detail}"),
    Flaw.PAUSE_CHORD_TAKEN: QT_TRANSLATE_NOOP("Warning", "Another program holds {detail}"),
    Flaw.RESUME_CHORD_TAKEN: QT_TRANSLATE_NOOP("Warning", "Another program holds {detail}"),
    Flaw.CHORD_NOT_ON_KEYBOARD: QT_TRANSLATE_NOOP("Warning", "This keyboard has no {detail}"),
    Flaw.CHORD_WITHOUT_KEYS: QT_TRANSLATE_NOOP("Warning", "The desktop gave no keys for {detail}"),
    Flaw.HOTKEYS_UNAVAILABLE: QT_TRANSLATE_NOOP("Warning", "No keys here: use the mouse"),
}

"""The colours of each tone on light and dark desktops (design §5), and the fonts of state and detail."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication

from trayapp.core.view import Tone

GRID = 4
"""All distances are whole multiples of this, in device-independent pixels."""
CORNER = 8
"""Radius of the corners of a block."""
STATE_FONT_SCALE = 1.3
_HALF = 128


@dataclass(frozen=True, slots=True)
class Block:
    """One coloured block: pill, frame, or the head of the panel."""

    ground: str
    ink: str
    faint: str
    """For the small line; still readable on the ground."""
    edge: str
    """The outline, told apart from the ground and from what lies beneath."""


LINE = "#7B8794"
"""Fine lines that must be seen on light and dark alike."""

_QUIET_LIGHT = Block("#FFFFFF", "#101828", "#475467", LINE)
_QUIET_DARK = Block("#202124", "#F2F4F7", "#B8C0CC", LINE)
_FILLED = {
    Tone.PAUSED: Block("#FDB022", "#1F1300", "#3D2600", "#93370D"),
    Tone.ALARM: Block("#B42318", "#FFFFFF", "#FFFFFF", "#FFFFFF"),
    Tone.DOUBT: Block("#2F3A4C", "#FFFFFF", "#E4E7EC", "#98A2B3"),
}
_ALARM_OTHER_PHASE = Block("#FFFFFF", "#B42318", "#B42318", "#B42318")

DEMO = Block("#6941C6", "#FFFFFF", "#FFFFFF", "#6941C6")
"""The DEMO mark."""


def dark() -> bool:
    """Whether windows are dark. What they are painted with decides: a style need not heed what the desktop asks for."""
    return QGuiApplication.palette().window().color().lightness() < _HALF


def high_contrast() -> bool:
    """Whether the person has chosen colours of high contrast for the whole desktop."""
    hints = QGuiApplication.styleHints()  # kept: what it gives away lives no longer than it
    return hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast


def block(tone: Tone, *, is_dark: bool, phase: bool = False) -> Block:
    """The colours of a tone. In the second `phase` of the blinking an alarm changes ground and ink.

    Where the person has chosen colours of high contrast, the quiet block is in theirs. The filled blocks, which say
    by their colour what matters, have a contrast of more than 6:1 of their own.
    """
    if tone is Tone.ALARM and phase:
        return _ALARM_OTHER_PHASE
    if tone in _FILLED:
        return _FILLED[tone]
    if high_contrast():
        palette = QGuiApplication.palette()
        ink = palette.windowText().color().name()
        return Block(palette.window().color().name(), ink, ink, ink)
    return _QUIET_DARK if is_dark else _QUIET_LIGHT


def frame_colour(tone: Tone) -> QColor:
    """The colour of the frame around each screen."""
    return QColor(_FILLED.get(tone, _FILLED[Tone.PAUSED]).ground)


def state_font(base: QFont) -> QFont:
    """The one font of a state: larger, bold, with digits of one width."""
    font = tabular(base)
    font.setPointSizeF(base.pointSizeF() * STATE_FONT_SCALE)
    font.setBold(True)
    return font


def tabular(base: QFont) -> QFont:
    """The same font with digits of one width, so that a clock does not jitter."""
    font = QFont(base)
    font.setFeature(QFont.Tag.fromString("tnum"), 1)
    return font


def flaw_ink(*, is_dark: bool) -> str:
    """The colour of a sentence that says what is wrong with a field."""
    return "#FFB0A8" if is_dark else "#B42318"

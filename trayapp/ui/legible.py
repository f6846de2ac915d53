"""Grey that can be read: what is disabled is often what the organisation has laid down, and the rep must see it.

Qt's own grey has less than 4:1 on light windows, and less than 3:1 on dark ones, where text needs 4.5:1 (WCAG 2.2,
1.4.3).
"""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from trayapp.ui import theme

_LEAST = 6.5
"""Against the palette's own grounds; tabs and buttons are painted a little nearer to the text than those."""
_STEPS = 20

_ROLE = QPalette.ColorRole
_INKS = (_ROLE.WindowText, _ROLE.Text, _ROLE.ButtonText)
_GROUNDS = (_ROLE.Window, _ROLE.Base, _ROLE.Button)


class LegibleGrey(QObject):
    """Keeps the application's grey readable, also when the desktop turns from light to dark."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._told = QWidget()  # never shown: only widgets are told of a change of palette
        self._told.installEventFilter(self)
        self._colour()

    def _colour(self) -> None:
        if theme.high_contrast():  # the person has chosen each colour
            return
        now = self._application.palette()
        palette, grey = QPalette(now), _grey(now)
        for role in _INKS:
            palette.setColor(QPalette.ColorGroup.Disabled, role, grey)
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive, QPalette.ColorGroup.Disabled):
            palette.setColor(group, _ROLE.PlaceholderText, grey)
        if palette != now:
            self._application.setPalette(palette)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Follow a change of the desktop's colours."""
        if event.type() is QEvent.Type.PaletteChange:
            self._colour()
        return super().eventFilter(watched, event)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of two colours (WCAG 2.2), from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))  # noqa: PLR2004  (WCAG's own numbers)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _grey(palette: QPalette) -> QColor:
    """Between ground and ink: the first step away from the middle that can be read on each of the grounds."""
    ground, ink = palette.color(_ROLE.Window), palette.color(_ROLE.WindowText)
    grounds = [palette.color(QPalette.ColorGroup.Active, role) for role in _GROUNDS]
    for step in range(_STEPS // 2, _STEPS):
        grey = _mixed(ground, ink, step / _STEPS)
        if min(contrast(grey, one) for one in grounds) >= _LEAST:
            return grey
    return ink


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """A colour of which the `other` has a share, from 0 to 1."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return QColor.fromRgbF(*(first + (second - first) * share for first, second in pairs))


def _parts(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()

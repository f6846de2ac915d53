"""A ring in the colour of the text round whatever has the focus, from the first Tab on until a click moves it.

The styles' own sign is a tint: with Qt's Fusion less than 2:1 against the same button without the focus, where 3:1 is
the least that can be told (WCAG 2.2, 2.4.13).
"""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFocusFrame, QTabBar, QWidget
from shiboken6 import isValid

WIDTH = 2
"""In device-independent pixels."""
_CORNER = 3


class FocusRings(QObject):
    """Rings whatever gets the focus in any window of the program; pill and frame never get it."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._ring: _Ring | None = None
        self._by_keys = False
        application.focusChanged.connect(self._moved)

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._ring is not None and isValid(self._ring):  # it has gone with its control, where that has gone
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None
        if now is None:
            return
        if now.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):  # Tab has moved it
            self._by_keys = True
        elif QApplication.mouseButtons() is not Qt.MouseButton.NoButton:
            self._by_keys = False
        # Whatever else moves it, such as a button that vanishes or a window that opens, is of the same hands as before.
        if self._by_keys:
            self._ring = _Ring(now)


class _Ring(QFocusFrame):
    """Lies over a control as its child, so that it moves and scrolls with it.

    It is one of Qt's focus frames for the sake of screen readers, which pass over those.
    """

    def __init__(self, control: QWidget) -> None:
        super().__init__(control)
        self._control = control
        control.installEventFilter(self)
        if isinstance(control, QTabBar):
            control.currentChanged.connect(self._fit)
        self._fit()
        self.show()

    def _fit(self) -> None:
        control = self._control
        place = control.tabRect(control.currentIndex()) if isinstance(control, QTabBar) else control.rect()
        self.setGeometry(place)
        self.raise_()

    # Qt's own names from here on.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep the size of the control, from which nothing is kept."""
        if event.type() is QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Paint the ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().windowText().color(), WIDTH))
        half = WIDTH / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), _CORNER, _CORNER)
        painter.end()

"""What Escape and Enter do in an ordinary window of ours, as they do in a dialogue on every desktop."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def take_key(window: QWidget, event: QKeyEvent, default: QPushButton | None = None) -> bool:
    """Act on a key that no control of the window has taken; whether that was done.

    Escape closes the window. Enter does what a click on the focused button does, and in any other control a click on
    the `default` one: outside dialogues Qt leaves it to the desktop's theme, and most know of Space alone.
    """
    if event.key() == Qt.Key.Key_Escape:
        window.close()
        return True
    if event.key() not in _ENTER or event.isAutoRepeat():
        return False
    focused = QApplication.focusWidget()
    button = focused if isinstance(focused, QAbstractButton) else default
    if button is None:
        return False
    button.animateClick()
    return True

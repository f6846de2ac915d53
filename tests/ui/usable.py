"""What somebody at the mouse could use of a window."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLineEdit,
    QTabBar,
    QWidget,
)

from trayapp.ui.scrolling import Scrolling

_INTERACTIVE = (QAbstractButton, QLineEdit, QComboBox, QTabBar, QAbstractScrollArea)


def usable(widget: QWidget) -> bool:
    """Whether a widget is a control that can be used now; the parts of one are none by themselves."""
    if isinstance(widget, Scrolling):  # of those that are moved by what has the focus in them, nothing is to be used
        return widget.isVisible() and widget.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAsNeeded
    part = isinstance(widget.parent(), (QTabBar, QComboBox))
    return isinstance(widget, _INTERACTIVE) and widget.isVisible() and widget.isEnabled() and not part

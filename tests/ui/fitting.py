"""What of a window does not fit into its place."""

from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QWidget

from trayapp.ui.scrolling import Scrolling


def cut_off(window: QWidget) -> list[str]:
    """Whatever does not fit into its place."""
    QApplication.processEvents()
    found = []
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, (QLabel, QAbstractButton, QComboBox, QLineEdit)):
            continue
        name = f"{widget.objectName()}: {_text(widget)}"
        whole = _scrolled(window, widget) or window
        if not whole.rect().contains(widget.rect().translated(widget.mapTo(whole, widget.rect().topLeft()))):
            found.append(f"{name} lies outside")
        if isinstance(widget, QLabel) and widget.wordWrap():
            if widget.heightForWidth(widget.width()) > widget.height():
                found.append(f"{name} is too high")
            if widget.minimumSizeHint().width() > widget.width():
                found.append(f"{name} has a word that is too wide")
        elif isinstance(widget, QLineEdit):
            if widget.height() < widget.sizeHint().height():
                found.append(f"{name} is squeezed")
        elif widget.width() < widget.sizeHint().width() or widget.height() < widget.minimumSizeHint().height():
            found.append(f"{name} is too small: {widget.size()} of {widget.sizeHint()}")
    return found


def _scrolled(window: QWidget, widget: QWidget) -> QWidget | None:
    """What is scrolled, where the widget is part of that; it is no wider than its place."""
    innermost = None
    for scrolling in window.findChildren(Scrolling):
        inner = scrolling.widget()
        if inner is not None and inner.isAncestorOf(widget):
            assert inner.width() <= scrolling.viewport().width()
            innermost = inner if innermost is None or innermost.isAncestorOf(inner) else innermost
    return innermost


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)) else ""

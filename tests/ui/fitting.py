"""What of a window does not fit into its place."""

from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QTabBar, QWidget

from trayapp.ui.scrolling import Scrolling


def cut_off(window: QWidget) -> list[str]:
    """Whatever does not fit into its place."""
    QApplication.processEvents()
    shown = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    found = []
    for widget in shown:
        name = f"{widget.objectName() or type(widget).__name__}: {_text(widget)}"
        found += [f"{name} {flaw}" for flaw in _flaws(window, widget)]
    return found


def _flaws(window: QWidget, widget: QWidget) -> Iterator[str]:
    match widget:
        case Scrolling():
            if not _inside(window, widget):
                yield "lies outside"
        case QTabBar():
            if not all(widget.rect().contains(widget.tabRect(index)) for index in range(widget.count())):
                yield "is too narrow for its tabs"
        case QLabel() | QAbstractButton() | QComboBox() | QLineEdit():
            if not _inside(_scrolled(window, widget) or window, widget):
                yield "lies outside"
            yield from _too_small(widget)
        case _:
            pass


def _too_small(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel) and widget.wordWrap():
        if widget.heightForWidth(widget.width()) > widget.height():
            yield "is too high"
        if widget.minimumSizeHint().width() > widget.width():
            yield "has a word that is too wide"
    elif isinstance(widget, QLineEdit):
        if widget.height() < widget.sizeHint().height():
            yield "is squeezed"
    elif widget.width() < widget.sizeHint().width() or widget.height() < widget.minimumSizeHint().height():
        yield f"is too small: {widget.size()} of {widget.sizeHint()}"


def _inside(whole: QWidget, part: QWidget) -> bool:
    return whole.rect().contains(part.rect().translated(part.mapTo(whole, part.rect().topLeft())))


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

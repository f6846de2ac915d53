"""The Tab key goes through a window as it is read: by its layouts, and so rightly in either direction of writing."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QScrollArea, QTabWidget, QWidget


def follow_reading(window: QWidget) -> None:
    """Have Tab go from control to control in the order in which the layouts hold them, hidden ones included.

    Qt's own order is the one in which they were made. To be called again when a layout has been changed.
    """
    for one, other in pairwise(in_reading_order(window)):
        QWidget.setTabOrder(one, other)


def in_reading_order(widget: QWidget) -> Iterator[QWidget]:
    """Everything in a widget that Tab can stop at, the widget itself included."""
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    if isinstance(widget, QTabWidget):
        for number in range(widget.count()):
            if (page := widget.widget(number)) is not None:
                yield from in_reading_order(page)
    elif isinstance(widget, QScrollArea) and (inner := widget.widget()) is not None:
        yield from in_reading_order(inner)
    elif (layout := widget.layout()) is not None:
        yield from _of_item(layout)


def _of_item(item: QLayoutItem) -> Iterator[QWidget]:
    if isinstance(item, QLayout):
        for number in range(item.count()):
            inner = item.itemAt(number)
            if inner is not None:
                yield from _of_item(inner)
    elif (widget := item.widget()) is not None:
        yield from in_reading_order(widget)

"""Ordinary windows come to the front where nothing of ours lies over them."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QWidget

from trayapp.ui.place import MARGIN
from trayapp.ui.scrolling import TITLE_BAR

_WIDE = 460
"""What the pill takes of the width where it has more to say than now, in device-independent pixels."""


def bring_up(window: QWidget, beside: QWidget | None = None) -> None:
    """Show a window that the person asked for, in front and with the focus; at first clear of what it is `beside`."""
    if beside is not None and not window.isVisible() and beside.screen() is window.screen():
        window.ensurePolished()
        size = window.size().expandedTo(window.sizeHint()).expandedTo(window.minimumSize())
        window.move(clear_of(beside.geometry(), window.screen().availableGeometry(), size))
    window.showNormal()
    window.raise_()
    window.activateWindow()


def clear_of(taken: QRect, area: QRect, size: QSize) -> QPoint:
    """Where a window's upper left corner goes on a screen's available `area`, its title bar included.

    It may grow downwards later, as when a warning comes. So it is put left or right of what is `taken`, in the middle
    if that is clear enough; and above or below as well, as far as there is room for both.
    """
    height = size.height() + TITLE_BAR
    middle = area.left() + max(0, area.width() - size.width()) // 2
    top = max(area.top(), area.center().y() - height // 2)
    if taken.center().y() > area.center().y():
        top = max(area.top(), min(top, taken.top() - MARGIN - height))
    elif taken.bottom() + MARGIN + height <= area.bottom():
        top = max(top, taken.bottom() + 1 + MARGIN)
    for wide in (_widened(taken, area), taken):
        for left in (middle, wide.left() - MARGIN - size.width(), wide.right() + 1 + MARGIN):
            inside = area.left() <= left and left + size.width() <= area.right() + 1
            apart = left + size.width() <= wide.left() or left > wide.right()
            if inside and apart:
                return QPoint(left, top)
    return QPoint(middle, top)


def _widened(taken: QRect, area: QRect) -> QRect:
    """As wide as it may become: it grows to the side on which there is room."""
    more = max(0, _WIDE - taken.width())
    return taken.adjusted(-more, 0, 0, 0) if taken.center().x() > area.center().x() else taken.adjusted(0, 0, more, 0)

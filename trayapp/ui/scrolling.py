"""Windows that are no higher than their screen: what does not fit there is scrolled to."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from trayapp.ui.place import MARGIN

TITLE_BAR = 40
"""Kept free above a window that has not been shown yet, in device-independent pixels."""


class Scrolling(QScrollArea):
    """Shows a widget, whole where there is room for it, and looks like nothing itself."""

    def __init__(self, shown: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(shown)
        # Both would be painted in the colour of windows, and hide that of a tab's page.
        shown.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        self.show_whole(whole=True)

    def show_whole(self, *, whole: bool) -> None:
        """Have a scroll bar, or none. Left to itself Qt keeps one that made itself necessary by its own width."""
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if whole else Qt.ScrollBarPolicy.ScrollBarAlwaysOn
        self.setVerticalScrollBarPolicy(policy)

    @property
    def width_of_bar(self) -> int:
        """What the scroll bar takes of the width, in device-independent pixels; 0 without one."""
        whole = self.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        return 0 if whole else self.verticalScrollBar().sizeHint().width()


def free_area(window: QWidget, taken: QWidget | None = None) -> QRect:
    """The part of its screen that a window has for itself: above what is `taken`, where that lies over its column."""
    area, frame = window.screen().availableGeometry(), window.frameGeometry()
    if taken is None or not taken.isVisible() or taken.screen() is not window.screen():
        return area
    over = taken.geometry()
    in_its_column = over.left() <= frame.right() and frame.left() <= over.right()
    if in_its_column and over.center().y() > area.center().y():
        area.setBottom(max(area.center().y(), over.top() - MARGIN))
    return area


def room_for(window: QWidget, taken: QWidget | None = None) -> int:
    """How high a window can be without its title bar, in device-independent pixels."""
    frame = window.frameGeometry().height() - window.height()
    return free_area(window, taken).height() - max(frame, TITLE_BAR)


def keep_on_screen(window: QWidget, taken: QWidget | None = None) -> None:
    """Move a window up that has grown beyond the lower end of what it has for itself."""
    area, frame = free_area(window, taken), window.frameGeometry()
    below = frame.top() + max(frame.height(), window.height() + TITLE_BAR) - (area.bottom() + 1)
    if below > 0 and frame.top() > area.top():
        window.move(frame.left(), max(area.top(), frame.top() - below))

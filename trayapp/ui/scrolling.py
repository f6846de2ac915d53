"""Windows that are no higher than their screen: what does not fit there is scrolled to."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

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


def room_for(window: QWidget) -> int:
    """How high a window can be on its screen without its title bar, in device-independent pixels."""
    frame = window.frameGeometry().height() - window.height()
    return window.screen().availableGeometry().height() - max(frame, TITLE_BAR)


def keep_on_screen(window: QWidget) -> None:
    """Move a window up that has grown beyond the lower end of its screen."""
    area, frame = window.screen().availableGeometry(), window.frameGeometry()
    below = frame.top() + max(frame.height(), window.height() + TITLE_BAR) - (area.bottom() + 1)
    if below > 0 and frame.top() > area.top():
        window.move(frame.left(), max(area.top(), frame.top() - below))

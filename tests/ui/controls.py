"""The controls of a window, and a walk through them by the Tab key, without a screen."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import hands
from tests.ui.usable import usable

_MOST_STEPS = 80


def controls(window: QWidget) -> list[QWidget]:
    """Everything that somebody at the mouse could use now."""
    return [widget for widget in window.findChildren(QWidget) if usable(widget)]


def place(widget: QWidget) -> QRect:
    """Where a control lies in its window."""
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def focused() -> QWidget:
    """What has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def show(window: QWidget) -> None:
    """Show a window as one that the person asked for."""
    window.show()
    window.activateWindow()
    QApplication.processEvents()


def walk(window: QWidget, *, backwards: bool = False) -> list[QWidget]:
    """Press Tab, or Shift+Tab, until it comes round; what had the focus, in turn."""
    seen: list[QWidget] = []
    pressed = Qt.Key.Key_Backtab if backwards else Qt.Key.Key_Tab
    for _ in range(_MOST_STEPS):
        hands.key(focused(), pressed)
        QApplication.processEvents()
        if seen and focused() is seen[0]:
            return seen
        seen.append(focused())
    raise AssertionError("Tab never comes round")


def go_to(widget: QWidget) -> None:
    """Press Tab until a control has the focus."""
    for _ in range(_MOST_STEPS):
        if focused() is widget:
            return
        hands.key(focused(), Qt.Key.Key_Tab)
        QApplication.processEvents()
    raise AssertionError(f"{widget.objectName()} is not reached")


def in_reading_order(walked: list[QWidget]) -> list[str]:
    """Each step of a walk that does not lead onwards as one reads; the walk begins anew once, wherever it began."""
    wrong = []
    for one, other in zip(walked, [*walked[1:], walked[0]], strict=True):
        here, there = place(one), place(other)
        same_row = here.top() < there.center().y() < here.bottom() or there.top() < here.center().y() < there.bottom()
        after = there.left() > here.left() if not one.isRightToLeft() else there.left() < here.left()
        # What stands left to right in every language is read within its row as the window is.
        if one.window().isRightToLeft():
            after = there.right() < here.right()
        if not (after if same_row else there.top() > here.top()):
            wrong.append(f"{one.objectName()} -> {other.objectName()}")
    return wrong if len(wrong) > 1 else []

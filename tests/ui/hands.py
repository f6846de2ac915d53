"""Mouse and keyboard for tests without a screen."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

_LEFT = Qt.MouseButton.LeftButton
_NONE = Qt.KeyboardModifier.NoModifier


def click(widget: QWidget, at: QPoint | None = None, button: Qt.MouseButton = _LEFT) -> None:
    """Press and release a mouse button, in the middle if no place is given."""
    QTest.mouseClick(widget, button, _NONE, at or widget.rect().center())


def press(widget: QWidget, at: QPoint, button: Qt.MouseButton = _LEFT) -> None:
    """Press a mouse button and hold it."""
    QTest.mousePress(widget, button, _NONE, at)


def move(widget: QWidget, to: QPoint) -> None:
    """Move the mouse with whatever is held."""
    QTest.mouseMove(widget, to)


def release(widget: QWidget, at: QPoint, button: Qt.MouseButton = _LEFT) -> None:
    """Let a mouse button go."""
    QTest.mouseRelease(widget, button, _NONE, at)


def key(widget: QWidget, pressed: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
    """Press and release a key."""
    QTest.keyClick(widget, pressed, held)

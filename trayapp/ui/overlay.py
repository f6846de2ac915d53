"""What pill and frame have in common: windows that lie over everything and never take the focus."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from trayapp.desktop.foreground import pass_on

OVERLAY_FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
    # Without it some window managers put full-screen windows above ours (seen with openbox).
    | Qt.WindowType.BypassWindowManagerHint
)


def make_overlay(widget: QWidget, *, click_through: bool = False) -> None:
    """Turn a widget into such a window, before it is first shown."""
    flags = OVERLAY_FLAGS
    if click_through:
        flags |= Qt.WindowType.WindowTransparentForInput
    widget.setWindowFlags(flags)
    widget.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    widget.installEventFilter(_PassesOn(widget))


def lift(widget: QWidget) -> None:
    """Put a window above those that have come since, but not above a menu that is open."""
    if QApplication.activePopupWidget() is None:
        widget.raise_()


class _PassesOn(QObject):
    """Gives the keyboard on that a window was given for all that, as Windows does when a menu of ours closes."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """See to it once the system is done; nothing is kept from the window."""
        if event.type() is QEvent.Type.WindowActivate:
            QTimer.singleShot(0, self, pass_on)
        return super().eventFilter(watched, event)

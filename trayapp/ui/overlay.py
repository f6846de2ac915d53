"""What pill and frame have in common: windows that lie over everything and never take the focus."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

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

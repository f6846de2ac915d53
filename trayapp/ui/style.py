"""The style of our windows: the desktop's own, unless it cannot paint what the desktop asks for."""

from PySide6.QtWidgets import QApplication

_LIGHT_ONLY = "windowsvista"
"""What Qt takes for Windows 10. Under a dark Windows it says that windows are dark, and goes on painting them light
(seen with Qt 6.11). On Windows 11 it takes `windows11`, which paints both."""
_INSTEAD = "fusion"


def choose_style(application: QApplication) -> None:
    """Keep the desktop's style, or take another where that one knows no dark windows; before any window is made."""
    if application.style().name() == _LIGHT_ONLY:
        application.setStyle(_INSTEAD)

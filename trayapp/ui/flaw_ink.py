"""The colour of what is wrong, on light and on dark windows."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel

from trayapp.ui import theme


class FlawInk(QObject):
    """Keeps a label in the colour of flaws while it is on, also when the desktop turns from light to dark."""

    def __init__(self, label: QLabel, *, on: bool = True) -> None:
        super().__init__(label)
        self._label = label
        self._on = on
        label.installEventFilter(self)
        self._colour()

    def set_on(self, *, on: bool) -> None:
        """Colour the label, or leave it in the colour of every text."""
        self._on = on
        self._colour()

    def _colour(self) -> None:
        sheet = f"color: {theme.flaw_ink(is_dark=theme.dark())};" if self._on else ""
        if sheet != self._label.styleSheet():
            self._label.setStyleSheet(sheet)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  (Qt's name)
        """Follow a change of palette; nothing is kept from the label."""
        if event.type() is QEvent.Type.PaletteChange:
            self._colour()
        return super().eventFilter(watched, event)

"""A wrapped sentence."""

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from trayapp.ui.announce import announce


class Sentence(QLabel):
    """Shows plain text, wrapped to the width there is.

    It is handed to Qt as rich text, escaped: Qt lays out wrapped plain text in Hebrew with the blank at a line's end
    still on the line, which pushes the last letter out of sight (seen with Qt 6.11).
    """

    def __init__(self, text: str = "", name: str = "", *, spoken: bool = False) -> None:
        """Show a text; one that is `spoken` is announced by screen readers whenever it changes before their eyes."""
        super().__init__()
        self._spoken = spoken
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self._plain = ""
        self.say(text)

    @property
    def plain(self) -> str:
        """The text that is shown."""
        return self._plain

    def say(self, text: str) -> None:
        """Show another text; line breaks are kept."""
        if text != self._plain:
            self._plain = text
            self.setText(escape(text).replace("\n", "<br>"))
            if self._spoken and self.window().isVisible():
                announce(self, text, urgent=False)

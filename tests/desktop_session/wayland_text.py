"""A window of another program, shown by Wayland itself: writes down what is typed into it, and when it loses the focus.

`python -m tests.desktop_session.wayland_text FOLDER`: the file `text` in the folder takes the characters, `focus` a "+"
each time the window gets the focus and a "-" each time it loses it, and `keys` the name of every key but the modifiers.
"""

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget


class TextWindow(QWidget):
    """Takes every key."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self.setWindowTitle("CRM")
        self.resize(600, 300)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _write(self, name: str, text: str) -> None:
        with (self._folder / name).open("a", encoding="utf-8") as file:
            file.write(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's own name)
        """Write down one key."""
        self._write("text", event.text())
        self._write("keys", QKeySequence(event.keyCombination()).toString() + "\n")

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: ARG002, N802  (Qt's own name)
        """Write down that the keys come here."""
        self._write("focus", "+")

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: ARG002, N802  (Qt's own name)
        """Write down that they no longer do."""
        self._write("focus", "-")


def main() -> int:
    """Show the window until it is closed."""
    application = QApplication(sys.argv[:1])
    assert application.platformName() == "wayland"
    window = TextWindow(Path(sys.argv[1]))
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())

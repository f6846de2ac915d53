"""A window that prints the chords pressed in it, one a line; run as a program by a test."""

import sys

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from trayapp.desktop.hotkey import choose_backend
from trayapp.desktop.hotkey.chord import ChordError, pressed_chord


class RecordingWindow(QWidget):
    """Prints what a press-to-record field would take."""

    def __init__(self) -> None:
        super().__init__()
        self._backend = choose_backend(lambda _: None, lambda _, __: None)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  (Qt's name)
        """Print the chord, or its fault."""
        key = self._backend.key_name(event.nativeScanCode(), event.nativeVirtualKey())
        try:
            chord = pressed_chord(int(event.key()), event.modifiers().value, key)
        except ChordError as error:
            self._say(error.fault.name)
            return
        if chord:
            self._say(str(chord))

    @staticmethod
    def _say(line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    application = QApplication(sys.argv)
    window = RecordingWindow()
    window.show()
    sys.exit(application.exec())

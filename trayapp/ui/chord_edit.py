"""A field that takes a chord by its being pressed."""

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from trayapp.ui import words

_MODIFIER_KEYS = frozenset(
    {
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
        Qt.Key.Key_Mode_switch,
        Qt.Key.Key_unknown,
    }
)
_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.ShiftModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class ChordEdit(QPushButton):
    """Shows a chord; pressed, it waits for another. Escape leaves the old one, Delete empties an optional field."""

    changed = Signal()
    capturing = Signal(bool)

    def __init__(self, chord: str = "", *, optional: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chord = chord
        self._optional = optional
        self._waiting = False
        self.setAutoDefault(False)
        self.clicked.connect(self._begin)
        self._show()

    @property
    def chord(self) -> str:
        """Such as `Ctrl+Shift+F9`; empty for none."""
        return self._chord

    def set_chord(self, chord: str) -> None:
        """Show another chord."""
        self._chord = chord
        self._end()

    def _begin(self) -> None:
        self._waiting = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.capturing.emit(True)  # noqa: FBT003  (a signal's only argument)
        self._show()

    def _end(self) -> None:
        if self._waiting:
            self._waiting = False
            self.capturing.emit(False)  # noqa: FBT003  (a signal's only argument)
        self._show()

    def _show(self) -> None:
        if self._waiting:
            self.setText(QCoreApplication.translate("Chord", "Press the keys…"))
        else:
            self.setText(words.ltr(self._chord) or QCoreApplication.translate("Chord", "None"))

    def _take(self, event: QKeyEvent) -> None:
        key, modifiers = Qt.Key(event.key()), event.modifiers() & _MODIFIERS
        if key in _MODIFIER_KEYS:
            return
        bare = modifiers == Qt.KeyboardModifier.NoModifier
        if bare and key is Qt.Key.Key_Escape:
            self._end()
            return
        if bare and self._optional and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            chosen = ""
        else:
            if key is Qt.Key.Key_Backtab:
                key = Qt.Key.Key_Tab
            combination = QKeyCombination(modifiers, key)
            chosen = QKeySequence(combination).toString(QKeySequence.SequenceFormat.PortableText)
        was, self._chord = self._chord, chosen
        self._end()
        if chosen != was:
            self.changed.emit()

    # Qt's own names from here on.

    def event(self, event: QEvent) -> bool:
        """While waiting, every key belongs to this field: Tab, Enter and the window's shortcuts too."""
        if self._waiting and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
                self._take(event)
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Going elsewhere leaves the old chord."""
        super().focusOutEvent(event)
        self._end()

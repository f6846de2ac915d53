"""A field that takes a chord by its being pressed."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPushButton

from trayapp.desktop.hotkey.chord import Chord, ChordError, alternatives, pressed_chord
from trayapp.ui import chord_flaws, words
from trayapp.ui.announce import announce

_MOST_TRIED = 12
"""Alternatives that are looked at for a free one; each is a question to the desktop."""


@dataclass(frozen=True, slots=True)
class Keyboard:
    """What the hotkey backend knows, as the fields need it (`trayapp.desktop.hotkey.HotkeyBackend`)."""

    key_name: Callable[[int, int], str | None]
    is_free: Callable[[Chord], bool]


NO_KEYBOARD = Keyboard(key_name=lambda _scan_code, _virtual_key: None, is_free=lambda _chord: True)
"""Where there is no backend: what Qt says of a key must do."""


class ChordEdit(QPushButton):
    """Shows a chord; pressed, it waits for another. Escape leaves the old one, Delete empties an optional field."""

    changed = Signal()
    refused = Signal(str)
    """Why the pressed keys were not taken, in a sentence; the old ones stay."""
    capturing = Signal(bool)

    def __init__(self, keyboard: Keyboard, *, optional: bool = False) -> None:
        super().__init__()
        self._label = ""
        self._keyboard = keyboard
        self.in_use: Collection[Chord] = ()
        """Chords that are not to be offered, because they stand in another field."""
        self._chord = ""
        self._optional = optional
        self._waiting = False
        self.setAutoDefault(False)
        self.clicked.connect(self._begin)
        self._show()

    def set_label(self, label: str) -> None:
        """What the chord is for: a screen reader tells it before what stands on the button."""
        self._label = label
        self._show()

    @property
    def chord(self) -> str:
        """Such as `Ctrl+Shift+F9`; empty for none."""
        return self._chord

    def set_chord(self, chord: str) -> None:
        """Show another chord."""
        self._chord = chord
        self._end()

    def free_alternative(self, chord: Chord | None = None) -> Chord | None:
        """A chord like the given one, or like the one that stands here, that could be had."""
        tried = islice(alternatives(chord or Chord.parse(self._chord), self.in_use), _MOST_TRIED)
        return next((other for other in tried if self._keyboard.is_free(other)), None)

    def _begin(self) -> None:
        self._waiting = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.capturing.emit(True)  # noqa: FBT003  (a signal's only argument)
        self._show()
        announce(self, self.text(), urgent=True)

    def _end(self) -> None:
        if self._waiting:
            self._waiting = False
            self.capturing.emit(False)  # noqa: FBT003  (a signal's only argument)
        self._show()

    def _show(self) -> None:
        if self._waiting:
            self.setText(QCoreApplication.translate("Chord", "Press the keys…"))
        elif self._chord:
            self.setText(words.ltr(self._chord))
        else:
            self.setText(QCoreApplication.translate("Chord", "None"))
        self.setAccessibleName(f"{self._label}: {self.text()}")

    def _pressed(self, event: QKeyEvent) -> None:
        bare = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if bare and event.key() == Qt.Key.Key_Escape:
            self._end()
        elif bare and self._optional and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take("")
        else:
            self._try(event)

    def _try(self, event: QKeyEvent) -> None:
        physical = self._keyboard.key_name(event.nativeScanCode(), event.nativeVirtualKey())
        try:
            chord = pressed_chord(event.key(), event.modifiers().value, physical)
        except ChordError as error:
            self._end()
            self.refused.emit(chord_flaws.fault(error.fault))
            return
        if chord is None:
            return
        if str(chord) != self._chord and not self._keyboard.is_free(chord):
            free = self.free_alternative(chord)
            self._end()
            self.refused.emit(chord_flaws.taken(chord, free))
            return
        self._take(str(chord))

    def _take(self, chord: str) -> None:
        self._chord = chord
        self._end()
        self.changed.emit()

    # Qt's own names from here on.

    def event(self, event: QEvent) -> bool:
        """While waiting, every key belongs to this field: Tab, Enter and the window's shortcuts too."""
        if self._waiting and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
                self._pressed(event)
            event.accept()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Going elsewhere leaves the old chord."""
        super().focusOutEvent(event)
        self._end()

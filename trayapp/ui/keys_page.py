"""Settings: the chords."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from trayapp.desktop.hotkey.chord import Chord, ChordError
from trayapp.ui import chord_flaws
from trayapp.ui.chord_edit import ChordEdit, Keyboard
from trayapp.ui.form import Checked, Page
from trayapp.ui.sentence import Sentence


class KeysPage(Page):
    """A field for each chord, recorded by being pressed."""

    capturing = Signal(bool)

    def __init__(self, keyboard: Keyboard) -> None:
        super().__init__("keys")
        self.rows.addWidget(
            Sentence(
                QCoreApplication.translate(
                    "Settings",
                    "These keys work in every window. Click a field and press the keys that you want; Escape leaves "
                    "the old ones.",
                )
            )
        )
        self.toggle, self.pause, self.resume = (
            ChordEdit(keyboard),
            ChordEdit(keyboard),
            ChordEdit(keyboard, optional=True),
        )
        self._fields: dict[ChordEdit, Checked] = {}
        self._taken: dict[str, str] = {}
        form = self.add_form()
        for name, label, field in (
            ("toggle", QCoreApplication.translate("Settings", "Pause or resume"), self.toggle),
            ("pause", QCoreApplication.translate("Settings", "Always pause, or keep paused"), self.pause),
            ("resume", QCoreApplication.translate("Settings", "Always resume (optional)"), self.resume),
        ):
            field.setObjectName(f"chord.{name}")
            field.set_label(label)
            field.capturing.connect(self._capturing)
            field.changed.connect(self.check)
            self._fields[field] = Checked(field)
            field.refused.connect(self._fields[field].say)
            field.refused.connect(lambda _: self.flaws_changed.emit())
            form.add_row(label, self._fields[field])
        self.rows.addWidget(
            Sentence(
                QCoreApplication.translate(
                    "Settings", "The optional field takes Delete for none. Keys with F1 to F12 are the safest choice."
                )
            )
        )
        self.rows.addStretch()

    def _capturing(self, capturing: bool) -> None:  # noqa: FBT001  (a slot of ChordEdit.capturing)
        """Let each field know which chords stand in the others, before one of them is offered there."""
        self._tell_each_other()
        self.capturing.emit(capturing)

    def _tell_each_other(self) -> None:
        for field in self._fields:
            field.in_use = [
                Chord.parse(other.chord) for other in self._fields if not _flaw(other.chord) and other.chord
            ]

    def set_taken(self, chords: Mapping[str, str]) -> None:
        """Show which chords another program holds, by the names of their fields (`toggle`, `pause`, `resume`)."""
        if chords != self._taken:
            self._taken = dict(chords)
            self.check()

    def check(self) -> QWidget | None:
        """Show what is wrong; the first field that holds what cannot be saved, or None."""
        self._tell_each_other()
        wrong: QWidget | None = None
        seen: set[str] = set()
        for field, checked in self._fields.items():
            flaw = _flaw(field.chord)
            if not flaw and field.chord and field.chord in seen:
                flaw = QCoreApplication.translate("Check", "These keys already stand in another field.")
            seen.add(field.chord)
            checked.say(flaw or self._word_on_taken(field))
            if flaw and wrong is None:
                wrong = field
        self.flaws_changed.emit()
        return wrong

    def _word_on_taken(self, field: ChordEdit) -> str:
        """That another program holds what stands in a field, and which chord could be had instead."""
        if not field.chord or self._taken.get(field.objectName().removeprefix("chord.")) != field.chord:
            return ""
        return chord_flaws.taken(Chord.parse(field.chord), field.free_alternative())


def _flaw(chord: str) -> str:
    """What is wrong with a chord that was not pressed here, such as one from an old settings file."""
    if not chord:
        return ""
    try:
        Chord.parse(chord)
    except ChordError as error:
        return chord_flaws.fault(error.fault)
    return ""

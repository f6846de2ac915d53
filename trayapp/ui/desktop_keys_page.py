"""Settings: the chords, where the desktop decides which keys they have and this program is only told."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel

from trayapp.ui import chord_flaws, theme, words
from trayapp.ui.form import Checked, Page
from trayapp.ui.sentence import Sentence

_COMMANDS = ("recording-pause toggle", "recording-pause pause", "recording-pause resume")


class ChordShown(QLabel):
    """Shows what the desktop says of a chord's keys, and carries the chord that is wished for, which nobody changes."""

    def __init__(self) -> None:
        super().__init__()
        self.chord = ""
        self.label = ""
        """What the chord is for; a screen reader tells it before the keys."""
        self._description: str | None = None
        self.setMinimumHeight(6 * theme.GRID)
        if self.isRightToLeft():  # a chord by itself would be put where its own direction begins
            self.setAlignment(
                Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            )

    def set_chord(self, chord: str) -> None:
        """Take another wish; an empty one is a chord that nobody asked for."""
        self.chord = chord
        self.describe(self._description)

    def describe(self, description: str | None) -> None:
        """Show the keys in the desktop's words; an empty text for none, None where the desktop has not given any."""
        self._description = description
        if description:
            self.setText(words.ltr(description))
        elif description is None and self.chord:
            self.setText(QCoreApplication.translate("Chord", "Not given by the desktop"))
        else:
            self.setText(QCoreApplication.translate("Chord", "None"))
        self.setAccessibleName(f"{self.label}: {self.text()}")


class DesktopKeysPage(Page):
    """The chords' keys to be read, and where to change them. Stands in for `KeysPage`."""

    capturing = Signal(bool)
    """Never sent: no keys are pressed here."""

    def __init__(self, descriptions: Mapping[str, str]) -> None:
        super().__init__("keys")
        self._told = Sentence(
            QCoreApplication.translate(
                "Settings",
                "These keys work in every window. On this desktop the system gives them out: to change them, open "
                "the system's settings for keyboard shortcuts and look for Recording Pause.",
            )
        )
        self.rows.addWidget(self._told)
        self.toggle, self.pause, self.resume = ChordShown(), ChordShown(), ChordShown()
        self._taken: Mapping[str, str] = {}
        self._fields: dict[str, tuple[ChordShown, Checked]] = {}
        form = self.add_form()
        for name, label, field in (
            ("toggle", QCoreApplication.translate("Settings", "Pause or resume"), self.toggle),
            ("pause", QCoreApplication.translate("Settings", "Always pause, or keep paused"), self.pause),
            ("resume", QCoreApplication.translate("Settings", "Always resume (optional)"), self.resume),
        ):
            field.setObjectName(f"chord.{name}")
            field.label = label
            self._fields[name] = (field, Checked(field))
            form.add_row(label, self._fields[name][1])
        self.rows.addWidget(
            Sentence(
                QCoreApplication.translate(
                    "Settings",
                    "In the system's settings any other keys can run one of these commands as well:",
                )
            )
        )
        # A line each: none is broken at its hyphen, nor turned round in a right-to-left sentence.
        self.rows.addWidget(Sentence("\n".join(map(words.ltr, _COMMANDS)), "commands"))
        self.rows.addStretch()
        self.set_descriptions(descriptions)

    def set_descriptions(self, descriptions: Mapping[str, str]) -> None:
        """Show which keys the desktop has given each chord, by the chord's name."""
        for name, (field, _) in self._fields.items():
            field.describe(descriptions.get(name))
        self._descriptions = descriptions
        self._told.setVisible(bool(descriptions))
        self.check()

    def set_taken(self, chords: Mapping[str, str]) -> None:
        """Show which chords another program holds, by their names."""
        if chords != self._taken:
            self._taken = dict(chords)
            self.check()

    def check(self) -> None:
        """Say at each chord what is wrong with it. Nothing here keeps the settings from being saved."""
        for name, (_, checked) in self._fields.items():
            held = self._descriptions.get(name) if name in self._taken else None
            checked.say(chord_flaws.taken_on_desktop(held) if held else "")
        self.flaws_changed.emit()

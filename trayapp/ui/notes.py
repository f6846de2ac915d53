"""Boxed sentences on what is wrong around the program, each with the button that helps."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trayapp.core.problems import Flaw
from trayapp.ui import theme, words
from trayapp.ui.sentence import Sentence

CHORD_FLAWS = {
    Flaw.TOGGLE_CHORD_TAKEN: "toggle",
    Flaw.PAUSE_CHORD_TAKEN: "pause",
    Flaw.RESUME_CHORD_TAKEN: "resume",
}
"""The flaws that belong to one chord, and the chord's name."""
LOGIN_FLAWS = (Flaw.LOGIN_REFUSED, Flaw.EXTENSION_NOT_LISTED)
"""Those that the rep can mend on the settings' connection page."""
_VAULT_FLAWS = (Flaw.VAULT_LOCKED, Flaw.VAULT_MISSING, Flaw.VAULT_REFUSED)


class Notes(QWidget):
    """Shows those of a view's flaws that are `wanted`; takes no room while there is none."""

    settings_asked = Signal(str)
    """A page of the settings, by object name."""
    vault_retry_asked = Signal()

    def __init__(self, wanted: Collection[Flaw] = tuple(Flaw)) -> None:
        super().__init__()
        self._wanted = wanted
        self._shown: tuple[tuple[Flaw, str], ...] = ()
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4 * theme.GRID)
        self.hide()

    def show_flaws(self, flaws: Collection[tuple[Flaw, str]]) -> None:
        """Show a note for each flaw, and no other."""
        shown = tuple((flaw, detail) for flaw, detail in flaws if flaw in self._wanted)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._rows.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for flaw, detail in shown:
            box = self._note(flaw, detail)
            self._rows.addWidget(box)
            # A layout shows what it is given only later, and a hidden widget has no height yet.
            box.show()
        self.setVisible(bool(shown))

    def height_for(self, width: int) -> int:
        """What the wrapped sentences need at a width, in pixels."""
        return self._rows.totalHeightForWidth(width) if self._shown else 0

    def _note(self, flaw: Flaw, detail: str) -> QWidget:
        label, act = "", None
        if flaw in CHORD_FLAWS or flaw in (Flaw.CHORD_NOT_ON_KEYBOARD, Flaw.CHORD_WITHOUT_KEYS):
            label = QCoreApplication.translate("Panel", "Choose other keys…")
            act = lambda: self.settings_asked.emit("keys")  # noqa: E731
        elif flaw in LOGIN_FLAWS:
            label = QCoreApplication.translate("Panel", "Check the login…")
            act = lambda: self.settings_asked.emit("connection")  # noqa: E731
        elif flaw in _VAULT_FLAWS:
            label = QCoreApplication.translate("Panel", "Try again")
            act = self.vault_retry_asked.emit
        return note(words.warning(flaw, detail), label, f"warning_{flaw.value}", act)


def note(text: str, button_text: str, name: str, act: Callable[[], None] | None) -> QWidget:
    """A boxed sentence, with a button where there is something to do about it."""
    box = QFrame()
    box.setObjectName(name)
    box.setStyleSheet(f"QFrame#{name} {{ border: 1px solid {theme.LINE}; border-radius: 4px; }}")
    rows = QVBoxLayout(box)
    rows.setContentsMargins(*[3 * theme.GRID] * 4)
    rows.setSpacing(2 * theme.GRID)
    rows.addWidget(Sentence(text))
    if act is not None:
        button = QPushButton(button_text)
        button.setObjectName(f"{name}.button")
        button.setAutoDefault(False)
        button.clicked.connect(lambda _=False: act())
        row = QHBoxLayout()
        row.addWidget(button)
        row.addStretch()
        rows.addLayout(row)
    return box

"""What the pages of the settings are made of: headed fields with their flaw beneath, and wrapped sentences."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from trayapp.ui import theme
from trayapp.ui.flaw_ink import FlawInk
from trayapp.ui.sentence import Sentence


class Page(QWidget):
    """One page: a column of sentences and fields, pushed to the top."""

    flaws_changed = Signal()
    """A sentence about a flaw came or went, so the page may need another height."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(*[4 * theme.GRID] * 4)
        self.rows.setSpacing(3 * theme.GRID)
        self._laid_down = Sentence(
            QCoreApplication.translate("Settings", "What is greyed out is set by your organisation."), name="laid-down"
        )
        self._laid_down.hide()
        self.rows.addWidget(self._laid_down)

    def lay_down(self, *fields: QWidget) -> None:
        """Fields that the organisation has set: they can be read, not changed."""
        for field in fields:
            field.setEnabled(False)
            field.setToolTip(QCoreApplication.translate("Settings", "Set by your organisation"))
        if fields:
            self._laid_down.show()

    def add_form(self) -> "Form":
        """A form below what is there."""
        form = Form()
        self.rows.addLayout(form)
        return form


class Form(QGridLayout):
    """Labels and their fields. Unlike Qt's own form it asks wrapped sentences how high they are at their width."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(4 * theme.GRID)
        self.setVerticalSpacing(2 * theme.GRID)
        self.setColumnStretch(1, 1)

    @property
    def label_width(self) -> int:
        """What its widest label needs, so that one form can be aligned with another."""
        items = (self.itemAtPosition(row, 0) for row in range(self.rowCount()))
        return max((item.sizeHint().width() for item in items if item is not None), default=0)

    def add_row(self, text: str, field: QWidget, *, wide: bool = True) -> None:
        """A label and its field, which is as `wide` as there is room or only as wide as it needs."""
        row = self.rowCount()
        label = QLabel(text)
        label.setBuddy(field)
        label.setMinimumHeight(6 * theme.GRID)
        self.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        self.addWidget(field, row, 1, Qt.AlignmentFlag(0) if wide else Qt.AlignmentFlag.AlignLeft)


class Checked(QWidget):
    """A field with room for the sentence that says what is wrong with it."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self._field = field
        self._flaw = Sentence(name="flaw", spoken=True)
        FlawInk(self._flaw)
        self._flaw.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.GRID)
        rows.addWidget(field)
        rows.addWidget(self._flaw)
        self.setFocusProxy(field)

    @property
    def flaw(self) -> str:
        """The sentence that shows, empty for none."""
        return self._flaw.plain

    def say(self, flaw: str) -> None:
        """Show what is wrong, or with an empty text that nothing is."""
        self._flaw.say(flaw)
        self._flaw.setVisible(bool(flaw))
        control = self._field.focusProxy() or self._field
        control.setAccessibleDescription(flaw)


class SecretEdit(QWidget):
    """A line of text that is covered once it has been saved, with a button that shows it.

    A password is covered while it is typed, too, and taken with the blanks around it.
    """

    def __init__(self, name: str, label: str, *, password: bool = False) -> None:
        super().__init__()
        self._password = password
        self.line = QLineEdit()
        self.line.setObjectName(name)
        self.line.setAccessibleName(label)
        # What is typed here is left to right in every language, and no input method should learn it.
        self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._reveal = QToolButton()
        self._reveal.setObjectName(f"{name}.reveal")
        self._reveal.setCheckable(True)
        self._reveal.setText(QCoreApplication.translate("Settings", "Show"))
        self._reveal.setAccessibleName(QCoreApplication.translate("Settings", "Show: {field}").format(field=label))
        self._reveal.toggled.connect(self._cover)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID)
        row.addWidget(self.line)
        row.addWidget(self._reveal)
        self.setFocusProxy(self.line)
        self.set_text("")

    def set_text(self, text: str) -> None:
        """Show a saved text, covered; with none the field is open, so that typing can be read, unless a password's."""
        self.line.setText(text)
        self._reveal.setChecked(not text and not self._password)
        self._reveal.setVisible(bool(text) or self._password)
        self._cover()

    @property
    def text(self) -> str:
        """What stands in the field, without blanks around it; a password is as it was typed."""
        return self.line.text() if self._password else self.line.text().strip()

    def _cover(self) -> None:
        covered = not self._reveal.isChecked()
        self.line.setEchoMode(QLineEdit.EchoMode.Password if covered else QLineEdit.EchoMode.Normal)

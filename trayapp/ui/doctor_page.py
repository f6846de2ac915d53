"""Settings: the check-up, a line for everything that a pause needs, with what to do where something is in its way."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from trayapp.ui import theme
from trayapp.ui.doctor_words import mark, mark_in_words
from trayapp.ui.flaw_ink import FlawInk
from trayapp.ui.form import Page
from trayapp.ui.model import CheckLine
from trayapp.ui.scrolling import Scrolling
from trayapp.ui.sentence import Sentence

_LIST_HEIGHT = 40 * theme.GRID
"""The least that the lines have; more of them than that are scrolled to."""


class DoctorPage(Page):
    """*Check now*, and the lines that come of it."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__("check-up")
        self._lines: tuple[CheckLine, ...] = ()
        self.rows.addWidget(
            Sentence(
                QCoreApplication.translate(
                    "Doctor",
                    "Looks at everything that a pause needs, and touches no call. What it finds holds no extension, no "
                    "host and no e-mail address, so it can be sent to a help desk.",
                )
            )
        )
        row = QHBoxLayout()
        row.setSpacing(2 * theme.GRID)
        self._check = _button("check-now", QCoreApplication.translate("Doctor", "Check now"))
        self._copy = _button("copy-lines", QCoreApplication.translate("Doctor", "Copy for the help desk"))
        self._check.clicked.connect(self._ask)
        self._copy.clicked.connect(self._copy_lines)
        self._summary = Sentence(name="check-up-summary", spoken=True)
        row.addWidget(self._check)
        row.addWidget(self._copy)
        row.addWidget(self._summary, 1)
        self.rows.addLayout(row)
        self._list = _List()
        self._scrolled = Scrolling(self._list)
        self._scrolled.setObjectName("check-up-list")
        self._scrolled.setAccessibleName(QCoreApplication.translate("Settings", "Check-up"))
        self._scrolled.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # so that the keys scroll it
        self._scrolled.setMinimumHeight(_LIST_HEIGHT)
        self._scrolled.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.rows.addWidget(self._scrolled, 1)
        self._copy.setEnabled(False)

    def show_lines(self, lines: Sequence[CheckLine]) -> None:
        """Show what was found; what is in the way comes first."""
        order = {False: 0, True: 1, None: 2}
        self._lines = tuple(sorted(lines, key=lambda line: order[line.ok]))
        self._check.setEnabled(True)
        self._copy.setEnabled(True)
        bad = sum(line.ok is False for line in lines)
        self._summary.say(
            QCoreApplication.translate("Doctor", "To be seen to: {count}").format(count=bad)
            if bad
            else QCoreApplication.translate("Doctor", "Nothing is in the way of a pause.")
        )
        self._list.show_lines(self._lines)
        self._scrolled.verticalScrollBar().setValue(0)

    def _ask(self) -> None:
        self._check.setEnabled(False)
        self._summary.say(QCoreApplication.translate("Doctor", "Checking…"))
        self.asked.emit()

    def _copy_lines(self) -> None:
        text = "\n".join(f"{mark(ok=line.ok)} {line.title}: {line.sentence}" for line in self._lines)
        QGuiApplication.clipboard().setText(text)
        self._summary.say(QCoreApplication.translate("Doctor", "Copied."))


class _List(QWidget):
    """The lines: mark, what was looked at, and the sentence on it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("check-up-lines")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(*[2 * theme.GRID] * 4)  # clear of the sign of the focus
        self._grid.setHorizontalSpacing(3 * theme.GRID)
        self._grid.setVerticalSpacing(2 * theme.GRID)
        self._grid.setColumnStretch(2, 1)

    def show_lines(self, lines: Sequence[CheckLine]) -> None:
        """Show these and no others."""
        while (item := self._grid.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for row, line in enumerate(lines):
            sign, title = QLabel(mark(ok=line.ok)), QLabel(line.title)
            sign.setObjectName(f"check.{line.name}")
            sign.setAccessibleName(mark_in_words(ok=line.ok))
            sentence = Sentence(line.sentence, f"check.{line.name}.sentence")
            sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            for label in (sign, title, sentence):
                FlawInk(label, on=line.ok is False and label is not sentence)
            self._grid.addWidget(sign, row, 0, top)
            self._grid.addWidget(title, row, 1, top)
            self._grid.addWidget(sentence, row, 2, top)
        self._grid.setRowStretch(self._grid.rowCount(), 1)


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button

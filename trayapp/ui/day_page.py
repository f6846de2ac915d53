"""The panel's page of the journal: a day's pauses as a strip and as a list, and the way to other days."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from trayapp.journal.marks import Mark
from trayapp.phrase import QT_TRANSLATE_NOOP
from trayapp.ui import theme, words
from trayapp.ui.day_strip import SIGNS, DayStrip
from trayapp.ui.flaw_ink import FlawInk
from trayapp.ui.model import Day, HowEnded, PauseRecord
from trayapp.ui.sentence import Sentence

_MOST_PAUSES = 6
_ANYWHERE = Qt.AlignmentFlag(0)

_ENDINGS = {
    HowEnded.BY_HAND: QT_TRANSLATE_NOOP("Panel", "resumed"),
    HowEnded.BY_CLOCK: QT_TRANSLATE_NOOP("Panel", "resumed by the clock"),
    HowEnded.CALL_ENDED: QT_TRANSLATE_NOOP("Panel", "the call ended"),
    HowEnded.NOT_ACCEPTED: QT_TRANSLATE_NOOP("Panel", "not paused: no server accepted it"),
    HowEnded.PAUSED_AGAIN: QT_TRANSLATE_NOOP("Panel", "paused again"),
    HowEnded.PROGRAM_ENDED: QT_TRANSLATE_NOOP("Panel", "the program ended"),
    HowEnded.UNCERTAIN: QT_TRANSLATE_NOOP("Panel", "end not certain"),
    HowEnded.NOT_YET: QT_TRANSLATE_NOOP("Panel", "still going on"),
}

_MARKS = {
    Mark.NOT_RESUMED: QT_TRANSLATE_NOOP("Day", "not resumed"),
    Mark.LATE: QT_TRANSLATE_NOOP("Day", "late"),
    Mark.LONG: QT_TRANSLATE_NOOP("Day", "long"),
}
"""That one was not accepted is said by its ending."""


def how_ended(ending: HowEnded) -> str:
    """How a pause ended, in words."""
    return QCoreApplication.translate("Panel", _ENDINGS[ending])


def _line(pause: PauseRecord) -> str:
    """A pause's marks, each with its sign, and its ending; in words where the ending does not say it."""
    ending = how_ended(pause.how_ended)
    texts = [
        f"{SIGNS[mark]} {QCoreApplication.translate('Day', _MARKS[mark]) if mark in _MARKS else ending}"
        for mark in pause.marks
        if mark in SIGNS
    ]
    return " · ".join(texts if Mark.NOT_ACCEPTED in pause.marks else [*texts, ending])


class DayPage(QWidget):
    """Renders a `Day`."""

    day_asked = Signal(object)
    """Another day (`datetime.date`) is to be shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pauses")
        self._day: Day | None = None
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.GRID)
        rows.addLayout(self._make_heading())
        self._strip = DayStrip()
        rows.addWidget(self._strip)
        self._list = QGridLayout()
        self._list.setHorizontalSpacing(3 * theme.GRID)
        self._list.setVerticalSpacing(theme.GRID // 2)
        self._list.setColumnStretch(2, 1)
        rows.addLayout(self._list)
        self._exposures = Sentence(name="exposures")
        FlawInk(self._exposures, on=True)
        rows.addWidget(self._exposures)
        self.show_day(Day(date.min, (), 0, is_today=True))

    def show_day(self, day: Day) -> bool:
        """Show a day; whether anything has changed."""
        if day == self._day:
            return False
        self._day = day
        self._heading.setText(_heading(day))
        self.setAccessibleName(_heading(day))
        self._after.setVisible(not day.is_today)
        self._strip.setVisible(bool(day.pauses))
        self._strip.show_day(day)
        self._show_list(day.pauses, _none(day))
        told = QCoreApplication.translate("Day", "Something may have been recorded: {count}. The journal has each.")
        self._exposures.say(told.format(count=words.ltr(str(day.exposures))))
        self._exposures.setVisible(day.exposures > 0)
        return True

    def _make_heading(self) -> QHBoxLayout:
        self._heading = QLabel()
        self._heading.setObjectName("day")
        font = self._heading.font()
        font.setBold(True)
        self._heading.setFont(font)
        self._before = self._make_arrow("day-before", QCoreApplication.translate("Day", "The day before"), -1)
        self._after = self._make_arrow("day-after", QCoreApplication.translate("Day", "The day after"), 1)
        keeps_its_place = self._after.sizePolicy()
        keeps_its_place.setRetainSizeWhenHidden(True)
        self._after.setSizePolicy(keeps_its_place)
        row = QHBoxLayout()
        row.addWidget(self._heading, 1)
        row.addWidget(self._before)
        row.addWidget(self._after)
        return row

    def _make_arrow(self, name: str, text: str, days: int) -> QToolButton:
        arrow = QToolButton()
        arrow.setObjectName(name)
        arrow.setAutoRaise(True)
        arrow.setAccessibleName(text)
        arrow.setToolTip(text)
        towards_left = (days < 0) != self.isRightToLeft()
        arrow.setArrowType(Qt.ArrowType.LeftArrow if towards_left else Qt.ArrowType.RightArrow)
        arrow.clicked.connect(lambda _=False: self._ask(days))
        return arrow

    def _ask(self, days: int) -> None:
        if self._day is not None and self._day.date != date.min:
            self.day_asked.emit(self._day.date + timedelta(days=days))

    def _show_list(self, pauses: Sequence[PauseRecord], none: str) -> None:
        while (item := self._list.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for row, pause in enumerate(pauses[:_MOST_PAUSES]):
            began = words.time_of_day(pause.started_utc.astimezone())
            # The clock of the one that is going on runs at the head of the panel.
            length = "" if pause.how_ended is HowEnded.NOT_YET else words.clock(pause.length_s)
            self._add_cell(_cell(began, f"began-{row}"), row, 0)
            self._add_cell(_cell(length), row, 1)
            self._add_cell(_told(pause), row, 2)
        last = "" if pauses else none
        more = pauses[_MOST_PAUSES:]
        if more:
            last = QCoreApplication.translate("Panel", "and {count} more").format(count=words.ltr(str(len(more))))
            hidden = sum(bool(pause.marks) for pause in more)
            if hidden:
                text = QCoreApplication.translate("Day", "{count} of them marked")
                last = f"{last}, {text.format(count=words.ltr(str(hidden)))}"
        if last:
            self._add_cell(_cell(last), _MOST_PAUSES, 0, columns=3)

    def _add_cell(self, cell: QLabel, row: int, column: int, columns: int = 1) -> None:
        self._list.addWidget(cell, row, column, 1, columns, Qt.AlignmentFlag.AlignTop if columns == 1 else _ANYWHERE)
        # A layout shows what it is given only later, and a hidden widget has no height yet.
        cell.show()


def _none(day: Day) -> str:
    if day.is_today:
        return QCoreApplication.translate("Panel", "None so far.")
    return QCoreApplication.translate("Panel", "None on that day.")


def _cell(text: str, name: str = "") -> QLabel:
    cell = QLabel(text)
    cell.setObjectName(name)
    cell.setFont(theme.tabular(cell.font()))
    return cell


def _told(pause: PauseRecord) -> Sentence:
    """How it ended; where it is marked, louder, and the marks first."""
    text = Sentence(_line(pause))
    if pause.marks:
        font = text.font()
        font.setBold(True)
        text.setFont(font)
        FlawInk(text, on=True)
    return text


def _heading(day: Day) -> str:
    if day.is_today:
        return QCoreApplication.translate("Panel", "Pauses today")
    text = QCoreApplication.translate("Day", "Pauses on {date}")
    return text.format(date=words.ltr(day.date.isoformat()))

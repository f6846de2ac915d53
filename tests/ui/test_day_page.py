"""A day of the journal in the panel: the list, the strip, and the way to other days."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from tests.ui.marks import offscreen
from trayapp.journal.marks import Mark
from trayapp.ui.day_page import DayPage
from trayapp.ui.day_strip import SIGNS, DayStrip
from trayapp.ui.model import Day, HowEnded, PauseRecord
from trayapp.ui.sentence import Sentence

pytestmark = offscreen

DATE = date(2026, 3, 2)
BEGAN = datetime(2026, 3, 2, 12, 2, tzinfo=UTC)


def pause(minutes: float = 0, length_s: float = 45.2, *marks: Mark, how: HowEnded = HowEnded.BY_HAND) -> PauseRecord:
    return PauseRecord(BEGAN + timedelta(minutes=minutes), length_s, how, marks)


def day(*pauses: PauseRecord, exposures: int = 0, is_today: bool = True) -> Day:
    return Day(DATE, pauses, exposures, is_today=is_today)


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[DayPage]:
    made = DayPage()
    qtbot.addWidget(made)
    made.resize(368, 300)
    made.show()
    yield made
    made.hide()


def shown(page: DayPage) -> list[str]:
    """The list's texts, row by row."""
    others = ("day", "exposures")
    cells = [label for label in page.findChildren(QLabel) if not label.isHidden() and label.objectName() not in others]
    return [cell.plain if isinstance(cell, Sentence) else cell.text() for cell in cells]


def arrow(page: DayPage, name: str) -> QToolButton:
    found = page.findChild(QToolButton, name)
    assert isinstance(found, QToolButton)
    return found


def test_a_day_that_is_over_gets_no_more_pauses(page: DayPage) -> None:
    page.show_day(day(is_today=False))
    assert shown(page) == ["None on that day."]


def test_the_list(page: DayPage) -> None:
    assert shown(page) == ["None so far."]
    page.show_day(day(pause()))
    assert shown(page) == ["14:02", "0:45", "resumed"]
    page.show_day(day(*(pause(-one, how=HowEnded.BY_CLOCK) for one in range(9))))
    assert shown(page)[-1] == "and 3 more"
    assert len(shown(page)) == 6 * 3 + 1


@pytest.mark.parametrize(
    ("marks", "text"),
    [
        ([Mark.LATE], "▲ late · resumed"),
        ([Mark.NOT_RESUMED, Mark.LONG], "○ not resumed · ◆ long · resumed"),
        ([Mark.NOT_ACCEPTED], "✕ resumed"),
    ],
)
def test_marks_have_a_sign_and_a_word(page: DayPage, marks: list[Mark], text: str) -> None:
    page.show_day(day(pause(0, 45.2, *marks)))
    assert shown(page)[-1] == text


def test_every_mark_has_a_sign_of_its_own() -> None:
    seen = [SIGNS[mark] for mark in Mark if mark is not Mark.OPEN]
    assert len(set(seen)) == len(seen)


def test_marks_that_are_out_of_sight_are_counted(page: DayPage) -> None:
    page.show_day(day(*(pause(-one, 45, *([Mark.LATE] if one > 6 else [])) for one in range(9))))
    assert shown(page)[-1] == "and 3 more, 2 of them marked"


def test_what_may_have_been_recorded_is_said(page: DayPage) -> None:
    told = page.findChild(Sentence, "exposures")
    assert isinstance(told, Sentence)
    page.show_day(day(pause()))
    assert told.isHidden()
    page.show_day(day(pause(), exposures=2))
    assert not told.isHidden()
    assert "2" in told.plain


def test_other_days_are_asked_for(page: DayPage, qtbot: QtBot) -> None:
    page.show_day(day())
    assert arrow(page, "day-after").isHidden()
    with qtbot.waitSignal(page.day_asked) as asked:
        arrow(page, "day-before").click()
    assert asked.args == [DATE - timedelta(days=1)]
    page.show_day(day(is_today=False))
    heading = page.findChild(QLabel, "day")
    assert isinstance(heading, QLabel)
    assert "2026-03-02" in heading.text()
    with qtbot.waitSignal(page.day_asked) as asked:
        arrow(page, "day-after").click()
    assert asked.args == [DATE + timedelta(days=1)]


def bars(strip: DayStrip) -> list[int]:
    """Where the filled bars stand: the columns with their colour."""
    image = strip.grab().toImage()
    amber = QColor("#FDB022")
    return [x for x in range(image.width()) if any(image.pixelColor(x, y) == amber for y in range(image.height()))]


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_strip_goes_as_the_language_reads(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    strip = DayStrip()
    qtbot.addWidget(strip)
    strip.setLayoutDirection(direction)
    strip.resize(368, strip.height())
    strip.show_day(day(pause(0, 900.0), is_today=False))
    early = bars(strip)
    strip.show_day(day(pause(0, 900.0), pause(-360, 1.0, Mark.NOT_RESUMED), is_today=False))
    later = bars(strip)  # the hollow one before it has moved it along
    assert early
    assert later
    assert (min(later) > min(early)) == (direction is Qt.LayoutDirection.LeftToRight)


def test_a_screen_reader_hears_how_many(qtbot: QtBot) -> None:
    strip = DayStrip()
    qtbot.addWidget(strip)
    strip.show_day(day(pause(), pause(5, 10, Mark.LATE)))
    assert strip.accessibleName() == "Pauses: 2, marked: 1"


@pytest.mark.parametrize("length_s", [0.0, 1.0, 180.0, 1e5])
@pytest.mark.parametrize("minutes", [-721.0, 0.0, 717.0])
def test_any_day_can_be_painted(qtbot: QtBot, minutes: float, length_s: float) -> None:
    strip = DayStrip()
    qtbot.addWidget(strip)
    for is_today in (False, True):
        strip.show_day(day(pause(minutes, length_s, *Mark), is_today=is_today))
        assert not strip.grab().isNull()

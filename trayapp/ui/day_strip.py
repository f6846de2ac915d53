"""A day's pauses as a strip: where they lie in the day, how long each was, and which an auditor looks at twice.

A bar stands where its pause began; its height is its length, and the dashed line is the longest pause that is meant.
What is marked has a sign of its own shape above it, the same as in the list below: nothing is told by colour alone.
"""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trayapp.clock import local_now
from trayapp.core.view import Tone
from trayapp.journal.marks import Mark
from trayapp.ui import theme, words
from trayapp.ui.model import Day, HowEnded, PauseRecord

SIGNS = {Mark.NOT_ACCEPTED: "✕", Mark.NOT_RESUMED: "○", Mark.LATE: "▲", Mark.LONG: "◆"}
"""One for each mark; a pause shows the weightiest."""
_BAR_MIN = 3.0
_BARS_HEIGHT = 10 * theme.GRID
_LONGEST_S = 180.0
_FEWEST_HOURS = 4
_MOST_LABELS = 7
_HOUR_S = 3600.0


class DayStrip(QWidget):
    """Paints a `Day`; nothing in it can be clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("day-strip")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._day: Day | None = None
        self._set_height()

    def show_day(self, day: Day) -> None:
        """Show another day, or the same with what has happened since."""
        self._day = day
        self._set_height()
        self.setAccessibleName(_told(day))
        self.update()

    def _set_height(self) -> None:
        line = self.fontMetrics().height()
        self.setFixedHeight(2 * line + _BARS_HEIGHT + 2 * theme.GRID)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  (Qt's name)
        """Paint the axis, the line of the longest pause, the bars and their signs."""
        del event
        if self._day is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.tabular(self.font()))
        first, hours = _span(self._day)
        ground = self.fontMetrics().height() + theme.GRID + _BARS_HEIGHT
        self._paint_axis(painter, first, hours, ground)
        longest_s = max([_LONGEST_S, *(pause.length_s for pause in self._day.pauses)])
        self._paint_limit(painter, ground - _BARS_HEIGHT * _LONGEST_S / longest_s)
        for pause in reversed(self._day.pauses):
            self._paint_pause(painter, pause, first, hours, ground, longest_s)
        painter.end()

    def _x(self, hours_in: float, hours: int) -> float:
        """From the side on which reading begins."""
        margin = self._label_width() / 2  # so that the first and the last hour stand below their marks
        at = hours_in / hours * (self.width() - 2 * margin) + margin
        return self.width() - at if self.isRightToLeft() else at

    def _label_width(self) -> int:
        return self.fontMetrics().horizontalAdvance("00:00")

    def _paint_axis(self, painter: QPainter, first: datetime, hours: int, ground: float) -> None:
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(QLineF(0, ground, self.width(), ground))
        step = -(-hours // _MOST_LABELS)
        metrics = self.fontMetrics()
        for hour in range(0, hours + 1, step):
            x = self._x(hour, hours)
            painter.setPen(QPen(QColor(theme.LINE), 1))
            painter.drawLine(QLineF(x, ground, x, ground + theme.GRID))
            label = words.time_of_day(first + timedelta(hours=hour))
            painter.setPen(self.palette().windowText().color())
            painter.drawText(
                QPointF(x - metrics.horizontalAdvance(label) / 2, ground + theme.GRID + metrics.ascent()), label
            )

    def _paint_limit(self, painter: QPainter, y: float) -> None:
        painter.setPen(QPen(QColor(theme.LINE), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QLineF(0, y, self.width(), y))

    def _paint_pause(  # noqa: PLR0917  (a place and a scale)
        self, painter: QPainter, pause: PauseRecord, first: datetime, hours: int, ground: float, longest_s: float
    ) -> None:
        began = pause.started_utc.astimezone()
        start = self._x((began - first).total_seconds() / _HOUR_S, hours)
        end = self._x((began - first).total_seconds() / _HOUR_S + pause.length_s / _HOUR_S, hours)
        width = max(_BAR_MIN, abs(end - start))
        height = max(_BAR_MIN, _BARS_HEIGHT * pause.length_s / longest_s)
        bar = QRectF(min(start, end) if width > _BAR_MIN else start - width / 2, ground - height, width, height)
        ink = self.palette().windowText().color()
        whole = not pause.marks or not {Mark.NOT_RESUMED, Mark.NOT_ACCEPTED} & set(pause.marks)
        painter.setPen(QPen(ink, 1))
        filled = QColor(theme.block(Tone.PAUSED, is_dark=theme.dark()).ground)
        painter.setBrush(filled if whole and pause.how_ended is not HowEnded.NOT_YET else Qt.BrushStyle.NoBrush)
        if Mark.NOT_ACCEPTED not in pause.marks:
            painter.drawRect(bar)
        if pause.marks:
            sign = SIGNS.get(pause.marks[0], "")
            wide = self.fontMetrics().horizontalAdvance(sign)
            painter.setPen(QColor(theme.flaw_ink(is_dark=theme.dark())))
            top = ground if Mark.NOT_ACCEPTED in pause.marks else bar.top()
            at = QPointF(bar.center().x() - wide / 2, top - theme.GRID / 2)
            painter.drawText(at, sign)


def _span(day: Day) -> tuple[datetime, int]:
    """The first full hour that is shown, and how many hours."""
    moments = [pause.started_utc.astimezone() for pause in day.pauses]
    moments += [pause.started_utc.astimezone() + timedelta(seconds=pause.length_s) for pause in day.pauses]
    if day.is_today:
        moments.append(local_now())
    if not moments:
        moments.append(datetime(day.date.year, day.date.month, day.date.day, 8).astimezone())
    first = min(moments).replace(minute=0, second=0, microsecond=0)
    hours = int((max(moments) - first).total_seconds() // _HOUR_S) + 1
    more = max(0, _FEWEST_HOURS - hours)
    earlier = min(more, first.hour)  # it stays within the day
    return first - timedelta(hours=earlier), max(hours, _FEWEST_HOURS)


def _told(day: Day) -> str:
    """For a screen reader; the list below has the rest."""
    text = QCoreApplication.translate("Day", "Pauses: {count}, marked: {marked}")
    return text.format(count=len(day.pauses), marked=sum(bool(pause.marks) for pause in day.pauses))

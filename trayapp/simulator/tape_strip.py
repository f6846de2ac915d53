"""The tape as a picture that moves: one row for each call, time running to the right edge, which is now."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trayapp.simulator.calls import PhoneStatus
from trayapp.simulator.tape import CallTape, Track
from trayapp.ui.theme import GRID, tabular

PIXELS_PER_S = 8.0
TICK_S = 10
ROWS = 3
"""How many calls are shown at the least, so that the window does not jump when the second one joins."""

_HEAD = 7 * GRID
_RULER = 5 * GRID
_ROW = 12 * GRID
_BAR = 6 * GRID
_LABELS = 40 * GRID
_SWATCH = 3 * GRID
_HATCH = 7.0
_SMALL = 0.86

_RECORDED = {False: "#D92D20", True: "#F97066"}
_SILENCED = "#FDB022"
_SILENCED_LINES = "#5C3700"

# Qt's painter changes the sides itself in a right-to-left language.
_LEADING = Qt.AlignmentFlag.AlignLeft
_TRAILING = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Row:
    """One call: its number in words and what it does now."""

    title: str
    tape: CallTape | None
    """None while it rings."""
    status: PhoneStatus | None
    """None once it is over."""
    elsewhere: bool = False
    """Whether a colleague has it now."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn at one moment."""

    rows: tuple[Row, ...] = ()
    now_s: float = 0.0
    wall: datetime | None = field(default=None)


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch on the strip; `left` and `right` in pixels of the tape's part, within it."""

    left: float
    right: float
    track: Track


def bars(tape: CallTape, now_s: float, width: float) -> Iterator[Bar]:
    """The visible stretches of a call on a tape of this width, whose right edge is now."""
    for stretch in tape.stretches:
        left = max(0.0, width - (now_s - stretch.from_s) * PIXELS_PER_S)
        right = min(width, width - (now_s - stretch.to_s) * PIXELS_PER_S)
        if right > left:
            yield Bar(left, right, stretch.track)


def is_visible(tape: CallTape, now_s: float, width: float) -> bool:
    """Whether any of a call is still on a tape of this width."""
    return not tape.ended or (now_s - tape.to_s) * PIXELS_PER_S < width


def clock_text(seconds: float) -> str:
    """A span as minutes and seconds."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02}"


class TapeStrip(QWidget):
    """Draws the tape. The time runs from left to right in every language, as on a recorder; the names change sides."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = Picture()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self.setAccessibleName(self.tr("Tape"))

    @property
    def tape_width(self) -> float:
        """Pixels that the time has."""
        return max(1.0, self.width() - _LABELS)

    def sizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Room for the rows and about a minute."""
        rows = max(ROWS, len(self._picture.rows))
        return QSize(_LABELS + int(62 * PIXELS_PER_S), _HEAD + _RULER + rows * _ROW + GRID)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  (Qt's name)
        """Room for the rows and half a minute."""
        return QSize(_LABELS + int(30 * PIXELS_PER_S), self.sizeHint().height())

    def show_picture(self, picture: Picture) -> None:
        """Draw this from now on."""
        grown = len(picture.rows) != len(self._picture.rows)
        self._picture = picture
        if grown:
            self.updateGeometry()
        self.setAccessibleDescription(self._in_words(picture.rows))
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  (Qt's name)
        """Everything else is said anew with each picture."""
        if event.type() is QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("Tape"))
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002, N802  (Qt's name and arguments)
        """Draw legend, ruler and rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_head(painter)
        tape = self._tape_area()
        self._paint_ruler(painter, tape)
        if not self._picture.rows:
            painter.setPen(self._faint())
            painter.drawText(tape, Qt.AlignmentFlag.AlignCenter, self.tr("No call yet"))
        for index, row in enumerate(self._picture.rows):
            self._paint_row(painter, row, tape, tape.top() + index * _ROW)
        painter.end()

    # Places. Only the names' column changes sides in a right-to-left language.

    def _rtl(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _tape_area(self) -> QRectF:
        left = 0.0 if self._rtl() else float(_LABELS)
        top = float(_HEAD + _RULER)
        return QRectF(left, top, self.tape_width, self.height() - top)

    def _leading(self, x: float, width: float) -> float:
        """The left edge of something that begins `x` pixels from the side where reading begins."""
        return self.width() - x - width if self._rtl() else x

    # Colours.

    def _dark(self) -> bool:
        return self.palette().color(QPalette.ColorRole.Window).lightnessF() < 0.5  # noqa: PLR2004  (half way)

    def _ink(self) -> QColor:
        return self.palette().color(QPalette.ColorRole.WindowText)

    def _faint(self, strength: float = 0.72) -> QColor:
        colour = QColor(self._ink())
        colour.setAlphaF(strength)
        return colour

    def _small_font(self) -> QFont:
        font = tabular(self.font())
        font.setPointSizeF(self.font().pointSizeF() * _SMALL)
        return font

    # Drawing.

    def _paint_head(self, painter: QPainter) -> None:
        painter.setFont(self.font())
        metrics = QFontMetricsF(self.font())
        x = 0.0
        for track, text in ((Track.RECORDED, self.tr("Recorded")), (Track.SILENCED, self.tr("Not recorded"))):
            swatch = QRectF(self._leading(x, 2 * _SWATCH), (_HEAD - _SWATCH) / 2 - GRID / 2, 2 * _SWATCH, _SWATCH)
            self._fill(painter, swatch, track)
            x += 2 * _SWATCH + 1.5 * GRID
            width = metrics.horizontalAdvance(text) + 1
            painter.setPen(self._ink())
            painter.drawText(
                QRectF(self._leading(x, width), 0, width, _HEAD - GRID), Qt.AlignmentFlag.AlignVCenter, text
            )
            x += width + 4 * GRID
        if self._picture.wall is not None:
            painter.setFont(tabular(self.font()))
            painter.setPen(self._ink())
            area = QRectF(0, 0, self.width(), _HEAD - GRID)
            painter.drawText(area, _TRAILING | Qt.AlignmentFlag.AlignVCenter, f"{self._picture.wall:%H:%M:%S}")

    def _paint_ruler(self, painter: QPainter, tape: QRectF) -> None:
        """Marks at whole tens of seconds of the clock; they travel with the tape."""
        wall = self._picture.wall
        if wall is None:
            return
        painter.setFont(self._small_font())
        metrics = QFontMetricsF(painter.font())
        since_tick_s = (wall.second + wall.microsecond / 1e6) % TICK_S
        bottom = tape.top() + max(ROWS, len(self._picture.rows)) * _ROW
        for index in range(math.ceil(tape.width() / PIXELS_PER_S / TICK_S) + 1):
            age_s = since_tick_s + index * TICK_S
            x = tape.right() - age_s * PIXELS_PER_S
            if x < tape.left():
                break
            painter.setPen(QPen(self._faint(0.14), 1))
            painter.drawLine(QLineF(x, tape.top() - GRID, x, bottom))
            text = f"{datetime.fromtimestamp(wall.timestamp() - age_s + 0.5, wall.tzinfo):%H:%M:%S}"
            width = metrics.horizontalAdvance(text)
            if tape.left() <= x - width / 2 and x + width / 2 <= tape.right():
                painter.setPen(self._faint())
                painter.drawText(QPointF(x - width / 2, tape.top() - 1.5 * GRID), text)
        painter.setPen(QPen(self._faint(0.5), 1))
        painter.drawLine(QLineF(tape.right() - 0.5, tape.top() - GRID, tape.right() - 0.5, bottom))

    def _paint_row(self, painter: QPainter, row: Row, tape: QRectF, top: float) -> None:
        self._paint_label(painter, row, top)
        middle = top + _ROW / 2
        painter.setPen(QPen(self._faint(0.14), 1))
        painter.drawLine(QLineF(tape.left(), middle, tape.right(), middle))
        if row.tape is None:
            return
        for bar in bars(row.tape, self._picture.now_s, tape.width()):
            area = QRectF(tape.left() + bar.left, middle - _BAR / 2, bar.right - bar.left, _BAR)
            self._fill(painter, area, bar.track)

    def _paint_label(self, painter: QPainter, row: Row, top: float) -> None:
        width = float(_LABELS - 3 * GRID)
        left = self._leading(0, width)
        bold = QFont(self.font())
        bold.setBold(row.status is not None)
        painter.setFont(bold)
        painter.setPen(self._ink() if row.status is not None else self._faint())
        name = f"{row.title} · {self._status_text(row)}"
        painter.drawText(QRectF(left, top, width, _ROW / 2), _LEADING | Qt.AlignmentFlag.AlignBottom, name)
        if row.tape is None:
            return
        painter.setFont(self._small_font())
        metrics = QFontMetricsF(painter.font())
        x = 0.0
        for track in Track:
            text = clock_text(row.tape.seconds(track, row.tape.began_at_s, row.tape.to_s))
            swatch = QRectF(self._leading(x, 2.5 * GRID), top + _ROW / 2 + GRID, 2.5 * GRID, 2.5 * GRID)
            self._fill(painter, swatch, track)
            x += 3.5 * GRID
            advance = metrics.horizontalAdvance(text) + 1
            area = QRectF(self._leading(x, advance), swatch.top() - GRID, advance, swatch.height() + 2 * GRID)
            painter.setPen(self._faint())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
            x += advance + 3 * GRID

    def _fill(self, painter: QPainter, area: QRectF, track: Track) -> None:
        """Solid red for recorded, amber with slanting lines for silenced: told apart without colour, too."""
        if track is Track.RECORDED:
            painter.fillRect(area, QColor(_RECORDED[self._dark()]))
            return
        painter.fillRect(area, QColor(_SILENCED))
        painter.save()
        painter.setClipRect(area)
        painter.setPen(QPen(QColor(_SILENCED_LINES), 1.6))
        # Counted from the right edge of the area, so that the lines travel with a stretch that has ended.
        for step in range(math.ceil((area.width() + area.height()) / _HATCH) + 1):
            x = area.right() - step * _HATCH
            painter.drawLine(QLineF(x, area.bottom(), x + area.height(), area.top()))
        painter.restore()

    # Words. `self.tr`, so that the translation is looked for where the tool puts it.

    def _status_text(self, row: Row) -> str:
        """What a call does."""
        if row.elsewhere:
            return self.tr("at a colleague")
        match row.status:
            case PhoneStatus.RINGING:
                return self.tr("ringing")
            case PhoneStatus.DIALING:
                return self.tr("dialling")
            case PhoneStatus.TALKING:
                return self.tr("talking")
            case PhoneStatus.HOLD:
                return self.tr("on hold")
            case None:
                return self.tr("ended")

    def _in_words(self, rows: Sequence[Row]) -> str:
        """The strip for a screen reader: who is recorded now."""
        words = []
        for row in rows:
            text = self._status_text(row)
            if row.status is not None and row.tape is not None and row.tape.stretches:
                silenced = row.tape.stretches[-1].track is Track.SILENCED
                text += ", " + (self.tr("Not recorded") if silenced else self.tr("Recorded"))
            words.append(f"{row.title}: {text}")
        return "; ".join(words) or self.tr("No call yet")

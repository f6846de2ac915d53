"""Where the pill stands: in per cent of the room that is left, so that it fits any resolution and any width."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QScreen

MARGIN = 12
"""Kept free at the edges, in device-independent pixels; more than the frame is wide."""


@dataclass(frozen=True, slots=True)
class Percent:
    """0 is the left or upper edge of the room, 100 the right or lower."""

    x: float
    y: float


DEFAULT = Percent(100.0, 100.0)


def top_left(percent: Percent, area: QRect, size: QSize) -> QPoint:
    """The pill's corner on a screen's available `area`; always inside as far as it fits."""
    room = area.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    return QPoint(
        room.left() + round(max(0, room.width() - size.width()) * _bounded(percent.x) / 100),
        room.top() + round(max(0, room.height() - size.height()) * _bounded(percent.y) / 100),
    )


def percent_of(corner: QPoint, area: QRect, size: QSize) -> Percent:
    """The place that `top_left` turns into this corner, bounded to the room."""
    room = area.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
    width, height = room.width() - size.width(), room.height() - size.height()
    return Percent(
        _bounded(100 * (corner.x() - room.left()) / width) if width > 0 else 0.0,
        _bounded(100 * (corner.y() - room.top()) / height) if height > 0 else 0.0,
    )


def home_screen(places: Mapping[str, Percent], screens: Sequence[QScreen], primary: QScreen) -> QScreen:
    """The screen of the latest place (the last in the mapping) that is there; else the primary one."""
    by_name = {screen.name(): screen for screen in screens}
    return next((by_name[name] for name in reversed(list(places)) if name in by_name), primary)


def _bounded(percent: float) -> float:
    return min(100.0, max(0.0, percent))

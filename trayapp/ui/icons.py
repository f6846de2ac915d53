"""The drawings: one vector file for each `Look`, made into crisp pictures of the sizes that trays ask for.

A look that moves has a second drawing, `<look>.alt.svg`, in which the same shape stands in the other phase.
"""

from functools import cache

from PySide6.QtCore import QRectF
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from trayapp.core.view import Look
from trayapp.resources import resource_path

SIZES_PX = (16, 20, 22, 24, 28, 32, 36, 40, 48, 64)
"""Windows asks for 16 at 100 % and for 4 more with each further 25 %, Linux trays for 22 to 64."""
MOVING = frozenset({Look.PAUSING, Look.RESUMING, Look.NOT_PAUSED, Look.STILL_PAUSED})
"""The looks with a second phase."""

APPLICATION = "recording-pause"
_DEMO_MARK = "demo-mark"


class DrawingError(Exception):
    """A drawing is missing from the program's resources, or is no SVG. The text names the drawing."""


def drawing(look: Look, *, phase: bool = False) -> str:
    """The name of a look's drawing in the first or second `phase`."""
    return f"{look.value}.alt" if phase and look in MOVING else look.value


@cache
def image(name: str, size_px: int, *, demo: bool = False) -> QImage:
    """One drawing as a square picture, with the DEMO mark in its corner where `demo` says so.

    Raises:
        DrawingError: There is no such drawing.
    """
    picture = QImage(size_px, size_px, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(0)  # transparent; Qt's name for it would cost the start 13 ms
    painter = QPainter(picture)
    try:
        for layer in (name, _DEMO_MARK) if demo else (name,):
            renderer = QSvgRenderer(_read(layer))
            if not renderer.isValid():
                raise DrawingError(layer)
            renderer.render(painter, QRectF(0, 0, size_px, size_px))
    finally:
        painter.end()
    return picture


def _read(name: str) -> bytes:
    try:
        return resource_path("icons", f"{name}.svg").read_bytes()
    except OSError as error:
        raise DrawingError(name) from error


def pixmap(name: str, size: int, ratio: float, *, demo: bool = False) -> QPixmap:
    """One drawing for a widget: `size` in device-independent pixels on a screen of that pixel ratio."""
    picture = QPixmap.fromImage(image(name, round(size * ratio), demo=demo))
    picture.setDevicePixelRatio(ratio)
    return picture


def icon(name: str, *, demo: bool = False) -> QIcon:
    """One drawing in every size that a tray or a title bar asks for."""
    result = QIcon()
    for size_px in SIZES_PX:
        result.addPixmap(QPixmap.fromImage(image(name, size_px, demo=demo)))
    return result

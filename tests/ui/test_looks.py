"""Colours and drawings: contrast, shape without colour, crispness, and that nothing is missing."""

from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontMetricsF, QGuiApplication, QImage, QPainter

from trayapp.core.view import Look, Tone
from trayapp.resources import resource_path
from trayapp.ui import icons, theme

_PANELS = ("#EEEEEE", "#F3F3F3", "#FFFFFF", "#101010", "#1C1C1C", "#202124", "#2B2D31")
"""Grounds of trays, light and dark; of Windows' own task bars among them, whose theme is not that of its windows."""

pytestmark = pytest.mark.usefixtures("qapp")


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours by WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("is_dark", [False, True])
@pytest.mark.parametrize("phase", [False, True])
@pytest.mark.parametrize("tone", Tone)
def test_text_and_shapes_stand_out(tone: Tone, *, is_dark: bool, phase: bool) -> None:
    block = theme.block(tone, is_dark=is_dark, phase=phase)
    assert contrast(block.ink, block.ground) >= 4.5
    assert contrast(block.faint, block.ground) >= 4.5
    assert contrast(block.edge, block.ground) >= 3


def test_marks_and_flaws_stand_out() -> None:
    assert contrast(theme.DEMO.ink, theme.DEMO.ground) >= 4.5
    assert contrast(theme.flaw_ink(is_dark=False), "#EFEFEF") >= 4.5
    for page in ("#1E1E1E", "#2B2D31", "#4B4B4B"):  # the last is a page of Fusion's tabs on a dark Windows
        assert contrast(theme.flaw_ink(is_dark=True), page) >= 4.5
    for panel in _PANELS:
        assert contrast(theme.LINE, panel) >= 3


def test_no_colour_is_green() -> None:
    for file in resource_path("icons").glob("*.svg"):
        for part in file.read_text("utf-8").split('"#')[1:]:
            colour = QColor(f"#{part[:6]}")
            assert not (colour.saturation() > 60 and 70 <= colour.hue() <= 170), file.name


def _drawings() -> list[str]:
    names = [icons.drawing(look) for look in Look]
    return [*names, *(icons.drawing(look, phase=True) for look in icons.MOVING)]


def test_there_is_one_drawing_for_each_look_and_no_other() -> None:
    assert {file.stem for file in resource_path("icons").glob("*.svg")} == {
        *_drawings(),
        "demo-mark",
        "recording-pause",
    }
    assert len(set(_drawings())) == len(Look) + len(icons.MOVING)


@pytest.mark.parametrize("name", [*_drawings(), "recording-pause"])
@pytest.mark.parametrize("size_px", icons.SIZES_PX)
def test_drawings_fill_their_square_at_every_size(name: str, size_px: int) -> None:
    picture = icons.image(name, size_px)
    assert (picture.width(), picture.height()) == (size_px, size_px)
    opaque = [(x, y) for x in range(size_px) for y in range(size_px) if picture.pixelColor(x, y).alpha() > 200]
    assert len(opaque) > 0.12 * size_px * size_px
    assert min(y for _, y in opaque) <= 0.25 * size_px
    assert max(y for _, y in opaque) >= 0.75 * size_px - 1


def _on(name: str, panel: str, size_px: int = 22) -> QImage:
    """A drawing as it looks on a panel, in grey."""
    picture = QImage(size_px, size_px, QImage.Format.Format_RGB32)
    picture.fill(QColor(panel))
    painter = QPainter(picture)
    painter.drawImage(0, 0, icons.image(name, size_px))
    painter.end()
    return picture.convertToFormat(QImage.Format.Format_Grayscale8)


@pytest.mark.parametrize("panel", _PANELS)
@pytest.mark.parametrize("name", _drawings())
def test_drawings_stand_out_on_light_and_dark(name: str, panel: str) -> None:
    picture = icons.image(name, 32)
    best = max(
        contrast(picture.pixelColor(x, y).name(), panel)
        for x in range(32)
        for y in range(32)
        if picture.pixelColor(x, y).alpha() == 255
    )
    assert best >= 3


@pytest.mark.parametrize("panel", ["#FFFFFF", "#202124"])
def test_looks_differ_by_shape_alone(panel: str) -> None:
    """Even without colour, any two looks differ in a good part of their pixels."""
    pictures = {look: _on(icons.drawing(look), panel) for look in Look}
    for one, other in combinations(Look, 2):
        differing = sum(
            abs(pictures[one].pixelColor(x, y).value() - pictures[other].pixelColor(x, y).value()) > 40
            for x in range(22)
            for y in range(22)
        )
        assert differing >= 20, f"{one} and {other}"


def test_the_demo_mark_shows_in_the_corner() -> None:
    assert icons.image("ready", 32).pixelColor(2, 2).alpha() == 0
    assert icons.image("ready", 32, demo=True).pixelColor(2, 2).name() == theme.DEMO.ground.lower()


def test_a_lost_drawing_is_named() -> None:
    with pytest.raises(icons.DrawingError, match="no-such-drawing"):
        icons.image("no-such-drawing", 16)


def test_drawings_are_small_and_plain() -> None:
    for file in resource_path("icons").glob("*.svg"):
        assert file.stat().st_size < 2000
        tags = {element.tag.rpartition("}")[2] for element in ET.parse(file).iter()}  # noqa: S314  (ours)
        assert tags <= {"svg", "title", "path", "rect", "circle"}, file.name


def test_digits_have_one_width() -> None:
    metrics = QFontMetricsF(theme.state_font(QGuiApplication.font()))
    assert len({round(metrics.horizontalAdvance(digit), 2) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("size_px", [16, 20, 24, 28, 32, 36, 40, 48])
def test_windows_gets_the_icon_of_its_scale_as_it_was_drawn(size_px: int) -> None:
    """From 100 to 300 %: Windows asks for 16 px and its share, and nothing is made larger or smaller."""
    given = icons.icon("paused", demo=True).pixmap(QSize(size_px, size_px), 1.0).toImage()
    assert given.size() == QSize(size_px, size_px)
    wanted = icons.image("paused", size_px, demo=True)
    assert given.convertToFormat(wanted.format()) == wanted

"""Takes the pictures of the guide for reps: `packaging/dev.py screenshots --guide` runs it at 200 %."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from PySide6.QtGui import QFont, QImage
from PySide6.QtWidgets import QApplication

from tests.ui.gallery import cut_out
from tests.ui.views import VIEWS
from trayapp.ui import words
from trayapp.ui.language import Translators
from trayapp.ui.model import Language
from trayapp.ui.pill import Pill
from trayapp.ui.style import choose_style

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "screenshots"
MOMENTS = {
    "recording": "recording",
    "pausing": "pausing",
    "paused": "paused, verified",
    "resume-due": "paused, resume due",
    "not-paused": "not paused",
    "new-call": "new call",
    "still-paused": "still paused",
    "unknown": "unknown",
}
"""The view of each picture, by the picture's name."""
LABELS = {Language.ENGLISH: "Dana", Language.HEBREW: "דנה"}
_COLOURS = 128
_SMALLEST = 0
"""Of Qt's qualities: a PNG loses nothing by it."""


def path(folder: Path, language: Language, name: str) -> Path:
    """Where a picture lies."""
    return folder / f"guide-{language.value}-{name}.png"


def small(picture: QImage) -> QImage:
    """The picture with a table of its colours, a byte for each dot: the rarest take the place of their neighbours."""
    picture = picture.convertToFormat(QImage.Format.Format_ARGB32)
    dots = memoryview(picture.constBits()).cast("B").cast("I")
    often = [colour for colour, _ in Counter(dots).most_common(_COLOURS)]
    place = {colour: number for number, colour in enumerate(often)}
    for rare in set(dots) - set(often):
        distances = [_distance(colour, rare) for colour in often]
        place[rare] = distances.index(min(distances))
    width, height = picture.width(), picture.height()
    lines = b"".join(bytes(place[dot] for dot in dots[row * width : (row + 1) * width]) for row in range(height))
    found = QImage(lines, width, height, width, QImage.Format.Format_Indexed8).copy()  # `lines` end with this function
    found.setColorTable(often)
    found.setDevicePixelRatio(picture.devicePixelRatio())
    return found


def _distance(one: int, other: int) -> int:
    return sum(abs((one >> shift & 0xFF) - (other >> shift & 0xFF)) for shift in (0, 8, 16, 24))


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    folder = parser.parse_args().folder
    application = QApplication(sys.argv[:1])
    choose_style(application)
    font = application.font()
    font.setStyleStrategy(QFont.StyleStrategy.NoSubpixelAntialias)  # whose coloured edges belong to one screen only
    application.setFont(font)
    translators = Translators(application)
    for language, label in LABELS.items():
        translators.install(language)
        for name, view in MOMENTS.items():
            pill = Pill({})
            pill.render_view(VIEWS[view], words.desk("207", label))
            pill.show()
            application.processEvents()
            small(cut_out(pill).toImage()).save(str(path(folder, language, name)), quality=_SMALLEST)
            pill.hide()


if __name__ == "__main__":
    main()

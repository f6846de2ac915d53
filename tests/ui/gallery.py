"""Photographs every window and page: `python -m tests.ui.gallery [FOLDER]`; `packaging/dev.py screenshots` runs it.

In English, in Hebrew and in the two pseudo languages, light and dark, at 100 % and 200 %: a picture each, sheets of
all, and `index.html` with everything. It ends with 1 where anything is cut off. No screen is needed.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.fitting import cut_off
from tests.ui.pseudo import Pseudo, compiled, spoken
from tests.ui.scenes import Scene, scenes
from trayapp.core.view import Look
from trayapp.ui import icons
from trayapp.ui.language import Translators
from trayapp.ui.model import Language
from trayapp.ui.style import choose_style

SCALES = (1, 2)
_LANGUAGES: tuple[Language | Pseudo, ...] = (Language.ENGLISH, Language.HEBREW, *Pseudo)
_GROUNDS = {"light": QColor("#D9DDE3"), "dark": QColor("#3A3D42")}
_SCREEN = (1280, 800)
_GAP = 16
_SHEET_WIDTH = 1700
_TOGETHER_S = 700.0


def main() -> int:
    """Take all pictures; returns the exit status."""
    parser = argparse.ArgumentParser(description="Photographs every window and page of the program.")
    parser.add_argument("folder", type=Path, nargs="?", default=Path("build/screenshots"))
    parser.add_argument("--guide", action="store_true", help="instead, renew the pictures of the guide for reps")
    parser.add_argument("--scale", type=int, choices=SCALES, help="only this one, which the environment has set")
    parser.add_argument("--language", action="append", choices=[*_LANGUAGES], help="only this one")
    parser.add_argument("--theme", action="append", choices=[*_GROUNDS], help="only this one")
    given = parser.parse_args()
    themes = given.theme or [*_GROUNDS]
    languages = [one for one in _LANGUAGES if not given.language or one.value in given.language]
    if given.scale is not None:
        return _photograph(given.folder, given.scale, languages, themes)
    if given.guide:
        return _run("tests.ui.guide_pictures", 2)
    arguments = [argument for one in languages for argument in ("--language", one.value)]
    arguments += [argument for one in themes for argument in ("--theme", one)]
    ended = [_run("tests.ui.gallery", scale, given.folder, "--scale", str(scale), *arguments) for scale in SCALES]
    index = given.folder / "index.html"
    index.write_text(_index(given.folder, languages), encoding="utf-8")
    print(index)  # noqa: T201  (a program for a terminal)
    return max(ended)


def _run(module: str, scale: int, *arguments: str | Path) -> int:
    """Run a module in a process that has the scale; returns its exit status."""
    with TemporaryDirectory() as made:
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env={**os.environ, **_surroundings(scale, Path(made))},
            timeout=_TOGETHER_S,
            check=False,
        ).returncode


def _surroundings(scale: int, folder: Path) -> dict[str, str]:
    """What Qt takes from the environment, as it starts: the scale, and a screen that is as large at each of them."""
    width, height = (side * scale for side in _SCREEN)
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    screens = folder / f"{scale}.json"
    screens.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return {
        "QT_SCALE_FACTOR": str(scale),
        "QT_QPA_PLATFORM": f"offscreen:configfile={screens}",
        "QT_LOGGING_RULES": "default.warning=false",  # this platform says again and again what it cannot do
    }


def _photograph(folder: Path, scale: int, languages: list[Language | Pseudo], themes: list[str]) -> int:
    """These languages and themes, at the scale that this process has."""
    application = QApplication(sys.argv[:1])
    choose_style(application)
    bad = 0
    with TemporaryDirectory() as made:
        for language in languages:
            with _speaking(application, language, Path(made)):
                for theme in themes:
                    application.setPalette(_palette(theme))
                    bad += _take_all(application, folder, f"{language.value}-{theme}-{100 * scale}")
    return 1 if bad else 0


@contextmanager
def _speaking(application: QApplication, language: Language | Pseudo, folder: Path) -> Iterator[None]:
    if isinstance(language, Pseudo):
        with spoken(application, compiled(folder, language), language):
            yield
    else:
        Translators(application).install(language)
        yield


def _palette(theme: str) -> QPalette:
    if theme == "dark":
        palette = QPalette(QColor("#2B2D31"), QColor("#202124"))
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.ToolTipBase):
            palette.setColor(role, QColor("#17181A"))
        palette.setColor(QPalette.ColorRole.PlaceholderText, QColor("#9AA0A6"))
        return palette
    return QApplication.style().standardPalette()


def _take_all(application: QApplication, folder: Path, name: str) -> int:
    """One picture of each scene, and a sheet of each kind of window; returns how much was cut off."""
    place = folder / name
    place.mkdir(parents=True, exist_ok=True)
    bad = 0
    pictures: list[tuple[str, QPixmap]] = []
    for scene in scenes():
        picture, flaws = _take(application, scene)
        bad += len(flaws)
        for flaw in flaws:
            print(f"{name}: {scene.name}: {flaw}", file=sys.stderr)  # noqa: T201  (a program for a terminal)
        picture.save(str(place / f"{_file_name(scene)}.png"))
        pictures.append((scene.name, picture))
    ground = _GROUNDS[name.split("-")[1]]
    for kind, of_kind in groupby(pictures, lambda pair: pair[0].split()[0].rstrip(",")):
        _sheet([picture for _, picture in of_kind], ground).save(str(folder / f"sheet-{name}-{kind}.png"))
    _sheet([_icon_row(look) for look in Look], ground).save(str(folder / f"sheet-{name}-icons.png"))
    return bad


def _take(application: QApplication, scene: Scene) -> tuple[QPixmap, list[str]]:
    window = scene.make()
    window.show()
    for _ in range(3):
        application.processEvents()
    flaws = cut_off(window)
    picture = cut_out(window)
    window.hide()
    window.deleteLater()
    return picture, flaws


def cut_out(window: QWidget) -> QPixmap:
    """What is to be seen of a window, whose mask may cut its corners."""
    picture = window.grab()
    mask = window.mask()
    if mask.isEmpty():
        return picture
    cut = QPixmap(picture.size())
    cut.setDevicePixelRatio(picture.devicePixelRatio())
    cut.fill(Qt.GlobalColor.transparent)
    painter = QPainter(cut)
    painter.setClipRegion(mask)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return cut


def _icon_row(look: Look) -> QPixmap:
    """A look, in both phases and with the DEMO mark, on light and dark."""
    names = [(icons.drawing(look), False), (icons.drawing(look, phase=True), False), (icons.drawing(look), True)]
    row = QPixmap(2 * len(names) * 190, 76)
    painter = QPainter(row)
    x = 0
    for ground in ("#F3F3F3", "#202124"):
        painter.fillRect(QRect(x, 0, len(names) * 190, 76), QColor(ground))
        for name, demo in names:
            for size in (16, 22, 32, 64):
                painter.drawImage(QPoint(x + 8, 38 - size // 2), icons.image(name, size, demo=demo))
                x += size + 12
            x += 190 - (16 + 22 + 32 + 64 + 48)
    painter.end()
    return row


def _sheet(pictures: list[QPixmap], ground: QColor) -> QPixmap:
    """The pictures in columns, each put where there is most room."""
    width = max(round(picture.deviceIndependentSize().width()) for picture in pictures) + _GAP
    columns = max(1, min(len(pictures), _SHEET_WIDTH // width))
    bottoms = [_GAP] * columns
    spots = []
    for picture in pictures:
        column = bottoms.index(min(bottoms))
        spots.append(QPoint(_GAP + column * width, bottoms[column]))
        bottoms[column] += round(picture.deviceIndependentSize().height()) + _GAP
    ratio = pictures[0].devicePixelRatio()
    sheet = QPixmap(round((columns * width + _GAP) * ratio), round(max(bottoms) * ratio))
    sheet.setDevicePixelRatio(ratio)
    sheet.fill(ground)
    painter = QPainter(sheet)
    for spot, picture in zip(spots, pictures, strict=True):
        painter.drawPixmap(spot, picture)
    painter.end()
    return sheet


def _file_name(scene: Scene) -> str:
    return scene.name.replace(",", "").replace(" ", "-")


def _index(folder: Path, languages: list[Language | Pseudo]) -> str:
    """A page with everything: a row for each scene, a column for each language, a chapter for each theme and scale."""
    parts = [
        '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Recording Pause: every window</title>',
        "<style>body{font:14px sans-serif} td{padding:8px;vertical-align:top} img{max-width:440px}",
        ".light{background:#D9DDE3} .dark{background:#3A3D42;color:#FFFFFF}</style>",
    ]
    for theme in _GROUNDS:
        for scale in SCALES:
            named = [f"{language.value}-{theme}-{100 * scale}" for language in languages]
            parts.append(f'<h2>{theme}, {100 * scale} %</h2><table class="{theme}">')
            parts.append("<tr>" + "".join(f"<th>{escape(language.value)}</th>" for language in languages) + "</tr>")
            for scene in scenes():
                parts.append(f'<tr><td colspan="{len(languages)}"><b>{escape(scene.name)}</b></td></tr><tr>')
                sources = [f"{name}/{_file_name(scene)}.png" for name in named if (folder / name).is_dir()]
                parts += [f'<td><img loading="lazy" alt="{escape(source)}" src="{source}"></td>' for source in sources]
                parts.append("</tr>")
            parts.append("</table>")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.exit(main())

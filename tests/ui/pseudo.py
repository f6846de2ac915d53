"""A language that nobody speaks, made from the catalogue while tests run: nothing of it is shipped.

Each text is about 40 % longer than in English, in letters with accents, between brackets; one variant is written from
right to left, reversed. What is shown with a letter of plain ASCII did not come through the translator, and what lacks
a bracket was cut off. It takes the way of a real language: a `.qm` file that `trayapp.ui.language.Translators` loads.
"""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from unittest import mock
from xml.etree import ElementTree as ET

import PySide6
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QGuiApplication

from trayapp.resources import resource_path
from trayapp.ui import language as language_module
from trayapp.ui.language import CATALOGUE, Translators
from trayapp.ui.model import Language

_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ACCENTED = "ÀƁĆĎÉƑĜĤÍĴĶĹṀŃÓṔɊŔŚŤÚṼŴẊÝŹàƀćďéƒĝĥíĵķĺḿńóṕɋŕśťúṽŵẋýź"
_LETTERS = str.maketrans(_PLAIN, _ACCENTED)
_KEPT = re.compile(r"(\{\w*\}|%\(\w+\)[rs]|%[rs]|\n)")
"""What is no letter of a text: a placeholder, a line's end."""
_LONGER_BY = 0.4
_MARK = "\N{RIGHT-TO-LEFT MARK}"
"""A widget takes the direction of a text from its first letter, and this one is of the other direction."""
_OVERRIDE, _END = "\N{RIGHT-TO-LEFT OVERRIDE}", "\N{POP DIRECTIONAL FORMATTING}"


class Pseudo(StrEnum):
    """The variants."""

    LONGER = "longer"
    REVERSED = "reversed"


def in_pseudo(source: str, variant: Pseudo) -> str:
    """A text in the language."""
    reverse = variant is Pseudo.REVERSED
    text, tail = (source.removesuffix("…"), "…") if source.endswith("…") else (source, "")
    said = "".join(
        part if _KEPT.fullmatch(part) or not part else _letters(part, reverse=reverse) for part in _KEPT.split(text)
    )
    # In words of the length of words: a line may be broken between them.
    more = " ".join(["~~~~"] * max(1, round(len(source) * _LONGER_BY / 5)))
    text = f"⟦{said} {more}⟧{tail}"
    return f"{_MARK}{text}{_MARK}" if reverse else text


def _letters(text: str, *, reverse: bool) -> str:
    accented = text.translate(_LETTERS)
    return f"{_OVERRIDE}{accented}{_END}" if reverse else accented


def compiled(folder: Path, variant: Pseudo) -> Path:
    """Write the catalogue below `folder`, where the program looks for the Hebrew one; returns that place."""
    tree = ET.parse(resource_path("translations", f"{CATALOGUE}_he.ts"))  # noqa: S314  (our own file)
    for message in tree.getroot().iter("message"):
        translation = message.find("translation")
        assert translation is not None
        translation.attrib.clear()
        translation.text = in_pseudo(message.findtext("source", ""), variant)
    place = folder / variant.value
    place.mkdir(parents=True)
    written = place / "pseudo.ts"
    tree.write(written, encoding="utf-8", xml_declaration=True)
    tool = Path(PySide6.__file__).parent / "lrelease"
    subprocess.run([tool, written, "-qm", place / f"{CATALOGUE}_he.qm"], check=True, capture_output=True, timeout=60)
    return place


@contextmanager
def spoken(application: QGuiApplication, place: Path, variant: Pseudo) -> Iterator[None]:
    """Have everything that is built meanwhile speak it."""
    direction = Qt.LayoutDirection.RightToLeft if variant is Pseudo.REVERSED else Qt.LayoutDirection.LeftToRight
    translators = Translators(application)
    with (
        mock.patch.object(language_module, "resource_path", return_value=place),
        mock.patch.object(language_module, "direction", return_value=direction),
    ):
        translators.install(Language.HEBREW)
        try:
            yield
        finally:
            with mock.patch.object(
                language_module, "direction", lambda language: QLocale(language.value).textDirection()
            ):
                translators.install(Language.ENGLISH)

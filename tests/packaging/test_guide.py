"""The guide for reps: in both languages, with pictures that are there, small, and taken of what the program shows."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from tests.helpers.tree import ROOT, files
from tests.ui.guide_pictures import FOLDER, LABELS, MOMENTS, path
from tests.ui.views import VIEWS
from trayapp.ui import words
from trayapp.ui.language import Translators
from trayapp.ui.model import Language

_GUIDES = {Language.ENGLISH: "guide.md", Language.HEBREW: "guide.he.md"}
_LARGEST_BYTES = 60_000


def guide(language: Language) -> str:
    return (ROOT / "packaging" / "docs" / _GUIDES[language]).read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LABELS)
def test_each_moment_has_its_picture_and_no_picture_is_left_over(language: Language) -> None:
    shown = re.findall(r'src="([^"]+)"', guide(language))
    places = [(ROOT / "packaging" / "docs" / place).resolve() for place in shown]
    assert places == [path(FOLDER, language, name) for name in MOMENTS]
    assert {*FOLDER.glob(f"guide-{language.value}-*")} == set(places)


def test_every_picture_is_small_and_somebody_shows_it() -> None:
    told = "".join((ROOT / page).read_text(encoding="utf-8") for page in files() if page.suffix == ".md")
    for picture in FOLDER.iterdir():
        assert picture.stat().st_size < _LARGEST_BYTES, picture.name
        assert picture.name in told, picture.name


@pytest.mark.parametrize("language", LABELS)
def test_the_guide_calls_things_as_the_screen_does(language: Language, qapp: QApplication) -> None:
    translators = Translators(qapp)
    translators.install(language)
    try:
        alternatives = re.findall(r'alt="([^"]+)"', guide(language))
        for alternative, view in zip(alternatives, MOMENTS.values(), strict=True):
            assert alternative.startswith(words.state(VIEWS[view])), view
        assert QCoreApplication.translate("Menu", "Digits were already heard") in guide(language)
    finally:
        translators.install(Language.ENGLISH)


def test_the_pages_lead_to_each_other() -> None:
    assert "(guide.he.md)" in guide(Language.ENGLISH)
    assert "(guide.md)" in guide(Language.HEBREW)
    assert Path(ROOT / "README.md").read_text(encoding="utf-8").count("guide.md") >= 1

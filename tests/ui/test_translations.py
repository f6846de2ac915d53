"""The catalogue is complete, fresh, and keeps its placeholders.

After words have changed: `pyside6-lupdate -no-obsolete -locations none $(find trayapp -name "*.py" | sort) -ts
resources/translations/recording_pause_he.ts`, translate what is marked as unfinished, and `pyside6-lrelease` the file.
"""

import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import PySide6

from trayapp.resources import resource_path

_ROOT = Path(__file__).resolve().parents[2]
_PLACEHOLDERS = re.compile(r"{\w*}|%\(\w+\)[rs]|%[rs]")
_SAME_IN_HEBREW: frozenset[str] = frozenset()
"""Texts that are the same in both languages."""
_HEBREW = re.compile("[\u05d0-\u05ea]")
_FORBIDDEN = re.compile("השתק|מיקרופון")
_TOOLS = Path(PySide6.__file__).parent
"""What `pyside6-lupdate` and `pyside6-lrelease` start."""


def _messages(catalogue: Path) -> dict[tuple[str, str], tuple[str, str | None]]:
    """Translation and its type, by context and source."""
    found = {}
    for context in ET.parse(catalogue).getroot().iter("context"):  # noqa: S314  (our own file)
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            key = (context.findtext("name", ""), message.findtext("source", ""))
            found[key] = (translation.text or "", translation.get("type"))
    return found


def _catalogue() -> Path:
    return resource_path("translations", "recording_pause_he.ts")


def _run(*arguments: str | Path) -> None:
    subprocess.run(arguments, check=True, capture_output=True, timeout=60)


def test_every_string_of_the_program_is_in_the_catalogue_and_no_other(tmp_path: Path) -> None:
    fresh = tmp_path / "recording_pause_he.ts"
    sources = sorted((_ROOT / "trayapp").rglob("*.py"))
    _run(_TOOLS / "lupdate", "-locations", "none", *sources, "-ts", fresh)
    assert set(_messages(fresh)) == set(_messages(_catalogue()))


def test_every_string_is_translated_and_keeps_its_placeholders() -> None:
    for (context, source), (translation, kind) in _messages(_catalogue()).items():
        assert translation, f"{context}: {source}"
        assert kind is None, f"{context}: {source}"
        assert sorted(_PLACEHOLDERS.findall(source)) == sorted(_PLACEHOLDERS.findall(translation)), source
        assert source.endswith("\n") == translation.endswith("\n"), source
        assert source.endswith("…") == translation.endswith("…"), source


def test_nothing_is_left_in_english() -> None:
    """Each translation has Hebrew letters, names of things and commands aside."""
    left = {source for (_, source), (text, _) in _messages(_catalogue()).items() if not _HEBREW.search(text)}
    assert {source for source in left if re.search("[A-Za-z]", _PLACEHOLDERS.sub("", source))} == _SAME_IN_HEBREW


def test_nothing_speaks_of_silence_or_a_microphone() -> None:
    """Design: words. A rep would take it for muting the phone."""
    assert [source for (_, source), (text, _) in _messages(_catalogue()).items() if _FORBIDDEN.search(text)] == []


def test_no_long_piece_of_english_stands_in_a_hebrew_sentence() -> None:
    """Three words in a row are a forgotten sentence; names of products have two, and commands begin with a name."""
    for (_, source), (text, _) in _messages(_catalogue()).items():
        for line in text.splitlines():
            rest = re.sub(r"recording-pause .*|Active Calls|Recording Pause|Real-time", "", line)
            assert not re.search(r"[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}", rest), source


def test_the_compiled_catalogue_is_fresh(tmp_path: Path) -> None:
    compiled = tmp_path / "fresh.qm"
    _run(_TOOLS / "lrelease", _catalogue(), "-qm", compiled)
    assert compiled.read_bytes() == resource_path("translations", "recording_pause_he.qm").read_bytes()


def test_no_formatted_text_is_handed_to_the_translator() -> None:
    """An f-string is taken into the catalogue as it is written, and never found again at run time."""
    for source in (_ROOT / "trayapp").rglob("*.py"):
        for call in re.findall(r"(?:translate|TRANSLATE_NOOP)\(\s*\"\w+\",\s*(f\")", source.read_text("utf-8")):
            raise AssertionError(f"{source.name}: {call}")

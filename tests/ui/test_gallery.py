"""The program that photographs everything: that it does, and what it finds."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.scenes import scenes

_ROOT = Path(__file__).resolve().parents[2]


def photograph(folder: Path, *options: str) -> None:
    """Run it; it fails where anything is cut off."""
    command = [sys.executable, "-m", "tests.ui.gallery", str(folder), *options]
    done = subprocess.run(command, cwd=_ROOT, check=False, capture_output=True, timeout=1400)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.usefixtures("qapp")
def test_there_is_a_picture_of_each_scene(tmp_path: Path) -> None:
    photograph(tmp_path, "--scale", "1", "--language", "he", "--theme", "dark")
    pictures = [*(tmp_path / "he-dark-100").glob("*.png")]
    assert len(pictures) == len(list(scenes()))
    assert {file.stem.rpartition("-")[2] for file in tmp_path.glob("sheet-*.png")} == {
        *("pill", "panel", "menu", "question", "settings", "icons"),
    }


@pytest.mark.long
@pytest.mark.timeout(1500)
def test_nothing_is_cut_off_in_any_language_theme_or_scale(tmp_path: Path) -> None:
    photograph(tmp_path)
    assert len([*tmp_path.glob("sheet-*.png")]) == 4 * 2 * 2 * 6
    assert (tmp_path / "index.html").stat().st_size > 10_000

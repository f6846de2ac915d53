"""The wheel carries the resources, and what it installs runs."""

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

import trayapp
from tests.helpers.tree import ROOT, packed


def run(command: Sequence[str | Path], **env: str) -> str:
    """Run a command and return what it prints, or fail with it."""
    done = subprocess.run(list(command), capture_output=True, text=True, check=False, cwd=ROOT, env=env or None)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as a release would be, from what is installed already."""
    folder = tmp_path_factory.mktemp("wheel")
    offline = ["--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    run([sys.executable, "-m", "pip", "wheel", *offline, "--wheel-dir", folder, ROOT])
    (built,) = folder.glob("*.whl")
    return built


def test_it_carries_the_program_and_the_resources(wheel: Path) -> None:
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert carried == packed()


def test_its_console_script_runs_without_the_source_tree(wheel: Path, tmp_path: Path) -> None:
    """In an environment of its own, beside the dependencies that are installed already."""
    run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"])
    programs = tmp_path / "venv" / "bin"
    offline = ["--no-index", "--no-deps"]
    run([sys.executable, "-m", "pip", "--python", programs / "python", "install", *offline, wheel])
    code = "import trayapp.resources as r; print(r.resource_path('.').resolve())"
    assert str(tmp_path.resolve()) in run([programs / "python", "-I", "-c", code], PATH="/usr/bin:/bin")
    assert trayapp.__version__ in run([programs / "recording-pause", "--version"], PATH="/usr/bin:/bin")

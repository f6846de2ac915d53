"""The Windows test rig: what it installs is pinned, and what it makes up never leaves it."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tasks.pins import blocks
from tasks.windows import rig
from tasks.windows.pins import flat, windows_pins
from tasks.windows.wine import windows_path
from tests.helpers.tree import ROOT, files


def test_a_stand_in_is_recognised_wherever_it_lies() -> None:
    assert rig.stand_ins_among(["app/PySide6/ICUUC.dll", "app\\icuuc.dll", "app/Qt6Core.dll"]) == [
        "app/PySide6/ICUUC.dll",
        "app\\icuuc.dll",
    ]
    assert {"icuuc.dll", "uisettings.dll", "bcryptprimitives.dll"} == set(rig.STAND_IN_NAMES)


def test_the_wheel_holds_no_stand_in_and_nothing_of_the_rig(tmp_path: Path) -> None:
    offline = ["--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "wheel", *offline, "--wheel-dir", str(tmp_path), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert rig.stand_ins_among(names) == []
    assert [name for name in names if name.lower().endswith((".dll", ".exe", ".c"))] == []


def test_no_stand_in_is_committed_but_its_source() -> None:
    assert rig.stand_ins_among(str(path) for path in files()) == []


def test_the_pins_are_judged_for_windows() -> None:
    pins = windows_pins()
    names = {block.partition("==")[0] for block in blocks(pins)}
    assert {"pyside6-essentials", "keyring", "pywin32-ctypes", "colorama", "pytest"} <= names
    assert not names & {"jeepney", "secretstorage", "importlib-metadata", "ruff", "mypy"}
    assert all(" ; " not in line for line in pins.splitlines())
    assert pins.count("pyside6-essentials==") == 1


@pytest.mark.parametrize(
    ("marker", "stays"),
    [("", True), (" ; sys_platform == 'win32'", True), (" ; sys_platform == 'linux'", False)],
)
def test_a_marker_decides(marker: str, *, stays: bool) -> None:
    hashed = "    --hash=sha256:" + "0" * 64
    assert flat([f"thing==1.0{marker} \\\n{hashed}"]) == ([f"thing==1.0 \\\n{hashed}"] if stays else [])


def test_a_path_as_windows_sees_it() -> None:
    assert windows_path(Path("/nowhere/at all")) == "Z:\\nowhere\\at all"

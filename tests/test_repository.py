"""What must hold for the files of the repository as a whole."""

import re
from collections.abc import Iterable
from pathlib import Path

from tests.helpers.tree import ROOT, files, python_files, text_of

TOP = {"LICENSE", "README.md", "packaging", "pyproject.toml", "resources", "tests", "trayapp"}
LONGEST_MODULE_LINES = 400
LARGEST_FILE_BYTES = 1_000_000
OF_THE_TESTS_ALONE = {
    "helpers",
    "day",
    "desktop_session",
    "servers",
    "faults",
    "bench",
    "packaging",
    "windows_program",
    "windows_session",
}
"""Folders under tests/ that mirror none in trayapp/."""

MACHINE_PATHS = re.compile(r"(?<![\w.~}])/(root|home|Users|work|mnt)/\w")
REGISTRIES = re.compile(r"pypi\.org|pythonhosted|registry\.npm|\bdeb\.debian")
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError")
SELF = Path(__file__).relative_to(ROOT)
"""Holds what it looks for."""


def lines_with(pattern: re.Pattern[str], paths: Iterable[Path]) -> list[str]:
    """Every place where a pattern is found."""
    return [
        f"{path}:{number}: {line.strip()}"
        for path in paths
        if path != SELF
        for number, line in enumerate(text_of(path).splitlines(), 1)
        if pattern.search(line)
    ]


def test_only_the_given_names_at_the_top() -> None:
    assert {path.parts[0] for path in files() if not path.parts[0].startswith(".")} <= TOP


def test_no_path_of_a_machine() -> None:
    assert lines_with(MACHINE_PATHS, files()) == []


def test_no_address_of_a_package_registry() -> None:
    assert lines_with(REGISTRIES, files()) == []


def test_what_pins_packages_holds_no_address_at_all() -> None:
    pins = [path for path in files() if path.name == "package-lock.json" or path.match("requirements*.txt")]
    assert len(pins) == 3
    assert lines_with(re.compile("://"), pins) == []


def test_nothing_unfinished() -> None:
    assert lines_with(UNFINISHED, python_files("trayapp", "packaging")) == []


def test_no_module_too_long() -> None:
    lengths = {path: text_of(path).count("\n") for path in python_files("trayapp", "packaging", "tests")}
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE_LINES} == {}


def test_no_file_too_large() -> None:
    assert [path for path in files() if (ROOT / path).stat().st_size > LARGEST_FILE_BYTES] == []


def test_test_folders_are_packages_and_mirror_the_program() -> None:
    folders = {path.parent.relative_to("tests") for path in python_files("tests")} - {Path()}
    assert [folder for folder in folders if not (ROOT / "tests" / folder / "__init__.py").is_file()] == []
    mirrors = {folder for folder in folders if folder.parts[0] not in OF_THE_TESTS_ALONE}
    assert [folder for folder in mirrors if not (ROOT / "trayapp" / folder).is_dir()] == []


def test_every_folder_of_the_program_is_tested() -> None:
    folders = {path.parent.relative_to("trayapp") for path in python_files("trayapp")} - {Path()}
    tested = {path.parent.relative_to("tests") for path in python_files("tests") if path.name.startswith("test_")}
    assert {folder for folder in folders if not any(folder in (one, *one.parents) for one in tested)} == set()

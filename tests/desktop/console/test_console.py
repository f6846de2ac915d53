"""Output, complaints and launchers, as far as every system has them."""

import sys
from pathlib import Path

import pytest

from tests.helpers.needs import linux, windows
from trayapp.desktop import console
from trayapp.desktop.console.windows import WINDOW_LAUNCHER, window_program


def test_a_complaint_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    console.complain("It does not start.")
    assert capsys.readouterr() == ("", "It does not start.\n")


def test_where_nobody_reads_a_console_there_is_none_to_give_back() -> None:
    assert not console.part()


@linux
def test_on_linux_the_program_stays_where_it_was_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert not console.part()


@linux
def test_on_linux_the_encoding_is_the_systems_affair() -> None:
    assert console.encoding() is None


@windows
def test_on_windows_it_is_not_the_countrys_code_page() -> None:
    assert console.encoding({}) == "utf-8"
    assert console.encoding({"PYTHONIOENCODING": "cp437"}) is None


def test_the_window_program_lies_beside_the_consoles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / WINDOW_LAUNCHER).touch()
    for name in ("recording-pause", "recording-pause.exe"):
        monkeypatch.setattr(sys, "argv", [str(tmp_path / name), "ignored"])
        assert window_program() == [str(tmp_path / WINDOW_LAUNCHER)]


def test_a_frozen_program_looks_beside_itself_and_not_where_its_name_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / WINDOW_LAUNCHER).touch()
    monkeypatch.setattr(sys, "argv", ["recording-pause"])
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "recording-pause.exe"))
    assert window_program() == [str(tmp_path / WINDOW_LAUNCHER)]


def test_without_a_launcher_it_is_pythons_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "trayapp" / "__main__.py")])
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    assert window_program() is None
    (tmp_path / "pythonw.exe").touch()
    assert window_program() == [str(tmp_path / "pythonw.exe"), "-m", "trayapp"]

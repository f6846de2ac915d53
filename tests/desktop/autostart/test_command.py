"""What is started at login is this very program."""

from pathlib import Path

import pytest

from trayapp.desktop.autostart import command


def touched(folder: Path, *names: str) -> list[str]:
    for name in names:
        (folder / name).touch()
    return [str(folder / name) for name in names]


@pytest.mark.parametrize("ending", ["", ".exe"])
def test_the_launcher_where_there_is_one(tmp_path: Path, ending: str) -> None:
    launcher, python = touched(tmp_path, f"recording-pause{ending}", f"python{ending}")
    assert command(python, launcher) == (launcher,)


@pytest.mark.parametrize("started", ["recording-pause.exe", "recording-pausew.exe", "recording-pause"])
def test_on_windows_the_one_without_a_console(tmp_path: Path, started: str) -> None:
    silent, _, python = touched(tmp_path, "recording-pausew.exe", "recording-pause.exe", "python.exe")
    assert command(python, str(tmp_path / started)) == (silent,)


def test_else_the_interpreter(tmp_path: Path) -> None:
    (python,) = touched(tmp_path, "python3")
    assert command(python, str(tmp_path / "trayapp" / "__main__.py")) == (python, "-m", "trayapp")
    python, silent = touched(tmp_path, "python.exe", "pythonw.exe")
    assert command(python, "-c") == (silent, "-m", "trayapp")

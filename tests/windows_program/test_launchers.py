"""The two launchers that pip makes on Windows of our wheel: one for the console, and one that flashes none."""

import json
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pip
import pytest

from tasks.windows.wine import Running, Session, windows_path
from tests.program.desk import ROOT
from trayapp.simulator.until import until

pytestmark = [pytest.mark.wine, pytest.mark.timeout(300)]

INSTALL_S = 120.0
COMMAND_S = 60.0
FIRST_START_S = 120.0
"""Every module is compiled."""
LAUNCHERS = ("recording-pause.exe", "recording-pausew.exe")


@dataclass(frozen=True)
class Installed:
    """Wine, and the program as pip installed it there."""

    session: Session
    folder: Path

    def launcher(self, name: str) -> Path:
        return self.folder / "Scripts" / name

    def start(self, name: str, *words: str) -> Running:
        more = {"PYTHONPATH": windows_path(self.folder / "Lib" / "site-packages")}
        return self.session.start(self.launcher(name), *words, more=more)

    def run(self, name: str, *words: str) -> tuple[int, str, str]:
        """Exit status, output and errors."""
        running = self.start(name, *words)
        running.end_input()
        return running.wait(COMMAND_S), running.output.decode(), running.errors.decode()


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installed]:
    folder = tmp_path_factory.mktemp("installed")
    build = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--no-deps", "--no-index"]
    subprocess.run(
        [*build, "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)], check=True, capture_output=True
    )
    (wheel,) = folder.glob("*.whl")
    shutil.copytree(Path(pip.__file__).parent, folder / "tools" / "pip")
    with Session(desktop=False) as session:
        options = [
            "--disable-pip-version-check",
            "--no-deps",
            "--no-index",
            "--no-compile",
            "--no-warn-script-location",
        ]
        pipping = session.start(
            session.python,
            *("-m", "pip", "install", *options, "--prefix", windows_path(folder), windows_path(wheel)),
            more={"PYTHONPATH": windows_path(folder / "tools")},
        )
        pipping.end_input()
        assert pipping.wait(INSTALL_S) == 0, pipping.errors.decode()
        yield Installed(session, folder)


def subsystem(program: Path) -> int:
    """What a Windows program is made for, as its PE header says: 2 = windows, 3 = the console."""
    data = program.read_bytes()
    (header,) = struct.unpack_from("<I", data, 0x3C)
    assert data[header : header + 4] == b"PE\0\0"
    (found,) = struct.unpack_from("<H", data, header + 24 + 68)
    return int(found)


def test_one_is_made_for_the_console_and_one_for_windows(installed: Installed) -> None:
    assert [subsystem(installed.launcher(name)) for name in LAUNCHERS] == [3, 2]


@pytest.mark.parametrize("name", LAUNCHERS)
def test_without_a_running_program_the_exit_status_is_3(installed: Installed, name: str) -> None:
    code, output, errors = installed.run(name, "status", "--json")
    assert (code, output) == (3, "")
    assert "not running" in errors


@pytest.mark.parametrize("name", LAUNCHERS)
def test_each_starts_the_program_and_each_reaches_it(installed: Installed, name: str) -> None:
    program = installed.start(name)
    until(lambda: installed.run(name, "status")[0] == 0, FIRST_START_S, "the program to answer")
    for other in LAUNCHERS:
        code, output, errors = installed.run(other, "status", "--json")
        assert (code, errors) == (0, "")
        assert json.loads(output)["state"] == "not_set_up"
    assert installed.run(name, "pause")[0] == 4
    assert installed.run(name, "quit")[0] == 0
    assert program.wait(COMMAND_S) == 0
    assert program.errors == b""

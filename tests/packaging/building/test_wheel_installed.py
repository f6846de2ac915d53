"""The wheel with what is pinned, in an environment where nothing else is: installed, started, asked, ended."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import trayapp
from tasks.places import RUN_PINS
from tests.helpers import needs
from trayapp.simulator.until import until

pytestmark = [needs.linux, pytest.mark.timeout(300)]

INSTALL_S = 240.0
START_S = 60.0
COMMAND_S = 30.0


class Installed:
    """An environment with the program, and a home for it."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "venv" / "bin"
        home, run = folder / "home", folder / "run"
        for made in (home, run):
            made.mkdir(mode=0o700, parents=True)
        self.environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(run),
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
            "QT_QPA_PLATFORM": "offscreen",
            "LC_ALL": "C.UTF-8",
        }

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `recording-pause` to its end."""
        command = [str(self.programs / "recording-pause"), *words]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=COMMAND_S, check=False
        )


@pytest.fixture
def installed(built_wheel: Path, tmp_path: Path) -> Iterator[Installed]:
    made = Installed(tmp_path / "installed")
    subprocess.run([sys.executable, "-m", "venv", made.programs.parent], check=True, timeout=INSTALL_S)
    pip = [str(made.programs / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet", "install", "--no-deps"]
    pinned = ["--require-hashes", "--only-binary", ":all:", "-r", str(RUN_PINS)]
    for what in (pinned, ["--no-index", str(built_wheel)]):
        subprocess.run([*pip, *what], check=True, timeout=INSTALL_S)
    yield made
    made.run("quit", "--resume")


def test_it_starts_answers_and_ends(installed: Installed) -> None:
    assert installed.run("--version").stdout.split() == ["recording-pause", trayapp.__version__]
    before = installed.run("status")
    assert (before.returncode, before.stdout) == (3, "")
    with subprocess.Popen([installed.programs / "recording-pause"], env=installed.environment) as program:
        try:
            until(lambda: installed.run("status").returncode == 0, START_S, "the program to answer")
            assert json.loads(installed.run("status", "--json").stdout)["state"] == "not_set_up"
            assert installed.run("quit").returncode == 0
            assert program.wait(COMMAND_S) == 0
        finally:
            program.kill()

"""The Windows installer under wine: a silent roll-out, half a minute on the phone, and no trace left after it."""

import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import trayapp
from tasks.building import msi, wheel
from tasks.building.release import Release, this_release
from tasks.building.sign import Signer
from tasks.windows import rig
from tasks.windows.wine import RIG, Running, Session, windows_path
from tests.helpers import needs
from tests.helpers.secrets import EXTENSION
from tests.program.desk import CARD, MACHINE_S, START_S, TOGGLE, WAIT_S, Outcome, pace
from tests.windows_program.desk import COMMAND_S, WindowsDesk
from trayapp.desktop.autostart.windows import NAME, RUN
from trayapp.simulator.simulation import Simulation
from trayapp.simulator.until import until

pytestmark = [pytest.mark.wine, pytest.mark.long, needs.msi, pytest.mark.timeout(1800)]

INSTALL_S = 300.0
FIRST_START_S = 120.0
HALF_MINUTE_S = 30.0
NEW_CALL_S = 3.0
"""A call that appears while paused, blind, is paused within this time (design §2)."""
DRIVE = RIG / "prefix" / "drive_c"
PROGRAM = DRIVE / "Program Files" / "Recording Pause"
SHORTCUT = "Recording Pause.lnk"
STARTED = '"C:\\Program Files\\Recording Pause\\recording-pausew.exe"'
UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall"
_OF_THE_USERS = ("users/",)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The installer, as a release has it but for the signature, and those of two later versions."""
    folder, release = tmp_path_factory.mktemp("msi"), this_release()
    program = wheel.build_wheel(release, folder)
    first, _ = msi.build_msi(release, program, folder, stage=folder, signer=Signer())
    later = [Release(version, release.epoch_s) for version in ("9.0.1", "9.1.0")]
    return [first, *(msi.pack(one, folder / "windows", Signer()) for one in later)]


class InstalledDesk(WindowsDesk):
    """A desk whose program is the one that is installed."""

    def run(self, *words: str, stdin: str = "") -> Outcome:
        """By the console's launcher."""
        running = self.session.start(PROGRAM / "recording-pause.exe", *words)
        running.tell(stdin)
        running.end_input()
        code = running.wait(COMMAND_S)
        return Outcome(code, running.output.decode(), running.errors.decode())

    def open(self) -> Running:
        """Start the program as the start menu does."""
        return self.session.start(PROGRAM / "recording-pausew.exe")

    def status(self) -> dict[str, Any]:
        told = self.run("status", "--json")
        return dict(json.loads(told.out)) if told.code == 0 else {}

    def shows(self, state: str, timeout_s: float = WAIT_S) -> None:
        until(lambda: self.status().get("state") == state, timeout_s, state)

    def msiexec(self, *words: str) -> int:
        """Run the installer's program, silently. Its exit status."""
        running = self.session.start("msiexec", *words, "/qn")
        running.end_input()
        return running.wait(INSTALL_S)

    def versions(self) -> list[str]:
        """What Windows lists as installed."""
        asked = self.session.start("reg", "query", f"HKLM\\{UNINSTALL}", "/s")
        asked.end_input()
        asked.wait(COMMAND_S)
        return re.findall(r"DisplayVersion\s+REG_SZ\s+(\S+)", asked.output.decode())

    def starts_at_login(self) -> str:
        """The command line that every user's login starts; empty where there is none."""
        asked = self.session.start("reg", "query", f"HKLM\\{RUN}", "/v", NAME)
        asked.end_input()
        asked.wait(COMMAND_S)
        return asked.output.decode().partition("REG_SZ")[2].strip()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[InstalledDesk]:
    with Session(desktop=True) as session, Simulation((EXTENSION,)) as simulation:
        made = InstalledDesk(session, simulation, tmp_path)
        yield made
        made.close()
    # A session begins with a fresh registry; what a test that failed has left on the disk would be in its way.
    shutil.rmtree(PROGRAM, ignore_errors=True)


def test_a_silent_roll_out_is_used_upgraded_and_leaves_no_trace(packages: list[Path], desk: InstalledDesk) -> None:
    first, second, third = packages
    before = _contents()
    assert desk.msiexec("/i", windows_path(first)) == 0
    _everything_is_there(desk)
    assert desk.starts_at_login() == "", "off by default"
    _use(desk)

    assert desk.msiexec("/i", windows_path(second), "AUTOSTART=1") == 0
    assert desk.starts_at_login() == STARTED
    assert desk.msiexec("/i", windows_path(third)) == 0
    assert desk.starts_at_login() == STARTED, "what was chosen for the fleet stays"
    assert desk.versions() == ["9.1.0"], "an upgrade takes the place of what was there"
    assert desk.msiexec("/i", windows_path(first)) != 0, "a newer version is not overwritten by an older one"
    _everything_is_there(desk)
    data = [path for path in (DRIVE / "users").rglob("*") if "recording-pause" in str(path).lower() and path.is_file()]
    assert data

    assert desk.msiexec("/x", windows_path(third)) == 0
    assert desk.starts_at_login() == ""
    # Where Windows keeps copies of installers it makes at its first installation, and leaves it there, empty.
    assert {path for path in before ^ _contents() if not path.startswith("windows/temp/")} <= {"windows/Installer"}
    assert all(path.is_file() for path in data), "the user's own data is nobody else's to remove"
    assert _in_the_machines_registry(desk) == []


def _contents() -> set[str]:
    found = {path.relative_to(DRIVE).as_posix() for path in DRIVE.rglob("*")}
    return {path for path in found if not path.startswith(_OF_THE_USERS) or path.endswith(SHORTCUT)}


def _in_the_machines_registry(desk: InstalledDesk) -> list[str]:
    asked = desk.session.start("reg", "export", "HKLM\\Software", "C:\\users\\machine.reg", "/y")
    asked.end_input()
    assert asked.wait(COMMAND_S) == 0
    text = (DRIVE / "users" / "machine.reg").read_bytes().decode("utf-16")
    return [line for line in text.splitlines() if re.search(r"recording[ -]?pause", line, re.IGNORECASE)]


def _everything_is_there(desk: InstalledDesk) -> None:
    names = {path.name for path in PROGRAM.iterdir()}
    assert {
        "recording-pause.exe",
        "recording-pausew.exe",
        "python312.dll",
        "packages",
        "licences",
        "administrators",
    } <= names
    assert rig.stand_ins_among(str(path) for path in PROGRAM.rglob("*")) == []
    assert [path for path in DRIVE.rglob(SHORTCUT) if "Start Menu" in str(path)]
    told = desk.run("--version")
    assert told.out.split() == ["recording-pause", trayapp.__version__], told.err


def _use(desk: InstalledDesk) -> None:
    """Half a minute, as on the phone."""
    assert desk.run("status").code == 3
    done = desk.set_up()
    assert done.code == 0, done.err
    program = desk.open()
    until(lambda: bool(desk.status()), FIRST_START_S, "the program to answer")
    desk.shows("ready", START_S)
    first = desk.call()

    desk.hands.key(TOGGLE)
    desk.await_muted([True])
    desk.shows("paused")
    paused_s = time.monotonic()
    desk.hands.type(CARD)
    time.sleep(HALF_MINUTE_S / 3)
    joined_s = time.monotonic()
    second = desk.call()
    desk.await_muted([True, True], NEW_CALL_S + MACHINE_S)
    while time.monotonic() < paused_s + HALF_MINUTE_S:
        assert desk.status()["state"] == "paused"
    pressed_s = time.monotonic()
    pace()
    desk.hands.key(TOGGLE)
    desk.shows("ready")
    resumed_s = time.monotonic()
    desk.await_muted([False, False])

    assert desk.recorded_s(first, paused_s, pressed_s) == 0
    assert desk.recorded_s(second, joined_s, pressed_s) < NEW_CALL_S + MACHINE_S
    time.sleep(1.0)
    assert desk.recorded_s(first, resumed_s) > MACHINE_S
    assert desk.run("quit").code == 0
    assert program.wait(WAIT_S) == 0
    assert program.errors == b""
    assert not list(PROGRAM.rglob("*.pyc.*")), "nothing is written beside the program"

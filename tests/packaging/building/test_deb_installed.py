"""The Debian package on a Debian with nothing on it: installed, used for half a minute, and removed."""

import json
import re
import subprocess
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import trayapp
from tasks.building import needed
from tests.helpers import needs
from tests.helpers.secrets import EXTENSION
from tests.packaging.building.clean_debian import CleanDebian, installed, make
from tests.packaging.building.conftest import BuiltDeb
from tests.program.desk import CARD, MACHINE_S, START_S, TOGGLE, Desk, Outcome, Program, pace
from trayapp.core.view import StateName
from trayapp.desktop import DESKTOP_ID
from trayapp.simulator.simulation import Simulation
from trayapp.simulator.virtual_desktop import Keyring, VirtualDesktop

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = [pytest.mark.desktop, pytest.mark.long, needs.deb, needs.clean_debian, pytest.mark.timeout(1800)]

HALF_MINUTE_S = 30.0
NEW_CALL_S = 3.0
"""A call that appears while paused, blind, is paused within this time (design §2)."""
ORDINARY_USER = "1234:1234"
NEXT_RELEASE = "trixie"
"""Debian 13, with Python 3.13."""


@pytest.fixture(scope="module")
def debian(tmp_path_factory: pytest.TempPathFactory) -> CleanDebian:
    return make(tmp_path_factory.mktemp("clean") / "debian")


class InstalledDesk(Desk):
    """A desk whose program is the one that is installed there."""

    def __init__(self, desktop: VirtualDesktop, simulation: Simulation, debian: CleanDebian) -> None:
        super().__init__(desktop, simulation, Path(desktop.environment["XDG_STATE_HOME"], "recording-pause"))
        self._debian = debian

    @property
    def environment(self) -> dict[str, str]:
        """Nothing but what a session has."""
        return {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}

    def run(self, *words: str, stdin: str = "", timeout_s: float = 60.0) -> Outcome:
        done = self._debian.run(
            "recording-pause",
            *words,
            environment={**self.desktop.environment, **self.environment},
            stdin=stdin,
            timeout_s=timeout_s,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    def start_plainly(self, *, environment: "Mapping[str, str] | None" = None) -> Program:
        command = self._debian.command("recording-pause")
        process = self.desktop.start(
            command,
            environment={**self.environment, **(environment or {})},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        errors = max((self.desktop.root / "log").iterdir(), key=lambda file: int(file.name.partition("-")[0]))
        program = Program(self, process, errors, None)
        self.programs.append(program)
        return program


@pytest.fixture
def desk(debian: CleanDebian) -> Iterator[InstalledDesk]:
    with VirtualDesktop(keyring=Keyring.UNLOCKED) as desktop, Simulation((EXTENSION,)) as simulation:
        made = InstalledDesk(desktop, simulation, debian)
        yield made
        made.close()


def test_installed_used_for_half_a_minute_and_removed(
    debian: CleanDebian, built_deb: BuiltDeb, desk: InstalledDesk
) -> None:
    package = debian.put(built_deb.package)
    assert "python3-minimal" in installed(debian.apt("install", package)), "nothing was there before"
    debian.apt("purge", "recording-pause")
    before = debian.contents()

    assert installed(debian.apt("install", package)) == ["recording-pause"]
    assert debian.run("recording-pause", "--version").stdout.split() == ["recording-pause", trayapp.__version__]
    _an_ordinary_user_may_use_it(debian)
    _it_is_compiled_for_everybody(debian)
    _every_library_is_found(debian)
    _its_manual_page_and_the_pages_for_administrators_are_there(debian)
    data = _use(desk)
    _a_fleet_starts_it_at_login(debian, desk)

    debian.apt("purge", "recording-pause")
    after = debian.contents()
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} == set()
    assert all(file.is_file() for file in data), "the user's own data is nobody else's to remove"


def test_the_next_release_with_a_newer_python_brings_all_it_needs(built_deb: BuiltDeb, tmp_path: Path) -> None:
    debian = make(tmp_path / "debian", NEXT_RELEASE)
    debian.apt("install", debian.put(built_deb.package))
    _an_ordinary_user_may_use_it(debian)
    _it_is_compiled_for_everybody(debian)
    _every_library_is_found(debian)
    for module in ("trayapp.app", "secretstorage", "keyring.backends.SecretService", "truststore"):
        script = f"import sys; sys.path.insert(0, '/usr/lib/recording-pause'); import {module}"
        done = debian.run("python3", "-IB", "-c", script)
        assert (done.returncode, done.stderr) == (0, ""), module
    debian.apt("purge", "recording-pause")
    assert not (debian.root / "usr" / "lib" / "recording-pause").exists()


def _an_ordinary_user_may_use_it(debian: CleanDebian) -> None:
    done = debian.run("recording-pause", "status", user=ORDINARY_USER, environment={"HOME": "/nonexistent"})
    assert (done.returncode, done.stdout) == (3, "")
    assert "not running" in done.stderr


def _it_is_compiled_for_everybody(debian: CleanDebian) -> None:
    program = debian.root / "usr" / "lib" / "recording-pause" / "trayapp"
    sources = {path.stem for path in program.glob("*.py")}
    compiled = {path.name.partition(".")[0] for path in (program / "__pycache__").glob("*.pyc")}
    assert sources == compiled


def _every_library_is_found(debian: CleanDebian) -> None:
    """But for GTK's: where that is not installed there is no desktop whose look is to be taken on."""
    libraries = "find /usr/lib/recording-pause -name '*.so*' -type f"
    asked = debian.run("sh", "-c", f'for one in $({libraries}); do echo "$one:"; ldd "$one"; done')
    lacking, library = set(), ""
    for line in asked.stdout.splitlines():
        if line.endswith(":"):
            library = Path(line[:-1]).name
        elif "not found" in line:
            lacking.add(library)
    assert asked.returncode == 0
    assert lacking <= needed.OPTIONAL


def _its_manual_page_and_the_pages_for_administrators_are_there(debian: CleanDebian) -> None:
    """Unless the administrator has told dpkg to leave papers out, as images of containers do."""
    share = debian.root / "usr" / "share"
    assert (share / "man" / "man1" / "recording-pause.1.gz").is_file()
    folder = share / "doc" / "recording-pause" / "administrators"
    sample = tomllib.loads(re.sub(r"(?m)^#(?! )(?=\w)", "", (folder / "policy.toml").read_text(encoding="utf-8")))
    assert sample["monitor_host"]
    assert (folder / "PolicyDefinitions" / "recording-pause.admx").is_file()


def _a_fleet_starts_it_at_login(debian: CleanDebian, desk: "InstalledDesk") -> None:
    """By the link that packaging/linux/README.md names, and by policy.

    What a session makes of the entries is tried in tests/desktop/autostart; here they are the package's.
    """
    entry = f"{DESKTOP_ID}.desktop"
    shared, own = f"/etc/xdg/autostart/{entry}", Path(desk.desktop.environment["XDG_CONFIG_HOME"], "autostart", entry)
    assert not _is_started_at_login(desk)
    assert debian.run("mkdir", "-p", "/etc/xdg/autostart", "/etc/recording-pause").returncode == 0
    assert debian.run("ln", "-s", f"/usr/share/applications/{entry}", shared).returncode == 0
    assert debian.run("sed", "-n", "s/^Exec=//p", shared).stdout.strip() == "recording-pause"
    assert _is_started_at_login(desk)
    assert debian.run("rm", shared).returncode == 0

    policy = debian.root / "etc" / "recording-pause" / "policy.toml"
    policy.write_text("start_at_login = true\n")
    assert _is_started_at_login(desk)
    assert 'Exec="/usr/bin/recording-pause"' in own.read_text()
    policy.write_text("start_at_login = false\n")
    assert not _is_started_at_login(desk)
    assert debian.run("rm", "-r", "/etc/recording-pause").returncode == 0
    left = debian.run("rmdir", "--parents", "--ignore-fail-on-non-empty", "/etc/xdg/autostart")  # unless of others
    assert left.returncode == 0, left.stderr


def _is_started_at_login(desk: "InstalledDesk") -> bool:
    """What the doctor says of it, of a program that has just been started."""
    program = desk.start_plainly()
    program.shows(StateName.READY, timeout_s=START_S)
    found = {line["name"]: line for line in json.loads(desk.run("doctor", "--json").out)}
    assert desk.run("quit").code == 0
    assert program.ends() == 0
    return bool(found["autostart"]["applies"] and found["autostart"]["ok"])


def _use(desk: InstalledDesk) -> list[Path]:
    """Half a minute, as on the phone; returns the user's files."""
    assert desk.run("status").code == 3
    done = desk.set_up()
    assert done.code == 0, done.err
    program = desk.start_plainly()
    program.shows(StateName.READY, timeout_s=START_S)
    first = desk.call()

    desk.desktop.key(TOGGLE)
    status: dict[str, Any] = program.shows(StateName.PAUSED)
    paused_s = time.monotonic()
    assert status["demo"] is True
    desk.await_muted([True])
    desk.desktop.type(CARD)
    time.sleep(HALF_MINUTE_S / 3)
    joined_s = time.monotonic()
    second = desk.call()
    desk.await_muted([True, True], NEW_CALL_S + MACHINE_S)
    while time.monotonic() < paused_s + HALF_MINUTE_S:
        assert program.state == StateName.PAUSED
        time.sleep(0.5)
    pressed_s = time.monotonic()
    pace()
    assert desk.run("resume").code == 0
    program.shows(StateName.READY)
    resumed_s = time.monotonic()

    assert desk.recorded_s(first, paused_s, pressed_s) == 0
    assert desk.recorded_s(second, joined_s, pressed_s) < NEW_CALL_S + MACHINE_S
    desk.await_muted([False, False])
    time.sleep(1.0)
    assert desk.recorded_s(first, resumed_s) > MACHINE_S
    assert desk.recorded_s(second, resumed_s) > MACHINE_S
    assert program.state == StateName.READY
    assert desk.run("quit").code == 0
    assert program.ends() == 0
    home = Path(desk.desktop.environment["HOME"])
    files = [path for path in home.rglob("*recording-pause*/**/*") if path.is_file()]
    assert files
    return files

"""The file that a desktop session looks for, read by one that starts programs at login (dex)."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers import needs
from trayapp.desktop import DESKTOP_ID
from trayapp.desktop.autostart import AutostartError, Standing
from trayapp.desktop.autostart.xdg import XdgAutostart
from trayapp.simulator.until import until

pytestmark = needs.linux

NAME = f"{DESKTOP_ID}.desktop"
SHARED = f"[Desktop Entry]\nType=Application\nName=Recording Pause\nExec={sys.executable} --version\n"
ODD = ("with blank", 'with "quotes"', "$HOME `id` back\\slash 100%f", "עברית")
"""Words that a careless Exec line would change."""


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    return {"XDG_CONFIG_HOME": str(tmp_path / "own"), "XDG_CONFIG_DIRS": str(tmp_path / "shared")}


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """What an installer has put there for everybody."""
    path = tmp_path / "shared" / "autostart" / NAME
    path.parent.mkdir(parents=True)
    path.write_text(SHARED)
    return path


def own(environ: dict[str, str]) -> Path:
    return Path(environ["XDG_CONFIG_HOME"]) / "autostart" / NAME


def log_in(environ: dict[str, str]) -> str:
    """What a session starts with these folders."""
    done = subprocess.run(
        ["dex", "--autostart", "--environment", "GNOME", "--wait"],
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": environ["XDG_CONFIG_HOME"], **environ},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """Where `program` writes what it was started with."""
    return tmp_path / "told"


@pytest.fixture
def program(tmp_path: Path, told: Path) -> tuple[str, ...]:
    script = tmp_path / "program.py"
    script.write_text(f"import pathlib, sys\npathlib.Path({str(told)!r}).write_text(repr(sys.argv[1:]))\n")
    return (sys.executable, str(script))


@needs.login
def test_a_session_starts_it_from_when_it_is_chosen(
    environ: dict[str, str], program: tuple[str, ...], told: Path
) -> None:
    autostart = XdgAutostart(program, environ)
    log_in(environ)
    assert not told.exists(), "it is off until it is chosen"
    autostart.choose(on=True)
    log_in(environ)
    assert told.exists()
    told.unlink()
    autostart.choose(on=False)
    log_in(environ)
    assert not told.exists()


@needs.login
def test_its_arguments_are_what_they_were(environ: dict[str, str], program: tuple[str, ...], told: Path) -> None:
    """As GNOME's library takes the line apart."""
    XdgAutostart((*program, *ODD), environ).choose(on=True)
    subprocess.run(["gio", "launch", own(environ)], check=True)
    until(lambda: told.exists() and told.read_text() == repr(list(ODD)), 10, "the program to tell its arguments")


@needs.login
def test_what_is_started_for_everybody_can_be_left_out_by_one(
    environ: dict[str, str], shared: Path, program: tuple[str, ...], told: Path
) -> None:
    shared.write_text(SHARED.replace("--version", program[1]))
    autostart = XdgAutostart(program, environ)
    assert autostart.standing() is Standing.FOR_EVERYONE
    log_in(environ)
    assert told.exists()
    told.unlink()
    autostart.choose(on=False)
    assert autostart.standing() is Standing.OFF
    log_in(environ)
    assert not told.exists()
    autostart.choose(on=True)
    assert autostart.standing() is Standing.FOR_EVERYONE
    assert not own(environ).exists(), "nothing of one's own is needed"


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false", "TryExec=/nonexistent/program"])
def test_what_the_systems_settings_have_switched_off_is_off(environ: dict[str, str], shared: Path, line: str) -> None:
    shared.write_text(SHARED + line + "\n\n[Desktop Action other]\nHidden=false\n")
    autostart = XdgAutostart(("program",), environ)
    assert autostart.standing() is Standing.OFF
    autostart.choose(on=True)
    assert autostart.standing() is Standing.ON


def test_a_folder_that_takes_nothing_is_told_without_its_path(environ: dict[str, str]) -> None:
    home = Path(environ["XDG_CONFIG_HOME"])
    home.write_text("a file where a folder should be")
    autostart = XdgAutostart(("program",), environ)
    with pytest.raises(AutostartError) as caught:
        autostart.choose(on=True)
    assert str(home) not in str(caught.value)
    with pytest.raises(AutostartError):
        autostart.standing()


def test_what_is_no_whole_path_is_not_gone_by(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    XdgAutostart(("program",), {"XDG_CONFIG_HOME": "relative", "XDG_CONFIG_DIRS": "also relative"}).choose(on=True)
    assert (tmp_path / ".config" / "autostart" / NAME).is_file()

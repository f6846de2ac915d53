"""What the system knows of its own running; the same for every system, and each by itself."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers import needs
from tests.helpers.tree import ROOT
from trayapp.desktop import uptime
from trayapp.desktop.uptime import unknown


def test_nothing_sleeps_while_the_tests_run() -> None:
    before_s = uptime.suspended_s()
    time.sleep(0.05)
    assert uptime.suspended_s() == pytest.approx(before_s, abs=0.1)


def test_the_start_has_a_name_that_stays() -> None:
    assert uptime.boot_id() == uptime.boot_id() != ""


def test_another_program_finds_the_same_name() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from trayapp.desktop.uptime import boot_id; print(boot_id())"],
        check=True,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert told.stdout.strip() == uptime.boot_id()


def test_a_system_of_which_nothing_is_known() -> None:
    assert (unknown.suspended_s(), unknown.boot_id()) == (0.0, "")


@needs.linux
def test_linux_without_a_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from trayapp.desktop.uptime import linux  # noqa: PLC0415  (this system's)

    monkeypatch.setattr(linux, "_BOOT_ID", tmp_path / "missing")
    assert linux.boot_id() == ""


@needs.windows
def test_windows_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A registry that cannot be written to."""
    from trayapp.desktop.uptime import windows  # noqa: PLC0415  (this system's)

    windows.boot_id.cache_clear()
    monkeypatch.setattr(windows, "_HKEY_CURRENT_USER", 0)
    assert windows.boot_id() == ""
    windows.boot_id.cache_clear()
    monkeypatch.undo()
    assert windows.boot_id() != ""

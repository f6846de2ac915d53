"""What the system must bring: found by use, installed with apt-get by root, and said plainly to everybody else."""

from pathlib import Path

import pytest

from tasks import command, demo, system
from tasks.progress import TaskError
from tests.helpers.needs import (
    ACCESSIBILITY_BUS,
    CLEAN_DEBIAN_PROGRAMS,
    CLOCK_PROGRAMS,
    DESKTOP_PROGRAMS,
    LOGIN_PROGRAMS,
    MONITOR_DRIVER,
    MONITOR_PROGRAMS,
    MSI_PROGRAMS,
    NODE_PROGRAMS,
    POLICY_PROGRAMS,
    STATUS_NOTIFIER_PROGRAMS,
    WAYLAND_FILES,
    WAYLAND_PROGRAMS,
)

HERE = system.program("sh", "dash")
PATTERN = system.some_file("/etc/pass*", "base-passwd")
LIBRARY = system.library("libc.so.6", "libc6")
MODULE = system.module("json", "python3")
LACKING = system.program("no-such-program", "no-such-package")
LACKING_LIBRARY = system.library("libno-such.so.1", "libno-such1")
LACKING_MODULE = system.module("no_such", "python3-no-such")


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An apt-get that writes down how it is called, "installs" LACKING, and fails until its lists are new."""
    programs, lists = tmp_path / "programs", tmp_path / "lists"
    programs.mkdir()
    lists.mkdir()
    called = tmp_path / "called"
    (programs / "apt-get").write_text(
        f'#!/bin/sh\necho "$@" >> {called}\n'
        f"if [ $1 = update ]; then touch {lists}/new; exit; fi\n"
        f"[ -e {lists}/new ] || exit 100\n"
        f"printf '#!/bin/sh\\n' > {programs}/no-such-program; chmod +x {programs}/no-such-program\n"
    )
    (programs / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    monkeypatch.setattr(system, "APT_LISTS", lists)
    monkeypatch.setattr(system, "is_root", lambda: True)
    return called


def test_what_is_here_is_not_installed_again(apt: Path) -> None:
    system.bring([HERE, LIBRARY, MODULE, PATTERN], "test")
    assert not apt.exists()


def test_root_installs_what_is_missing_and_fetches_the_lists_where_there_are_none(apt: Path) -> None:
    system.bring([HERE, LACKING], "test")
    assert apt.read_text().splitlines() == [
        "update",
        "install --yes --no-install-recommends no-such-package",
    ]


def test_old_lists_are_fetched_again(apt: Path) -> None:
    (system.APT_LISTS / "old_Packages").touch()
    system.bring([LACKING], "test")
    assert [line.split()[0] for line in apt.read_text().splitlines()] == ["install", "update", "install"]


def test_an_installation_that_brings_nothing_is_an_error(apt: Path) -> None:
    with pytest.raises(TaskError, match=r"still not to be found: libno-such\.so\.1"):
        system.bring([LACKING_LIBRARY], "test")
    assert apt.exists()


def test_an_ordinary_user_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "is_root", lambda: False)
    with pytest.raises(TaskError) as caught:
        system.bring([HERE, LACKING, LACKING_LIBRARY], "show the program", [LACKING_MODULE])
    text = str(caught.value)
    assert "needed to show the program" in text
    assert "sudo apt-get install --no-install-recommends libno-such1 no-such-package python3-no-such" in text
    assert "dash" not in text


def test_what_is_only_wished_for_stops_nobody_but_ci(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "is_root", lambda: False)
    monkeypatch.delenv("CI", raising=False)
    system.bring([HERE], "test", [LACKING])
    assert "no-such-package" in capsys.readouterr().out
    monkeypatch.setenv("CI", "true")
    with pytest.raises(TaskError):
        system.bring([HERE], "test", [LACKING])


def test_the_test_desktop_is_installed_whole() -> None:
    assert {*DESKTOP_PROGRAMS, *LOGIN_PROGRAMS} == {part.name for part in system.DESKTOP}
    others = {ACCESSIBILITY_BUS, *MONITOR_PROGRAMS, MONITOR_DRIVER, *STATUS_NOTIFIER_PROGRAMS}
    assert others == {part.name for part in system.OTHER_DESKS}
    assert {*WAYLAND_PROGRAMS, *WAYLAND_FILES} == {part.name for part in system.WAYLAND}
    assert set(NODE_PROGRAMS) == {part.name for part in system.NODE}
    assert set(CLEAN_DEBIAN_PROGRAMS) == {part.name for part in system.CLEAN_DEBIAN}
    assert set(POLICY_PROGRAMS) == {part.name for part in system.POLICY}
    assert set(CLOCK_PROGRAMS) == {part.name for part in system.CLOCK}
    assert set(MSI_PROGRAMS) == {part.name for part in system.MSI}


def test_without_a_display_there_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not demo.has_screen()
    monkeypatch.setenv("DISPLAY", ":54321")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-54321")
    assert not demo.has_screen(), "a display that nobody serves"


def test_a_missing_part_ends_the_command_with_a_word_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system, "is_root", lambda: False)
    monkeypatch.setattr(system, "QT", (LACKING_LIBRARY,))
    assert command.main(["demo"]) == command.MISSING
    assert "libno-such1" in capsys.readouterr().err


def test_wrong_usage() -> None:
    with pytest.raises(SystemExit) as caught:
        command.main(["fly"])
    assert caught.value.code == 2

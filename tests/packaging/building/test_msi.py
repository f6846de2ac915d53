"""The Windows installer: what is in it, what its tables say, and that nothing of the test rig has got in."""

import subprocess
import zipfile
from pathlib import Path

import pytest

from tasks.building import launchers, licences, packages, runtime, sums, trim
from tasks.progress import TaskError
from tasks.windows import interpreter, rig
from tests.helpers import needs
from tests.helpers.tree import ROOT, packed
from tests.packaging.building.conftest import BuiltMsi
from trayapp.desktop import DESKTOP_ID
from trayapp.desktop.autostart.windows import NAME, RUN
from trayapp.desktop.console.windows import WINDOW_LAUNCHER

pytestmark = [needs.msi, pytest.mark.timeout(600)]

LARGEST_BYTES = 40_000_000
OBJDUMP = "x86_64-w64-mingw32-objdump"
OF_WINDOWS = frozenset({"icuuc.dll"})
"""What Qt asks Windows for, by a name that a stand-in has, too."""


def table(built: BuiltMsi, name: str) -> list[list[str]]:
    """The rows of one of the installer's tables."""
    done = subprocess.run(["msiinfo", "export", str(built.package), name], capture_output=True, text=True, check=True)
    return [row.split("\t") for row in done.stdout.splitlines()[3:]]


def imported(library: Path) -> set[str]:
    """The libraries that one asks for, in small letters."""
    done = subprocess.run([OBJDUMP, "-p", str(library)], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    return {line.rpartition(": ")[2].strip().lower() for line in lines if "DLL Name:" in line}


def installed(built: BuiltMsi) -> list[str]:
    """The names of the files that it installs."""
    return [row[2].rpartition("|")[2] for row in table(built, "File")]


def test_it_carries_the_whole_program(built_msi: BuiltMsi) -> None:
    own = {path.relative_to(built_msi.library).as_posix() for path in (built_msi.library / "trayapp").rglob("*")}
    assert packed() <= own
    assert len(installed(built_msi)) == sum(path.is_file() for path in built_msi.files.rglob("*"))


def test_every_module_is_compiled_for_the_python_that_goes_along(built_msi: BuiltMsi) -> None:
    sources = {path for path in built_msi.library.rglob("*.py") if path.parent.name != "support"}
    tag = "cpython-" + packages.WINDOWS.python.replace(".", "")
    lacking = [path for path in sources if not (path.parent / "__pycache__" / f"{path.stem}.{tag}.pyc").is_file()]
    assert lacking == []
    compiled = (built_msi.library / "trayapp" / "__pycache__" / f"app.{tag}.pyc").read_bytes()
    assert compiled[4:8] == b"\x01\0\0\0", "it is taken without a look at the source's time"
    assert str(ROOT).encode() not in compiled
    assert b"Z:\\" not in compiled


def test_no_stand_in_is_in_it(built_msi: BuiltMsi) -> None:
    """Those DLLs of the test rig only stand in for what wine lacks."""
    assert rig.stand_ins_among(installed(built_msi)) == []
    assert rig.stand_ins_among(str(path) for path in built_msi.files.rglob("*")) == []


def test_every_library_is_there_or_is_windows_own(built_msi: BuiltMsi) -> None:
    libraries = [path for path in built_msi.files.rglob("*") if path.suffix in {".dll", ".pyd", ".exe"}]
    carried = {path.name.lower() for path in libraries}
    wanted = set().union(*(imported(path) for path in libraries))
    ours = ("qt6", "pyside", "shiboken", "python3", "msvcp", "vcruntime", "libcrypto", "libssl", "libffi", "sqlite")
    assert len(libraries) > 30
    assert {name for name in wanted if name.startswith(ours)} <= carried
    assert wanted - carried >= OF_WINDOWS


def test_every_pattern_of_what_is_kept_still_fits_something(built_msi: BuiltMsi) -> None:
    assert [one for one in trim.KEPT["windows"] if not list(built_msi.library.glob(one))] == []


def test_python_looks_for_modules_nowhere_else(built_msi: BuiltMsi) -> None:
    path_file = built_msi.files / "python312._pth"
    assert path_file.read_text().splitlines() == ["python312.zip", ".", "packages"]
    with zipfile.ZipFile(built_msi.files / "python312.zip") as modules:
        names = modules.namelist()
    assert "encodings/__init__.pyc" in names
    assert not [name for name in names if name.startswith(("unittest/", "pydoc", "ensurepip/"))]
    assert not [name for name in ("python.exe", "pythonw.exe") if (built_msi.files / name).exists()]


def test_it_carries_exactly_what_is_pinned(built_msi: BuiltMsi) -> None:
    pinned = {pin.split(" ")[0].strip() for pin in packages.chosen(packages.WINDOWS)}
    assert {f"{one.name}=={one.version}" for one in built_msi.carried if one.papers is not None} == pinned
    others = {one.name: one.version for one in built_msi.carried if one.papers is None}
    assert others == {"qt": "6.11.3", "cpython": interpreter.VERSION}


def test_the_licence_of_everything_goes_along(built_msi: BuiltMsi) -> None:
    folder = built_msi.files / "licences"
    for one in built_msi.carried:
        assert one.part_of_qt or one.name == "cpython" or any((folder / one.name).iterdir()), one.name
    assert "PYTHON SOFTWARE FOUNDATION LICENSE" in (folder / "Python.txt").read_text(encoding="utf-8")
    assert {path.name for path in licences.SHELF.glob("*.txt")} <= {path.name for path in folder.iterdir()}


def test_an_administrator_finds_pages_and_templates(built_msi: BuiltMsi) -> None:
    folder = built_msi.files / "administrators"
    assert (folder / "PolicyDefinitions" / "he-IL" / "recording-pause.adml").is_file()
    assert {"administrators.md", "guide.md", "windows.md"} <= {path.name for path in folder.iterdir()}


def test_it_is_small(built_msi: BuiltMsi) -> None:
    assert built_msi.package.stat().st_size < LARGEST_BYTES


def test_it_is_for_the_whole_machine_and_asks_nothing(built_msi: BuiltMsi) -> None:
    properties = dict(row[:2] for row in table(built_msi, "Property"))
    assert (properties["ALLUSERS"], properties["ProductVersion"]) == ("1", built_msi.release.version)
    folders = {row[0]: row[1] for row in table(built_msi, "Directory")}
    assert folders["INSTALLDIR"] == "ProgramFiles64Folder"
    with pytest.raises(subprocess.CalledProcessError):
        table(built_msi, "Dialog")


def test_start_at_login_is_what_the_program_looks_for(built_msi: BuiltMsi) -> None:
    """Off by default; on by AUTOSTART=1, and again where it was on before."""
    (row,) = [row for row in table(built_msi, "Registry") if row[5] == "StartAtLogin"]
    assert row[1:5] == ["2", RUN, NAME, f'"[INSTALLDIR]{WINDOW_LAUNCHER}"']
    (component,) = [row for row in table(built_msi, "Component") if row[0] == "StartAtLogin"]
    assert component[4] == 'AUTOSTART = "1" OR (STARTEDBEFORE AND NOT AUTOSTART = "0")'
    properties = dict(row[:2] for row in table(built_msi, "Property"))
    assert "AUTOSTART" in properties["SecureCustomProperties"].split(";")
    assert "AUTOSTART" not in properties


def test_the_task_bar_knows_the_shortcut_as_the_program(built_msi: BuiltMsi) -> None:
    (shortcut,) = table(built_msi, "Shortcut")
    assert shortcut[4] == f"[INSTALLDIR]{WINDOW_LAUNCHER}"
    (named,) = table(built_msi, "MsiShortcutProperty")
    assert named[1:] == [shortcut[0], "{9F4C2855-9F79-4B39-A8D0-E1D42DE1D5F3}, 5", launchers.APP_ID]
    assert launchers.APP_ID == DESKTOP_ID


def test_an_older_or_equal_version_is_replaced_and_a_newer_one_is_not(built_msi: BuiltMsi) -> None:
    rows = {row[6]: row for row in table(built_msi, "Upgrade")}
    replaced, newer = rows["WIX_UPGRADE_DETECTED"], rows["WIX_DOWNGRADE_DETECTED"]
    assert (replaced[2], int(replaced[4]) & 512) == (built_msi.release.version, 512)
    assert (newer[1], int(newer[4]) & 2) == (built_msi.release.version, 2)
    conditions = [row[0] for row in table(built_msi, "LaunchCondition")]
    assert "NOT WIX_DOWNGRADE_DETECTED" in conditions


def test_a_python_of_ones_own_must_be_of_the_same_minor_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "python-3.12.99-embed-amd64.zip"
    with zipfile.ZipFile(own, "w") as archive:
        for name in ("python312.dll", "python312._pth", "LICENSE.txt"):
            archive.writestr(name, name)
    monkeypatch.setenv(runtime.OWN_PYTHON, str(own))
    python = runtime.put_python(tmp_path / "there")
    assert (python.name, python.version, python.sha256) == ("cpython", "3.12.99", sums.sha256(own))
    assert sorted(path.name for path in (tmp_path / "there").iterdir()) == ["LICENSE.txt", "python312.dll"]
    monkeypatch.setenv(runtime.OWN_PYTHON, str(own.rename(tmp_path / "python-3.13.1-embed-amd64.zip")))
    with pytest.raises(TaskError, match="names no python-3"):
        runtime.put_python(tmp_path / "elsewhere")

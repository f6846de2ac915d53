"""The Debian package: what is in it, what it asks for, and that it says where everything comes from."""

import configparser
import gzip
import json
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path

import pytest

from tasks import system
from tasks.building import deb, handouts, icons, needed, packages, sbom, sums, trim
from tasks.windows import rig
from tests.helpers import needs
from tests.helpers.tree import ROOT, packed
from tests.packaging.building import elf
from tests.packaging.building.conftest import BuiltDeb
from trayapp.desktop import DESKTOP_ID
from trayapp.desktop.autostart import command

pytestmark = [needs.deb, pytest.mark.timeout(600)]

LARGEST_INSTALLED_BYTES = 110_000_000
"""Qt's wheel alone is 240 MB."""


def field(built: BuiltDeb, name: str) -> str:
    """One field of what dpkg is told."""
    asked = ["dpkg-deb", "--field", str(built.package), name]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def members(built: BuiltDeb) -> dict[str, tarfile.TarInfo]:
    """What is unpacked, by path."""
    packed = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(built.package)], capture_output=True, check=True).stdout
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        return {member.name.removeprefix("./"): member for member in archive.getmembers()}


def test_it_carries_the_whole_program(built_deb: BuiltDeb) -> None:
    own = {path.relative_to(built_deb.library) for path in (built_deb.library / "trayapp").rglob("*") if path.is_file()}
    assert {path.as_posix() for path in own} == packed()


def test_everything_is_roots_and_nobody_else_may_write(built_deb: BuiltDeb) -> None:
    found = members(built_deb)
    assert {(member.uid, member.gid) for member in found.values()} == {(0, 0)}
    assert {oct(member.mode) for member in found.values()} <= {"0o755", "0o644"}
    programs = {name for name, member in found.items() if member.isfile() and member.mode & 0o111}
    assert programs == {"usr/bin/recording-pause", "usr/share/python3/runtime.d/recording-pause.rtupdate"}


def test_it_lies_where_packages_may(built_deb: BuiltDeb) -> None:
    outside = [
        name
        for name, member in members(built_deb).items()
        if member.isfile() and not name.startswith(("usr/lib/recording-pause/", "usr/share/doc/recording-pause/"))
    ]
    assert {name for name in outside if "/icons/" not in name} == {
        f"usr/share/applications/{DESKTOP_ID}.desktop",
        "usr/bin/recording-pause",
        "usr/share/man/man1/recording-pause.1.gz",
        "usr/share/python3/runtime.d/recording-pause.rtupdate",
    }
    drawn = {name for name in outside if "/icons/" in name}
    assert f"usr/share/icons/hicolor/scalable/apps/{DESKTOP_ID}.svg" in drawn
    assert len(drawn) == len(icons.LINUX_SIZES_PX) + 1
    assert all(Path(name).stem == DESKTOP_ID for name in drawn)


def test_the_desktop_knows_it_by_the_name_that_the_program_gives_itself(built_deb: BuiltDeb) -> None:
    assert deb.DESKTOP_ID == DESKTOP_ID
    file = built_deb.tree / "usr" / "share" / "applications" / f"{DESKTOP_ID}.desktop"
    entry = configparser.ConfigParser(interpolation=None)
    entry.read_string(file.read_text(encoding="utf-8"))
    about = entry["Desktop Entry"]
    assert (about["Exec"], about["Icon"], about["Terminal"]) == ("recording-pause", DESKTOP_ID, "false")
    assert about["Comment[he]"]


def test_started_at_login_is_its_launcher() -> None:
    assert command("/usr/bin/python3", "/usr/bin/recording-pause") == ("/usr/bin/recording-pause",)


def test_it_asks_for_what_qt_loads_and_for_debians_python(built_deb: BuiltDeb) -> None:
    depends = [one.strip() for one in field(built_deb, "Depends").split(",")]
    assert {*needed.LIBRARIES.values(), *(part.debian for part in system.QT)} - {"libc6"} <= set(depends)
    assert {"python3 (>= 3.11)", "python3-cryptography"} <= set(depends)
    assert field(built_deb, "Version") == built_deb.release.version
    assert field(built_deb, "Architecture") == "amd64"


def test_no_compiled_part_is_bound_to_one_version_of_python(built_deb: BuiltDeb) -> None:
    compiled = [path.name for path in built_deb.library.rglob("*.so*")]
    assert len(compiled) > 20
    assert [name for name in compiled if "cpython" in name] == []


def test_it_carries_exactly_what_is_pinned(built_deb: BuiltDeb) -> None:
    pinned = {pin.split(" ")[0].strip() for pin in packages.chosen(packages.LINUX)}
    carried = {f"{one.name}=={one.version}" for one in built_deb.carried if one.papers is not None}
    assert carried == pinned
    assert all(len(one.sha256) == 64 for one in built_deb.carried if one.papers is not None)


def test_it_is_small(built_deb: BuiltDeb) -> None:
    assert int(field(built_deb, "Installed-Size")) * 1024 < LARGEST_INSTALLED_BYTES
    assert not list(built_deb.library.rglob("*Qml*"))
    assert not list(built_deb.library.rglob("*.pyi"))


def test_what_is_kept_finds_all_it_is_linked_with(built_deb: BuiltDeb) -> None:
    """Within the package, or in a package that it depends on."""
    libraries = [path for path in built_deb.library.rglob("*.so*") if path.is_file()]
    asked = set().union(*(elf.needed(path) for path in libraries if path.name not in needed.OPTIONAL))
    carried = {path.name for path in libraries}
    assert asked - carried == needed.LIBRARIES.keys()


def test_what_is_kept_of_qt_is_enough(built_deb: BuiltDeb) -> None:
    """Windows, drawings, Hebrew words of Qt's own, platforms, input methods."""
    script = f"""
import sys
sys.path.insert(0, {str(built_deb.library)!r})
from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtGui import QImageReader
from PySide6.QtNetwork import QLocalSocket, QNetworkProxyFactory, QSslSocket
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QPushButton
application = QApplication(["test", "-platform", "offscreen"])
QPushButton("button").grab()
from trayapp.resources import resource_path
assert QSvgRenderer(str(resource_path("icons", "paused.svg"))).isValid()
assert QTranslator().load("qtbase_he", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
assert b"svg" in [bytes(one) for one in QImageReader.supportedImageFormats()]
assert "openssl" in QSslSocket.availableBackends()
import PySide6
print(PySide6.__file__)
"""
    plain = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    python = [sys.executable, "-IB", "-c", script]
    done = subprocess.run(python, capture_output=True, text=True, env=plain, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == str(built_deb.library / "PySide6" / "__init__.py")


def test_every_pattern_of_what_is_kept_still_fits_something(built_deb: BuiltDeb) -> None:
    assert [one for one in trim.KEPT["linux"] if not list(built_deb.library.glob(one))] == []


def test_the_licence_of_everything_goes_along(built_deb: BuiltDeb) -> None:
    folder = built_deb.tree / "usr" / "share" / "doc" / "recording-pause" / "licences"
    assert (folder / "Recording-Pause.txt").read_bytes() == (ROOT / "LICENSE").read_bytes()
    for one in built_deb.carried:
        assert one.part_of_qt or any(text.stat().st_size > 200 for text in (folder / one.name).iterdir()), one.name
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (folder / "LGPL-3.0.txt").read_text()
    assert "GNU GENERAL PUBLIC LICENSE" in (folder / "GPL-3.0.txt").read_text()
    qt = (folder / "Qt.txt").read_text()
    (version,) = {one.version for one in built_deb.carried if one.name == "pyside6-essentials"}
    assert f"Qt {version}" in qt
    assert "/usr/lib/recording-pause/PySide6/Qt/lib" in qt


def test_the_libraries_under_the_lgpl_can_be_replaced(built_deb: BuiltDeb) -> None:
    """Each is a file of its own, and none is found by a path that only the builder has."""
    libraries = list((built_deb.library / "PySide6" / "Qt" / "lib").glob("libQt6*.so.6"))
    assert len(libraries) >= 8
    assert all(not library.is_symlink() for library in libraries)


def test_the_papers_name_everything(built_deb: BuiltDeb) -> None:
    written = json.loads(sbom.write(built_deb.package, built_deb.release, built_deb.carried).read_text())
    assert (written["bomFormat"], written["metadata"]["component"]["version"]) == (
        "CycloneDX",
        built_deb.release.version,
    )
    (own,) = written["metadata"]["component"]["hashes"]
    assert own["content"] == sums.sha256(built_deb.package)
    named = {one["name"]: one["version"] for one in written["components"]}
    assert {"pyside6-essentials", "shiboken6", "qt", "icu", "requests", "keyring"} <= named.keys()
    (icu,) = built_deb.library.glob("PySide6/Qt/lib/libicudata.so.*")
    assert (named["qt"], named["icu"].partition(".")[0]) == (named["pyside6-essentials"], icu.suffix.removeprefix("."))
    assert named.keys() == {one.name for one in built_deb.carried}
    assert all(one["licenses"][0]["license"]["name"] for one in written["components"])
    references = [one["bom-ref"] for one in written["components"]]
    assert len(references) == len(set(references))


def test_an_administrator_finds_pages_templates_and_a_sample(built_deb: BuiltDeb, tmp_path: Path) -> None:
    folder = built_deb.tree / "usr" / "share" / "doc" / "recording-pause" / "administrators"
    handouts.gather(tmp_path / "handed")
    wanted = {path.relative_to(tmp_path / "handed"): path for path in (tmp_path / "handed").rglob("*")}
    assert {path.relative_to(folder) for path in folder.rglob("*")} == wanted.keys()
    files_ = [name for name, path in wanted.items() if path.is_file()]
    assert all((folder / name).read_bytes() == wanted[name].read_bytes() for name in files_)
    page = built_deb.tree / "usr" / "share" / "man" / "man1" / "recording-pause.1.gz"
    assert b".SH SYNOPSIS" in gzip.decompress(page.read_bytes())


def test_no_stand_in_is_in_it(built_deb: BuiltDeb) -> None:
    assert rig.stand_ins_among(members(built_deb)) == []


def test_the_same_source_makes_the_same_package(built_deb: BuiltDeb, built_wheel: Path, tmp_path: Path) -> None:
    again, _ = deb.build_deb(built_deb.release, built_wheel, tmp_path, stage=tmp_path, compression="none")
    assert sums.sha256(again) == sums.sha256(built_deb.package)

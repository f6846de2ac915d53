"""The Debian package: Debian's Python, and below /usr/lib/recording-pause everything that is pinned.

Where things go, and what installing does, is in `packaging/linux/`.
"""

import gzip
import hashlib
import shutil
from collections.abc import Sequence
from email.utils import formatdate
from pathlib import Path

from tasks.building import bundled, handouts, icons, licences, manual, needed, packages, trim, wheel
from tasks.building.bundled import Bundled
from tasks.building.release import NAME, STAGE, TITLE, Release, megabytes, set_times, size_bytes
from tasks.places import ROOT, Command
from tasks.progress import quietly, say

DESKTOP_ID = "co.recordingpause.RecordingPause"
"""As trayapp.desktop.DESKTOP_ID; a test holds them together."""
DATA = ROOT / "packaging" / "linux"
ARCHITECTURE = "amd64"

DEPENDS = (
    "python3 (>= 3.11)",
    "python3 (<< 3.15)",  # the newest that this PySide6 was made for
    "python3-cryptography",  # with cffi, bound to one minor version of Python: for the Secret Service
    "libc6 (>= 2.34)",
    *sorted(set(needed.LIBRARIES.values()) - {"libc6"}),
)
RECOMMENDS = (
    "gnome-keyring | kwalletmanager | keepassxc",  # something that keeps secrets
    "pipewire-bin | pulseaudio-utils | alsa-utils",  # something that plays sounds
)

_ICU = bundled.inside_qt("icu", "73.2", "Unicode-3.0")
"""What Qt's wheel carries in its turn, without papers; a test holds the version against the library's name."""


def build_deb(
    release: Release, program: Path, dist: Path, *, stage: Path = STAGE, compression: str = "xz"
) -> tuple[Path, Sequence[Bundled]]:
    """Build it from the program's wheel; returns its path and what it carries.

    Args:
        release: the version.
        program: the wheel.
        dist: the folder it goes to.
        stage: a folder to lay it out in, which is left for whoever wants to look.
        compression: as `dpkg-deb -Z` knows it; "none" where time counts and size does not.

    Raises:
        TaskError: A step failed.
    """
    tree = stage / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    library = tree / "usr" / "lib" / NAME
    library.mkdir(parents=True)
    hashes = packages.install(packages.LINUX, library)
    wheel.unpack(program, library)
    saved = trim.trim(library, packages.LINUX.name)
    found = bundled.found(library, hashes, NAME)
    carried = [*found, bundled.qt_of(found), _ICU]
    papers = tree / "usr" / "share" / "doc" / NAME
    papers.mkdir(parents=True)
    licences.gather(carried, papers / "licences")
    _lay_out(tree, papers, release)
    _set_modes(tree)
    _write_control(tree, release)
    set_times(tree, release)
    say(f"   {megabytes(size_bytes(tree))} installed; {megabytes(saved)} were trimmed")
    for old in dist.glob(f"{NAME}_*.deb"):
        old.unlink()
    package = dist / f"{NAME}_{release.version}_{ARCHITECTURE}.deb"
    command: Command = ["dpkg-deb", "--root-owner-group", f"-Z{compression}", "--build", tree, package]
    quietly("packing the Debian package", command, release.environment)
    return package, carried


def _lay_out(tree: Path, papers: Path, release: Release) -> None:
    """Put the files where the system looks for them."""
    for source, target in (
        (DATA / NAME, tree / "usr" / "bin" / NAME),
        (DATA / f"{DESKTOP_ID}.desktop", tree / "usr" / "share" / "applications" / f"{DESKTOP_ID}.desktop"),
        (DATA / f"{NAME}.rtupdate", tree / "usr" / "share" / "python3" / "runtime.d" / f"{NAME}.rtupdate"),
        (DATA / "copyright", papers / "copyright"),
    ):
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    icons.write_hicolor(tree / "usr" / "share" / "icons" / "hicolor", DESKTOP_ID)
    date = formatdate(release.epoch_s)
    entry = f"{NAME} ({release.version}) stable; urgency=medium\n\n  * {TITLE} {release.version}.\n\n"
    entry += f" -- The Recording Pause authors  {date}\n"
    (papers / "changelog.gz").write_bytes(gzip.compress(entry.encode(), mtime=0))
    handouts.gather(papers / handouts.FOLDER)
    manuals = tree / "usr" / "share" / "man" / "man1"
    manuals.mkdir(parents=True)
    (manuals / f"{NAME}.1.gz").write_bytes(gzip.compress(manual.page(release).encode(), mtime=0))


def _write_control(tree: Path, release: Release) -> None:
    control = tree / "DEBIAN"
    control.mkdir()
    described = (DATA / "control").read_text(encoding="utf-8")
    fields = {
        "version": release.version,
        "installed_kb": str(size_bytes(tree) // 1024),
        "depends": ", ".join(DEPENDS),
        "recommends": ", ".join(RECOMMENDS),
    }
    (control / "control").write_text(described.format(**fields), encoding="utf-8")
    files = sorted(path for path in tree.rglob("*") if path.is_file() and control not in path.parents)
    sums = (f"{_md5(path)}  {path.relative_to(tree)}\n" for path in files)
    (control / "md5sums").write_text("".join(sums), encoding="utf-8")
    for name in ("postinst", "prerm"):
        shutil.copy(DATA / name, control / name)
        (control / name).chmod(0o755)
    control.chmod(0o755)


def _md5(file: Path) -> str:
    """Asked for by dpkg, to find files that were damaged; it proves nothing against an attacker."""
    return hashlib.md5(file.read_bytes(), usedforsecurity=False).hexdigest()


def _set_modes(tree: Path) -> None:
    """Everybody may read; programs may be run; nothing else may."""
    programs = {tree / "usr" / "bin" / NAME, tree / "usr" / "share" / "python3" / "runtime.d" / f"{NAME}.rtupdate"}
    for path in [tree, *tree.rglob("*")]:
        path.chmod(0o755 if path.is_dir() or path in programs else 0o644)

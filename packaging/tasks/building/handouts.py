"""What administrators, reps and assessors are given besides the program: pages, templates of policies, a sample file.

They go along in each package, and by themselves as an archive, for the templates are wanted on a domain controller and
the pages on a desk where nothing is installed.
"""

import os
import re
import shutil
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tasks.building.release import NAME, Release
from tasks.places import ROOT

FOLDER = "administrators"
"""What the folder is called, wherever it goes."""

_PACKAGING = ROOT / "packaging"
_PAGES: Mapping[str, Path] = {
    "README.md": ROOT / "README.md",
    "administrators.md": _PACKAGING / "docs" / "administrators.md",
    "assessors.md": _PACKAGING / "docs" / "assessors.md",
    "debian.md": _PACKAGING / "linux" / "README.md",
    "guide.he.md": _PACKAGING / "docs" / "guide.he.md",
    "guide.md": _PACKAGING / "docs" / "guide.md",
    "journal.md": _PACKAGING / "decisions" / "journal.md",
    "windows.md": _PACKAGING / "windows" / "README.md",
}
_OTHERS: Mapping[str, Path] = {
    "policy.toml": _PACKAGING / "linux" / "policy.toml",
    "PolicyDefinitions/recording-pause.admx": _PACKAGING / "windows" / "policy" / "recording-pause.admx",
    "PolicyDefinitions/en-US/recording-pause.adml": _PACKAGING
    / "windows"
    / "policy"
    / "en-US"
    / "recording-pause.adml",
    "PolicyDefinitions/he-IL/recording-pause.adml": _PACKAGING
    / "windows"
    / "policy"
    / "he-IL"
    / "recording-pause.adml",
}
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)#:]+)\)")
"""A link of a page to a file, or a picture; not a link to the web, or to a place within the page."""
_PICTURE = re.compile(r'(?<=<img src=")([^":]+)(?=")')
"""The same picture, as HTML has it."""


def gather(folder: Path) -> None:
    """Copy everything into a folder that does not exist yet; links lead to what is there, others become plain text."""
    folder.mkdir(parents=True)
    files = dict(_OTHERS)
    for name, source in _PAGES.items():
        text, pictures = _relinked(source)
        files |= pictures
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    for name, source in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, folder / name)


def pack(release: Release, dist: Path) -> Path:
    """Write the archive of them, and return its path."""
    for old in dist.glob(f"{NAME}-*-{FOLDER}.zip"):
        old.unlink()
    archive = dist / f"{NAME}-{release.version}-{FOLDER}.zip"
    gather(folder := dist / FOLDER)
    moment = time.gmtime(release.epoch_s)[:6]
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            about = zipfile.ZipInfo(f"{NAME}-{FOLDER}/{path.relative_to(folder).as_posix()}", moment)
            about.external_attr = 0o644 << 16
            packed.writestr(about, path.read_bytes(), zipfile.ZIP_DEFLATED)
    shutil.rmtree(folder)
    return archive


def _relinked(page: Path) -> tuple[str, dict[str, Path]]:
    """A page as it is handed out, and its pictures by the names that they have there."""
    known = {source.resolve(): name for name, source in {**_PAGES, **_OTHERS}.items()}
    pictures: dict[str, Path] = {}

    def picture(target: str) -> str:
        source = Path(os.path.normpath(page.parent / target))
        pictures[f"pictures/{source.name}"] = source
        return f"pictures/{source.name}"

    def relink(found: re.Match[str]) -> str:
        mark, text, target = found.groups()
        if mark:
            return f"![{text}]({picture(target)})"
        name = known.get(Path(os.path.normpath(page.parent / target)))
        return f"[{text}]({name})" if name else text

    text = _LINK.sub(relink, page.read_text(encoding="utf-8"))
    return _PICTURE.sub(lambda found: picture(found[1]), text), pictures

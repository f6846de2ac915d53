"""What a package carries besides the program itself: the packages in a folder, as their own papers describe them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

QT_LICENCE = "LGPL-3.0-only"
"""Qt and its Python bindings are offered under several; this is the one that they are taken under."""
_OF_QT = frozenset({"pyside6-essentials", "shiboken6"})


@dataclass(frozen=True, slots=True)
class Bundled:
    """One thing that is carried."""

    name: str
    version: str
    licence: str
    """An SPDX expression where its papers hold one, otherwise their words."""
    purl: str
    sha256: str = ""
    """Of the file it came in."""
    papers: Path | None = None
    """Its .dist-info folder."""

    part_of_qt: bool = False
    """Whether its texts are those of `packaging/licences/`."""


def found(packages: Path, hashes: Mapping[str, str], program: str) -> Sequence[Bundled]:
    """What lies in a folder of packages, by name; without the program itself.

    Args:
        packages: the folder.
        hashes: SHA-256 of each wheel, by the package's name.
        program: the name of the program's own distribution.
    """
    known = {_normal(name): value for name, value in hashes.items()}
    carried = [_bundled(folder, known) for folder in packages.glob("*.dist-info")]
    return sorted((one for one in carried if one.name != program), key=lambda one: one.name)


def inside_qt(name: str, version: str, licence: str) -> Bundled:
    """A part of Qt's own wheel: its text is among Qt's."""
    return Bundled(name, version, licence, f"pkg:generic/{name}@{version}", part_of_qt=True)


def qt_of(carried: Sequence[Bundled]) -> Bundled:
    """Qt itself, of the version that its Python bindings bear."""
    version = next(one.version for one in carried if one.name == "pyside6-essentials")
    return inside_qt("qt", version, QT_LICENCE)


def _bundled(folder: Path, hashes: Mapping[str, str]) -> Bundled:
    papers = HeaderParser().parsestr((folder / "METADATA").read_text(encoding="utf-8"))
    name, version = _normal(papers["Name"]), papers["Version"]
    licence = QT_LICENCE if name in _OF_QT else _licence(papers)
    return Bundled(
        name, version, licence, f"pkg:pypi/{name}@{version}", hashes.get(name, ""), folder, part_of_qt=name in _OF_QT
    )


def _licence(papers: Message) -> str:
    if expression := papers.get("License-Expression"):
        return str(expression)
    classified = [
        line.rpartition(" :: ")[2] for line in papers.get_all("Classifier", []) if line.startswith("License ::")
    ]
    told = str(papers.get("License", "")).strip().partition("\n")[0]
    return " OR ".join(classified) or told


def _normal(name: str) -> str:
    return name.lower().replace("_", "-").replace(".", "-")

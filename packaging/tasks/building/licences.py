"""The licence texts of everything that is carried, in one folder that people can find.

Qt is taken under the LGPL, version 3: its text and the GPL's that it builds on go along, its libraries stay files of
their own that can be replaced, and `Qt.txt` says how, and where the source is.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

from tasks.building.bundled import Bundled
from tasks.places import ROOT
from tasks.progress import TaskError

OWN = ROOT / "LICENSE"
SHELF = ROOT / "packaging" / "licences"
"""Texts that the packages themselves come without."""
_PATTERNS = ("LICEN[CS]E*", "COPYING*", "NOTICE*", "AUTHORS*")


def gather(carried: Sequence[Bundled], folder: Path) -> None:
    """Move the texts out of the packages' papers, so that each lies there once; ours and Qt's are added.

    Raises:
        TaskError: Something is carried that comes without a licence text, and must not be handed on so.
    """
    folder.mkdir(parents=True)
    shutil.copy(OWN, folder / "Recording-Pause.txt")
    without = []
    for one in carried:
        texts = _texts(one.papers) if one.papers else []
        for text in texts:
            target = folder / one.name / text.name
            target.parent.mkdir(exist_ok=True)
            shutil.move(text, target)
        if not texts and not one.part_of_qt:
            without.append(one.name)
    if any(one.part_of_qt for one in carried):
        for text in sorted(SHELF.glob("*.txt")):
            shutil.copy(text, folder / text.name)
    if without:
        raise TaskError(f"carried without a licence text: {', '.join(without)}")


def _texts(papers: Path) -> list[Path]:
    """The licence files of a package, wherever in its papers they lie."""
    return sorted({path for pattern in _PATTERNS for path in papers.rglob(pattern) if path.is_file()})

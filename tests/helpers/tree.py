"""The repository's own files, without need of git: what .gitignore names is no part of it."""

from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]


@cache
def files() -> tuple[Path, ...]:
    """Every file, relative to the top."""
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]
    return tuple(sorted(_walk(ROOT, [*ignored, ".git"])))


def _walk(folder: Path, ignored: list[str]) -> list[Path]:
    found: list[Path] = []
    for path in folder.iterdir():
        if any(fnmatch(path.name, pattern) for pattern in ignored):
            continue
        found += _walk(path, ignored) if path.is_dir() else [path.relative_to(ROOT)]
    return found


def python_files(*tops: str) -> list[Path]:
    """The Python files under the given top folders, relative to the top."""
    return [path for path in files() if path.suffix == ".py" and path.parts[0] in tops]


def text_of(path: Path) -> str:
    """A file's text; what is not UTF-8 (pictures, sounds) counts as none."""
    try:
        return (ROOT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


def packed() -> set[str]:
    """The names of what every package carries of the program: modules and resources, but no pictures of the pages."""
    resources = (path for path in files() if path.parts[0] == "resources" and path.parts[1] != "screenshots")
    return {str(path) for path in files() if path.parts[0] == "trayapp"} | {f"trayapp/{path}" for path in resources}

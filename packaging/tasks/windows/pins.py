"""The pins that hold on Windows: the markers of the common lists, judged for Windows and not for this machine."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from packaging.markers import Marker

from tasks.pins import PIN, blocks
from tasks.places import DEV_PINS, RUN_PINS

PYTHON = "3.12"
NOT_NEEDED = frozenset({"ruff", "mypy", "mypy-extensions", "coverage", "types-requests"})
"""Looks at the source, which is the same on every system."""

WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": f"{PYTHON}.0",
    "python_version": PYTHON,
    "sys_platform": "win32",
}
"""What markers ask for."""


def windows_pins() -> str:
    """A flat list with hashes and without markers, as `pip install --require-hashes --no-deps` reads it."""
    return "\n".join(flat([*read(RUN_PINS), *read(DEV_PINS)])) + "\n"


def read(path: Path) -> list[str]:
    """The pins of one list."""
    lines = path.read_text("utf-8").splitlines()
    return blocks("\n".join(line for line in lines if not line.startswith("#")))


def flat(pinned: Iterable[str], markers: Mapping[str, str] = WINDOWS) -> list[str]:
    """Those pins that hold on a system, Windows by default, without their markers."""
    kept = []
    for block in pinned:
        first, *hashes = block.replace(" \\\n", "\n").splitlines()
        found = PIN.match(first)
        assert found is not None  # noqa: S101  (blocks() has seen to it)
        marker = found["marker"]
        if found["name"] not in NOT_NEEDED and (marker is None or Marker(marker).evaluate(dict(markers))):
            kept.append(" \\\n".join([f"{found['name']}=={found['version']}", *hashes]))
    return kept

"""The pins that hold on Windows: the markers of the common lists, judged for Windows and not for this machine."""

from collections.abc import Iterable

from packaging.markers import Marker

from tasks.pins import PIN, blocks
from tasks.places import DEV_PINS, RUN_PINS

PYTHON = "3.12"
NOT_NEEDED = frozenset({"ruff", "mypy", "mypy-extensions", "coverage", "types-requests"})
"""Looks at the source, which is the same on every system."""

_WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": f"{PYTHON}.0",
    "python_version": PYTHON,
    "sys_platform": "win32",
}


def windows_pins() -> str:
    """A flat list with hashes and without markers, as `pip install --require-hashes --no-deps` reads it."""
    both = [
        *blocks(_without_heading(RUN_PINS.read_text("utf-8"))),
        *blocks(_without_heading(DEV_PINS.read_text("utf-8"))),
    ]
    return "\n".join(flat(both)) + "\n"


def flat(pinned: Iterable[str]) -> list[str]:
    """Those pins that hold on Windows, without their markers."""
    kept = []
    for block in pinned:
        first, *hashes = block.replace(" \\\n", "\n").splitlines()
        found = PIN.match(first)
        assert found is not None  # noqa: S101  (blocks() has seen to it)
        marker = found["marker"]
        if found["name"] not in NOT_NEEDED and (marker is None or Marker(marker).evaluate(_WINDOWS)):
            kept.append(" \\\n".join([f"{found['name']}=={found['version']}", *hashes]))
    return kept


def _without_heading(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))

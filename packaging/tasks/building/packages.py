"""The pinned packages that a system's package carries, installed for that system and not for this one."""

import json
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tasks.places import RUN_PINS, Command
from tasks.progress import quietly
from tasks.windows import pins as windows

LINUX_PYTHON = "3.11"
"""The oldest that is supported: newer ones load the same files."""


@dataclass(frozen=True, slots=True)
class Target:
    """A system that packages are installed for."""

    name: str
    python: str
    platforms: tuple[str, ...]
    markers: Mapping[str, str]
    left_out: frozenset[str]
    """Packages that the system brings itself."""


LINUX = Target(
    name="linux",
    python=LINUX_PYTHON,
    platforms=("manylinux_2_34_x86_64", "manylinux_2_28_x86_64", "manylinux_2_17_x86_64"),
    markers={
        "implementation_name": "cpython",
        "os_name": "posix",
        "platform_machine": "x86_64",
        "platform_python_implementation": "CPython",
        "platform_system": "Linux",
        "python_full_version": f"{LINUX_PYTHON}.0",
        "python_version": LINUX_PYTHON,
        "sys_platform": "linux",
    },
    # Bound to one minor version of Python, or needing what is: Debian's own fit Debian's Python, whichever that is.
    left_out=frozenset({"cffi", "pycparser", "cryptography"}),
)
WINDOWS = Target(
    name="windows",
    python=windows.PYTHON,
    platforms=("win_amd64",),
    markers=windows.WINDOWS,
    left_out=frozenset({"cffi", "pycparser", "cryptography"}),  # the Secret Service's alone
)


def chosen(target: Target) -> list[str]:
    """The pins of the program that hold on a system, without markers."""
    return [pin for pin in windows.flat(windows.read(RUN_PINS), target.markers) if _name(pin) not in target.left_out]


def install(target: Target, folder: Path) -> dict[str, str]:
    """Install them into a folder, and return the SHA-256 of each package's wheel, by the package's name.

    Only wheels are taken that fit every Python from the target's on: no compiled part is bound to one version.

    Raises:
        TaskError: A package could not be had, or has another hash than its pin.
    """
    with tempfile.TemporaryDirectory() as scratch:
        wanted, told = Path(scratch, "packages.txt"), Path(scratch, "report.json")
        wanted.write_text("\n".join(chosen(target)) + "\n", encoding="utf-8")
        fitting = [word for platform in target.platforms for word in ("--platform", platform)]
        fitting += ["--python-version", target.python, "--implementation", "cp", "--abi", "none"]
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
        rules = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-compile", "--no-warn-conflicts"]
        rules += ["--root-user-action", "ignore"]
        command: Command = [*pip, *rules, *fitting, "--target", folder, "--report", told, "-r", wanted]
        quietly(f"fetching the pinned packages for {target.name}", command)
        report = json.loads(told.read_text(encoding="utf-8"))
    return {
        one["metadata"]["name"]: one["download_info"]["archive_info"]["hashes"]["sha256"] for one in report["install"]
    }


def _name(pin: str) -> str:
    return pin.partition("==")[0]

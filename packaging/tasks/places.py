"""Where things are in the repository, and what kind of run this is."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

Command = Sequence[str | Path]
"""A program and its arguments."""

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PROJECT = ROOT / "pyproject.toml"
RUN_PINS = ROOT / "packaging" / "requirements.txt"
DEV_PINS = ROOT / "packaging" / "requirements-dev.txt"
DEV_WANTED = ROOT / "packaging" / "requirements-dev.in"


def venv_program(name: str) -> Path:
    """The path of a program in the virtual environment."""
    return VENV / "Scripts" / f"{name}.exe" if sys.platform == "win32" else VENV / "bin" / name


def in_ci() -> bool:
    """Whether this run is a continuous integration's: nobody is there to install what is missing."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


def is_root() -> bool:
    """Whether packages of the system may be installed."""
    return sys.platform != "win32" and os.geteuid() == 0

"""Lint, types and tests."""

import os
import time

from tasks import environment, system
from tasks.places import ROOT, Command, in_ci, venv_program
from tasks.progress import openly, say

NOTHING_COLLECTED = 5
"""pytest's exit code when no test was run."""
NOT_WINDOWS = "not wine and not windows_desktop"


def test(arguments: list[str], *, long: bool, coverage: bool) -> int:
    """Check everything; with pytest arguments, run only the tests these name, and only on this system.

    Raises:
        TaskError: Something the tests need is missing and cannot be installed from here.
    """
    started = time.monotonic()
    _bring_all()
    failed = [] if arguments else [title for title, command in CHECKS if openly(title, command)]
    chosen = NOT_WINDOWS if long else f"not long and {NOT_WINDOWS}"
    selected = [] if _chooses(arguments) else ["-m", chosen]
    python = venv_program("python")
    pytest: Command = [python, "-m", "coverage", "run", "-m", "pytest"] if coverage else [python, "-m", "pytest"]
    code = openly("tests", [*pytest, *selected, *arguments])
    if code:
        failed.append("tests: none was run" if code == NOTHING_COLLECTED else "tests")
    if coverage:
        openly("coverage", [python, "-m", "coverage", "report"])
    if not arguments:
        failed += _windows_if_possible(["--long"] if long else [])
    return _conclude(failed, started)


def test_windows(arguments: list[str], *, long: bool) -> int:
    """Run the Windows side under wine: the tests that can run there, and the whole program from outside.

    Raises:
        TaskError: wine, a compiler or the rest is missing and cannot be installed from here.
    """
    started = time.monotonic()
    system.bring((*system.QT, *system.VENV, *system.WINE, *system.MSI), "run the Windows tests under wine")
    environment.bring()
    return _conclude(_windows([*(["--long"] if long else []), *arguments]), started)


def _bring_all() -> None:
    """Install in one go what both sides need; apt-get's own overhead is the larger part."""
    system.bring(
        (*system.QT, *system.VENV),
        "run the tests (those on a desktop, under wine or with Node.js are left out without its programs)",
        (
            *(*system.DESKTOP, *system.OTHER_DESKS, *system.WAYLAND, *system.WINE, *system.NODE),
            *(*system.DEB, *system.CLEAN_DEBIAN, *system.CLOCK, *system.MSI),
        ),
    )
    environment.bring()


def _windows_if_possible(arguments: list[str]) -> list[str]:
    lacking = [part.name for part in system.WINE if not part.is_here()]
    if lacking and not in_ci():
        say(f"-- tests under wine: left out, no {', '.join(lacking)} here")
        return []
    return _windows(arguments)


def _windows(arguments: list[str]) -> list[str]:
    command: Command = [venv_program("python"), "-m", "tasks.windows.suite", *arguments]
    surroundings = {**os.environ, "PYTHONPATH": str(ROOT / "packaging")}
    failed = openly("the Windows side, under wine", command, surroundings)
    return ["tests under wine"] if failed else []


def _conclude(failed: list[str], started: float) -> int:
    say(f"-- {', '.join(failed) + ': FAILED' if failed else 'all well'} ({time.monotonic() - started:.0f} s)")
    return 1 if failed else 0


def _chooses(arguments: list[str]) -> bool:
    """Whether the pytest arguments select by marker themselves."""
    return any(argument.startswith("-m") for argument in arguments)


CHECKS: tuple[tuple[str, Command], ...] = (
    ("lint (ruff check)", [venv_program("ruff"), "check"]),
    ("format (ruff format --check)", [venv_program("ruff"), "format", "--check"]),
    ("types (mypy --strict)", [venv_program("mypy")]),
)

"""Lint, types and tests."""

import time

from tasks import environment, system
from tasks.places import Command, venv_program
from tasks.progress import openly, say

NOTHING_COLLECTED = 5
"""pytest's exit code when no test was run."""


def test(arguments: list[str], *, long: bool, coverage: bool) -> int:
    """Check everything; with pytest arguments, run only the tests these name.

    Raises:
        TaskError: Something the tests need is missing and cannot be installed from here.
    """
    started = time.monotonic()
    system.bring(
        (*system.QT, *system.VENV),
        "run the tests (those on a desktop are left out without its programs)",
        system.DESKTOP,
    )
    environment.bring()
    failed = [] if arguments else [title for title, command in CHECKS if openly(title, command)]
    selected = [] if long or _chooses(arguments) else ["-m", "not long"]
    python = venv_program("python")
    pytest: Command = [python, "-m", "coverage", "run", "-m", "pytest"] if coverage else [python, "-m", "pytest"]
    code = openly("tests", [*pytest, *selected, *arguments])
    if code:
        failed.append("tests: none was run" if code == NOTHING_COLLECTED else "tests")
    if coverage:
        openly("coverage", [python, "-m", "coverage", "report"])
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

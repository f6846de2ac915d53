"""Lint, types and tests."""

import os
import time

from tasks import environment, side_by_side, system
from tasks.places import ROOT, Command, in_ci, venv_program
from tasks.progress import openly, say
from tasks.side_by_side import Step

NOTHING_COLLECTED = 5
"""pytest's exit code when no test was run."""
WHOLE_PROGRAM = "tests/program"
AT_ONCE = 2
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
    measured = ["-m", "coverage", "run", "--parallel-mode"] if coverage else []
    pytest: Command = [python, *measured, "-m", "pytest", *selected, *arguments]
    if arguments:
        steps = [Step("tests", pytest)]
    else:
        windows = _windows_if_possible(["--long"] if long else [])
        steps = [*_in_two(pytest), *windows]
    # What takes long also measures: nothing beside it.
    codes = side_by_side.run(steps, at_once=1 if arguments or long else min(AT_ONCE, os.cpu_count() or 1))
    failed += [title + (": none was run" if code == NOTHING_COLLECTED else "") for title, code in codes.items() if code]
    if coverage:
        openly("coverage", [python, "-m", "coverage", "combine"])
        openly("coverage", [python, "-m", "coverage", "report"])
    return _conclude(failed, started)


def test_windows(arguments: list[str], *, long: bool) -> int:
    """Run the Windows side under wine: the tests that can run there, and the whole program from outside.

    Raises:
        TaskError: wine, a compiler or the rest is missing and cannot be installed from here.
    """
    started = time.monotonic()
    system.bring((*system.QT, *system.VENV, *system.WINE, *system.MSI), "run the Windows tests under wine")
    environment.bring()
    codes = side_by_side.run([_windows([*(["--long"] if long else []), *arguments])], at_once=1)
    return _conclude([title for title, code in codes.items() if code], started)


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


def _in_two(pytest: Command) -> list[Step]:
    """Those of the whole program mostly wait for it: something else may run beside them."""
    return [
        Step("tests of the whole program", [*pytest, WHOLE_PROGRAM]),
        Step("tests of its parts", [*pytest, f"--ignore={WHOLE_PROGRAM}"]),
    ]


def _windows_if_possible(arguments: list[str]) -> list[Step]:
    lacking = [part.name for part in system.WINE if not part.is_here()]
    if lacking and not in_ci():
        say(f"-- tests under wine: left out, no {', '.join(lacking)} here")
        return []
    return [_windows(arguments)]


def _windows(arguments: list[str]) -> Step:
    command: Command = [venv_program("python"), "-m", "tasks.windows.suite", *arguments]
    return Step("the Windows side, under wine", command, {**os.environ, "PYTHONPATH": str(ROOT / "packaging")})


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

"""Runs the Windows side's tests: under wine what needs no screen and what needs a desktop, then whole programs.

    python -m tasks.windows.suite [--rig FOLDER] [--long] [pytest's arguments]

Two runs at a time need two rigs.
"""

import argparse
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tasks.places import ROOT
from tasks.progress import say
from tasks.windows import rig
from tasks.windows.wine import RIG, RIG_VARIABLE, Session, windows_path

LONGEST_S = 1500.0
TIMED_OUT = 124
NOTHING_COLLECTED = 5
OF_LINUX = (
    *("tests/bench", "tests/packaging", "tests/program", "tests/desktop_session", "tests/windows_program"),
    *("tests/test_architecture.py", "tests/test_repository.py", "tests/helpers/test_plugins.py"),
    *("tests/test_words.py", "tests/ui/test_gallery.py", "tests/ui/test_pseudo.py"),
    *("tests/day", "tests/faults/test_stories.py", "tests/faults/test_random_faults.py"),
    *("tests/desktop/hotkey/test_portal*.py", "tests/desktop/sleep/test_logind.py"),
)
"""Drive the benchmarks, the developer's commands, and whole programs from Linux; look at the source and at the
tests themselves, or at texts, which are the same on every system; take long and have nothing of a system in them, or a
helper behind a Unix socket; speak to a bus by a library that is not installed on Windows."""
WHOLE_PROGRAMS = "tests/windows_program"
STAGES = (
    ("without a screen", "not windows_desktop and not wine and not long", False),
    ("on wine's desktop", "windows_desktop and not long", True),
)
PASSED = re.compile(rb"(\d+) passed")
NONE_RAN = re.compile(rb"^(no tests ran|\d+ deselected)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Result:
    """How a stage ended."""

    status: int
    """Of the process: pytest's, or what is left of one that crashed (5 under wine, as where nothing is collected)."""
    passed: int
    none_ran: bool
    """Whether pytest itself says that it had nothing to run."""


def verdict(results: Sequence[Result], *, chosen: bool) -> int:
    """The exit status of the whole; 0 where all is well.

    A stage without a test is well only where tests were `chosen` by hand, and not all stages are.
    """
    empty = [chosen and result.status == NOTHING_COLLECTED and result.none_ran for result in results]
    if all(empty):
        return NOTHING_COLLECTED
    wrong = [
        not none and (result.status != 0 or not result.passed) for result, none in zip(results, empty, strict=True)
    ]
    return int(any(wrong))


def main(arguments: list[str]) -> int:
    """Make the rig if need be, run all stages, and say how many tests passed; 0 where all is well."""
    parser = argparse.ArgumentParser(allow_abbrev=False, add_help=False)
    parser.add_argument("--rig", type=Path, default=RIG)
    parser.add_argument("--long", action="store_true")
    known, others = parser.parse_known_args(arguments)
    folder = known.rig.resolve()
    rig.make(folder)
    results = [_inside(*stage, [_for_windows(word) for word in others], folder) for stage in STAGES]
    results.append(_outside(others, folder, "wine" if known.long else "wine and not long"))
    say(f"-- the Windows side, under wine: {sum(result.passed for result in results)} tests passed")
    return verdict(results, chosen=bool(others))


def _inside(title: str, marks: str, desktop: bool, chosen: list[str], folder: Path) -> Result:  # noqa: FBT001
    """Run pytest itself under wine; the first three are a row of STAGES."""
    say(f"-- tests under wine, {title}")
    started = time.monotonic()
    words = ["-u", "-m", "pytest", "-p", "no:cacheprovider", "-q", "-m", marks]
    words += [*(f"--ignore-glob={windows_path(ROOT / name)}" for name in OF_LINUX), *chosen]
    with Session(desktop=desktop, rig=folder) as session:
        more = {"PYTHONPATH": windows_path(ROOT), **({"CI": os.environ["CI"]} if "CI" in os.environ else {})}
        running = session.start(session.python, *words, more=more, stdout=sys.stdout.buffer, stderr=sys.stderr.buffer)
        try:
            status = running.wait(LONGEST_S)
        except subprocess.TimeoutExpired:
            status = TIMED_OUT
    return _concluded(title, status, running.output, started)


def _outside(chosen: list[str], folder: Path, marks: str) -> Result:
    """Run pytest on this system, for tests that drive whole programs under wine, chosen by marks."""
    title = "whole programs"
    say(f"-- tests under wine, {title}")
    started = time.monotonic()
    command = [sys.executable, "-u", "-m", "pytest", "-q", "-m", marks, *(chosen or [WHOLE_PROGRAMS])]
    surroundings = {**os.environ, RIG_VARIABLE: str(folder)}
    with subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE) as running:
        assert running.stdout is not None  # noqa: S101  (for the type checker)
        output = bytearray()
        for line in running.stdout:
            output += line
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
    return _concluded(title, running.returncode, output, started)


def _concluded(title: str, status: int, output: bytearray, started: float) -> Result:
    passed = [int(found) for found in PASSED.findall(output)]
    say(f"   tests under wine, {title}: exit {status}, {time.monotonic() - started:.0f} s")
    return Result(status, passed[-1] if passed else 0, NONE_RAN.search(output) is not None)


def _for_windows(argument: str) -> str:
    """A path of this machine, such as a test's, becomes the same path as wine sees it."""
    path, colons, test = argument.partition("::")
    return windows_path(Path(path)) + colons + test if path.startswith("/") else argument


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Runs the tests under wine: everything that needs no screen, then what needs wine's desktop.

    python -m tasks.windows.suite [--rig FOLDER] [pytest's arguments]

Two runs at a time need two rigs.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from tasks.places import ROOT
from tasks.progress import say
from tasks.windows import rig
from tasks.windows.wine import RIG, Session, windows_path

LONGEST_S = 1500.0
TIMED_OUT = 124
NOTHING_COLLECTED = 5
OF_LINUX = ("tests/bench", "tests/packaging", "tests/program", "tests/desktop_session")
"""Drive the benchmarks, the developer's commands, and whole programs on Linux desktops; tests/windows_session does
here what tests/program does there."""
STAGES = (
    ("without a screen", "not windows_desktop and not long", False),
    ("on wine's desktop", "windows_desktop and not long", True),
)


def main(arguments: list[str]) -> int:
    """Make the rig if need be, and run both stages; 0 where all is well."""
    parser = argparse.ArgumentParser(allow_abbrev=False, add_help=False)
    parser.add_argument("--rig", type=Path, default=RIG)
    known, others = parser.parse_known_args(arguments)
    folder = known.rig.resolve()
    rig.make(folder)
    chosen = [_for_windows(argument) for argument in others]
    results = [_stage(*stage, chosen, folder) for stage in STAGES]
    if all(result == NOTHING_COLLECTED for result in results):
        return NOTHING_COLLECTED
    return max(0 if result == NOTHING_COLLECTED else result for result in results)


def _stage(title: str, marks: str, desktop: bool, chosen: list[str], folder: Path) -> int:  # noqa: FBT001  (of STAGES)
    say(f"-- tests under wine, {title}")
    started = time.monotonic()
    words = ["-u", "-m", "pytest", "-p", "no:cacheprovider", "-q", "-m", marks]
    words += [*(f"--ignore={windows_path(ROOT / folder)}" for folder in OF_LINUX), *chosen]
    with Session(desktop=desktop, rig=folder) as session:
        more = {"PYTHONPATH": windows_path(ROOT), **({"CI": os.environ["CI"]} if "CI" in os.environ else {})}
        running = session.start(session.python, *words, more=more, stdout=sys.stdout.buffer, stderr=sys.stderr.buffer)
        try:
            status = running.wait(LONGEST_S)
        except subprocess.TimeoutExpired:
            status = TIMED_OUT
    say(f"   tests under wine, {title}: exit {status}, {time.monotonic() - started:.0f} s")
    return status


def _for_windows(argument: str) -> str:
    """A path of this machine, such as a test's, becomes the same path as wine sees it."""
    path, colons, test = argument.partition("::")
    return windows_path(Path(path)) + colons + test if path.startswith("/") else argument


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Builds what people install, in the virtual environment: `python -m tasks.building.command [linux] [windows]`."""

import argparse
import sys
from pathlib import Path

from tasks.building import deb, handouts, msi, sbom, sums, wheel
from tasks.building.release import DIST, megabytes, this_release
from tasks.progress import TaskError, say

SYSTEMS = ("linux", "windows")
FAILED = 1


def main(arguments: list[str]) -> int:
    """Build for the systems that are named, or for all; returns the exit code."""
    parser = argparse.ArgumentParser(prog="packaging/dev.py build", allow_abbrev=False)
    parser.add_argument("systems", nargs="*", choices=[*SYSTEMS, []], metavar="linux | windows")
    chosen = parser.parse_args(arguments).systems or SYSTEMS
    try:
        build(chosen, DIST)
    except TaskError as error:
        print(error, file=sys.stderr, flush=True)
        return FAILED
    return 0


def build(systems: tuple[str, ...] | list[str], dist: Path) -> None:
    """Build the wheel and the packages of some systems into a folder, with their papers.

    Raises:
        TaskError: A step failed; the text says which.
    """
    dist.mkdir(parents=True, exist_ok=True)
    release = this_release()
    program = wheel.build_wheel(release, dist)
    for system, build_package in (("linux", deb.build_deb), ("windows", msi.build_msi)):
        if system in systems:
            package, carried = build_package(release, program, dist)
            sbom.write(package, release, carried)
    handouts.pack(release, dist)
    sums.write(dist)
    say(f"-- built into {dist}:")
    for file in sorted(dist.iterdir()):
        say(f"   {megabytes(file.stat().st_size):>9}  {file.name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Run the benchmarks: all of them, or those that are named."""

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import command, cycles, first_presses, joins, journal, latency, rest, start
from tests.bench.figures import Figure, NotMeasuredError, table, write
from trayapp.simulator.virtual_desktop import DesktopError

FILE = Path("build/bench.json")

BENCHMARKS: dict[str, Callable[[], list[Figure]]] = {
    "request": latency.arrival,
    "press-path": latency.journalled,
    "accepted": latency.accepted,
    "first": first_presses.first,
    "joins": joins.joins,
    "start": start.start,
    "memory": rest.held,
    "idle": rest.idle,
    "status": command.status,
    "journal": journal.held,
    "cycles": cycles.cycles,
}


def main() -> int:
    """Measure, say and write. Returns 1 if anything could not be measured, 0 otherwise."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(BENCHMARKS)}")
    names = parser.parse_args().names or list(BENCHMARKS)
    if unknown := [name for name in names if name not in BENCHMARKS]:
        parser.error(f"no benchmark is called {unknown[0]}")
    figures: list[Figure] = []
    missing: dict[str, str] = {}
    for name in names:
        began_s = time.monotonic()
        _say(f"-- {name}")
        try:
            figures += BENCHMARKS[name]()
        except (NotMeasuredError, DesktopError, TimeoutError, OSError) as error:
            missing[name] = str(error)
        _say(f"   {'not measured' if name in missing else 'measured'}, {time.monotonic() - began_s:.0f} s")
    if figures:
        _say(f"\n{table(figures)}")
    for name, why in missing.items():
        _say(f"\n{name} could not be measured: {why}")
    write(FILE, figures, missing)
    _say(f"\nEvery sample is in {FILE}.")
    return 1 if missing else 0


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201  (standard output is where the figures are wanted)


if __name__ == "__main__":
    sys.exit(main())

"""The command line of `packaging/dev.py`."""

import argparse
import sys

from tasks.bench import bench
from tasks.build import build
from tasks.check import test, test_windows
from tasks.demo import demo
from tasks.install import install
from tasks.pins import pin
from tasks.progress import TaskError
from tasks.screenshots import screenshots

MISSING = 3
"""Exit code: something is missing here; the text says what."""
INTERRUPTED = 130


def main(arguments: list[str]) -> int:
    """Run one command and return the exit code."""
    parser = _parser()
    known, others = parser.parse_known_args(arguments)
    passed_on = [argument for argument in others if argument != "--"]
    run = {
        "test": lambda: _test(known, passed_on),
        "demo": lambda: demo(passed_on),
        "bench": lambda: bench(passed_on),
        "install": install,
        "build": lambda: build(passed_on),
        "screenshots": lambda: screenshots(passed_on),
        "pin": pin,
    }[known.command]
    try:
        return run()
    except TaskError as error:
        print(error, file=sys.stderr, flush=True)
        return MISSING
    except KeyboardInterrupt:
        return INTERRUPTED


def _test(known: argparse.Namespace, passed_on: list[str]) -> int:
    if known.windows:
        return test_windows(passed_on, long=known.long)
    return test(passed_on, long=known.long, coverage=known.coverage)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="packaging/dev.py",
        description="Sets up .venv beside pyproject.toml, installing what is missing, and runs one command in it.",
        epilog="Arguments that are not listed here are passed on: to pytest, the demo, the benchmarks, the build ...",
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    testing = commands.add_parser(
        "test",
        help="lint, types and every test; with pytest arguments (paths, -k ...), only those tests",
        allow_abbrev=False,
    )
    testing.add_argument("--long", action="store_true", help="also the tests that take more than a minute")
    testing.add_argument("--coverage", action="store_true", help="measure which lines the tests reach")
    testing.add_argument("--windows", action="store_true", help="only the Windows side, under wine")
    commands.add_parser("demo", help="the program against a simulated monitor, on this screen or a virtual one")
    commands.add_parser("bench", help="speed and size, each figure beside its rival")
    commands.add_parser("install", help="make the program ready to be started from here")
    commands.add_parser("build", help="what people install, in build/dist: wheel, Debian package, Windows installer")
    commands.add_parser(
        "screenshots", help="every window and page, in every language, in build/screenshots or a folder"
    )
    commands.add_parser("pin", help="write the newest allowed versions and their hashes to requirements*.txt")
    return parser

"""Writes the exact versions and hashes of every package (see packaging/decisions/pins.md)."""

import os
import re
import sys
import tempfile
from pathlib import Path

from tasks.places import DEV_PINS, DEV_WANTED, PROJECT, RUN_PINS, Command
from tasks.progress import TaskError, quietly, say

OLDEST_PYTHON = "3.11"
HEADING = "# Written by `python3 packaging/dev.py pin`; see packaging/decisions/pins.md. Do not edit.\n"
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>[A-Za-z0-9.!+]+)(?: ; (?P<marker>.+))?$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}$")


def pin() -> int:
    """Resolve the newest allowed versions for every platform and Python at once, and write them down.

    Raises:
        TaskError: The resolver could not be had, failed, or said something that must not be committed.
    """
    with tempfile.TemporaryDirectory() as folder:
        tool, run, dev = Path(folder, "tool"), Path(folder, "run.txt"), Path(folder, "dev.txt")
        quietly("making a throwaway environment", [sys.executable, "-m", "venv", tool])
        scripts = tool / ("Scripts" if sys.platform == "win32" else "bin")
        quietly("installing the resolver (uv)", [scripts / "python", "-m", "pip", "install", "--quiet", "uv"])
        compile_: Command = [
            *(scripts / "uv", "pip", "compile", "--no-config", "--universal", "--python-version", OLDEST_PYTHON),
            *("--generate-hashes", "--only-binary", ":all:", "--no-header", "--no-annotate"),
            *("--no-emit-index-url", "--no-emit-find-links"),
        ]
        quietly("resolving the program's packages", [*compile_, PROJECT, "-o", run], dict(os.environ))
        quietly("resolving the developer's packages", [*compile_, DEV_WANTED, "-c", run, "-o", dev], dict(os.environ))
        run_blocks = blocks(run.read_text(encoding="utf-8"))
        dev_blocks = [block for block in blocks(dev.read_text(encoding="utf-8")) if block not in run_blocks]
    _write(RUN_PINS, run_blocks)
    _write(DEV_PINS, dev_blocks)
    return 0


def blocks(text: str) -> list[str]:
    """Split a list of pins into one text per package, and refuse everything that is not a pin with hashes.

    Raises:
        TaskError: A line is an option, an address, or a pin without a hash.
    """
    found = []
    for block in re.split(r"\n(?=\S)", text.strip()):
        first, *hashes = block.replace(" \\\n", "\n").splitlines()
        if not PIN.match(first) or not hashes or not all(HASH.match(line) for line in hashes):
            raise TaskError(f"not a pin with hashes: {first}")
        found.append(block)
    return found


def _write(path: Path, written: list[str]) -> None:
    path.write_text(HEADING + "\n".join(written) + "\n", encoding="utf-8")
    say(f"   {path.name}: {len(written)} packages")

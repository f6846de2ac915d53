"""The virtual environment in `.venv`: made once, made again when it no longer fits."""

import hashlib
import json
import platform
import shutil
import subprocess
import sys
import tomllib

from tasks import system
from tasks.places import DEV_PINS, PROJECT, ROOT, RUN_PINS, VENV, Command, venv_program
from tasks.progress import quietly, say

STAMP = VENV / "installed.sha256"
ASK_TIMEOUT_S = 60.0


def bring() -> None:
    """See to it that `.venv` holds exactly the pinned packages and the program itself, editable.

    Raises:
        TaskError: The environment can neither be used nor made.
    """
    if VENV.exists() and not _fits():
        say("-- .venv was made by another Python, or elsewhere, or is broken: making it again")
        shutil.rmtree(VENV)
    if not VENV.exists():
        _make()
    wanted = _wanted()
    if STAMP.is_file() and STAMP.read_text() == wanted:
        return
    STAMP.unlink(missing_ok=True)
    system.check_c_library()
    pip: Command = [venv_program("python"), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    pins: Command = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", RUN_PINS, "-r", DEV_PINS]
    quietly("installing the pinned packages", [*pip, "install", *pins], detail=" (about 150 MB the first time)")
    here: Command = ["--no-index", "--no-deps", "--no-build-isolation", "--editable", ROOT]
    quietly("installing the program in place", [*pip, "install", *here])
    STAMP.write_text(wanted)


def _fits() -> bool:
    """Whether `.venv` belongs to the Python that runs this, still stands where it was made, and has pip."""
    ask = "import sys, json, pip; print(json.dumps([list(sys.version_info[:2]), sys.base_prefix, sys.prefix]))"
    try:
        answer = subprocess.run(
            [venv_program("python"), "-I", "-c", ask], capture_output=True, timeout=ASK_TIMEOUT_S, check=True
        )
        entry = venv_program("pip").read_bytes()[:4096]
    except (OSError, subprocess.SubprocessError):
        return False
    moved = sys.platform != "win32" and str(VENV).encode() not in entry
    return not moved and json.loads(answer.stdout) == [list(sys.version_info[:2]), sys.base_prefix, str(VENV)]


def _make() -> None:
    try:
        quietly("making .venv", [sys.executable, "-m", "venv", VENV])
    except BaseException:
        # What an interrupted run leaves behind is not built upon.
        shutil.rmtree(VENV, ignore_errors=True)
        raise


def _wanted() -> str:
    """A fingerprint of everything that decides what is to be in `.venv`."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    told = {
        "pins": [path.read_text(encoding="utf-8") for path in (RUN_PINS, DEV_PINS)],
        "project": [project["build-system"], project["project"], project["tool"]["hatch"]],
        "place": str(ROOT),
        "python": platform.python_version(),
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

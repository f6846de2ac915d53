"""Says what is being done, and that it is still being done."""

import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from typing import IO

from tasks.places import ROOT, Command

STILL_AT_IT_S = 10.0
"""A long step says this often that it goes on."""
TAIL_LINES = 60


class TaskError(Exception):
    """Something that the person at the terminal must know; the text says what to do."""


def say(text: str) -> None:
    """Print one line at once."""
    print(text, flush=True)


def quietly(title: str, command: Command, env: Mapping[str, str] | None = None, detail: str = "") -> None:
    """Run a step whose output matters only if it fails; `detail` is said once, the title at each sign of life.

    Raises:
        TaskError: The step failed; the text holds the end of its output.
    """
    say(f"-- {title}{detail} ...")
    started = time.monotonic()
    with tempfile.TemporaryFile() as output:
        with _started(command, output, env) as process:
            try:
                while process.poll() is None:
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        process.wait(STILL_AT_IT_S)
                    if process.poll() is None:
                        say(f"   {title}: {time.monotonic() - started:.0f} s so far")
            except BaseException:
                process.terminate()
                raise
        if process.returncode != 0:
            output.seek(0)
            lines = output.read().decode(errors="replace").splitlines()[-TAIL_LINES:]
            raise TaskError("\n".join([*lines, f"{title}: failed (exit {process.returncode})"]))
    say(f"   {title}: {time.monotonic() - started:.1f} s")


def _started(command: Command, output: IO[bytes], env: Mapping[str, str] | None) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd=ROOT, env=env
        )
    except OSError as error:
        raise TaskError(f"{command[0]} cannot be started: {error.strerror}") from error


def become(title: str, command: Command) -> int:
    """Hand this process over to a program, so that whoever ends it ends the program; where that cannot be, run it."""
    if os.name == "posix":
        say(f"-- {title}")
        sys.stderr.flush()
        os.chdir(ROOT)
        os.execv(command[0], [str(word) for word in command])  # noqa: S606  (a fixed program of our own)
    return openly(title, command)


def openly(title: str, command: Command, env: Mapping[str, str] | None = None) -> int:
    """Run a step whose output is the point, and return its exit code."""
    say(f"-- {title}")
    sys.stderr.flush()
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode

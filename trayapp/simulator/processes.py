"""Programs started for a while, and ended without a trace."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

_DIE_S = 3.0


def spawn(
    arguments: Sequence[str | Path],
    environment: Mapping[str, str],
    log_file: Path,
    *,
    stdin: int | IO[bytes] | None = subprocess.DEVNULL,
    stdout: int | IO[bytes] | None = None,
    pass_fds: Sequence[int] = (),
) -> subprocess.Popen[bytes]:
    """Start a program in a process group of its own; it is killed should the thread that started it die.

    Args:
        arguments: the program and its arguments.
        environment: its whole environment.
        log_file: takes its standard error, and its standard output unless `stdout` is given.
        stdin: as for `subprocess.Popen`; nothing by default.
        stdout: as for `subprocess.Popen`.
        pass_fds: as for `subprocess.Popen`.
    """
    with log_file.open("wb") as log:
        return subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", "--", *arguments],
            env=dict(environment),
            stdin=stdin,
            stdout=log if stdout is None else stdout,
            stderr=log,
            pass_fds=pass_fds,
            start_new_session=True,
        )


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process group: politely at first, so that files and sockets are put away."""
    for attempt in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, attempt)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_DIE_S)
            break
    with contextlib.suppress(ProcessLookupError):  # the leader is gone; whoever it left behind goes too
        os.killpg(process.pid, signal.SIGKILL)


def end_strays(variable: str, value: str) -> None:
    """Kill whatever has this in its environment: what left its process group, such as services that a bus started."""
    mark = f"{variable}={value}".encode()
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # ended meanwhile, or somebody else's
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                os.kill(int(folder.name), signal.SIGKILL)

"""The command line: what a key binding or a script waits for."""

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench.bench_desk import PROGRAM, desk
from tests.bench.figures import Figure, NotMeasuredError, of_samples

RUNS = 40
BAR = 3.0


def status() -> list[Figure]:
    """`recording-pause status`; the rival is an empty Python program."""
    ours_ms: list[float] = []
    rival_ms: list[float] = []
    with desk() as at, at.ready():
        for _ in range(RUNS):
            ours_ms.append(1000 * _run([PROGRAM, "status"], at.desktop.environment))
            rival_ms.append(1000 * _run([sys.executable, "-c", "pass"], at.desktop.environment))
    return [of_samples("recording-pause status", "ms", ours_ms, rival_ms, rival_name="python -c pass", bar=BAR)]


def _run(command: Sequence[str | Path], environment: Mapping[str, str]) -> float:
    started_s = time.monotonic()
    code = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False).returncode
    if code:
        raise NotMeasuredError(f"{command[-1]} ended with {code}")
    return time.monotonic() - started_s

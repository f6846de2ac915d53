"""From the start of a process to its icon in the tray."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.bench.bench_desk import PROGRAM, RIVALS, Desk, desk
from tests.bench.figures import Figure, NotMeasuredError, of_samples
from tests.bench.tray_window import TrayWindow

STARTS = 15
BAR = 1.5
_APPEAR_S = 60.0
_POLL_S = 0.001


def start() -> list[Figure]:
    """Start to tray icon, and start to a warm connection, from which on a press costs one round trip.

    The rival of the first is the least tray program; of the second, the same with what it would have to load.
    """
    rivals: list[list[str | Path]] = [[sys.executable, RIVALS / name] for name in ("tray.py", "tray_with_imports.py")]
    icon_ms: list[float] = []
    warm_ms: list[float] = []
    rival_ms: tuple[list[float], list[float]] = ([], [])
    with desk() as at:
        tray = TrayWindow(at.desktop.client)
        for number in range(STARTS + 1):
            ours_s = _start(at, tray, [PROGRAM], warm=True)
            rival_s = [_start(at, tray, command)[0] for command in rivals]
            if number:  # the first of each fills the disk's cache
                icon_ms.append(1000 * ours_s[0])
                warm_ms.append(1000 * ours_s[1])
                for samples, taken_s in zip(rival_ms, rival_s, strict=True):
                    samples.append(1000 * taken_s)
    return [
        of_samples("start to tray icon", "ms", icon_ms, rival_ms[0], rival_name="five lines of PySide6", bar=BAR),
        of_samples(
            "start to warm connection",
            "ms",
            warm_ms,
            rival_ms[1],
            rival_name="five lines, requests, keyring: to its icon",
            bar=None,
        ),
    ]


def _start(at: Desk, tray: TrayWindow, command: Sequence[str | Path], *, warm: bool = False) -> tuple[float, float]:
    """Start a program and end it. The seconds until its icon was drawn, and until its first request if it is `warm`."""
    log = at.simulation.monitor.log
    known = len(log.entries())
    started_s = time.monotonic()
    with at.running(command) as process:
        await_icon(at, tray, process)
        drawn_s = time.monotonic()
        if warm and not log.wait_for(lambda entries: len(entries) > known, _APPEAR_S):
            raise NotMeasuredError(f"the program opened no connection:\n{at.desktop.log()}")
    while tray.icons():
        time.sleep(_POLL_S)
    return drawn_s - started_s, log.entries()[-1].arrived_at_s - started_s if warm else 0.0


def await_icon(at: Desk, tray: TrayWindow, process: subprocess.Popen[bytes], icons: int = 1) -> None:
    """Wait until so many icons are in the tray.

    Raises:
        NotMeasuredError: the process ended, or nothing appeared.
    """
    give_up_at_s = time.monotonic() + _APPEAR_S
    while len(tray.icons()) < icons:
        if process.poll() is not None or time.monotonic() > give_up_at_s:
            raise NotMeasuredError(f"no icon appeared in the tray:\n{at.desktop.log()}")
        time.sleep(_POLL_S)

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
    """Start to tray icon; the rival is the least tray program."""
    rival_command: list[str | Path] = [sys.executable, RIVALS / "tray.py"]
    ours_ms: list[float] = []
    rival_ms: list[float] = []
    with desk() as at:
        tray = TrayWindow(at.desktop.client)
        for number in range(STARTS + 1):
            ours, rival = (1000 * _to_icon(at, tray, command) for command in ([PROGRAM], rival_command))
            if number:  # the first of each fills the disk's cache
                ours_ms.append(ours)
                rival_ms.append(rival)
    return [of_samples("start to tray icon", "ms", ours_ms, rival_ms, rival_name="five lines of PySide6", bar=BAR)]


def _to_icon(at: Desk, tray: TrayWindow, command: Sequence[str | Path]) -> float:
    """Start a program, and end it when its icon is in the tray; the seconds between."""
    started_s = time.monotonic()
    with at.running(command) as process:
        await_icon(at, tray, process)
        appeared_s = time.monotonic()
    while tray.icons():
        time.sleep(_POLL_S)
    return appeared_s - started_s


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

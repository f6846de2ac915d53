"""What the program takes while it only waits: memory, processor time, wake-ups."""

import subprocess
import sys
import time
from collections.abc import Sequence

from tests.bench.bench_desk import RIVALS, desk
from tests.bench.figures import Figure, of_samples
from tests.bench.processes import Memory, doings, memory
from tests.bench.start import await_icon
from tests.bench.tray_window import TrayWindow

MEMORY_RUNS = 4
MEMORY_AFTER_S = 5.0
MEMORY_BAR = 1.4
IDLE_S = 30.0
CPU_BAR_PERCENT = 1.0
WAKE_UPS_BAR = 2.0


def held() -> list[Figure]:
    """Memory when ready; the rival is the least tray program, with requests and keyring loaded.

    One after the other, so that neither shares Qt with the other. The bar is one of the resident size: the other one,
    in which shared parts are divided, also falls with every program on this machine that happens to have Qt loaded.
    """
    ours: list[Memory] = []
    rival: list[Memory] = []
    with desk() as at:
        tray = TrayWindow(at.desktop.client)
        for _ in range(MEMORY_RUNS):
            with at.ready() as program:
                ours.append(_settled(program))
            with at.running([sys.executable, RIVALS / "tray_with_imports.py"]) as other:
                await_icon(at, tray, other)
                rival.append(_settled(other))
    name = "five lines of PySide6, requests, keyring"
    resident = [[one.rss for one in each] for each in (ours, rival)]
    divided = [[one.pss for one in each] for each in (ours, rival)]
    return [
        of_samples("memory, resident", "MiB", *resident, rival_name=name, bar=MEMORY_BAR),
        of_samples("memory, shared parts divided", "MiB", *divided, rival_name=name, bar=None),
    ]


def _settled(process: subprocess.Popen[bytes]) -> Memory:
    """What a process holds some seconds after its start."""
    time.sleep(MEMORY_AFTER_S)
    return memory(process.pid)


def idle() -> list[Figure]:
    """What both do in the same half minute of waiting; the rival is the least tray program."""
    with desk() as at, at.ready() as program, at.running([sys.executable, RIVALS / "tray.py"]) as other:
        await_icon(at, TrayWindow(at.desktop.client), other, icons=2)
        time.sleep(MEMORY_AFTER_S)  # whatever is left of the start
        before = [doings(process.pid) for process in (program, other)]
        began_s = time.monotonic()
        time.sleep(IDLE_S)
        lasted_s = time.monotonic() - began_s
        after = [doings(process.pid) for process in (program, other)]
    cpu = [100 * (end.cpu_s - start.cpu_s) / lasted_s for start, end in zip(before, after, strict=True)]
    waits = [(end.waits - start.waits) / lasted_s for start, end in zip(before, after, strict=True)]
    return [
        _idle("idle, processor", "%", cpu, CPU_BAR_PERCENT),
        _idle("idle, wake-ups", "per s", waits, WAKE_UPS_BAR),
    ]


def _idle(name: str, unit: str, values: Sequence[float], bar: float) -> Figure:
    ours, rival = values
    return Figure(name, unit, ours, rival, rival_name="five lines of PySide6", bar=bar, bar_of="ours")

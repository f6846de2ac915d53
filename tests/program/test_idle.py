"""Idle is idle: hardly a wake-up, hardly any processor time, on all threads of the program."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.program.desk import START_S, Desk, Program
from trayapp.core.view import StateName

pytestmark = pytest.mark.desktop

SETTLE_S = 3.0
"""After the start: the icon, the keyring, the warm connection."""
IDLE_S = 20.0
WAKE_UPS = 2.0
"""A second, of all threads together."""
CORE_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Used:
    """What all threads of a program have used so far."""

    wake_ups: int
    """How often a thread went to sleep by itself, and so was woken."""
    processor_s: float


def used(program: Program) -> Used:
    tasks = Path(f"/proc/{program.process.pid}/task")
    wake_ups = 0
    ticks = 0
    for task in tasks.iterdir():
        status = dict(line.split(":", 1) for line in (task / "status").read_text().splitlines() if ":" in line)
        wake_ups += int(status["voluntary_ctxt_switches"])
        fields = (task / "stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])  # user and system time (proc(5))
    return Used(wake_ups, ticks / os.sysconf("SC_CLK_TCK"))


def test_a_ready_program_sleeps(desk: Desk) -> None:
    """No more than two wake-ups a second and one per cent of a core, with room for one late timer of the start."""
    assert desk.set_up().code == 0
    program = desk.start_plainly()
    program.shows(StateName.READY, timeout_s=START_S)
    time.sleep(SETTLE_S)
    before = used(program)
    time.sleep(IDLE_S)
    after = used(program)
    assert (after.wake_ups - before.wake_ups) / IDLE_S <= WAKE_UPS
    assert (after.processor_s - before.processor_s) / IDLE_S < CORE_SHARE

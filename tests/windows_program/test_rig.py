"""The rig itself: the stand-ins for what wine lacks lie in wine's own folder alone; its clock can be compared."""

import time

import pytest

from tasks.windows import rig
from tasks.windows.wine import RIG, Session
from tests.program.desk import START_S
from tests.windows_program.desk import here_s
from trayapp.simulator.until import until

TICK_S = 0.05
"""Wine's clock goes on every 16 ms, later on a busy machine."""

pytestmark = pytest.mark.wine


def test_the_stand_ins_are_in_the_prefix_alone() -> None:
    system = RIG / "prefix" / "drive_c" / "windows" / "system32"
    assert [name for name in rig.STAND_IN_NAMES if not (system / name).is_file()] == []
    libraries = [str(path) for path in (RIG / "python").rglob("*.dll")]
    assert len(libraries) > 10
    assert rig.stand_ins_among(libraries) == []


def test_a_moment_in_wine_is_the_same_moment_here() -> None:
    """To less than a screen takes; on a machine that has run for a day its two clocks are further apart."""
    with Session(desktop=False) as session:
        answers = "import sys, time\nfor _ in sys.stdin: print(time.monotonic())"
        running = session.start(session.python, "-u", "-c", answers)
        for _ in range(3):  # the first one waits until Python has started
            before = len(running.output)
            asked_s = time.monotonic()
            running.tell("?\n")
            until(lambda: b"\n" in running.output[before:], START_S, "an answer")  # noqa: B023  (waited for here)
            answered_s = time.monotonic()
            assert asked_s - TICK_S < here_s(float(running.output.splitlines()[-1])) < answered_s + TICK_S
        running.end_input()
        assert running.wait(START_S) == 0

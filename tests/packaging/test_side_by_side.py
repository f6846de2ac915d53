"""Steps that run at the same time: each speaks once, whole, and none hides another's failure."""

import sys

import pytest

from tasks import side_by_side
from tasks.side_by_side import Step

SAID = "first {0}\nlast {0}\n"


def a_step(title: str, code: int = 0, wait_for: str = "", make: str = "") -> Step:
    """Says two lines with a pause between, in which it may wait for another step's file, or make its own."""
    program = f"""
import pathlib, sys, time
print("first {title}", flush=True)
if {make!r}: pathlib.Path({make!r}).touch()
while {wait_for!r} and not pathlib.Path({wait_for!r}).exists(): time.sleep(0.01)
print("last {title}", file=sys.stderr)
sys.exit({code})
"""
    return Step(title, [sys.executable, "-c", program])


def test_two_run_at_the_same_time_and_speak_one_after_the_other(
    tmp_path: object, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """Each waits for what the other makes: one after the other they would wait for ever."""
    one, two = f"{tmp_path}/one", f"{tmp_path}/two"
    steps = [a_step("A", make=one, wait_for=two), a_step("B", make=two, wait_for=one), a_step("C", code=3)]
    assert side_by_side.run(steps, at_once=2) == {"A": 0, "B": 0, "C": 3}
    said = capfdbinary.readouterr().out.decode()
    assert all(SAID.format(title) in said for title in "ABC"), said


def test_one_at_a_time_goes_on_after_a_failure(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert side_by_side.run([a_step("A", code=1), a_step("B")], at_once=1) == {"A": 1, "B": 0}
    assert b"first B" in capfdbinary.readouterr().out

"""When the Windows side is green."""

import pytest

from tasks.windows.suite import NONE_RAN, NOTHING_COLLECTED, TIMED_OUT, Result, verdict

GOOD = Result(0, 10, none_ran=False)
NONE = Result(NOTHING_COLLECTED, 0, none_ran=True)
CRASHED = Result(NOTHING_COLLECTED, 0, none_ran=False)
"""An access violation in Python itself: under wine it ends with this very number."""


@pytest.mark.parametrize(
    ("results", "chosen", "status"),
    [
        ([GOOD, GOOD, GOOD], False, 0),
        ([GOOD, NONE, NONE], True, 0),
        ([GOOD, NONE, GOOD], False, 1),
        ([NONE, NONE, NONE], True, NOTHING_COLLECTED),
        ([CRASHED, GOOD, GOOD], False, 1),
        ([CRASHED, GOOD, GOOD], True, 1),
        ([GOOD, Result(-9, 0, none_ran=False), GOOD], False, 1),
        ([GOOD, Result(-9, 3, none_ran=False), GOOD], True, 1),
        ([GOOD, Result(TIMED_OUT, 9, none_ran=False), GOOD], False, 1),
        ([GOOD, Result(1, 9, none_ran=False), GOOD], False, 1),
        ([GOOD, Result(0, 0, none_ran=False), GOOD], False, 1),
    ],
)
def test_a_verdict(results: list[Result], status: int, *, chosen: bool) -> None:
    assert verdict(results, chosen=chosen) == status


@pytest.mark.parametrize(
    ("said", "none"),
    [
        (b"\n25 deselected in 1.42s\n", True),
        (b"\nno tests ran in 0.1s\n", True),
        (b"\n3 passed, 2 deselected\n", False),
    ],
)
def test_what_pytest_says_where_it_had_nothing_to_run(said: bytes, *, none: bool) -> None:
    assert (NONE_RAN.search(said) is not None) is none

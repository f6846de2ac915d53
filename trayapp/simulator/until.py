"""Waiting for a condition instead of for a span of time."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

POLL_S = 0.01


def until(probe: Callable[[], T], timeout_s: float = 10.0, what: str = "the condition") -> T:
    """Call `probe` every 10 ms until it returns something true, and return that.

    Raises:
        TimeoutError: `what` did not come about within `timeout_s` seconds.
    """
    give_up_at = time.monotonic() + timeout_s
    while True:
        answer = probe()
        if answer:
            return answer
        if time.monotonic() > give_up_at:
            raise TimeoutError(f"waited {timeout_s:g} s in vain for {what}")
        time.sleep(POLL_S)

"""Things are done at their time, by one thread that otherwise sleeps."""

import queue
import threading
import time
from collections.abc import Iterator

import pytest

from trayapp.voicenter.timers import Timers


@pytest.fixture
def timers() -> Iterator[Timers]:
    timers = Timers("timers-under-test")
    yield timers
    assert timers.close(10)


def test_in_the_order_of_their_times(timers: Timers) -> None:
    done: queue.Queue[str] = queue.Queue()
    now = time.monotonic()
    timers.call_at(now + 0.2, lambda: done.put("later"))
    timers.call_at(now + 0.1, lambda: done.put("sooner"))
    timers.call_at(float("-inf"), lambda: done.put("at once"))
    assert [done.get(timeout=10) for _ in range(3)] == ["at once", "sooner", "later"]
    assert time.monotonic() >= now + 0.2


def test_not_what_was_cancelled(timers: Timers) -> None:
    done: queue.Queue[str] = queue.Queue()
    now = time.monotonic()
    timers.call_at(now + 0.05, lambda: done.put("cancelled")).cancel()
    timers.call_at(now + 0.1, lambda: done.put("kept"))
    assert done.get(timeout=10) == "kept"
    assert done.empty()


@pytest.mark.allow_log("A timed action failed: ZeroDivisionError$")
def test_one_failure_does_not_stop_the_others(timers: Timers) -> None:
    done = threading.Event()
    timers.call_at(0.0, _fail)
    timers.call_at(time.monotonic() + 0.05, done.set)
    assert done.wait(10)


def test_nothing_after_close() -> None:
    timers = Timers("timers-under-test")
    done: list[str] = []
    timers.call_at(time.monotonic() + 0.1, lambda: done.append("late"))
    assert timers.close(10)
    timers.call_at(0.0, lambda: done.append("after"))
    assert [thread for thread in threading.enumerate() if thread.name == "timers-under-test"] == []
    assert done == []


def test_an_action_may_close_them() -> None:
    timers = Timers("timers-under-test")
    closed = threading.Event()

    def close() -> None:
        timers.close(10)
        closed.set()

    timers.call_at(0.0, close)
    assert closed.wait(10)


def test_no_thread_before_the_first() -> None:
    assert Timers("timers-under-test").close(0)


def _fail() -> None:
    raise ZeroDivisionError

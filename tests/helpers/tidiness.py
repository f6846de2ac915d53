"""Plugin: a test leaves no warning in the log that it does not expect, and no thread."""

import logging
import re
import threading
import time
from collections.abc import Callable, Iterator

import pytest

THREAD_END_S = 5.0
"""How long a thread may take to end after its test."""

AllowLog = Callable[[str], None]


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker."""
    config.addinivalue_line("markers", "allow_log(regex): log lines of level WARNING and above that this test causes")


class _Watch(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def quiet_log(request: pytest.FixtureRequest) -> Iterator[list[str]]:
    """Fail on any line of level WARNING and above that no regular expression of the yielded list finds."""
    watch = _Watch()
    allowed = [regex for mark in request.node.iter_markers("allow_log") for regex in mark.args]
    root = logging.getLogger()
    root.addHandler(watch)
    yield allowed
    root.removeHandler(watch)
    unexpected = [line for line in watch.lines if not any(re.search(regex, line) for regex in allowed)]
    if unexpected:
        pytest.fail("\n".join(["unexpected in the log:", *unexpected]), pytrace=False)


@pytest.fixture
def allow_log(quiet_log: list[str]) -> AllowLog:
    """Allow log lines as the marker does, from within the test: `allow_log("certificate")`."""
    return quiet_log.append


@pytest.fixture(autouse=True)
def no_thread_stays() -> Iterator[None]:
    """Fail where a thread goes on that would keep the program from ending."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + THREAD_END_S
    new = [thread for thread in threading.enumerate() if thread not in before and not thread.daemon]
    for thread in new:
        thread.join(max(0.0, deadline - time.monotonic()))
    staying = [thread.name for thread in new if thread.is_alive()]
    if staying:
        pytest.fail(f"threads left running: {', '.join(staying)}", pytrace=False)

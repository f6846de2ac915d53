"""The client's way over a named pipe, tried on what opens, reads and writes like one here: a terminal's two ends."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.helpers.needs import linux
from trayapp.desktop.instance.address import Place
from trayapp.desktop.instance.errors import NoAnswerError, NoInstanceError
from trayapp.desktop.instance.named_pipe import exchange

pytestmark = linux


@contextmanager
def answering(answer: bytes) -> Iterator[tuple[Place, list[bytes]]]:
    """A place where one line is read and `answer` is sent back; what was read is in the list."""
    import tty  # noqa: PLC0415  (not to be had on Windows, where the rest of the module is still read)

    ours, theirs = os.openpty()
    tty.setraw(theirs)
    heard: list[bytes] = []

    def serve() -> None:
        heard.append(os.read(ours, 1000))
        os.write(ours, answer)

    server = threading.Thread(target=serve, daemon=True)
    server.start()
    try:
        yield Place(os.ttyname(theirs), "", None), heard
    finally:
        server.join(10)
        os.close(theirs)
        os.close(ours)


def test_a_line_goes_there_and_a_line_comes_back() -> None:
    with answering(b"well\nmore") as (place, heard):
        assert exchange(place, b"how\n", 1, 30) == b"well"
    assert heard == [b"how\n"]


def test_no_answer_in_time_is_said() -> None:
    with answering(b"half") as (place, _), pytest.raises(NoAnswerError):
        exchange(place, b"how\n", 0.1, 0.1)


def test_no_pipe_is_no_instance() -> None:
    with pytest.raises(NoInstanceError):
        exchange(Place("/nowhere/pipe", "", None), b"how\n", 0.1, 0.1)

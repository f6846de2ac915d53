"""Files that are whole or not there, and the thread that writes them."""

import os
import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.helpers.needs import windows
from tests.helpers.rights import is_private
from trayapp.disk import DiskThread, NotSaved, flush_file, read_at_most, write_atomically

PATIENCE_S = 30.0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("flush", [True, False])
def test_a_file_is_replaced_at_one_stroke(folder: Path, flush: bool) -> None:  # noqa: FBT001  (pytest's way)
    path = folder / "file"
    for data in (b"one", b"", b"three" * 1000):
        write_atomically(path, data, flush=flush)
        assert path.read_bytes() == data
    assert is_private(path)
    assert list(folder.iterdir()) == [path]
    flush_file(path)
    flush_file(folder / "missing")


def test_a_failure_leaves_the_old_file_and_no_other(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "file"
    write_atomically(path, b"old")

    def refuse(*_: object) -> None:
        raise OSError(30, os.strerror(30))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(NotSaved, match="file: Read-only") as caught:
        write_atomically(path, b"the content")
    assert "content" not in str(caught.value)
    assert caught.value.errno == 30
    assert list(folder.iterdir()) == [path]
    assert path.read_bytes() == b"old"


def test_a_file_that_is_read_again_and_again_can_be_replaced_and_every_reader_finds_it_whole(folder: Path) -> None:
    path = folder / "file"
    write_atomically(path, b"0" * 1000)
    over = threading.Event()
    found: set[bytes] = set()

    def read() -> None:
        while not over.wait(0.002):
            found.add(read_at_most(path, 2000))

    with ThreadPoolExecutor(2) as pool:
        readers = [pool.submit(read) for _ in range(2)]
        try:
            for number in range(50):
                write_atomically(path, str(number % 10).encode() * 1000, flush=False)
        finally:
            over.set()
        for reader in readers:
            reader.result()
    assert {len(data) for data in found} == {1000}
    assert all(len(set(data)) == 1 for data in found)
    assert list(folder.iterdir()) == [path]


@windows
def test_a_file_that_another_holds_is_waited_for(folder: Path) -> None:
    path = folder / "file"
    write_atomically(path, b"old")
    holding = path.open("rb")
    threading.Timer(0.3, holding.close).start()
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


@windows
def test_but_not_for_ever(folder: Path) -> None:
    path = folder / "file"
    write_atomically(path, b"old")
    with path.open("rb"), pytest.raises(NotSaved):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(folder.iterdir()) == [path]


def test_jobs_are_done_in_order_on_another_thread() -> None:
    disk = DiskThread("test")
    assert disk.settle(0)
    done: list[tuple[int, int]] = []
    for number in range(100):
        disk.do(lambda number=number: done.append((number, threading.get_ident())))  # type: ignore[misc]
    assert disk.settle(30)
    assert [number for number, _ in done] == list(range(100))
    assert {thread for _, thread in done}.isdisjoint({threading.get_ident()})


def test_settling_has_a_limit() -> None:
    disk = DiskThread("test")
    gate = threading.Event()
    disk.do(gate.wait)
    assert not disk.settle(0.01)
    gate.set()
    assert disk.settle(30)


@pytest.mark.allow_log("a disk job failed")
def test_a_job_that_fails_does_not_stop_the_next() -> None:
    disk = DiskThread("test")
    done = threading.Event()
    disk.do(lambda: 1 / 0)
    disk.do(done.set)
    assert done.wait(30)


def test_a_job_can_be_done_later_and_others_meanwhile() -> None:
    disk = DiskThread("test")
    done: queue.SimpleQueue[tuple[str, float]] = queue.SimpleQueue()

    def note(name: str) -> None:
        done.put((name, time.monotonic()))

    began_s = time.monotonic()
    disk.do(lambda: disk.later(lambda: note("never"), PATIENCE_S))
    disk.do(lambda: disk.later(lambda: note("later"), 0.3))
    disk.do(lambda: note("meanwhile"))
    (first, _), (second, at_s) = done.get(timeout=PATIENCE_S), done.get(timeout=PATIENCE_S)
    assert (first, second) == ("meanwhile", "later")
    assert at_s - began_s >= 0.3
    assert disk.settle(PATIENCE_S)
    assert done.empty()

"""The pause mark."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import trayapp.mark
from tests.helpers.rights import is_private
from trayapp.clock import boot_id, core_now
from trayapp.core.events import Mark
from trayapp.disk import NotSaved, read_at_most
from trayapp.mark import MarkFile, find_mark
from trayapp.simulator.until import until

UNKNOWN_S = 180.0
LONG_S = 30.0
ROOT = Path(__file__).resolve().parents[1]


class Reports:
    """What the mark says of its health."""

    def __init__(self) -> None:
        self.all: list[NotSaved | None] = []

    def __call__(self, report: NotSaved | None) -> None:
        self.all.append(report)


@pytest.fixture
def reports() -> Reports:
    return Reports()


@pytest.fixture
def mark_file(tmp_path: Path, reports: Reports) -> MarkFile:
    (tmp_path / "own").mkdir()
    return MarkFile(tmp_path / "own" / "pause-mark.json", reports)


def read(mark_file: MarkFile, later_s: float = 0.0, utc_later_s: float | None = None) -> Mark | None:
    utc_s = later_s if utc_later_s is None else utc_later_s
    return mark_file.read(core_now() + later_s, datetime.now(UTC) + timedelta(seconds=utc_s), UNKNOWN_S)


def another_boot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trayapp.mark, "boot_id", lambda: "another")


def test_what_is_written_is_read_and_what_is_cleared_is_gone(mark_file: MarkFile, reports: Reports) -> None:
    assert read(mark_file) is None
    now = core_now()
    mark_file.write(Mark(now - 5, now + 175))
    assert mark_file.flush(LONG_S)
    mark = read(mark_file)
    assert mark is not None
    assert (mark.started_at, mark.resumes_at) == pytest.approx((now - 5, now + 175), abs=0.01)
    assert is_private(mark_file._path)
    mark_file.clear()
    assert mark_file.flush(LONG_S)
    assert read(mark_file) is None
    mark_file.clear()
    assert mark_file.flush(LONG_S)
    assert reports.all == []
    assert list(mark_file._path.parent.iterdir()) == []


def test_whom_and_which_calls_it_concerns_is_read_back(mark_file: MarkFile) -> None:
    now = core_now()
    mark_file.write(Mark(now, now + 180, "an account", ("one", "two"), ("call",)))
    assert mark_file.settle(LONG_S)
    mark = read(mark_file)
    assert mark is not None
    assert (mark.account, mark.hosts, mark.calls) == ("an account", ("one", "two"), ("call",))


def test_the_last_word_counts(mark_file: MarkFile) -> None:
    now = core_now()
    for number in range(50):
        mark_file.write(Mark(now - number, now + 10))
        mark_file.clear()
    mark_file.write(Mark(now - 7, now + 10))
    assert mark_file.flush(LONG_S)
    mark = read(mark_file)
    assert mark is not None
    assert mark.started_at == pytest.approx(now - 7, abs=0.01)


def test_in_the_same_run_of_the_machine_its_own_clock_decides(mark_file: MarkFile) -> None:
    now = core_now()
    mark_file.write(Mark(now, now + 180))
    assert mark_file.settle(LONG_S)
    mark = read(mark_file, later_s=100, utc_later_s=-50_000)
    assert mark is not None
    assert mark.started_at == pytest.approx(now, abs=0.01)
    assert mark.resumes_at == pytest.approx(now + 180, abs=0.01)


def test_after_a_restart_of_the_machine_utc_decides(mark_file: MarkFile, monkeypatch: pytest.MonkeyPatch) -> None:
    now = core_now()
    mark_file.write(Mark(now, now + 180))
    assert mark_file.settle(LONG_S)
    another_boot(monkeypatch)
    # The new boot's clock began again: 20 s, where 100 s have passed in the world.
    mark = mark_file.read(20.0, datetime.now(UTC) + timedelta(seconds=100), UNKNOWN_S)
    assert mark is not None
    assert mark.started_at == pytest.approx(-80, abs=2)
    assert mark.resumes_at == pytest.approx(100, abs=2)


def test_a_clock_turned_back_makes_a_young_pause(mark_file: MarkFile, monkeypatch: pytest.MonkeyPatch) -> None:
    now = core_now()
    mark_file.write(Mark(now, now + 180))
    assert mark_file.settle(LONG_S)
    another_boot(monkeypatch)
    mark = mark_file.read(20.0, datetime.now(UTC) - timedelta(hours=5), UNKNOWN_S)
    assert mark is not None
    assert mark.started_at == 20.0
    assert mark.resumes_at == pytest.approx(200, abs=1)


def damaged(change: Callable[[dict[str, object]], object]) -> bytes:
    now = datetime.now(UTC).isoformat()
    good: dict[str, object] = {
        "schema": 1, "boot": "", "started_boot_s": 1, "resumes_boot_s": 2, "started_utc": now, "resumes_utc": now
    }  # fmt: skip
    change(good)
    return json.dumps(good).encode()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\0\0",
        b"null",
        b"[]",
        b"{}",
        b"[" * 4000,
        b" " * 5000,
        damaged(lambda mark: mark.update(schema=2)),
        damaged(lambda mark: mark.update(started_utc="yesterday")),
        damaged(lambda mark: mark.update(started_utc="2026-01-01T00:00:00")),
        damaged(lambda mark: mark.update(resumes_utc="9999-01-01T00:00:00+00:00")),
        damaged(lambda mark: mark.update(resumes_utc="2020-01-01T00:00:00+00:00")),
        damaged(lambda mark: mark.update(boot=boot_id(), started_boot_s="x")),
        damaged(lambda mark: mark.update(boot=boot_id(), started_boot_s=float("nan"))),
        damaged(lambda mark: mark.pop("boot")),
        damaged(lambda mark: mark.update(length_s=None, pressed_boot_s="x")),
        damaged(lambda mark: mark.update(length_s=None, account=1)),
        damaged(lambda mark: mark.update(hosts=[1])),
        damaged(lambda mark: mark.update(calls=5)),
    ],
    ids=range(19),
)
def test_a_damaged_mark_is_a_pause_of_unknown_age(mark_file: MarkFile, data: bytes) -> None:
    mark_file._path.write_bytes(data)
    assert mark_file.read(1000.0, datetime.now(UTC), UNKNOWN_S) == Mark(1000.0, 1180.0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300))
def test_no_bytes_stop_the_start(mark_file: MarkFile, data: bytes) -> None:
    mark_file._path.write_bytes(data)
    mark = mark_file.read(1000.0, datetime.now(UTC), UNKNOWN_S)
    assert mark is not None
    assert mark.started_at <= 1000.0


def test_a_mark_that_cannot_be_opened_is_a_pause_of_unknown_age(mark_file: MarkFile) -> None:
    mark_file._path.mkdir()
    assert mark_file.read(1000.0, datetime.now(UTC), UNKNOWN_S) == Mark(1000.0, 1180.0)


def test_a_disk_that_fails_is_reported_and_raises_nowhere(mark_file: MarkFile, reports: Reports) -> None:
    folder = mark_file._path.parent
    folder.rename(folder.with_name("away"))
    mark_file.write(Mark(1.0, 2.0))
    assert mark_file.flush(LONG_S)
    assert len(reports.all) == 1
    assert isinstance(reports.all[0], NotSaved)
    folder.with_name("away").rename(folder)
    mark_file.write(Mark(1.0, 2.0))
    mark_file.write(Mark(1.0, 2.0))
    assert mark_file.flush(LONG_S)
    assert reports.all[1:] == [None]


def test_what_the_disk_did_not_take_is_written_by_itself_once_it_does(mark_file: MarkFile, reports: Reports) -> None:
    folder = mark_file._path.parent
    folder.rename(folder.with_name("away"))
    mark_file.write(Mark(1.0, 2.0))
    mark_file.write(Mark(3.0, 4.0))
    assert mark_file.flush(LONG_S)
    folder.with_name("away").rename(folder)
    until(lambda: reports.all[-1:] == [None], LONG_S, "the disk to be tried again")
    found = read(mark_file)
    assert found
    assert found.started_at == pytest.approx(3.0)


def test_a_slow_disk_holds_up_neither_the_caller_nor_the_next_mark(
    mark_file: MarkFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = threading.Event()
    flushing = threading.Event()

    def slow(_: Path) -> None:
        flushing.set()
        assert disk.wait(LONG_S)

    monkeypatch.setattr(trayapp.mark, "flush_file", slow)
    now = core_now()
    mark_file.write(Mark(now, now + 10))
    assert flushing.wait(LONG_S)
    began_s = time.monotonic()
    mark_file.write(Mark(now - 3, now + 10))
    assert time.monotonic() - began_s < LONG_S / 2, "it waited for the disk"
    assert mark_file.settle(LONG_S)
    mark = read(mark_file)
    assert mark is not None
    assert mark.started_at == pytest.approx(now - 3, abs=0.01)
    assert not mark_file.flush(0.01)
    disk.set()
    assert mark_file.flush(LONG_S)


def test_a_mark_that_another_hand_replaced_or_removed_is_noticed(mark_file: MarkFile) -> None:
    assert not mark_file.is_taken_away()
    assert mark_file.pressed_at is None
    now = core_now()
    mark_file.write(Mark(now, now + 180, "an account"))
    assert mark_file.flush(LONG_S)
    assert not mark_file.is_taken_away()
    found = find_mark(mark_file._path, core_now(), datetime.now(UTC), UNKNOWN_S)
    assert found is not None
    assert found.mark.account == "an account"
    assert found.pressed_at == mark_file.pressed_at
    other = MarkFile(mark_file._path, lambda _: None)
    other.write(Mark(now, now + 180))
    assert other.settle(LONG_S)
    assert mark_file.is_taken_away()
    other.clear()
    assert other.settle(LONG_S)
    assert mark_file.is_taken_away()
    mark_file.clear()
    assert mark_file.settle(LONG_S)
    assert not mark_file.is_taken_away()
    assert mark_file.pressed_at is None


def test_a_write_of_our_own_during_the_look_is_nobody_elses(
    mark_file: MarkFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither one that has been done by the end of the look, nor one that is still under way."""
    now = core_now()
    mark_file.write(Mark(now, now + 180))
    assert mark_file.settle(LONG_S)

    def read_and_write(path: Path, most: int) -> bytes:
        data = read_at_most(path, most)
        mark_file.write(Mark(now, now + 180))
        assert mark_file.settle(LONG_S)
        return data

    monkeypatch.setattr(trayapp.mark, "read_at_most", read_and_write)
    assert not mark_file.is_taken_away()
    monkeypatch.undo()
    assert not mark_file.is_taken_away()


def test_a_mark_that_cannot_be_read_for_a_moment_was_not_taken_away(
    mark_file: MarkFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where a virus scanner has it open."""
    mark_file.write(Mark(core_now(), None))
    assert mark_file.settle(LONG_S)

    def in_use(path: Path, most: int) -> bytes:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(trayapp.mark, "read_at_most", in_use)
    assert not mark_file.is_taken_away()
    monkeypatch.undo()
    mark_file._path.write_bytes(b"replaced")
    assert mark_file.is_taken_away()


def test_a_press_of_an_earlier_run_of_the_machine_is_not_compared(
    mark_file: MarkFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark_file.write(Mark(core_now(), None))
    assert mark_file.settle(LONG_S)
    another_boot(monkeypatch)
    found = find_mark(mark_file._path, core_now(), datetime.now(UTC), UNKNOWN_S)
    assert found is not None
    assert found.pressed_at is None


def test_a_newer_mark_takes_the_place_of_one_that_was_about_to_go(mark_file: MarkFile) -> None:
    """At one stroke: between the two there is no moment without a mark, in which a crash would lose the pause."""
    now = core_now()
    mark_file.write(Mark(now - 5, now + 175))
    assert mark_file.settle(LONG_S)
    stood: list[bool] = []
    pressed = threading.Event()

    def pressed_meanwhile(waits: Callable[[], bool]) -> None:
        assert waits()
        mark_file._writer.do(lambda: stood.append(mark_file._path.exists()))  # before the new one is written
        mark_file.write(Mark(now, now + 180))
        assert not waits()
        pressed.set()

    mark_file.clear(pressed_meanwhile)
    assert pressed.wait(LONG_S)
    assert mark_file.settle(LONG_S)
    assert stood == [True]


KILLED = """
import os, sys
from pathlib import Path
from trayapp.clock import boot_id, core_now
from trayapp.core.events import Mark
from trayapp.mark import MarkFile
mark = MarkFile(Path(sys.argv[1]), lambda report: None)
mark.write(Mark(core_now(), core_now() + 180))
assert mark.settle(30)
os._exit(9)
"""


def test_a_mark_that_has_settled_survives_the_death_of_the_program(mark_file: MarkFile) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, mark_file._path], cwd=ROOT, env={**os.environ, "PYTHONPATH": "."}, check=False
    )
    assert done.returncode == 9
    mark = read(mark_file)
    assert mark is not None
    assert 0 <= core_now() - mark.started_at < 60

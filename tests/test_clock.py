"""The program's clock."""

import time

import pytest

from tests.helpers import needs
from trayapp import clock
from trayapp.desktop import uptime


def test_it_runs_on_and_counts_seconds() -> None:
    first, before = clock.core_now(), time.monotonic()
    time.sleep(0.05)
    passed_s, span_s = clock.core_now() - first, time.monotonic() - before
    assert passed_s == pytest.approx(span_s, abs=0.05)


@needs.linux
def test_on_linux_it_is_the_one_that_counts_suspend() -> None:
    boottime = time.clock_gettime(time.CLOCK_BOOTTIME)
    assert clock.core_now() == pytest.approx(boottime, abs=5)


def test_without_that_clock_there_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_BOOTTIME", None)
    assert clock.core_now() == pytest.approx(time.monotonic(), abs=5)


def test_the_system_is_asked_for_the_rest() -> None:
    assert clock.boot_id() == uptime.boot_id()
    assert clock.suspended_s() == pytest.approx(uptime.suspended_s(), abs=0.1)

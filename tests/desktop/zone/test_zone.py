"""The time zone is read again: from the variable, which both systems heed. Of a file: tests/program."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from trayapp import clock
from trayapp.desktop import zone


@pytest.fixture(autouse=True)
def _put_back(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "UTC0")
    zone.reread()
    yield
    monkeypatch.undo()
    zone.reread()


def test_the_local_time_is_that_of_the_zone_of_now(monkeypatch: pytest.MonkeyPatch) -> None:
    assert clock.local_now().utcoffset() == timedelta(0)
    monkeypatch.setenv("TZ", "IST-2")
    now = clock.local_now()
    assert now.utcoffset() == timedelta(hours=2)
    assert abs(now - datetime.now(UTC)) < timedelta(seconds=5)
    monkeypatch.setenv("TZ", "EST5")
    assert clock.local_now().utcoffset() == timedelta(hours=-5)

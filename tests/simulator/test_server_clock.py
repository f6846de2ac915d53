"""The server's clock."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from trayapp.simulator.server_clock import ServerClock


@pytest.mark.parametrize("hours", [0, 2, 3, -5])
def test_local_time_disguised_as_unix_time(hours: int) -> None:
    wall = datetime(2026, 5, 6, 7, 8, 9, tzinfo=timezone(timedelta(hours=hours)))
    clock = ServerClock(lambda: 100.0, lambda: wall)
    assert clock.offset_minutes == hours * 60
    assert clock.epoch(100.0) == int(datetime(2026, 5, 6, 7, 8, 9, tzinfo=UTC).timestamp())
    assert clock.epoch(160.0) - clock.epoch(100.0) == 60
    assert clock.epoch_ms(100.5) == clock.epoch(100.0) * 1000 + 500
    assert clock.epoch(100.0) - clock.offset_minutes * 60 == int(wall.timestamp()), "what a client works out"
    assert clock.local(101.0) == wall + timedelta(seconds=1)

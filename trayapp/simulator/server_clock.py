"""The server's clock: it tells local time, and writes it as if it were Unix time."""

from collections.abc import Callable
from datetime import datetime, timedelta


def local_now() -> datetime:
    """The local time of this machine."""
    return datetime.now().astimezone()


class ServerClock:
    """Turns seconds of a monotonic clock into what the wire carries (protocol sheet §3.8).

    The local time is asked for once, so that the same moment is always the same number.

    Args:
        now: a monotonic clock in seconds.
        wall: the local time, with its offset from UTC.
    """

    def __init__(self, now: Callable[[], float], wall: Callable[[], datetime] = local_now) -> None:
        self.now = now
        began = wall()
        self._zero = began - timedelta(seconds=now())
        self.offset_minutes = int((began.utcoffset() or timedelta()).total_seconds() // 60)
        """Of local time from UTC: what the wire calls `servertimeoffset`."""

    def local(self, at_s: float) -> datetime:
        """The local time at a moment."""
        return self._zero + timedelta(seconds=at_s)

    def epoch(self, at_s: float) -> int:
        """Local wall-clock seconds since 1970: not what a Unix clock shows, except at UTC."""
        return int(self.local(at_s).timestamp()) + self.offset_minutes * 60

    def epoch_ms(self, at_s: float) -> int:
        """The same in milliseconds, as `representativeUpdated` has it."""
        return int(self.local(at_s).timestamp() * 1000) + self.offset_minutes * 60_000

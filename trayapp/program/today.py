"""The pauses of today, for the panel; they are forgotten with the run."""

from dataclasses import replace
from datetime import UTC, datetime

from trayapp.core.view import Notice, StateName, View
from trayapp.ui.model import HowEnded, PauseRecord

_ENDED = {
    Notice.RESUMED_BY_CLOCK: HowEnded.BY_CLOCK,
    Notice.CALL_ENDED: HowEnded.CALL_ENDED,
    Notice.NO_CALL_WAS_PAUSED: HowEnded.CALL_ENDED,
}
_UNCERTAIN = (StateName.UNKNOWN, StateName.NOT_PAUSED)
_MOST = 100
"""More pauses than this are not remembered: no rep has so many, and every view goes through them."""
_OVER = (StateName.READY, StateName.NO_CALL, StateName.RECORDING)


class Today:
    """Follows the views: a pause begins when one is accepted and ends when the screen says so."""

    def __init__(self) -> None:
        self.pauses: tuple[PauseRecord, ...] = ()
        """The latest first."""

    def follow(self, view: View, now: datetime) -> None:
        """Take a view into account."""
        local_day = now.astimezone().date()
        self.pauses = tuple(p for p in self.pauses if p.started_utc.astimezone().date() == local_day)
        running = self.pauses[0] if self.pauses and self.pauses[0].how_ended is HowEnded.NOT_YET else None
        if view.name is StateName.PAUSED and running is None:
            self.pauses = (PauseRecord(now.astimezone(UTC), 0.0, HowEnded.NOT_YET), *self.pauses[: _MOST - 1])
        elif running is not None and view.name in (*_OVER, *_UNCERTAIN, StateName.PAUSING):
            ended = HowEnded.UNCERTAIN if view.name in _UNCERTAIN else HowEnded.BY_HAND
            if view.name in _OVER and view.notice is not None:
                ended = _ENDED.get(view.notice, ended)
            self._put(running, now, ended)

    def _put(self, running: PauseRecord, now: datetime, ended: HowEnded) -> None:
        length_s = (now - running.started_utc).total_seconds()
        self.pauses = (replace(running, length_s=length_s, how_ended=ended), *self.pauses[1:])

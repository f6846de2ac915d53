"""Which pauses are marked."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from trayapp.core.limits import Limits
from trayapp.journal.entries import Cause, Ending, Pause
from trayapp.journal.marks import Mark, marks

BEGAN = datetime(2026, 3, 2, tzinfo=UTC)
GOOD = Pause(
    *("id", "dana", Cause.HOTKEY, "…234", BEGAN),
    accepted_at=BEGAN,
    accepted_after_ms=90,
    ended=Ending.RESUMED,
    ended_at=BEGAN,
    length_s=45.0,
)


@pytest.mark.parametrize(
    ("pause", "wanted"),
    [
        (GOOD, ()),
        (replace(GOOD, accepted_after_ms=1500), ()),
        (replace(GOOD, accepted_after_ms=1501), (Mark.LATE,)),
        (replace(GOOD, length_s=180.4), ()),
        (replace(GOOD, length_s=361.0), (Mark.LONG,)),
        (replace(GOOD, ended=Ending.CALL_ENDED), (Mark.NOT_RESUMED,)),
        (replace(GOOD, ended=Ending.PROGRAM_ENDED), (Mark.NOT_RESUMED,)),
        (replace(GOOD, ended=Ending.NO_CALL), ()),
        (replace(GOOD, ended=None), (Mark.OPEN,)),
        (replace(GOOD, accepted_at=None, accepted_after_ms=None, ended=Ending.NOT_ACCEPTED), (Mark.NOT_ACCEPTED,)),
        (replace(GOOD, accepted_at=None, accepted_after_ms=None, ended=Ending.CALL_ENDED), ()),
        (
            replace(GOOD, accepted_at=None, accepted_after_ms=None, cause=Cause.RESTART, ended=Ending.UNCERTAIN),
            (Mark.NOT_RESUMED,),
        ),
    ],
)
def test_marks(pause: Pause, wanted: tuple[Mark, ...]) -> None:
    assert marks(pause) == wanted


def test_an_administrators_maximum_counts() -> None:
    assert marks(GOOD, Limits(maximum_pause_s=30.0)) == (Mark.LONG,)
    assert marks(replace(GOOD, length_s=1e5), Limits(maximum_pause_s=0.0)) == ()

"""An hour of faults, of the wire and of the desktop, in any order: no promise is broken, and nothing grows."""

import os
from pathlib import Path

import pytest

from tests.day.hour import Hour, Report
from tests.day.trouble import TROUBLES

SEED = "UNKIND_HOUR_SEED"
"""In the environment: another seed than those below."""
STORMS, STORM_S = 6, 525.0
"""With the lulls, an hour."""
LARGEST = {
    "requests in flight": 12,
    "requests left": 120,
    "presses waited for": 40,
    "controls": 12,
    "calls of a pause": 30,
    "hosts of a pause": 4,
    "hosts owed": 16,
    "exposures open": 12,
}
GROWTH_BYTES = 600
FLOORS_OF_AN_HOUR = {
    "calls": 80,
    "pauses": 50,
    "programs killed": 6,
    "sleeps": 6,
    "pauses and resumes in lulls": 2 * STORMS,
}


def lived(hour: Hour, storms: int, storm_s: float) -> Report:
    """An hour, or a part of one, that nothing is wrong with."""
    report = hour.run(storms, storm_s)
    print(report)  # noqa: T201  (what was exercised; pytest shows it where it is asked to, or where the test fails)
    assert report.faults == [], "\n\n".join([str(report), *report.faults[:3]])
    assert {name: most for name, most in report.largest.items() if most > LARGEST[name]} == {}
    return report


@pytest.mark.parametrize("seed", [1, 2])
def test_some_minutes(tmp_path: Path, seed: int) -> None:
    lived(Hour(seed, tmp_path), 2, 150.0)


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("seed", [int(os.environ[SEED])] if SEED in os.environ else [11, 12, 13, 14])
def test_an_hour(tmp_path: Path, seed: int) -> None:
    report = lived(Hour(seed, tmp_path), STORMS, STORM_S)
    assert {trouble.name for trouble in TROUBLES} - report.met.keys() == set()
    assert max(report.sizes[-2:]) - max(report.sizes[:2]) <= GROWTH_BYTES  # with the calls in sight, and without
    floors = FLOORS_OF_AN_HOUR
    assert {name: report.counted[name] for name, least in floors.items() if report.counted[name] < least} == {}

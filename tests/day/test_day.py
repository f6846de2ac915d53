"""A day of calls through core and simulator: the screen is right about the recorder at every moment of it."""

from random import Random

import pytest

from tests.day.whole import Day, Report
from trayapp.core import calls_seen, holding
from trayapp.program.call_sight import CallSight

HOURS = 24.0
MOST_S = 3600.0
FLOORS_OF_A_DAY = {
    "calls": 5000,
    "calls that joined a pause": 1000,
    "conferences": 400,
    "failovers": 100,
    "holds": 1000,
    "links cut": 40,
    "links dropped": 300,
    "links fallen silent": 20,
    "other hands": 20,
    "pauses": 2500,
    "queue calls without ANSWER": 500,
    "re-rings": 200,
    "resumes": 500,
    "returns to the first monitor": 100,
    "ring groups": 1000,
    "times verified": 2500,
    "token refreshes": 50,
    "transfers": 1800,
}
"""What a day must have held at least, so that it cannot be passed by doing nothing."""


def lived(day: Day, hours: float) -> Report:
    """A day that nothing is wrong with."""
    report = day.run(hours)
    print(report)  # noqa: T201  (what was exercised; pytest shows it where it is asked to, or where the test fails)
    assert report.faults == [], "\n\n".join([str(report), *report.faults[:3]])
    floors = {name: int(least * hours / HOURS) for name, least in FLOORS_OF_A_DAY.items()}
    assert {name: report.counted[name] for name, least in floors.items() if report.counted[name] < least} == {}
    return report


@pytest.mark.parametrize("seed", [1, 2])
def test_some_hours(seed: int) -> None:
    lived(Day(seed), 3.0)


@pytest.mark.long
@pytest.mark.timeout(MOST_S)
@pytest.mark.parametrize("seed", [11, 12, 13])
def test_a_day(seed: int) -> None:
    lived(Day(seed), HOURS)


# That it can fail.


def found(day: Day) -> set[str]:
    """The kinds of what was wrong in two hours."""
    return {fault.partition(":")[0] for fault in day.run(2.0).faults}


def test_a_link_that_loses_events_without_a_word_is_found() -> None:
    day, chance = Day(1), Random(1)  # noqa: S311  (the same events every time)
    day.network.loses = lambda text: "ExtensionEvent" in text and chance.random() < 0.05
    assert "verified" in found(day)


def test_a_sight_that_does_not_tell_of_its_loss_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CallSight, "_lose", lambda _sight: None)
    assert "verified" in found(Day(1))


def test_a_core_that_leaves_joining_calls_alone_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holding, "calls_changed", lambda _turn: None)
    assert "left recorded" in found(Day(1))


def test_a_core_that_pauses_the_next_customer_too_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls_seen, "_ended", lambda _turn: False)
    monkeypatch.setattr(calls_seen, "_others_calls", lambda _turn, _before: False)
    assert "another customer" in found(Day(1))

"""The document of `status --json`."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from trayapp.command_line.status_report import status_document
from trayapp.core.calls import Call, CallStatus
from trayapp.core.problems import Problem
from trayapp.core.view import Certainty, Look, Offer, StateName, Tone, View

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
VIEW = View(StateName.READY, Look.READY, Tone.QUIET, Certainty.NONE, (Offer.PAUSE,), Offer.PAUSE)


def document(view: View, core_now: float = 1000.0, utc_now: datetime = NOW) -> dict[str, object]:
    made = status_document(view, core_now=core_now, utc_now=utc_now, problem_text=lambda problem: f"<{problem.name}>")
    assert json.loads(json.dumps(made)) == made
    return made


def test_every_key_is_always_there() -> None:
    assert document(VIEW) == {
        "schema": 1,
        "state": "ready",
        "certainty": "none",
        "calls": None,
        "paused_since": None,
        "resumes_at": None,
        "problem": None,
        "proven": False,
        "demo": False,
    }


@pytest.mark.parametrize("name", StateName)
def test_states_have_the_designs_names(name: StateName) -> None:
    assert document(replace(VIEW, name=name))["state"] == name.value


@pytest.mark.parametrize("certainty", Certainty)
def test_certainties_have_the_designs_names(certainty: Certainty) -> None:
    assert document(replace(VIEW, certainty=certainty))["certainty"] == certainty.value


def test_a_pause_has_its_moments() -> None:
    made = document(replace(VIEW, name=StateName.PAUSED, paused_at=977.0, resumes_at=1157.0, proven=True, demo=True))
    assert (made["paused_since"], made["resumes_at"]) == ("2026-03-01T11:59:37Z", "2026-03-01T12:02:37Z")
    assert (made["proven"], made["demo"]) == (True, True)
    assert datetime.fromisoformat(str(made["resumes_at"])) == NOW + timedelta(seconds=157)


def test_moments_do_not_waver_with_the_clocks() -> None:
    view = replace(VIEW, paused_at=900.0)
    moments = {
        document(view, 1000.0 + passed, NOW + timedelta(seconds=passed + drift))["paused_since"]
        for passed in (0.0, 0.3, 0.7, 59.9)
        for drift in (-0.01, 0.0, 0.01)
    }
    assert moments == {"2026-03-01T11:58:20Z"}


def test_moments_are_universal_time() -> None:
    local = NOW.astimezone(timezone(timedelta(hours=2)))
    assert document(replace(VIEW, paused_at=1000.0), utc_now=local)["paused_since"] == "2026-03-01T12:00:00Z"


def test_calls_that_are_seen_are_told_without_numbers() -> None:
    calls = (
        Call("a1", CallStatus.TALKING, muted=True, began_at=940.0),
        Call("b2", CallStatus.HOLD, muted=False),
        Call("c3", CallStatus.RINGING),
    )
    assert document(replace(VIEW, calls=calls))["calls"] == [
        {"ivrid": "a1", "status": "talking", "muted": True, "since": "2026-03-01T11:59:00Z"},
        {"ivrid": "b2", "status": "hold", "muted": False, "since": None},
        {"ivrid": "c3", "status": "ringing", "muted": None, "since": None},
    ]
    assert document(replace(VIEW, calls=()))["calls"] == []


@pytest.mark.parametrize("problem", Problem)
def test_a_problem_has_a_code_and_words(problem: Problem) -> None:
    made = document(replace(VIEW, problem=problem))
    assert made["problem"] == {"code": problem.value, "text": f"<{problem.name}>"}

"""How the recording of each call stands, in every state."""

from dataclasses import replace

import pytest

from tests.ui.views import NOW_S, VIEWS
from trayapp.core.calls import Call, CallStatus
from trayapp.core.problems import Problem
from trayapp.core.view import Offer, StateName, View
from trayapp.ui import call_words
from trayapp.ui.call_words import Standing

pytestmark = pytest.mark.usefixtures("qapp")

READ = {"-": None, "0": False, "1": True}


def view(name: StateName, *, covered: bool, verified: bool = False, problem: Problem | None = None) -> View:
    ivrids = frozenset({"a"})
    return replace(
        VIEWS["ready"],
        name=name,
        covered=ivrids if covered else frozenset(),
        verified=ivrids if verified else frozenset(),
        problem=problem,
    )


@pytest.mark.parametrize(
    ("name", "covered", "read", "wanted"),
    [
        (StateName.RECORDING, False, "0", Standing.RECORDED),
        (StateName.RECORDING, False, "1", Standing.SHOWN_PAUSED),
        (StateName.RECORDING, False, "-", Standing.NOT_SHOWN),
        (StateName.PAUSING, False, "0", Standing.PAUSING),
        (StateName.PAUSING, False, "1", Standing.PAUSING),
        (StateName.PAUSED, True, "-", Standing.PAUSED),
        (StateName.PAUSED, True, "0", Standing.PAUSED),
        (StateName.PAUSED, False, "0", Standing.EXPOSED),
        (StateName.NOT_PAUSED, False, "0", Standing.EXPOSED),
        (StateName.NOT_PAUSED, False, "1", Standing.EXPOSED),
        (StateName.NOT_PAUSED, True, "1", Standing.UNCONFIRMED),
        (StateName.RESUMING, True, "1", Standing.RESUMING),
        (StateName.RESUMING, False, "1", Standing.RESUMING),
        (StateName.RESUMING, False, "0", Standing.RECORDED),
        (StateName.STILL_PAUSED, True, "-", Standing.STILL_PAUSED),
        (StateName.STILL_PAUSED, False, "0", Standing.RECORDED),
        (StateName.UNKNOWN, False, "0", Standing.MAYBE_PAUSED),
    ],
)
def test_by_state_and_by_what_is_read(name: StateName, read: str, wanted: Standing, *, covered: bool) -> None:
    call = Call("a", CallStatus.TALKING, READ[read])
    assert call_words.standing(view(name, covered=covered), call) is wanted


@pytest.mark.parametrize(("read", "wanted"), [("0", Standing.UNCONFIRMED), ("-", Standing.PAUSED)])
def test_a_call_that_does_not_show_its_pause_is_not_said_to_be_paused(read: str, wanted: Standing) -> None:
    shown = view(StateName.PAUSED, covered=True, problem=Problem.NOT_SHOWN)
    assert call_words.standing(shown, Call("a", CallStatus.TALKING, READ[read])) is wanted


@pytest.mark.parametrize("status", [status for status in CallStatus if not status.live])
@pytest.mark.parametrize("name", StateName)
def test_nothing_is_said_of_the_recording_before_anybody_can_be_heard(name: StateName, status: CallStatus) -> None:
    assert call_words.recording(view(name, covered=False), Call("a", status, muted=True)) == ""


@pytest.mark.parametrize("problem", Problem)
def test_paused_is_said_in_an_alarm_only_where_it_is_about_other_calls(problem: Problem) -> None:
    call = Call("a", CallStatus.TALKING, muted=True)
    alarm = view(StateName.NOT_PAUSED, covered=True, verified=True, problem=problem)
    of_others = {Problem.NEW_CALL, Problem.SOME_CALLS, Problem.CONTRADICTED, Problem.OTHER_HAND}
    assert (call_words.standing(alarm, call) is Standing.VERIFIED) == (problem in of_others)


def test_a_call_that_joins_is_recorded_until_the_answer_is_in() -> None:
    call = Call("b", CallStatus.TALKING, muted=False)
    alarm = view(StateName.NOT_PAUSED, covered=True, problem=Problem.NEW_CALL)
    assert call_words.standing(alarm, call) is Standing.EXPOSED
    assert call_words.standing(replace(alarm, trying_again=True), call) is Standing.EXPOSED_FOR_NOW
    # Where only other calls are meant, what is under way is not for this one.
    some = replace(alarm, trying_again=True, problem=Problem.SOME_CALLS)
    assert call_words.standing(some, call) is Standing.EXPOSED


@pytest.mark.parametrize("name", StateName)
def test_single_calls_are_offered_only_where_no_decision_on_all_is_due(name: StateName) -> None:
    two = (Call("a", CallStatus.TALKING), Call("b", CallStatus.HOLD), Call("c", CallStatus.RINGING))
    several = replace(view(name, covered=True), calls=two)
    there = name in (StateName.RECORDING, StateName.PAUSED, StateName.NOT_PAUSED)
    offers = [call_words.offered(several, call) for call in two]
    assert offers == ([Offer.RESUME, Offer.PAUSE, None] if there else [None] * 3)
    assert call_words.offered(replace(several, calls=two[:1]), two[0]) is None


def test_a_line_holds_no_more_than_status_time_and_recording() -> None:
    talking = Call("ivr-a", CallStatus.TALKING, muted=False, began_at=NOW_S - 3700)
    assert call_words.line(VIEWS["recording"], talking, NOW_S) == "Talking · 1:01:40 · recorded"
    assert call_words.line(VIEWS["recording"], replace(talking, began_at=None), NOW_S) == "Talking · recorded"
    assert call_words.line(VIEWS["recording"], Call("x", CallStatus.DIALING), NOW_S) == "Dialling"


def test_every_standing_has_a_look_and_words() -> None:
    assert call_words.LOOKS.keys() == set(Standing)
    assert call_words._WORDS.keys() == set(Standing) - {Standing.COMING}

"""The calls are asked what they read when it counts; and a hold is nobody's hand."""

import pytest

from tests.core.desk import HOST, Desk, call, sends
from trayapp.core.calls import Call, CallStatus
from trayapp.core.effects import Quit, ReadBack
from trayapp.core.events import Action, Leaving, QuitAsked, Setup, SightLost
from trayapp.core.problems import Problem
from trayapp.core.step import deadline
from trayapp.core.view import Certainty, StateName

TRUSTED = Setup(hosts=(HOST,), proven=True, shown=frozenset({"live"}))


@pytest.fixture
def paused() -> Desk:
    """One call, paused, and shown as it was before the acceptance."""
    desk = Desk(setup=TRUSTED)
    desk.see(call("a", muted=False))
    desk.press(Action.PAUSE)
    assert ReadBack() in desk.accept()
    desk.see(call("a", muted=False))
    return desk


def test_what_is_not_verified_is_read_again_when_a_contradiction_counts(paused: Desk) -> None:
    assert ReadBack() not in paused.wait(1.4)
    assert paused.wait(0.2).count(ReadBack()) == 1
    assert sends(paused.see(call("a", muted=False))) == [True]
    assert paused.view.problem is Problem.CONTRADICTED
    paused.accept()
    assert paused.wait(1.6).count(ReadBack()) == 1, "the repetition is looked at in its turn"


def test_what_is_verified_is_not_read_again(paused: Desk) -> None:
    paused.see(call("a", muted=True))
    assert ReadBack() not in paused.wait(9.0)


def test_a_repetition_that_pauses_nothing_more_is_not_looked_at(paused: Desk) -> None:
    paused.wait(1.6)
    paused.see(call("a"))
    assert ReadBack() not in paused.wait(60.0, accepting=True)


def test_out_of_sight_nothing_is_asked() -> None:
    desk = Desk(setup=TRUSTED)
    desk.pause()
    assert ReadBack() not in desk.wait(20.0, accepting=True)
    desk.press(Action.RESUME)
    desk.accept()
    assert ReadBack() not in desk.wait(20.0)


def test_what_fell_due_out_of_sight_is_no_deadline_of_the_past(paused: Desk) -> None:
    paused.lose_sight()
    paused.wait(2.0, accepting=True)
    paused.see(call("a", muted=False))
    moment = deadline(paused.state)
    assert moment is None or moment > paused.now


def test_a_resume_is_looked_at_once(paused: Desk) -> None:
    paused.see(call("a", muted=True))
    paused.press(Action.RESUME)
    paused.accept()
    assert paused.wait(1.6).count(ReadBack()) == 1
    assert sends(paused.see(call("a", muted=True))) == [False]
    assert paused.view.problem is Problem.POLARITY
    paused.accept()
    assert paused.wait(60.0).count(ReadBack()) == 1


def contradicted(paused: Desk) -> Desk:
    """The resume was accepted, and the call reads as paused."""
    paused.see(call("a", muted=True))
    paused.press(Action.RESUME)
    paused.accept()
    paused.wait(1.6)
    assert sends(paused.see(call("a", muted=True))) == [False]
    return paused


def test_a_resume_that_was_contradicted_is_believed_when_the_calls_say_so(paused: Desk) -> None:
    contradicted(paused).accept()
    assert (paused.name, paused.view.problem) == (StateName.STILL_PAUSED, Problem.POLARITY), "it was accepted before"
    paused.see(call("a", muted=False))
    assert (paused.name, paused.view.problem) == (StateName.RECORDING, None)
    assert not sends(paused.wait(60.0))


def test_a_resume_that_is_contradicted_to_the_end_waits_for_the_rep_or_the_calls(paused: Desk) -> None:
    contradicted(paused)
    for _ in range(3):
        paused.accept()
        paused.wait(1.6)
        assert paused.name is StateName.STILL_PAUSED
        paused.see(call("a", muted=True))
    assert not sends(paused.wait(60.0))
    assert (paused.name, paused.view.problem) == (StateName.STILL_PAUSED, Problem.POLARITY)
    paused.see(call("a", muted=False))
    assert paused.name is StateName.RECORDING


def test_a_resume_that_seems_to_pause_is_no_reason_to_quit_at_its_acceptance(paused: Desk) -> None:
    contradicted(paused)
    paused.feed(QuitAsked(paused.now, Leaving.RESUME_FIRST))
    paused.accept()
    assert Quit() not in paused.last
    assert Quit() in paused.wait(5.0), "as where no resume gets through"


def test_out_of_sight_the_last_answer_is_believed_until_the_calls_are_back(paused: Desk) -> None:
    contradicted(paused)
    for _ in range(2):
        paused.accept()
        paused.wait(1.6)
        paused.see(call("a", muted=True))
    paused.feed(SightLost(paused.now))
    paused.accept()
    assert paused.name is StateName.READY
    paused.wait(1.6)
    paused.see(call("a", muted=True))
    assert paused.name is StateName.STILL_PAUSED
    assert not sends(paused.wait(60.0))


@pytest.mark.parametrize("others", [(), (call("b", muted=False),)], ids=["none", "another"])
def test_with_its_call_the_contradiction_ends(paused: Desk, others: tuple[Call, ...]) -> None:
    contradicted(paused).accept()
    paused.see(*others)
    assert paused.name is (StateName.RECORDING if others else StateName.NO_CALL)


def test_a_recorder_that_forgets_in_a_hold_is_told_again_each_time(paused: Desk) -> None:
    paused.see(call("a", muted=True))
    for _ in range(4):
        assert sends(paused.see(call("a", CallStatus.HOLD, muted=True))) == [True]
        paused.accept()
        assert paused.view.certainty is Certainty.VERIFIED
        assert sends(paused.see(call("a", muted=False))) == [True]
        assert paused.name is StateName.NOT_PAUSED
        assert paused.view.problem is Problem.NEW_CALL
        paused.accept()
        assert paused.name is StateName.PAUSED
        paused.see(call("a", muted=True))
        assert paused.view.certainty is Certainty.VERIFIED


def test_where_the_pause_of_a_held_call_is_not_shown_it_is_told_again_quietly() -> None:
    desk = Desk()
    desk.see(call("a", CallStatus.HOLD))
    desk.pause()
    assert sends(desk.see(call("a"))) == [True]
    assert desk.name is StateName.PAUSED


def test_a_call_that_joins_does_not_put_off_the_reading_of_the_others(paused: Desk) -> None:
    """Each is read when that counts: with calls that come one after the other, the first would never be."""
    paused.wait(1.0)
    paused.see(call("a", muted=False), call("b", muted=False))
    paused.accept()
    assert paused.wait(0.6).count(ReadBack()) == 1, "a second and a half after the acceptance for the first"
    paused.see(call("a", muted=True), call("b", muted=False))
    assert paused.view.name is StateName.PAUSED
    assert paused.wait(1.2).count(ReadBack()) == 1, "and after that for the second"

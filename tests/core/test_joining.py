"""Calls that join a pause, ring beside it, or leave it, as they are seen."""

import pytest

from tests.core.desk import HOST, Desk, call, sends
from trayapp.core.calls import CallStatus
from trayapp.core.effects import ReadBack
from trayapp.core.events import Action, Setup
from trayapp.core.problems import Problem
from trayapp.core.view import StateName

TRUSTED = Setup(hosts=(HOST,), proven=True, shown=frozenset({"live"}))


def test_a_call_that_is_paused_later_is_read_back_too() -> None:
    """What a source pushed before the acceptance is no evidence, so it is asked again; but not at every repetition."""
    desk = Desk(setup=TRUSTED)
    desk.see(call("a"))
    desk.pause()
    desk.see(call("a"), call("b"))
    assert ReadBack() in desk.accept()
    desk.wait(11.0)
    assert ReadBack() not in desk.accept()


def test_a_call_that_only_rings_is_not_silenced_for_a_colleague_may_answer_it() -> None:
    desk = Desk(setup=TRUSTED)
    desk.see(call("a"))
    desk.pause()
    assert sends(desk.see(call("a"), call("b", CallStatus.RINGING))) == []
    assert desk.name is StateName.PAUSED
    assert sends(desk.see(call("a"), call("b"))) == [True]


def test_the_end_of_one_call_of_two_sends_nothing() -> None:
    desk = Desk(setup=TRUSTED)
    desk.see(call("a"), call("b"))
    desk.pause()
    assert sends(desk.see(call("a"))) == []
    assert desk.name is StateName.PAUSED


def test_soon_after_a_request_was_given_up_the_warm_connection_is_used_again() -> None:
    desk = Desk(setup=TRUSTED)
    desk.see(call("a"))
    desk.press(Action.PAUSE)
    desk.see(call("a"), call("b"))
    assert desk.sent[-1].fresh
    desk.accept()
    desk.wait(0.1)
    desk.see(call("a"), call("b"), call("c"))
    assert not desk.sent[-1].fresh


class TestSightThatGoesWhileACallIsRecorded:
    """What was known when the sight was lost stays known: a call has joined, and no mute has reached it."""

    @pytest.fixture
    def desk(self) -> Desk:
        desk = Desk()
        desk.see(call("a"))
        desk.pause()
        desk.see(call("a"), call("b"))
        assert desk.view.problem is Problem.NEW_CALL
        return desk

    def test_it_is_not_shown_as_paused_before_a_mute_is_accepted(self, desk: Desk) -> None:
        desk.lose_sight()
        assert (desk.name, desk.view.problem) == (StateName.NOT_PAUSED, Problem.NEW_CALL)
        desk.accept()
        assert (desk.name, desk.view.problem) == (StateName.PAUSED, None)

    def test_another_press_changes_nothing_of_that(self, desk: Desk) -> None:
        desk.lose_sight()
        desk.press(Action.PAUSE)
        assert desk.name is StateName.NOT_PAUSED
        desk.accept()
        assert desk.name is StateName.PAUSED

    def test_a_mute_that_failed_is_sent_again_soon(self, desk: Desk) -> None:
        desk.fail()
        desk.lose_sight()
        assert sends(desk.last) == [True], "none is under way: one is sent at once"
        desk.fail()
        assert sends(desk.wait(1.1)) == [True]
        assert desk.name is StateName.NOT_PAUSED
        desk.accept()
        assert desk.name is StateName.PAUSED

    def test_also_when_the_blind_repetition_would_be_over(self, desk: Desk) -> None:
        desk.accept()
        desk.wait(70.0, accepting=True)
        desk.see(call("a"), call("b"), call("c"))
        desk.fail()
        desk.lose_sight()
        desk.fail()
        assert sends(desk.wait(1.1)) == [True]
        desk.accept()
        assert desk.name is StateName.PAUSED

    def test_the_calls_in_sight_again_have_the_word(self, desk: Desk) -> None:
        desk.lose_sight()
        desk.see(call("a"))
        assert desk.name is StateName.PAUSED
        desk.see(call("a"), call("b"))
        assert desk.view.problem is Problem.NEW_CALL

"""A pause wish and a resume wish: time limits, retries, death, old requests that land late (design §4, §6)."""

import pytest

from tests.core.desk import HOST, Desk, call, sends
from trayapp.core.calls import CallStatus
from trayapp.core.effects import ClearMark, SendMute, Tone
from trayapp.core.events import Action, Setup
from trayapp.core.problems import Problem
from trayapp.core.view import Certainty, Notice, StateName


def test_a_second_and_a_half_without_an_answer_is_the_alarm() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.wait(1.49)
    assert desk.name is StateName.PAUSING
    desk.wait(0.02)
    assert desk.name is StateName.NOT_PAUSED
    assert desk.view.problem is Problem.NO_ANSWER
    assert desk.view.trying_again
    assert desk.view.alarmed
    assert desk.tones == [Tone.ALARM]


def test_a_late_acceptance_ends_the_alarm() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.wait(3)
    desk.accept()
    assert desk.name is StateName.PAUSED


def test_a_failure_is_the_alarm_at_once_and_is_tried_again() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.fail(Problem.CONNECTION_FAILED, may_have_applied=False)
    assert desk.name is StateName.NOT_PAUSED
    assert desk.view.problem is Problem.CONNECTION_FAILED
    assert sends(desk.wait(0.3)) == [True]
    assert desk.sent[-1].fresh


def test_a_retry_goes_to_the_next_host() -> None:
    desk = Desk(setup=Setup(hosts=("connected", HOST)))
    desk.press(Action.PAUSE)
    desk.fail()
    desk.wait(0.3)
    assert [sent.host for sent in desk.sent] == ["connected", HOST]
    desk.accept()
    desk.wait(1)
    desk.press(Action.RESUME)
    assert {sent.host for sent in desk.sent if not sent.mute} == {"connected", HOST}, "every host that may have paused"


def test_a_refusal_ends_the_wish_and_nothing_is_sent_again() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    effects = desk.refuse(Problem.PARAMETERS_REFUSED)
    assert desk.name is StateName.NOT_PAUSED
    assert desk.view.problem is Problem.PARAMETERS_REFUSED
    assert ClearMark(ended=False) in effects, "what another session has paused meanwhile is none of its business"
    assert sends(desk.wait(120)) == []


def test_a_wish_dies_after_20_s_and_never_fires_later() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    while desk.now < 1019.5:
        desk.fail(Problem.CONNECTION_FAILED, may_have_applied=False)
        desk.wait(0.5)
    desk.wait(0.5)
    assert desk.name is StateName.NOT_PAUSED
    assert desk.view.problem is Problem.WISH_DIED
    before = len(desk.sent)
    desk.wait(300)
    assert not any(sent.mute for sent in desk.sent[before:])


def test_what_an_unanswered_pause_may_have_paused_is_resumed_when_it_dies() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.wait(20.1)
    assert not desk.sent[-1].mute
    for _ in range(5):
        desk.fail()
        desk.wait(9)
        assert not desk.sent[-1].mute, "until it is acknowledged"
    assert ClearMark() in desk.accept()
    assert desk.name is StateName.NOT_PAUSED, "the rep has still to be told"


def test_a_repeated_pause_that_is_refused_leaves_the_older_acceptance_to_the_rep_and_the_clock() -> None:
    desk = Desk()
    desk.pause()
    desk.press(Action.PAUSE)
    desk.refuse(Problem.FORBIDDEN)
    assert desk.name is StateName.NOT_PAUSED
    assert sends(desk.wait(170)) == []
    assert sends(desk.wait(10)) == [False]


def test_a_withdrawn_pause_is_resumed_until_acknowledged() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.wait(2)
    desk.press(Action.RESUME)
    desk.fail()
    assert desk.name is StateName.STILL_PAUSED
    assert sends(desk.wait(0.3)) == [False]
    desk.accept()
    assert desk.name is StateName.READY


def test_the_end_of_the_call_ends_the_wish() -> None:
    desk = Desk()
    desk.see(call("a"))
    desk.press(Action.PAUSE)
    desk.wait(0.2)
    assert sends(desk.see()) == [False], "the request may still land in the next call"
    assert desk.name is StateName.NO_CALL
    desk.accept()
    desk.see(call("b"))
    desk.wait(60)
    assert True not in sends(desk.sent[1:])


def test_a_resume_retries_until_it_is_answered() -> None:
    desk = Desk()
    desk.pause()
    desk.press(Action.RESUME)
    for _ in range(10):
        desk.fail()
        assert desk.name is StateName.STILL_PAUSED
        desk.wait(9)
    desk.accept()
    assert desk.name is StateName.READY


def test_an_unanswered_resume_alarms_too() -> None:
    desk = Desk()
    desk.pause()
    desk.press(Action.RESUME)
    desk.wait(1.6)
    assert desk.name is StateName.STILL_PAUSED
    assert desk.view.problem is Problem.NO_ANSWER


def test_a_resume_that_fails_with_nothing_paused_does_not_say_that_anything_is() -> None:
    desk = Desk()
    desk.press(Action.RESUME)
    desk.fail()
    assert desk.name is StateName.UNKNOWN
    assert desk.view.problem is Problem.NO_ANSWER
    assert desk.view.trying_again
    desk.wait(0.3)
    desk.accept()
    assert desk.name is StateName.READY


def test_a_hidden_resume_that_fails_shows_once_it_matters() -> None:
    desk = Desk()
    desk.see()
    desk.press(Action.PAUSE)
    desk.accept()
    desk.wait(5.1)
    desk.fail()
    assert desk.name is StateName.NO_CALL
    desk.see(call("a"))
    assert desk.name is StateName.UNKNOWN
    desk.wait(0.3)
    desk.accept()
    assert desk.name is StateName.RECORDING


def test_a_dead_wish_is_not_said_to_be_tried_again() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.fail()
    assert desk.view.trying_again
    desk.wait(0.3)
    desk.refuse()
    assert desk.state.in_flight, "a state 0 is on its way"
    assert not desk.view.trying_again


def test_pressed_again_and_again_an_accepted_pause_is_not_taken_back_unasked() -> None:
    desk = Desk()
    desk.pause()
    for _ in range(2):
        desk.press(Action.PAUSE)
        desk.refuse(Problem.FORBIDDEN)
        desk.wait(1)
    assert False not in sends(desk.sent)


def test_a_rep_may_resume_what_this_program_never_paused() -> None:
    desk = Desk()
    assert sends(desk.press(Action.RESUME)) == [False]
    desk.accept()
    assert desk.view.notice is Notice.RESUMED


class TestEchoes:
    """When an older opposite request was left unanswered, the wish is repeated 1 s and 5 s after its acceptance."""

    def test_a_resume_over_an_unanswered_pause(self) -> None:
        desk = Desk()
        desk.press(Action.PAUSE)
        desk.wait(0.1)
        desk.press(Action.RESUME)
        desk.accept()
        accepted_at = desk.now
        desk.wait(60, accepting=True)
        assert [at - accepted_at for at in desk.sent_at[2:]] == [1.0, 5.0]
        assert sends(desk.sent[2:]) == [False, False]

    def test_a_pause_over_an_unanswered_resume(self) -> None:
        desk = Desk()
        desk.see(call("a"))
        desk.press(Action.RESUME)
        desk.wait(0.1)
        desk.press(Action.PAUSE)
        desk.accept()
        assert sends(desk.wait(1.0)) == [True]
        desk.accept()
        assert sends(desk.wait(4.0)) == [True]
        assert desk.name is StateName.PAUSED

    def test_the_late_answer_of_the_old_request_repeats_the_wish(self) -> None:
        desk = Desk()
        desk.press(Action.PAUSE)
        old = desk.sent[-1].request
        desk.wait(0.1)
        desk.press(Action.RESUME)
        desk.accept()
        assert sends(desk.accept(old)) == [False]

    def test_the_late_answer_of_an_old_resume_repeats_the_pause(self) -> None:
        desk = Desk()
        desk.press(Action.RESUME)
        old = desk.sent[-1].request
        desk.wait(0.1)
        desk.press(Action.PAUSE)
        desk.accept()
        assert sends(desk.accept(old)) == [True]

    def test_an_echo_that_fails_is_tried_again(self) -> None:
        desk = Desk()
        desk.press(Action.PAUSE)
        desk.wait(0.1)
        desk.press(Action.RESUME)
        desk.accept()
        desk.wait(1.0)
        desk.fail()
        assert sends(desk.wait(0.3)) == [False]

    def test_no_echo_where_everything_was_answered(self) -> None:
        desk = Desk()
        desk.pause()
        desk.press(Action.RESUME)
        desk.accept()
        assert sends(desk.wait(60)) == []

    def test_a_new_pause_ends_the_echoes_of_the_resume(self) -> None:
        desk = Desk()
        desk.press(Action.PAUSE)
        desk.wait(0.1)
        desk.press(Action.RESUME)
        desk.accept()
        desk.wait(0.5)
        desk.press(Action.PAUSE)
        desk.accept()
        assert False not in sends(desk.wait(30))


class TestNoCall:
    """With the calls in sight and none live or ringing 5 s after the press, no mute waits for the next customer."""

    def test_state_0_is_sent_and_said(self) -> None:
        desk = Desk()
        desk.see()
        desk.press(Action.PAUSE)
        desk.accept()
        assert sends(desk.wait(4.9)) == []
        assert sends(desk.wait(0.2)) == [False]
        assert desk.name is StateName.NO_CALL
        assert desk.view.notice is Notice.NO_CALL_WAS_PAUSED

    def test_a_call_that_rings_is_waited_for(self) -> None:
        desk = Desk()
        desk.see(call("a", CallStatus.RINGING))
        desk.press(Action.PAUSE)
        desk.accept()
        desk.wait(10)
        assert desk.name is StateName.PAUSED
        assert True in sends(desk.see(call("a")))
        desk.accept()
        assert desk.name is StateName.PAUSED

    def test_a_second_press_is_given_its_own_time(self) -> None:
        desk = Desk()
        desk.see()
        desk.press(Action.PAUSE)
        desk.accept()
        desk.wait(4.5)
        desk.press(Action.PAUSE)
        desk.accept()
        assert sends(desk.wait(4.8)) == []
        assert sends(desk.wait(0.3)) == [False]

    def test_a_call_that_stops_ringing_is_not(self) -> None:
        desk = Desk()
        desk.see(call("a", CallStatus.RINGING))
        desk.press(Action.PAUSE)
        desk.accept()
        desk.wait(10)
        assert False in sends(desk.see())
        assert desk.name is StateName.NO_CALL


def test_the_first_request_of_a_quiet_program_uses_the_warm_connection() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    assert desk.sent == [SendMute(1, mute=True, host=HOST, fresh=False)]


class TestPauseThatWasPressedAgainAndFailed:
    """The screen has taken "paused" back: a third press is a wish, and no answer."""

    @pytest.fixture
    def failed(self) -> Desk:
        desk = Desk()
        desk.pause()
        desk.press(Action.PAUSE)
        assert desk.name is StateName.PAUSED, "what was accepted stands while nothing speaks against it"
        desk.fail(Problem.BAD_ANSWER)
        assert desk.name is StateName.NOT_PAUSED
        return desk

    @pytest.mark.parametrize("action", [Action.PAUSE, Action.TOGGLE])
    def test_it_is_asked_for_and_not_shown_as_paused(self, failed: Desk, action: Action) -> None:
        failed.wait(0.6)
        failed.press(action)
        assert (failed.name, failed.view.certainty) == (StateName.PAUSING, Certainty.ASKED)
        failed.wait(1.6)
        assert failed.name is StateName.NOT_PAUSED
        failed.press(action)
        assert failed.name is StateName.PAUSING
        failed.accept()
        assert failed.name is StateName.PAUSED
        failed.press(Action.PAUSE)
        assert failed.name is StateName.PAUSED

    def test_the_toggle_pauses_still(self, failed: Desk) -> None:
        failed.wait(0.6)
        failed.press(Action.TOGGLE)
        failed.wait(0.6)
        assert sends(failed.press(Action.TOGGLE)) == [True]

    def test_also_where_it_was_not_answered_in_time(self) -> None:
        desk = Desk()
        desk.pause()
        desk.press(Action.PAUSE)
        desk.wait(1.6)
        assert desk.name is StateName.NOT_PAUSED
        desk.press(Action.PAUSE)
        assert desk.name is StateName.PAUSING

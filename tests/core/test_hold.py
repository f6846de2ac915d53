"""An accepted pause: repetition, new calls, evidence, the clock (design §6, §7)."""

from dataclasses import replace

import pytest

from tests.core.desk import HOST, Desk, call, sends
from trayapp.core.calls import CallStatus, Source
from trayapp.core.effects import ClearMark, RememberShown, Tone
from trayapp.core.events import Action, Setup
from trayapp.core.limits import Limits
from trayapp.core.problems import Problem
from trayapp.core.view import Certainty, Look, Notice, Offer, StateName

TRUSTED = Setup(hosts=(HOST,), proven=True, shown=frozenset({"live"}))


class TestBlindRepetition:
    def test_every_3_s_for_60_s_and_then_it_is_said(self) -> None:
        desk = Desk()
        desk.press(Action.PAUSE)
        desk.accept()
        desk.wait(65, accepting=True)
        assert [at - 1000.0 for at in desk.sent_at] == [3.0 * n for n in range(21)]
        assert desk.name is StateName.PAUSED
        assert desk.view.look is Look.DOUBT
        assert desk.view.problem is Problem.REASSERT_OVER
        assert desk.tones.count(Tone.REMINDER) == 2, "the reminder of the first minute, and the end of repetition"

    def test_a_pause_press_starts_the_minute_again(self) -> None:
        desk = Desk()
        desk.pause()
        desk.wait(100)
        desk.press(Action.PAUSE)
        desk.accept()
        assert desk.view.problem is None
        assert sends(desk.wait(3.1)) == [True]

    @pytest.mark.parametrize("action", [Action.PAUSE, Action.KEEP])
    def test_the_doubt_ends_with_the_answer_and_not_with_the_press(self, action: Action) -> None:
        desk = Desk()
        desk.pause()
        desk.wait(70, accepting=True)
        assert desk.view.problem is Problem.REASSERT_OVER
        assert sends(desk.press(action)) == [True]
        assert desk.view.problem is Problem.REASSERT_OVER
        desk.accept()
        assert desk.view.problem is None
        assert desk.view.look is Look.PAUSED

    def test_unanswered_twice_is_a_doubt_and_an_answer_ends_it(self) -> None:
        desk = Desk()
        desk.pause()
        desk.wait(2)
        desk.fail()
        assert desk.view.problem is None
        desk.wait(3)
        desk.fail()
        assert desk.view.problem is Problem.LINK_IN_DOUBT
        assert desk.view.look is Look.DOUBT
        assert desk.name is StateName.PAUSED
        desk.wait(3)
        desk.accept()
        assert desk.view.problem is None

    def test_refused_stops_it_and_nobody_knows(self) -> None:
        desk = Desk()
        desk.pause()
        desk.wait(2.1)
        desk.refuse()
        assert desk.name is StateName.UNKNOWN
        assert desk.view.problem is Problem.REASSERT_REFUSED
        assert desk.view.offers == (Offer.RESUME, Offer.PAUSE)
        assert sends(desk.wait(60)) == []
        desk.see(call("a", muted=True))
        assert desk.name is StateName.PAUSED
        assert sends(desk.wait(60)) == [], "refused is refused, until the next press"

    def test_an_answer_from_a_foreign_host_is_a_doubt(self) -> None:
        desk = Desk(setup=Setup(hosts=("other",), own_hosts=frozenset({HOST})))
        desk.pause()
        assert desk.view.problem is Problem.FOREIGN_HOST


class TestCallsInSight:
    def test_repeated_every_10_s_while_a_call_lives(self) -> None:
        desk = Desk()
        desk.see(call("a"))
        desk.press(Action.PAUSE)
        desk.accept()
        desk.wait(100, accepting=True)
        assert [at - 1000.0 for at in desk.sent_at] == list(range(0, 101, 10))
        assert desk.view.look is Look.PAUSED

    def test_a_new_call_is_paused_at_once_and_shown_until_it_is(self) -> None:
        desk = Desk()
        desk.see(call("a"))
        desk.pause()
        assert sends(desk.see(call("a"), call("b"))) == [True]
        assert desk.name is StateName.NOT_PAUSED
        assert desk.view.problem is Problem.NEW_CALL
        assert desk.tones[-1] is Tone.ALARM_SHORT
        desk.accept()
        assert desk.name is StateName.PAUSED

    def test_an_answer_to_a_request_from_before_the_call_does_not_cover_it(self) -> None:
        desk = Desk()
        desk.see(call("a"))
        desk.press(Action.PAUSE)
        first = desk.sent[-1].request
        desk.see(call("a"), call("b"))
        assert len(desk.sent) == 2
        desk.accept(first)
        assert desk.name is StateName.PAUSING
        desk.accept()
        assert desk.name is StateName.PAUSED

    def test_a_call_that_goes_live_during_a_repeated_press_is_not_shown_as_paused(self) -> None:
        desk = Desk()
        desk.see(call("b", CallStatus.RINGING))
        desk.pause()
        desk.press(Action.PAUSE)
        desk.see(call("b"))
        assert desk.name is StateName.NOT_PAUSED
        desk.accept()
        assert desk.name is StateName.PAUSED

    def test_the_pause_of_a_new_call_is_retried_quickly(self) -> None:
        desk = Desk()
        desk.see(call("a"))
        desk.pause()
        desk.see(call("a"), call("b"))
        desk.fail()
        assert sends(desk.wait(0.3)) == [True]

    def test_the_last_call_ends_the_pause(self) -> None:
        desk = Desk()
        desk.see(call("a"))
        desk.pause()
        assert ClearMark() in desk.see()
        assert desk.name is StateName.NO_CALL
        assert desk.view.notice is Notice.CALL_ENDED
        desk.see(call("b"))
        assert desk.name is StateName.RECORDING
        assert sends(desk.wait(200)) == []

    def test_sight_that_returns_without_a_call_takes_a_blind_pause_back(self) -> None:
        desk = Desk()
        desk.pause()
        desk.wait(8, accepting=True)
        assert False in sends(desk.see())
        assert desk.view.notice is Notice.NO_CALL_WAS_PAUSED

    def test_losing_sight_during_a_repeated_press_too(self) -> None:
        desk = Desk()
        desk.see(call("a"))
        desk.pause()
        desk.see(call("a", muted=True))
        desk.press(Action.PAUSE)
        desk.lose_sight()
        desk.see(call("a"))
        assert desk.view.certainty is Certainty.ACCEPTED

    def test_losing_sight_turns_verified_into_accepted(self) -> None:
        desk = Desk()
        desk.see(call("a"))
        desk.pause()
        desk.see(call("a", muted=True))
        assert desk.view.certainty is Certainty.VERIFIED
        desk.lose_sight()
        assert desk.name is StateName.PAUSED
        assert desk.view.certainty is Certainty.ACCEPTED
        assert sends(desk.wait(3.1)) == [True], "blind again, and still in the first minute"


class TestEvidence:
    def test_a_1_verifies(self) -> None:
        desk = Desk()
        desk.see(call("a"), call("b"))
        desk.pause()
        desk.see(call("a", muted=True), call("b"))
        assert desk.view.certainty is Certainty.ACCEPTED
        desk.see(call("a", muted=True), call("b", muted=True))
        assert desk.view.certainty is Certainty.VERIFIED
        assert desk.view.look is Look.VERIFIED

    def test_a_reading_asked_for_before_the_acceptance_counts_for_nothing(self) -> None:
        desk = Desk()
        desk.see(call("a"))
        asked_at = desk.now
        desk.pause()
        desk.see(call("a", muted=True), source=Source.SNAPSHOT, asked_at=asked_at)
        assert desk.view.certainty is Certainty.ACCEPTED

    def test_a_0_from_an_unproven_source_contradicts_nothing(self) -> None:
        desk = Desk()
        desk.see(call("a", muted=False))
        desk.pause()
        desk.wait(2)
        desk.see(call("a", muted=False))
        assert desk.name is StateName.PAUSED

    def test_a_0_from_a_proven_source_contradicts_after_a_second_and_a_half(self) -> None:
        desk = Desk(setup=TRUSTED)
        desk.see(call("a", muted=False))
        desk.press(Action.PAUSE)
        desk.accept()
        desk.wait(1.4)
        desk.see(call("a", muted=False))
        assert desk.name is StateName.PAUSED
        desk.wait(0.2)
        assert sends(desk.see(call("a", muted=False))) == [True]
        assert desk.name is StateName.NOT_PAUSED
        assert desk.view.problem is Problem.CONTRADICTED

    def test_it_is_sent_again_three_times_and_then_the_rep_decides(self) -> None:
        desk = Desk(setup=TRUSTED)
        desk.see(call("a", muted=False))
        desk.press(Action.PAUSE)
        desk.accept()
        for _ in range(3):
            desk.wait(1.6)
            assert sends(desk.see(call("a", muted=False))) == [True]
            desk.accept()
            assert desk.name is StateName.NOT_PAUSED
        desk.wait(1.6)
        assert sends(desk.see(call("a", muted=False))) == []
        assert desk.name is StateName.NOT_PAUSED
        assert Offer.DONT_PAUSE in desk.view.offers

    def test_a_press_alone_does_not_end_it(self) -> None:
        desk = Desk(setup=TRUSTED)
        desk.see(call("a", muted=False))
        desk.press(Action.PAUSE)
        desk.accept()
        desk.wait(1.6)
        desk.see(call("a", muted=False))
        desk.accept()
        desk.wait(1)
        desk.press(Action.PAUSE)
        assert desk.name is StateName.NOT_PAUSED
        assert desk.view.problem is Problem.CONTRADICTED
        desk.accept()
        assert desk.name is StateName.NOT_PAUSED
        desk.see(call("a", muted=True))
        assert desk.name is StateName.PAUSED

    def test_a_1_ends_the_contradiction(self) -> None:
        desk = Desk(setup=TRUSTED)
        desk.see(call("a", muted=False))
        desk.press(Action.PAUSE)
        desk.accept()
        desk.wait(1.6)
        desk.see(call("a", muted=False))
        desk.accept()
        desk.see(call("a", muted=True))
        assert desk.name is StateName.PAUSED
        assert desk.view.certainty is Certainty.VERIFIED

    def test_a_source_that_shows_both_values_is_remembered(self) -> None:
        desk = Desk()
        desk.see(call("a", muted=False))
        assert RememberShown("live") in desk.see(call("a", muted=True))

    def test_another_hand_is_answered_once(self) -> None:
        desk = Desk(setup=TRUSTED)
        desk.see(call("a"))
        desk.pause()
        desk.see(call("a", muted=True))
        assert sends(desk.see(call("a", muted=False))) == [True]
        assert desk.view.problem is Problem.OTHER_HAND
        assert desk.view.alarmed
        desk.accept()
        desk.see(call("a", muted=True))
        assert desk.name is StateName.PAUSED
        assert sends(desk.see(call("a", muted=False))) == []
        assert desk.name is StateName.NOT_PAUSED
        assert desk.view.problem is Problem.OTHER_HAND

    def test_a_1_after_the_resume_is_the_polarity_alarm(self) -> None:
        desk = Desk(setup=TRUSTED)
        desk.see(call("a", muted=False))
        desk.pause()
        desk.press(Action.RESUME)
        desk.accept()
        desk.wait(1.6)
        assert sends(desk.see(call("a", muted=True))) == [False]
        assert desk.name is StateName.STILL_PAUSED
        assert desk.view.problem is Problem.POLARITY
        for _ in range(4):
            desk.accept()
            desk.wait(1.6)
            desk.see(call("a", muted=True))
        assert desk.name is StateName.STILL_PAUSED
        assert sends(desk.wait(20)) == []
        assert sends(desk.press(Action.RESUME)) == [False]


class TestClock:
    def test_reminders_at_60_s_and_every_30_s(self) -> None:
        desk = Desk()
        desk.see(call("a"))
        desk.press(Action.PAUSE)
        desk.accept()
        moments = []
        for second in range(1, 150):
            before = len(desk.tones)
            desk.wait(1.0, accepting=True)
            if Tone.REMINDER in desk.tones[before:]:
                moments.append(second)
        assert moments == [60, 90, 120]

    def test_the_countdown_and_the_automatic_resume(self) -> None:
        desk = Desk()
        desk.see(call("a"))
        desk.pause()
        desk.wait(148.8)
        assert not desk.view.resume_due
        desk.wait(0.3)
        assert desk.view.resume_due
        assert desk.view.look is Look.RESUME_DUE
        assert desk.view.toggle is Offer.KEEP
        assert sends(desk.wait(30))[-1] is False
        desk.accept()
        assert desk.view.notice is Notice.RESUMED_BY_CLOCK
        assert desk.name is StateName.RECORDING

    @pytest.mark.parametrize("action", [Action.TOGGLE, Action.PAUSE, Action.KEEP])
    def test_keeping_extends_by_one_maximum_three_times(self, action: Action) -> None:
        desk = Desk()
        desk.see(call("a"))
        desk.pause()
        for kept in (1, 2, 3):
            due_at = desk.view.resumes_at
            assert due_at is not None
            desk.wait(due_at - desk.now - 10)
            desk.press(action)
            desk.accept()
            assert desk.view.resumes_at == due_at + desk.state.limits.maximum_pause_s
            assert desk.view.keeps_left == 3 - kept
        due_at = desk.view.resumes_at
        assert due_at is not None
        desk.wait(due_at - desk.now - 10)
        desk.press(action)
        desk.accept()
        assert desk.view.resumes_at == due_at
        assert desk.view.notice is Notice.CANNOT_KEEP_LONGER
        assert sends(desk.wait(11))[-1] is False

    def test_a_keep_just_after_the_call_ended_pauses_nobody(self) -> None:
        desk = Desk()
        desk.see(call("a"))
        desk.pause()
        desk.wait(155, accepting=True)
        assert desk.view.resume_due
        desk.see()
        desk.wait(0.3)
        assert True not in sends(desk.press(Action.KEEP))

    def test_a_short_maximum_is_announced_in_its_last_third(self) -> None:
        desk = Desk(replace(Limits(), maximum_pause_s=30.0))
        desk.pause()
        assert desk.view.toggle is Offer.RESUME
        desk.wait(19)
        assert desk.view.resume_due

    def test_a_press_before_the_countdown_does_not_extend(self) -> None:
        desk = Desk()
        desk.pause()
        due_at = desk.view.resumes_at
        desk.press(Action.PAUSE)
        desk.accept()
        assert desk.view.resumes_at == due_at

    def test_a_maximum_of_0_never_resumes_by_itself(self) -> None:
        desk = Desk(replace(Limits(), maximum_pause_s=0.0))
        desk.pause()
        assert False not in sends(desk.wait(4000))
        assert desk.name is StateName.PAUSED

    def test_the_clock_resumes_also_what_the_rep_left_undecided(self) -> None:
        desk = Desk()
        desk.pause()
        desk.wait(2.1)
        desk.refuse()
        assert desk.name is StateName.UNKNOWN
        assert sends(desk.wait(180)) == [False]

"""Restart, sleep, leaving, the set-up, the proof (design §6, §7)."""

import pytest

from tests.core.desk import HOST, Desk, call, sends
from trayapp.core.calls import Source
from trayapp.core.effects import ClearMark, Quit, Reconnect, RememberProof
from trayapp.core.events import (
    Action,
    Configured,
    Leaving,
    Mark,
    ProofAsked,
    ProofHeard,
    QuitAsked,
    Setup,
    Suspending,
    Woke,
)
from trayapp.core.problems import Problem
from trayapp.core.step import deadline
from trayapp.core.view import Certainty, Notice, Offer, ProofStage, StateName

SETUP = Setup(hosts=(HOST,), proven=True, shown=frozenset({"live"}))


class TestRestart:
    def start(self, age_s: float) -> Desk:
        desk = Desk(configured=False)
        started_at = desk.now - age_s
        desk.start(Mark(started_at, started_at + 180.0))
        desk.feed(Configured(desk.now, SETUP))
        return desk

    def test_a_young_pause_is_asked_about_and_its_clock_goes_on(self) -> None:
        desk = self.start(20)
        assert desk.name is StateName.UNKNOWN
        assert desk.view.problem is Problem.RESTARTED
        assert desk.view.elapsed_s == pytest.approx(20)
        assert desk.view.offers == (Offer.RESUME, Offer.PAUSE)
        assert desk.sent == []
        assert sends(desk.wait(161)) == [False]
        desk.accept()
        assert desk.view.notice is Notice.RESUMED_BY_CLOCK

    def test_an_old_pause_is_resumed_at_once_and_said(self) -> None:
        desk = self.start(241)
        assert sends(desk.sent) == [False]
        assert ClearMark() in desk.accept()
        assert desk.view.notice is Notice.OLD_PAUSE_RESUMED

    @pytest.mark.parametrize("accepted", [False, True])
    @pytest.mark.parametrize("age_s", [60.0, 400.0])
    def test_what_another_session_left_does_not_undo_a_pause_pressed_meanwhile(
        self, age_s: float, *, accepted: bool
    ) -> None:
        desk = Desk(setup=SETUP)
        desk.press(Action.PAUSE)
        if accepted:
            desk.accept()
        before = desk.name
        assert desk.start(Mark(desk.now - age_s, desk.now - age_s + 180.0)) == ()
        assert desk.name is before

    def test_what_another_session_left_does_not_stand_against_a_resume_under_way(self) -> None:
        desk = Desk(setup=SETUP)
        desk.pause()
        desk.press(Action.RESUME)
        assert desk.start(Mark(desk.now - 60.0, desk.now + 120.0)) == ()
        assert desk.name is StateName.RESUMING

    def test_nothing_written_down_means_nothing_to_say(self) -> None:
        desk = Desk(configured=False)
        desk.start(None)
        assert desk.name is StateName.NOT_SET_UP

    def test_the_calls_themselves_may_prove_it(self) -> None:
        desk = self.start(20)
        desk.see(call("a", muted=True))
        assert desk.name is StateName.PAUSED
        assert desk.view.certainty is Certainty.VERIFIED

    def test_a_proven_source_may_disprove_it(self) -> None:
        desk = self.start(20)
        assert ClearMark() in desk.see(call("a", muted=False))
        assert desk.name is StateName.RECORDING

    def test_without_a_call_it_is_over(self) -> None:
        desk = self.start(20)
        desk.see()
        assert desk.name is StateName.NO_CALL

    def test_a_reading_from_before_the_start_proves_nothing(self) -> None:
        desk = self.start(20)
        desk.see(call("a", muted=False), source=Source.SNAPSHOT, asked_at=desk.now - 1)
        assert desk.name is StateName.UNKNOWN

    def test_without_an_account_there_is_still_a_way_out(self) -> None:
        desk = Desk(configured=False)
        desk.start(Mark(desk.now - 20, desk.now + 160))
        assert desk.name is StateName.UNKNOWN
        assert desk.view.offers == (Offer.SET_UP,)
        assert desk.view.problem is Problem.NO_ACCOUNT
        assert not desk.view.set_up_locked
        desk.wait(30)
        desk.feed(Configured(desk.now, SETUP))
        desk.wait(1)
        desk.press(Action.RESUME)
        desk.accept()
        assert desk.name is StateName.READY

    def test_in_doubt_nothing_is_repeated(self) -> None:
        desk = self.start(1)
        assert True not in sends(desk.wait(170))

    def test_the_rep_decides(self) -> None:
        for action, name in ((Action.TOGGLE, StateName.PAUSED), (Action.RESUME, StateName.READY)):
            desk = self.start(20)
            desk.wait(1)
            desk.press(action)
            desk.accept()
            assert desk.name is name


class TestSleep:
    def test_a_wish_dies(self) -> None:
        desk = Desk()
        desk.press(Action.PAUSE)
        desk.fail(Problem.CONNECTION_FAILED, may_have_applied=False)
        desk.feed(Suspending(desk.now))
        assert desk.name is StateName.NOT_PAUSED
        desk.now += 5
        assert True not in sends(desk.feed(Woke(desk.now)))
        assert True not in sends(desk.wait(60))

    def test_an_accepted_pause_is_in_question(self) -> None:
        desk = Desk()
        desk.pause()
        desk.feed(Suspending(desk.now))
        desk.now += 30
        assert Reconnect() in desk.feed(Woke(desk.now))
        assert desk.name is StateName.UNKNOWN
        assert desk.view.problem is Problem.WOKE
        assert desk.view.elapsed_s == pytest.approx(31.1)

    def test_also_where_nobody_told_of_the_sleep(self) -> None:
        desk = Desk()
        desk.pause()
        desk.now += 30
        desk.feed(Woke(desk.now))
        assert desk.name is StateName.UNKNOWN

    @pytest.mark.parametrize("told", [False, True])
    def test_what_was_read_before_it_woke_proves_nothing(self, told: bool) -> None:  # noqa: FBT001
        """A reading may wait to be told while the machine sleeps, and another hand may resume meanwhile."""
        desk = Desk(setup=SETUP)
        desk.see(call("a", muted=False))
        desk.pause()
        if told:
            desk.feed(Suspending(desk.now))
        desk.wait(0.1)
        read_at = desk.now
        desk.now += 30
        desk.feed(Woke(desk.now))
        desk.see(call("a", muted=True), source=Source.SNAPSHOT, asked_at=read_at)
        assert desk.name is StateName.UNKNOWN
        desk.see(call("a", muted=True))
        assert (desk.name, desk.view.certainty) == (StateName.PAUSED, Certainty.VERIFIED)

    @pytest.mark.parametrize("accepted", [False, True])
    def test_what_fell_due_in_a_sleep_is_not_sent_on_waking(self, accepted: bool) -> None:  # noqa: FBT001
        desk = Desk()
        desk.press(Action.PAUSE)
        if accepted:
            desk.accept()
        else:
            desk.fail()
        desk.now += 15
        assert True not in sends(desk.feed(Woke(desk.now)))
        assert desk.name is StateName.UNKNOWN

    def test_after_a_long_sleep_it_is_resumed(self) -> None:
        desk = Desk()
        desk.pause()
        desk.feed(Suspending(desk.now))
        desk.now += 1000
        assert False in sends(desk.feed(Woke(desk.now)))
        desk.accept()
        assert desk.name is StateName.READY

    def test_a_resume_under_way_is_sent_again(self) -> None:
        desk = Desk()
        desk.pause()
        desk.press(Action.RESUME)
        desk.now += 30
        assert sends(desk.feed(Woke(desk.now)))[-1:] == [False]


class TestLeaving:
    def ask(self, desk: Desk, leaving: Leaving) -> bool:
        return Quit() in desk.feed(QuitAsked(desk.now, leaving))

    def test_nothing_paused_nothing_asked(self) -> None:
        assert self.ask(Desk(), Leaving.ASK)

    def test_quitting_while_paused_asks(self) -> None:
        desk = Desk()
        desk.pause()
        assert not self.ask(desk, Leaving.ASK)
        assert desk.view.ask_before_quit
        assert not self.ask(desk, Leaving.STAY)
        assert not desk.view.ask_before_quit
        assert desk.name is StateName.PAUSED

    def test_resume_and_quit_waits_for_the_resume(self) -> None:
        desk = Desk()
        desk.pause()
        assert not self.ask(desk, Leaving.RESUME_FIRST)
        assert not desk.sent[-1].mute
        assert Quit() not in desk.wait(10)
        assert Quit() in desk.accept()

    def test_leaving_paused_leaves_the_mark(self) -> None:
        desk = Desk()
        desk.pause()
        assert self.ask(desk, Leaving.LEAVE_PAUSED)
        assert ClearMark() not in desk.effects

    def test_a_logout_resumes_and_waits_2_s_at_most(self) -> None:
        desk = Desk()
        desk.pause()
        assert not self.ask(desk, Leaving.LOGOUT)
        assert not desk.sent[-1].mute
        assert Quit() not in desk.wait(1.9)
        assert Quit() in desk.wait(0.2)
        assert ClearMark() not in desk.effects

    def test_a_logout_ends_as_soon_as_it_is_resumed(self) -> None:
        desk = Desk()
        desk.pause()
        self.ask(desk, Leaving.LOGOUT)
        assert Quit() in desk.accept()

    def test_the_question_goes_with_the_pause(self) -> None:
        desk = Desk()
        desk.see(call("a"))
        desk.pause()
        self.ask(desk, Leaving.ASK)
        desk.see()
        assert not desk.view.ask_before_quit

    def test_a_press_takes_the_question_back(self) -> None:
        desk = Desk()
        desk.pause()
        self.ask(desk, Leaving.ASK)
        desk.press(Action.PAUSE)
        assert not desk.view.ask_before_quit


class TestProof:
    def hold(self, *, proven: bool = False) -> Desk:
        desk = Desk(setup=Setup(hosts=(HOST,), proven=proven))
        desk.feed(ProofAsked(desk.now, start=True))
        assert desk.view.proof is ProofStage.PAUSING
        desk.accept()
        assert desk.view.proof is ProofStage.HOLDING
        return desk

    def test_ten_seconds_then_a_resume_then_the_person_listens(self) -> None:
        desk = self.hold()
        assert desk.view.proof_remaining_s == 10
        assert False in sends(desk.wait(10))
        assert desk.view.proof is ProofStage.RESUMING
        desk.accept()
        assert desk.view.proof is ProofStage.LISTEN
        assert not desk.view.proven
        assert RememberProof() in desk.feed(ProofHeard(desk.now, silent=True))
        assert desk.view.proven
        assert desk.view.notice is Notice.PROVEN

    def test_a_recording_that_is_not_silent_proves_nothing(self) -> None:
        desk = self.hold()
        desk.wait(10)
        desk.accept()
        assert RememberProof() not in desk.feed(ProofHeard(desk.now, silent=False))
        assert desk.view.proof is ProofStage.FAILED
        assert not desk.view.proven

    def test_a_recording_that_is_not_silent_undoes_an_earlier_proof(self) -> None:
        desk = self.hold(proven=True)
        desk.wait(10)
        desk.accept()
        assert desk.view.proven
        assert RememberProof(proven=False) in desk.feed(ProofHeard(desk.now, silent=False))
        assert not desk.view.proven

    def test_read_back_answers_by_itself(self) -> None:
        desk = self.hold()
        desk.see(call("a", muted=True))
        desk.wait(10)
        desk.accept()
        assert RememberProof() in desk.see(call("a", muted=False))

    def test_a_refusal_fails_it(self) -> None:
        desk = Desk(setup=Setup(hosts=(HOST,)))
        desk.feed(ProofAsked(desk.now, start=True))
        desk.refuse()
        assert desk.view.proof is ProofStage.FAILED

    def test_giving_up_resumes(self) -> None:
        desk = self.hold()
        assert sends(desk.feed(ProofAsked(desk.now, start=False))) == [False]
        desk.accept()
        assert desk.view.proof is ProofStage.IDLE

    def test_it_does_not_start_in_a_pause(self) -> None:
        desk = Desk()
        desk.pause()
        desk.feed(ProofAsked(desk.now, start=True))
        assert desk.view.proof is ProofStage.IDLE

    def test_another_account_is_not_proven_by_it(self) -> None:
        desk = self.hold()
        desk.wait(10)
        desk.accept()
        desk.feed(Configured(desk.now, Setup(hosts=(HOST,), account="another")))
        assert RememberProof() not in desk.feed(ProofHeard(desk.now, silent=True))
        assert not desk.view.proven

    def test_hearing_without_a_proof_means_nothing(self) -> None:
        desk = Desk()
        assert desk.feed(ProofHeard(desk.now, silent=True)) == ()


def test_a_program_at_rest_asks_for_no_tick() -> None:
    desk = Desk()
    assert deadline(desk.state) is None
    assert desk.view.refresh_at is None
    desk.pause()
    desk.press(Action.RESUME)
    desk.accept()
    desk.wait(10)
    assert deadline(desk.state) is None


def test_the_set_up_may_go() -> None:
    desk = Desk()
    desk.feed(Configured(desk.now, None))
    assert desk.name is StateName.NOT_SET_UP


def test_the_clock_on_the_screen_is_renewed_at_each_full_second() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.wait(0.25)
    desk.accept()
    assert desk.view.refresh_at == pytest.approx(1001.0)

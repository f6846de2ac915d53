"""The screen claims no more than is known: readings that do not fit, single calls, commands that did nothing."""

import pytest

from tests.core.desk import HOST, Desk, call, sends
from trayapp.core.effects import ReadBack, Settle
from trayapp.core.events import Action, FlawChanged, Setup
from trayapp.core.problems import Flaw, Problem
from trayapp.core.view import Certainty, Look, Notice, Offer, StateName, Tone

UNPROVEN = Setup(hosts=(HOST,))
TRUSTED = Setup(hosts=(HOST,), proven=True, shown=frozenset({"live"}))


def accepted_but_not_shown(setup: Setup) -> Desk:
    """A pause of one call that reads as recorded from beginning to end."""
    desk = Desk(setup=setup)
    desk.see(call("a", muted=False))
    desk.press(Action.PAUSE)
    desk.accept()
    desk.see(call("a", muted=False))
    assert desk.view.problem is None, "what is pushed at once may be from before"
    assert ReadBack() in desk.wait(1.6)
    desk.see(call("a", muted=False))
    return desk


class TestPauseThatIsNotShown:
    def test_a_doubt_that_looks_like_no_ordinary_pause(self) -> None:
        desk = accepted_but_not_shown(UNPROVEN)
        assert (desk.name, desk.view.certainty) == (StateName.PAUSED, Certainty.ACCEPTED)
        assert desk.view.problem is Problem.NOT_SHOWN
        assert (desk.view.look, desk.view.tone) == (Look.DOUBT, Tone.DOUBT)
        assert desk.view.offers == (Offer.RESUME, Offer.PAUSE)
        assert not desk.view.alarmed, "a source that was never seen to show a pause contradicts none (design §7)"
        desk.lose_sight()
        desk.see(call("a"))
        assert desk.view.problem is Problem.NOT_SHOWN, "what does not read at all takes nothing back"

    def test_it_ends_when_the_call_shows_the_pause(self) -> None:
        desk = accepted_but_not_shown(UNPROVEN)
        desk.see(call("a", muted=True))
        assert (desk.view.certainty, desk.view.problem) == (Certainty.VERIFIED, None)

    def test_where_a_test_call_has_proven_the_set_up_it_says_nothing(self) -> None:
        desk = accepted_but_not_shown(Setup(hosts=(HOST,), proven=True))
        assert (desk.view.look, desk.view.problem) == (Look.PAUSED, None)


class TestCallThatReadsAsPaused:
    def test_after_a_resume_it_is_not_said_to_be_recorded(self) -> None:
        desk = Desk(setup=UNPROVEN)
        desk.see(call("a", muted=True))
        desk.pause()
        desk.press(Action.RESUME)
        desk.accept()
        desk.see(call("a", muted=True))
        assert desk.name is StateName.RECORDING, "what is pushed at once may be from before"
        desk.wait(1.6)
        desk.see(call("a", muted=True))
        assert (desk.name, desk.view.problem) == (StateName.UNKNOWN, Problem.READS_PAUSED)
        assert desk.view.tone is Tone.DOUBT
        desk.see(call("a", muted=False))
        assert desk.name is StateName.RECORDING

    def test_whoever_paused_it_a_resume_is_offered_and_ends_it(self) -> None:
        desk = Desk(setup=UNPROVEN)
        desk.see(call("a", muted=True))
        assert (desk.name, desk.view.problem) == (StateName.UNKNOWN, Problem.READS_PAUSED)
        assert desk.view.offers == (Offer.RESUME, Offer.PAUSE)
        assert sends(desk.press(Action.RESUME)) == [False]
        desk.accept()
        assert desk.name is StateName.RECORDING

    def test_out_of_sight_it_is_forgotten(self) -> None:
        desk = Desk(setup=UNPROVEN)
        desk.see(call("a", muted=True))
        desk.lose_sight()
        assert desk.name is StateName.READY


def test_a_login_that_shows_another_extension_is_a_doubt_on_each_pause() -> None:
    desk = Desk()
    desk.feed(FlawChanged(desk.now, Flaw.EXTENSION_NOT_LISTED, present=True))
    desk.pause()
    assert (desk.name, desk.view.problem) == (StateName.PAUSED, Problem.OTHER_EXTENSION)
    assert (desk.view.look, desk.view.tone) == (Look.DOUBT, Tone.DOUBT)
    desk.feed(FlawChanged(desk.now, Flaw.EXTENSION_NOT_LISTED, present=False))
    assert (desk.view.look, desk.view.problem) == (Look.PAUSED, None)


class TestResumeWithoutAnAnswer:
    @staticmethod
    def unanswered(setup: Setup) -> Desk:
        desk = Desk(setup=setup)
        desk.see(call("a"), call("b"))
        desk.pause()
        desk.press(Action.RESUME, ticket=7)
        assert ReadBack() in desk.wait(1.6)
        desk.fail()
        assert desk.name is StateName.STILL_PAUSED
        return desk

    def test_the_calls_end_it(self) -> None:
        desk = self.unanswered(TRUSTED)
        desk.see(call("a", muted=False), call("b", muted=True))
        assert desk.name is StateName.STILL_PAUSED
        assert Settle(7, reached=True) in desk.see(call("a", muted=False), call("b", muted=False))
        assert (desk.name, desk.view.notice) == (StateName.RECORDING, Notice.RESUMED)
        tones = len(desk.tones)
        assert False in sends(desk.wait(10.0)), "the server is still to hear of it"
        desk.fail()
        assert desk.name is StateName.RECORDING
        assert len(desk.tones) == tones

    def test_calls_that_never_showed_a_pause_make_it_a_doubt(self) -> None:
        desk = self.unanswered(UNPROVEN)
        desk.see(call("a", muted=False), call("b", muted=False))
        assert (desk.name, desk.view.alarmed) == (StateName.UNKNOWN, False)
        desk.wait(1.0)
        desk.accept()
        assert desk.name is StateName.RECORDING

    def test_what_was_read_before_it_says_nothing(self) -> None:
        desk = self.unanswered(TRUSTED)
        desk.see(call("a", muted=False), call("b", muted=False), asked_at=desk.now - 1.6)
        assert desk.name is StateName.STILL_PAUSED


def test_a_pause_that_was_given_up_for_lost_holds_again_where_the_calls_say_so() -> None:
    desk = Desk(setup=TRUSTED)
    desk.see(call("a"))
    desk.pause()
    for _ in range(2):
        desk.see(call("a", muted=True))
        desk.see(call("a", muted=False))
        desk.accept()
    assert (desk.name, desk.view.problem) == (StateName.NOT_PAUSED, Problem.OTHER_HAND)
    resumes_at = desk.view.resumes_at
    desk.wait(0.1)
    desk.see(call("a", muted=True))
    assert (desk.name, desk.view.certainty) == (StateName.PAUSED, Certainty.VERIFIED)
    assert (desk.view.problem, desk.view.resumes_at) == (None, resumes_at)


class TestCommandsForOneCall:
    def test_of_two_calls_one_is_no_pause(self) -> None:
        desk = Desk()
        desk.see(call("a"), call("b"))
        desk.press(Action.PAUSE, ivrid="a", ticket=1)
        assert Settle(1, reached=False) in desk.accept()
        assert (desk.name, desk.view.problem) == (StateName.NOT_PAUSED, Problem.SOME_CALLS)
        desk.press(Action.PAUSE, ivrid="b", ticket=2)
        assert Settle(2, reached=True) in desk.accept()

    def test_out_of_sight_nobody_knows_of_others(self) -> None:
        desk = Desk()
        desk.press(Action.PAUSE, ivrid="a", ticket=1)
        assert Settle(1, reached=False) in desk.accept()
        assert (desk.name, desk.view.problem) == (StateName.NOT_PAUSED, Problem.SOME_CALLS)
        assert desk.view.offers == (Offer.PAUSE, Offer.DONT_PAUSE)

    def test_losing_sight_of_a_call_that_was_paused_by_name_is_no_alarm(self) -> None:
        desk = Desk()
        desk.see(call("a"))
        desk.press(Action.PAUSE, ivrid="a", ticket=1)
        assert Settle(1, reached=True) in desk.accept()
        desk.lose_sight()
        assert (desk.name, desk.view.problem) == (StateName.PAUSED, Problem.SOME_CALLS)

    def test_a_call_that_nobody_knows_cannot_be_resumed(self) -> None:
        desk = Desk()
        desk.press(Action.RESUME, ivrid="nobody's", ticket=1)
        assert Settle(1, reached=False) in desk.refuse(Problem.CALL_NOT_FOUND)
        assert (desk.name, desk.view.notice) == (StateName.READY, Notice.CALL_NOT_FOUND)


def test_a_toggle_that_is_taken_for_an_echo_says_so_to_whoever_waits() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.accept()
    desk.wait(0.1)
    assert Settle(1, reached=False) in desk.press(Action.TOGGLE, ticket=1)
    assert (desk.name, desk.view.notice) == (StateName.PAUSED, Notice.ECHO)


def test_a_pause_that_needs_a_reading_first_is_settled_by_it() -> None:
    desk = Desk(setup=TRUSTED)
    desk.see(call("a"))
    desk.pause()
    desk.see(call("a", muted=True))
    desk.see(call("a", muted=False))
    desk.press(Action.PAUSE, ticket=1)
    assert not any(isinstance(effect, Settle) for effect in desk.accept())
    assert Settle(1, reached=True) in desk.see(call("a", muted=True))


@pytest.mark.parametrize("calls", [None, (), (call("a"),)])
def test_a_server_out_of_reach_is_a_doubt_before_a_pause_is_wanted(calls: tuple[object, ...] | None) -> None:
    desk = Desk()
    if calls is not None:
        desk.see(*calls)  # type: ignore[arg-type]  # of calls
    name = desk.name
    desk.feed(FlawChanged(desk.now, Flaw.SERVER_UNREACHABLE, present=True, detail="connection_failed"))
    assert desk.name is name
    assert (desk.view.look, desk.view.tone) == (Look.UNKNOWN, Tone.DOUBT)
    assert (desk.view.problem, desk.view.alarmed) == (Problem.SERVER_UNREACHABLE, False)
    desk.pause()
    assert desk.view.problem is None


def test_how_long_ago_a_blind_pause_was_last_accepted_is_shown_when_it_is_no_longer_repeated() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.accept()
    assert desk.view.unseen_s is None
    desk.wait(100.0, accepting=True)
    assert (desk.view.problem, desk.view.unseen_s) == (Problem.REASSERT_OVER, 40.0)

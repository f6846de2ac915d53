"""Another desktop session of the same user has paused: the newest press owns the pause, the other one looks on."""

from dataclasses import replace

import pytest

from tests.core.desk import HOST, Desk, sends
from trayapp.core.effects import ClearMark, Quit, WriteMark
from trayapp.core.events import (
    Action,
    Configured,
    Leaving,
    Mark,
    Overruled,
    ProofAsked,
    QuitAsked,
    SeenElsewhere,
    Setup,
    Woke,
)
from trayapp.core.problems import Problem
from trayapp.core.step import deadline
from trayapp.core.view import Look, Offer, ProofStage, StateName, Tone

SETUP = Setup(hosts=(HOST,), account="one", proven=True)


@pytest.fixture
def desk() -> Desk:
    return Desk(setup=SETUP)


def elsewhere(desk: Desk, *, newer: bool = True, account: str = "one", length_s: float | None = 180.0) -> Mark:
    """The other session pauses now."""
    mark = Mark(desk.now, None if length_s is None else desk.now + length_s, account)
    desk.feed(SeenElsewhere(desk.now, mark, newer))
    return mark


def gone(desk: Desk) -> None:
    desk.feed(SeenElsewhere(desk.now, None))


def test_it_is_shown_that_a_pause_may_hold_and_nothing_is_sent(desk: Desk) -> None:
    mark = elsewhere(desk)
    view = desk.view
    assert (view.name, view.look, view.tone) == (StateName.UNKNOWN, Look.UNKNOWN, Tone.DOUBT)
    assert view.problem is Problem.ELSEWHERE
    assert view.offers == (Offer.RESUME, Offer.PAUSE)
    assert view.toggle is Offer.PAUSE
    assert (view.paused_at, view.resumes_at) == (mark.started_at, mark.resumes_at)
    assert not view.set_up_locked
    desk.wait(1000.0)
    assert desk.name is StateName.UNKNOWN
    assert desk.sent == []
    assert desk.tones == []
    assert deadline(desk.state) is None
    assert view.refresh_at is not None
    gone(desk)
    assert desk.name is StateName.READY


def test_a_pause_of_another_account_changes_nothing(desk: Desk) -> None:
    elsewhere(desk, account="two")
    assert desk.name is StateName.READY
    desk.pause()
    elsewhere(desk, account="two")
    assert desk.name is StateName.PAUSED
    assert sends(desk.effects) == [True]


def test_a_pause_of_an_account_that_was_not_written_down_may_be_of_this_one(desk: Desk) -> None:
    elsewhere(desk, account="")
    assert desk.name is StateName.UNKNOWN


def test_before_the_account_is_known_it_waits() -> None:
    desk = Desk(configured=False)
    elsewhere(desk)
    assert desk.name is StateName.NOT_SET_UP
    desk.feed(Configured(desk.now, SETUP))
    assert desk.name is StateName.UNKNOWN
    desk.feed(Configured(desk.now, replace(SETUP, account="two")))
    assert desk.name is StateName.READY


def test_a_pause_here_gives_way_to_a_newer_one_without_a_word_to_the_server(desk: Desk) -> None:
    desk.pause()
    before = len(desk.sent)
    mark = elsewhere(desk)
    assert desk.name is StateName.UNKNOWN
    assert ClearMark(ended=False) in desk.last
    assert desk.view.paused_at == mark.started_at
    desk.wait(1000.0)
    assert len(desk.sent) == before
    assert desk.name is StateName.UNKNOWN


def test_a_wish_a_resume_and_a_failed_pause_give_way_too(desk: Desk) -> None:
    desk.press(Action.PAUSE, ticket=1)
    elsewhere(desk)
    assert desk.state.tickets == ()
    assert desk.name is StateName.UNKNOWN
    desk.press(Action.RESUME, ticket=2)
    desk.wait(0.1)
    elsewhere(desk)
    assert desk.state.tickets == ()
    assert desk.name is StateName.UNKNOWN
    desk.press(Action.PAUSE)
    desk.refuse()
    assert desk.name is StateName.NOT_PAUSED
    desk.wait(1.0)
    elsewhere(desk)
    assert desk.name is StateName.UNKNOWN
    sent = len(desk.sent)
    desk.wait(1000.0)
    assert len(desk.sent) == sent


def test_an_unseen_resume_gives_way_too(desk: Desk) -> None:
    desk.press(Action.PAUSE)
    desk.wait(25.0)
    assert desk.state.release is not None
    elsewhere(desk)
    sent = len(desk.sent)
    desk.wait(100.0)
    assert len(desk.sent) == sent
    assert desk.name is StateName.UNKNOWN


def test_the_late_answer_of_a_request_that_gave_way_is_not_followed_by_another(desk: Desk) -> None:
    desk.press(Action.PAUSE)
    request = desk.sent[-1].request
    elsewhere(desk)
    desk.wait(1.0)
    desk.accept(request)
    assert len(desk.sent) == 1


def test_an_older_pause_elsewhere_takes_nothing_from_the_one_here(desk: Desk) -> None:
    desk.pause()
    elsewhere(desk, newer=False)
    assert desk.name is StateName.PAUSED
    gone(desk)
    assert desk.name is StateName.PAUSED


@pytest.mark.parametrize("action", [Action.PAUSE, Action.TOGGLE])
def test_a_press_takes_the_pause_over_and_guards_it_against_what_the_other_sent(desk: Desk, action: Action) -> None:
    elsewhere(desk)
    desk.wait(20.0)
    last = desk.press(action)
    assert sends(last) == [True]
    assert WriteMark(Mark(desk.now, desk.now + 180.0, "one", (HOST,))) in last
    desk.wait(0.1)
    desk.accept()
    assert desk.name is StateName.PAUSED
    gone(desk)
    accepted_at = desk.now
    desk.wait(7.0, accepting=True)
    again = [at - accepted_at for at, sent in zip(desk.sent_at, desk.sent, strict=True) if sent.mute]
    assert any(at == pytest.approx(1.0) for at in again)
    assert any(at == pytest.approx(5.0) for at in again)


def test_a_pause_taken_over_that_fails_leaves_the_other_standing(desk: Desk) -> None:
    elsewhere(desk)
    desk.press(Action.PAUSE)
    desk.refuse()
    assert desk.name is StateName.NOT_PAUSED
    desk.wait(30.0)
    assert sends(desk.effects) == [True]
    assert ClearMark() not in desk.effects


def test_a_resume_takes_the_pause_over_before_it_is_sent(desk: Desk) -> None:
    mark = elsewhere(desk)
    desk.wait(20.0)
    last = desk.press(Action.RESUME)
    assert last[0] == WriteMark(Mark(mark.started_at, mark.resumes_at, "one"))
    assert sends(last) == [False]
    assert desk.name is StateName.RESUMING
    desk.wait(0.1)
    assert ClearMark() in desk.accept()
    gone(desk)
    assert desk.name is StateName.READY
    # What the other one repeated a moment ago may land now.
    desk.wait(6.0, accepting=True)
    assert sends(desk.effects) == [False, False, False]


def test_a_resume_taken_over_that_fails_is_still_paused(desk: Desk) -> None:
    elsewhere(desk)
    desk.press(Action.RESUME)
    desk.fail()
    assert desk.name is StateName.STILL_PAUSED


def test_where_both_pressed_at_once_the_newer_one_guards_itself(desk: Desk) -> None:
    desk.press(Action.PAUSE)
    elsewhere(desk, newer=False)
    gone(desk)
    desk.wait(0.1)
    desk.accept()
    assert desk.state.pause is not None
    assert desk.state.pause.echo_at
    desk.fail()


def test_the_program_goes_without_asking_and_without_resuming(desk: Desk) -> None:
    elsewhere(desk)
    for leaving in (Leaving.ASK, Leaving.LOGOUT):
        assert Quit() in desk.feed(QuitAsked(desk.now, leaving))
    assert desk.sent == []


def test_a_program_that_waits_for_its_resume_to_go_goes_when_another_session_pauses(desk: Desk) -> None:
    desk.pause()
    desk.feed(QuitAsked(desk.now, Leaving.RESUME_FIRST))
    elsewhere(desk)
    assert Quit() in desk.last


def test_waking_and_proving_leave_it_alone(desk: Desk) -> None:
    elsewhere(desk)
    desk.feed(Woke(desk.now))
    desk.feed(ProofAsked(desk.now, start=True))
    assert desk.view.proof is ProofStage.IDLE
    assert desk.name is StateName.UNKNOWN
    assert desk.sent == []


def test_a_mark_that_was_taken_away_is_a_pause_that_nobody_knows_of(desk: Desk) -> None:
    desk.pause()
    sent = len(desk.sent)
    last = desk.feed(Overruled(desk.now))
    assert desk.name is StateName.UNKNOWN
    assert desk.view.problem is Problem.ELSEWHERE
    assert any(isinstance(effect, WriteMark) for effect in last)
    assert len(desk.sent) == sent
    desk.wait(200.0)
    assert sends(desk.effects)[-1] is False


def test_taken_away_where_nothing_was_paused_means_nothing(desk: Desk) -> None:
    desk.feed(Overruled(desk.now))
    assert desk.name is StateName.READY
    assert desk.effects == []

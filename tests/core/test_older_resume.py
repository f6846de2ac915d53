"""A pause while an older resume, left without an answer, may still land: no word of "paused" before that is over."""

import pytest

from tests.core.desk import Desk, call, sends
from trayapp.core.calls import CallStatus, Source
from trayapp.core.effects import Settle, Tone
from trayapp.core.events import Action, Setup
from trayapp.core.problems import Problem
from trayapp.core.view import Certainty, Offer, StateName

TICKET = 7


@pytest.fixture
def desk() -> Desk:
    """A pause was resumed, and the answer does not come: the rep pauses again, and that is accepted at once."""
    made = Desk(setup=Setup(hosts=("configured",), proven=True, shown=frozenset({Source.LIVE.value})))
    made.pause()
    _resume_unanswered_and_pause(made)
    return made


def _resume_unanswered_and_pause(desk: Desk) -> None:
    desk.press(Action.RESUME)
    desk.wait(0.3)
    desk.effects.clear()
    desk.press(Action.PAUSE, ticket=TICKET)
    desk.wait(0.1)
    desk.accept()


def test_it_is_not_shown_as_paused_before_the_mute_that_follows_is_accepted(desk: Desk) -> None:
    """The state 0 of before may land after the acceptance; what is asked a second later comes after it."""
    for _ in range(9):
        assert (desk.name, desk.view.problem) == (StateName.PAUSING, Problem.OLDER_RESUME)
        assert desk.view.certainty is Certainty.ASKED
        assert desk.view.toggle is Offer.PAUSE
        desk.wait(0.1)
    assert sends(desk.wait(0.2)) == [True]
    assert desk.name is StateName.PAUSING
    assert desk.tones == []
    assert Settle(TICKET, reached=True) not in desk.effects
    assert Settle(TICKET, reached=True) in desk.accept()
    assert (desk.name, desk.view.problem) == (StateName.PAUSED, None)
    assert desk.tones == [Tone.PAUSED]


def test_where_that_mute_is_not_answered_it_is_the_alarm(desk: Desk) -> None:
    desk.wait(1.0 + 1.49)
    assert desk.name is StateName.PAUSING
    desk.wait(0.02)
    assert (desk.name, desk.view.problem) == (StateName.NOT_PAUSED, Problem.OLDER_RESUME)
    assert desk.tones == [Tone.ALARM]
    desk.accept()
    assert (desk.name, desk.view.problem) == (StateName.PAUSED, None)


def test_where_that_mute_fails_it_is_tried_again_soon(desk: Desk) -> None:
    desk.wait(1.0)
    desk.fail(may_have_applied=False)
    assert sends(desk.wait(0.3)) == [True]
    desk.accept()
    assert desk.name is StateName.PAUSED


def test_a_mute_that_left_too_early_does_not_settle_it(desk: Desk) -> None:
    """Sent for another reason, or pressed again: it may have been carried out before the state 0."""
    desk.wait(0.5)
    desk.press(Action.PAUSE)
    desk.accept()
    assert desk.name is StateName.PAUSING
    desk.wait(0.5)
    desk.accept()
    assert desk.name is StateName.PAUSED, "a second after the first acceptance: pressing again puts nothing off"


def test_one_that_is_pressed_later_settles_it(desk: Desk) -> None:
    desk.wait(1.2)
    desk.press(Action.PAUSE)
    assert desk.name is StateName.PAUSING
    desk.accept()
    assert desk.name is StateName.PAUSED
    desk.press(Action.PAUSE)
    desk.accept()
    assert desk.name is StateName.PAUSED, "what was shown as paused stays so"


def test_what_the_calls_read_settles_it_at_once() -> None:
    desk = Desk(setup=Setup(hosts=("configured",), proven=True, shown=frozenset({Source.LIVE.value})))
    desk.see(call("a"))
    desk.pause()
    _resume_unanswered_and_pause(desk)
    assert desk.name is StateName.PAUSING
    desk.see(call("a", muted=True))
    assert (desk.name, desk.view.certainty) == (StateName.PAUSED, Certainty.VERIFIED)
    desk.see(call("a", muted=False))
    assert desk.name is StateName.NOT_PAUSED, "the state 0 has landed"
    assert sends(desk.last) == [True]


def test_a_call_that_joins_meanwhile_is_paused_at_once() -> None:
    desk = Desk()
    desk.see(call("a"))
    desk.pause()
    _resume_unanswered_and_pause(desk)
    assert sends(desk.see(call("a"), call("b", CallStatus.TALKING))) == [True]
    assert (desk.name, desk.view.problem) == (StateName.NOT_PAUSED, Problem.NEW_CALL)
    desk.accept()
    assert (desk.name, desk.view.problem) == (StateName.PAUSING, Problem.OLDER_RESUME)


def test_a_resume_that_was_answered_puts_nothing_off() -> None:
    desk = Desk()
    desk.pause()
    desk.press(Action.RESUME)
    desk.wait(0.1)
    desk.accept()
    desk.wait(0.1)
    desk.press(Action.PAUSE)
    desk.accept()
    assert desk.name is StateName.PAUSED


def test_it_can_be_withdrawn(desk: Desk) -> None:
    desk.press(Action.RESUME)
    assert desk.name is StateName.RESUMING
    desk.accept()
    assert desk.name is StateName.READY

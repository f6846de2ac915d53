"""The rules of the press (design §6)."""

import pytest

from tests.core.desk import Desk, call, sends
from trayapp.core.effects import Abandon, SendMute, Settle, Tone, WriteMark
from trayapp.core.events import Action, Pressed
from trayapp.core.problems import Problem
from trayapp.core.view import Certainty, Notice, Offer, StateName


def test_the_toggle_pauses_where_nothing_is_paused() -> None:
    desk = Desk()
    assert desk.name is StateName.READY
    assert sends(desk.press(Action.TOGGLE)) == [True]
    assert desk.name is StateName.PAUSING
    assert desk.view.certainty is Certainty.ASKED
    desk.wait(0.1)
    desk.accept()
    assert desk.name is StateName.PAUSED
    assert desk.view.certainty is Certainty.ACCEPTED
    assert desk.tones == [Tone.PAUSED]


def test_the_mark_is_written_before_the_request_leaves() -> None:
    effects = Desk().press(Action.PAUSE)
    kinds = [type(effect) for effect in effects]
    assert kinds.index(WriteMark) < kinds.index(SendMute)


def test_the_toggle_resumes_what_is_paused() -> None:
    desk = Desk()
    desk.pause()
    assert sends(desk.press(Action.TOGGLE)) == [False]
    assert desk.name is StateName.RESUMING
    desk.accept()
    assert desk.name is StateName.READY
    assert desk.view.notice is Notice.RESUMED


@pytest.mark.parametrize("calls", [(), (call("a"),)])
def test_the_toggle_pauses_with_and_without_a_call_in_sight(calls: tuple[object, ...]) -> None:
    desk = Desk()
    desk.see(*calls)  # type: ignore[arg-type]  # a tuple of calls
    desk.wait(1)
    assert desk.name is (StateName.RECORDING if calls else StateName.NO_CALL)
    assert sends(desk.press(Action.TOGGLE)) == [True]


def test_a_toggle_while_asking_sends_again_on_a_fresh_connection() -> None:
    desk = Desk()
    desk.press(Action.TOGGLE)
    desk.wait(0.5)
    effects = desk.press(Action.TOGGLE)
    assert sends(effects) == [True]
    assert any(isinstance(effect, Abandon) for effect in effects)
    assert desk.sent[-1].fresh


def test_the_toggle_pauses_again_where_the_pause_did_not_take() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.refuse()
    assert desk.name is StateName.NOT_PAUSED
    desk.wait(1)
    assert sends(desk.press(Action.TOGGLE)) == [True]
    assert desk.name is StateName.PAUSING


def test_the_toggle_pauses_while_resuming_and_resumes_what_will_not_resume() -> None:
    desk = Desk()
    desk.pause()
    desk.press(Action.RESUME)
    desk.wait(0.6)
    assert desk.view.toggle is Offer.PAUSE
    desk.fail()
    assert desk.name is StateName.STILL_PAUSED
    desk.wait(0.6)
    assert desk.view.toggle is Offer.RESUME
    assert False in sends(desk.press(Action.TOGGLE))


def test_a_toggle_right_after_the_press_that_paused_does_not_resume() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.accept()
    desk.wait(0.39)
    assert sends(desk.press(Action.TOGGLE)) != [False]
    assert desk.name is StateName.PAUSED


def test_a_toggle_right_after_a_repeated_pause_does_not_resume_either() -> None:
    desk = Desk()
    desk.pause()
    desk.press(Action.PAUSE)
    desk.wait(0.39)
    assert sends(desk.press(Action.TOGGLE)) == []
    desk.accept()
    desk.wait(0.02)
    assert sends(desk.press(Action.TOGGLE)) == [False]


def test_a_press_just_after_a_surprise_means_what_the_screen_said_before() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.wait(2.0)
    assert desk.name is StateName.NOT_PAUSED
    desk.accept()
    desk.wait(0.4)
    assert desk.name is StateName.PAUSED
    assert sends(desk.press(Action.TOGGLE)) == [True]


def test_half_a_second_after_a_surprise_a_press_means_what_it_says() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.wait(2.0)
    desk.accept()
    desk.wait(0.6)
    assert sends(desk.press(Action.TOGGLE)) == [False]


def test_a_keep_that_comes_just_after_the_automatic_resume_pauses_again() -> None:
    desk = Desk()
    desk.pause()
    desk.wait(desk.state.limits.maximum_pause_s - (desk.now - 1000.0) + 0.2)
    assert desk.name in (StateName.RESUMING, StateName.STILL_PAUSED)
    assert True in sends(desk.press(Action.KEEP))


def test_auto_repeat_of_the_toggle_acts_once() -> None:
    desk = Desk()
    desk.feed(Pressed(desk.now, Action.TOGGLE, "chord"))
    for _ in range(40):
        desk.wait(0.03)
        desk.feed(Pressed(desk.now, Action.TOGGLE, "chord"))
    assert len(desk.sent) == 1


def test_a_mouse_button_waits_out_the_double_click_time() -> None:
    desk = Desk()
    desk.feed(Pressed(desk.now, Action.TOGGLE, "tray", debounce_s=0.5))
    desk.accept()
    desk.wait(0.45)
    desk.feed(Pressed(desk.now, Action.TOGGLE, "tray", debounce_s=0.5))
    assert sends(desk.sent) == [True]
    assert desk.name is StateName.PAUSED


def test_a_double_press_of_the_panels_big_button_does_not_resume() -> None:
    """It offers to resume as soon as the pause is accepted, under the same finger."""
    desk = Desk()
    desk.feed(Pressed(desk.now, Action.PAUSE, "panel.main", debounce_s=0.4))
    desk.accept()
    desk.wait(0.2)
    desk.feed(Pressed(desk.now, Action.RESUME, "panel.main", debounce_s=0.4))
    assert desk.name is StateName.PAUSED
    desk.wait(0.5)
    desk.feed(Pressed(desk.now, Action.RESUME, "panel.main", debounce_s=0.4))
    assert desk.name is StateName.RESUMING


def test_explicit_pause_and_resume_never_block_each_other() -> None:
    desk = Desk()
    for _ in range(10):
        desk.feed(Pressed(desk.now, Action.PAUSE, "pause chord"))
        desk.wait(0.05)
        desk.feed(Pressed(desk.now, Action.RESUME, "resume chord"))
        desk.wait(0.05)
    assert sends(desk.sent) == [True, False] * 10


def test_pause_when_paused_sends_the_mute_again_and_stays_paused_on_the_screen() -> None:
    desk = Desk()
    desk.pause()
    started = desk.view.paused_at
    assert sends(desk.press(Action.PAUSE)) == [True]
    assert desk.name is StateName.PAUSED
    desk.wait(1.6)
    assert desk.name is StateName.NOT_PAUSED
    desk.accept()
    assert desk.name is StateName.PAUSED
    assert desk.view.paused_at == started


def test_keep_where_a_pause_may_hold_does_not_deny_it() -> None:
    desk = Desk()
    desk.pause()
    desk.press(Action.RESUME)
    desk.fail()
    desk.wait(1)
    desk.press(Action.KEEP)
    assert desk.view.notice is None


def test_keep_without_a_pause_says_so_and_sends_nothing() -> None:
    desk = Desk()
    assert desk.press(Action.KEEP, ticket=7) == (Settle(7, reached=False),)
    assert desk.view.notice is Notice.NOT_PAUSED_NOW


def test_not_paused_offers_not_to_pause_which_sends_state_0() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.wait(2)
    assert Offer.DONT_PAUSE in desk.view.offers
    assert sends(desk.press(Action.RESUME)) == [False]
    desk.accept()
    assert desk.name is StateName.READY


def test_a_press_ends_the_word_about_what_was_before() -> None:
    desk = Desk()
    desk.pause()
    desk.press(Action.RESUME)
    desk.accept()
    assert desk.view.notice is Notice.RESUMED
    desk.press(Action.PAUSE)
    assert desk.view.notice is None


def test_nothing_is_sent_without_a_set_up() -> None:
    desk = Desk(configured=False)
    assert desk.name is StateName.NOT_SET_UP
    for action in Action:
        assert desk.press(action, ticket=1) == (Settle(1, reached=False),)


class TestTickets:
    def test_a_pause_is_reached_when_accepted(self) -> None:
        desk = Desk()
        desk.press(Action.PAUSE, ticket=1)
        assert Settle(1, reached=True) in desk.accept()

    def test_a_refused_pause_is_not_reached(self) -> None:
        desk = Desk()
        desk.press(Action.PAUSE, ticket=1)
        assert Settle(1, reached=False) in desk.refuse(Problem.FORBIDDEN)

    def test_a_resume_that_overtakes_a_pause_settles_it(self) -> None:
        desk = Desk()
        desk.press(Action.PAUSE, ticket=1)
        assert Settle(1, reached=False) in desk.press(Action.RESUME, ticket=2)
        assert Settle(2, reached=True) in desk.accept()

    def test_keep_is_reached_while_paused(self) -> None:
        desk = Desk()
        desk.pause()
        assert Settle(3, reached=True) in desk.press(Action.KEEP, ticket=3)

    def test_a_repeated_pause_is_reached_only_by_its_own_acceptance(self) -> None:
        desk = Desk()
        desk.pause()
        assert not any(isinstance(effect, Settle) for effect in desk.press(Action.PAUSE, ticket=4))
        assert Settle(4, reached=True) in desk.accept()

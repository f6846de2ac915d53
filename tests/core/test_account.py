"""The account that a pause was made with stays until the pause is over, and no longer."""

from dataclasses import replace

from tests.core.desk import HOST, Desk, call, sends
from trayapp.core.events import Action, Configured, Setup
from trayapp.core.problems import Problem
from trayapp.core.view import StateName

SETUP = Setup(hosts=(HOST,), proven=True, shown=frozenset({"live"}))


def test_the_account_stays_while_a_pause_holds() -> None:
    desk = Desk()
    assert not desk.view.set_up_locked
    desk.press(Action.PAUSE)
    assert desk.view.set_up_locked
    desk.accept()
    assert desk.view.set_up_locked
    desk.press(Action.RESUME)
    assert desk.view.set_up_locked
    desk.accept()
    assert not desk.view.set_up_locked


def test_an_account_that_goes_in_the_middle_of_a_pause_leaves_a_question() -> None:
    desk = Desk()
    desk.pause()
    desk.feed(Configured(desk.now, None))
    assert desk.name is StateName.UNKNOWN
    desk.wait(300)
    desk.press(Action.RESUME)
    desk.feed(Configured(desk.now, SETUP))
    assert sends(desk.last) == [False], "its clock is long over"
    desk.accept()
    assert desk.name is StateName.READY


def test_a_pause_that_never_left_does_not_hold_the_account() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.fail(Problem.CERTIFICATE, may_have_applied=False)
    assert desk.name is StateName.NOT_PAUSED
    assert not desk.view.set_up_locked
    desk.press(Action.RESUME)
    desk.fail(Problem.CERTIFICATE, may_have_applied=False)
    assert desk.name is StateName.UNKNOWN
    assert not desk.view.set_up_locked
    desk.feed(Configured(desk.now, Setup(hosts=(HOST,), account="the right one")))
    assert desk.name is StateName.READY
    assert sends(desk.wait(60)) == []


def test_what_was_lost_long_ago_does_not_hold_the_account() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.fail()
    desk.press(Action.RESUME)
    desk.accept()
    desk.wait(60, accepting=True)
    desk.press(Action.PAUSE)
    desk.fail(Problem.CERTIFICATE, may_have_applied=False)
    assert not desk.view.set_up_locked


def test_a_resume_that_can_never_be_delivered_lets_the_account_go_after_a_minute() -> None:
    desk = Desk()
    desk.pause()
    desk.press(Action.RESUME)
    for _ in range(8):
        desk.fail()
        assert desk.view.set_up_locked
        desk.wait(8)
    desk.fail()
    assert desk.name is StateName.STILL_PAUSED
    assert not desk.view.set_up_locked


def test_pressing_resume_again_and_again_does_not_hold_it_for_longer() -> None:
    desk = Desk()
    desk.pause()
    for _ in range(7):
        desk.press(Action.RESUME)
        desk.fail(Problem.CERTIFICATE, may_have_applied=False)
        desk.wait(9.0)
    assert desk.name is StateName.STILL_PAUSED
    assert not desk.view.set_up_locked
    desk.press(Action.RESUME)
    assert not desk.view.set_up_locked


def test_state_values_that_seem_reversed_can_be_put_right() -> None:
    """No resume can help then; the calls still read as paused once the values are the right ones."""
    desk = Desk(setup=SETUP)
    desk.see(call("a", muted=False))
    desk.press(Action.PAUSE)
    desk.accept()
    desk.see(call("a", muted=True))
    desk.press(Action.RESUME)
    desk.accept()
    desk.wait(1.6)
    desk.see(call("a", muted=True))
    assert (desk.name, desk.view.problem) == (StateName.STILL_PAUSED, Problem.POLARITY)
    assert not desk.view.set_up_locked
    desk.feed(Configured(desk.now, replace(SETUP, account="the other value")))
    desk.see(call("a", muted=True))
    assert desk.name is StateName.UNKNOWN
    desk.press(Action.RESUME)
    desk.accept()
    desk.see(call("a", muted=False))
    assert desk.name is StateName.RECORDING


def test_the_account_stays_while_a_state_0_is_owed() -> None:
    desk = Desk()
    desk.press(Action.PAUSE)
    desk.fail()
    desk.wait(0.3)
    desk.refuse()
    assert desk.name is StateName.NOT_PAUSED
    assert desk.view.set_up_locked
    assert not desk.sent[-1].mute
    desk.accept()
    assert not desk.view.set_up_locked

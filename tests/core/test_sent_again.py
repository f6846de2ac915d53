"""What is seen, and what falls due, while a pause that the server had accepted is sent again."""

import pytest

from tests.core.desk import HOST, Desk, call, sends
from trayapp.core.events import Action, Setup
from trayapp.core.problems import Problem
from trayapp.core.step import deadline
from trayapp.core.view import Certainty, StateName


@pytest.fixture
def paused() -> Desk:
    """One call, paused and read back."""
    desk = Desk(setup=Setup(hosts=(HOST,), proven=True, shown=frozenset({"live"})))
    desk.see(call("a", muted=False))
    desk.press(Action.PAUSE)
    desk.accept()
    return desk


def test_another_hand_is_seen_also_while_the_pause_is_sent_again(paused: Desk) -> None:
    paused.see(call("a", muted=True))
    paused.wait(1.0)
    assert sends(paused.press(Action.PAUSE)) == [True]
    assert paused.view.certainty is Certainty.VERIFIED
    paused.see(call("a", muted=False))
    assert paused.name is StateName.NOT_PAUSED
    assert paused.view.problem is Problem.OTHER_HAND
    paused.accept()
    paused.see(call("a", muted=True))
    assert paused.view.certainty is Certainty.VERIFIED


def test_a_contradiction_is_seen_also_while_the_pause_is_sent_again(paused: Desk) -> None:
    paused.wait(1.4)
    paused.press(Action.PAUSE)
    paused.see(call("a", muted=False))
    assert paused.name is StateName.PAUSED
    paused.wait(0.2)
    paused.see(call("a", muted=False))
    assert paused.view.problem is Problem.CONTRADICTED


def test_a_pause_that_goes_on_after_a_transfer_reminds_of_what_it_missed(paused: Desk) -> None:
    paused.see(call("a", muted=True, related=()))
    paused.wait(59.0, accepting=True)
    paused.see()
    paused.wait(1.5)
    paused.see(call("b", muted=False, related=["a"]))
    moment = deadline(paused.state)
    assert moment is not None
    assert moment > paused.now


def test_one_hand_that_resumes_two_calls_is_one(paused: Desk) -> None:
    paused.see(call("a", muted=True), call("b", muted=True))
    paused.accept()
    paused.see(call("a", muted=True), call("b", muted=True))
    assert paused.view.certainty is Certainty.VERIFIED
    assert sends(paused.see(call("a", muted=False), call("b", muted=True))) == [True]
    assert sends(paused.see(call("a", muted=False), call("b", muted=False))) == []
    assert paused.view.problem is Problem.OTHER_HAND
    paused.accept()
    paused.see(call("a", muted=True), call("b", muted=True))
    assert paused.view.certainty is Certainty.VERIFIED


def test_the_end_of_a_pause_by_name_resumes_what_an_earlier_one_left(paused: Desk) -> None:
    paused.see(call("a", muted=True), call("b", muted=True))
    paused.accept()
    paused.wait(1.0)
    paused.press(Action.PAUSE)
    paused.refuse()
    assert paused.name is StateName.NOT_PAUSED
    paused.press(Action.PAUSE, ivrid="a")
    paused.accept()
    paused.see(call("a", muted=True), call("b", muted=True))
    assert False in sends(paused.see(call("b", muted=True)))
    assert paused.name is StateName.RECORDING

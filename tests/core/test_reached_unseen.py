"""Calls that a mute may have reached before they were seen: one began as another ended, or the link stood still."""

from dataclasses import replace

import pytest

from tests.core.desk import HOST, Desk, call, sends
from trayapp.core.calls import Call
from trayapp.core.events import Action, Setup
from trayapp.core.problems import Problem
from trayapp.core.view import Certainty, Notice, StateName


@pytest.fixture
def desk() -> Desk:
    desk = Desk(setup=Setup(hosts=(HOST,), proven=True, shown=frozenset({"live"})))
    desk.see(call("a", muted=False, related=()))
    return desk


def begun(name: str, began_at: float, *, muted: bool) -> Call:
    return replace(call(name, muted=muted, related=()), began_at=began_at)


@pytest.mark.parametrize("muted", [False, True])
def test_another_customer_in_one_sight_is_recorded_whatever_the_pause_reached(desk: Desk, *, muted: bool) -> None:
    desk.pause()
    began_at = desk.now - 0.5
    assert sends(desk.see(begun("b", began_at, muted=muted))) == [False]
    assert desk.name is StateName.RECORDING
    assert desk.view.notice is Notice.CALL_ENDED


def test_a_call_that_the_press_itself_reached_unseen_stays_paused(desk: Desk) -> None:
    """The rep spoke with the new customer already; only the screen was late."""
    desk.press(Action.PAUSE)
    began_at = desk.now - 2.0
    desk.wait(0.1)
    desk.accept()
    assert sends(desk.see(begun("b", began_at, muted=True))) == [True]
    assert desk.view.problem is Problem.NEW_CALL
    desk.accept()
    desk.see(begun("b", began_at, muted=True))
    assert desk.view.certainty is Certainty.VERIFIED


def test_a_call_seen_only_after_the_end_is_resumed_where_it_reads_as_paused(desk: Desk) -> None:
    desk.pause()
    assert sends(desk.see()) == []
    desk.wait(0.5)
    assert sends(desk.see(call("b", muted=False, related=()))) == []
    assert sends(desk.see(call("b", muted=True, related=()))) == [False]
    assert sends(desk.see(call("b", muted=True, related=()))) == [], "one at a time"
    desk.accept()
    assert desk.name is StateName.RECORDING


def test_a_transfer_goes_on_paused_also_after_such_a_resume(desk: Desk) -> None:
    desk.pause()
    desk.see()
    desk.see(call("b", muted=True, related=()))
    desk.accept()
    assert sends(desk.see(call("c", muted=False, related=["a"]), call("b", muted=False, related=()))) == [True]


def test_what_another_hand_pauses_later_is_not_ours_to_resume(desk: Desk) -> None:
    desk.pause()
    desk.see()
    desk.wait(4.0)
    assert sends(desk.see(call("b", muted=True, related=()))) == []

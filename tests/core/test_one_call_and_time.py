"""Pauses and resumes of one call, crossed with everything else that may happen meanwhile."""

import pytest

from tests.core.desk import HOST, Desk, call, sends
from trayapp.core.calls import CallStatus
from trayapp.core.effects import ClearMark, SendMute, WriteMark
from trayapp.core.events import Action, Configured, Mark, Refused, Setup, Suspending, Woke
from trayapp.core.problems import Problem
from trayapp.core.step import deadline
from trayapp.core.view import Notice, StateName

SEEN = Setup(hosts=(HOST,), proven=True, shown=frozenset({"live"}))


@pytest.fixture
def desk() -> Desk:
    return Desk(setup=SEEN)


def wires(desk: Desk) -> list[tuple[bool, str | None]]:
    """The requests of the last event."""
    return [(effect.mute, effect.ivrid) for effect in desk.last if isinstance(effect, SendMute)]


def resumes_sent(desk: Desk, ivrid: str) -> int:
    return sum(not sent.mute and sent.ivrid in (ivrid, None) for sent in desk.sent)


def mixture(desk: Desk) -> None:
    """Two calls are paused, and the resume of the first has been asked for and not answered."""
    desk.see(call("a"), call("b"))
    desk.pause()
    desk.press(Action.RESUME, ivrid="a")
    desk.wait(0.2)


def test_a_call_that_is_paused_again_is_not_resumed_by_its_older_resume(desk: Desk) -> None:
    mixture(desk)
    unanswered = desk.sent[-1]
    desk.press(Action.PAUSE, ivrid="a")
    assert wires(desk) == [(True, "a")]
    desk.accept()
    assert (desk.name, desk.view.problem) == (StateName.PAUSING, Problem.OLDER_RESUME)
    desk.fail(request=unanswered.request)
    before = resumes_sent(desk, "a")
    desk.wait(60.0, accepting=True)
    assert resumes_sent(desk, "a") == before
    assert desk.name is StateName.PAUSED


def test_the_pause_of_a_call_whose_resume_may_still_land_is_sent_again(desk: Desk) -> None:
    mixture(desk)
    desk.press(Action.PAUSE, ivrid="a")
    desk.accept()
    sent = len(desk.sent)
    desk.wait(5.5, accepting=True)
    assert (True, "a") in [(s.mute, s.ivrid) for s in desk.sent[sent:]]


def test_the_resume_of_a_second_call_does_not_replace_that_of_the_first(desk: Desk) -> None:
    desk.see(call("a"), call("b"), call("c"))
    desk.pause()
    desk.press(Action.RESUME, ivrid="a")
    desk.fail()
    desk.press(Action.RESUME, ivrid="b")
    desk.accept()
    desk.wait(1.0)
    assert (desk.sent[-1].mute, desk.sent[-1].ivrid) == (False, "a")


def test_the_resume_of_one_call_does_not_replace_an_unseen_one_of_all(desk: Desk) -> None:
    """A wish that died may have muted; the state 0 for it stays owed whatever else is resumed."""
    desk.see(call("a"), call("b"))
    desk.press(Action.PAUSE)
    desk.refuse()
    desk.wait(0.1)
    desk.press(Action.PAUSE)
    desk.fail()
    desk.wait(21.0)
    assert desk.name is StateName.NOT_PAUSED
    desk.press(Action.RESUME, ivrid="a")
    desk.wait(10.0)
    assert (False, None) in {(s.mute, s.ivrid) for s in desk.sent[-4:]}


def test_a_call_that_joined_a_moment_before_another_is_resumed_stays_asked_to_be_paused(desk: Desk) -> None:
    desk.see(call("a"), call("b"))
    desk.pause()
    desk.see(call("a"), call("b"), call("c"))
    desk.press(Action.RESUME, ivrid="a")
    assert (True, "c") in wires(desk)


def test_a_refused_repetition_does_not_stop_the_resume_of_the_other_call(desk: Desk) -> None:
    mixture(desk)
    desk.wait(10.0)
    repeated = next(s for s in reversed(desk.sent) if s.mute)
    resumed = next(s for s in reversed(desk.sent) if not s.mute)
    assert repeated.ivrid == "b"
    desk.answer(Refused(Problem.REFUSED), repeated.request)
    assert desk.name is StateName.UNKNOWN
    desk.fail(request=resumed.request)
    desk.wait(1.0)
    assert (desk.sent[-1].mute, desk.sent[-1].ivrid) == (False, "a")


def test_a_transfer_during_the_resume_of_a_named_call_pauses_nothing(desk: Desk) -> None:
    desk.see(call("a", related=()), call("c", related=()))
    desk.press(Action.PAUSE, ivrid="a")
    desk.accept()
    desk.wait(1.0)
    desk.press(Action.RESUME)
    desk.see(call("b", related=["a"]), call("c", related=()))
    assert True not in sends(desk.last)


def test_a_transfer_while_nobody_knows_pauses_nothing(desk: Desk) -> None:
    desk.see(call("a", related=()), call("c", related=()))
    desk.press(Action.PAUSE, ivrid="a")
    desk.accept()
    desk.see(call("a", related=()), call("c", related=()))
    desk.feed(Suspending(desk.now))
    desk.wait(1.0)
    desk.feed(Woke(desk.now))
    assert desk.name is StateName.UNKNOWN
    desk.see(call("b", related=["a"]), call("c", related=()))
    assert True not in sends(desk.last)


def test_the_mark_follows_a_named_call_through_a_transfer(desk: Desk) -> None:
    desk.see(call("a", related=()), call("c", related=()))
    desk.press(Action.PAUSE, ivrid="a")
    desk.accept()
    desk.see(call("b", related=["a"]), call("c", related=()))
    marks = [effect.mark for effect in desk.effects if isinstance(effect, WriteMark)]
    assert "b" in marks[-1].calls
    sent = next(effect for effect in desk.last if isinstance(effect, SendMute) and effect.ivrid == "b")
    assert desk.last.index(sent) > next(i for i, e in enumerate(desk.last) if isinstance(e, WriteMark))


def test_a_resume_after_the_call_has_ended_holds_for_its_transfer_too(desk: Desk) -> None:
    desk.see(call("a", related=()))
    desk.pause()
    desk.see()
    desk.press(Action.RESUME)
    desk.accept()
    desk.wait(1.0)
    desk.see(call("b", related=["a"]))
    assert True not in sends(desk.last)
    assert desk.name is StateName.RECORDING


def test_a_repetition_for_a_call_that_is_seen_live_and_not_found_is_no_end_of_it(desk: Desk) -> None:
    """A server may refuse to mute what is muted (protocol sheet §6.2); the call is there and may well be paused."""
    desk.see(call("a"))
    desk.press(Action.PAUSE, ivrid="a")
    desk.accept()
    desk.wait(10.5)
    desk.refuse(Problem.CALL_NOT_FOUND)
    assert desk.name is StateName.UNKNOWN
    assert desk.view.resumes_at is not None


def test_a_call_paused_by_a_name_that_is_none_of_ours_is_resumed(desk: Desk) -> None:
    """It may be a colleague's: nobody here would see its end or think of its resume."""
    desk.see(call("a"))
    desk.press(Action.PAUSE, ivrid="x")
    desk.accept()
    desk.see(call("a", CallStatus.HOLD))
    desk.wait(6.0)
    assert (False, "x") in [(s.mute, s.ivrid) for s in desk.sent]
    assert desk.view.notice is Notice.NO_CALL_WAS_PAUSED


def test_a_foreign_name_beside_a_call_of_ours_is_resumed_when_that_ends(desk: Desk) -> None:
    desk.see(call("a"))
    desk.press(Action.PAUSE, ivrid="a")
    desk.accept()
    desk.wait(1.0)
    desk.press(Action.PAUSE, ivrid="x")
    desk.accept()
    desk.wait(1.0)
    desk.see()
    assert (False, "x") in wires(desk)


def test_resuming_a_call_that_is_not_there_leaves_the_pause_one_of_all(desk: Desk) -> None:
    desk.see(call("a"))
    desk.pause()
    desk.press(Action.RESUME, ivrid="nobody")
    desk.refuse(Problem.CALL_NOT_FOUND)
    desk.see(call("a"), call("b"))
    assert wires(desk) == [(True, None)]


@pytest.mark.parametrize("status", [CallStatus.OTHER, CallStatus.RINGING])
def test_a_paused_call_with_another_status_has_not_ended(desk: Desk, status: CallStatus) -> None:
    """The mute lasts as long as the call (protocol sheet §1.3), and statuses that we do not know exist (§6.13)."""
    desk.see(call("a"))
    desk.pause()
    desk.see(call("a", status))
    assert desk.name is StateName.PAUSED
    desk.see()
    assert desk.name is StateName.NO_CALL


def test_a_call_whose_status_is_unknown_may_be_paused(desk: Desk) -> None:
    desk.see(call("a", CallStatus.OTHER))
    desk.pause()
    desk.wait(10.0, accepting=True)
    assert desk.name is StateName.PAUSED


def test_a_failover_in_a_pause_leaves_the_former_monitor_its_resume() -> None:
    desk = Desk(setup=Setup(hosts=("one", HOST), account="x"))
    desk.pause()
    desk.feed(Configured(desk.now, Setup(hosts=("two", HOST), account="x")))
    desk.press(Action.RESUME)
    assert {s.host for s in desk.sent if not s.mute} == {"one", "two"}


def test_a_list_that_missed_the_call_for_a_moment_does_not_end_its_pause(desk: Desk) -> None:
    desk.see(call("a", related=()))
    desk.pause()
    desk.see()
    desk.wait(0.5)
    desk.see(call("a", related=()))
    assert wires(desk) == [(True, None)]


def test_a_pause_by_name_is_known_again_after_a_transfer_that_nobody_here_saw() -> None:
    desk = Desk(setup=SEEN, configured=False)
    desk.start(Mark(990.0, 1170.0, "", (HOST,), ("a",)))
    desk.feed(Configured(desk.now, SEEN))
    desk.see(call("b", related=["a"]), call("c", related=()))
    assert desk.name is StateName.UNKNOWN
    assert sends(desk.last) == []


def test_a_host_that_nobody_can_name_any_more_is_not_waited_for_for_ever() -> None:
    desk = Desk(configured=False)
    desk.start(Mark(990.0, 1170.0, "x", ("gone", HOST)))
    desk.feed(Configured(desk.now, Setup(hosts=(HOST,), account="x", reachable=frozenset({HOST}))))
    desk.press(Action.RESUME)
    for sent in desk.sent:
        if sent.host == HOST:
            desk.accept(sent.request)
        else:
            desk.fail(Problem.NAME_NOT_FOUND, may_have_applied=False, request=sent.request)
    assert desk.name is StateName.STILL_PAUSED
    desk.wait(70.0)
    assert desk.name is StateName.READY
    assert ClearMark() in desk.effects
    assert deadline(desk.state) is None


def test_a_call_paused_by_name_while_it_rang_is_paused_again_when_it_is_answered(desk: Desk) -> None:
    """Whether a mute acts on a call that rings is not known (protocol sheet §6.2)."""
    desk.see(call("a", CallStatus.RINGING))
    desk.press(Action.PAUSE, ivrid="a")
    desk.accept()
    desk.see(call("a"))
    assert desk.name is StateName.NOT_PAUSED
    assert wires(desk) == [(True, "a")]
    desk.accept()
    assert desk.name is StateName.PAUSED


def test_the_end_of_a_named_call_pauses_none_that_was_paused_beside_it(desk: Desk) -> None:
    desk.see(call("a"), call("b"))
    desk.press(Action.PAUSE, ivrid="a")
    desk.accept()
    desk.see(call("b"))
    desk.wait(0.5)
    assert sends(desk.see(call("b"))) == []

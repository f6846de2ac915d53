"""One call of several: `pause --call` and `resume --call`; and calls that change their names."""

import pytest

from tests.core.desk import HOST, Desk, call, sends
from trayapp.core.calls import CallStatus, Source
from trayapp.core.effects import SendMute, Settle, Tone, WriteMark
from trayapp.core.events import Action, Configured, Mark, Setup
from trayapp.core.problems import Problem
from trayapp.core.view import Certainty, Notice, Offer, StateName

SEEN = Setup(hosts=(HOST,), proven=True, shown=frozenset({"live"}))


@pytest.fixture
def desk() -> Desk:
    return Desk(setup=SEEN)


def wires(desk: Desk) -> list[tuple[bool, str | None]]:
    """The requests of the last event."""
    return [(effect.mute, effect.ivrid) for effect in desk.last if isinstance(effect, SendMute)]


def pause_one(desk: Desk, ivrid: str) -> None:
    desk.press(Action.PAUSE, ivrid=ivrid)
    assert (True, ivrid) in wires(desk)
    desk.wait(0.1)
    desk.accept()


def test_the_only_call_is_paused_by_name(desk: Desk) -> None:
    desk.see(call("a"))
    desk.press(Action.PAUSE, ivrid="a", ticket=1)
    assert wires(desk) == [(True, "a")]
    assert desk.name is StateName.PAUSING
    desk.accept()
    assert Settle(1, reached=True) in desk.last
    assert desk.name is StateName.PAUSED
    assert desk.view.covered == {"a"}
    desk.see(call("a", muted=True))
    assert desk.view.certainty is Certainty.VERIFIED


def test_a_mixture_is_not_paused(desk: Desk) -> None:
    desk.see(call("a"), call("b"))
    pause_one(desk, "a")
    assert desk.name is StateName.NOT_PAUSED
    assert desk.view.problem is Problem.SOME_CALLS
    assert desk.view.covered == {"a"}
    pause_one(desk, "b")
    assert desk.name is StateName.PAUSED


def test_a_call_that_joins_is_not_silenced_by_a_pause_of_another(desk: Desk) -> None:
    desk.see(call("a"))
    pause_one(desk, "a")
    desk.see(call("a"), call("b"))
    assert wires(desk) == []
    assert desk.tones[-1] is Tone.ALARM_SHORT
    assert desk.view.problem is Problem.SOME_CALLS
    assert {s.ivrid for s in desk.sent} == {"a"}
    desk.wait(30.0, accepting=True)
    assert {s.ivrid for s in desk.sent} == {"a"}


def test_the_chord_pauses_them_all(desk: Desk) -> None:
    desk.see(call("a"), call("b"))
    pause_one(desk, "a")
    desk.wait(1.0)
    desk.press(Action.TOGGLE)
    assert wires(desk) == [(True, None)]
    desk.accept()
    assert desk.name is StateName.PAUSED
    desk.see(call("a"), call("b"), call("c"))
    assert wires(desk) == [(True, None)]


def test_naming_a_call_of_a_pause_of_all_leaves_it_a_pause_of_all(desk: Desk) -> None:
    desk.see(call("a"), call("b"))
    desk.pause()
    desk.press(Action.PAUSE, ivrid="a")
    assert wires(desk) == [(True, None)]
    desk.accept()
    assert desk.name is StateName.PAUSED


def test_two_named_at_once_both_have_to_be_accepted(desk: Desk) -> None:
    desk.see(call("a"), call("b"))
    desk.press(Action.PAUSE, ivrid="a")
    desk.press(Action.PAUSE, ivrid="b", ticket=2)
    (for_a, for_b) = (effect for effect in desk.last if isinstance(effect, SendMute))
    assert (for_a.ivrid, for_b.ivrid) == ("a", "b")
    desk.accept(for_b.request)
    assert desk.name is StateName.PAUSING
    desk.accept(for_a.request)
    assert desk.name is StateName.PAUSED
    assert Settle(2, reached=True) in desk.last


def test_a_name_that_is_wrong_is_refused_and_leaves_the_others_paused(desk: Desk) -> None:
    desk.see(call("a"))
    pause_one(desk, "a")
    desk.wait(1.0)
    desk.press(Action.PAUSE, ivrid="nobody", ticket=3)
    desk.refuse(Problem.CALL_NOT_FOUND)
    assert Settle(3, reached=False) in desk.last
    assert desk.name is StateName.PAUSED


def test_a_wrong_name_alone_is_an_alarm(desk: Desk) -> None:
    desk.see(call("a"))
    desk.press(Action.PAUSE, ivrid="nobody")
    desk.refuse(Problem.CALL_NOT_FOUND)
    assert desk.name is StateName.NOT_PAUSED
    assert desk.view.problem is Problem.CALL_NOT_FOUND


def test_one_call_is_resumed_and_the_others_stay_paused(desk: Desk) -> None:
    desk.see(call("a"), call("b"))
    desk.pause()
    desk.press(Action.RESUME, ivrid="a", ticket=4)
    assert wires(desk) == [(False, "a")]
    assert desk.name is StateName.NOT_PAUSED
    assert desk.view.problem is Problem.SOME_CALLS
    desk.accept()
    assert Settle(4, reached=True) in desk.last
    assert desk.name is StateName.NOT_PAUSED
    desk.see(call("b"))
    assert desk.name is StateName.PAUSED
    desk.wait(30.0, accepting=True)
    assert [s for s in desk.sent[3:] if s.mute and s.ivrid != "b"] == []


def test_its_resume_is_tried_until_it_is_answered_and_a_repetition_does_not_disturb_it(desk: Desk) -> None:
    desk.see(call("a"), call("b"))
    desk.pause()
    desk.press(Action.RESUME, ivrid="a")
    unanswered = desk.sent[-1]
    desk.wait(10.5)
    assert (True, "b") in [(s.mute, s.ivrid) for s in desk.sent[2:]]
    desk.fail(request=unanswered.request)
    desk.wait(1.0)
    assert desk.sent[-1].mute is False
    assert desk.sent[-1].ivrid == "a"


def test_resuming_the_last_one_resumes_everything(desk: Desk) -> None:
    desk.see(call("a"))
    pause_one(desk, "a")
    desk.press(Action.RESUME, ivrid="a")
    assert wires(desk) == [(False, None), (False, "a")]
    for request in desk.sent[-2:]:
        desk.accept(request.request)
    assert desk.name is StateName.RECORDING


def test_a_resume_of_all_names_what_was_paused_by_name(desk: Desk) -> None:
    """A name may belong to another extension, which a resume of this one would not reach."""
    desk.press(Action.PAUSE, ivrid="x")
    desk.accept()
    desk.wait(1.0)
    desk.press(Action.RESUME)
    assert sorted(wires(desk), key=str) == [(False, "x"), (False, None)]


def test_a_call_may_be_resumed_though_nothing_was_paused_from_here(desk: Desk) -> None:
    desk.see(call("a"), call("b"))
    desk.press(Action.RESUME, ivrid="a", ticket=5)
    assert wires(desk) == [(False, "a")]
    desk.accept()
    assert Settle(5, reached=True) in desk.last
    assert desk.name is StateName.RECORDING


def test_out_of_sight_one_call_cannot_be_taken_out_of_a_pause_of_all() -> None:
    desk = Desk()
    desk.pause()
    desk.press(Action.RESUME, ivrid="a", ticket=6)
    assert sends(desk.last) == []
    assert Settle(6, reached=False) in desk.last
    assert desk.view.notice is Notice.CALLS_NOT_SEEN
    assert desk.name is StateName.PAUSED


def test_out_of_sight_a_pause_by_name_is_no_pause_of_all_and_repeated_by_name() -> None:
    desk = Desk()
    desk.press(Action.PAUSE, ivrid="a")
    desk.accept()
    assert desk.name is StateName.NOT_PAUSED
    assert desk.view.problem is Problem.SOME_CALLS
    assert desk.view.offers == (Offer.PAUSE, Offer.DONT_PAUSE)
    desk.wait(3.1)
    assert (desk.sent[-1].mute, desk.sent[-1].ivrid) == (True, "a")


def test_out_of_sight_the_end_of_the_call_is_heard_from_the_server() -> None:
    desk = Desk()
    desk.press(Action.PAUSE, ivrid="a")
    desk.accept()
    desk.wait(3.1)
    desk.refuse(Problem.CALL_NOT_FOUND)
    assert desk.name is StateName.READY
    assert desk.view.notice is Notice.CALL_ENDED


def test_the_end_of_a_named_call_ends_its_pause_while_others_go_on_recorded(desk: Desk) -> None:
    desk.see(call("a"), call("b"))
    pause_one(desk, "a")
    desk.see(call("b"))
    assert desk.name is StateName.RECORDING
    assert wires(desk) == []


def test_the_mark_tells_which_calls_and_which_hosts() -> None:
    desk = Desk(setup=Setup(hosts=("first", "second"), account="one"))
    desk.press(Action.PAUSE, ivrid="a")
    marks = [effect for effect in desk.effects if isinstance(effect, WriteMark)]
    assert (marks[-1].mark.hosts, marks[-1].mark.calls) == (("first",), ("a",))
    assert desk.effects.index(marks[-1]) < desk.effects.index(desk.sent[-1])
    desk.fail()
    desk.wait(0.5)
    marks = [effect for effect in desk.effects if isinstance(effect, WriteMark)]
    assert desk.sent[-1].host == "second"
    assert marks[-1].mark.hosts == ("first", "second")
    assert desk.effects.index(marks[-1]) < desk.effects.index(desk.sent[-1])


def test_after_a_restart_every_host_and_call_of_the_mark_is_resumed() -> None:
    desk = Desk(configured=False)
    desk.start(Mark(990.0, 1170.0, "one", ("first", "second"), ("a",)))
    desk.feed(Configured(desk.now, Setup(hosts=("first", "third"), account="one")))
    desk.press(Action.RESUME)
    told = {(effect.host, effect.ivrid) for effect in desk.last if isinstance(effect, SendMute)}
    assert told == {(host, ivrid) for host in ("first", "second") for ivrid in (None, "a")}


# Calls that change their names.


def test_a_transfer_in_one_sight_goes_on_paused(desk: Desk) -> None:
    desk.see(call("a", related=()))
    desk.pause()
    desk.see(call("b", related=["a"]))
    assert wires(desk) == [(True, None)]
    assert desk.view.problem is Problem.NEW_CALL
    desk.accept()
    assert desk.name is StateName.PAUSED


def test_where_the_source_does_not_tell_it_is_taken_for_a_transfer(desk: Desk) -> None:
    desk.see(call("a"), source=Source.SNAPSHOT)
    desk.pause()
    desk.see(call("b"), source=Source.SNAPSHOT)
    assert wires(desk) == [(True, None)]


def test_a_transfer_that_hangs_up_first_is_paused_again_at_once(desk: Desk) -> None:
    desk.see(call("a", related=()))
    desk.pause()
    resumes_at = desk.view.resumes_at
    desk.see()
    assert desk.name is StateName.NO_CALL
    desk.wait(1.0)
    desk.see(call("b", related=["a"]))
    assert wires(desk) == [(True, None)]
    assert desk.view.problem is Problem.NEW_CALL
    desk.accept()
    assert desk.name is StateName.PAUSED
    assert desk.view.resumes_at == resumes_at


@pytest.mark.parametrize(("after_s", "related"), [(1.0, ()), (4.0, ("a",))], ids=["another customer", "too late"])
def test_a_call_after_the_end_is_recorded(desk: Desk, after_s: float, related: tuple[str, ...]) -> None:
    desk.see(call("a", related=()))
    desk.pause()
    desk.see()
    desk.wait(after_s)
    desk.see(call("b", related=related))
    assert wires(desk) == []
    assert desk.name is StateName.RECORDING


def test_a_transfer_after_the_rep_resumed_is_recorded(desk: Desk) -> None:
    desk.see(call("a", related=()))
    desk.pause()
    desk.press(Action.RESUME)
    desk.accept()
    desk.see()
    desk.see(call("b", related=["a"]))
    assert sends(desk.last) == []


def test_a_call_paused_by_name_keeps_its_pause_through_a_transfer(desk: Desk) -> None:
    desk.see(call("a", related=()), call("c", related=()))
    pause_one(desk, "a")
    desk.see(call("b", related=["a"]), call("c", related=()))
    assert (True, "b") in wires(desk)
    desk.accept()
    assert desk.view.covered == {"b"}
    desk.see(call("b", CallStatus.HOLD, related=["a"]))
    assert desk.name is StateName.PAUSED

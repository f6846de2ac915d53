"""What becomes a record: each way in which a pause begins, goes and ends."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.core.desk import HOST, call
from tests.journal.table import BEGAN, ONE, TWO, Table
from trayapp.core.calls import Call, CallStatus
from trayapp.core.events import (
    Action,
    Configured,
    ExposureTold,
    Leaving,
    Mark,
    Pressed,
    ProofAsked,
    QuitAsked,
    SeenElsewhere,
    Setup,
    Woke,
)
from trayapp.core.problems import Problem
from trayapp.core.view import StateName
from trayapp.journal.entries import Cause, Ending, Kind, Pause, Result


@pytest.fixture
def desk() -> Table:
    return Table()


def test_a_pause_and_a_resume_in_full(desk: Table) -> None:
    desk.paused()
    desk.resume()
    assert desk.only_pause == Pause(
        id="id2",
        who="dana",
        cause=Cause.HOTKEY,
        extension="…234",
        asked_at=BEGAN,
        accepted_at=BEGAN + timedelta(milliseconds=100),
        accepted_after_ms=100,
        action_id="action",
        resume_asked_at=BEGAN + timedelta(milliseconds=1100),
        resume_cause=Cause.CLICK,
        resume_action_id="action",
        ended_at=BEGAN + timedelta(milliseconds=1300),
        ended=Ending.RESUMED,
        length_s=1.3,
    )
    assert desk.only_pause.result is Result.ACCEPTED
    # Asked, accepted, resume asked, ended: what is known is written when it is known.
    assert [(line.accepted_at is not None, line.ended) for line in desk.lines if isinstance(line, Pause)] == [
        (False, None),
        (True, None),
        (True, None),
        (True, Ending.RESUMED),
    ]
    assert desk.exposures == []


@pytest.mark.parametrize(
    ("control", "cause"),
    [
        ("chord.pause", Cause.HOTKEY),
        ("command", Cause.COMMAND),
        ("tray", Cause.CLICK),
        ("panel.pause", Cause.CLICK),
        ("pill.menu.call.0", Cause.CLICK),
    ],
)
def test_whose_doing_it_was(desk: Table, control: str, cause: Cause) -> None:
    desk.press(Action.PAUSE, control=control)
    desk.accept()
    assert desk.only_pause.cause is cause
    desk.wait(1.0)
    desk.resume(control)
    assert desk.only_pause.resume_cause is cause


def test_a_pause_that_never_left_the_desk_and_was_taken_back_was_not_resumed(desk: Table) -> None:
    desk.chord()
    desk.fail(Problem.CONNECTION_FAILED, may_have_applied=False)
    desk.wait(0.05)
    desk.press(Action.RESUME, control="pill.resume")
    assert desk.only_pause.ended is Ending.NOT_ACCEPTED
    assert desk.only_pause.result is Result.NOT_ACCEPTED


def test_repetitions_add_no_lines(desk: Table) -> None:
    desk.paused()
    written = len(desk.lines)
    desk.wait(50.0, accepting=True)
    assert len(desk.lines) == written


def test_read_back_and_a_call_that_joins(desk: Table) -> None:
    desk.see(call(ONE))
    desk.paused()
    desk.see(call(ONE, muted=True))
    desk.wait(2.0)
    desk.see(call(ONE, muted=True), call(TWO))
    desk.wait(0.25)
    desk.accept()
    desk.see(call(ONE, muted=True), call(TWO, muted=True))
    first, second = desk.only_pause.calls
    assert (first.ivrid, first.joined, first.verified_at) == (ONE, False, BEGAN + timedelta(seconds=1.1))
    assert (second.ivrid, second.joined, second.accepted_at) == (TWO, True, BEGAN + timedelta(seconds=3.35))
    assert second.verified_at
    assert desk.only_pause.result is Result.VERIFIED
    (exposure,) = desk.exposures
    assert (exposure.kind, exposure.calls, exposure.recorded_ms) == (Kind.NEW_CALL, (TWO,), 250)
    assert exposure.pause == desk.only_pause.id
    assert exposure.began_at == BEGAN + timedelta(seconds=3.1)


def test_a_call_that_joins_as_the_sight_is_lost_is_recorded_until_a_mute_is_accepted(desk: Table) -> None:
    desk.see(call(ONE))
    desk.paused()
    desk.see(call(ONE), call(TWO))
    desk.wait(0.1)
    desk.lose_sight()
    desk.wait(0.15)
    assert [exposure.recorded_ms for exposure in desk.exposures] == [None]
    desk.accept()
    assert [exposure.recorded_ms for exposure in desk.exposures] == [250]


def test_a_call_that_was_answered_before_it_was_seen_counts_from_its_answer(desk: Table) -> None:
    desk.see(call(ONE))
    desk.paused()
    desk.wait(5.0)
    desk.see(call(ONE), Call(TWO, CallStatus.TALKING, began_at=desk.now - 0.4))
    desk.wait(0.1)
    desk.accept()
    assert [exposure.recorded_ms for exposure in desk.exposures] == [500]


def test_calls_that_come_into_sight_after_the_acceptance_are_no_new_ones(desk: Table) -> None:
    desk.paused()
    desk.see(call(ONE))
    assert desk.exposures == []
    desk.accept()
    assert [one.ivrid for one in desk.only_pause.calls] == [ONE]


def test_a_new_call_that_hangs_up_was_recorded_until_then(desk: Table) -> None:
    desk.see(call(ONE))
    desk.paused()
    desk.see(call(ONE), call(TWO))
    desk.wait(0.75)
    desk.see(call(ONE))
    assert [(exposure.recorded_ms, exposure.ended_at is not None) for exposure in desk.exposures] == [(750, True)]


def test_a_named_call_exposes_no_other(desk: Table) -> None:
    desk.see(call(ONE), call(TWO))
    desk.press(Action.PAUSE, control="command", ivrid=ONE)
    desk.accept()
    desk.see(call(ONE), call(TWO), call("c" * 32))
    assert desk.only_pause.only == (ONE,)
    assert desk.exposures == []


def test_one_call_of_several_is_resumed(desk: Table) -> None:
    desk.see(call(ONE), call(TWO))
    desk.paused()
    desk.press(Action.RESUME, control="panel.call.0", ivrid=ONE)
    desk.accept()
    assert [(one.ivrid, one.resumed_at is not None) for one in desk.only_pause.calls] == [(ONE, True), (TWO, False)]
    assert desk.only_pause.ended is None


def test_a_late_answer_is_an_exposure_from_the_press_to_the_acceptance(desk: Table) -> None:
    desk.chord()
    desk.wait(2.5)
    assert [(one.problem, one.recorded_ms) for one in desk.exposures] == [("no_answer", None)]
    desk.accept()
    (exposure,) = desk.exposures
    assert (exposure.kind, exposure.began_at, exposure.recorded_ms) == (Kind.PAUSE_FAILED, BEGAN, 2500)
    assert desk.only_pause.accepted_after_ms == 2500
    assert desk.only_pause.problem == "no_answer"


def test_a_refused_pause_is_exposed_until_the_rep_acts(desk: Table) -> None:
    desk.chord()
    desk.wait(0.1)
    desk.refuse(Problem.PARAMETERS_REFUSED)
    assert desk.only_pause.ended is Ending.NOT_ACCEPTED
    assert desk.only_pause.result is Result.NOT_ACCEPTED
    assert desk.only_pause.problem == "parameters_refused"
    desk.wait(3.0)
    desk.chord(Action.PAUSE)
    desk.wait(0.2)
    desk.accept()
    (exposure,) = desk.exposures
    assert (exposure.recorded_ms, exposure.problem) == (3300, "parameters_refused")
    assert [pause.ended for pause in desk.pauses] == [Ending.NOT_ACCEPTED, None]


def test_a_wish_that_dies(desk: Table) -> None:
    desk.chord()
    desk.wait(30.0)
    assert desk.only_pause.ended is Ending.NOT_ACCEPTED
    assert desk.only_pause.problem == "wish_died"
    assert desk.exposures[0].ended_at is None


def test_the_clock_resumes(desk: Table) -> None:
    desk.paused()
    desk.wait(179.0, accepting=True)
    desk.accept()
    pause = desk.only_pause
    assert (pause.ended, pause.resume_cause) == (Ending.RESUMED, Cause.CLOCK)
    assert pause.length_s == pytest.approx(180.1, abs=0.2)


def test_a_kept_pause_counts_its_keeps(desk: Table) -> None:
    desk.paused()
    desk.wait(160.0, accepting=True)
    desk.chord(Action.KEEP)
    assert desk.only_pause.keeps == 1


@pytest.mark.parametrize(
    ("happen", "ending"),
    [
        (lambda desk: desk.see(), Ending.CALL_ENDED),
        (lambda desk: desk.feed(SeenElsewhere(desk.now, Mark(desk.now, None))), Ending.OTHER_SESSION),
        (lambda desk: desk.feed(Configured(desk.now, Setup(("configured",), account="b"))), Ending.ACCOUNT_CHANGED),
        (lambda desk: desk.feed(QuitAsked(desk.now, Leaving.LEAVE_PAUSED)), Ending.PROGRAM_ENDED),
    ],
    ids=["the call ends", "another session", "another account", "left paused"],
)
def test_why_it_ended(desk: Table, happen: Callable[[Table], object], ending: Ending) -> None:
    desk.see(call(ONE))
    desk.paused()
    happen(desk)
    assert desk.only_pause.ended is ending
    assert desk.only_pause.length_s == pytest.approx(1.1)


def test_no_call_was_there(desk: Table) -> None:
    desk.see()
    desk.paused()
    desk.wait(6.0)
    assert desk.only_pause.ended is Ending.NO_CALL


def test_a_logout_resumes(desk: Table) -> None:
    desk.paused()
    desk.feed(QuitAsked(desk.now, Leaving.LOGOUT))
    desk.wait(0.1)
    desk.accept()
    assert (desk.only_pause.ended, desk.only_pause.resume_cause) == (Ending.RESUMED, Cause.LEAVING)


def test_a_logout_whose_resume_stays_unanswered(desk: Table) -> None:
    desk.paused()
    desk.feed(QuitAsked(desk.now, Leaving.LOGOUT))
    desk.wait(5.0)
    assert desk.only_pause.ended is Ending.PROGRAM_ENDED
    desk.see(call(ONE))
    assert desk.only_pause.ended is Ending.PROGRAM_ENDED


def test_a_pause_of_an_earlier_run(desk: Table) -> None:
    desk.start(Mark(desk.now - 20.0, desk.now + 160.0))
    pause = desk.only_pause
    assert (pause.cause, pause.asked_at, pause.result) == (Cause.RESTART, BEGAN - timedelta(seconds=20), Result.ASKED)
    assert pause.problem == "restarted"
    desk.resume()
    assert desk.only_pause.ended is Ending.RESUMED
    assert desk.only_pause.length_s == pytest.approx(20.2)


def test_a_pause_found_before_the_keyring_has_spoken_gets_its_extension_later() -> None:
    desk = Table(configured=False)
    desk.extension = ""
    desk.start(Mark(desk.now - 20.0, desk.now + 160.0))
    assert (desk.only_pause.extension, desk.only_pause.demo) == ("", False)
    desk.extension = "…234"
    desk.feed(Configured(desk.now, Setup(hosts=(HOST,), demo=True)))
    assert (desk.only_pause.extension, desk.only_pause.demo) == ("…234", True)


def test_an_old_pause_of_an_earlier_run_is_resumed_by_the_restart(desk: Table) -> None:
    desk.start(Mark(desk.now - 2000.0, desk.now - 1820.0))
    desk.accept()
    assert (desk.only_pause.ended, desk.only_pause.resume_cause) == (Ending.RESUMED, Cause.RESTART)


def test_a_pause_of_before_that_reads_as_recorded(desk: Table) -> None:
    desk.see(call(ONE, muted=True), call(TWO, muted=False))
    desk.start(Mark(desk.now - 20.0, desk.now + 160.0))
    desk.wait(0.5)
    desk.see(call(ONE, muted=False), call(TWO, muted=False))
    assert desk.only_pause.ended is Ending.READ_AS_RECORDED


def test_a_transfer_is_one_pause(desk: Table) -> None:
    desk.see(call(ONE))
    desk.paused()
    desk.see()
    assert desk.only_pause.ended is Ending.CALL_ENDED
    desk.wait(0.5)
    desk.see(call(TWO, related=[ONE]))
    desk.accept()
    assert desk.only_pause.ended is None
    assert [one.ivrid for one in desk.only_pause.calls] == [ONE, TWO]


def test_a_second_pause_is_another_record(desk: Table) -> None:
    desk.paused()
    desk.resume()
    desk.wait(3.0)
    desk.paused()
    assert [pause.ended for pause in desk.pauses] == [Ending.RESUMED, None]


def test_pausing_again_while_it_is_unknown(desk: Table) -> None:
    desk.paused()
    desk.feed(Woke(desk.now))
    assert desk.name is StateName.UNKNOWN
    desk.wait(1.0)
    desk.chord(Action.PAUSE)
    assert [pause.ended for pause in desk.pauses] == [Ending.PAUSED_AGAIN, None]


def test_the_other_hand_is_an_exposure(desk: Table) -> None:
    desk.see(call(ONE, muted=True), call(TWO, muted=False))
    desk.see(call(ONE))
    desk.paused()
    desk.see(call(ONE, muted=True))
    desk.wait(3.0)
    desk.see(call(ONE, muted=False))
    desk.wait(0.5)
    desk.accept()
    desk.see(call(ONE, muted=True))
    (exposure,) = desk.exposures
    assert (exposure.kind, exposure.problem, exposure.recorded_ms) == (Kind.PAUSE_FAILED, "other_hand", 500)


def test_digits_were_heard(desk: Table) -> None:
    desk.see(call(ONE))
    desk.paused()
    desk.feed(ExposureTold(desk.now, "command"))
    (exposure,) = desk.exposures
    assert (exposure.kind, exposure.cause, exposure.calls) == (Kind.HEARD, Cause.COMMAND, (ONE,))
    assert exposure.pause == desk.only_pause.id


def test_a_proof_is_told_from_a_customers_pause(desk: Table) -> None:
    desk.feed(ProofAsked(desk.now, start=True))
    desk.accept()
    desk.wait(10.0, accepting=True)
    assert (desk.only_pause.cause, desk.only_pause.resume_cause) == (Cause.PROOF, Cause.PROOF)


def test_nothing_is_written_of_a_press_that_bounces(desk: Table) -> None:
    desk.feed(Pressed(desk.now, Action.RESUME, "chord.resume"))
    desk.accept()
    assert desk.pauses == []


def test_what_looks_like_a_number_is_not_written(desk: Table) -> None:
    desk.see(call("4111111111111111"))
    desk.paused()
    assert [one.ivrid for one in desk.only_pause.calls] == ["…11"]
    assert "4111111111111111" not in str(desk.lines)

"""When a proof by command may begin, and what its witness makes of the views."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from trayapp.core.calls import Call, CallStatus
from trayapp.core.problems import Problem
from trayapp.core.view import Certainty, Look, Notice, Offer, ProofStage, StateName, Tone, View
from trayapp.doctor.proving import End, Refusal, Shown, Witness, refusal

READY = View(StateName.READY, Look.READY, Tone.QUIET, Certainty.NONE, (Offer.PAUSE,), Offer.PAUSE)
ONE = Call("a1", CallStatus.TALKING, muted=False)
OTHER = Call("b2", CallStatus.TALKING, muted=False)


@pytest.mark.parametrize(
    ("view", "why"),
    [
        (READY, None),
        (replace(READY, name=StateName.RECORDING, calls=(ONE,)), None),
        (replace(READY, name=StateName.NOT_SET_UP), Refusal.NOT_SET_UP),
        (replace(READY, name=StateName.NO_CALL, calls=()), Refusal.NO_CALL),
        (replace(READY, name=StateName.NO_CALL, calls=(replace(ONE, status=CallStatus.RINGING),)), Refusal.NO_CALL),
        (replace(READY, name=StateName.RECORDING, calls=(ONE, OTHER)), Refusal.SEVERAL_CALLS),
        (
            replace(READY, name=StateName.RECORDING, calls=(ONE, replace(OTHER, status=CallStatus.RINGING))),
            Refusal.SEVERAL_CALLS,
        ),
        (replace(READY, name=StateName.PAUSED), Refusal.UNDER_WAY),
        (replace(READY, name=StateName.UNKNOWN), Refusal.UNDER_WAY),
        (replace(READY, set_up_locked=True), Refusal.UNDER_WAY),
        (replace(READY, proof=ProofStage.HOLDING), Refusal.UNDER_WAY),
    ],
)
def test_it_begins_on_one_live_call_or_where_none_can_be_seen(view: View, why: Refusal | None) -> None:
    assert refusal(view) is why


def _told(*steps: tuple[ProofStage, Sequence[bool | None] | None], proven: bool = False) -> Witness:
    """The witness after views of these stages and of calls that read so; `proven` is that of the last one."""
    witness = Witness()
    for number, (stage, muted) in enumerate(steps):
        calls = None if muted is None else tuple(replace(ONE, ivrid=f"c{n}", muted=m) for n, m in enumerate(muted))
        last = number == len(steps) - 1
        said = Notice.PROVEN if proven and last else None
        witness = witness.watched(replace(READY, proof=stage, calls=calls, proven=proven and last, notice=said))
    return witness


PAUSING, HOLDING, RESUMING = ProofStage.PAUSING, ProofStage.HOLDING, ProofStage.RESUMING
LISTEN, IDLE, FAILED = ProofStage.LISTEN, ProofStage.IDLE, ProofStage.FAILED


def test_shown_as_asked_both_times() -> None:
    steps = [(PAUSING, [False]), (HOLDING, [False]), (HOLDING, [True]), (RESUMING, [True]), (LISTEN, [True])]
    witness = _told(*steps, (IDLE, [False]), proven=True)
    assert (witness.end, witness.paused, witness.resumed) == (End.PROVEN, Shown.AS_ASKED, Shown.AS_ASKED)


def test_a_source_that_never_shows_a_pause() -> None:
    witness = _told((PAUSING, [False]), (HOLDING, [False]), (RESUMING, [False]), (LISTEN, [False]))
    assert witness.end is End.OPEN
    witness = witness.settled()
    assert (witness.end, witness.paused, witness.resumed) == (End.LISTEN, Shown.OTHERWISE, Shown.AS_ASKED)


def test_still_shown_as_paused_after_the_resume() -> None:
    witness = _told((PAUSING, [False]), (HOLDING, [True]), (RESUMING, [True]), (LISTEN, [True])).settled()
    assert (witness.end, witness.paused, witness.resumed) == (End.LISTEN, Shown.AS_ASKED, Shown.OTHERWISE)


def test_nothing_to_be_seen() -> None:
    witness = _told((PAUSING, None), (HOLDING, None), (RESUMING, None), (LISTEN, None))
    assert not witness.calls_seen
    assert witness.settled() == replace(witness, end=End.LISTEN)
    assert (witness.paused, witness.resumed) == (Shown.NOTHING, Shown.NOTHING)


def test_a_second_call_ends_it() -> None:
    assert _told((PAUSING, [False]), (HOLDING, [True, False])).end is End.SECOND_CALL
    assert _told((PAUSING, [False]), (HOLDING, [True]), (RESUMING, [True, False])).end is End.OPEN


def test_the_end_of_the_call_ends_it() -> None:
    assert _told((PAUSING, [False]), (HOLDING, [True]), (FAILED, [])).end is End.CALL_ENDED


def test_a_failure_says_of_what() -> None:
    assert _told((PAUSING, [False]), (FAILED, [False])).end is End.PAUSE_FAILED
    assert _told((PAUSING, None), (HOLDING, None), (RESUMING, None), (FAILED, None)).end is End.RESUME_FAILED
    alarm = replace(READY, proof=PAUSING, problem=Problem.NO_ANSWER)
    witness = Witness().watched(alarm).watched(replace(READY, proof=FAILED))
    assert (witness.end, witness.problem) == (End.PAUSE_FAILED, Problem.NO_ANSWER)


def test_given_up_by_hand_or_by_the_clock() -> None:
    assert _told((PAUSING, None), (IDLE, None), proven=True).end is End.GIVEN_UP
    assert _told((PAUSING, None), (HOLDING, None)).settled().end is End.GIVEN_UP


def test_given_up_while_it_is_listened_to_is_no_proof_though_there_was_one_before() -> None:
    proven = replace(READY, proven=True)
    witness = Witness()
    for stage in (PAUSING, HOLDING, RESUMING, LISTEN, IDLE):
        witness = witness.watched(replace(proven, proof=stage))
    assert witness.end is End.GIVEN_UP


def test_what_is_over_stays_as_it_is() -> None:
    witness = _told((PAUSING, None), (IDLE, None))
    assert witness.watched(replace(READY, proof=HOLDING)) == witness
    assert witness.settled() == witness

"""Each fault of the table, met by a pause, by a resume, by a pause that holds, and by a wish that dies of it."""

from collections.abc import Iterable

import pytest

from tests.faults.conftest import Live
from tests.faults.fault import Fault
from tests.faults.rep import Rep, scaled
from tests.faults.table import FAULTS, FIRST_OF_THEIR_KIND
from tests.helpers import needs
from trayapp.core.events import Action
from trayapp.core.problems import Problem
from trayapp.core.view import StateName
from trayapp.ui import problems, words

pytestmark = needs.linux
"""The wire is the same everywhere, and what it meets here, down to full queues of a listener, is Linux'."""

every_fault = pytest.mark.parametrize("fault", FAULTS, ids=str)


def one_of_each_kind(faults: Iterable[Fault]) -> pytest.MarkDecorator:
    """Stories that take their time: of each kind of fault one always, and all of them in the long run."""
    rows = [pytest.param(one, marks=() if one in FIRST_OF_THEIR_KIND else pytest.mark.long) for one in faults]
    return pytest.mark.parametrize("fault", rows, ids=str)


def pause(rep: Rep) -> str:
    """A call, and a pause of it without any fault."""
    ivrid = rep.call()
    rep.press(Action.PAUSE)
    rep.shows(StateName.PAUSED)
    assert rep.recorder.muted == [True]
    return ivrid


def resume_and_go_on(rep: Rep) -> None:
    """The fault has gone: one press resumes, and the next customer's call is recorded from the first second."""
    rep.press(Action.RESUME)
    rep.shows(StateName.READY)
    next_customer(rep)


def next_customer(rep: Rep) -> None:
    """Everything owed is delivered, and the next call is silenced by nothing that was asked for before."""
    rep.until(lambda: rep.recorder.settled, "what is applied late")
    rep.until(lambda: rep.settled, "everything to be delivered")
    rep.await_tape([False] * len(rep.recorder.muted))
    for call in rep.phones.calls():
        rep.phones.hang_up(call.ivrid)
    ivrid = rep.call()
    rep.run(0.1)
    assert rep.silenced_s(ivrid) == 0.0


def check_tape(rep: Rep, fault: Fault) -> None:
    """The screen never said what the tape denies."""
    wrong = rep.disagreements()
    if fault.lies:
        wrong = []
    assert [one for one in wrong if one.length_s > fault.heals_s or one.claimed == StateName.PAUSED] == []


@every_fault
def test_a_pause_and_a_resume_that_meet_it(live: Live, fault: Fault) -> None:
    def story(rep: Rep) -> None:
        rep.call()
        with fault.put(rep):
            rep.press(Action.PAUSE)
            if fault.problem is None:
                rep.shows(StateName.PAUSED)
                assert fault.lies or rep.recorder.muted == [True]
            else:
                rep.shows(StateName.NOT_PAUSED, fault.problem)
                assert rep.recorder.muted == [fault.applied] or fault.heals_s
                assert words.order(rep.view) == "Do not take the card"
                assert problems.brief(fault.problem) in words.one_line(rep.view)
                assert rep.alarms
        if fault.final:
            rep.run(0.1)
            assert rep.view.name is StateName.NOT_PAUSED
        if fault.final or fault.lies:
            rep.press(Action.PAUSE)
        rep.shows(StateName.PAUSED)
        rep.until(lambda: rep.recorder.settled, "what is applied late")
        rep.await_tape([True])
        with fault.put(rep):
            rep.press(Action.RESUME)
            if fault.problem is None:
                rep.shows(StateName.READY)
                assert fault.lies or rep.recorder.muted == [False]
            else:
                rep.shows(StateName.STILL_PAUSED, fault.problem)
                assert rep.recorder.muted == [not fault.applied] or fault.heals_s
                assert problems.brief(fault.problem) in words.one_line(rep.view)
        if fault.lies:
            rep.press(Action.RESUME)
        rep.shows(StateName.READY)
        next_customer(rep)
        check_tape(rep, fault)

    live(story)


@one_of_each_kind(FAULTS)
def test_a_pause_that_holds_meets_it(live: Live, fault: Fault) -> None:
    """What was accepted stands; the screen says what is in doubt; one press of resume ends it."""

    def story(rep: Rep) -> None:
        pause(rep)
        with fault.put(rep):
            if fault.final:
                rep.shows(StateName.UNKNOWN, Problem.REASSERT_REFUSED)
            elif fault.problem is not None and not fault.passes:
                rep.shows(StateName.PAUSED, Problem.LINK_IN_DOUBT)
            else:
                rep.run(0.5)
                assert rep.view.name is StateName.PAUSED
            assert rep.recorder.muted == [True]
        if not fault.final:
            rep.shows(StateName.PAUSED)
        if fault.lies:
            rep.until(lambda: rep.recorder.settled, "what was said to be done, and is done only now")
        resume_and_go_on(rep)
        check_tape(rep, fault)

    live(story)


@one_of_each_kind(one for one in FAULTS if one.problem is not None and not one.passes)
def test_a_wish_that_dies_of_it(live: Live, fault: Fault) -> None:
    """It never fires later: what it may have silenced is recorded again, and so is the next customer's call."""

    def story(rep: Rep) -> None:
        rep.call()
        with fault.put(rep):
            rep.press(Action.PAUSE)
            rep.shows(StateName.NOT_PAUSED, fault.problem if fault.final else Problem.WISH_DIED)
        next_customer(rep)
        assert rep.view.name is StateName.NOT_PAUSED
        rep.press(Action.PAUSE)
        rep.shows(StateName.PAUSED)
        assert rep.recorder.muted == [True]
        resume_and_go_on(rep)
        check_tape(rep, fault)

    live(story, scaled(wish_life_s=0.9))

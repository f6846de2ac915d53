"""Faults whose story is unlike all others."""

from tests.faults.conftest import Live, MakeRep
from tests.faults.rep import Rep
from tests.faults.rows.answered import LATE_S, STRANGER
from tests.faults.table import BY_NAME, FAULTS
from tests.faults.test_stories import next_customer, pause, resume_and_go_on
from tests.helpers import needs
from tests.servers import acts
from tests.servers.scripted import ScriptedServer
from trayapp.core.events import Action
from trayapp.core.problems import Problem
from trayapp.core.view import Certainty, StateName

pytestmark = needs.linux


def test_the_table_is_long_enough_and_names_each_fault_once() -> None:
    assert len(FAULTS) >= 60
    assert len(BY_NAME) == len(FAULTS)


def test_what_was_accepted_and_not_applied_is_seen_by_who_sees_the_calls(make_rep: MakeRep) -> None:
    """The screen says "paused" no longer than the evidence takes."""
    with make_rep(sight=True) as rep:
        rep.call()
        rep.shows(StateName.RECORDING)
        with BY_NAME["accepted, not applied"].put(rep):
            rep.press(Action.PAUSE)
            rep.shows(StateName.NOT_PAUSED, Problem.CONTRADICTED)
            wrong = [one for one in rep.disagreements() if one.claimed == StateName.PAUSED]
            assert sum(one.length_s for one in wrong) < 1.0
        rep.press(Action.PAUSE)
        rep.shows(StateName.PAUSED)
        rep.until(lambda: rep.view.certainty is Certainty.VERIFIED, "the read-back")
        rep.press(Action.RESUME)
        rep.shows(StateName.RECORDING)


def test_a_resume_that_was_accepted_and_not_applied_is_seen_as_well(make_rep: MakeRep) -> None:
    with make_rep(sight=True) as rep:
        pause(rep)
        with BY_NAME["accepted, not applied"].put(rep):
            rep.press(Action.RESUME)
            rep.until(lambda: rep.view.name is StateName.STILL_PAUSED, "the contradiction")
        rep.press(Action.RESUME)
        rep.shows(StateName.RECORDING)
        assert rep.recorder.muted == [False]


def test_a_repeated_mute_that_is_refused(live: Live) -> None:
    """What was accepted stands until the rep says otherwise; nothing is claimed of it."""

    def story(rep: Rep) -> None:
        rep.recorder.rules = rep.recorder.rules.__class__(refuses_repeat=True)
        pause(rep)
        rep.shows(StateName.UNKNOWN, Problem.REASSERT_REFUSED)
        assert rep.recorder.muted == [True]
        resume_and_go_on(rep)
        assert rep.disagreements() == []

    live(story)


def test_a_pause_that_lands_after_the_resume_that_followed_it(live: Live) -> None:
    """Out of order: the repetition of the resume makes it good, and the next call is recorded."""

    def story(rep: Rep) -> None:
        rep.call()
        with BY_NAME["hung, applied late"].put(rep):
            rep.press(Action.PAUSE)
            rep.until(lambda: len(rep.server.requests) > 1, "the request")
        rep.press(Action.RESUME)
        rep.shows(StateName.READY)
        next_customer(rep)
        assert [one for one in rep.disagreements() if one.length_s > LATE_S + 1.0] == []

    live(story)


def test_a_resume_that_lands_after_the_pause_that_followed_it(live: Live) -> None:
    def story(rep: Rep) -> None:
        pause(rep)
        with BY_NAME["hung, applied late"].put(rep):
            before = len(rep.server.requests)
            rep.press(Action.RESUME)
            rep.until(lambda: len(rep.server.requests) > before, "the request")
        rep.press(Action.PAUSE)
        rep.shows(StateName.PAUSED)
        rep.until(lambda: rep.recorder.settled, "what is applied late")
        rep.run(0.5)
        assert rep.recorder.muted == [True]
        resume_and_go_on(rep)

    live(story)


def test_a_second_answer_is_never_taken_for_that_of_the_next_request(live: Live) -> None:
    """Left on the connection, in a record that TLS has read and nobody else has seen, it would be a false "paused"."""

    def story(rep: Rep) -> None:
        rep.call()
        padded = acts.http(200, b'{"ErrorCode": 200}' + b" " * 9000)
        for extra in (acts.raw(padded * 2), acts.raw(padded + acts.http(200, b'{"ErrorCode": 200}'))):
            rep.server.fault = rep.recorder.applied(extra)
            rep.press(Action.RESUME)
            rep.shows(StateName.READY)
            rep.server.fault = acts.hang()
            rep.press(Action.PAUSE)
            rep.until(lambda: rep.view.name is not StateName.PAUSING, "an alarm")
            rep.run(0.3)
            assert rep.view.name is StateName.NOT_PAUSED
            rep.server.fault = None
            rep.shows(StateName.PAUSED)
            rep.press(Action.RESUME)
            rep.shows(StateName.READY)

    live(story)


def test_a_redirect_is_followed_nowhere(make_rep: MakeRep) -> None:
    """Somebody listens where the redirects point to, and never hears from us."""
    with ScriptedServer(acts.accept(), address=STRANGER) as stranger, make_rep() as rep:
        rep.call()
        for status in (301, 302, 303, 307, 308):
            rep.server.fault = acts.redirect(f"{stranger.text}/api/MuteUnmuteCalls", status)
            rep.press(Action.PAUSE)
            rep.shows(StateName.NOT_PAUSED, Problem.REDIRECTED)
        rep.server.fault = None
        rep.shows(StateName.PAUSED)
        resume_and_go_on(rep)
        assert stranger.connections == 0


def test_a_stranger_at_the_hosts_name_learns_nothing(make_rep: MakeRep, names: object) -> None:
    """The name leads to somebody else, who cannot prove to be the host: not one request is written."""
    with make_rep() as rep:
        rep.call()
        heard = len(rep.server.requests)
        with BY_NAME["a certificate for another host"].put(rep):
            rep.press(Action.PAUSE)
            rep.shows(StateName.NOT_PAUSED, Problem.CERTIFICATE)
            rep.run(0.5)
            assert len(rep.server.requests) == heard
        rep.shows(StateName.PAUSED)
        resume_and_go_on(rep)

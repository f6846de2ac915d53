"""A machine that does everything that can happen, in any order, and holds the core to its promises after each step."""

from dataclasses import replace

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from tests.core.world import LIMITS, SETUP, ServerCall, World
from trayapp.core.calls import CallStatus
from trayapp.core.events import (
    Accepted,
    Action,
    Answered,
    Configured,
    Failed,
    Pressed,
    ProofAsked,
    Refused,
    SightLost,
    Started,
    Suspending,
    Tick,
    Woke,
)
from trayapp.core.problems import Problem
from trayapp.core.state import Phase, State
from trayapp.core.view import Certainty, StateName


class Promises(World):
    """Everything that can happen, and what must hold whatever does."""

    @initialize(visible=st.booleans(), calls=st.integers(0, 2))
    def begin(self, visible: bool, calls: int) -> None:  # noqa: FBT001
        self.feed(Configured(self.now, SETUP))
        for _ in range(calls):
            self.new_call(CallStatus.TALKING)
        if visible:
            self.visible = True
            self.show()

    # What the rep does

    @rule(action=st.sampled_from(Action))
    def press(self, action: Action) -> None:
        self.tickets += 1
        self.open_tickets.add(self.tickets)
        shown = self.shown()
        surprise = self.state.surprise
        surprised = surprise is not None and self.now - surprise[0] < LIMITS.surprise_guard_s
        if action in (Action.PAUSE, Action.TOGGLE, Action.KEEP):
            self.last_explicit_at = self.now
        self.feed(Pressed(self.now, action, f"control {self.tickets}", ticket=self.tickets))
        if self.state.setup is None:
            assert not self.wire or all(w.abandoned_at is not None for w in self.wire.values())
            return
        if action is Action.PAUSE:
            assert self.state.phase is Phase.PAUSING
        if action is Action.RESUME:
            assert self.state.phase is Phase.RESUMING
            assert self.shown().name is not StateName.PAUSED
        quiet = shown.name in (StateName.READY, StateName.RECORDING, StateName.NO_CALL)
        if action is Action.TOGGLE and quiet and not surprised:
            assert self.state.phase is Phase.PAUSING

    @rule(action=st.sampled_from([Action.PAUSE, Action.RESUME]), data=st.data())
    def press_for_one_call(self, action: Action, data: st.DataObject) -> None:
        ivrid = data.draw(st.sampled_from([*sorted(self.calls), "nobody's"]))
        self.tickets += 1
        self.open_tickets.add(self.tickets)
        if action is Action.PAUSE:
            self.last_explicit_at = self.now
        self.feed(Pressed(self.now, action, f"control {self.tickets}", ticket=self.tickets, ivrid=ivrid))

    @rule()
    def prove(self) -> None:
        self.last_explicit_at = self.now
        self.feed(ProofAsked(self.now, start=True))

    # What the server and the network do

    @precondition(lambda self: self.pending())
    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        self.apply_and_answer(data.draw(st.sampled_from(self.pending())))

    @precondition(lambda self: self.pending())
    @rule(data=st.data(), problem=st.sampled_from([Problem.REFUSED, Problem.FORBIDDEN, Problem.PARAMETERS_REFUSED]))
    def refuse(self, data: st.DataObject, problem: Problem) -> None:
        self.answer(data.draw(st.sampled_from(self.pending())), Refused(problem))

    @precondition(lambda self: self.pending())
    @rule(data=st.data())
    def never_sent(self, data: st.DataObject) -> None:
        request = data.draw(st.sampled_from(self.pending()))
        if not request.applied:
            self.answer(request, Failed(Problem.CONNECTION_FAILED, may_have_applied=False))

    @precondition(lambda self: self.pending())
    @rule(data=st.data(), applied=st.booleans(), lands_later=st.booleans())
    def time_out(self, data: st.DataObject, applied: bool, lands_later: bool) -> None:  # noqa: FBT001
        request = data.draw(st.sampled_from(self.pending()))
        if applied:
            self.apply(request)
        self.feed(Answered(self.now, request.effect.request, Failed(Problem.NO_ANSWER, may_have_applied=True)))
        if lands_later and not request.applied:
            request.abandoned_at = self.now
        else:
            del self.wire[request.effect.request]

    @precondition(lambda self: self.pending(abandoned=True))
    @rule(data=st.data(), answer=st.booleans())
    def land_late(self, data: st.DataObject, answer: bool) -> None:  # noqa: FBT001
        request = data.draw(st.sampled_from(self.pending(abandoned=True)))
        self.land(request)
        if answer:
            self.answer(request, Accepted("late"))
        else:
            del self.wire[request.effect.request]

    # What the customers do

    @precondition(lambda self: len(self.calls) < 3)
    @rule(status=st.sampled_from([CallStatus.RINGING, CallStatus.TALKING]))
    def call_comes(self, status: CallStatus) -> None:
        self.new_call(status)
        self.show()

    @precondition(lambda self: self.calls)
    @rule(data=st.data())
    def call_goes(self, data: st.DataObject) -> None:
        del self.calls[data.draw(st.sampled_from(sorted(self.calls)))]
        self.show()

    @precondition(lambda self: self.calls)
    @rule(data=st.data(), status=st.sampled_from([CallStatus.TALKING, CallStatus.HOLD]))
    def call_changes(self, data: st.DataObject, status: CallStatus) -> None:
        self.calls[data.draw(st.sampled_from(sorted(self.calls)))].status = status
        self.show()

    @rule()
    def look(self) -> None:
        self.visible = True
        self.show()

    @rule(account=st.sampled_from(["", "another", None]))
    def account_changes(self, account: str | None) -> None:
        """Also in the worst of moments; the hands see to it that it does not come up in a pause."""
        self.feed(Configured(self.now, None if account is None else replace(SETUP, account=account)))
        if account is None:
            assert self.shown().name is not StateName.PAUSED

    @rule()
    def lose_sight(self) -> None:
        self.visible = False
        self.feed(SightLost(self.now))

    # What the machine does

    @rule(seconds=st.sampled_from([0.05, 0.3, 0.6, 1.0, 1.6, 3.1, 5.0, 21.0, 61.0, 200.0]))
    def time_passes(self, seconds: float) -> None:
        self.wait_for(seconds)

    @rule(seconds=st.sampled_from([1.0, 100.0, 1000.0]), told=st.booleans())
    def sleep_and_wake(self, seconds: float, told: bool) -> None:  # noqa: FBT001
        if told:
            self.feed(Suspending(self.now))
            assert self.shown().name is not StateName.PAUSED
        self.wire = {n: w for n, w in self.wire.items() if w.abandoned_at is None}
        self.now += seconds
        self.lose_everything()
        self.feed(Woke(self.now))

    @rule(seconds=st.sampled_from([0.5, 30.0, 1000.0]))
    def killed_and_restarted(self, seconds: float) -> None:
        self.now += seconds
        self.wire.clear()
        self.open_tickets.clear()
        mark = self.mark
        self.state = State(limits=LIMITS)
        self.feed(Started(self.now, mark))
        assert not mark or self.shown().name is not StateName.PAUSED
        self.feed(Configured(self.now, SETUP))
        self.show()

    # The promises

    @invariant()
    def paused_only_if_accepted(self) -> None:
        shown, pause = self.shown(), self.state.pause
        if pause is not None and any(cover.verified for cover in pause.covered.values()):
            self.read_back.add(pause.started_at)
        if shown.name is not StateName.PAUSED:
            return
        assert pause is not None
        assert shown.certainty in (Certainty.ACCEPTED, Certainty.VERIFIED)
        assert pause.started_at in self.read_back or any(
            accepted_at >= pause.started_at for _, accepted_at in self.mute_acceptances
        )
        if self.visible and self.now - self.landed_late_at > LIMITS.echo_s[-1]:
            self._known_calls_are_muted()

    def _known_calls_are_muted(self) -> None:
        for call in self.state.live_calls:
            server = self.calls.get(call.ivrid)
            assert server is None or server.muted or self._unmute_applied_unseen(), "shown as paused, and recorded"

    def _unmute_applied_unseen(self) -> bool:
        """An older resume that the core has left may still undo the pause; its echo makes that good."""
        return bool(self.pending(abandoned=True)) or bool(self.state.orphans)

    @invariant()
    def unanswered_is_loud(self) -> None:
        wish = self.state.wish
        if self.shown().name is StateName.PAUSING:
            pause = self.state.pause
            since = wish.pressed_at if wish is not None else pause.settles_at if pause is not None else None
            assert since is not None, "asked, or accepted while an older resume may land"
            assert self.now < since + LIMITS.alarm_after_s
        if (
            self.state.phase is Phase.PAUSING
            and wish is not None
            and self.now >= wish.pressed_at + LIMITS.alarm_after_s
        ):
            assert self.shown().alarmed

    @invariant()
    def a_pause_ends(self) -> None:
        pause = self.state.pause
        if pause is None or pause.resumes_at is None or self.state.setup is None:
            return
        if self.state.phase in (Phase.PAUSED, Phase.UNKNOWN):
            assert self.now < pause.resumes_at
            assert pause.resumes_at <= pause.started_at + LIMITS.maximum_pause_s * (1 + LIMITS.keeps)

    @invariant()
    def what_may_be_paused_is_written_down(self) -> None:
        if self.state.phase in (Phase.PAUSING, Phase.PAUSED, Phase.UNKNOWN):
            assert self.mark is not None
        if (
            self.state.release is not None
            and not self.state.release.acknowledged
            and self.state.phase is Phase.RESUMING
        ):
            assert self.mark is not None or self._resumed_from_nothing()

    def _resumed_from_nothing(self) -> bool:
        """The rep's own press resumes everything, also what this program never paused."""
        return self.state.pause is None

    @invariant()
    def presses_are_not_forgotten(self) -> None:
        assert {ticket for ticket, _ in self.state.tickets} == self.open_tickets

    def teardown(self) -> None:
        """No state lacks a way out: with a healthy server, one press resumes and one press pauses."""
        if self.state.setup is None:
            self.feed(Configured(self.now, SETUP))
            self.show()
        self.now += 1.0
        self.feed(Tick(self.now))
        self.press(Action.RESUME)
        self.wait_for(12.0, healthy=True)
        assert self.shown().name in (StateName.READY, StateName.NO_CALL, StateName.RECORDING)
        assert not any(call.muted for call in self.calls.values()), "a call was left paused"
        assert self.mark is None
        self.calls = {"the last": ServerCall(CallStatus.TALKING)}
        self.show()
        self.wait_for(1.0, healthy=True)
        self.press(Action.PAUSE)
        self.wait_for(LIMITS.echo_s[0] + 0.5, healthy=True)  # an older resume may have been left without an answer
        assert self.shown().name is StateName.PAUSED
        assert all(call.muted for call in self.calls.values())
        self.wait_for(LIMITS.maximum_pause_s + 1.0, healthy=True)
        assert not any(call.muted for call in self.calls.values()), "the clock resumes what the rep forgets"


TestPromises = Promises.TestCase
TestPromises.settings = settings(max_examples=150, stateful_step_count=40, deadline=None, report_multiple_bugs=False)


class LongPromises(Promises):
    """The same, for as long as it takes to find what is rare."""


TestPromisesForLong = pytest.mark.long(pytest.mark.timeout(1800)(LongPromises.TestCase))
TestPromisesForLong.settings = settings(max_examples=8000, stateful_step_count=60, deadline=None)

"""A machine that does everything that can happen, in any order, and holds the core to its promises after each step."""

from dataclasses import dataclass

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.core.desk import HOST
from trayapp.core.calls import Call, CallStatus
from trayapp.core.effects import Abandon, ClearMark, Effect, Quit, SendMute, Settle, WriteMark
from trayapp.core.events import (
    Accepted,
    Action,
    Answer,
    Answered,
    CallsSeen,
    Configured,
    Event,
    Failed,
    Mark,
    Pressed,
    ProofAsked,
    Refused,
    Setup,
    SightLost,
    Started,
    Suspending,
    Tick,
    Woke,
)
from trayapp.core.limits import Limits
from trayapp.core.problems import Problem
from trayapp.core.render import view
from trayapp.core.state import Phase, State
from trayapp.core.step import deadline, step
from trayapp.core.view import Certainty, StateName, View

LIMITS = Limits()
SETUP = Setup(hosts=(HOST, "second"), proven=True, shown=frozenset({"live"}))
LATEST_LANDING_S = 4.5
"""An old request lands at most this long after its connection was closed: what two echoes can make good."""


@dataclass
class OnTheWire:
    """A request that the server has not carried out, or whose answer is not back."""

    effect: SendMute
    sent_at: float
    abandoned_at: float | None = None
    applied: bool = False


@dataclass
class ServerCall:
    status: CallStatus
    muted: bool = False


class Promises(RuleBasedStateMachine):
    """The core, a model server and a model network."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0
        self.state = State(limits=LIMITS)
        self.calls: dict[str, ServerCall] = {}
        self.call_count = 0
        self.wire: dict[int, OnTheWire] = {}
        self.mark: WriteMark | None = None
        self.visible = False
        self.mute_acceptances: list[tuple[float, float]] = []
        self.landed_late_at = -100.0
        self.last_explicit_at = -1000.0
        self.tickets = 0
        self.open_tickets: set[int] = set()
        self.quit = False
        self.read_back: set[float] = set()

    @initialize(visible=st.booleans(), calls=st.integers(0, 2))
    def begin(self, visible: bool, calls: int) -> None:  # noqa: FBT001
        self.feed(Configured(self.now, SETUP))
        for _ in range(calls):
            self._new_call(CallStatus.TALKING)
        if visible:
            self.visible = True
            self._show()

    # The core's hands

    def feed(self, event: Event) -> None:
        phase = self.state.phase
        self.state, effects = step(self.state, event)
        for effect in effects:
            self._carry_out(effect, phase, event)
        moment = deadline(self.state)
        assert moment is None or moment > event.at, "a deadline that has passed would keep the program spinning"

    def _carry_out(self, effect: Effect, phase: Phase, event: Event) -> None:
        match effect:
            case SendMute():
                self.wire[effect.request] = OnTheWire(effect, self.now)
                if effect.mute:
                    self._judge_mute(phase, event)
            case Abandon(request=request):
                if request in self.wire:
                    self.wire[request].abandoned_at = self.now
            case WriteMark():
                self.mark = effect
            case ClearMark():
                self.mark = None
            case Settle(ticket=ticket):
                assert ticket in self.open_tickets, "a press is settled once"
                self.open_tickets.remove(ticket)
            case Quit():
                self.quit = True
            case _:
                pass

    def _judge_mute(self, phase: Phase, event: Event) -> None:
        """A wish that died never fires, and nothing is paused that nobody asked to pause."""
        alive = self.now - self.last_explicit_at <= LIMITS.wish_life_s
        assert alive or phase is Phase.PAUSED or self.state.phase is Phase.PAUSED
        assert phase is not Phase.IDLE or isinstance(event, Pressed | ProofAsked)

    # What the rep does

    @rule(action=st.sampled_from(Action))
    def press(self, action: Action) -> None:
        self.tickets += 1
        self.open_tickets.add(self.tickets)
        shown = self._view()
        surprise = self.state.surprise
        surprised = surprise is not None and self.now - surprise[0] < LIMITS.surprise_guard_s
        if action in (Action.PAUSE, Action.TOGGLE, Action.KEEP):
            self.last_explicit_at = self.now
        self.feed(Pressed(self.now, action, f"control {self.tickets}", ticket=self.tickets))
        if action is Action.PAUSE:
            assert self.state.phase is Phase.PAUSING
        if action is Action.RESUME:
            assert self.state.phase is Phase.RESUMING
            assert self._view().name is not StateName.PAUSED
        quiet = shown.name in (StateName.READY, StateName.RECORDING, StateName.NO_CALL)
        if action is Action.TOGGLE and quiet and not surprised:
            assert self.state.phase is Phase.PAUSING

    @rule()
    def prove(self) -> None:
        self.last_explicit_at = self.now
        self.feed(ProofAsked(self.now, start=True))

    # What the server and the network do

    def _pending(self, *, abandoned: bool | None = False) -> list[OnTheWire]:
        return [w for w in self.wire.values() if abandoned is None or (w.abandoned_at is not None) == abandoned]

    @precondition(lambda self: self._pending())
    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        self._apply_and_answer(data.draw(st.sampled_from(self._pending())))

    def _apply_and_answer(self, request: OnTheWire) -> None:
        self._apply(request)
        if request.effect.mute:
            self.mute_acceptances.append((request.sent_at, self.now))
        self._answer(request, Accepted("action"))

    @precondition(lambda self: self._pending())
    @rule(data=st.data(), problem=st.sampled_from([Problem.REFUSED, Problem.FORBIDDEN, Problem.PARAMETERS_REFUSED]))
    def refuse(self, data: st.DataObject, problem: Problem) -> None:
        self._answer(data.draw(st.sampled_from(self._pending())), Refused(problem))

    @precondition(lambda self: self._pending())
    @rule(data=st.data())
    def never_sent(self, data: st.DataObject) -> None:
        request = data.draw(st.sampled_from(self._pending()))
        if not request.applied:
            self._answer(request, Failed(Problem.CONNECTION_FAILED, may_have_applied=False))

    @precondition(lambda self: self._pending())
    @rule(data=st.data(), applied=st.booleans(), lands_later=st.booleans())
    def time_out(self, data: st.DataObject, applied: bool, lands_later: bool) -> None:  # noqa: FBT001
        request = data.draw(st.sampled_from(self._pending()))
        if applied:
            self._apply(request)
        self.feed(Answered(self.now, request.effect.request, Failed(Problem.NO_ANSWER, may_have_applied=True)))
        if lands_later and not request.applied:
            request.abandoned_at = self.now
        else:
            del self.wire[request.effect.request]

    @precondition(lambda self: self._pending(abandoned=True))
    @rule(data=st.data(), answer=st.booleans())
    def land_late(self, data: st.DataObject, answer: bool) -> None:  # noqa: FBT001
        request = data.draw(st.sampled_from(self._pending(abandoned=True)))
        self._land(request)
        if answer:
            self._answer(request, Accepted("late"))
        else:
            del self.wire[request.effect.request]

    def _land(self, request: OnTheWire) -> None:
        if not request.applied and self.now - (request.abandoned_at or 0.0) <= LATEST_LANDING_S:
            self._apply(request)
            self.landed_late_at = self.now

    def _apply(self, request: OnTheWire) -> None:
        for call in self.calls.values():
            if call.status.live:
                call.muted = request.effect.mute
        request.applied = True

    def _answer(self, request: OnTheWire, answer: Answer) -> None:
        del self.wire[request.effect.request]
        self.feed(Answered(self.now, request.effect.request, answer))

    # What the customers do

    def _new_call(self, status: CallStatus) -> None:
        self.call_count += 1
        self.calls[f"call {self.call_count}"] = ServerCall(status)

    @precondition(lambda self: len(self.calls) < 3)
    @rule(status=st.sampled_from([CallStatus.RINGING, CallStatus.TALKING]))
    def call_comes(self, status: CallStatus) -> None:
        self._new_call(status)
        self._show()

    @precondition(lambda self: self.calls)
    @rule(data=st.data())
    def call_goes(self, data: st.DataObject) -> None:
        del self.calls[data.draw(st.sampled_from(sorted(self.calls)))]
        self._show()

    @precondition(lambda self: self.calls)
    @rule(data=st.data(), status=st.sampled_from([CallStatus.TALKING, CallStatus.HOLD]))
    def call_changes(self, data: st.DataObject, status: CallStatus) -> None:
        self.calls[data.draw(st.sampled_from(sorted(self.calls)))].status = status
        self._show()

    def _show(self) -> None:
        if self.visible:
            shown = tuple(Call(i, c.status, c.muted if c.status.live else False) for i, c in self.calls.items())
            self.feed(CallsSeen(self.now, shown))

    @rule()
    def look(self) -> None:
        self.visible = True
        self._show()

    @rule()
    def lose_sight(self) -> None:
        self.visible = False
        self.feed(SightLost(self.now))

    # What the machine does

    @rule(seconds=st.sampled_from([0.05, 0.3, 0.6, 1.0, 1.6, 3.1, 5.0, 21.0, 61.0, 200.0]))
    def time_passes(self, seconds: float) -> None:
        self._wait(seconds)

    def _wait(self, seconds: float, *, healthy: bool = False) -> None:
        end = self.now + seconds
        for _ in range(2000):
            if healthy:
                self._heal()
            moments = [m for m in (deadline(self.state), self._next_time_out()) if m is not None and m <= end]
            if not moments:
                break
            self.now = max(self.now, min(moments))
            self._expire()
            self.feed(Tick(self.now))
        else:
            raise AssertionError("the core asks for ever more ticks")
        self.now = end
        self._expire()
        self.feed(Tick(self.now))

    def _next_time_out(self) -> float | None:
        """The wire's overall limit of 4 s: no request stays unanswered for longer (design §6)."""
        return min((w.sent_at + 4.0 for w in self._pending()), default=None)

    def _expire(self) -> None:
        for request in self._pending():
            if request.sent_at + 4.0 <= self.now:
                self._answer(request, Failed(Problem.NO_ANSWER, may_have_applied=True))
        for request in self._pending(abandoned=True):
            if self.now - (request.abandoned_at or 0.0) > LATEST_LANDING_S:
                del self.wire[request.effect.request]

    @rule(seconds=st.sampled_from([1.0, 100.0, 1000.0]), told=st.booleans())
    def sleep_and_wake(self, seconds: float, told: bool) -> None:  # noqa: FBT001
        if told:
            self.feed(Suspending(self.now))
            assert self._view().name is not StateName.PAUSED
        self.wire = {n: w for n, w in self.wire.items() if w.abandoned_at is None}
        self.now += seconds
        self._lose_everything()
        self.feed(Woke(self.now))

    @rule(seconds=st.sampled_from([0.5, 30.0, 1000.0]))
    def killed_and_restarted(self, seconds: float) -> None:
        self.now += seconds
        self.wire.clear()
        self.open_tickets.clear()
        mark = self.mark
        self.state = State(limits=LIMITS)
        self.feed(Started(self.now, Mark(mark.started_at, mark.resumes_at) if mark else None))
        assert not mark or self._view().name is not StateName.PAUSED
        self.feed(Configured(self.now, SETUP))
        self._show()

    def _lose_everything(self) -> None:
        """A sleep outlives every connection."""
        for number, request in list(self.wire.items()):
            if request.abandoned_at is None:
                self._answer(request, Failed(Problem.CONNECTION_LOST, may_have_applied=True))
            else:
                del self.wire[number]

    # The promises

    def _view(self) -> View:
        return view(self.state, self.now)

    @invariant()
    def paused_only_if_accepted(self) -> None:
        shown = self._view()
        if shown.name is not StateName.PAUSED:
            return
        pause = self.state.pause
        assert pause is not None
        assert shown.certainty in (Certainty.ACCEPTED, Certainty.VERIFIED)
        if self.state.live_calls and shown.certainty is Certainty.VERIFIED:
            self.read_back.add(pause.started_at)
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
        return bool(self._pending(abandoned=True)) or bool(self.state.orphans)

    @invariant()
    def unanswered_is_loud(self) -> None:
        wish = self.state.wish
        if self._view().name is StateName.PAUSING:
            assert wish is not None
            assert self.now < wish.pressed_at + LIMITS.alarm_after_s
        if (
            self.state.phase is Phase.PAUSING
            and wish is not None
            and self.now >= wish.pressed_at + LIMITS.alarm_after_s
        ):
            assert self._view().alarmed

    @invariant()
    def a_pause_ends(self) -> None:
        pause = self.state.pause
        if pause is not None and pause.resumes_at is not None and self.state.phase in (Phase.PAUSED, Phase.UNKNOWN):
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
            assert self.mark is not None or self.state.release.resends or self._resumed_from_nothing()

    def _resumed_from_nothing(self) -> bool:
        """The rep's own press resumes everything, also what this program never paused."""
        return self.state.pause is None

    @invariant()
    def presses_are_not_forgotten(self) -> None:
        assert {ticket for ticket, _ in self.state.tickets} == self.open_tickets

    def teardown(self) -> None:
        """No state lacks a way out: with a healthy server, one press resumes and one press pauses."""
        if self.state.setup is None:
            return
        self.now += 1.0
        self.feed(Tick(self.now))
        self.press(Action.RESUME)
        self._wait(12.0, healthy=True)
        assert self._view().name in (StateName.READY, StateName.NO_CALL, StateName.RECORDING)
        assert not any(call.muted for call in self.calls.values()), "a call was left paused"
        assert self.mark is None
        self.calls = {"the last": ServerCall(CallStatus.TALKING)}
        self._show()
        self._wait(1.0, healthy=True)
        self.press(Action.PAUSE)
        self._wait(0.2, healthy=True)
        assert self._view().name is StateName.PAUSED
        assert all(call.muted for call in self.calls.values())
        self._wait(LIMITS.maximum_pause_s + 1.0, healthy=True)
        assert not any(call.muted for call in self.calls.values()), "the clock resumes what the rep forgets"

    def _heal(self) -> None:
        """Everything that is on its way arrives, oldest first, and is answered."""
        for request in sorted(self.wire.values(), key=lambda w: w.sent_at):
            if request.abandoned_at is not None:
                self._land(request)
                del self.wire[request.effect.request]
        for request in self._pending():
            self._apply_and_answer(request)
        if self.visible:
            self._show()


TestPromises = Promises.TestCase
TestPromises.settings = settings(max_examples=150, stateful_step_count=40, deadline=None, report_multiple_bugs=False)

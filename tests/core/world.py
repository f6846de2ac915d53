"""What surrounds the core in its machine: a model server, a model network, customers and one clock."""

from dataclasses import dataclass

from hypothesis.stateful import RuleBasedStateMachine

from tests.core.desk import HOST
from trayapp.core.calls import Call, CallStatus
from trayapp.core.effects import Abandon, ClearMark, Effect, Quit, SendMute, Settle, WriteMark
from trayapp.core.events import (
    Accepted,
    Answer,
    Answered,
    CallsSeen,
    Event,
    Failed,
    Mark,
    Pressed,
    ProofAsked,
    Refused,
    Setup,
    Tick,
)
from trayapp.core.limits import Limits
from trayapp.core.problems import Problem
from trayapp.core.render import view
from trayapp.core.state import Phase, State
from trayapp.core.step import deadline, step
from trayapp.core.view import View

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


class World(RuleBasedStateMachine):
    """Carries out what the core asks for, and lets requests arrive, get lost, or land late."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0
        self.state = State(limits=LIMITS)
        self.calls: dict[str, ServerCall] = {}
        self.call_count = 0
        self.wire: dict[int, OnTheWire] = {}
        self.mark: Mark | None = None
        self.visible = False
        self.mute_acceptances: list[tuple[float, float]] = []
        self.landed_late_at = -100.0
        self.last_explicit_at = -1000.0
        self.tickets = 0
        self.open_tickets: set[int] = set()
        self.quit = False
        self.read_back: set[float] = set()

    def feed(self, event: Event) -> None:
        phase = self.state.phase
        self.state, effects = step(self.state, event)
        for effect in effects:
            self.carry_out(effect, phase, event)
        moment = deadline(self.state)
        assert moment is None or moment > event.at, "a deadline that has passed would keep the program spinning"

    def carry_out(self, effect: Effect, phase: Phase, event: Event) -> None:
        match effect:
            case SendMute():
                self.wire[effect.request] = OnTheWire(effect, self.now)
                if effect.mute:
                    self.judge_mute(phase, event)
            case Abandon(request=request):
                if request in self.wire:
                    self.wire[request].abandoned_at = self.now
            case WriteMark(mark=mark):
                self.mark = mark
            case ClearMark():
                self.mark = None
            case Settle(ticket=ticket):
                assert ticket in self.open_tickets, "a press is settled once"
                self.open_tickets.remove(ticket)
            case Quit():
                self.quit = True
            case _:
                pass

    def judge_mute(self, phase: Phase, event: Event) -> None:
        """A wish that died never fires, and nothing is paused that nobody asked to pause."""
        alive = self.now - self.last_explicit_at <= LIMITS.wish_life_s
        assert alive or phase is Phase.PAUSED or self.state.phase is Phase.PAUSED
        assert phase is not Phase.IDLE or isinstance(event, Pressed | ProofAsked)

    def pending(self, *, abandoned: bool | None = False) -> list[OnTheWire]:
        return [w for w in self.wire.values() if abandoned is None or (w.abandoned_at is not None) == abandoned]

    def apply_and_answer(self, request: OnTheWire) -> None:
        if request.effect.ivrid is not None and request.effect.ivrid not in self.calls:
            self.answer(request, Refused(Problem.CALL_NOT_FOUND))
            return
        self.apply(request)
        if request.effect.mute:
            self.mute_acceptances.append((request.sent_at, self.now))
        self.answer(request, Accepted("action"))

    def land(self, request: OnTheWire) -> None:
        if not request.applied and self.now - (request.abandoned_at or 0.0) <= LATEST_LANDING_S:
            self.apply(request)
            self.landed_late_at = self.now

    def apply(self, request: OnTheWire) -> None:
        for ivrid, call in self.calls.items():
            if call.status.live and request.effect.ivrid in (None, ivrid):
                call.muted = request.effect.mute
        request.applied = True

    def answer(self, request: OnTheWire, answer: Answer) -> None:
        del self.wire[request.effect.request]
        self.feed(Answered(self.now, request.effect.request, answer))

    def new_call(self, status: CallStatus) -> None:
        self.call_count += 1
        self.calls[f"call {self.call_count}"] = ServerCall(status)

    def show(self) -> None:
        if self.visible:
            shown = tuple(Call(i, c.status, c.muted if c.status.live else False) for i, c in self.calls.items())
            self.feed(CallsSeen(self.now, shown))

    def wait_for(self, seconds: float, *, healthy: bool = False) -> None:
        end = self.now + seconds
        for _ in range(2000):
            if healthy:
                self.heal()
            moments = [m for m in (deadline(self.state), self.next_time_out()) if m is not None and m <= end]
            if not moments:
                break
            self.now = max(self.now, min(moments))
            self.expire()
            self.feed(Tick(self.now))
        else:
            raise AssertionError("the core asks for ever more ticks")
        self.now = end
        self.expire()
        self.feed(Tick(self.now))

    def next_time_out(self) -> float | None:
        """The wire's overall limit of 4 s: no request stays unanswered for longer (design §6)."""
        return min((w.sent_at + 4.0 for w in self.pending()), default=None)

    def expire(self) -> None:
        for request in self.pending():
            if request.sent_at + 4.0 <= self.now:
                self.answer(request, Failed(Problem.NO_ANSWER, may_have_applied=True))
        for request in self.pending(abandoned=True):
            if self.now - (request.abandoned_at or 0.0) > LATEST_LANDING_S:
                del self.wire[request.effect.request]

    def lose_everything(self) -> None:
        """A sleep outlives every connection."""
        for number, request in list(self.wire.items()):
            if request.abandoned_at is None:
                self.answer(request, Failed(Problem.CONNECTION_LOST, may_have_applied=True))
            else:
                del self.wire[number]

    def shown(self) -> View:
        return view(self.state, self.now)

    def heal(self) -> None:
        """Everything that is on its way arrives, oldest first, and is answered."""
        for request in sorted(self.wire.values(), key=lambda w: w.sent_at):
            if request.abandoned_at is not None:
                self.land(request)
                del self.wire[request.effect.request]
        for request in self.pending():
            self.apply_and_answer(request)
        if self.visible:
            self.show()

"""A desk for the core: one rep, one clock, and answers given by hand."""

from collections.abc import Iterable

from trayapp.core.calls import Call, CallStatus, Source
from trayapp.core.effects import Effect, Play, SendMute, Tone
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
    Refused,
    Setup,
    SightLost,
    Started,
    Tick,
)
from trayapp.core.limits import Limits
from trayapp.core.problems import Problem
from trayapp.core.render import view
from trayapp.core.state import State
from trayapp.core.step import deadline, step
from trayapp.core.view import StateName, View

HOST = "configured"


def call(
    ivrid: str,
    status: CallStatus = CallStatus.TALKING,
    *,
    muted: bool | None = None,
    related: Iterable[str] | None = None,
) -> Call:
    return Call(ivrid, status, muted, related=None if related is None else frozenset(related))


class Desk:
    """Feeds events to the core and keeps what it asked for."""

    def __init__(self, limits: Limits | None = None, *, setup: Setup | None = None, configured: bool = True) -> None:
        self.now = 1000.0
        self.state = State(limits=limits or Limits())
        self.effects: list[Effect] = []
        self.last: tuple[Effect, ...] = ()
        self.sent_at: list[float] = []
        """The moments of `sent`, from the desk's first one on."""
        if configured:
            self.feed(Configured(self.now, setup or Setup(hosts=(HOST,), proven=True)))

    def feed(self, event: Event) -> tuple[Effect, ...]:
        """One event; returns the effects of it alone."""
        self.state, self.last = step(self.state, event)
        self.effects += self.last
        self.sent_at += [self.now for effect in self.last if isinstance(effect, SendMute)]
        return self.last

    def press(
        self, action: Action, *, control: str = "", ticket: int | None = None, ivrid: str | None = None
    ) -> tuple[Effect, ...]:
        control = control or f"{action.name} {self.now} {ivrid}"
        return self.feed(Pressed(self.now, action, control, ticket=ticket, ivrid=ivrid))

    def wait(self, seconds: float, *, accepting: bool = False) -> list[Effect]:
        """Let time pass, with a tick at each moment the core asked for; `accepting` answers each request at once."""
        end = self.now + seconds
        asked: list[Effect] = []
        while (moment := deadline(self.state)) is not None and moment <= end:
            self.now = max(self.now, moment)
            asked += self.feed(Tick(self.now))
            for sent in [effect for effect in self.last if accepting and isinstance(effect, SendMute)]:
                self.accept(sent.request)
        self.now = end
        asked += self.feed(Tick(self.now))
        return asked

    def answer(self, answer: Answer, request: int | None = None) -> tuple[Effect, ...]:
        """Answer the newest request, or one by its number."""
        return self.feed(Answered(self.now, request or self.sent[-1].request, answer))

    def accept(self, request: int | None = None) -> tuple[Effect, ...]:
        return self.answer(Accepted("action"), request)

    def refuse(self, problem: Problem = Problem.REFUSED) -> tuple[Effect, ...]:
        return self.answer(Refused(problem))

    def fail(
        self, problem: Problem = Problem.NO_ANSWER, *, may_have_applied: bool = True, request: int | None = None
    ) -> tuple[Effect, ...]:
        return self.answer(Failed(problem, may_have_applied), request)

    def see(self, *calls: Call, source: Source = Source.LIVE, asked_at: float | None = None) -> tuple[Effect, ...]:
        return self.feed(CallsSeen(self.now, calls, source, asked_at))

    def lose_sight(self) -> tuple[Effect, ...]:
        return self.feed(SightLost(self.now))

    def start(self, mark: Mark | None) -> tuple[Effect, ...]:
        return self.feed(Started(self.now, mark))

    def pause(self) -> None:
        """A pause that is accepted after 100 ms, and a moment later than any guard."""
        self.press(Action.PAUSE)
        self.wait(0.1)
        self.accept()
        self.wait(1.0)

    @property
    def sent(self) -> list[SendMute]:
        return [effect for effect in self.effects if isinstance(effect, SendMute)]

    @property
    def tones(self) -> list[Tone]:
        return [effect.tone for effect in self.effects if isinstance(effect, Play)]

    @property
    def view(self) -> View:
        return view(self.state, self.now)

    @property
    def name(self) -> StateName:
        return self.view.name


def sends(effects: Iterable[Effect]) -> list[bool]:
    """The mutes (True) and unmutes among effects, in order."""
    return [effect.mute for effect in effects if isinstance(effect, SendMute)]

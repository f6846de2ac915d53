"""Two sessions of one user at one server, with every delay there is: when all has settled, neither is wrong."""

from dataclasses import dataclass, field

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.core.desk import HOST
from trayapp.core.effects import Abandon, ClearMark, SendMute, WriteMark
from trayapp.core.events import (
    Accepted,
    Action,
    Answered,
    Configured,
    Event,
    Failed,
    Mark,
    Overruled,
    Pressed,
    SeenElsewhere,
    Setup,
    Tick,
)
from trayapp.core.limits import Limits
from trayapp.core.problems import Problem
from trayapp.core.render import view
from trayapp.core.state import State
from trayapp.core.step import deadline, step
from trayapp.core.view import StateName

SETUP = Setup(hosts=(HOST,), account="one", proven=True)
LIMITS = Limits()
LATEST_LANDING_S = 4.0
"""An abandoned request lands at most this long after: what two echoes can make good."""
HANGS_AFTER_S = 3.0
"""A session that has not seen the other's mark after this long is waited for no longer (`program.other_sessions`)."""
NEWS_S = 0.2
"""The longest that a running session does not know what another one has written down."""
WIRE_S = 4.0
"""No request stays unanswered for longer (design §6)."""


@dataclass
class OnTheWire:
    """A request on its way to the server, or its answer on the way back."""

    effect: SendMute
    sent_at: float
    abandoned_at: float | None = None


@dataclass
class Session:
    """One program: its core, what it wrote down, and what it knows of the other's."""

    state: State = field(default_factory=lambda: State(limits=LIMITS))
    wire: list[OnTheWire] = field(default_factory=list)
    mark: Mark | None = None
    pressed_at: float | None = None
    """Of the mark as it believes it to stand."""
    on_disk: float | None = None
    """Of the mark as it stands: None where it was cleared, or taken away."""
    ended: float | None = None
    """Of the mark of a pause that has ended for all."""
    ended_until: float = 0.0
    """What is older than that says nothing until then."""
    waits_until: float | None = None
    """How long that one still stands, for the other to see it."""
    hangs_until: float = 0.0
    """It sees nothing of the other."""
    told: tuple[float, bool] | None = None
    looked_at: float = 0.0


class TwoSessions(RuleBasedStateMachine):
    """Presses anywhere, requests that arrive, get lost or land late, and news that takes its time."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0
        self.muted = False
        self.sessions = (Session(), Session())
        self.presses = 0
        for session in self.sessions:
            self.feed(session, Configured(self.now, SETUP))

    def other(self, session: Session) -> Session:
        return self.sessions[session is self.sessions[0]]

    def feed(self, session: Session, event: Event) -> None:
        session.state, effects = step(session.state, event)
        for effect in effects:
            match effect:
                case SendMute():
                    session.wire.append(OnTheWire(effect, self.now))
                case Abandon(request=request):
                    for one in session.wire:
                        if one.effect.request == request:
                            one.abandoned_at = self.now
                case WriteMark(mark=mark):
                    self.now += 1e-6  # no two writings at one moment
                    session.mark, session.pressed_at, session.on_disk = mark, self.now, self.now
                    session.waits_until = None
                case ClearMark(ended=ended):
                    if ended and session.pressed_at is not None:
                        session.ended, session.waits_until = session.pressed_at, self.now + HANGS_AFTER_S
                        session.ended_until = session.waits_until
                    else:
                        session.on_disk = session.waits_until = None
                    session.pressed_at = None
                    self.until_the_other_knows(session)
                case _:
                    pass

    def until_the_other_knows(self, session: Session) -> None:
        """As `trayapp.program.other_sessions` does."""
        if session.waits_until is None or session.ended is None:
            return
        other = self.other(session)
        if other.on_disk is None or other.on_disk >= session.ended or self.now >= session.waits_until:
            if self.now >= session.waits_until and other.on_disk is not None and other.on_disk < session.ended:
                other.on_disk = None
            session.on_disk = session.waits_until = None

    def look(self, session: Session) -> None:
        """As `trayapp.program.other_sessions` does."""
        session.looked_at = self.now
        other, theirs = self.other(session), self.other(session).on_disk
        if (
            theirs is not None
            and session.ended is not None
            and theirs < session.ended
            and self.now < session.ended_until
        ):
            theirs = None
        told = None if theirs is None else (theirs, session.pressed_at is None or theirs > session.pressed_at)
        if told != session.told:
            session.told = told
            self.feed(session, SeenElsewhere(self.now, other.mark if told else None, bool(told and told[1])))
        if session.pressed_at is not None and session.on_disk != session.pressed_at and not (told and told[1]):
            self.feed(session, Overruled(self.now))

    def shown(self, session: Session) -> StateName:
        return view(session.state, self.now).name

    # What happens

    @rule(which=st.integers(0, 1), action=st.sampled_from(Action))
    def press(self, which: int, action: Action) -> None:
        self.presses += 1
        self.feed(self.sessions[which], Pressed(self.now, action, f"control {self.presses}"))

    @rule(which=st.integers(0, 1))
    def news(self, which: int) -> None:
        self.look(self.sessions[which])

    @rule(which=st.integers(0, 1))
    def hangs(self, which: int) -> None:
        """It hears nothing of the other for longer than the other waits for it."""
        self.sessions[which].hangs_until = self.now + HANGS_AFTER_S + 1.0

    @rule(which=st.integers(0, 1), data=st.data(), how=st.sampled_from(["answered", "answer lost", "never arrives"]))
    def request(self, which: int, data: st.DataObject, how: str) -> None:
        """One of the requests on the way, an abandoned one too, meets its fate."""
        session = self.sessions[which]
        if session.wire:
            one = data.draw(st.sampled_from(session.wire))
            session.wire.remove(one)
            self.meet(session, one, how)

    def meet(self, session: Session, one: OnTheWire, how: str) -> None:
        if how != "never arrives":
            self.muted = one.effect.mute
        if how == "answered":
            self.feed(session, Answered(self.now, one.effect.request, Accepted("action")))
        elif one.abandoned_at is None:
            failed = Failed(Problem.NO_ANSWER, may_have_applied=True)
            self.feed(session, Answered(self.now, one.effect.request, failed))

    @rule(seconds=st.sampled_from([0.01, 0.1, 0.5, 1.0, 3.0]))
    def time_passes(self, seconds: float) -> None:
        self.wait(seconds)

    def wait(self, seconds: float, *, healthy: bool = False) -> None:
        end = self.now + seconds
        while self.now < end:
            self.now = min(end, self.now + 0.05)
            for session in self.sessions:
                self.until_the_other_knows(session)
                if self.now - session.looked_at >= NEWS_S and self.now >= session.hangs_until:
                    self.look(session)
                self.expire(session, healthy=healthy)
                moment = deadline(session.state)
                if moment is not None and moment <= self.now:
                    self.feed(session, Tick(self.now))

    def expire(self, session: Session, *, healthy: bool) -> None:
        for one in list(session.wire):
            if one.abandoned_at is not None:
                if healthy or self.now - one.abandoned_at > LATEST_LANDING_S:
                    session.wire.remove(one)
                    self.meet(session, one, "answered" if healthy else "never arrives")
            elif healthy or self.now - one.sent_at > WIRE_S:
                session.wire.remove(one)
                self.meet(session, one, "answered" if healthy else "answer lost")

    # What must hold

    @invariant()
    def one_at_most_has_a_clock_once_both_know(self) -> None:
        if all(session.looked_at == self.now for session in self.sessions):
            self.judge_owners()

    def judge_owners(self) -> None:
        assert sum(session.state.pause is not None for session in self.sessions) <= 1

    def teardown(self) -> None:
        """Everything arrives, everybody knows: what they say is so."""
        self.wait(15.0, healthy=True)
        states = [self.shown(session) for session in self.sessions]
        self.judge_owners()
        assert states.count(StateName.PAUSED) <= 1, states
        if StateName.PAUSED in states:
            assert self.muted, states
            assert StateName.READY not in states, states
        if set(states) == {StateName.READY}:
            assert not self.muted, "silenced, and nobody knows"


TestTwoSessions = TwoSessions.TestCase
TestTwoSessions.settings = settings(max_examples=200, stateful_step_count=40, deadline=None)

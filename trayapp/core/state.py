"""Everything the core knows, as one immutable value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from trayapp.core.calls import Call
from trayapp.core.events import Mark, Setup
from trayapp.core.limits import Limits
from trayapp.core.problems import Flaw, Problem
from trayapp.core.view import Notice, Offer, ProofStage


class Phase(Enum):
    """Where the story of a pause stands. What is shown of it is `trayapp.core.render`'s affair."""

    IDLE = auto()
    """Nothing is believed paused."""
    PAUSING = auto()
    """A pause wish is alive and not yet accepted."""
    PAUSED = auto()
    """The server accepted a pause."""
    GIVEN_UP = auto()
    """A pause wish died or was refused; the rep has to act."""
    RESUMING = auto()
    """A resume is under way and the rep can see it."""
    UNKNOWN = auto()
    """A pause may hold: after a restart, a sleep, or a refused repetition."""


NOT_OURS = 0
"""The number of a request that another session may have sent: ours begin with 1."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request in flight, or one that was left without an answer."""

    number: int
    mute: bool
    host: str
    sent_at: float
    covers: frozenset[str]
    """The calls that were live when it left: those it can have muted, as far as they are known."""
    ivrid: str | None = None
    """The one call it was for; None for all calls of the extension."""
    left_at: float | None = None
    """When its answer was no longer awaited."""


@dataclass(frozen=True, slots=True)
class Cover:
    """How far one call is known to be paused."""

    accepted_at: float
    """When a request that covers it was first accepted, or accepted again after a contradiction."""
    verified: bool = False
    denied: bool = False
    """It read as recorded when it counted, by a source that was never seen to show a pause."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A pause that the rep has asked for and that the server has not yet accepted."""

    pressed_at: float
    alarm_at: float | None
    """When an unanswered wish starts to alarm; None once it does."""
    dies_at: float
    attempt: int = 0
    retry_at: float | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """One pause, from the press that began it to its end."""

    started_at: float
    resumes_at: float | None
    pressed_at: float
    """The last explicit pause or keep; the blind repetition is counted from here."""
    keeps_left: int
    reminder_at: float | None
    held: bool = False
    """The server accepted it at least once."""
    failed: bool = False
    """It was pressed again, and that was taken for failed: not shown as paused before the server accepts it anew."""
    older_held: bool = False
    """An earlier pause that the server had accepted is what this one repeats, so no state 0 is sent unasked."""
    unknown_at: float | None = None
    """Since when nobody knows whether it holds."""
    due: bool = False
    """The announced countdown to the automatic resume runs."""
    hosts: tuple[str, ...] = ()
    """Every host that accepted a mute, or may have: all of them are told of the resume."""
    told: tuple[str, ...] = ()
    """Every host that a mute was sent to, as it is written down before the request leaves."""
    host: str | None = None
    """The host whose acceptance counts now."""
    accepted_at: float | None = None
    """When a server last accepted it."""
    only: frozenset[str] | None = None
    """The calls that alone were asked to be paused; None for all, also those to come."""
    had_live: bool = False
    no_call_at: float | None = None
    """When, if still no call is seen, the pause is taken back."""
    covered: Mapping[str, Cover] = field(default_factory=dict)
    # Repetition
    assert_at: float | None = None
    assert_until: float | None = None
    """End of the blind repetition; None while the calls are seen."""
    assert_over: bool = False
    assert_stopped: bool = False
    """The server refused a repetition: none follows before the next press."""
    echo_at: tuple[float, ...] = ()
    settles_at: float | None = None
    """An older resume may still land after the acceptance: a mute that left from then on must be accepted, too, or the
    calls read as paused, before it is shown as one."""
    unanswered: int = 0
    # Evidence
    read_at: float | None = None
    """When the calls are to be shown anew, unless all of them read as paused by then: what they read counts then."""
    problem: Problem | None = None
    """Why an accepted pause must not be believed at the moment."""
    resends: int = 0
    other_hand_used: bool = False


@dataclass(frozen=True, slots=True)
class HostRelease:
    """The state 0 that one host is owed."""

    host: str
    ivrid: str | None = None
    """The one call it is for; None for all calls of the extension."""
    acknowledged: bool = False
    attempt: int = 0
    retry_at: float | None = None
    echo_at: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """A resume: sent to each host until each has acknowledged it."""

    started_at: float
    hosts: tuple[HostRelease, ...]
    alarm_at: float | None
    notice: Notice | None
    """What to say once it is acknowledged."""
    problem: Problem | None = None
    failed: bool = False
    ours: bool = True
    """A mute of ours may be what it ends; False where the rep resumed, and nothing had been paused from here."""
    stuck_at: float | None = None
    stuck: bool = False
    """It has failed for so long that another account may be what is needed."""
    calls: frozenset[str] = frozenset()
    """The calls it is for, as far as they are known."""
    resends: int = 0
    """How often this resume was already repeated because a call still read as paused."""
    partial: bool = False
    """For one call only: the pause of the others goes on."""
    reads_recorded: bool = False
    """Every live call has read as recorded since it was sent, by a source that was never seen to show a pause."""
    shown: bool = False
    """The calls have shown that it is done: what a server has not acknowledged is delivered without a word."""

    @property
    def acknowledged(self) -> bool:
        """Whether every host has accepted the resume."""
        return all(host.acknowledged for host in self.hosts)


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What is still watched after a resume was accepted: the calls it was for must not read as paused."""

    calls: frozenset[str]
    accepted_at: float
    resends: int = 0
    read_at: float | None = None
    """When the calls are to be shown anew: what they read counts then."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A pause whose last call has ended: if that was a transfer, the call goes on under another name at once."""

    pause: Pause
    calls: frozenset[str]
    until: float


@dataclass(frozen=True, slots=True)
class Going:
    """The program is about to end."""

    asking: bool = False
    when_resumed: bool = False
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Proof:
    """*Prove it* (design §7)."""

    stage: ProofStage = ProofStage.IDLE
    until: float | None = None
    read_muted: bool = False

    @property
    def running(self) -> bool:
        """Whether its own pause is under way."""
        return self.stage in (ProofStage.PAUSING, ProofStage.HOLDING, ProofStage.RESUMING)


@dataclass(frozen=True, slots=True)
class State:
    """The whole. Made by `State(limits)`, changed by `step` alone."""

    limits: Limits = field(default_factory=Limits)
    setup: Setup | None = None
    calls: tuple[Call, ...] | None = None
    phase: Phase = Phase.IDLE
    wish: Wish | None = None
    pause: Pause | None = None
    release: Release | None = None
    aftermath: Aftermath | None = None
    ended: Ended | None = None
    problem: Problem | None = None
    """Why `GIVEN_UP` or `UNKNOWN`."""
    reads_paused: bool = False
    """A live call reads as paused while nothing is believed paused."""
    elsewhere: Mark | None = None
    """The pause that another desktop session of this user has written down, whatever its account."""
    in_flight: tuple[Request, ...] = ()
    orphans: tuple[Request, ...] = ()
    """Requests left without an answer, which may still land."""
    requests_sent: int = 0
    tickets: tuple[tuple[int, bool], ...] = ()
    """(ticket, paused wanted) of presses that are not settled."""
    last_presses: Mapping[str, float] = field(default_factory=dict)
    last_control: str | None = None
    surprise: tuple[float, Offer] | None = None
    """When the screen last changed by itself, and what the toggle did before."""
    notice: Notice | None = None
    notice_until: float | None = None
    flaws: Mapping[Flaw, str] = field(default_factory=dict)
    shown_values: Mapping[str, frozenset[bool]] = field(default_factory=dict)
    going: Going = Going()
    proof: Proof = Proof()

    @property
    def paused_elsewhere(self) -> Mark | None:
        """The pause of another session, where it is this account's and nothing is under way here."""
        mark, setup = self.elsewhere, self.setup
        if mark is None or setup is None or self.phase is not Phase.IDLE:
            return None
        return mark if mark.account in ("", setup.account) else None

    @property
    def live_calls(self) -> tuple[Call, ...]:
        """The calls in which somebody can be heard, as far as calls are seen."""
        return tuple(call for call in self.calls or () if call.status.live)

    @property
    def live_ivrids(self) -> frozenset[str]:
        """The names of the live calls."""
        return frozenset(call.ivrid for call in self.live_calls)

    @property
    def any_call_coming(self) -> bool:
        """Whether a call may be or become live: it rings, say, or is being dialled."""
        return any(call.status.coming for call in self.calls or ())

    @property
    def uncovered(self) -> frozenset[str]:
        """Live calls that no accepted request can have paused."""
        return self.live_ivrids - self.pause.covered.keys() if self.pause else frozenset()

    @property
    def wanted(self) -> frozenset[str]:
        """Live calls that the pause is meant for."""
        only = self.pause.only if self.pause else frozenset[str]()
        return self.live_ivrids if only is None else self.live_ivrids & only

"""Everything that can happen, as the core is told of it.

`at` is in seconds on one clock that counts through suspend and never jumps; only differences mean anything.
"""

from dataclasses import dataclass
from enum import Enum, auto

from trayapp.core.calls import Call, Source
from trayapp.core.problems import Flaw, Problem


class Action(Enum):
    """What a press asks for."""

    TOGGLE = auto()
    PAUSE = auto()
    """Pause; when paused, send it again and, while the resume is due, keep (design §6, pause / keep)."""
    RESUME = auto()
    KEEP = auto()


@dataclass(frozen=True, slots=True)
class Pressed:
    """The rep asks for something, by chord, click, menu or command line."""

    at: float
    action: Action
    control: str
    """Which chord or button, for debouncing: one control's presses are never two hands'."""
    debounce_s: float | None = None
    """The mouse's double-click time for a button, 0 for a command; None for a chord's own."""
    ticket: int | None = None
    """Answered once by `Settle`, for those who wait to hear whether the press came true."""
    ivrid: str | None = None
    """The one call that a pause or resume is for; None for all calls of the extension."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """HTTP 2xx and ErrorCode 200."""

    action_id: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The server read the request and said no in a way that another try will not change."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Failed:
    """No usable answer; worth another try."""

    problem: Problem
    may_have_applied: bool
    """False only where the request surely never reached a server."""


Answer = Accepted | Refused | Failed


@dataclass(frozen=True, slots=True)
class Answered:
    """The outcome of one `SendMute`; at most one for each request, none needed for an abandoned one."""

    at: float
    request: int
    answer: Answer


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment asked for by `deadline(state)` has come."""

    at: float


@dataclass(frozen=True, slots=True)
class CallsSeen:
    """A source showed the complete list of the extension's calls."""

    at: float
    calls: tuple[Call, ...]
    source: Source = Source.LIVE
    asked_at: float | None = None
    """When a snapshot was asked for; None for a pushed sight, which counts from its arrival."""


@dataclass(frozen=True, slots=True)
class SightLost:
    """The calls can no longer be seen."""

    at: float


@dataclass(frozen=True, slots=True)
class Setup:
    """What the core may know of the set-up: no identifier, no address."""

    hosts: tuple[str, ...]
    """Opaque names in order of preference: the connected one, then the configured one."""
    account: str = ""
    """Stands for extension, host and state values, without telling them: another one, another account."""
    proven: bool = False
    proof_demanded: bool = False
    """Whether a pause that was never proven must not be shown as paused."""
    demo: bool = False
    own_hosts: frozenset[str] = frozenset()
    """Hosts whose acceptance needs no read-back; empty means all."""
    reachable: frozenset[str] = frozenset()
    """Hosts that a request can be sent to; empty means all. A pause of an earlier run may have been told to others."""
    shown: frozenset[str] = frozenset()
    """Sources (`Source.value`) that have shown both values for this account before."""


@dataclass(frozen=True, slots=True)
class Configured:
    """The set-up is complete, or has changed, or (None) has gone."""

    at: float
    setup: Setup | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A pause that was written down before. Times in core seconds, so `started_at` is before now."""

    started_at: float
    resumes_at: float | None
    """None where no automatic resume was set."""
    account: str = ""
    """`Setup.account` of the time; empty where it was not written down: then it may be any."""
    hosts: tuple[str, ...] = ()
    """Every host that may have been told of the pause, by the names of `Setup.hosts`."""
    calls: tuple[str, ...] = ()
    """The calls that alone were asked to be paused; empty for all."""


@dataclass(frozen=True, slots=True)
class Started:
    """The program started; `mark` is what an earlier run left written down."""

    at: float
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class SeenElsewhere:
    """Another desktop session of this user has written a pause down, or (None) none has any more."""

    at: float
    mark: Mark | None
    newer: bool = True
    """Whether its last press came after the last one here: the newest press owns the pause."""


@dataclass(frozen=True, slots=True)
class Overruled:
    """What was written down here was taken away by another session, which has resumed while this one stood still."""

    at: float


@dataclass(frozen=True, slots=True)
class Suspending:
    """The machine is about to sleep."""

    at: float


@dataclass(frozen=True, slots=True)
class Woke:
    """The machine woke from sleep."""

    at: float


class Leaving(Enum):
    """How the rep, or the session, wants to go."""

    ASK = auto()
    RESUME_FIRST = auto()
    LEAVE_PAUSED = auto()
    STAY = auto()
    LOGOUT = auto()


@dataclass(frozen=True, slots=True)
class QuitAsked:
    """Quit was chosen, its question answered, or the session ends."""

    at: float
    leaving: Leaving


@dataclass(frozen=True, slots=True)
class ProofAsked:
    """The rep starts (or, with `start` False, gives up) the proof on a test call."""

    at: float
    start: bool


@dataclass(frozen=True, slots=True)
class ProofHeard:
    """The rep listened to the test recording: `silent` says whether the pause is silent and the rest is not."""

    at: float
    silent: bool


@dataclass(frozen=True, slots=True)
class ExposureTold:
    """The rep says that digits of a card were heard before the recording was paused."""

    at: float
    control: str
    """As in `Pressed`."""


@dataclass(frozen=True, slots=True)
class FlawChanged:
    """A lasting flaw of the surroundings appeared (`detail` may name a chord) or went (`present` False)."""

    at: float
    flaw: Flaw
    present: bool
    detail: str = ""


Event = (
    Pressed
    | Answered
    | Tick
    | CallsSeen
    | SightLost
    | Configured
    | Started
    | SeenElsewhere
    | Overruled
    | Suspending
    | Woke
    | QuitAsked
    | ProofAsked
    | ProofHeard
    | ExposureTold
    | FlawChanged
)

"""What is shown, as plain data; widgets render it and remember nothing."""

from dataclasses import dataclass
from enum import StrEnum

from trayapp.core.calls import Call
from trayapp.core.problems import Flaw, Problem


class StateName(StrEnum):
    """`state` of `status --json` (design §5)."""

    NOT_SET_UP = "not_set_up"
    READY = "ready"
    NO_CALL = "no_call"
    RECORDING = "recording"
    PAUSING = "pausing"
    PAUSED = "paused"
    NOT_PAUSED = "not_paused"
    RESUMING = "resuming"
    STILL_PAUSED = "still_paused"
    UNKNOWN = "unknown"


class Certainty(StrEnum):
    """How sure a pause is (design §2)."""

    NONE = "none"
    ASKED = "asked"
    ACCEPTED = "accepted"
    VERIFIED = "verified"


class Look(StrEnum):
    """One drawing each (design §5); the value is the drawing's file name."""

    NOT_SET_UP = "not-set-up"
    READY = "ready"
    RECORDING = "recording"
    PAUSING = "pausing"
    PAUSED = "paused"
    VERIFIED = "verified"
    RESUME_DUE = "resume-due"
    DOUBT = "doubt"
    NOT_PAUSED = "not-paused"
    RESUMING = "resuming"
    STILL_PAUSED = "still-paused"
    UNKNOWN = "unknown"


class Tone(StrEnum):
    """The colours of a state (design §5)."""

    QUIET = "quiet"
    BUSY = "busy"
    PAUSED = "paused"
    ALARM = "alarm"
    DOUBT = "doubt"


class Notice(StrEnum):
    """A passing word about something that has just happened."""

    NO_CALL_WAS_PAUSED = "no_call_was_paused"
    RESUMED_BY_CLOCK = "resumed_by_clock"
    RESUMED = "resumed"
    CALL_ENDED = "call_ended"
    OLD_PAUSE_RESUMED = "old_pause_resumed"
    CANNOT_KEEP_LONGER = "cannot_keep_longer"
    KEPT = "kept"
    NOT_PAUSED_NOW = "not_paused_now"
    """Keep was pressed, and nothing is paused."""
    CALLS_NOT_SEEN = "calls_not_seen"
    """One call of several cannot be resumed while nobody knows which others there are."""
    CALL_NOT_FOUND = "call_not_found"
    """The server does not know the one call that was to be paused or resumed."""
    ECHO = "echo"
    """A command came so soon after another press that it is taken for the same."""
    EXPOSURE_NOTED = "exposure_noted"
    """The rep has said that digits were heard; the journal has it."""
    PROVEN = "proven"
    PROOF_FAILED = "proof_failed"


class ProofStage(StrEnum):
    """How far *Prove it* has come."""

    IDLE = "idle"
    PAUSING = "pausing"
    HOLDING = "holding"
    RESUMING = "resuming"
    LISTEN = "listen"
    FAILED = "failed"


class Offer(StrEnum):
    """A button that is offered now, in the order of importance."""

    SET_UP = "set_up"
    PAUSE = "pause"
    RESUME = "resume"
    DONT_PAUSE = "dont_pause"
    """*Resume / don't pause*: sends state 0 where a pause is uncertain."""
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class View:
    """Everything that tray, pill, frame, panel, sounds and `status` show at one moment."""

    name: StateName
    look: Look
    tone: Tone
    certainty: Certainty
    offers: tuple[Offer, ...]
    toggle: Offer
    """What the toggle chord and the tray's click do now."""
    problem: Problem | None = None
    notice: Notice | None = None
    flaws: tuple[tuple[Flaw, str], ...] = ()
    calls: tuple[Call, ...] | None = None
    """None when the calls cannot be seen."""
    covered: frozenset[str] = frozenset()
    """Of these calls, those that the server has accepted to pause."""
    verified: frozenset[str] = frozenset()
    """Of these calls, those that were read back paused."""
    unseen_s: float | None = None
    """How long ago a server last accepted a pause that nobody looks after any more; None where somebody does."""
    paused_at: float | None = None
    """Start of the pause on the core's clock."""
    resumes_at: float | None = None
    elapsed_s: float | None = None
    """How long the pause has lasted."""
    remaining_s: float | None = None
    """Until the automatic resume; None when none is set."""
    resume_due: bool = False
    """The announced countdown runs."""
    keeps_left: int = 0
    trying_again: bool = False
    """A request is under way or will be sent again by itself."""
    alarmed: bool = False
    """The alarm shows: blink, frame, sound."""
    framed: bool = False
    """The coloured frame shows on every screen: paused or alarmed."""
    moving: bool = False
    """The look is animated: asking, or alarm."""
    ask_before_quit: bool = False
    set_up_locked: bool = False
    """A pause holds, or may: the account it was made with stays until it is over."""
    proven: bool = False
    proof: ProofStage = ProofStage.IDLE
    proof_remaining_s: float | None = None
    demo: bool = False
    refresh_at: float | None = None
    """When the view changes by the clock alone."""

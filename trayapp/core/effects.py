"""What the core asks the hands to do. Each effect is done at once, in order, and never blocks the screen."""

from dataclasses import dataclass
from enum import Enum, auto

from trayapp.core.events import Mark


@dataclass(frozen=True, slots=True)
class SendMute:
    """Send one mute or unmute request by extension, or by call where `ivrid` is given (protocol sheet §1)."""

    request: int
    """Given back in `Answered`."""
    mute: bool
    """True pauses the recording, False resumes it; how that is written on the wire is the wire's affair."""
    host: str
    """An opaque name from `Setup.hosts`."""
    fresh: bool
    """Open a new connection: the warm one may be stuck behind an older request."""
    ivrid: str | None = None


@dataclass(frozen=True, slots=True)
class Abandon:
    """Close the connection of a request in flight. If its answer has already arrived it is still to be reported."""

    request: int


@dataclass(frozen=True, slots=True)
class ReadBack:
    """Ask every source there is to show the calls now."""


@dataclass(frozen=True, slots=True)
class Reconnect:
    """The connections of before are not worth trying any more: the machine has slept."""


@dataclass(frozen=True, slots=True)
class WriteMark:
    """Write down that a pause may hold, so that a restart knows of it."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class ClearMark:
    """The pause that was written down is none any more."""

    ended: bool = True
    """It has certainly ended, whichever session it was of; else it is only none of this one's."""


class Tone(Enum):
    """The sounds, by meaning."""

    PAUSED = auto()
    REMINDER = auto()
    ALARM = auto()
    ALARM_SHORT = auto()


@dataclass(frozen=True, slots=True)
class Play:
    """Play a short sound, if the rep wants sounds and the machine has a player."""

    tone: Tone


@dataclass(frozen=True, slots=True)
class RememberShown:
    """Remember that a source has now shown both values of the recorder's state for this account (design §7)."""

    source: str


@dataclass(frozen=True, slots=True)
class RememberProof:
    """Remember that the present set-up was proven by a test call (design §7, Proof), or that its proof has failed."""

    proven: bool = True


@dataclass(frozen=True, slots=True)
class Settle:
    """Tell whoever holds `ticket` (see `Pressed`) whether the press came true."""

    ticket: int
    reached: bool


@dataclass(frozen=True, slots=True)
class Quit:
    """End the program."""


Effect = (
    SendMute
    | Abandon
    | ReadBack
    | Reconnect
    | WriteMark
    | ClearMark
    | Play
    | RememberShown
    | RememberProof
    | Settle
    | Quit
)

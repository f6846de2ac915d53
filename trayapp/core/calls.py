"""What is known of a call: never a phone number, never a name."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, StrEnum


class CallStatus(StrEnum):
    """The wire's call statuses (protocol sheet §2.3, §3.7), and one for those that we do not know."""

    RINGING = "ringing"
    DIALING = "dialing"
    TALKING = "talking"
    HOLD = "hold"
    OTHER = "other"

    @property
    def live(self) -> bool:
        """Whether somebody can be heard: talking or on hold, whatever the wire's `answered` says."""
        return self in (CallStatus.TALKING, CallStatus.HOLD)

    @property
    def coming(self) -> bool:
        """Whether the call may be or become live: it rings, is being dialled, or does what we have no word for."""
        return self in (CallStatus.RINGING, CallStatus.DIALING, CallStatus.OTHER)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the rep's extension, as a source last showed it."""

    ivrid: str
    status: CallStatus
    muted: bool | None = None
    """The recorder's own word (`recording.IsMuted`), None where the source did not say."""
    began_at: float | None = None
    """When it was answered or began, on the program's clock; None if not known."""
    related: frozenset[str] | None = None
    """Earlier names of the same conversation, which a transfer gives a new one (protocol sheet §3.7); None where the
    source does not say."""

    def continues(self, ivrids: Collection[str]) -> bool:
        """Whether it may be one of these calls under a new name."""
        return self.related is None or not self.related.isdisjoint(ivrids)


class Source(Enum):
    """Where a sight of the calls comes from (design §7)."""

    LIVE = "live"
    SNAPSHOT = "snapshot"

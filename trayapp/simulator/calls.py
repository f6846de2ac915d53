"""A call as one extension has it, and what can happen to it, in the wire's own words (protocol sheet §3.7)."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from random import Random

IVRID_LENGTH = 32
"""Characters of a call's id; it begins with the local time (protocol sheet §3.7, §3.8)."""


class PhoneError(Exception):
    """Something was asked of the phones that cannot be done."""


class UnknownExtensionError(PhoneError):
    """No such extension."""


class UnknownCallError(PhoneError):
    """No such call, or none that could be answered, held or silenced now."""


class BusyError(PhoneError):
    """The extension has as many calls as it can have."""


class PhoneStatus(StrEnum):
    """A call's `callstatus`."""

    RINGING = "Ringing"
    DIALING = "Dialing"
    TALKING = "Talking"
    HOLD = "Hold"

    @property
    def live(self) -> bool:
        """Whether it is a conversation."""
        return self in (PhoneStatus.TALKING, PhoneStatus.HOLD)


class Direction(StrEnum):
    """A call's `direction`."""

    INCOMING = "Incoming"
    OUTGOING = "Outgoing"
    CLICK2CALL = "Click2Call"


class Cause(StrEnum):
    """Why a call left an extension: `cause` of a HANGUP."""

    NORMAL = "Normal hangup"
    ELSEWHERE = "Answered elsewhere"
    REJECTED = "Call Rejected"
    BUSY = "User busy"
    NO_RESPONSE = "No user responding"
    NO_ANSWER = "User alerting, no answer"
    UNALLOCATED = "Unallocated (unassigned) number"
    UNKNOWN = "Unknown"
    NONE = ""


class DialStatus(StrEnum):
    """`dialStatus` of a HANGUP."""

    NONE = ""
    TRANSFER = "Transfer"
    RECHECK = "Recheck"


AGENT_LEG, CUSTOMER_LEG = 1, 2
"""A Click2Call's legs, `c2cdirection`; the recording is on the second (protocol sheet §5, 21)."""


@dataclass(frozen=True, slots=True)
class PhoneCall:
    """One call of one extension. Times in seconds of the phones' clock."""

    ivrid: str
    extension: str = field(repr=False)
    status: PhoneStatus
    muted: bool
    rang_at_s: float
    answered_at_s: float | None = None
    """None also for a talking call whose answer the server has not noticed: its `answered` is 0."""
    direction: Direction = Direction.INCOMING
    queue_id: int | None = None
    click2call_leg: int | None = None
    related: tuple[str, ...] = ()
    """The ids that this call had before it was transferred, oldest first."""
    mute_turns: tuple[tuple[float, bool], ...] = field(default=(), repr=False)
    """When `muted` last changed, and to what."""

    @property
    def on_tape(self) -> bool:
        """Whether the recorder hears it."""
        return self.status.live and self.click2call_leg != AGENT_LEG

    def muted_at(self, at_s: float) -> bool:
        """Whether it was silenced at an earlier moment, as far back as the last few changes reach."""
        if not self.mute_turns:
            return self.muted
        before = not self.mute_turns[0][1]
        for turned_s, muted in self.mute_turns:
            if turned_s > at_s:
                break
            before = muted
        return before


def new_ivrid(local: datetime, random: Random) -> str:
    """An id that no other call has."""
    began = f"{local:%Y%m%d%H%M%S}"
    return began + random.randbytes((IVRID_LENGTH - len(began)) // 2).hex().upper()

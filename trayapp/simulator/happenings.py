"""What happens at an extension, moment by moment: what the live socket is made of."""

from dataclasses import dataclass, field
from enum import StrEnum

from trayapp.simulator.calls import Cause, DialStatus, PhoneCall

LOGGED_IN = 1
"""A user's status: 1 logged in, 2 logged out, 3 at lunch ... (protocol sheet §2.3)."""


class Reason(StrEnum):
    """What happened. All but the last are `reason`s of an ExtensionEvent (protocol sheet §3.7)."""

    NEW_CALL = "NEWCALL"
    ANSWER = "ANSWER"
    HOLD = "HOLD"
    UNHOLD = "UNHOLD"
    HANG_UP = "HANGUP"
    USER_STATUS = "userStatusUpdate"
    MUTE = "mute"
    """A call is silenced or recorded again. Whether the real server tells anyone is not known (protocol sheet §6)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """One extension at one moment. Times in seconds of the phones' clock; None for what never happened."""

    extension: str = field(repr=False)
    calls: tuple[PhoneCall, ...] = ()
    """Complete, oldest first."""
    user_status: int = LOGGED_IN
    user_status_at_s: float | None = None
    last_event_at_s: float | None = None
    last_answer_at_s: float | None = None
    last_hang_up_at_s: float | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """One change at one extension."""

    at_s: float
    reason: Reason
    desk: Desk
    """As it is after the change."""
    call: PhoneCall | None = None
    """What changed; a call that is over is no longer among the desk's."""
    cause: Cause = Cause.NONE
    dial_status: DialStatus = DialStatus.NONE

"""What can be seen of a call from outside, and what of it is not known of the real server (protocol sheet §6)."""

from dataclasses import dataclass
from enum import StrEnum

from trayapp.simulator.calls import PhoneCall


class IsMutedAs(StrEnum):
    """How `IsMuted` is written."""

    INT = "int"
    BOOL = "bool"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class SightRules:
    """What the live socket shows."""

    shows_mute: bool = True
    """If not, `IsMuted` is always that of a recorded call: no one has ever seen a 1 on the socket."""
    is_muted_as: IsMutedAs = IsMutedAs.INT
    flips_after_s: float = 0.0
    """How long after a mute or unmute was accepted `IsMuted` changes."""
    mute_reason: str = "MUTE"
    """The `reason` of the ExtensionEvent that tells of a mute or unmute; empty if nobody is told."""
    colleagues: bool = False
    """A user's login also gets the other extensions' events."""
    answers_resync: bool = True
    greeting: str = "loginSuccess loginStatus AllExtensionsStatus AllDialersStatus"
    """What comes unasked after the connection, in this order."""


def is_muted(call: PhoneCall, at_s: float, rules: SightRules) -> int | bool | str:
    """The value of `IsMuted` at a moment."""
    muted = rules.shows_mute and call.muted_at(at_s - rules.flips_after_s)
    match rules.is_muted_as:
        case IsMutedAs.BOOL:
            return muted
        case IsMutedAs.TEXT:
            return str(int(muted))
        case _:
            return int(muted)

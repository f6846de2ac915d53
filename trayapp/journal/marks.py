"""What an auditor looks at twice: pauses that came late, lasted long, or were not resumed. Pure."""

from enum import StrEnum

from trayapp.core.limits import Limits
from trayapp.journal.entries import Cause, Ending, Pause

_BY_NOBODY = (Ending.CALL_ENDED, Ending.PROGRAM_ENDED, Ending.ACCOUNT_CHANGED, Ending.UNCERTAIN)


class Mark(StrEnum):
    """Why a pause is marked."""

    NOT_ACCEPTED = "not_accepted"
    LATE = "late"
    """The server accepted it later than the screen waits before it alarms."""
    LONG = "long"
    """It lasted longer than one maximum: it was kept, or could not be resumed."""
    NOT_RESUMED = "not_resumed"
    """It was accepted, and its call or the program ended while it held; or nobody knows its end."""
    OPEN = "open"
    """No end is recorded: it is going on now, or the program was ended by force."""


def marks(pause: Pause, limits: Limits | None = None) -> tuple[Mark, ...]:
    """The marks of a pause, in the order of their weight."""
    limits = limits or Limits()
    found: list[Mark] = []
    may_hold = pause.accepted_at is not None or pause.cause is Cause.RESTART
    if pause.ended is Ending.NOT_ACCEPTED:
        found.append(Mark.NOT_ACCEPTED)
    if pause.ended is None:
        found.append(Mark.OPEN)
    elif may_hold and pause.ended in _BY_NOBODY:
        found.append(Mark.NOT_RESUMED)
    if pause.accepted_after_ms is not None and pause.accepted_after_ms > limits.alarm_after_s * 1000:
        found.append(Mark.LATE)
    # One that the clock resumed is not marked for the moment that its resume took.
    if limits.maximum_pause_s and (pause.length_s or 0.0) > limits.maximum_pause_s + limits.alarm_after_s:
        found.append(Mark.LONG)
    return tuple(found)

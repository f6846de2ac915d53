"""One call in words: its status, how long it lasts, and how its recording stands. Never a number, never a name."""

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from trayapp.core.calls import Call
from trayapp.core.problems import Problem
from trayapp.core.view import Look, Offer, StateName, View
from trayapp.phrase import QT_TRANSLATE_NOOP
from trayapp.ui import words


class Standing(Enum):
    """How the recording of one call stands, as far as it is known."""

    COMING = auto()
    """Nobody can be heard yet."""
    RECORDED = auto()
    NOT_SHOWN = auto()
    """Not paused from here, and the source does not say."""
    SHOWN_PAUSED = auto()
    """It reads as paused, though not by a pause of ours that is known to hold."""
    PAUSING = auto()
    EXPOSED = auto()
    """Recorded, while others are paused or a pause is wanted: no card may be read out in it."""
    EXPOSED_FOR_NOW = auto()
    """The same, and a pause is under way."""
    UNCONFIRMED = auto()
    """A pause was accepted for it, and must not be believed at the moment."""
    PAUSED = auto()
    VERIFIED = auto()
    RESUMING = auto()
    STILL_PAUSED = auto()
    MAYBE_PAUSED = auto()


LOUD = frozenset({Standing.EXPOSED, Standing.EXPOSED_FOR_NOW, Standing.STILL_PAUSED})
"""What must not be overlooked among other calls."""

_BY_CALL = (Problem.NEW_CALL, Problem.SOME_CALLS, Problem.CONTRADICTED, Problem.OTHER_HAND)
"""In these alarms some calls may well be paused: the server's word holds for each that it covers."""
_ONE_BY_ONE = (StateName.RECORDING, StateName.PAUSED, StateName.NOT_PAUSED)
"""The states in which one call of several can be paused or resumed; in all others the rep is first to decide on all."""


def standing(view: View, call: Call) -> Standing:  # noqa: PLR0911  (one return for each state)
    """How the recording of one of the view's calls stands."""
    if not call.status.live:
        return Standing.COMING
    covered = call.ivrid in view.covered
    match view.name:
        case StateName.PAUSING:
            return Standing.PAUSING
        case StateName.PAUSED if covered and view.problem is Problem.NOT_SHOWN and call.muted is False:
            return Standing.UNCONFIRMED
        case StateName.PAUSED if covered:
            return Standing.VERIFIED if call.ivrid in view.verified else Standing.PAUSED
        case StateName.PAUSED | StateName.NOT_PAUSED:
            return _in_alarm(view, call, covered=covered)
        case StateName.RESUMING if covered or call.muted:
            return Standing.RESUMING
        case StateName.STILL_PAUSED if covered or call.muted:
            return Standing.STILL_PAUSED
        case StateName.UNKNOWN:
            return Standing.MAYBE_PAUSED
        case _ if call.muted is None:
            return Standing.NOT_SHOWN
        case _:
            return Standing.SHOWN_PAUSED if call.muted else Standing.RECORDED


def _in_alarm(view: View, call: Call, *, covered: bool) -> Standing:
    if covered:
        if view.problem not in _BY_CALL:
            return Standing.UNCONFIRMED
        return Standing.VERIFIED if call.ivrid in view.verified else Standing.PAUSED
    # Where only the named calls are meant, what is under way is not for this one.
    under_way = view.trying_again and view.problem is not Problem.SOME_CALLS
    return Standing.EXPOSED_FOR_NOW if under_way else Standing.EXPOSED


_WORDS = {
    Standing.RECORDED: QT_TRANSLATE_NOOP("Call", "recorded"),
    Standing.NOT_SHOWN: QT_TRANSLATE_NOOP("Call", "recording state not shown"),
    Standing.SHOWN_PAUSED: QT_TRANSLATE_NOOP("Call", "shown as paused"),
    Standing.PAUSING: QT_TRANSLATE_NOOP("Call", "pausing…"),
    Standing.EXPOSED: QT_TRANSLATE_NOOP("Call", "RECORDED, not paused"),
    Standing.EXPOSED_FOR_NOW: QT_TRANSLATE_NOOP("Call", "RECORDED until paused"),
    Standing.UNCONFIRMED: QT_TRANSLATE_NOOP("Call", "pause not confirmed"),
    Standing.PAUSED: QT_TRANSLATE_NOOP("Call", "paused"),
    Standing.VERIFIED: QT_TRANSLATE_NOOP("Call", "paused ✓"),
    Standing.RESUMING: QT_TRANSLATE_NOOP("Call", "resuming…"),
    Standing.STILL_PAUSED: QT_TRANSLATE_NOOP("Call", "STILL PAUSED"),
    Standing.MAYBE_PAUSED: QT_TRANSLATE_NOOP("Call", "maybe paused"),
}

LOOKS = {
    Standing.COMING: Look.READY,
    Standing.RECORDED: Look.RECORDING,
    Standing.NOT_SHOWN: Look.READY,
    Standing.SHOWN_PAUSED: Look.PAUSED,
    Standing.PAUSING: Look.PAUSING,
    Standing.EXPOSED: Look.NOT_PAUSED,
    Standing.EXPOSED_FOR_NOW: Look.NOT_PAUSED,
    Standing.UNCONFIRMED: Look.UNKNOWN,
    Standing.PAUSED: Look.PAUSED,
    Standing.VERIFIED: Look.VERIFIED,
    Standing.RESUMING: Look.RESUMING,
    Standing.STILL_PAUSED: Look.STILL_PAUSED,
    Standing.MAYBE_PAUSED: Look.UNKNOWN,
}
"""The drawing beside each line."""


def recording(view: View, call: Call) -> str:
    """How its recording stands, in words; empty while nobody can be heard."""
    now = standing(view, call)
    return QCoreApplication.translate("Call", _WORDS[now]) if now in _WORDS else ""


def line(view: View, call: Call, now_s: float) -> str:
    """Everything that is shown of a call; `now_s` on the core's clock."""
    parts = [words.call_status(call.status)]
    if call.began_at is not None:
        parts.append(words.clock(now_s - call.began_at))
    parts.append(recording(view, call))
    return " · ".join(part for part in parts if part)


def one_by_one(view: View) -> bool:
    """Whether single calls can be paused and resumed: there are several, and no decision on all of them is due."""
    live = [call for call in view.calls or () if call.status.live]
    return len(live) > 1 and view.name in _ONE_BY_ONE


def offered(view: View, call: Call) -> Offer | None:
    """What can be done with this call alone."""
    if not call.status.live or not one_by_one(view):
        return None
    return Offer.RESUME if call.ivrid in view.covered or call.muted else Offer.PAUSE


def offer(offered_: Offer) -> str:
    """The label of it."""
    if offered_ is Offer.PAUSE:
        return QCoreApplication.translate("Call", "Pause only this call")
    return QCoreApplication.translate("Call", "Resume only this call")

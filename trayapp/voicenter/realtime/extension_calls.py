"""The calls of one extension, out of what the server says of all of them (protocol sheet §3.7, §3.8).

Of other extensions, and of whom one talks to, nothing is taken out.
"""

from dataclasses import dataclass

from trayapp.core.calls import Call, CallStatus
from trayapp.voicenter.errors import BadAnswerError
from trayapp.voicenter.realtime.reading import field, flag, number, text

ALL_EXTENSIONS = "AllExtensionsStatus"
EXTENSION_EVENT = "ExtensionEvent"

_LONGEST_IVRID = 128
_OLDEST_S = 7 * 24 * 3600.0
"""An age beyond this is a mistake about time zones or worse: none is shown."""
_EARLIEST_S = -60.0
_SAME_START_S = 2.5
"""The wire counts whole seconds, so that a call's start seems to move a little from event to event."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The complete list of the extension's calls at this moment."""

    calls: tuple[Call, ...]
    listed: bool = True
    """False: the server's list of extensions does not have this one, so of its calls nothing is known."""
    whole: bool = False
    """It comes from a list of all extensions, which is the answer to `resync`."""


def sight(name: str, payload: object, extension: str, now: float, before: tuple[Call, ...] = ()) -> Sight | None:
    """What an event tells of `extension`; None where it is about something else.

    Args:
        name: The event's.
        payload: The event's.
        extension: The `extenUser`; only an exact match is ours.
        now: The program's clock, in seconds.
        before: The calls as they were known: a start that moved by the wire's rounding alone is left where it was.

    Raises:
        BadAnswerError: It is about our extension and does not say which calls there are.
    """
    if name == ALL_EXTENSIONS:
        extensions = field(payload, "extensions")
        if not isinstance(extensions, list):
            raise BadAnswerError
        ours = [one for one in extensions if text(field(one, "extenUser")) == extension]
    elif name == EXTENSION_EVENT:
        data = field(payload, "data")
        ours = [data] if text(field(data, "extenUser")) == extension else []
        if not ours:
            return None
    else:
        return None
    server_time = number(field(payload, "servertime"))
    starts = {call.ivrid: call.began_at for call in before}
    found: dict[str, Call] = {}
    for one in ours:
        for call in calls_of(one, server_time, now):
            found[call.ivrid] = _steady(call, starts.get(call.ivrid))
    return Sight(tuple(found.values()), listed=bool(ours), whole=name == ALL_EXTENSIONS)


def calls_of(extension: object, server_time: float | None, now: float) -> list[Call]:
    """The calls of one extension's object. A null is taken for an empty list, a missing one for none.

    Raises:
        BadAnswerError: There is no list of calls in it.
    """
    listed = field(extension, "calls")
    if listed is None and isinstance(extension, dict) and any(key.casefold() == "calls" for key in extension):
        listed = []
    if not isinstance(listed, list):
        raise BadAnswerError
    return [_call(one, place, server_time, now) for place, one in enumerate(listed)]


def _call(told: object, place: int, server_time: float | None, now: float) -> Call:
    if not isinstance(told, dict):
        raise BadAnswerError
    name = text(field(told, "ivrid")).strip()
    if not name or len(name) > _LONGEST_IVRID or not name.isprintable():
        name = f"?{place}"  # a call without a usable name is still a call that somebody may be heard in
    status = text(field(told, "callstatus")).strip().casefold()
    return Call(
        name,
        CallStatus(status) if status in set(CallStatus) else CallStatus.OTHER,
        flag(field(field(told, "recording"), "IsMuted")),
        _began_at(told, server_time, now),
        _related(told),
    )


def _began_at(told: object, server_time: float | None, now: float) -> float | None:
    """By the server's own clock: its seconds are those of a local clock, so only differences mean anything (§3.8)."""
    began = number(field(told, "callAnswered")) or number(field(told, "callStarted"))
    if server_time is None or not began:
        return None
    age = server_time - began
    return now - max(age, 0.0) if _EARLIEST_S <= age <= _OLDEST_S else None


def _steady(call: Call, before: float | None) -> Call:
    if before is None or call.began_at is None or abs(call.began_at - before) > _SAME_START_S:
        return call
    return Call(call.ivrid, call.status, call.muted, before, call.related)


def _related(told: object) -> frozenset[str] | None:
    """Earlier names of the same conversation; None where the server does not tell of such."""
    listed = field(told, "relatedIvrUniqueIDs")
    original = text(field(field(told, "customdata"), "OriginalIvrUniqueID"))
    if not isinstance(listed, list) and not original:
        return None
    names = {text(one).strip() for one in listed} if isinstance(listed, list) else set()
    return frozenset(name for name in {*names, original.strip()} if 0 < len(name) <= _LONGEST_IVRID)

"""What is recorded: pauses and exposures. Never a digit of a card, never a phone number, never the whole extension.

A record is written anew, whole, each time something about it changes; the last line of an id counts. So a crash loses
at most the last change, and a pause that was never ended reads as that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

_IDENTIFIER = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_LIKE_A_NUMBER = re.compile(r"[0-9._:-]{7,25}")
"""Digits alone, as many as a phone or a card has: no call's name and no ActionID was seen to look so (protocol sheet
§1.4, §2.3), and it is not worth the risk."""
_SHOWN_OF_EXTENSION = 3


class Cause(StrEnum):
    """Whose doing a pause, a resume or an exposure was."""

    HOTKEY = "hotkey"
    CLICK = "click"
    COMMAND = "command"
    CLOCK = "clock"
    NEW_CALL = "new_call"
    RESTART = "restart"
    PROOF = "proof"
    LEAVING = "leaving"
    """The program was quit, or the session ended."""
    OTHER = "other"


class Ending(StrEnum):
    """Why a pause ended."""

    RESUMED = "resumed"
    """The server accepted a resume; `Pause.resume_cause` says whose."""
    CALL_ENDED = "call_ended"
    NO_CALL = "no_call"
    READ_AS_RECORDED = "read_as_recorded"
    """After a restart or a sleep the calls were seen to be recorded."""
    NOT_ACCEPTED = "not_accepted"
    """No server accepted it in time; `Pause.problem` says why."""
    PAUSED_AGAIN = "paused_again"
    """A later pause took its place."""
    OTHER_SESSION = "other_session"
    ACCOUNT_CHANGED = "account_changed"
    PROGRAM_ENDED = "program_ended"
    """The program ended and left the recording paused."""
    UNCERTAIN = "uncertain"


class Result(StrEnum):
    """How far a pause came."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    VERIFIED = "verified"
    NOT_ACCEPTED = "not_accepted"


class Kind(StrEnum):
    """What an exposure is."""

    PAUSE_FAILED = "pause_failed"
    """The screen said "not paused": no answer in time, refused, contradicted, or resumed by another hand."""
    NEW_CALL = "new_call"
    """A call joined a pause and was recorded until it was paused too."""
    HEARD = "heard"
    """The rep says that digits were already heard."""


@dataclass(frozen=True, slots=True)
class CallPaused:
    """One call within a pause."""

    ivrid: str
    accepted_at: datetime
    """When the server had accepted a pause for it."""
    joined: bool = False
    """It came when the pause was already accepted for others."""
    verified_at: datetime | None = None
    resumed_at: datetime | None = None
    """When it alone was asked to be resumed."""


@dataclass(frozen=True, slots=True)
class Pause:
    """One pause. Moments in UTC by the calendar; lengths by a clock that counts sleep and cannot be set."""

    id: str
    who: str
    """The user's name on this computer."""
    cause: Cause
    extension: str
    """Its last characters (`short_extension`)."""
    asked_at: datetime
    """The press that began it; after a restart as it was written down then."""
    demo: bool = False
    only: tuple[str, ...] | None = None
    """The calls (ivrid) that alone were meant; None for all of the extension."""
    accepted_at: datetime | None = None
    accepted_after_ms: int | None = None
    verified_at: datetime | None = None
    action_id: str | None = None
    """The server's name for the mute that was accepted first."""
    calls: tuple[CallPaused, ...] = ()
    keeps: int = 0
    problem: str | None = None
    """The last thing that stood in its way (`trayapp.core.problems.Problem`)."""
    resume_asked_at: datetime | None = None
    resume_cause: Cause | None = None
    resume_action_id: str | None = None
    ended_at: datetime | None = None
    ended: Ending | None = None
    length_s: float | None = None
    """From the press to the end."""

    @property
    def result(self) -> Result:
        """How far it came."""
        if self.verified_at is not None:
            return Result.VERIFIED
        if self.accepted_at is not None:
            return Result.ACCEPTED
        return Result.NOT_ACCEPTED if self.ended is Ending.NOT_ACCEPTED else Result.ASKED


@dataclass(frozen=True, slots=True)
class Exposure:
    """Something that may have been recorded and should not have been."""

    id: str
    who: str
    kind: Kind
    extension: str
    began_at: datetime
    demo: bool = False
    pause: str | None = None
    """The id of the pause that it belongs to."""
    calls: tuple[str, ...] = ()
    """The calls (ivrid) concerned, as far as they are known."""
    cause: Cause | None = None
    """By what the rep told of it."""
    problem: str | None = None
    ended_at: datetime | None = None
    recorded_ms: int | None = None
    """For how long; None while it lasts, or where nobody can tell."""


Entry = Pause | Exposure


class BadEntryError(Exception):
    """A line holds no record that this program understands."""


def short_extension(extension: str | None) -> str:
    """As much of an extension as tells desks apart: the last characters, never more than half."""
    shown = min(_SHOWN_OF_EXTENSION, len(extension or "") // 2)
    return f"…{(extension or '')[-shown:]}" if shown else ""


def identifier(text: str | None) -> str | None:
    """A name that a server gave, if it can be nothing but that; what looks like a phone or card number is cut short."""
    if text is None or not _IDENTIFIER.fullmatch(text):
        return None
    return f"…{text[-2:]}" if _LIKE_A_NUMBER.fullmatch(text) else text


def moment(at: datetime) -> str:
    """A moment as it is written: UTC, to the millisecond."""
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


def as_document(entry: Entry) -> dict[str, object]:
    """The record as a JSON object; what is not known is left out."""
    kind = "pause" if isinstance(entry, Pause) else "exposure"
    fields = {name: _written(getattr(entry, name)) for name in entry.__slots__}
    if isinstance(entry, Exposure):
        fields["what"] = fields.pop("kind")
    else:
        fields["result"] = entry.result.value
    return {"kind": kind, **{name: value for name, value in fields.items() if _is_known(value)}}


def _is_known(value: object) -> bool:
    return value is not None and value is not False and value != []


def _written(value: object) -> object:
    match value:
        case datetime():
            return moment(value)
        case StrEnum():
            return value.value
        case CallPaused():
            fields = {name: _written(getattr(value, name)) for name in value.__slots__}
            return {name: one for name, one in fields.items() if _is_known(one)}
        case tuple():
            return [_written(one) for one in value]
        case _:
            return value


def from_document(document: Mapping[str, object]) -> Entry | None:
    """The record in a JSON object; None for a kind that is no record. What is not known by name is passed over.

    Raises:
        BadEntryError: a field is missing, or is not what it should be.
    """
    try:
        match document["kind"]:
            case "pause":
                return _pause(_Fields(document))
            case "exposure":
                return _exposure(_Fields(document))
            case _:
                return None
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadEntryError(f"not a record: {type(error).__name__}") from None


class _Fields:
    """Reads typed fields. Raises KeyError, TypeError or ValueError."""

    def __init__(self, document: Mapping[str, object]) -> None:
        self._document = document

    def text(self, name: str) -> str:
        value = self._document[name]
        if not isinstance(value, str):
            raise TypeError(name)
        return value

    def text_or_none(self, name: str) -> str | None:
        return self.text(name) if name in self._document else None

    def flag(self, name: str) -> bool:
        value = self._document.get(name, False)
        if not isinstance(value, bool):
            raise TypeError(name)
        return value

    def number(self, name: str) -> float | None:
        value = self._document.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
            raise TypeError(name)
        return value

    def whole(self, name: str) -> int | None:
        value = self.number(name)
        if isinstance(value, float):
            raise TypeError(name)
        return value

    def moment(self, name: str) -> datetime:
        at = datetime.fromisoformat(self.text(name))
        if at.tzinfo is None:
            raise ValueError(name)
        return at.astimezone(UTC)

    def moment_or_none(self, name: str) -> datetime | None:
        return self.moment(name) if name in self._document else None

    def items(self, name: str) -> list[object]:
        value = self._document.get(name, [])
        if not isinstance(value, list):
            raise TypeError(name)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        items = self.items(name)
        if not all(isinstance(item, str) for item in items):
            raise TypeError(name)
        return tuple(str(item) for item in items)


def _pause(fields: _Fields) -> Pause:
    resume_cause, ended = fields.text_or_none("resume_cause"), fields.text_or_none("ended")
    only = fields.texts("only")
    return Pause(
        id=fields.text("id"),
        who=fields.text("who"),
        cause=Cause(fields.text("cause")),
        extension=fields.text("extension"),
        asked_at=fields.moment("asked_at"),
        demo=fields.flag("demo"),
        only=only or None,
        accepted_at=fields.moment_or_none("accepted_at"),
        accepted_after_ms=fields.whole("accepted_after_ms"),
        verified_at=fields.moment_or_none("verified_at"),
        action_id=fields.text_or_none("action_id"),
        calls=tuple(_call(item) for item in fields.items("calls")),
        keeps=fields.whole("keeps") or 0,
        problem=fields.text_or_none("problem"),
        resume_asked_at=fields.moment_or_none("resume_asked_at"),
        resume_cause=None if resume_cause is None else Cause(resume_cause),
        resume_action_id=fields.text_or_none("resume_action_id"),
        ended_at=fields.moment_or_none("ended_at"),
        ended=None if ended is None else Ending(ended),
        length_s=fields.number("length_s"),
    )


def _call(item: object) -> CallPaused:
    if not isinstance(item, dict):
        raise TypeError("calls")
    fields = _Fields(item)
    return CallPaused(
        ivrid=fields.text("ivrid"),
        accepted_at=fields.moment("accepted_at"),
        joined=fields.flag("joined"),
        verified_at=fields.moment_or_none("verified_at"),
        resumed_at=fields.moment_or_none("resumed_at"),
    )


def _exposure(fields: _Fields) -> Exposure:
    cause = fields.text_or_none("cause")
    return Exposure(
        id=fields.text("id"),
        who=fields.text("who"),
        kind=Kind(fields.text("what")),
        extension=fields.text("extension"),
        began_at=fields.moment("began_at"),
        demo=fields.flag("demo"),
        pause=fields.text_or_none("pause"),
        calls=fields.texts("calls"),
        cause=None if cause is None else Cause(cause),
        problem=fields.text_or_none("problem"),
        ended_at=fields.moment_or_none("ended_at"),
        recorded_ms=fields.whole("recorded_ms"),
    )

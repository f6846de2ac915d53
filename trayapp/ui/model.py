"""What the windows are given beside the view, and what they give back. Plain data, no Qt."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from trayapp.core.problems import Problem
from trayapp.journal.marks import Mark


class TrayClick(StrEnum):
    """What a left click on the tray icon does once the program is set up."""

    TOGGLE = "toggle"
    PANEL = "panel"


class Language(StrEnum):
    """The language of everything that is seen."""

    SYSTEM = "system"
    ENGLISH = "en"
    HEBREW = "he"


class LoginOf(StrEnum):
    """Whose Real-time login is in use."""

    REP = "rep"
    """The rep's own, which the rep may enter and change; or none."""
    ACCOUNT = "account"
    """The whole account's, by user name: set by the administrator, and not shown."""
    TOKEN = "token"  # noqa: S105  (a word for people, no secret)
    """The whole account's, by token: likewise."""


@dataclass(frozen=True, slots=True)
class Values:
    """Everything that the settings window shows and changes."""

    extension: str = field(default="", repr=False)
    label: str = ""
    host: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    """Of the rep's Real-time login; empty for none."""
    password: str = field(default="", repr=False)
    login_of: LoginOf = LoginOf.REP
    """Only shown, as is `snapshots`."""
    snapshots: bool = False
    """Whether the administrator has set a code of the Active Calls service."""
    toggle_chord: str = "Ctrl+Shift+F9"
    pause_chord: str = "Ctrl+Shift+F10"
    resume_chord: str = ""
    """Empty for none; the other two are always there."""
    pill_while_recording: bool = True
    """Whether the pill also shows while nothing is paused. Paused or alarmed it always shows."""
    frame: bool = True
    sounds: bool = True
    tray_click: TrayClick = TrayClick.TOGGLE
    language: Language = Language.SYSTEM
    start_at_login: bool | None = None
    """As the system says; None where it cannot be asked."""
    laid_down: frozenset[str] = frozenset()
    """The fields above that the organisation has set, and the rep cannot change."""
    may_quit: bool = True


class HowEnded(StrEnum):
    """How a pause came to its end."""

    BY_HAND = "by_hand"
    BY_CLOCK = "by_clock"
    CALL_ENDED = "call_ended"
    NOT_ACCEPTED = "not_accepted"
    PAUSED_AGAIN = "paused_again"
    PROGRAM_ENDED = "program_ended"
    UNCERTAIN = "uncertain"
    """Sleep, a restart or a lost server stood between its start and its end."""
    NOT_YET = "not_yet"


@dataclass(frozen=True, slots=True)
class PauseRecord:
    """One pause of a day."""

    started_utc: datetime
    length_s: float
    how_ended: HowEnded
    marks: tuple[Mark, ...] = ()
    """Why an auditor looks at it twice, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Day:
    """What the journal tells of a day."""

    date: date
    pauses: tuple[PauseRecord, ...]
    """The latest first."""
    exposures: int
    """How often something may have been recorded that should not have been."""
    is_today: bool
    utc_offset: timedelta = timedelta()
    """Of the local time by which the day is shown. With another one the same pauses stand at other times of the day."""


class Step(StrEnum):
    """The steps of *Test connection*, in their order."""

    NAME = "name"
    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class StepResult:
    """How one step of *Test connection* went."""

    step: Step
    ok: bool | None
    """None where it was not come to, or is not needed."""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the doctor's."""

    name: str
    title: str
    ok: bool | None
    """None where it does not apply, or was not come to."""
    sentence: str

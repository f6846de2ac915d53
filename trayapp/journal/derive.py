"""From what the core did to records: pure, so that what an auditor reads can be tested as a table.

`follow` is told of every step of the core after its effects were carried out. It keeps a `Book` of what is under way,
and gives the records that are new or have changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from trayapp.core.effects import Effect, Quit
from trayapp.core.events import (
    Accepted,
    Answered,
    CallsSeen,
    Configured,
    Event,
    ExposureTold,
    Pressed,
    ProofAsked,
    QuitAsked,
    SeenElsewhere,
    Started,
    Tick,
)
from trayapp.core.naming import certainty, name, paused_problem
from trayapp.core.problems import Problem
from trayapp.core.state import Pause as CorePause
from trayapp.core.state import Phase, State
from trayapp.core.view import Certainty, Notice, ProofStage, StateName
from trayapp.journal.entries import CallPaused, Cause, Ending, Entry, Exposure, Kind, Pause, identifier

_MOST_CALLS = 50
"""More calls than this are not listed with one pause: nobody has so many."""
_COMMAND, _CHORD = "command", "chord."
"""Controls of `trayapp.program`: everything else is clicked."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When and where a step was taken."""

    at: float
    """Seconds on the core's clock."""
    utc: datetime
    who: str
    """The user's name on this computer."""
    extension: str
    """Shortened."""
    token: str
    """A new name, for records that begin here."""

    def before(self, at: float) -> datetime:
        """An earlier moment of the core's clock by the calendar, to the millisecond."""
        then = self.utc + timedelta(seconds=min(0.0, at - self.at))
        return then.replace(microsecond=then.microsecond // 1000 * 1000)

    @property
    def now(self) -> datetime:
        """This moment, to the millisecond."""
        return self.before(self.at)


@dataclass(frozen=True, slots=True)
class Running:
    """A pause under way, and what of it only the core's clock tells."""

    record: Pause
    started_at: float
    accepted_at: float | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """What is under way. Begins empty."""

    running: Running | None = None
    last: Running | None = None
    """The pause that ended last: one that goes on after a transfer is that one still."""
    exposures: Mapping[str, tuple[Exposure, float]] = field(default_factory=dict)
    """By the call that is recorded, or `_FAILED`; with the beginning on the core's clock."""
    closed: bool = False
    """The program is ending."""


_FAILED = ""
_CAUSES: Mapping[type, Cause] = {
    CallsSeen: Cause.NEW_CALL,
    ProofAsked: Cause.PROOF,
    Started: Cause.RESTART,
    Configured: Cause.RESTART,
    QuitAsked: Cause.LEAVING,
    Tick: Cause.CLOCK,
}


def follow(  # noqa: PLR0917  (a step, whole)
    book: Book, event: Event, before: State, after: State, effects: tuple[Effect, ...], moment: Moment
) -> tuple[Book, tuple[Entry, ...]]:
    """Take one step of the core into account.

    Returns:
        The book from now on, and the records to be written, in order.
    """
    if book.closed:
        return book, ()
    step = _Step(book, event, before, after, moment)
    step.follow_pause()
    step.follow_exposures()
    if isinstance(event, ExposureTold):
        step.tell(event)
    if any(isinstance(effect, Quit) for effect in effects):
        step.end_of_program()
    return step.book, tuple(step.entries)


class _Step:
    """One step in the making; nobody outside sees it."""

    def __init__(self, book: Book, event: Event, before: State, after: State, moment: Moment) -> None:
        self.book = book
        self.entries: list[Entry] = []
        self._event, self._before, self._after, self._moment = event, before, after, moment

    # The pause.

    def follow_pause(self) -> None:
        running, pause = self.book.running, self._after.pause
        if running is not None and (pause is None or pause.started_at != running.started_at):
            self._close(self._ending(pause))
            running = None
        if pause is None:
            return
        if running is None:
            running = self._begun(pause)
            known = None
        else:
            known = running.record
        running = self._updated(running, pause)
        self.book = replace(self.book, running=running)
        if running.record != known:
            self.entries.append(running.record)

    def _begun(self, pause: CorePause) -> Running:
        last = self.book.last
        if last is not None and last.started_at == pause.started_at:  # a transfer: the same pause under another name
            return replace(
                last, record=replace(last.record, ended=None, ended_at=None, length_s=None, resume_asked_at=None)
            )
        setup = self._after.setup
        record = Pause(
            id=self._moment.token,
            who=self._moment.who,
            cause=self._cause(),
            extension=self._moment.extension,
            asked_at=self._moment.before(pause.started_at),
            demo=setup is not None and setup.demo,
        )
        return Running(record, pause.started_at)

    def _updated(self, running: Running, pause: CorePause) -> Running:
        changes: dict[str, Any] = {"only": None if pause.only is None else _named(pause.only)}
        record, accepted_at = running.record, running.accepted_at
        before = self._before.pause
        if not record.extension and self._moment.extension:  # a pause of an earlier run, found before the keyring spoke
            setup = self._after.setup
            changes |= {"extension": self._moment.extension, "demo": setup is not None and setup.demo}
        if pause.held and record.accepted_at is None:
            accepted_at = self._moment.at
            changes["accepted_at"] = self._moment.now
            changes["accepted_after_ms"] = round((self._moment.at - pause.started_at) * 1000)
            changes["action_id"] = self._action_id()
        if record.verified_at is None and certainty(self._after) is Certainty.VERIFIED:
            changes["verified_at"] = self._moment.now
        if before is not None and before.started_at == pause.started_at and pause.keeps_left < before.keeps_left:
            changes["keeps"] = record.keeps + 1
        problem = _problem(self._after)
        if problem is not None:
            changes["problem"] = problem.value
        if self._after.phase is Phase.RESUMING and self._before.phase is not Phase.RESUMING:
            changes |= {"resume_asked_at": self._moment.now, "resume_cause": self._resume_cause()}
        changes["calls"] = self._calls(record, pause, joined=running.accepted_at is not None)
        return Running(replace(record, **changes), running.started_at, accepted_at)

    def _calls(self, record: Pause, pause: CorePause, *, joined: bool) -> tuple[CallPaused, ...]:
        known = {call.ivrid: call for call in record.calls}
        for ivrid, cover in sorted(pause.covered.items()):
            named = _name(ivrid)
            call = known.get(named)
            if call is None and len(known) < _MOST_CALLS:
                call = CallPaused(named, self._moment.now, joined=joined)
            if call is not None:
                verified_at = call.verified_at or (self._moment.now if cover.verified else None)
                known[named] = replace(call, verified_at=verified_at)
        release = self._after.release
        if release is not None and release.partial and release is not self._before.release:
            for ivrid in {_name(ivrid) for ivrid in release.calls} & known.keys():
                known[ivrid] = replace(known[ivrid], resumed_at=known[ivrid].resumed_at or self._moment.now)
        return tuple(known.values())

    def _close(self, ending: Ending) -> None:
        running = self.book.running
        if running is None:
            return
        record = replace(
            running.record,
            ended=ending,
            ended_at=self._moment.now,
            length_s=round(max(0.0, self._moment.at - running.started_at), 3),
        )
        if ending is Ending.RESUMED:
            action_id = self._action_id()
            cause = record.resume_cause or self._resume_cause()
            record = replace(record, resume_action_id=action_id, resume_cause=cause)
        elif ending is Ending.NOT_ACCEPTED and self._after.problem is not None:
            record = replace(record, problem=self._after.problem.value)
        self.entries.append(record)
        self.book = replace(self.book, running=None, last=replace(running, record=record))

    def _ending(self, pause: CorePause | None) -> Ending:  # noqa: PLR0911  (one return for each way to end)
        seen, before, after = isinstance(self._event, CallsSeen), self._before, self._after
        if pause is not None:
            return Ending.PAUSED_AGAIN
        if isinstance(self._event, SeenElsewhere):
            return Ending.OTHER_SESSION
        if isinstance(self._event, Configured):
            return Ending.ACCOUNT_CHANGED
        if after.phase is Phase.GIVEN_UP:
            return Ending.NOT_ACCEPTED
        if after.phase is Phase.RESUMING and before.phase is not Phase.RESUMING:
            return Ending.NOT_ACCEPTED  # taken back before any of it can have reached a server: no resume is waited for
        if after.phase is Phase.RESUMING or (before.phase is Phase.RESUMING and not seen):
            return Ending.RESUMED
        if after.notice is Notice.NO_CALL_WAS_PAUSED:
            return Ending.NO_CALL
        if seen and after.notice is Notice.RESUMED:
            return Ending.READ_AS_RECORDED
        return Ending.CALL_ENDED if seen or after.notice is Notice.CALL_ENDED else Ending.UNCERTAIN

    def _action_id(self) -> str | None:
        event = self._event
        answer = event.answer if isinstance(event, Answered) else None
        return identifier(answer.action_id) if isinstance(answer, Accepted) else None

    def _cause(self) -> Cause:
        event = self._event
        return _by(event.control) if isinstance(event, Pressed) else _CAUSES.get(type(event), Cause.OTHER)

    def _resume_cause(self) -> Cause:
        release = self._after.release or self._before.release
        told = release.notice if release is not None else None
        if told is Notice.RESUMED_BY_CLOCK:
            return Cause.CLOCK
        if told is Notice.OLD_PAUSE_RESUMED:
            return Cause.RESTART
        if isinstance(self._event, Tick) and self._after.proof.stage is ProofStage.RESUMING:
            return Cause.PROOF
        return self._cause()

    # The exposures.

    def follow_exposures(self) -> None:
        self._follow_failure()
        for ivrid in sorted(self._newly_recorded()):
            began_at = self._recorded_since(ivrid)
            self._open(ivrid, Kind.NEW_CALL, began_at, calls=(_name(ivrid),))
        recorded = self._after.uncovered if self._after.phase in (Phase.PAUSED, Phase.PAUSING) else frozenset[str]()
        if self._after.calls is None and _problem(self._after) is Problem.NEW_CALL:
            return  # out of sight, and as it was
        for ivrid in sorted(self.book.exposures.keys() - recorded - {_FAILED}):
            self._end(ivrid)

    def _follow_failure(self) -> None:
        """The screen says that the recording is not paused, by whatever but a new call."""
        problem = _problem(self._after)
        shown, open_now = name(self._after), self.book.exposures.get(_FAILED)
        failed = shown is StateName.NOT_PAUSED and problem not in (Problem.NEW_CALL, Problem.SOME_CALLS)
        if not failed:
            if shown is not StateName.PAUSING:  # pressed again: it is recorded until that is accepted
                self._end(_FAILED)
            return
        code = None if problem is None else problem.value
        if open_now is None:
            asked_again = self._after.phase is not Phase.PAUSED and self._after.pause is not None
            pressed_at = self._after.pause.pressed_at if asked_again and self._after.pause is not None else None
            if pressed_at is None and self._before.wish is not None:
                pressed_at = self._before.wish.pressed_at
            self._open(
                _FAILED,
                Kind.PAUSE_FAILED,
                self._moment.at if pressed_at is None else pressed_at,
                calls=self._live(),
                problem=code,
            )
        elif code != open_now[0].problem:
            self._put(_FAILED, replace(open_now[0], problem=code), open_now[1])

    def _newly_recorded(self) -> frozenset[str]:
        """Live calls that joined an accepted pause of all calls, and that no accepted request has paused."""
        after, running = self._after, self.book.running
        pause = after.pause
        if running is None or pause is None or not pause.held or pause.only is not None or pause.problem is not None:
            return frozenset()
        if after.phase not in (Phase.PAUSED, Phase.PAUSING):
            return frozenset()
        paused = {call.ivrid for call in running.record.calls}
        new = {ivrid for ivrid in after.uncovered if _name(ivrid) not in paused}
        if self._before.calls is None:
            # Blind until now: whoever was live at the acceptance was paused, as far as anybody can tell.
            new = {ivrid for ivrid in new if self._began(ivrid) > (running.accepted_at or 0.0)}
        return frozenset(new) - self.book.exposures.keys()

    def _began(self, ivrid: str) -> float:
        moments = [call.began_at for call in self._after.live_calls if call.ivrid == ivrid]
        return next((at for at in moments if at is not None), float("-inf"))

    def _recorded_since(self, ivrid: str) -> float:
        """When the call began, as far as its source tells; it cannot have been before the pause was accepted."""
        accepted_at = self.book.running.accepted_at if self.book.running is not None else None
        began = self._began(ivrid)
        earliest = accepted_at if accepted_at is not None else self._moment.at
        return min(self._moment.at, max(began, earliest)) if began > float("-inf") else self._moment.at

    def _live(self) -> tuple[str, ...]:
        return _named(self._after.live_ivrids)

    def tell(self, event: ExposureTold) -> None:
        """The rep says that digits were already heard."""
        exposure = replace(
            self._new_exposure(Kind.HEARD, self._moment.at), calls=self._live(), cause=_by(event.control)
        )
        self.entries.append(exposure)

    def _new_exposure(self, kind: Kind, began_at: float) -> Exposure:
        running = self.book.running or self.book.last
        setup = self._after.setup
        return Exposure(
            id=f"{self._moment.token}-{len(self.entries)}",
            who=self._moment.who,
            kind=kind,
            extension=self._moment.extension,
            began_at=self._moment.before(began_at),
            demo=setup is not None and setup.demo,
            pause=None if running is None else running.record.id,
        )

    def _open(self, key: str, kind: Kind, began_at: float, **fields: Any) -> None:
        self._put(key, replace(self._new_exposure(kind, began_at), **fields), began_at)

    def _put(self, key: str, exposure: Exposure, began_at: float) -> None:
        self.book = replace(self.book, exposures={**self.book.exposures, key: (exposure, began_at)})
        self.entries.append(exposure)

    def _end(self, key: str) -> None:
        found = self.book.exposures.get(key)
        if found is None:
            return
        exposure, began_at = found
        recorded_ms = round(max(0.0, self._moment.at - began_at) * 1000)
        self.entries.append(replace(exposure, ended_at=self._moment.now, recorded_ms=recorded_ms))
        others = {other: one for other, one in self.book.exposures.items() if other != key}
        self.book = replace(self.book, exposures=others)

    # The end.

    def end_of_program(self) -> None:
        self._close(Ending.PROGRAM_ENDED)
        for key in tuple(self.book.exposures):
            self._end(key)
        self.book = replace(self.book, closed=True)


def _name(ivrid: str) -> str:
    return identifier(ivrid) or "?"


def _named(ivrids: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(_name(ivrid) for ivrid in ivrids))


def _by(control: str) -> Cause:
    if control == _COMMAND:
        return Cause.COMMAND
    return Cause.HOTKEY if control.startswith(_CHORD) else Cause.CLICK


def _problem(state: State) -> Problem | None:
    """What the screen gives as the reason for an alarm or a doubt; None where there is neither."""
    shown = name(state)
    if shown not in (StateName.NOT_PAUSED, StateName.UNKNOWN):
        return None
    if state.phase is Phase.PAUSING and state.wish is not None and state.wish.problem is not None:
        return state.wish.problem
    if state.phase in (Phase.PAUSING, Phase.PAUSED):
        return paused_problem(state)
    return state.problem

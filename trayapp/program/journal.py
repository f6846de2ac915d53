"""Joins the journal to the running program: what the core does becomes records, and a day of them is shown."""

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from secrets import token_hex

from trayapp.clock import core_now, local_now
from trayapp.core.effects import Effect
from trayapp.core.events import Event
from trayapp.core.problems import Flaw
from trayapp.core.state import State
from trayapp.desktop.vault import choose_vault
from trayapp.desktop.vault.memory import MemoryVault
from trayapp.journal import keys
from trayapp.journal.derive import Book, Moment, follow
from trayapp.journal.entries import Ending, Entry, Exposure, Pause, short_extension
from trayapp.journal.marks import Mark, marks
from trayapp.journal.reading import Found, began, joined, read
from trayapp.journal.store import Health, Journal
from trayapp.journal.who import user_name
from trayapp.program.configuration import Configuration
from trayapp.program.laid_down import journal_days, journal_folder
from trayapp.settings.folders import Folders
from trayapp.settings.policy import Policy
from trayapp.ui.model import Day, HowEnded, PauseRecord

_MOST_REMEMBERED = 300
"""More records than these of today are not kept in memory: the files have them."""
_VAULT_FLAWS = frozenset({Flaw.VAULT_LOCKED, Flaw.VAULT_MISSING, Flaw.VAULT_REFUSED})

_ENDINGS = {
    Ending.RESUMED: HowEnded.BY_HAND,
    Ending.READ_AS_RECORDED: HowEnded.BY_HAND,
    Ending.CALL_ENDED: HowEnded.CALL_ENDED,
    Ending.NO_CALL: HowEnded.CALL_ENDED,
    Ending.NOT_ACCEPTED: HowEnded.NOT_ACCEPTED,
    Ending.PAUSED_AGAIN: HowEnded.PAUSED_AGAIN,
    Ending.PROGRAM_ENDED: HowEnded.PROGRAM_ENDED,
}
_log = logging.getLogger(__name__)

Post = Callable[[Callable[[], None]], None]


def open_journal(folders: Folders, slot: int, policy: Policy, *, demo: bool) -> Journal:
    """The journal of the program that holds `slot`; the demo's key is not kept. Nothing is read or asked yet."""
    vault = MemoryVault() if demo else choose_vault(keys.vault_service(folders.vault_service, slot))
    return Journal(journal_folder(policy, folders), slot, vault, kept_days=journal_days(policy))


class JournalKeeper:
    """Used on the GUI thread, and keeps nobody waiting there.

    Args:
        journal: takes the records, and `report`s its health here.
        configuration: whose extension it is, and whether the keyring has answered.
        post: runs a function on the GUI thread.
        warn: called with a flaw, whether it is there now, and a detail for people.
        show: takes the day that is to be seen.
    """

    def __init__(
        self,
        journal: Journal,
        configuration: Configuration,
        post: Post,
        warn: Callable[[Flaw, bool, str], None],
        show: Callable[[Day], None],
    ) -> None:
        self._journal = journal
        self._configuration = configuration
        self._post = post
        self._warn = warn
        self._show = show
        journal.report = lambda health: post(lambda: self._reported(health))
        self._who = user_name()
        self._book = Book()
        self._own: dict[str, Entry] = {}
        """The last word on each record of this run, of today."""
        self._read: tuple[Entry, ...] = ()
        """What the files hold of the day that is shown."""
        self._now = local_now()
        """When it was last looked what day it is, and what time zone."""
        self._day = self._today
        self._read_day: date | None = None

    # What happens.

    def observe(self, event: Event, before: State, after: State, effects: tuple[Effect, ...]) -> None:
        """The core has taken a step, and its effects were carried out."""
        now = datetime.now(UTC) - timedelta(seconds=core_now() - event.at)
        extension = short_extension(self._configuration.account.extension)
        moment = Moment(event.at, now, self._who, extension, token_hex(6))
        self._book, entries = follow(self._book, event, before, after, effects, moment)
        if entries:
            self._journal.add(entries)
            self._remember(entries)
            self._show_day()

    def configured(self, flaws: frozenset[Flaw]) -> None:
        """The keyring may have answered for the account: the journal asks it only where that went well."""
        if self._configuration.vault_tried:
            self._journal.keyring(usable=not flaws & _VAULT_FLAWS)

    def settled(self, on_done: Callable[[bool], None]) -> None:
        """Call `on_done` soon, on the GUI thread: True if the disk has all that was recorded so far."""
        self._journal.settled(lambda well: self._post(lambda: on_done(well)))

    def close(self, timeout_s: float) -> None:
        """Write what is left, in bounded time."""
        if not self._journal.close(timeout_s):
            _log.warning("The last records of the journal were not written")

    def _reported(self, health: Health) -> None:
        self._warn(Flaw.JOURNAL_NOT_WRITTEN, bool(health.not_written), health.not_written)
        self._warn(Flaw.JOURNAL_NOT_SEALED, not health.sealed, "")

    # What is seen of it.

    def look(self) -> None:
        """Somebody looks: show the day as the files have it."""
        self.follow()
        self.show_day(self._day)

    def follow(self) -> None:
        """A view was shown; at midnight another day begins, and so it may where a clock or a time zone is changed."""
        before, self._now = self._now, local_now()
        today = self._today
        if today == before.date() and self._now.utcoffset() == before.utcoffset():
            return
        if self._day == before.date():
            self._day = today
        self._own = {name: entry for name, entry in self._own.items() if _day_of(entry) == today}
        self._read, self._read_day = (), None
        self.show_day(self._day)

    @property
    def _today(self) -> date:
        return self._now.date()

    def show_day(self, day: date) -> None:
        """Show the pauses of a day, from the files; none that is yet to come."""
        self._day = day = min(day, self._today)
        if self._read_day != day:
            self._read = ()
        self._show_day()

        def work() -> None:
            try:
                found = read(self._journal.folder, day, day)
            except OSError as error:
                _log.warning("The journal could not be read: %s", error.strerror or type(error).__name__)
                return
            self._post(lambda: self._found(day, found))

        self._journal.do(work)

    def _found(self, day: date, found: Found) -> None:
        if day == self._day:
            self._read, self._read_day = found.entries, day
            self._show_day()

    def _remember(self, entries: tuple[Entry, ...]) -> None:
        for entry in entries:
            self._own.pop(entry.id, None)
            self._own[entry.id] = entry
        for name in list(self._own)[:-_MOST_REMEMBERED]:
            del self._own[name]

    def _show_day(self) -> None:
        own = {name: entry for name, entry in self._own.items() if _day_of(entry) == self._day}
        entries = joined({**{entry.id: entry for entry in self._read}, **own}.values())
        running = self._book.running.record.id if self._book.running is not None else None
        pauses = [_record(entry, running) for entry in reversed(entries) if isinstance(entry, Pause)]
        exposures = sum(isinstance(entry, Exposure) for entry in entries)
        offset = self._now.utcoffset() or timedelta()
        self._show(Day(self._day, tuple(pauses), exposures, is_today=self._day == self._today, utc_offset=offset))


def _record(pause: Pause, running: str | None) -> PauseRecord:
    if pause.id == running:
        return PauseRecord(pause.asked_at, 0.0, HowEnded.NOT_YET)
    how = HowEnded.UNCERTAIN if pause.ended is None else _ENDINGS.get(pause.ended, HowEnded.UNCERTAIN)
    if pause.ended is Ending.RESUMED and pause.resume_cause == "clock":
        how = HowEnded.BY_CLOCK
    found = tuple(Mark.NOT_RESUMED if mark is Mark.OPEN else mark for mark in marks(pause))
    return PauseRecord(pause.asked_at, pause.length_s or 0.0, how, found)


def _day_of(entry: Entry) -> date:
    return began(entry).astimezone().date()

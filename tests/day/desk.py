"""The program of the day on a desktop that ends it, lets it sleep, and takes keyring, disk and clock from it.

Its mark and its journal are the real ones, on the real disk, without threads of their own.
"""

import datetime as dt
import errno
import pickle
from collections import Counter, deque
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from unittest.mock import patch

from tests.day.clock import Plan
from tests.day.link import Network
from tests.day.program import Program
from trayapp import disk, mark
from trayapp.core.effects import Effect, Quit
from trayapp.core.events import (
    Action,
    Configured,
    Event,
    FlawChanged,
    Leaving,
    Mark,
    QuitAsked,
    Started,
    Suspending,
    Woke,
)
from trayapp.core.problems import Flaw
from trayapp.core.state import State
from trayapp.desktop.vault import VaultError, VaultLocked
from trayapp.desktop.vault.memory import MemoryVault
from trayapp.journal import append, store
from trayapp.journal.derive import Book, Moment, follow
from trayapp.journal.entries import Entry
from trayapp.journal.store import Health, Journal

if TYPE_CHECKING:
    from tests.day.storm import StormWire

_SLOT = 1
_FULL = OSError(errno.ENOSPC, "No space left on device")


class _Inline:
    """Stands for `DiskThread`: does its jobs one after the other, now."""

    def __init__(self, desk: "Desk", _name: str) -> None:
        self._desk = desk
        self._later: Plan | None = None
        self._jobs: deque[Callable[[], object]] = deque()
        self._busy = False

    def do(self, job: Callable[[], object]) -> None:
        """Do a job, after those before it."""
        self._jobs.append(job)
        if self._busy:
            return
        self._busy = True
        while self._jobs:
            self._jobs.popleft()()
        self._busy = False

    def later(self, job: Callable[[], object], after_s: float) -> None:
        """Do a job after some time, in the place of what was to be done later."""
        if self._later is not None:
            self._later.drop()
        self._later = self._desk.plan(after_s, lambda: self.do(job))

    def settle(self, _timeout_s: float) -> bool:
        """There is nothing to wait for."""
        return True


class _InlineVault:
    """Stands for `VaultWorker`: asks the vault now."""

    def __init__(self, vault: MemoryVault, post: Callable[[Callable[[], None]], None]) -> None:
        self._vault, self._post = vault, post

    def load(self, on_done: Callable[[str | VaultError | None], None]) -> None:
        """Load the document."""
        self._ask(lambda: self._vault.load(lambda: None), on_done)

    def store(self, document: str, on_done: Callable[[VaultError | None], None]) -> None:
        """Keep a document."""

        def keep() -> None:
            self._vault.store(document, lambda: None)

        self._ask(keep, on_done)

    def stop(self) -> None:
        """There is no thread to end."""

    def _ask(self, call: Callable[[], object], on_done: Callable[..., None]) -> None:
        try:
            outcome: object = call()
        except VaultError as error:
            outcome = error
        self._post(lambda: on_done(outcome))


class Desk(Program):
    """The program, which may end and start again. `ended` and `lit` are joined by whoever makes it.

    Args:
        network: see `Program`.
        chance: see `Program`.
        extension: see `Program`.
        folder: for its files.
    """

    def __init__(self, network: Network, chance: Random, extension: str, folder: Path) -> None:
        self._folder = folder
        self.running = self.asleep = False
        self.keyring = True
        self.disk_is_full = False
        self.wall_s = 0.0
        """How far the computer's calendar is ahead of the true one."""
        self.boot = "boot 1"
        self.wire: StormWire | None = None
        self.dark: Callable[[], None] = lambda: None
        """Told when there is no screen any more."""
        self.lost: Callable[[], None] = lambda: None
        """Told when the program has ended, and nothing says that a pause may hold."""
        self.entries = 0
        """Records that were handed to the journal."""
        self.largest: Counter[str] = Counter()
        """What the core remembered at the most."""
        self.quit_asked_s: float | None = None
        """When the end of the session began to be waited for."""
        self._run = 0
        self._held: list[Callable[[], object]] = []
        self.vault = MemoryVault()
        super().__init__(network, chance, extension)

    # Coming and going.

    def begin(self) -> None:
        """Start the program."""
        self.running = True
        self.state, self._book = State(), Book()
        self.marks = mark.MarkFile(self._folder / "mark.json", self._mark_reported)
        self.journal = Journal(self._folder / "journal", _SLOT, self.vault, now=self.utc)
        self.journal.report = self._journal_reported
        self._sight = self._make_sight()
        self.journal.keyring(usable=self.keyring)
        found = self.marks.read(self._clock.now_s, self.utc(), self.state.limits.maximum_pause_s)
        self.feed(Started(self._clock.now_s, found))
        self._keyring_answers()

    def end(self) -> None:
        """The program ends, by whatever hand. What it wrote is there."""
        if not self.running:
            return
        self.dark()
        self.running = self.asleep = False
        self.quit_asked_s = None
        self._run += 1
        self._held.clear()
        self.open_tickets.clear()
        if self._tick is not None:
            self._tick.drop()
        if self.wire is not None:
            self.wire.asleep = False
            self.wire.crash()
        self._sight.close(0.0)
        if not (self._folder / "mark.json").exists():
            self.lost()

    def leave(self, how: Leaving) -> None:
        """The rep, or the session, wants to end the program."""
        if self.running and not self.asleep:
            self.feed(QuitAsked(self._clock.now_s, how))
            self.quit_asked_s = self._clock.now_s if how is Leaving.LOGOUT and self.running else None

    def sleep(self, *, told: bool) -> None:
        """The machine goes to sleep, and says so before, or does not."""
        if told:
            self.feed(Suspending(self._clock.now_s))
        self.dark()
        self.asleep = True
        self.quit_asked_s = None  # it is not waited for in a sleep
        self._network.cut(silently=True)
        if self._tick is not None:
            self._tick.drop()
        if self.wire is not None:
            self.wire.sleep()

    def wake(self, *, twice: bool = False) -> None:
        """It wakes; the system and the clocks may both tell of it."""
        if not self.asleep:
            return
        self.asleep = False
        if self.wire is not None:
            self.wire.wake()
        for _ in range(1 + twice):
            self.feed(Woke(self._clock.now_s))
        held, self._held = self._held, []
        for job in held:
            job()

    def press(self, action: Action, control: str, ivrid: str | None = None) -> None:
        """The rep presses, where there is something to be pressed."""
        if self.running and not self.asleep:
            self.quit_asked_s = None  # a press takes the wish to leave back
            super().press(action, control, ivrid)

    def close(self) -> None:
        """The end of it all."""
        if self.running:
            super().close()
            self.journal.close(0.0)

    def plan(self, after_s: float, job: Callable[[], object]) -> Plan:
        """Do something later, if the program then runs still; not before the machine has woken."""
        run = self._run

        def do() -> None:
            if run == self._run and self.asleep:
                self._held.append(job)
            elif run == self._run:
                job()

        return self._clock.after(after_s, do)

    # What the desktop gives.

    def utc(self) -> dt.datetime:
        """The computer's calendar."""
        local = self._network.monitors.phones.clock.local(self._clock.now_s)
        return (local + dt.timedelta(seconds=self.wall_s)).astimezone(dt.UTC)

    def set_keyring(self, *, there: bool) -> None:
        """It locks or goes away, or can be asked again."""
        self.keyring = there
        self.vault.failure = None if there else VaultLocked("locked")
        if self.running and not self.asleep:
            self.journal.keyring(usable=there)
            self._keyring_answers()

    def _keyring_answers(self) -> None:
        """The account is read once in a run; a keyring that goes away later takes nothing back."""
        self._warn(Flaw.VAULT_LOCKED, not self.keyring, "")
        if self.keyring and self.state.setup is None:
            self.feed(Configured(self._clock.now_s, self._setup))
            self._sight.configure()

    def flaw(self, flaw: Flaw, *, present: bool) -> None:
        """Something of the surroundings fails, or is well again."""
        if self.running and not self.asleep:
            self._warn(flaw, present, "detail")

    def _warn(self, flaw: Flaw, present: bool, detail: str) -> None:  # noqa: FBT001  (as `CallSight` calls it)
        self.feed(FlawChanged(self._clock.now_s, flaw, present, detail))

    def _mark_reported(self, error: disk.NotSaved | None) -> None:
        self._post(lambda: self._warn(Flaw.MARK_NOT_SAVED, error is not None, ""))

    def _journal_reported(self, health: Health) -> None:
        self._post(lambda: self._warn(Flaw.JOURNAL_NOT_WRITTEN, bool(health.not_written), ""))
        self._post(lambda: self._warn(Flaw.JOURNAL_NOT_SEALED, not health.sealed, ""))

    def real_parts(self) -> AbstractContextManager[object]:
        """While it lasts, mark and journal go by this desktop's clocks and disk, too."""
        desk = self

        class Calendar(dt.datetime):
            @classmethod
            def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]
                return desk.utc().astimezone(tz)

        def write(path: Path, data: bytes, *, flush: bool) -> None:
            if desk.disk_is_full:
                raise disk.NotSaved(path, _FULL)
            disk.write_atomically(path, data, flush=False)

        def add(path: Path, data: bytes) -> None:
            if desk.disk_is_full:
                raise disk.NotSaved(path, _FULL)
            path.parent.mkdir(exist_ok=True)
            with path.open("ab") as file:
                file.write(data)

        with ExitStack() as stack:
            stack.enter_context(super().real_parts())
            stack.enter_context(
                patch.multiple(
                    mark,
                    core_now=self._clock.now,
                    boot_id=lambda: desk.boot,
                    datetime=Calendar,
                    DiskThread=partial(_Inline, self),
                    write_atomically=write,
                    flush_file=lambda _path: None,
                )
            )
            stack.enter_context(patch.multiple(store, DiskThread=partial(_Inline, self), VaultWorker=_InlineVault))
            stack.enter_context(patch.object(append, "_write", add))
            return stack.pop_all()

    # The heart.

    def _post(self, job: Callable[[], None]) -> None:
        run = self._run

        def do() -> None:
            if run != self._run:
                return
            if self.asleep:
                self._held.append(job)
            else:
                job()

        super()._post(do)

    def feed(self, event: Event) -> None:
        """Take one event, while there is a program."""
        if self.running:
            super().feed(event)

    def _observe(self, event: Event, before: State, effects: tuple[Effect, ...]) -> None:
        moment = Moment(event.at, self.utc(), "rep", "…789", f"{self.steps:012x}")
        self._book, entries = follow(self._book, event, before, self.state, effects, moment)
        self._write_down(entries)
        self._measure()

    def _write_down(self, entries: tuple[Entry, ...]) -> None:
        self.entries += len(entries)
        self.journal.add(entries)

    def _carry_out(self, effect: Effect) -> None:
        if isinstance(effect, Quit):
            run = self._run
            self._clock.after(0.0, lambda: self.end() if run == self._run else None)
        else:
            super()._carry_out(effect)

    def _write_mark(self, mark: Mark | None) -> None:
        super()._write_mark(mark)
        if mark is None:
            self.marks.clear()
        else:
            self.marks.write(mark)

    # Growth.

    def size(self) -> int:
        """How many bytes all that core and journal remember takes."""
        return len(pickle.dumps((self.state, self._book)))

    def _measure(self) -> None:
        state = self.state
        now = {
            "requests in flight": len(state.in_flight),
            "requests left": len(state.orphans),
            "presses waited for": len(state.tickets),
            "controls": len(state.last_presses),
            "calls of a pause": len(state.pause.covered) if state.pause is not None else 0,
            "hosts of a pause": len(state.pause.told) if state.pause is not None else 0,
            "hosts owed": len(state.release.hosts) if state.release is not None else 0,
            "exposures open": len(self._book.exposures),
        }
        self.largest |= Counter(now)

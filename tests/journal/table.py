"""A desk for the core, with the journal that follows it: what is done here, and what is recorded of it."""

from datetime import UTC, datetime, timedelta
from itertools import count

from tests.core.desk import Desk
from trayapp.core.effects import Effect
from trayapp.core.events import Action, Event
from trayapp.core.step import step
from trayapp.journal.derive import Book, Moment, follow
from trayapp.journal.entries import Entry, Exposure, Pause

BEGAN = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ONE, TWO = "a" * 32, "b" * 32


class Table(Desk):
    """A desk for the core, and the journal that follows it."""

    def __init__(self, *, configured: bool = True) -> None:
        self.book = Book()
        self.lines: list[Entry] = []
        self._tokens = count(1)
        self.extension = "…234"
        super().__init__(configured=configured)

    def feed(self, event: Event) -> tuple[Effect, ...]:
        before = self.state
        self.state, self.last = step(before, event)
        self.effects += self.last
        moment = Moment(self.now, self.utc, "dana", self.extension, f"id{next(self._tokens)}")
        self.book, entries = follow(self.book, event, before, self.state, self.last, moment)
        self.lines += entries
        return self.last

    @property
    def utc(self) -> datetime:
        return BEGAN + timedelta(seconds=self.now - 1000.0)

    def folded(self) -> list[Entry]:
        """The last word on each record, in the order in which they began."""
        last: dict[str, Entry] = {}
        for entry in self.lines:
            last[entry.id] = entry
        return list(last.values())

    @property
    def pauses(self) -> list[Pause]:
        return [entry for entry in self.folded() if isinstance(entry, Pause)]

    @property
    def exposures(self) -> list[Exposure]:
        return [entry for entry in self.folded() if isinstance(entry, Exposure)]

    @property
    def only_pause(self) -> Pause:
        assert len(self.pauses) == 1
        return self.pauses[0]

    def chord(self, action: Action = Action.TOGGLE) -> None:
        self.press(action, control=f"chord.{action.name.lower()}")

    def paused(self, *, after_s: float = 0.1) -> None:
        """Paused by chord and accepted."""
        self.chord()
        self.wait(after_s)
        self.accept()
        self.wait(1.0)

    def resume(self, control: str = "pill.resume") -> None:
        self.press(Action.RESUME, control=control)
        self.wait(0.2)
        self.accept()

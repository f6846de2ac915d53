"""What other sessions have written down, read while things change here: the newest press has the last word."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QCoreApplication

from trayapp.clock import core_now
from trayapp.core.events import Event, Mark, Overruled, SeenElsewhere, Started
from trayapp.core.state import Phase
from trayapp.mark import MarkFile, find_mark
from trayapp.program.other_sessions import OtherSessions
from trayapp.slots import Slot

MAXIMUM_S = 180.0
LONG_S = 30.0
SOON_S = 2.0
"""Less than a session that hangs is waited for."""


class Session:
    """One session of several; what its threads have to say waits until it is heard."""

    def __init__(self, folder: Path) -> None:
        self.slot = Slot(folder)
        self.mark = MarkFile(self.slot.mark_file, lambda _: None)
        setup = SimpleNamespace(account="ours")
        self.state = SimpleNamespace(setup=setup, phase=Phase.IDLE, pause=None, release=None)
        self.fed: list[Event] = []
        self._posted: list[Callable[[], None]] = []
        self.others = OtherSessions(
            folder,
            self.slot,
            self.mark,
            lambda: cast("Any", self.state),
            self.fed.append,
            self._posted.append,
            MAXIMUM_S,
        )

    def pause(self, account: str = "ours", age_s: float = 0.0) -> None:
        """Press, and have it written down."""
        self.state.phase = Phase.PAUSING
        began = core_now() - age_s
        self.mark.write(Mark(began, began + MAXIMUM_S, account))

    def settle(self) -> None:
        """Hear everything that there is to be heard."""
        while self._read() or self._posted:
            self.hear()

    def hear(self) -> None:
        """What has been said by now."""
        posted = self._posted[:]
        self._posted.clear()
        for said in posted:
            said()

    def _read(self) -> bool:
        """Wait for the disk; whether anything came of it."""
        before = len(self._posted)
        assert self.others._disk.settle(LONG_S)
        assert self.mark.settle(LONG_S)
        return len(self._posted) != before

    def look(self) -> None:
        self.others.look()
        self.settle()

    def of(self, *kinds: type[Event]) -> list[Event]:
        return [event for event in self.fed if isinstance(event, kinds)]


@pytest.fixture
def sessions(qapp: QCoreApplication, tmp_path: Path) -> Iterator[Callable[[], Session]]:
    made: list[Session] = []

    def another() -> Session:
        made.append(Session(tmp_path))
        return made[-1]

    yield another
    for session in made:
        session.others.close()
        session.slot.release()


def has_died(session: Session) -> None:
    """Its program is gone; what it wrote stays."""
    assert session.mark.settle(LONG_S)
    session.slot.release()


def pressed_at(session: Session) -> float | None:
    """Of what its file holds."""
    found = find_mark(session.slot.mark_file, core_now(), datetime.now(UTC), MAXIMUM_S)
    return None if found is None else found.pressed_at


def test_the_pause_of_a_session_that_has_died_is_asked_about(sessions: Callable[[], Session]) -> None:
    dead, ours = sessions(), sessions()
    dead.pause(age_s=20.0)
    has_died(dead)
    ours.look()
    (started,) = ours.of(Started)
    assert isinstance(started, Started)
    assert started.mark is not None
    assert started.mark.account == "ours"
    assert not dead.slot.mark_file.exists()
    assert pressed_at(ours) == dead.mark.pressed_at


def test_the_pause_of_a_session_that_has_died_is_ours_before_it_is_told_that_its_mark_has_gone(
    sessions: Callable[[], Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the screen would say for a moment that nothing is paused."""
    dead, ours = sessions(), sessions()
    dead.pause(age_s=20.0)
    has_died(dead)
    moved, disk = threading.Event(), threading.Event()
    adopt = ours.slot.adopt

    def slow(number: int) -> bool:
        done = adopt(number)
        moved.set()
        assert disk.wait(LONG_S)
        return done

    monkeypatch.setattr(ours.slot, "adopt", slow)
    ours.others.look()
    assert ours.others._disk.settle(LONG_S)
    ours.hear()
    assert moved.wait(LONG_S)
    ours.others.look()
    assert not ours.others._disk.settle(0.3)
    ours.hear()
    disk.set()
    ours.settle()
    assert [type(event) for event in ours.fed] == [SeenElsewhere, Started, SeenElsewhere]


def test_a_press_while_a_slow_disk_moves_the_mark_of_a_dead_session_stands(
    sessions: Callable[[], Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is newer than the pause that was left, and nothing takes it back."""
    dead, ours = sessions(), sessions()
    dead.pause(age_s=400.0)
    has_died(dead)
    moves, disk = threading.Event(), threading.Event()
    adopt = ours.slot.adopt

    def slow(number: int) -> bool:
        moves.set()
        assert disk.wait(LONG_S)
        return adopt(number)

    monkeypatch.setattr(ours.slot, "adopt", slow)
    ours.others.look()
    assert ours.others._disk.settle(LONG_S)
    ours.hear()
    assert moves.wait(LONG_S)
    ours.pause()
    disk.set()
    ours.settle()
    ours.look()
    assert ours.of(Started, Overruled) == []
    assert pressed_at(ours) == ours.mark.pressed_at is not None


def test_a_press_before_the_disk_comes_to_the_mark_of_a_dead_session_leaves_it_where_it_is(
    sessions: Callable[[], Session],
) -> None:
    dead, ours = sessions(), sessions()
    dead.pause(age_s=20.0)
    has_died(dead)
    ours.others.look()
    assert ours.others._disk.settle(LONG_S)
    busy = threading.Event()
    ours.mark._writer.do(lambda: busy.wait(LONG_S))
    ours.hear()
    ours.pause()
    busy.set()
    ours.settle()
    assert ours.of(Started, Overruled) == []
    assert pressed_at(ours) == ours.mark.pressed_at
    assert pressed_at(dead) == dead.mark.pressed_at


def test_a_pause_of_this_account_is_told_even_where_one_of_another_account_is_newer(
    sessions: Callable[[], Session],
) -> None:
    same, other, ours = sessions(), sessions(), sessions()
    same.pause()
    assert same.mark.settle(LONG_S)
    other.pause(account="another")
    assert other.mark.settle(LONG_S)
    ours.look()
    (seen,) = ours.of(SeenElsewhere)
    assert isinstance(seen, SeenElsewhere)
    assert seen.mark is not None
    assert (seen.mark.account, seen.newer) == ("ours", True)


def test_a_mark_of_another_account_does_not_hide_that_ours_was_taken_away(sessions: Callable[[], Session]) -> None:
    other, ours = sessions(), sessions()
    ours.pause()
    assert ours.mark.settle(LONG_S)
    other.pause(account="another")
    assert other.mark.settle(LONG_S)
    ours.slot.mark_file.unlink()
    ours.look()
    assert len(ours.of(Overruled)) == 1


def test_a_mark_of_another_account_whose_session_has_died_is_forgotten_once_it_is_over(
    sessions: Callable[[], Session],
) -> None:
    dead, ours = sessions(), sessions()
    dead.pause(account="another", age_s=MAXIMUM_S - 60.0)
    has_died(dead)
    ours.look()
    assert dead.slot.mark_file.exists()
    assert ours.others._timer.isActive()
    dead.pause(account="another", age_s=MAXIMUM_S + 1.0)
    has_died(dead)
    ours.look()
    ours.look()
    assert not dead.slot.mark_file.exists()
    assert not ours.others._timer.isActive()
    assert ours.of(Started) == []


def test_a_mark_of_another_account_whose_session_runs_stays(sessions: Callable[[], Session]) -> None:
    other, ours = sessions(), sessions()
    other.pause(account="another", age_s=MAXIMUM_S + 1.0)
    assert other.mark.settle(LONG_S)
    ours.look()
    ours.look()
    assert other.slot.mark_file.exists()


def paused_again_here(sessions: Callable[[], Session]) -> tuple[Session, Session]:
    """A session with a pause, and one that has taken it over and resumed it, of which the first has heard nothing."""
    other, ours = sessions(), sessions()
    other.pause()
    assert other.mark.settle(LONG_S)
    ours.look()
    ours.pause()
    assert ours.mark.settle(LONG_S)
    ours.state.phase = Phase.IDLE
    ours.others.clear_mark(ended=True)
    return other, ours


def test_a_mark_stays_until_the_others_have_seen_that_their_pause_is_over(sessions: Callable[[], Session]) -> None:
    """Were it gone first, they could not know by whom theirs was overruled, and would ask about one that is over."""
    other, ours = paused_again_here(sessions)
    assert not ours.mark.settle(0.2)
    assert ours.slot.mark_file.exists()
    other.others.look()
    assert other.others._disk.settle(LONG_S)
    other.hear()
    (seen,) = other.of(SeenElsewhere)
    assert isinstance(seen, SeenElsewhere)
    assert seen.newer
    assert other.of(Overruled) == []
    other.others.clear_mark(ended=False)
    other.settle()
    assert ours.mark.settle(SOON_S), "there is nobody left to wait for"
    assert not ours.slot.mark_file.exists()


def test_what_others_wrote_down_of_a_pause_that_has_ended_is_not_taken_for_one(
    sessions: Callable[[], Session],
) -> None:
    other, ours = paused_again_here(sessions)
    ours.others.look()
    assert ours.others._disk.settle(LONG_S)
    ours.hear()
    last = ours.of(SeenElsewhere)[-1]
    assert isinstance(last, SeenElsewhere)
    assert last.mark is None
    assert other.slot.mark_file.exists()


def test_the_mark_of_a_session_that_hangs_goes_after_a_while(sessions: Callable[[], Session]) -> None:
    other, ours = paused_again_here(sessions)
    assert ours.mark.settle(LONG_S)
    assert not other.slot.mark_file.exists()
    assert not ours.slot.mark_file.exists()
    other.look()
    assert len(other.of(Overruled)) == 1


def test_a_press_while_others_are_waited_for_does_not_wait(sessions: Callable[[], Session]) -> None:
    other, ours = paused_again_here(sessions)
    ours.pause()
    assert ours.mark.settle(SOON_S)
    assert pressed_at(ours) == ours.mark.pressed_at is not None
    assert other.slot.mark_file.exists()


def test_a_pause_that_is_only_dropped_takes_nothing_from_others(sessions: Callable[[], Session]) -> None:
    other, ours = sessions(), sessions()
    other.pause()
    assert other.mark.settle(LONG_S)
    ours.pause()
    ours.others.clear_mark(ended=False)
    assert ours.mark.settle(SOON_S)
    assert not ours.slot.mark_file.exists()
    assert pressed_at(other) == other.mark.pressed_at


def test_who_leaves_waits_for_the_others_but_a_moment(sessions: Callable[[], Session]) -> None:
    """Shorter than the program waits for its mark to go."""
    other, ours = paused_again_here(sessions)
    ours.others.leave()
    assert ours.mark.settle(SOON_S)
    assert not other.slot.mark_file.exists()
    assert not ours.slot.mark_file.exists()


def test_an_older_mark_that_comes_late_is_told_all_the_same(
    sessions: Callable[[], Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was written by a slow disk: its session may repeat that pause."""
    other, ours = paused_again_here(sessions)
    late = other.slot.mark_file.read_bytes()
    assert ours.mark.settle(LONG_S)
    other.slot.mark_file.write_bytes(late)
    ours.look()
    assert ours.others._timer.isActive(), "it is looked again, without news"
    monkeypatch.setattr(ours.others, "_ended_until_s", core_now())
    ours.look()
    last = ours.of(SeenElsewhere)[-1]
    assert isinstance(last, SeenElsewhere)
    assert last.mark is not None

"""What the programs of this user's other desktop sessions have written down, told to the core as it changes."""

import logging
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer

from trayapp.clock import core_now
from trayapp.core.events import Event, Mark, Overruled, SeenElsewhere, Started
from trayapp.core.state import Phase, State
from trayapp.disk import DiskThread, patiently
from trayapp.mark import LONGEST_PAUSE_S, Found, MarkFile, find_mark
from trayapp.slots import Slot

_log = logging.getLogger(__name__)

_ALIVE_MS = 5000
"""How often, while another session's mark stands, it is asked whether that session still runs."""
_MOVE_S = 60.0
"""The longest that a look waits for the mark of a session that has ended to be moved."""
_HANGS_AFTER_S = 3.0
"""A session that has not seen the mark of another after this long hangs; more than a look takes, also unwatched."""
_LEAVING_S = 0.5
"""It is waited for no longer than this where the program ends."""
_GLANCE_S = 0.002
"""How often it is looked whether the others have put their marks away."""
_UNWATCHED_MS = 2000
"""How often the folder is looked at where the system cannot tell of its changes."""


@dataclass(frozen=True, slots=True)
class _Sight:
    """How the files stood at one moment."""

    others: Mapping[int, Found]
    """The marks of other slots."""
    taken_away: bool
    """Our own mark has gone, or is another."""


class OtherSessions(QObject):
    """Looks at the marks of others when their folder changes; while there are none, nothing is done at all.

    The files are read on a thread of its own: a disk may take long.

    Args:
        folder: where the marks lie.
        slot: which of them is ours.
        mark: ours.
        state: the core's state now.
        feed: takes what has happened.
        post: runs a function on the GUI thread.
        unknown_s: how long a pause may last of which nothing can be read.
    """

    def __init__(  # noqa: PLR0917  (each is a part of another kind)
        self,
        folder: Path,
        slot: Slot,
        mark: MarkFile,
        state: Callable[[], State],
        feed: Callable[[Event], None],
        post: Callable[[Callable[[], None]], None],
        unknown_s: float,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._slot, self._mark = slot, mark
        self._state, self._feed, self._post = state, feed, post
        self._unknown_s = unknown_s
        self._disk = DiskThread("other-sessions")
        self._looking = self._look_again = False
        self._ended: tuple[str, float] | None = None
        """An account, and our last press for the pause of it that has ended: while the others are given time."""
        self._ended_until_s = self._leaves_at_s = math.inf
        self._told: tuple[float | None, bool] | None = None
        """The last press for the newest mark of others, and whether it is newer than ours."""
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look)
        self._watched = folder.is_dir() and self._watcher.addPath(str(folder))

    def look(self) -> None:
        """Have a look at how things stand; what has changed is told to the core soon."""
        self._look_again = self._looking
        if not self._looking:
            self._looking = True
            self._disk.do(self._read)

    def clear_mark(self, *, ended: bool) -> None:
        """Take our mark away; where the pause has `ended`, what others wrote down before our last press holds no more.

        They are given the time to see that press by our mark, and to put theirs away: to one that missed it nobody
        could tell that the recording was resumed. One that hangs finds its mark gone.
        """
        ours, setup = self._mark.pressed_at, self._state().setup
        if not ended or ours is None or setup is None:
            self._mark.clear()
            return
        account = setup.account
        self._ended, self._ended_until_s, self._leaves_at_s = (account, ours), core_now() + _HANGS_AFTER_S, math.inf
        self._mark.clear(lambda waits: self._until_others_know(account, ours, waits))

    def leave(self) -> None:
        """The program ends: what others have still to see of ours, they have to see soon."""
        self._leaves_at_s = core_now() + _LEAVING_S

    def close(self) -> None:
        """Look no more."""
        self.leave()
        self._timer.stop()
        self._watcher.directoryChanged.disconnect(self.look)

    # On the disk's thread.

    def _read(self) -> None:
        found = {number: self._find(path) for number, path in self._slot.other_marks().items()}
        others = {number: one for number, one in found.items() if one is not None}
        sight = _Sight(others, self._mark.is_taken_away())
        self._post(lambda: self._judge(sight))

    def _drop(self, number: int) -> None:
        self._removed(lambda: self._slot.drop(number))

    @staticmethod
    def _removed(remove: Callable[[], None]) -> None:
        try:
            remove()
        except OSError as error:
            _log.warning("The mark of a session that hangs or has ended cannot be removed: %s", error.strerror)

    def _find(self, path: Path) -> Found | None:
        return find_mark(path, core_now(), datetime.now(UTC), self._unknown_s)

    # On the thread that writes our mark.

    def _until_others_know(self, account: str, moment: float, waits: Callable[[], bool]) -> None:
        """Wait until nobody of this account has a mark from before the moment; those that hang lose theirs."""
        until_s = core_now() + _HANGS_AFTER_S
        while waits() and (before := self._marks_before(account, moment)):
            if core_now() >= min(until_s, self._leaves_at_s):
                for path in before:
                    if waits():
                        # Else its program, once it runs again, believes in its pause until it is resumed.
                        self._removed(lambda path=path: patiently(lambda: path.unlink(missing_ok=True)))  # type: ignore[misc]
                return
            time.sleep(_GLANCE_S)

    def _marks_before(self, account: str, moment: float) -> list[Path]:
        found = {path: self._find(path) for path in self._slot.other_marks().values()}
        return [path for path, one in found.items() if one is not None and _is_before(one, account, moment)]

    def _moved_here(self) -> None:
        mark = self._mark.read(core_now(), datetime.now(UTC), self._unknown_s)
        self._post(lambda: self._adopted(mark))

    # On the GUI thread.

    def _adopted(self, mark: Mark | None) -> None:
        if self._is_idle():  # else it was pressed here meanwhile, and that mark has followed, or does
            self._feed(Started(core_now(), mark))
        self.look()

    def _judge(self, sight: _Sight) -> None:
        self._looking = False
        if self._look_again:
            self.look()
            return
        some = bool(sight.others)
        if self._ended is not None and core_now() < self._ended_until_s:
            ended = self._ended
            there = {number: found for number, found in sight.others.items() if not _is_before(found, *ended)}
            sight = replace(sight, others=there)
        rank = lambda found: (self._concerns(found), found.pressed_at or 0.0)  # noqa: E731  (of this place alone)
        newest = max(sight.others.values(), key=rank, default=None)
        told = None if newest is None else (newest.pressed_at, self._concerns(newest) and self._is_newer(newest))
        if told != self._told:
            self._told = told
            mark = None if newest is None else newest.mark
            self._feed(SeenElsewhere(core_now(), mark, newer=told is not None and told[1]))
        if sight.taken_away and not (told is not None and told[1]):
            self._feed(Overruled(core_now()))
        self._look_after_the_dead(sight)
        if not self._watched:
            self._timer.start(_UNWATCHED_MS)
        elif some:
            self._timer.start(_ALIVE_MS)
        else:
            self._timer.stop()

    def _look_after_the_dead(self, sight: _Sight) -> None:
        """A pause whose session has ended is ours to ask about and to end, unless there is another one here.

        Of another account it is nobody's to end: it is forgotten once it must have ended by itself.
        """
        if not self._is_idle() or self._state().setup is None:
            return
        for number, found in sight.others.items():
            if self._concerns(found):
                self._mark.adopt(lambda number=number: self._slot.adopt(number), self._moved_here)  # type: ignore[misc]
                # The next look waits: it must not tell that the other mark has gone before it is told that it is ours.
                self._disk.do(lambda: self._mark.settle(_MOVE_S))
                return
            if _ends_at(found.mark) <= core_now():
                self._disk.do(lambda number=number: self._drop(number))  # type: ignore[misc]  # bound now

    def _is_idle(self) -> bool:
        """Whether no pause is believed in here, and none written down."""
        state = self._state()
        under_way = state.phase is not Phase.IDLE or state.pause is not None or state.release is not None
        return not under_way and self._mark.pressed_at is None

    def _concerns(self, found: Found) -> bool:
        """Whether it may be of our account; before that is known, any may."""
        setup = self._state().setup
        return setup is None or found.mark.account in ("", setup.account)

    def _is_newer(self, found: Found) -> bool:
        ours = self._mark.pressed_at
        return ours is None or (found.pressed_at is not None and found.pressed_at > ours)


def _is_before(found: Found, account: str, moment: float) -> bool:
    """Whether a mark of this account was written before a press here."""
    return found.mark.account == account and found.pressed_at is not None and found.pressed_at < moment


def _ends_at(mark: Mark) -> float:
    """When a pause that nobody looks after has ended by itself at the latest, in core seconds."""
    return mark.resumes_at if mark.resumes_at is not None else mark.started_at + LONGEST_PAUSE_S

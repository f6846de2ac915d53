"""Desks for the fault stories, and what every story must leave as it was."""

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtWidgets import QApplication

from tests.faults.here import RepHere
from tests.faults.rep import LIMITS, Names
from tests.servers.certificates import Authority
from trayapp.core.events import Action
from trayapp.core.limits import Limits
from trayapp.core.view import StateName
from trayapp.mark import MarkFile
from trayapp.simulator.until import until

_TRIES = 3
"""A machine that does something else for a moment is no freeze; a fault that freezes does it every time."""
_NOISE_S = 0.1


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """What the servers' good certificates come from."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[Names]:
    """Lookups that lead to the loopback."""
    made = Names()
    monkeypatch.setattr(socket, "getaddrinfo", made)
    yield made
    made.let_go.set()


@pytest.fixture(scope="session")
def mark(tmp_path_factory: pytest.TempPathFactory) -> MarkFile:
    """Where pauses are written down; its two threads live as long as the program."""
    return MarkFile(tmp_path_factory.mktemp("mark") / "mark.json", lambda _: None)


MakeRep = Callable[..., RepHere]


@pytest.fixture
def make_rep(mark: MarkFile, authority: Authority, names: Names, qapp: QApplication) -> MakeRep:
    """Makes desks, by the limits and whether the calls are seen."""

    def make(limits: Limits = LIMITS, *, sight: bool = False) -> RepHere:
        return RepHere(mark, authority, names, limits, sight=sight)

    return make


@pytest.fixture(scope="session")
def usual_gap_s(mark: MarkFile, authority: Authority, qapp: QApplication) -> float:
    """How long the screen stands still at the most where nothing goes wrong, in this run."""
    longest_s = 0.0
    with pytest.MonkeyPatch.context() as patch:
        names = Names()
        patch.setattr(socket, "getaddrinfo", names)
        for _ in range(5):
            with RepHere(mark, authority, names) as rep:
                rep.call()
                for action, state in ((Action.PAUSE, StateName.PAUSED), (Action.RESUME, StateName.READY)):
                    rep.press(action)
                    rep.shows(state)
                rep.run(0.2)
            longest_s = max(longest_s, rep.longest_gap_s)
    return longest_s


Live = Callable[..., None]
"""Takes a story of a desk, and limits that differ from the usual short ones."""


@pytest.fixture
def live(make_rep: MakeRep, usual_gap_s: float) -> Live:
    """Lives a story through; no thread and no descriptor is left of it, and the screen never froze."""

    def run(story: Callable[[RepHere], None], limits: Limits = LIMITS) -> None:
        gaps_s = []
        for _ in range(_TRIES):
            with nothing_left(), make_rep(limits) as rep:
                story(rep)
            gaps_s.append(rep.longest_gap_s)
            if gaps_s[-1] <= 3 * usual_gap_s + _NOISE_S:
                return
        pytest.fail(f"the screen stood still for {gaps_s} s; without a fault, for {usual_gap_s:.3f} s")

    return run


@contextmanager
def nothing_left() -> Iterator[None]:
    """What runs in here leaves no thread of the program and no open file or socket."""
    before, open_before = set(threading.enumerate()), _descriptors()
    yield

    def gone() -> bool:
        ours = (one for one in threading.enumerate() if one.name.startswith("wire"))
        return not set(ours) - before and _descriptors() <= open_before

    until(gone, what="threads and sockets to end")


def _descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208  (a Path would be made of each)

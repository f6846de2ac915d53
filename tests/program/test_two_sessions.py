"""A second desktop session of the same user: chord, tray, pill and socket of its own; files and keyring are shared."""

import os
import signal
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.program.desk import START_S, TOGGLE, WAIT_S, Desk, Program, pace
from trayapp.core.view import StateName
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


class SecondSession(Desk):
    """Another display, and on it what sessions of one user share: folders, run-time folder, bus and keyring."""

    def __init__(self, first: Desk, desktop: VirtualDesktop) -> None:
        super().__init__(desktop, first.simulation, first.home)
        folders = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        shared = ("HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", *folders)
        self._shared = {name: first.desktop.environment[name] for name in shared}

    @property
    def environment(self) -> dict[str, str]:
        """As of the first, on the second's display."""
        return {**super().environment, **getattr(self, "_shared", {})}


@pytest.fixture(scope="module")
def second_desktop() -> Iterator[VirtualDesktop]:
    """One more display for all tests of this module."""
    with VirtualDesktop() as running:
        yield running


@pytest.fixture
def other(desk: Desk, second_desktop: VirtualDesktop) -> Iterator[Desk]:
    """The same user's second session."""
    session = SecondSession(desk, second_desktop)
    yield session
    session.close()


def marks(desk: Desk) -> list[Path]:
    return sorted((desk.home / "state").glob("pause-mark*.json"))


def both(desk: Desk, other: Desk) -> tuple[Program, Program]:
    """A program in each session, both ready, and a call."""
    first = desk.ready()
    second = other.start()
    second.shows(StateName.READY, timeout_s=START_S)
    desk.call()
    return first, second


def test_each_session_has_a_program_of_its_own(desk: Desk, other: Desk) -> None:
    """Chord, command line, pill and log; neither hears the other's chord; a second start finds its own session's."""
    first, second = both(desk, other)
    assert first.ask() is not None
    assert second.ask() is not None
    other.desktop.key(TOGGLE)
    second.shows(StateName.PAUSED)
    first.shows(StateName.UNKNOWN)
    pace()
    other.desktop.key(TOGGLE)
    second.shows(StateName.READY)
    first.shows(StateName.READY)
    assert other.run().code == 0
    until(lambda: "panel" in second.widgets(), WAIT_S, "the panel in the second session")
    assert "panel" not in first.widgets()
    assert {file.name for file in (desk.home / "log").glob("rec*")} == {"recording-pause.log", "recording-pause-2.log"}


def test_a_session_that_starts_during_the_pause_of_another_does_not_say_ready(desk: Desk, other: Desk) -> None:
    """It says that a pause may hold, since when, and where; it sends nothing, and takes nothing from the other."""
    first = desk.ready()
    desk.call()
    desk.desktop.key(TOGGLE)
    since = first.shows(StateName.PAUSED)["paused_since"]
    until(lambda: len(marks(desk)) == 1, what="the mark")
    second = other.start()
    status = second.shows(StateName.UNKNOWN, timeout_s=START_S, demo=True)
    assert status["problem"]["code"] == "elsewhere"
    assert status["paused_since"] == since
    assert "ready" not in {view["state"] for view in second.views()}
    second.process.terminate()
    assert second.ends() == 0
    assert len(marks(desk)) == 1
    assert first.state == StateName.PAUSED
    assert desk.muted() == [True]
    assert False not in desk.mutes()


def test_a_pause_shows_in_the_other_session_and_ends_there_too(desk: Desk, other: Desk) -> None:
    """By the hand that made it."""
    first, second = both(desk, other)
    desk.desktop.key(TOGGLE)
    first.shows(StateName.PAUSED)
    second.shows(StateName.UNKNOWN)
    pace()
    desk.desktop.key(TOGGLE)
    first.shows(StateName.READY)
    second.shows(StateName.READY)
    assert desk.muted() == [False]
    assert not marks(desk)


def test_resumed_in_the_other_session_it_is_over_in_both(desk: Desk, other: Desk) -> None:
    """The first neither says that recording is paused nor pauses it again."""
    first, second = both(desk, other)
    desk.desktop.key(TOGGLE)
    first.shows(StateName.PAUSED)
    second.shows(StateName.UNKNOWN)
    assert other.run("resume").code == 0
    second.shows(StateName.READY)
    first.shows(StateName.READY)
    until(lambda: not marks(desk), what="the marks to go")
    pace()
    assert desk.muted() == [False]
    sent = len(desk.mutes())
    until(lambda: len(desk.mutes()) > sent, WAIT_S, "the echo of the resume")
    assert desk.mutes()[-1] is False


def test_paused_again_in_the_other_session_only_that_one_has_a_clock(desk: Desk, other: Desk) -> None:
    """The first one's automatic resume would take the second's pause along: it gives way."""
    assert desk.set_up().code == 0
    first, second = desk.start(maximum_pause_s=6.0), other.start(maximum_pause_s=30.0)
    for program in (first, second):
        program.shows(StateName.READY, timeout_s=START_S)
    desk.call()
    desk.desktop.key(TOGGLE)
    began_s = first.await_view(state="paused")["at_s"]
    second.shows(StateName.UNKNOWN)
    other.desktop.key(TOGGLE)
    second.shows(StateName.PAUSED)
    first.shows(StateName.UNKNOWN)
    until(lambda: time.monotonic() >= began_s + 7.0, WAIT_S, "the first one's maximum to pass")
    assert second.state == StateName.PAUSED
    assert first.state == StateName.UNKNOWN
    assert desk.muted() == [True]
    assert False not in desk.mutes()
    assert len(marks(desk)) == 1
    assert other.run("resume").code == 0
    first.shows(StateName.READY)


def test_the_end_of_the_other_session_leaves_a_pause_alone_that_is_not_its_own(desk: Desk, other: Desk) -> None:
    """Neither logout nor a crash of the one that looks on sends a thing."""
    first, second = both(desk, other)
    desk.desktop.key(TOGGLE)
    first.shows(StateName.PAUSED)
    second.shows(StateName.UNKNOWN)
    second.process.send_signal(signal.SIGTERM)
    assert second.ends() == 0
    third = other.start()
    third.shows(StateName.UNKNOWN, timeout_s=START_S, demo=True)
    third.kill()
    assert first.state == StateName.PAUSED
    assert desk.muted() == [True]
    assert False not in desk.mutes()


def test_a_session_that_dies_in_a_pause_leaves_it_to_the_other(desk: Desk, other: Desk) -> None:
    """Which asks, and resumes by the clock of that pause."""
    assert desk.set_up().code == 0
    first, second = desk.start(maximum_pause_s=9.0), other.start(maximum_pause_s=9.0)
    for program in (first, second):
        program.shows(StateName.READY, timeout_s=START_S)
    desk.call()
    other.desktop.key(TOGGLE)
    second.shows(StateName.PAUSED)
    first.shows(StateName.UNKNOWN)
    second.kill()
    until(lambda: first.status()["problem"]["code"] == "restarted", WAIT_S, "the other to look after it")
    first.shows(StateName.READY, timeout_s=9.0 + WAIT_S)
    assert desk.muted() == [False]
    assert not marks(desk)


def test_a_session_that_hung_while_the_other_resumed_does_not_go_on_saying_paused(desk: Desk, other: Desk) -> None:
    """Stopped in its pause, and let go again: it does not know, and says so; it sends nothing by itself at first."""
    first, second = both(desk, other)
    desk.desktop.key(TOGGLE)
    first.shows(StateName.PAUSED)
    second.shows(StateName.UNKNOWN)
    os.kill(first.process.pid, signal.SIGSTOP)
    try:
        assert other.run("resume").code == 0
        second.shows(StateName.READY)
        until(lambda: not marks(desk), what="the mark of the hung one to go")
        assert desk.muted() == [False]
    finally:
        os.kill(first.process.pid, signal.SIGCONT)
    first.shows(StateName.UNKNOWN)
    assert desk.run("resume").code == 0
    second.shows(StateName.READY)
    assert desk.muted() == [False]


def presses(program: Program) -> int:
    """How many presses it has acted on as for a pause."""
    return sum(view["state"] == "pausing" for view in program.views())


def test_presses_in_both_sessions_at_once_end_in_one_pause(desk: Desk, other: Desk) -> None:
    """One of the two owns it, and no more than one says that it is paused; a resume ends it for both."""
    first, second = both(desk, other)
    for _ in range(5):
        before = presses(first), presses(second)
        desk.desktop.key(TOGGLE)
        other.desktop.key(TOGGLE)
        both_acted = lambda: presses(first) > before[0] and presses(second) > before[1]  # noqa: B023, E731  (waited for)
        until(both_acted, WAIT_S, "both to act on their press")
        until(lambda: {first.state, second.state} == {"paused", "unknown"}, WAIT_S, "one to own the pause")
        assert desk.muted() == [True]
        assert desk.run("resume").code == 0
        first.shows(StateName.READY)
        second.shows(StateName.READY)
        desk.await_muted([False])
        pace()


def drag(program: Program, dx: int, dy: int) -> None:
    """Move the pill by a drag of the mouse."""
    client, body = program.desk.desktop.client, program.widgets("pill")["state"]
    client.move(body["x"], body["y"])
    client.press_button()
    for step in range(1, 11):
        client.move(body["x"] + dx * step // 10, body["y"] + dy * step // 10)
    client.release_button()


def test_what_is_set_in_one_session_counts_in_the_other_and_is_not_lost_by_it(desk: Desk, other: Desk) -> None:
    """The label of the one, and the place of the other's pill, which it wrote down after it."""
    first, second = both(desk, other)
    file = desk.home / "settings" / "settings.toml"
    assert other.set_up(label="Second").code == 0
    until(lambda: "Second" in first.widgets("pill")["desk"]["text"], what="the label in the first session")
    assert "Second" in second.widgets("pill")["desk"]["text"]
    drag(first, -200, -100)
    until(lambda: "screen" in tomllib.loads(file.read_text())["pill_places"], what="the place to be saved")
    assert tomllib.loads(file.read_text())["label"] == "Second"


def test_another_extension_counts_in_both_sessions_but_not_before_a_pause_is_over(desk: Desk, other: Desk) -> None:
    """The pause is resumed for the extension for which it was made."""
    first, second = both(desk, other)
    desk.desktop.key(TOGGLE)
    first.shows(StateName.PAUSED)
    second.shows(StateName.UNKNOWN)
    assert other.set_up(extension="Another123").code == 0
    second.shows(StateName.READY)
    assert "123" in second.widgets("pill")["desk"]["text"]
    assert first.state == StateName.PAUSED
    assert "123" not in first.widgets("pill")["desk"]["text"]
    pace()
    desk.desktop.key(TOGGLE)
    first.shows(StateName.READY)
    assert desk.muted() == [False]
    until(lambda: "123" in first.widgets("pill")["desk"]["text"], what="the new extension in the first session")

"""Sleep, screen lock, the session's end and a crash in a pause: the whole program, told by Windows' own messages."""

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from tasks.windows.wine import Session
from tests.desktop.sleep.machines import EVERYBODY, LOCK, RESUME_AUTOMATIC, RESUME_SUSPEND, SENDER, SUSPEND, UNLOCK
from tests.program.desk import MACHINE_S, START_S, TOGGLE, WAIT_S, pace
from tests.windows_program.desk import WindowsDesk, WindowsProgram
from trayapp.desktop import win32
from trayapp.simulator.until import until

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [pytest.mark.wine, pytest.mark.timeout(300)]

LOGOUT_S = 2.0
"""The longest that the end of a session waits for the resume (design §6)."""
THINGS_AWAY_S = 6.0
"""For the rest, on a busy machine."""


def paused(desk: WindowsDesk) -> WindowsProgram:
    """The program, in a pause of a live call."""
    program = desk.ready()
    desk.call()
    desk.hands.key(TOGGLE)
    program.shows("paused")
    desk.await_muted([True])
    return program


def send(desk: WindowsDesk, *messages: tuple[int, int]) -> None:
    """Another process sends messages to all windows."""
    words = [str(word) for message in messages for word in message]
    sender = desk.session.start(desk.session.python, "-u", "-c", SENDER, str(EVERYBODY), *words)
    assert sender.wait(WAIT_S) == 0, sender.errors.decode()


def end_session(desk: WindowsDesk) -> None:
    """Log out, as the start menu does."""
    desk.session.start("wineboot", "--end-session")


def status(desk: WindowsDesk) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(desk.run("status", "--json").out)
    return told


def asked_about(desk: WindowsDesk) -> None:
    """The next start shows the pause of before, and asks as soon as it knows the account."""
    program = desk.start()
    program.shows("unknown", timeout_s=START_S)
    until(lambda: program.views()[-1]["problem"] == "restarted", WAIT_S, "the account to be known")


def marks(desk: WindowsDesk) -> "list[Path]":
    users = desk.session.rig / "prefix" / "drive_c" / "users"
    return list(users.rglob("pause-mark*.json"))


def test_a_pause_that_a_sleep_came_over_is_asked_about(windows_desk: WindowsDesk) -> None:
    desk = windows_desk
    program = paused(desk)
    power = win32.WM_POWERBROADCAST
    send(desk, (power, SUSPEND))
    program.shows("unknown")
    send(desk, (power, RESUME_AUTOMATIC))
    program.shows("unknown")
    pace()
    desk.hands.key(TOGGLE)
    program.shows("paused")
    send(desk, (power, RESUME_SUSPEND))  # somebody has touched the machine: no second wake
    time.sleep(0.5)
    assert program.state == "paused"
    assert desk.run("resume").code == 0
    desk.await_muted([False])


def test_a_screen_lock_changes_nothing(windows_desk: WindowsDesk) -> None:
    desk = windows_desk
    program = paused(desk)
    send(desk, (win32.WM_WTSSESSION_CHANGE, LOCK), (win32.WM_WTSSESSION_CHANGE, UNLOCK))
    time.sleep(0.5)
    assert program.state == "paused"
    desk.await_muted([True])


def test_the_end_of_the_session_resumes(windows_desk: WindowsDesk) -> None:
    """And the program ends by itself, with nothing left to ask at the next start."""
    desk = windows_desk
    program = paused(desk)
    assert marks(desk)
    asked_s = time.monotonic()
    end_session(desk)
    desk.await_muted([False], LOGOUT_S + MACHINE_S)
    assert program.running.wait(WAIT_S) == 0
    assert time.monotonic() - asked_s < LOGOUT_S + THINGS_AWAY_S
    assert not marks(desk)


def test_the_end_of_the_session_waits_no_longer_than_it_may(windows_desk: WindowsDesk) -> None:
    """The server does not answer: the program goes in time, and the mark stays for the next start."""
    desk = windows_desk
    program = paused(desk)
    desk.simulation.set_faults(black_hole=True)
    asked_s = time.monotonic()
    end_session(desk)
    program.running.wait(WAIT_S)
    assert time.monotonic() - asked_s < LOGOUT_S + THINGS_AWAY_S
    assert marks(desk)
    desk.simulation.set_faults(black_hole=False)
    asked_about(desk)


def test_a_session_that_does_not_end_after_all_changes_nothing(windows_desk: WindowsDesk) -> None:
    desk = windows_desk
    program = paused(desk)
    send(desk, (win32.WM_QUERYENDSESSION, 0), (win32.WM_ENDSESSION, 0))
    time.sleep(0.5)
    assert program.state == "paused"
    desk.await_muted([True])
    assert program.running.process.poll() is None


def test_after_a_crash_in_a_pause_the_next_start_asks(windows_desk: WindowsDesk) -> None:
    """With the clock of before, and nothing sent; the rep's answer settles it."""
    desk = windows_desk
    program = paused(desk)
    since = status(desk)["paused_since"]
    program.kill()
    until(lambda: desk.run("status").code != 0, WAIT_S, "the program to be gone")
    asked_about(desk)
    assert status(desk)["paused_since"] == since
    desk.await_muted([True])
    assert desk.run("resume").code == 0
    desk.await_muted([False])


def test_two_starts_of_the_machine_have_two_names() -> None:
    ask = "from trayapp.desktop.uptime import boot_id; print(boot_id(), flush=True); input()"
    names = []
    for _ in range(2):
        with Session(desktop=False) as session:
            programs = [session.start(session.python, "-c", ask) for _ in range(2)]
            until(lambda programs=programs: all(program.output for program in programs), START_S, "two names")  # type: ignore[misc]  # bound now
            names += [program.output.decode().strip() for program in programs]
    assert names[0] == names[1] != ""
    assert names[2] == names[3] != ""
    assert names[0] != names[2]

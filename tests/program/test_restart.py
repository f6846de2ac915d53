"""Leaving in the middle of a pause, by every way there is; and what the next start knows of it."""

import json
import signal
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.program.desk import MACHINE_S, START_S, TOGGLE, WAIT_S, Desk, Program, pace
from trayapp.core.view import StateName
from trayapp.simulator.until import until

pytestmark = pytest.mark.desktop

LOGOUT_S = 2.0


def paused(desk: Desk) -> Program:
    """The program in the middle of a pause, written down."""
    program = desk.ready()
    desk.call()
    desk.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED)
    until(mark(desk).exists, what="the mark")
    return program


def mark(desk: Desk) -> Path:
    return desk.home / "state" / "pause-mark.json"


def age(desk: Desk, by_s: float) -> None:
    """Make the mark so much older."""
    document = json.loads(mark(desk).read_text())
    document["started_boot_s"] -= by_s
    document["started_utc"] = (datetime.fromisoformat(document["started_utc"]) - timedelta(seconds=by_s)).isoformat()
    mark(desk).write_text(json.dumps(document))


@pytest.mark.parametrize("answer", ["resume", "pause"])
def test_after_a_crash_in_a_pause_the_next_start_asks(desk: Desk, answer: str) -> None:
    """`unknown`, with the clock of before and nothing sent; the rep's answer settles it."""
    first = paused(desk)
    since = first.status()["paused_since"]
    first.kill()
    sent = len(desk.mutes())
    second = desk.start()
    status = second.shows(StateName.UNKNOWN, timeout_s=START_S, certainty="none", demo=True)
    assert status["paused_since"] == since
    assert status["problem"]["code"] == "restarted"
    time.sleep(1.0)
    assert len(desk.mutes()) == sent
    assert desk.muted() == [True]
    assert {"offer.resume", "offer.pause"} <= second.widgets("pill").keys()
    second.press(f"offer.{answer}", "pill")
    second.shows(StateName.READY if answer == "resume" else StateName.PAUSED)
    assert desk.muted() == [answer == "pause"]


def test_after_a_crash_in_a_pause_of_long_ago_the_next_start_resumes(desk: Desk) -> None:
    """Older than the maximum and a minute: state 0 at once, and that is said."""
    paused(desk).kill()
    age(desk, 180 + 60 + 5)
    second = desk.start()
    second.await_view(timeout_s=START_S, notice="old_pause_resumed", state=StateName.READY)
    assert desk.muted() == [False]
    until(lambda: not mark(desk).exists(), what="the mark to go")


def test_an_old_pause_is_resumed_as_soon_as_the_server_can_be_reached(desk: Desk) -> None:
    """The start of a working day with the network down: it is said, tried on, and done."""
    paused(desk).kill()
    age(desk, 3600)
    desk.simulation.cut_network()
    second = desk.start()
    second.shows(StateName.STILL_PAUSED, timeout_s=START_S)
    assert mark(desk).exists()
    desk.simulation.join_network()
    second.shows(StateName.READY)
    assert desk.muted() == [False]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT], ids=lambda n: n.name)
def test_the_end_of_the_session_resumes(desk: Desk, number: signal.Signals) -> None:
    """Within two seconds, and with nothing left to ask at the next start."""
    program = paused(desk)
    asked_s = time.monotonic()
    program.process.send_signal(number)
    assert program.ends() == 0
    assert time.monotonic() - asked_s < LOGOUT_S + 2 * MACHINE_S
    assert desk.muted() == [False]
    assert not mark(desk).exists()


def test_the_end_of_the_session_waits_no_longer_than_it_may(desk: Desk) -> None:
    """The server does not answer: the program goes in time, and the mark stays for the next start."""
    program = paused(desk)
    desk.simulation.set_faults(black_hole=True)
    asked_s = time.monotonic()
    program.process.send_signal(signal.SIGTERM)
    assert program.ends() == 0
    assert time.monotonic() - asked_s < LOGOUT_S + 2.0 + MACHINE_S, "two for the resume, the rest to put things away"
    assert mark(desk).exists()
    desk.simulation.set_faults(black_hole=False)
    desk.start().shows(StateName.UNKNOWN, timeout_s=START_S)


def test_a_crash_before_the_answer_is_remembered_too(desk: Desk) -> None:
    """The pause was written down before its request left: an unanswered one may have muted."""
    program = desk.ready()
    desk.call()
    desk.simulation.set_faults(delay_s=3.0)
    desk.desktop.key(TOGGLE)
    until(lambda: desk.muted() == [True], WAIT_S, "the request to be carried out")
    program.kill()
    desk.simulation.set_faults(delay_s=0.0)
    second = desk.start()
    second.shows(StateName.UNKNOWN, timeout_s=START_S, demo=True)
    assert desk.run("resume").code == 0
    assert desk.muted() == [False]


def test_quit_in_a_pause_asks_first(desk: Desk) -> None:
    """From the menu: the question comes up; staying changes nothing, resuming ends the pause and the program."""
    program = paused(desk)

    def choose_quit() -> None:
        pill = program.widgets("pill")["state"]
        program.choose("quit", pill["x"], pill["y"])
        until(lambda: "quit-question" in {w["window"] for w in program.widgets().values()}, WAIT_S, "the question")

    def gone() -> bool:
        return "quit-question" not in {w["window"] for w in program.widgets().values()}

    pace()
    choose_quit()
    program.press("stay", "quit-question")
    try:
        until(gone, 3.0, "the question to go")
    except TimeoutError:  # a window manager may take the first click on a new window for itself
        program.press("stay", "quit-question")
        until(gone, what="the question to go")
    assert program.state == StateName.PAUSED
    choose_quit()
    program.press("resume", "quit-question")
    assert program.ends() == 0
    assert desk.muted() == [False]

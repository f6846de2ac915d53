"""One program for a desktop session: a second start brings up the panel, and the commands find the one that runs."""

import json
import subprocess
import sys
import time

import pytest

from tests.helpers.secrets import EXTENSION
from tests.program.desk import START_S, WAIT_S, Desk
from trayapp.core.view import StateName
from trayapp.simulator.until import until

pytestmark = pytest.mark.desktop

STARTS = 50
RUNNING = "Recording Pause is already running; its window was brought up.\n"
RUNNING_HEBREW = "התוכנה Recording Pause כבר פועלת; החלון שלה הובא לחזית.\n"


def test_a_second_start_brings_up_the_panel_of_the_first(desk: Desk) -> None:
    """It ends at once, well, says why, and the panel is in front."""
    program = desk.ready()
    assert "panel" not in program.widgets()
    second = desk.run()
    assert (second.code, second.out, second.err) == (0, RUNNING, "")
    until(lambda: "panel" in program.widgets(), WAIT_S, "the panel")
    panel = next(window for window in program.windows() if window.managed)
    until(lambda: desk.desktop.active_window() == panel.number, WAIT_S, "the panel to be in front")


def said(start: subprocess.Popen[bytes]) -> str:
    """All that it wrote."""
    assert start.stdout is not None
    return start.stdout.read().decode()


def test_a_second_start_says_it_in_the_language_of_the_first(desk: Desk) -> None:
    (desk.home / "settings").mkdir(mode=0o700)
    (desk.home / "settings" / "settings.toml").write_text('language = "he"\n')
    desk.ready()
    assert desk.run().out == RUNNING_HEBREW


def test_of_many_starts_at_once_one_runs(desk: Desk) -> None:
    """Each of the others ends well, having found it, and says so."""
    assert desk.set_up().code == 0
    environment = {**desk.desktop.environment, **desk.environment}
    starts = [
        subprocess.Popen(
            [sys.executable, "-m", "trayapp"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for _ in range(STARTS)
    ]
    try:
        until(lambda: sum(start.poll() is None for start in starts) == 1, 2 * START_S, "all starts but one to end")
        assert [start.returncode for start in starts if start.returncode is not None] == [0] * (STARTS - 1)
        assert desk.run("status").code == 0
        assert desk.run("quit").code == 0
        until(lambda: all(start.poll() == 0 for start in starts), WAIT_S, "the one to end")
        assert sorted(said(start) for start in starts) == ["", *[RUNNING] * (STARTS - 1)]
    finally:
        for start in starts:
            start.kill()
            start.communicate()
    assert desk.run("status").code == 3


@pytest.mark.parametrize("later_s", [0.0, 0.3, 0.6, 1.0])
def test_a_set_up_that_is_given_while_the_program_starts_is_never_lost(desk: Desk, later_s: float) -> None:
    """Whichever of them is first: what was set up before stays but for what is changed, and the program goes by it."""
    assert desk.run("setup", "--from", "-", stdin=json.dumps({"extension": EXTENSION})).code == 0
    document = {key: value for key, value in desk.setup.items() if key != "extension"}
    program = desk.start()
    time.sleep(later_s)  # nothing to wait for: any moment of the start will do
    assert desk.run("setup", "--from", "-", stdin=json.dumps(document)).code == 0
    program.shows(StateName.READY, timeout_s=START_S)
    desk.call()
    assert desk.run("pause").code == 0
    assert desk.muted() == [True]
    assert desk.run("resume").code == 0


def test_the_commands_say_how_it_went(desk: Desk) -> None:
    """The exit statuses of the whole life of a program: none, not set up, ready, paused, refused, gone."""
    for verb in ("pause", "resume", "toggle", "keep", "status", "quit"):
        assert desk.run(verb).code == 3
    assert desk.run("nonsense").code == 2
    program = desk.start()
    program.shows(StateName.NOT_SET_UP, timeout_s=START_S)
    assert [desk.run(verb).code for verb in ("pause", "resume", "toggle", "keep")] == [4] * 4
    assert desk.set_up().code == 0
    desk.call()
    assert desk.run("keep").code == 1
    assert desk.run("toggle").code == 0
    assert program.state == StateName.PAUSED
    assert desk.run("keep").code == 0
    assert desk.run("pause").code == 0
    assert desk.run("quit").code == 1
    assert program.state == StateName.PAUSED
    assert desk.run("resume").code == 0
    assert desk.run("resume").code == 0
    desk.simulation.set_faults(refuse=True)
    assert desk.run("pause").code == 1
    program.shows(StateName.NOT_PAUSED, problem={"code": "refused", "text": program.status()["problem"]["text"]})
    desk.simulation.set_faults(refuse=False, black_hole=True)
    assert desk.run("pause", "--wait", "0").code == 0
    assert desk.run("pause", "--wait", "0.5").code == 1
    desk.simulation.set_faults(black_hole=False)
    assert desk.run("resume").code == 0
    assert desk.run("quit", "--wait", "0").code == 0
    assert program.ends() == 0
    assert desk.run("status").code == 3


def test_quit_with_resume_is_handed_over_where_nobody_waits(desk: Desk) -> None:
    """`--wait 0` says only that the wish was taken; the program resumes and ends all the same."""
    program = desk.ready()
    desk.call()
    assert desk.run("pause").code == 0
    desk.simulation.set_faults(delay_s=0.5)
    assert desk.run("quit", "--resume", "--wait", "0").code == 0
    assert program.ends() == 0
    assert desk.muted() == [False]


@pytest.mark.parametrize("pause_first", [True, False], ids=["paused", "ready"])
def test_quit_with_resume_ends_the_pause_and_the_program(desk: Desk, *, pause_first: bool) -> None:
    """And the tape is recorded again before the program is gone."""
    program = desk.ready()
    desk.call()
    if pause_first:
        assert desk.run("pause").code == 0
    assert desk.run("quit", "--resume").code == 0
    assert program.ends() == 0
    assert desk.muted() == [False]
    assert not (desk.home / "state" / "pause-mark.json").exists()

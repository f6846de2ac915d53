"""What an administrator lays down on pauses: their times, their proof, their record; the way out; and its faults."""

import json
import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.helpers import needs
from tests.program.conftest import MakeDesk
from tests.program.desk import START_S, TOGGLE, Desk, Program, pace
from tests.program.policies import lay_down
from tests.program.test_policy import desk_with_player
from trayapp.core.view import StateName
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop

pytestmark = [pytest.mark.desktop, needs.policy]


def settings_line(desk: Desk) -> tuple[bool, str]:
    """What the doctor says of the settings."""
    lines = json.loads(desk.run("doctor", "--json").out)
    line = next(line for line in lines if line["name"] == "settings")
    return line["ok"], line["sentence"]


# Times.


def test_the_longest_pause_and_no_keep(desk: Desk) -> None:
    """It resumes after what is laid down, and cannot be put off."""
    lay_down(desk, maximum_pause_s=30, keeps=0)
    program = desk.ready()
    desk.call()
    assert desk.run("pause").code == 0
    status = program.status()
    since, until_then = (datetime.fromisoformat(status[key]) for key in ("paused_since", "resumes_at"))
    assert round((until_then - since).total_seconds()) == 30
    program.await_view(state=StateName.PAUSED, look="resume-due", timeout_s=30.0)
    pace()
    assert desk.run("keep", "--wait", "1").code == 1
    assert program.status()["resumes_at"] == status["resumes_at"]
    program.await_view(notice="resumed_by_clock", state=StateName.READY, timeout_s=30.0)
    assert desk.muted() == [False]


def test_without_a_longest_pause_the_clock_goes_on_and_reminds(desk: Desk) -> None:
    """0: no automatic resume, which the organisation takes upon itself. Reminders come as they are laid down."""
    lay_down(desk, maximum_pause_s=0, first_reminder_s=10, reminder_interval_s=10)
    played = desk.home / "played"
    program = desk_with_player(desk, played)
    program.shows(StateName.READY, timeout_s=START_S)
    desk.call()
    assert desk.run("pause").code == 0
    began_s = time.monotonic()
    assert program.status()["resumes_at"] is None

    def reminders() -> int:
        return sum("reminder" in line for line in played.read_text().splitlines()) if played.exists() else 0

    until(lambda: reminders() >= 2, 40.0, "two reminders")
    assert time.monotonic() - began_s > 2 * 10 - 0.5
    clock = program.widgets("pill")["state"]["text"]
    assert "0:2" in clock or "0:3" in clock, clock
    assert program.status()["state"] == StateName.PAUSED
    assert desk.muted() == [True]
    program.kill()
    again = desk.start()
    again.shows(StateName.UNKNOWN, timeout_s=START_S)
    assert desk.run("resume").code == 0
    assert desk.muted() == [False]


# The proof.


def test_a_pause_that_nobody_has_proven_is_never_shown_as_one(
    program_desktop: VirtualDesktop, make_desk: MakeDesk
) -> None:
    """The recording is silenced all the same; the rep is told to prove it, and the proof itself works."""
    desk = make_desk(program_desktop, realtime=True)
    lay_down(desk, must_be_proven=True)
    program = desk.ready_to_see()
    desk.call()
    program.shows(StateName.RECORDING)
    desk.desktop.key(TOGGLE)
    desk.await_muted([True])
    status = program.shows(StateName.NOT_PAUSED)
    assert status["problem"]["code"] == "not_proven"
    assert "prove it on a test call" in status["problem"]["text"]
    assert StateName.PAUSED not in [view["state"] for view in program.views()]
    assert desk.run("resume").code == 0
    program.shows(StateName.RECORDING)
    pace()
    proof = desk.run("doctor", "--prove", "--test-call")
    assert proof.code == 0, proof.err
    assert program.status()["proven"] is True
    pace()
    desk.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED)


# The way out.


def test_a_program_that_may_not_be_quit(desk: Desk) -> None:
    """There is no *Quit*, and the command is refused in words; the end of the session ends it."""
    lay_down(desk, may_quit=False)
    program = desk.ready()
    pill = program.widgets("pill")["state"]
    desk.desktop.click(pill["x"], pill["y"], 3)
    until(lambda: "settings" in program.widgets("menu"), what="the menu")
    assert "quit" not in program.widgets("menu")
    desk.desktop.key("Escape")
    for words in (("quit",), ("quit", "--resume")):
        refused = desk.run(*words)
        assert (refused.code, refused.err) == (1, "Your organisation has this program kept running.\n")
    assert program.state == StateName.READY
    desk.call()
    assert desk.run("pause").code == 0
    program.process.terminate()
    assert program.ends() == 0
    assert desk.muted() == [False], "a session that ends resumes"


# Its record.


def test_where_the_journal_lies(desk: Desk) -> None:
    folder = desk.home / "elsewhere" / "journal"
    lay_down(desk, journal_folder=str(folder))
    program = desk.ready()
    desk.call()
    assert desk.run("pause").code == 0
    pace()
    assert desk.run("resume").code == 0
    program.shows(StateName.READY)
    assert desk.run("quit").code == 0
    assert program.ends() == 0
    (own,) = folder.iterdir()
    assert list(own.glob("*.jsonl")), "a folder of this user's and this computer's own"
    assert not (desk.home / "state" / "journal").exists()
    listed = json.loads(desk.run("journal", "list", "--json").out)
    assert len(listed["pauses"]) == 1
    verified = desk.run("journal", "verify")
    assert verified.code == 0, verified.out + verified.err


def test_how_long_the_journal_is_kept(desk: Desk) -> None:
    """A month that is over is taken away when the next record is written, and that is no doubt."""
    lay_down(desk, journal_days=30)
    folder = desk.home / "state" / "journal"
    folder.mkdir(parents=True, mode=0o700)
    # Months are taken away by the last line as well as by the calendar; these have none, but for their names.
    today = datetime.now(UTC).date().replace(day=1)
    months = [folder / f"{today - timedelta(days=days):%Y-%m}.jsonl" for days in (150, 20)]
    for month in months:
        month.touch()
    old, last = months
    desk.ready()
    desk.call()
    assert desk.run("pause").code == 0
    assert desk.run("resume").code == 0
    until(lambda: not old.exists(), what="the old month to go")
    assert last.exists()
    verified = desk.run("journal", "verify")
    assert verified.code == 0, verified.out + verified.err


# Its faults.


def texts(program: Program, window: str) -> str:
    """Whatever is to be read in a window."""
    return " ".join(str(fact.get("text", "")) for fact in program.widgets(window).values())


def says_so(desk: Desk, program: Program, *named: str) -> None:
    """In the pill's detail, in the panel's and the settings' notes, by the doctor and by the doctor alone."""
    until(lambda: "policy" in program.warnings(), what="the flaw")
    for name in named:
        assert name in program.warnings()["policy"]
    ok, said = settings_line(desk)
    assert not ok
    for name in named:
        assert name in said
    assert desk.run().code == 0
    until(lambda: any(fact["window"] == "panel" for fact in program.widgets().values()), what="the panel")
    until(lambda: "warning_policy" in program.widgets("panel"), what="a note in the panel")
    program.press("settings", "panel")
    until(lambda: "save" in program.widgets("settings-window"), what="the settings")
    until(lambda: "warning_policy" in program.widgets("settings-window"), what="a note in the settings")
    assert program.close() == []
    ok, said = settings_line(desk)
    assert not ok
    for name in named:
        assert name in said


def test_what_is_wrong_is_shown_and_the_rest_is_in_force(desk: Desk) -> None:
    lay_down(desk, keeps="many", colour="red", toggle_chord="Ctrl+Shift+F7", must_be_prooven=True)
    program = desk.ready()
    desk.call()
    desk.desktop.key("ctrl+shift+F7")
    program.shows(StateName.PAUSED)
    pace()
    desk.desktop.key("ctrl+shift+F7")
    program.shows(StateName.READY)
    until(lambda: "rules have a fault" in texts(program, "pill"), what="the fault, after the notice on the resume")
    assert "In force is: toggle_chord" in settings_line(desk)[1].replace("\u2066", "")
    says_so(desk, program, "keeps", "colour", "must_be_prooven")


def test_a_file_that_is_none_is_shown_and_nothing_of_it_is_in_force(desk: Desk) -> None:
    lay_down(desk, text="may_quit = perhaps\n", sounds=False)
    program = desk.ready()
    says_so(desk, program, "policy.toml")


def test_a_file_that_others_may_write_is_not_gone_by(desk: Desk) -> None:
    lay_down(desk, may_quit=False)
    next(desk.home.glob("etc-*/recording-pause/policy.toml")).chmod(0o666)
    program = desk.ready()
    until(lambda: "others than root" in program.warnings().get("policy", ""), what="the flaw")
    assert desk.run("quit").code == 0
    assert program.ends() == 0


def test_the_doctor_says_what_is_laid_down(desk: Desk) -> None:
    lay_down(desk, keeps=1, sounds=False)
    assert desk.set_up().code == 0
    for program in (None, desk.start()):
        if program:
            program.shows(StateName.READY, timeout_s=START_S)
        ok, said = settings_line(desk)
        assert ok
        assert "keeps, sounds" in said

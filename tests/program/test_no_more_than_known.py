"""What a person saw who believed the screen: it claims no more than the server and the calls have said."""

import json
import time

import pytest

from tests.helpers.secrets import EXTENSION
from tests.program.conftest import MakeDesk
from tests.program.desk import START_S, Desk, pace
from trayapp.core.view import StateName
from trayapp.simulator.mute_api import MuteRules
from trayapp.simulator.office import Rules
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


def test_state_values_the_other_way_round_never_look_like_an_ordinary_pause(
    program_desktop: VirtualDesktop, make_desk: MakeDesk
) -> None:
    desk = make_desk(program_desktop, realtime=True, rules=Rules(mute=MuteRules(mute_value="0")))
    program = desk.ready_to_see()
    desk.call()
    program.shows(StateName.RECORDING)
    assert desk.run("pause").code == 0
    program.await_view(problem="not_shown", state=StateName.PAUSED, look="doubt", certainty="accepted")
    assert program.status()["problem"]["code"] == "not_shown"
    said = desk.run("status").out
    assert "Pause only accepted" in said
    assert "The calls do not show the pause" in said
    desk.run("resume")
    program.shows(StateName.STILL_PAUSED)
    assert program.status()["problem"]["code"] == "polarity"
    assert desk.run("setup", "--from", "-", stdin='{"mute_value": "0"}').code == 0, "what is wrong can be put right"
    program.shows(StateName.UNKNOWN)
    pace()
    assert desk.run("resume").code == 0
    program.shows(StateName.RECORDING)
    assert desk.muted() == [False]


def test_quitting_does_not_say_that_a_resume_succeeded_which_seems_to_pause(
    program_desktop: VirtualDesktop, make_desk: MakeDesk
) -> None:
    desk = make_desk(program_desktop, realtime=True, rules=Rules(mute=MuteRules(mute_value="0")))
    program = desk.ready_to_see()
    desk.call()
    program.shows(StateName.RECORDING)
    assert desk.run("pause").code == 0
    desk.run("resume")
    program.shows(StateName.STILL_PAUSED)
    assert desk.run("quit", "--resume").code == 1
    assert desk.muted() == [True]


def test_a_login_that_shows_another_extension_is_told_during_the_pause_too(
    program_desktop: VirtualDesktop, make_desk: MakeDesk
) -> None:
    desk = make_desk(program_desktop, realtime=True)
    assert desk.set_up(extension=f"{EXTENSION}9").code == 0
    program = desk.start()
    program.shows(StateName.READY, timeout_s=START_S)
    until(lambda: "extension_not_listed" in program.warnings(), what="the word on the extension")
    assert desk.run("pause").code == 0
    assert program.status()["problem"]["code"] == "other_extension"
    assert "The login shows another extension" in desk.run("status").out


def test_a_resume_whose_answers_are_lost_ends_with_what_the_calls_show(
    program_desktop: VirtualDesktop, make_desk: MakeDesk
) -> None:
    desk = make_desk(program_desktop, realtime=True)
    program = desk.ready_to_see()
    desk.call()
    program.shows(StateName.RECORDING)
    assert desk.run("pause").code == 0
    program.shows(StateName.PAUSED, certainty="verified")
    desk.simulation.monitor.faults.set(lose_answer=True)
    pace()
    assert desk.run("resume").code == 0
    program.shows(StateName.RECORDING)
    time.sleep(3.0)  # in which more answers are lost, of which nothing is to be seen
    assert program.state == StateName.RECORDING


def test_commands_for_one_call_without_sight(desk: Desk) -> None:
    program = desk.ready()
    first, _ = desk.call(), desk.call()
    done = desk.run("pause", "--call", first)
    assert (done.code, program.state) == (1, StateName.NOT_PAUSED)
    assert "Only some calls are paused" in done.err
    assert desk.run("resume").code == 0
    done = desk.run("resume", "--call", "nobodys")
    assert (done.code, program.state) == (1, StateName.READY)
    assert "Call not found" in done.err
    done = desk.run("pause", "--call", "nobodys")
    assert done.code == 1
    assert "Call not found" in done.err
    assert desk.run("resume").code == 0


def test_a_toggle_too_soon_after_a_press_says_that_it_did_nothing(desk: Desk) -> None:
    program = desk.ready()
    program.ask("pause", wait_s=5.0)
    reply = program.ask("toggle", wait_s=5.0)
    assert reply is not None
    assert (reply.result, program.state) == ("not_reached", StateName.PAUSED)
    assert "too soon after another press" in reply.text


def test_setup_on_a_running_program_says_whether_the_login_shows_the_extension(
    program_desktop: VirtualDesktop, make_desk: MakeDesk
) -> None:
    desk = make_desk(program_desktop, realtime=True)
    desk.ready_to_see()
    wrong = desk.set_up(extension=f"{EXTENSION}9")
    assert wrong.code == 0
    assert wrong.out.startswith("Set up. But the login does not show this extension")
    assert desk.set_up().out == "Set up. The login shows the extension.\n"
    document = json.dumps({key: value for key, value in desk.setup.items() if key != "monitor_host"})
    found = desk.run("setup", "--from", "-", "--discover", stdin=document)
    assert found.out.endswith("has accepted a connection. The login shows the extension.\n")


def test_setup_without_a_login_says_that_it_is_done(desk: Desk) -> None:
    desk.ready()
    assert desk.set_up(label="another").out == "Set up.\n"

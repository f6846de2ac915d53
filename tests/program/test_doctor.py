"""The doctor, with the whole program and without: each thing that can be in the way of a pause, seen in the way."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.desktop_session.fixtures import MakeDesktop
from tests.helpers import secrets
from tests.program.conftest import MakeDesk
from tests.program.desk import START_S, Desk, Outcome, Program
from tests.program.test_chords import give_back, take
from tests.program.test_keyring import never_blocked, prompt
from trayapp.core.view import StateName
from trayapp.desktop.instance import client
from trayapp.doctor.findings import Check
from trayapp.simulator.certificate import ThrowawayAuthority
from trayapp.simulator.tape import Track
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import Keyring, VirtualDesktop

pytestmark = pytest.mark.desktop

Lines = dict[str, dict[str, Any]]


def run(desk: Desk, *, timeout_s: float = 90.0) -> tuple[int, Lines]:
    """`doctor --json`: its exit status, and its lines by name. They are looked through for what must not be read."""
    done = desk.run("doctor", "--json", timeout_s=timeout_s)
    check_safe(desk, done)
    lines = json.loads(done.out)
    check_schema(lines)
    assert done.code == (0 if all(line["ok"] for line in lines) else 1)
    return done.code, {line["name"]: line for line in lines}


def check_schema(lines: Any) -> None:
    """A list of checks, each once and in order, each with its four keys."""
    assert isinstance(lines, list)
    assert [line["name"] for line in lines] == [check.value for check in Check]
    for line in lines:
        assert set(line) == {"name", "ok", "applies", "sentence"}
        assert isinstance(line["ok"], bool)
        assert isinstance(line["applies"], bool)
        assert line["ok"] or line["applies"]
        assert line["sentence"].strip() == line["sentence"] != ""


def check_safe(desk: Desk, done: Outcome) -> None:
    """Nothing that names a desk, a server or a person, and no run of digits, is in what was printed."""
    text = (done.out + done.err).lower()
    port = desk.simulation.address.rpartition(":")[2]
    hidden = [*secrets.ALL, desk.simulation.address, port, "localhost", str(desk.home), os.environ.get("USER") or "-/-"]
    assert not [number for number, one in enumerate(hidden) if one.lower() in text]
    assert not re.search(r"\d(?:[ \t-]{0,2}\d){4,}", done.out)


def bad(lines: Lines, *known: str) -> dict[str, str]:
    """What has failed, but for the proof and the sound, which no desk of the tests has by itself."""
    usual = ("proof", "sound", *known)
    return {name: line["sentence"] for name, line in lines.items() if not line["ok"] and name not in usual}


def with_player(desk: Desk) -> Mapping[str, str]:
    """An environment in which there is a player of sounds."""
    folder = desk.home / "players"
    folder.mkdir()
    player = folder / "pw-play"
    player.write_text("#!/bin/sh\nexit 0\n")
    player.chmod(0o700)
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture
def seeing(program_desktop: VirtualDesktop, make_desk: MakeDesk) -> Desk:
    return make_desk(program_desktop, realtime=True, active_calls=True)


# What is well.


def test_a_desk_that_lacks_nothing(seeing: Desk) -> None:
    """Every line has its tick, once the set-up was proven by command; and the exit status is 0."""
    assert seeing.set_up().code == 0
    program = seeing.start(environment=with_player(seeing))
    program.shows(StateName.NO_CALL, timeout_s=START_S)
    code, lines = run(seeing)
    assert code == 1
    assert [name for name, line in lines.items() if not line["ok"]] == ["proof"]
    assert [name for name, line in lines.items() if not line["applies"]] == ["proxy", "resume_chord", "autostart"]
    call = seeing.call()
    program.shows(StateName.RECORDING)
    proof = seeing.run("doctor", "--prove", "--test-call")
    assert proof.code == 0, proof.err
    assert "shown as paused" in proof.out
    assert "shown as being recorded" in proof.out
    seeing.simulation.phones.hang_up(call)
    program.shows(StateName.NO_CALL)
    code, lines = run(seeing)
    assert (code, bad(lines)) == (0, {})
    assert re.search(r"last shown \d+:\d\d ago", lines["realtime"]["sentence"])


def test_no_call_is_touched_and_no_extension_named(desk: Desk) -> None:
    program = desk.ready()
    call = desk.call()
    before = len(desk.simulation.monitor.log.entries())
    run(desk)
    entries = [entry for entry in desk.simulation.monitor.log.entries()[before:] if entry.mute is not None]
    assert [(entry.mute, entry.selector, entry.error_code) for entry in entries] == [(True, "ivrid", 404)]
    assert desk.muted() == [False]
    (tape,) = (tape for tape in desk.simulation.phones.tape() if tape.ivrid == call)
    assert tape.seconds(Track.SILENCED, 0.0, tape.to_s) == 0.0
    assert program.state == StateName.READY


def test_without_a_running_program_everything_else_is_looked_at(seeing: Desk) -> None:
    assert seeing.set_up().code == 0
    code, lines = run(seeing)
    assert code == 1
    assert bad(lines) == {}
    assert not lines["instance"]["applies"]
    assert "free" in lines["toggle_chord"]["sentence"]
    assert "login is accepted" in lines["realtime"]["sentence"]
    assert "shows the extension" in lines["active_calls"]["sentence"]
    words = seeing.run("doctor")
    check_safe(seeing, words)
    assert len(words.out.splitlines()) == len(Check)
    assert words.out.startswith("✓ Keyring: ")


def test_what_is_not_set_up_is_no_failure(desk: Desk) -> None:
    """But for extension and host themselves."""
    _, lines = run(desk)
    assert set(bad(lines)) == {"account"}
    assert lines["proof"]["ok"]
    off = ("name", "connection", "certificate", "proxy", "mute_api", "proof", "realtime", "active_calls")
    assert not any(lines[name]["applies"] for name in off)


def test_without_a_desktop_it_still_looks(desk: Desk) -> None:
    """As over a remote shell: no display, no bus, and so no keyring."""
    left_out = ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "WAYLAND_DISPLAY")
    environment = {name: value for name, value in desk.desktop.environment.items() if name not in left_out}
    done = subprocess.run(
        [sys.executable, "-m", "trayapp", "doctor", "--json"],
        text=True,
        capture_output=True,
        env={**environment, **desk.environment},
        timeout=90,
        check=False,
    )
    lines = {line["name"]: line for line in json.loads(done.stdout)}
    assert done.returncode == 1
    assert set(bad(lines)) == {"keyring", "account"}
    assert not lines["tray"]["applies"]
    assert not lines["toggle_chord"]["applies"]


# What is in the way, in a running program and without one.


@pytest.fixture(params=["running", "alone"])
def how(request: pytest.FixtureRequest) -> str:
    """Whether a program runs, which then does the looking."""
    return str(request.param)


def brought_up(desk: Desk, state: StateName = StateName.READY, *, how: str) -> Program | None:
    """The program, if it is wanted."""
    if how == "alone":
        return None
    program = desk.start()
    program.shows(state, timeout_s=START_S)
    return program


def test_the_network_is_cut(desk: Desk, how: str) -> None:
    assert desk.set_up().code == 0
    brought_up(desk, how=how)
    desk.simulation.cut_network()
    _, lines = run(desk)
    assert set(bad(lines)) == {"connection"}
    assert "cannot be reached" in lines["connection"]["sentence"]
    assert lines["name"]["applies"]
    assert not lines["certificate"]["applies"]
    assert not lines["mute_api"]["applies"]


def test_the_authority_is_not_the_servers(desk: Desk, how: str) -> None:
    with ThrowawayAuthority() as other:
        assert desk.set_up(ca_file=str(other.ca_file)).code == 0
        brought_up(desk, how=how)
        _, lines = run(desk)
    assert set(bad(lines)) == {"certificate"}
    assert "prove its identity" in lines["certificate"]["sentence"]


def test_the_host_has_a_wrong_name(desk: Desk, how: str) -> None:
    assert desk.set_up(monitor_host=secrets.MONITOR_HOST).code == 0
    brought_up(desk, how=how)
    _, lines = run(desk)
    assert set(bad(lines)) == {"name"}
    assert not lines["connection"]["applies"]


@pytest.mark.parametrize(
    ("faults", "sentence"),
    [
        ({"http_status": 403}, "from this network"),
        ({"http_status": 404}, "not a recording server"),
        ({"http_status": 503}, "fault of its own"),
        ({"delay_s": 30.0}, "has not answered"),
        ({"refuse": True}, "did not say that there is none such"),
    ],
)
def test_the_server_does_not_take_requests(desk: Desk, faults: dict[str, Any], sentence: str) -> None:
    program = desk.ready()
    desk.simulation.set_faults(**faults)
    with never_blocked(program):
        _, lines = run(desk)
    assert set(bad(lines)) == {"mute_api"}
    assert sentence in lines["mute_api"]["sentence"]


def test_a_server_that_says_yes_to_everything_proves_nothing(desk: Desk) -> None:
    desk.ready()
    desk.simulation.set_rules(mute={"unknown_call_succeeds": True})
    _, lines = run(desk)
    assert set(bad(lines)) == {"mute_api"}
    mutes = [entry for entry in desk.simulation.monitor.log.entries() if entry.mute is not None]
    assert [(entry.mute, entry.selector) for entry in mutes] == [(True, "ivrid"), (False, "ivrid")]


def test_the_login_is_wrong(seeing: Desk, how: str) -> None:
    seeing.allow_log("the login was refused")
    assert seeing.set_up(realtime_password=secrets.PASSWORD).code == 0
    program = brought_up(seeing, how=how)
    if program is not None:
        until(lambda: "login_refused" in program.warnings(), what="the word on the login")
    _, lines = run(seeing)
    assert set(bad(lines)) == {"realtime"}
    assert "password or token is wrong" in lines["realtime"]["sentence"]


def test_the_login_does_not_show_the_extension(seeing: Desk) -> None:
    assert seeing.set_up(extension=secrets.OTHER_EXTENSION).code == 0
    program = brought_up(seeing, how="running")
    assert program is not None
    until(lambda: "extension_not_listed" in program.warnings(), what="the word on the extension")
    _, lines = run(seeing)
    assert set(bad(lines)) == {"realtime", "active_calls"}


def test_active_calls_are_not_for_this_network(seeing: Desk, how: str) -> None:
    assert seeing.set_up().code == 0
    brought_up(seeing, StateName.NO_CALL, how=how)
    seeing.simulation.set_faults(active_calls_http_status=403)
    _, lines = run(seeing)
    assert set(bad(lines)) == {"active_calls"}
    assert "not allowed from this network" in lines["active_calls"]["sentence"].lower()


def test_another_program_has_a_chord(desk: Desk, how: str) -> None:
    assert desk.set_up().code == 0
    rival = take(desk, "Ctrl+Shift+F9")
    try:
        brought_up(desk, how=how)
        _, lines = run(desk)
    finally:
        give_back(rival)
    assert set(bad(lines)) == {"toggle_chord"}
    assert lines["toggle_chord"]["sentence"].startswith("Ctrl+Shift+F9 belongs to another program")


def test_there_is_no_tray(make_desktop: MakeDesktop, make_desk: MakeDesk, how: str) -> None:
    desk = make_desk(make_desktop(tray=False, keyring=Keyring.UNLOCKED))
    assert desk.set_up().code == 0
    brought_up(desk, how=how)
    _, lines = run(desk)
    assert set(bad(lines)) == {"tray"}


def test_the_keyring_is_locked_and_nobody_is_asked(make_desktop: MakeDesktop, make_desk: MakeDesk) -> None:
    desk = make_desk(make_desktop(keyring=Keyring.LOCKED))
    _, lines = run(desk)
    assert set(bad(lines)) == {"keyring", "account"}
    assert "locked" in lines["keyring"]["sentence"]
    assert not prompt(desk)


def test_there_is_no_keyring(make_desktop: MakeDesktop, make_desk: MakeDesk, how: str) -> None:
    desk = make_desk(make_desktop())
    desk.allow_log("The keyring: VaultMissing")
    brought_up(desk, StateName.NOT_SET_UP, how=how)
    _, lines = run(desk)
    assert set(bad(lines)) == {"keyring", "account"}
    assert "No keyring" in lines["keyring"]["sentence"]


def test_the_settings_file_cannot_be_read(desk: Desk) -> None:
    assert desk.set_up().code == 0
    settings = next(desk.home.rglob("*.toml"))
    settings.write_text("this is no settings file")
    _, lines = run(desk)
    assert "settings" in bad(lines)


def test_a_sound_that_is_switched_off_is_no_failure(desk: Desk) -> None:
    assert desk.set_up().code == 0
    settings = next(desk.home.rglob("*.toml"))
    settings.write_text(settings.read_text().replace("sounds = true", "sounds = false"))
    _, lines = run(desk)
    assert lines["sound"]["ok"]
    assert not lines["sound"]["applies"]


def test_a_program_that_stands_still_is_told_of(desk: Desk) -> None:
    program = desk.ready()
    os.kill(program.process.pid, signal.SIGSTOP)
    try:
        _, lines = run(desk)
    finally:
        os.kill(program.process.pid, signal.SIGCONT)
    assert "instance" in bad(lines)
    assert set(bad(lines)) <= {"instance", "toggle_chord", "pause_chord", "keyring"}


def test_an_older_program_that_still_runs_is_told_of(desk: Desk) -> None:
    program = desk.ready()
    reply = client.ask("doctor", {"installed": "99.0"}, reply_within_s=60.0, place=program.place)
    found: Any = reply.status
    lines = {line["name"]: line for line in found["checks"]}
    assert not lines["version"]["ok"]
    assert "99.0 is installed" in lines["version"]["sentence"]


def test_two_who_ask_at_once_are_both_answered(desk: Desk) -> None:
    program = desk.ready()
    desk.simulation.set_faults(delay_s=1.0)
    with ThreadPoolExecutor() as pool:
        asked = [
            pool.submit(client.ask, "doctor", {"installed": "1"}, reply_within_s=60.0, place=program.place)
            for _ in range(4)
        ]
        assert all(one.result().status for one in asked)


def test_a_quit_does_not_wait_for_it(desk: Desk) -> None:
    program = desk.ready()
    desk.simulation.set_faults(black_hole=True)
    with ThreadPoolExecutor() as pool:
        asked = pool.submit(desk.run, "doctor")
        time.sleep(0.5)
        assert desk.run("quit").code == 0
        assert program.ends() == 0
        assert asked.result().code == 1


# The page in the settings.


def test_the_page_shows_the_same(desk: Desk) -> None:
    """At the first start the settings come up by themselves; the last of their pages is the check-up."""
    program = desk.start()
    program.shows(StateName.NOT_SET_UP, timeout_s=START_S)
    until(lambda: program.widgets("settings-window"), what="the settings")
    until(lambda: program.widgets()["settings-window"]["active"], what="the settings to come to the front")
    desk.desktop.key("ctrl+shift+Tab")
    until(lambda: "check-now" in program.widgets("settings-window"), what="the page")
    program.press("check-now", "settings-window")
    until(lambda: "check.account" in program.widgets("settings-window"), START_S, "the lines")
    seen = program.widgets("settings-window")
    assert seen["check.account"]["text"] == "✗"
    assert "extension or the monitor host is missing" in seen["check.account.sentence"]["text"]
    until(lambda: program.widgets("settings-window")["check-now"]["enabled"], what="the button")

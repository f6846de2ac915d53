"""What an administrator lays down for every desk of a machine: the account, the servers, the way there, the settings.

Each policy is a real file below /etc that the desk's programs alone see (`tests.program.policies`).
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import needs
from tests.helpers.secrets import EXTENSION
from tests.program.conftest import MakeDesk
from tests.program.desk import START_S, TOGGLE, Desk, Program, pace
from tests.program.policies import lay_down
from tests.servers.connect_proxy import ConnectProxy
from trayapp.core.view import StateName
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop

pytestmark = [pytest.mark.desktop, needs.policy]

ELSEWHERE = "elsewhere.example"


def open_settings(program: Program) -> None:
    pill = program.widgets("pill")["state"]
    program.choose("settings", pill["x"], pill["y"])
    comes_up(program)


def comes_up(program: Program) -> None:
    """The settings have come to the front, and get the keys."""
    until(lambda: program.widgets("settings-window").get("save", {}).get("active"), what="the settings")


def next_page(program: Program, name: str) -> dict[str, Any]:
    """Turn the settings to their next page, known by a field of its own."""
    program.desk.desktop.key("ctrl+Tab")
    found = until(lambda: program.widgets("settings-window").get(name), what=f"the page with {name}")
    assert found
    return found


def hand_over(desk: Desk, **document: Any) -> tuple[int, str]:
    outcome = desk.run("setup", "--from", "-", stdin=json.dumps(document))
    return outcome.code, outcome.err


def can_pause(desk: Desk, program: Program) -> None:
    """A press pauses the one call, another resumes it."""
    assert desk.run("pause").code == 0
    assert desk.muted() == [True]
    pace()
    assert desk.run("resume").code == 0
    program.shows(StateName.READY)
    assert desk.muted() == [False]


# The account, and what it is reached by.


def test_the_server_is_laid_down_and_a_desk_needs_its_extension_alone(desk: Desk) -> None:
    """Monitor host and certificate: in force without having been set up, read-only in the settings, never kept."""
    lay_down(desk, monitor_host=desk.simulation.address, ca_file=desk.setup["ca_file"])
    outcome = desk.run("setup", "--from", "-", stdin=json.dumps({"extension": EXTENSION}))
    assert (outcome.code, outcome.out) == (0, "Set up. It counts from the next start.\n")
    program = desk.start()
    program.shows(StateName.READY, timeout_s=START_S)
    desk.call()
    can_pause(desk, program)
    for key in ("monitor_host", "ca_file"):
        code, said = hand_over(desk, **{key: desk.setup[key]})
        assert code == 2
        assert f"{key}: is laid down by a policy" in said
    open_settings(program)
    widgets = program.widgets("settings-window")
    assert not widgets["host"]["enabled"]
    assert widgets["extension"]["enabled"]
    assert "your organisation" in widgets["laid-down"]["text"]
    program.enter("label", "Dana", first="ctrl+a")
    program.press("save", "settings-window")
    until(lambda: "Dana" in program.widgets("pill")["desk"]["text"], what="what the rep has changed")
    assert program.close() == []
    desk.under = ()
    assert "ca_file" not in (desk.home / "settings" / "settings.toml").read_text(), "it is not the rep's"
    desk.start().shows(StateName.NOT_SET_UP, timeout_s=START_S)


@pytest.mark.parametrize("running", [True, False], ids=["running", "not running"])
def test_a_host_that_is_not_allowed_is_not_set_up(desk: Desk, *, running: bool) -> None:
    lay_down(desk, allowed_hosts=["127.0.0.1"])
    assert desk.set_up().code == 0
    program = desk.start() if running else None
    if program:
        program.shows(StateName.READY, timeout_s=START_S)
    code, said = hand_over(desk, monitor_host=ELSEWHERE, label="Moved")
    assert code == 2
    assert "monitor_host: is none of the hosts that a policy on this machine allows" in said
    assert ELSEWHERE not in said
    assert "Moved" not in (desk.home / "settings" / "settings.toml").read_text()


def test_a_host_that_is_not_allowed_is_refused_in_the_settings(desk: Desk) -> None:
    lay_down(desk, allowed_hosts=["127.0.0.1"])
    program = desk.ready()
    open_settings(program)
    program.enter("host", ELSEWHERE, first="ctrl+a")
    program.press("save", "settings-window")
    until(
        lambda: "does not allow this monitor host" in program.widgets("settings-window")["saved"]["text"],
        what="the refusal",
    )
    desk.call()
    can_pause(desk, program)


def test_a_host_that_is_allowed_no_longer_is_not_spoken_to_and_that_is_said(desk: Desk) -> None:
    assert desk.set_up().code == 0
    lay_down(desk, allowed_hosts=[ELSEWHERE])
    program = desk.start()
    program.shows(StateName.NOT_SET_UP, timeout_s=START_S)
    until(lambda: "policy" in program.warnings(), what="the reason")
    assert "monitor_host" in program.warnings()["policy"]
    assert desk.run("pause").code == 4
    lines = json.loads(desk.run("doctor", "--json").out)
    assert "monitor_host" in next(line["sentence"] for line in lines if line["name"] == "settings")
    assert program.close() == []
    alone = json.loads(desk.run("doctor", "--json").out)
    assert "monitor_host" in next(line["sentence"] for line in alone if line["name"] == "settings")
    assert desk.simulation.monitor.log.entries() == ()


def test_a_monitor_of_the_login_that_is_not_allowed_never_hears_of_the_extension(
    program_desktop: VirtualDesktop, make_desk: MakeDesk
) -> None:
    """The login names two, by another name than the one that is allowed: no socket goes there, and no pause."""
    desk = make_desk(program_desktop, realtime=True, monitors=2)
    desk.allow_log("realtime")
    first, second = desk.simulation.monitors
    lay_down(desk, allowed_hosts=["localhost"])
    assert desk.set_up(monitor_host=desk.simulation.address.replace("127.0.0.1", "localhost")).code == 0
    program = desk.start()
    program.shows(StateName.READY, timeout_s=START_S)
    until(lambda: "live_sight_lost" in program.warnings(), what="the sight that cannot be had")
    desk.call()
    first.faults.set(refuse=True)
    desk.desktop.key(TOGGLE)
    program.shows(StateName.NOT_PAUSED)
    assert [entry for entry in second.log.entries() if entry.what in ("mute", "socket")] == []
    assert [entry for entry in first.log.entries() if entry.what == "socket"] == []


def test_logins_that_are_not_allowed_are_not_made(program_desktop: VirtualDesktop, make_desk: MakeDesk) -> None:
    """Neither a login nor a code of the organisation is sent, and the rest works."""
    desk = make_desk(program_desktop, realtime=True, active_calls=True)
    assert desk.set_up().code == 0
    lay_down(desk, login_kinds="none", active_calls=False)
    program = desk.start()
    program.shows(StateName.READY, timeout_s=START_S)
    desk.call()
    can_pause(desk, program)
    for key in ("realtime_password", "active_calls_code"):
        code, said = hand_over(desk, **{key: desk.setup[key]})
        assert code == 2
        assert f"{key}: is for a login that a policy on this machine does not allow" in said
    searched = desk.run("setup", "--from", "-", "--discover", stdin="{}")
    assert (searched.code, "does not allow" in searched.err) == (2, True)
    open_settings(program)
    widgets = program.widgets("settings-window")
    assert not any(widgets[name]["enabled"] for name in ("email", "password", "find"))
    assert widgets["extension"]["enabled"]
    asked = {entry.what for entry in desk.simulation.monitor.log.entries()}
    assert asked.isdisjoint({"login", "socket", "active_calls"})


# The wire.


def test_the_wires_values_and_its_method(desk: Desk) -> None:
    """The value that pauses, and GET instead of POST: both the administrator's alone."""
    lay_down(desk, mute_value="0", method="GET", keep_warm_s=0)
    code, said = hand_over(desk, **desk.setup, method="POST")
    assert code == 2
    assert "method: is laid down" in said
    program = desk.ready()
    desk.call()
    assert desk.run("pause").code == 0
    pace()
    assert desk.run("resume").code == 0
    entries = desk.simulation.monitor.log.entries()
    assert [(entry.method, entry.mute) for entry in entries if entry.mute is not None][::-1][:1] == [("GET", True)]
    assert next((entry.method, entry.mute) for entry in entries if entry.mute is not None) == ("GET", False)
    assert [entry for entry in entries if entry.method == "HEAD"] == [], "nothing is kept warm"
    assert program.state == StateName.READY


def test_how_often_the_connection_is_kept_warm(desk: Desk) -> None:
    lay_down(desk, keep_warm_s=10)
    desk.ready()

    def heads() -> list[float]:
        return [entry.arrived_at_s for entry in desk.simulation.monitor.log.entries() if entry.method == "HEAD"]

    until(lambda: len(heads()) >= 2, 30.0, "two requests that keep the connection open")
    assert heads()[1] - heads()[0] < 2 * 10


def test_every_request_goes_through_the_proxy_that_is_laid_down(
    program_desktop: VirtualDesktop, make_desk: MakeDesk
) -> None:
    """The system's own is not asked: none is set there. The names exist nowhere, so the proxy alone can find them.

    What answers there has no certificate for them, which is as far as it needs to come.
    """
    desk = make_desk(program_desktop, realtime=True)
    port = desk.simulation.address.rpartition(":")[2]
    monitor, login = f"monitor.test:{port}", f"login.test:{port}"
    with ConnectProxy() as proxy:
        lay_down(desk, proxy=proxy.url, monitor_host=monitor)
        document = {key: value for key, value in desk.setup.items() if key != "monitor_host"}
        document["login_url"] = document["login_url"].replace(desk.simulation.address, login)
        assert hand_over(desk, **document)[0] == 0
        program = desk.start()
        program.shows(StateName.READY, timeout_s=START_S)
        until(lambda: login in proxy.targets, what="the login to be tried")
        desk.desktop.key(TOGGLE)
        program.shows(StateName.NOT_PAUSED)
        assert set(proxy.targets) == {monitor, login}
        assert program.close() == []
        # The search for a monitor and the doctor, too.
        for words in (("setup", "--from", "-", "--discover"), ("doctor",)):
            proxy.targets.clear()
            desk.under, under = (), desk.under
            lay_down(desk, proxy=proxy.url)
            assert desk.run(*words, stdin="{}").code == 1
            assert login in proxy.targets
            desk.under = under
    assert desk.simulation.monitor.log.entries() == ()


def test_no_proxy_where_a_direct_way_is_laid_down(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though the system has one, which leads nowhere."""
    nowhere = "http://127.0.0.1:9"
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setitem(desk.desktop.environment, name, nowhere)
    lay_down(desk, proxy="direct")
    program = desk.ready()
    desk.call()
    can_pause(desk, program)
    lines = json.loads(desk.run("doctor", "--json").out)
    assert next(line["ok"] for line in lines if line["name"] == "connection")


# What is seen and pressed.


def test_the_chords(desk: Desk) -> None:
    lay_down(desk, toggle_chord="Ctrl+Shift+F7", pause_chord="Ctrl+Shift+F6", resume_chord="")
    program = desk.ready()
    desk.call()
    desk.desktop.key(TOGGLE)
    desk.desktop.key("ctrl+shift+F7")
    program.shows(StateName.PAUSED)
    pace()
    desk.desktop.key("ctrl+shift+F6")
    until(lambda: desk.mutes() == [True, True], what="the pause to be asked for again")
    pace()
    desk.desktop.key("ctrl+shift+F7")
    program.shows(StateName.READY)
    open_settings(program)
    assert not next_page(program, "chord.toggle")["enabled"]
    widgets = program.widgets("settings-window")
    assert not widgets["chord.pause"]["enabled"]
    assert not widgets["chord.resume"]["enabled"]
    assert "laid-down" in widgets


def test_what_is_shown_and_heard(desk: Desk) -> None:
    """Pill, frame, sounds and the click; greyed out in the settings, and the rep's own choice is kept beneath."""
    lay_down(
        desk,
        show_frame=False,
        hide_pill_while_recording=True,
        sounds=False,
        tray_click="panel",
        language="he",
        start_at_login=True,
    )
    played = desk.home / "played"
    program = desk_with_player(desk, played)
    program.shows(StateName.READY, timeout_s=START_S)
    until(lambda: "pill" not in {fact["window"] for fact in program.widgets().values()}, what="no pill")
    desk.call()
    desk.simulation.monitor.faults.set(refuse=True)
    assert desk.run("pause").code == 1
    program.await_view(state=StateName.NOT_PAUSED)
    until(lambda: "state" in program.widgets("pill"), what="the pill in the alarm")
    assert any("\u05d0" <= letter <= "\u05ea" for letter in program.widgets("pill")["state"]["text"]), "in Hebrew"
    assert "frame" not in {fact["window"] for fact in program.widgets().values()}
    assert not played.exists(), "no sound"
    desk.simulation.monitor.faults.clear()
    assert desk.run("resume").code == 0
    entry = Path(desk.desktop.environment["XDG_CONFIG_HOME"]) / "autostart"
    until(lambda: list(entry.glob("*.desktop")), what="the start at login")
    assert "Hidden=false" in next(iter(entry.glob("*.desktop"))).read_text()
    assert desk.run().code == 0
    until(lambda: "settings" in program.widgets("panel"), what="the panel")
    program.press("settings", "panel")
    comes_up(program)
    next_page(program, "chord.toggle")
    next_page(program, "sounds")
    widgets = program.widgets("settings-window")
    for name in ("pill-while-recording", "frame-choice", "sounds", "tray-click", "language", "start-at-login"):
        assert not widgets[name]["enabled"], name
    program.press("save", "settings-window")
    until(lambda: "saved" in program.widgets("settings-window"), what="a word on it")
    assert program.close() == []
    text = (desk.home / "settings" / "settings.toml").read_text()
    assert "sounds = true" in text
    assert 'language = "system"' in text
    # What is started at login is what the organisation says, even where it was another before.
    desk.under = ()
    lay_down(desk, start_at_login=False)
    again = desk.start()
    again.shows(StateName.READY, timeout_s=START_S)
    until(lambda: not starts(entry), what="no start at login")


def starts(folder: Path) -> bool:
    return any("Hidden=false" in file.read_text() for file in folder.glob("*.desktop"))


def desk_with_player(desk: Desk, played: Path) -> Program:
    """The program, set up, on a machine with a player of sounds that writes down when it is started."""
    folder = desk.home / "players"
    folder.mkdir()
    player = folder / "pw-play"
    player.write_text(f'#!/bin/sh\necho "$@" >> "{played}"\n')
    player.chmod(0o700)
    assert desk.set_up().code == 0
    return desk.start(environment={"PATH": f"{folder}{os.pathsep}{desk.desktop.environment['PATH']}"})

"""The first start shows the settings and nothing else; a set-up by command is taken over at once, whole or not."""

import json
from typing import Any

import pytest

from tests.helpers.secrets import EXTENSION, OTHER_EXTENSION
from tests.program.desk import START_S, TOGGLE, WAIT_S, Desk, Program
from trayapp.core.view import StateName
from trayapp.simulator.until import until

pytestmark = pytest.mark.desktop

TRAY_ICON = "QSystemTrayIconSys"


def shown(program: Program) -> set[str]:
    """The names of the windows that are to be seen."""
    return {fact["window"] for fact in program.widgets().values()}


def by_command(desk: Desk, **document: Any) -> tuple[int, str]:
    outcome = desk.run("setup", "--from", "-", stdin=json.dumps(document))
    return outcome.code, outcome.err


def settings_text(desk: Desk) -> str:
    file = desk.home / "settings" / "settings.toml"
    return file.read_text() if file.exists() else ""


def test_the_first_start_opens_the_settings_and_nothing_else(desk: Desk) -> None:
    """The settings window, in front; besides it only the tray icon. Closed, there is a way back to it."""
    program = desk.start()
    program.shows(StateName.NOT_SET_UP, timeout_s=START_S)
    until(lambda: "settings-window" in shown(program), what="the settings")
    assert shown(program) <= {"settings-window", TRAY_ICON}
    settings = next(window for window in program.windows() if window.managed)
    until(lambda: desk.desktop.active_window() == settings.number, what="the settings to be in front")
    assert desk.run("toggle").code == 4
    assert desk.run("status").code == 0
    assert not desk.mutes()
    # Before the set-up a press of the chord means nothing, and a second start leads to the settings again.
    desk.desktop.key(TOGGLE)
    assert program.state == StateName.NOT_SET_UP
    program.press("close", "settings-window")
    until(lambda: shown(program) <= {"pill", TRAY_ICON} and "pill" in shown(program), what="the pill instead")
    assert desk.run().code == 0
    until(lambda: shown(program) <= {"settings-window", TRAY_ICON}, what="the settings again")


def test_what_is_entered_in_the_settings_counts_at_once_and_after_a_restart(desk: Desk) -> None:
    """The way of a rep: type both, save, pause. The certificate is the administrator's affair."""
    assert by_command(desk, ca_file=desk.setup["ca_file"])[0] == 0
    program = desk.start()
    until(lambda: "settings-window" in shown(program), START_S, "the settings")
    until(lambda: desk.desktop.active_window() != 0, what="the settings to get the keys")
    height = program.widgets("settings-window")["host"]["height"]
    program.enter("extension", EXTENSION)
    program.press("test", "settings-window")
    until(lambda: "flaw" in program.widgets("settings-window"), what="a word on the host that is missing")
    until(lambda: program.widgets("settings-window")["host"]["height"] == height, what="room for that word")
    program.enter("host", desk.simulation.address)
    program.press("test", "settings-window")
    steps = ("step.name", "step.connection", "step.certificate", "step.answer")

    def marks() -> list[str]:
        widgets = program.widgets("settings-window")
        return [str(widgets[step]["text"]) for step in steps]

    until(lambda: marks() == ["✓"] * 4, WAIT_S, "the test of the connection")
    assert not desk.mutes(), "the test touches no call"
    program.press("save", "settings-window")
    program.shows(StateName.READY)
    program.press("close", "settings-window")
    desk.call()
    desk.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED)
    assert desk.run("quit", "--resume").code == 0
    assert program.ends() == 0
    again = desk.start()
    again.shows(StateName.READY, timeout_s=START_S)
    assert shown(again) <= {"pill", TRAY_ICON}


def test_a_set_up_by_command_is_taken_over_at_once(desk: Desk) -> None:
    """The running program goes by it without a restart; null deletes."""
    program = desk.start()
    program.shows(StateName.NOT_SET_UP, timeout_s=START_S)
    assert desk.set_up().code == 0
    assert program.state == StateName.READY
    desk.call()
    assert desk.run("pause").code == 0
    assert desk.muted() == [True]
    assert desk.run("resume").code == 0
    assert by_command(desk, monitor_host=None)[0] == 0
    assert program.state == StateName.NOT_SET_UP
    assert desk.run("pause").code == 4
    assert by_command(desk, monitor_host=desk.simulation.address)[0] == 0
    assert program.state == StateName.READY


def test_while_paused_a_set_up_is_refused(desk: Desk) -> None:
    """The pause belongs to the extension that it was made for."""
    program = desk.ready()
    desk.call()
    assert desk.run("pause").code == 0
    before = settings_text(desk)
    code, said = by_command(desk, extension=OTHER_EXTENSION, label="Another")
    assert code == 1
    assert "pause" in said
    assert settings_text(desk) == before
    program.shows(StateName.PAUSED)
    assert desk.run("resume").code == 0
    assert desk.muted() == [False]


def test_while_paused_the_settings_keep_the_account(desk: Desk) -> None:
    """What else is changed counts; extension and host cannot be, which is said, until the pause is over."""
    program = desk.ready()
    desk.call()
    assert desk.run("pause").code == 0
    pill = program.widgets("pill")["state"]
    program.choose("settings", pill["x"], pill["y"])
    program.enter("label", "Dana", first="ctrl+a")
    assert not program.widgets("settings-window")["extension"]["enabled"]
    assert not program.widgets("settings-window")["host"]["enabled"]
    program.press("save", "settings-window")
    until(lambda: "Dana" in program.widgets("pill")["desk"]["text"], what="the label")
    assert EXTENSION[-3:] in program.widgets("pill")["desk"]["text"]
    assert desk.run("resume").code == 0
    assert desk.muted() == [False]
    program.enter("extension", OTHER_EXTENSION, first="ctrl+a")
    program.press("save", "settings-window")
    until(lambda: OTHER_EXTENSION[-3:] in program.widgets("pill")["desk"]["text"], what="the other extension")


@pytest.mark.parametrize("running", [True, False], ids=["running", "not running"])
def test_what_is_wrong_is_refused_by_name_with_nothing_half_written(desk: Desk, *, running: bool) -> None:
    """Exit status 2 for each, and neither the file nor what the program goes by has changed."""
    assert desk.set_up().code == 0
    program = desk.start() if running else None
    if program:
        program.shows(StateName.READY, timeout_s=START_S)
    before = settings_text(desk)
    for wrong, named in (
        ({"label": "Good", "extention": OTHER_EXTENSION}, "extention"),
        ({"label": "Good", "method": "PUT"}, "method"),
        ({"label": "Good", "mute_value": "2"}, "mute_value"),
        ({"label": "Good", "monitor_host": "two words"}, "monitor_host"),
        ({"label": "Good", "ca_file": "/nowhere.pem"}, "ca_file"),
        ({"extension": OTHER_EXTENSION, "label": ["x"]}, "label"),
    ):
        code, said = by_command(desk, **wrong)
        assert code == 2
        assert named in said
        assert OTHER_EXTENSION not in said
    assert settings_text(desk) == before
    if program is None:
        program = desk.start()
    desk.call()
    program.shows(StateName.READY, timeout_s=START_S)
    assert desk.run("pause").code == 0
    assert desk.muted() == [True], "the old account is still in use"
    assert desk.run("resume").code == 0

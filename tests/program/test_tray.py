"""The tray: missing, late, killed, back again; and what a click on the icon does."""

import pytest

from tests.desktop_session.fixtures import MakeDesktop
from tests.program.conftest import MakeDesk
from tests.program.desk import TOGGLE, WAIT_S, Desk, Program, Window, pace
from trayapp.core.view import StateName
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import Keyring

pytestmark = pytest.mark.desktop

LOOK_S = 5.0
"""A missing tray is looked for this often."""


def icon(program: Program) -> Window | None:
    """The icon, if it is to be seen in the tray: a small window inside the panel at the top right."""
    width = program.desk.desktop.client.width
    small = (w for w in program.windows() if w.width < 40 and w.height < 40 and w.y < 40)
    return next((w for w in small if w.x > width - 200), None)


def click(program: Program) -> None:
    place = until(lambda: icon(program), WAIT_S, "the icon")
    assert place
    program.desk.desktop.click(place.x + place.width // 2, place.y + place.height // 2)


def test_without_a_tray_the_pill_carries_everything_and_the_icon_comes_when_a_tray_does(
    make_desktop: MakeDesktop, make_desk: MakeDesk
) -> None:
    """No tray at the start, then one, then it dies, then another: the program goes on through all of it."""
    desktop = make_desktop(tray=False, keyring=Keyring.UNLOCKED)
    desk = make_desk(desktop)
    program = desk.ready()
    desk.call()
    assert "pill" in program.widgets()
    assert icon(program) is None
    pill = program.widgets("pill")["state"]
    desktop.click(pill["x"], pill["y"])
    program.shows(StateName.PAUSED)
    program.choose("offer.resume", pill["x"], pill["y"])
    program.shows(StateName.READY)

    desktop.start_tray()
    until(lambda: icon(program), LOOK_S + WAIT_S, "the icon in the late tray")
    pace()
    click(program)
    program.shows(StateName.PAUSED)
    desktop.stop_tray()
    until(lambda: icon(program) is None, WAIT_S, "the icon to go with its tray")
    assert "pill" in program.widgets()
    pace()
    desktop.key(TOGGLE)
    program.shows(StateName.READY)
    desktop.start_tray()
    until(lambda: icon(program), LOOK_S + WAIT_S, "the icon in the tray that came back")
    pace()
    click(program)
    program.shows(StateName.PAUSED)
    pace()
    desktop.key(TOGGLE)
    program.shows(StateName.READY)


def test_a_left_click_toggles_and_a_double_click_is_one_press(desk: Desk) -> None:
    """As the chord does; two clicks within the system's double-click time act once."""
    program = desk.ready()
    desk.call()
    click(program)
    program.shows(StateName.PAUSED)
    pace()
    click(program)
    program.shows(StateName.READY)
    pace()
    place = icon(program)
    assert place
    middle = place.x + place.width // 2, place.y + place.height // 2
    desk.desktop.click(*middle)
    desk.desktop.click(*middle)
    program.shows(StateName.PAUSED)
    pace()
    assert program.state == StateName.PAUSED


def test_a_setting_makes_the_click_open_the_panel(desk: Desk) -> None:
    """Then it pauses nothing."""
    assert desk.set_up().code == 0
    file = desk.home / "settings" / "settings.toml"
    file.write_text(file.read_text().replace('tray_click = "toggle"', 'tray_click = "panel"'))
    program = desk.start()
    program.shows(StateName.READY, timeout_s=WAIT_S)
    click(program)
    until(lambda: "panel" in program.widgets(), WAIT_S, "the panel")
    assert program.state == StateName.READY
    assert not desk.mutes()


def test_the_menu_pauses_resumes_and_quits(desk: Desk) -> None:
    """And opens the settings."""
    program = desk.ready()
    desk.call()

    def choose(name: str) -> None:
        place = until(lambda: icon(program), WAIT_S, "the icon")
        assert place
        program.choose(name, place.x + place.width // 2, place.y + place.height // 2)

    choose("offer.pause")
    program.shows(StateName.PAUSED)
    pace()
    choose("offer.resume")
    program.shows(StateName.READY)
    choose("settings")
    until(lambda: "save" in program.widgets("settings-window"), WAIT_S, "the settings")
    choose("quit")
    assert program.ends() == 0

"""The tray: missing, late, killed, back again; and what a click on the icon does."""

import pytest

from tests.desktop_session.fixtures import MakeDesktop
from tests.program.conftest import MakeDesk
from tests.program.desk import START_S, TOGGLE, WAIT_S, Desk, Program, Window, pace
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


def hide_pill(desk: Desk) -> None:
    """The setting that hides the pill while nothing is paused."""
    file = desk.home / "settings" / "settings.toml"
    file.write_text(file.read_text().replace("hide_pill_while_recording = false", "hide_pill_while_recording = true"))


def test_a_hidden_pill_comes_back_when_its_tray_goes(make_desktop: MakeDesktop, make_desk: MakeDesk) -> None:
    """Nothing would be left on the screen otherwise; with the tray back, it hides again."""
    desktop = make_desktop(keyring=Keyring.UNLOCKED)
    desk = make_desk(desktop)
    assert desk.set_up().code == 0
    hide_pill(desk)
    program = desk.start()
    program.shows(StateName.READY, timeout_s=START_S)
    until(lambda: "pill" not in program.widgets(), WAIT_S, "the pill to hide")
    desktop.stop_tray()
    until(lambda: "pill" in program.widgets(), LOOK_S + WAIT_S, "the pill")
    desktop.start_tray()
    until(lambda: "pill" not in program.widgets(), LOOK_S + WAIT_S, "the pill to hide again")


def test_without_a_tray_everything_can_be_reached(make_desktop: MakeDesktop, make_desk: MakeDesk) -> None:
    """From the first start on: settings closed, set up, pill not to be hidden, panel, menu, a second start, quit."""
    desktop = make_desktop(tray=False, keyring=Keyring.UNLOCKED)
    desk = make_desk(desktop)
    program = desk.start()
    program.shows(StateName.NOT_SET_UP, timeout_s=START_S)

    def shown() -> set[str]:
        return {fact["window"] for fact in program.widgets().values()}

    until(lambda: "settings-window" in shown(), WAIT_S, "the settings")
    close_active_window(program)
    until(lambda: "settings-window" not in shown() and "pill" in shown(), WAIT_S, "the pill in their place")
    program.press("offer.set_up", "pill")
    until(lambda: "settings-window" in shown(), WAIT_S, "the settings again")
    close_active_window(program)
    assert desk.set_up().code == 0
    program.shows(StateName.READY)
    assert desk.run("quit").code == 0
    assert program.ends() == 0

    hide_pill(desk)
    program = desk.start()
    program.shows(StateName.READY, timeout_s=START_S)
    desk.call()
    assert "pill" in program.widgets()
    assert desk.run().code == 0
    until(lambda: "panel" in shown(), WAIT_S, "the panel, by a second start")
    close_active_window(program)
    until(lambda: "panel" not in shown(), WAIT_S, "the panel to close")
    pill = program.widgets("pill")["state"]
    program.choose("panel", pill["x"], pill["y"])
    until(lambda: "panel" in shown(), WAIT_S, "the panel, from the pill")
    program.press("offer.pause", "panel")
    program.shows(StateName.PAUSED)
    pace()
    program.press("offer.resume", "panel")
    program.shows(StateName.READY)
    close_active_window(program)
    until(lambda: "panel" not in shown(), WAIT_S, "the panel to close again")
    pill = program.widgets("pill")["state"]
    program.choose("settings", pill["x"], pill["y"])
    until(lambda: "settings-window" in shown(), WAIT_S, "the settings, from the pill")
    close_active_window(program)
    assert "pill" in program.widgets(), "no window that is closed ends the program, and the pill stays"
    pill = program.widgets("pill")["state"]
    program.choose("quit", pill["x"], pill["y"])
    assert program.ends() == 0


def close_active_window(program: Program) -> None:
    """Close the window in front, as a person does by its frame."""
    desktop = program.desk.desktop

    def in_front() -> bool:
        return desktop.active_window() in {window.number for window in program.windows() if window.managed}

    until(in_front, WAIT_S, "the window to be in front")
    desktop.key("alt+F4")

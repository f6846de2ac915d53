"""A tray that speaks StatusNotifier: shown, clicked, its menu, its host killed, late or gone."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage

from tests.desktop_session.xfce import XfceDesktop
from tests.helpers import needs
from tests.program.conftest import MakeDesk
from tests.program.desk import START_S, TOGGLE, WAIT_S, Desk, Program, pace
from trayapp.core.view import StateName
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import Keyring

pytestmark = [pytest.mark.desktop, needs.status_notifier]

LOOK_S = 5.0
"""A missing tray is looked for this often."""
STILL_S = 0.3
AMBER, RED, GREY = "#fdb022", "#e0362a", "#7b8794"


@pytest.fixture(scope="module")
def xfce() -> Iterator[XfceDesktop]:
    """One desktop for all tests of this module; each leaves a panel running."""
    with XfceDesktop(keyring=Keyring.UNLOCKED) as running:
        yield running


@pytest.fixture
def desk(xfce: XfceDesktop, make_desk: MakeDesk) -> Desk:
    """A desk whose panel is empty."""
    until(lambda: xfce.icon() is None, WAIT_S, "an empty panel")
    return make_desk(xfce)


def ready(desk: Desk, **changes: object) -> Program:
    """The program without its frame, which would cover the panel."""
    assert desk.set_up().code == 0
    file = desk.home / "settings" / "settings.toml"
    lines = [line for line in file.read_text().splitlines() if line.partition(" =")[0] not in {"show_frame", *changes}]
    words = {"show_frame": "false", **changes}
    file.write_text("\n".join([*(f"{name} = {value}" for name, value in words.items()), *lines]) + "\n")
    program = desk.start()
    program.shows(StateName.READY, timeout_s=START_S)
    return program


def place(xfce: XfceDesktop) -> tuple[int, int]:
    """The middle of the icon, once it stands still in the panel, which moves it about at first."""

    def stands() -> tuple[int, int, int, int] | None:
        before = xfce.icon()
        time.sleep(STILL_S)
        return before if before == xfce.icon() else None

    found = until(stands, LOOK_S + WAIT_S, "the icon")
    assert found
    left, top, width, height = found
    return left + width // 2, top + height // 2


def colours(xfce: XfceDesktop) -> dict[str, int]:
    """How often each colour occurs where the icon is now."""
    left, top, width, height = xfce.icon() or (0, 0, 0, 0)
    image = QImage.fromData(xfce.client.screenshot())
    counted: dict[str, int] = {}
    for x in range(left, left + width):
        for y in range(top, top + height):
            colour = str(image.pixelColor(x, y).name())
            counted[colour] = counted.get(colour, 0) + 1
    return counted


def await_colour(xfce: XfceDesktop, wanted: str) -> None:
    """Wait until the icon shows a colour plainly."""
    until(lambda: colours(xfce).get(wanted, 0) > 10, WAIT_S, f"{wanted} in the icon")


def choose(xfce: XfceDesktop, number: int) -> None:
    """Open the menu at the icon, and choose the item of this number by the keyboard, from below when it is negative."""
    at = place(xfce)
    xfce.client.move(900, 500)  # away from what is below the menu
    xfce.choose(xfce.open_menu(*at), number)


def test_the_icon_shows_the_state_and_a_click_toggles(desk: Desk, xfce: XfceDesktop) -> None:
    """Ring, bars, triangle, by their colours; and the panel of the desktop takes nothing away from other windows."""
    program = ready(desk)
    desk.call()
    at = place(xfce)
    await_colour(xfce, GREY)
    xfce.click(*at)
    program.shows(StateName.PAUSED)
    assert desk.muted() == [True]
    await_colour(xfce, AMBER)
    pace()
    xfce.click(*at)
    program.shows(StateName.READY)
    assert desk.muted() == [False]
    await_colour(xfce, GREY)
    desk.simulation.set_faults(refuse=True)
    pace()
    xfce.key(TOGGLE)
    program.shows(StateName.NOT_PAUSED)
    await_colour(xfce, RED)


def test_the_menu_pauses_resumes_and_quits(desk: Desk, xfce: XfceDesktop) -> None:
    """Built from the state each time: the second item is the pause, then the resume; the last one quits."""
    program = ready(desk)
    desk.call()
    choose(xfce, 2)
    program.shows(StateName.PAUSED)
    assert desk.muted() == [True]
    pace()
    choose(xfce, 2)
    program.shows(StateName.READY)
    assert desk.muted() == [False]
    choose(xfce, 1)
    until(lambda: "panel" in program.widgets(), WAIT_S, "the panel")
    choose(xfce, -1)
    assert program.ends() == 0
    until(lambda: xfce.icon() is None, WAIT_S, "the icon to go")


def test_the_tooltip_names_program_and_state(desk: Desk, xfce: XfceDesktop) -> None:
    """As the host is told it; and that the program asks for no attention, shows no passing messages."""
    program = ready(desk)
    desk.call()
    place(xfce)
    assert "Recording Pause: Ready" in xfce.notifier_item("ToolTip")
    xfce.key(TOGGLE)
    program.shows(StateName.PAUSED)
    until(lambda: "Recording PAUSED" in xfce.notifier_item("ToolTip"), WAIT_S, "the tooltip of the pause")
    assert "Active" in xfce.notifier_item("Status")


def test_the_icon_comes_back_with_its_host(desk: Desk, xfce: XfceDesktop) -> None:
    """The panel, and with it the watcher on the bus, is killed in a pause; a click on the icon that returns resumes."""
    program = ready(desk)
    desk.call()
    place(xfce)
    xfce.key(TOGGLE)
    program.shows(StateName.PAUSED)
    xfce.stop_tray()
    assert program.state == StateName.PAUSED
    assert "pill" in program.widgets()
    xfce.start_tray()
    place(xfce)
    await_colour(xfce, AMBER)
    pace()
    xfce.click(*place(xfce))
    program.shows(StateName.READY)


def test_a_host_that_comes_late_gets_the_icon(desk: Desk, xfce: XfceDesktop) -> None:
    """The program is there before the panel, as after a login."""
    xfce.stop_tray()
    program = ready(desk, hide_pill_while_recording="true")
    desk.call()
    assert "pill" in program.widgets(), "without a tray the pill stays"
    xfce.start_tray()
    at = place(xfce)
    until(lambda: "pill" not in program.widgets(), WAIT_S, "the pill to hide, now that there is a tray")
    xfce.click(*at)
    program.shows(StateName.PAUSED)
    pace()
    choose(xfce, 2)
    program.shows(StateName.READY)


def test_a_pill_that_was_hidden_comes_back_when_the_tray_goes(desk: Desk, xfce: XfceDesktop) -> None:
    """Nothing else would be left on the screen."""
    program = ready(desk, hide_pill_while_recording="true")
    place(xfce)
    until(lambda: "pill" not in program.widgets(), WAIT_S, "the pill to hide")
    xfce.stop_tray()
    until(lambda: "pill" in program.widgets(), LOOK_S + WAIT_S, "the pill")
    xfce.start_tray()
    place(xfce)
    until(lambda: "pill" not in program.widgets(), LOOK_S + WAIT_S, "the pill to hide again")

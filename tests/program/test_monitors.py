"""Two monitors of different scale, plugged in and out under a real X.Org server: pill and frame are always whole."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtGui import QColor, QImage

from tests.desktop_session.monitors import FIRST, SECOND, ManyMonitors, Output
from tests.helpers import needs
from tests.program.conftest import MakeDesk
from tests.program.desk import CARD, START_S, TOGGLE, WAIT_S, Desk, Program, Window, pace
from trayapp.core.view import StateName
from trayapp.simulator.text_window import TextWindow
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import Keyring, VirtualDesktop
from trayapp.ui.frame import WIDTH

pytestmark = [pytest.mark.desktop, needs.monitors]

AMBER, ALARM, QUIET = ("#fdb022",), ("#b42318", "#ffffff"), ("#ffffff",)
SCALES = {"QT_SCREEN_SCALE_FACTORS": f"{FIRST}=1;{SECOND}=2"}
"""As a desktop, or an administrator, sets it for screens of different density."""
AT_ONCE_S = 5.0
"""What a person calls at once, on a busy machine."""


@dataclass(frozen=True, slots=True)
class Area:
    """A monitor's part of the whole, in pixels."""

    x: int
    y: int
    width: int
    height: int
    scale: int


LEFT = Area(0, 0, 1024, 768, 1)
RIGHT = Area(1024, 0, 1600, 1200, 2)
ONE = Output(FIRST, "1024x768", (0, 0), primary=True)
TWO = Output(SECOND, "1600x1200", (1024, 0))


@pytest.fixture(scope="module")
def monitors() -> Iterator[ManyMonitors]:
    """One server for all tests of this module."""
    with ManyMonitors(keyring=Keyring.UNLOCKED) as running:
        running.client.paint_background(0x406080)
        yield running


@pytest.fixture
def desk(monitors: ManyMonitors, make_desk: MakeDesk) -> Desk:
    """A desk with both monitors on, the second one to the right of the first."""
    monitors.arrange(ONE, TWO)
    return make_desk(monitors)


def ready(desk: Desk) -> Program:
    assert desk.set_up().code == 0
    program = desk.start(environment=SCALES)
    program.shows(StateName.READY, timeout_s=START_S)
    return program


def picture(desktop: VirtualDesktop) -> QImage:
    return QImage.fromData(desktop.client.screenshot())


def pill(program: Program) -> Window:
    """The pill's window, in pixels."""

    def found() -> Window | None:
        return next((w for w in program.windows() if w.title == "Recording Pause" and not w.managed), None)

    window = until(found, WAIT_S, "the pill")
    assert window
    return window


def whole(window: Window, area: Area, image: QImage, grounds: tuple[str, ...]) -> bool:
    """Whether a pill is all on a monitor, with its ground to be seen at all four edges."""
    s = area.scale
    right, bottom = window.x + window.width, window.y + window.height
    inside = (
        area.x <= window.x and right <= area.x + area.width and area.y <= window.y and bottom <= area.y + area.height
    )
    middle = window.x + window.width // 2, window.y + window.height // 2
    edges = (
        (window.x + 4 * s, middle[1]),
        (right - 4 * s, middle[1]),
        (middle[0], window.y + 3 * s),
        (middle[0], bottom - 3 * s),
    )
    return inside and all(_colour(image, *place) in grounds for place in edges)


def await_whole(program: Program, area: Area, grounds: tuple[str, ...]) -> Window:
    """Wait until the pill can be seen whole on a monitor."""
    desktop = program.desk.desktop

    def found() -> Window | None:
        window = pill(program)
        return window if whole(window, area, picture(desktop), grounds) else None

    window = until(found, AT_ONCE_S, f"a whole pill on {area}; it is {pill(program)}")
    assert window
    return window


def framed(image: QImage, area: Area, grounds: tuple[str, ...]) -> bool:
    """Whether a frame runs around a whole monitor, and stays at its edges."""
    s, last_x, last_y = area.scale, area.x + area.width - 1, area.y + area.height - 1
    line, clear = WIDTH * s // 2, (WIDTH + 3) * s
    tenths = range(1, 10)
    xs = [area.x + line, *(area.x + area.width * n // 10 for n in tenths), last_x - line]
    ys = [area.y + line, *(area.y + area.height * n // 10 for n in tenths), last_y - line]
    on = [(x, y) for x in xs for y in (area.y + line, last_y - line)]
    on += [(x, y) for y in ys for x in (area.x + line, last_x - line)]
    off = [(area.x + clear, area.y + area.height // 2), (area.x + area.width // 4, last_y - clear)]
    return all(_colour(image, *p) in grounds for p in on) and not any(_colour(image, *p) in grounds for p in off)


def await_framed(program: Program, *areas: Area, grounds: tuple[str, ...] = AMBER) -> None:
    """Wait until each monitor has its frame, and count that there is nothing more."""
    desktop = program.desk.desktop

    def all_framed() -> bool:
        image = picture(desktop)
        return all(framed(image, area, grounds) for area in areas)

    until(all_framed, AT_ONCE_S, f"a frame around {areas}")
    strips = [w for w in program.windows() if WIDTH in (w.width, w.height) or 2 * WIDTH in (w.width, w.height)]
    assert len(strips) == 4 * len(areas)


def _colour(image: QImage, x: int, y: int) -> str:
    return str(QColor(image.pixel(x, y)).name()) if image.valid(x, y) else ""


def drag(program: Program, to_x: int, to_y: int) -> None:
    """Take the pill at its state and let it go with the mouse at a place, in pixels."""
    client, window = program.desk.desktop.client, pill(program)
    x, y = window.x + window.width // 3, window.y + window.height // 2
    client.move(x, y)
    client.press_button()
    for step in range(1, 31):
        client.move(x + (to_x - x) * step // 30, y + (to_y - y) * step // 30)
    client.release_button()


def on_the_right(program: Program) -> Window:
    """The pill, dragged to the second monitor."""
    await_whole(program, LEFT, QUIET)
    drag(program, 1700, 500)
    return await_whole(program, RIGHT, QUIET)


def crop(window: Window, image: QImage) -> QImage:
    return image.copy(window.x, window.y, window.width, window.height)


def test_dragged_to_a_monitor_of_another_scale_the_pill_is_whole_crisp_and_remembered(desk: Desk) -> None:
    """To the pixel what a program shows that starts there; and back again."""
    program = ready(desk)
    before = crop(await_whole(program, LEFT, QUIET), picture(desk.desktop))
    window = on_the_right(program)
    dragged = crop(window, picture(desk.desktop))
    assert desk.run("quit").code == 0
    assert program.ends() == 0
    program = desk.start(environment=SCALES)
    program.shows(StateName.READY, timeout_s=START_S)
    again = await_whole(program, RIGHT, QUIET)
    assert (again.x, again.y) == pytest.approx((window.x, window.y), abs=2)
    assert crop(again, picture(desk.desktop)) == dragged
    drag(program, 300, 300)
    assert crop(await_whole(program, LEFT, QUIET), picture(desk.desktop)) == before


def test_however_often_it_crosses_between_two_scales_the_pill_ends_whole(desk: Desk) -> None:
    """A hand that is faster than the drawing: the window must not keep the size that it had on the way."""
    program = ready(desk)
    await_whole(program, LEFT, QUIET)
    for _ in range(4):
        drag(program, 1700, 500)
        await_whole(program, RIGHT, QUIET)
        drag(program, 300, 300)
        await_whole(program, LEFT, QUIET)


@pytest.mark.parametrize("state", [StateName.READY, StateName.PAUSED, StateName.NOT_PAUSED])
def test_the_monitor_under_the_pill_is_unplugged(desk: Desk, monitors: ManyMonitors, state: StateName) -> None:
    """The pill is at once whole on the other one; the frame follows; when the monitor is back, both are back there."""
    program = ready(desk)
    desk.call()
    place = on_the_right(program)
    typed = ""

    def type_on(text: str) -> None:
        nonlocal typed
        desk.desktop.type(text)
        typed += text

    with TextWindow(monitors) as other:
        if state is StateName.NOT_PAUSED:
            desk.simulation.set_faults(refuse=True)
        if state is not StateName.READY:
            monitors.key(TOGGLE)
        program.shows(state)
        grounds = {StateName.READY: QUIET, StateName.PAUSED: AMBER, StateName.NOT_PAUSED: ALARM}[state]
        corner = await_whole(program, RIGHT, grounds)
        type_on(CARD[:8])
        for _ in range(2):
            monitors.unplug(SECOND)
            type_on(CARD[8:])
            await_whole(program, LEFT, grounds)
            if state is not StateName.READY:
                await_framed(program, LEFT, grounds=grounds)
            assert program.state == state
            monitors.arrange(TWO)
            type_on(CARD[:8])
            back = await_whole(program, RIGHT, grounds)
            assert (back.x, back.y) == pytest.approx((corner.x, corner.y), abs=2)
            if state is not StateName.READY:
                await_framed(program, LEFT, RIGHT, grounds=grounds)
        assert monitors.focused_window() == other.window
        other.await_text(typed)
    assert place.width
    assert state is not StateName.PAUSED or desk.muted() == [True]


def test_the_frame_is_around_every_monitor_however_they_stand(desk: Desk, monitors: ManyMonitors) -> None:
    """To the left, above, at an odd height, of another resolution, with another one as the main one."""
    program = ready(desk)
    desk.call()
    monitors.key(TOGGLE)
    program.shows(StateName.PAUSED)
    await_framed(program, LEFT, RIGHT)
    monitors.arrange(Output(SECOND, "1600x1200", (0, 0)), Output(FIRST, "1024x768", (1600, 200)))
    await_framed(program, Area(0, 0, 1600, 1200, 2), Area(1600, 200, 1024, 768, 1))
    monitors.arrange(Output(SECOND, "1600x1200", (0, 0), primary=True), Output(FIRST, "1024x768", (100, 1200)))
    await_framed(program, Area(0, 0, 1600, 1200, 2), Area(100, 1200, 1024, 768, 1))
    monitors.arrange(Output(SECOND, "1280x1024", (1280, 0)), Output(FIRST, "1280x1024", (0, 0)))
    await_framed(program, Area(1280, 0, 1280, 1024, 2), Area(0, 0, 1280, 1024, 1))
    monitors.arrange(Output(FIRST, "800x600", (0, 0), primary=True), Output(SECOND, "1600x1200", (800, 0)))
    await_framed(program, Area(0, 0, 800, 600, 1), Area(800, 0, 1600, 1200, 2))
    pace()
    monitors.key(TOGGLE)
    program.shows(StateName.READY)
    until(lambda: "frame" not in program.widgets(), what="the frame to go")


def test_a_pill_that_was_never_moved_stays_on_the_main_monitor(desk: Desk, monitors: ManyMonitors) -> None:
    """And stays whole when that one's resolution changes."""
    program = ready(desk)
    await_whole(program, LEFT, QUIET)
    monitors.arrange(Output(FIRST, "1024x768", (0, 0)), Output(SECOND, "1600x1200", (1024, 0), primary=True))
    await_whole(program, RIGHT, QUIET)
    monitors.arrange(Output(SECOND, "800x600", (1024, 0), primary=True))
    await_whole(program, Area(1024, 0, 800, 600, 2), QUIET)
    monitors.arrange(ONE, TWO)
    await_whole(program, LEFT, QUIET)


def test_its_parts_are_where_they_are_seen_on_a_monitor_of_another_scale(desk: Desk) -> None:
    """A click on what is labelled Resume resumes, and the body pauses."""
    program = ready(desk)
    desk.call()
    on_the_right(program)

    def click(name: str) -> None:
        until(lambda: name in program.widgets("pill"), what=name)
        part = program.widgets("pill")[name]
        # Qt's places on a monitor count from its corner, in its own units.
        desk.desktop.click(*(RIGHT.x + (part["x"] - RIGHT.x) * 2, RIGHT.y + (part["y"] - RIGHT.y) * 2))

    click("state")
    program.shows(StateName.PAUSED)
    await_whole(program, RIGHT, AMBER)
    pace()
    click("offer.resume")
    program.shows(StateName.READY)


def test_with_no_monitor_at_all_it_goes_on_and_comes_back_with_the_first(desk: Desk, monitors: ManyMonitors) -> None:
    """A chord pauses all the same; whatever is plugged in then shows it."""
    program = ready(desk)
    desk.call()
    on_the_right(program)
    monitors.unplug(FIRST, SECOND)
    monitors.key(TOGGLE)
    program.shows(StateName.PAUSED)
    assert desk.muted() == [True]
    monitors.arrange(ONE)
    await_whole(program, LEFT, AMBER)
    await_framed(program, LEFT)
    monitors.unplug(FIRST)
    monitors.arrange(Output(SECOND, "1600x1200", (0, 0)))
    alone = Area(0, 0, 1600, 1200, 2)
    await_whole(program, alone, AMBER)
    await_framed(program, alone)
    pace()
    monitors.key(TOGGLE)
    program.shows(StateName.READY)

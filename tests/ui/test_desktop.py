"""On a real display: the focus never moves, nothing hides the pill, clicks and drags mean what they should."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from tests.desktop_session.fixtures import MakeDesktop
from tests.ui.conftest import Director
from tests.ui.views import VIEWS
from trayapp.simulator.text_window import TextWindow
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop
from trayapp.ui.frame import WIDTH

pytestmark = pytest.mark.desktop

AMBER, RED, WHITE = "#fdb022", "#b42318", "#ffffff"


def colour_at(desktop: VirtualDesktop, tmp_path: Path, x: int, y: int) -> str:
    """The colour of one pixel of the screen."""
    desktop.screenshot(tmp_path / "screen.png")
    return QImage(str(tmp_path / "screen.png")).pixelColor(x, y).name()


def await_colour(desktop: VirtualDesktop, tmp_path: Path, x: int, y: int, *wanted: str) -> None:
    """Wait until a pixel of the screen has one of these colours."""
    assert all(QColor(colour).name() == colour for colour in wanted)
    until(lambda: colour_at(desktop, tmp_path, x, y) in wanted, what=f"{wanted} at {x},{y}")


@pytest.fixture
def settled(desktop: VirtualDesktop, director: Director, tmp_path: Path) -> Callable[[str], tuple[int, int]]:
    """Show a view and wait until its pill can really be seen; a place on its body."""

    def show(name: str) -> tuple[int, int]:
        director.tell(name)
        x, y, _, height = director.pill()
        await_colour(desktop, tmp_path, x + 5, y + height // 2, AMBER, RED, WHITE)
        return x + 20, y + height // 2

    return show


@pytest.mark.parametrize("full_screen", [False, True], ids=["window", "full screen"])
def test_every_character_reaches_the_other_window_while_pill_frame_and_alarm_appear(
    desktop: VirtualDesktop, director: Director, *, full_screen: bool
) -> None:
    with TextWindow(desktop, full_screen=full_screen) as other:
        typed = ""
        for number, name in enumerate(VIEWS):
            before, after = f"4111 11{number:02}", f" 11{number:02}\n"
            desktop.type(before)
            director.tell(name)
            desktop.type(after)
            typed += before + after.replace("\n", "\r")
            assert desktop.focused_window() == other.window
        other.await_text(typed)


def test_pill_and_frame_show_above_a_full_screen_window_that_comes_later(
    desktop: VirtualDesktop, director: Director, tmp_path: Path
) -> None:
    director.tell("paused, accepted")
    with TextWindow(desktop, full_screen=True) as other:
        x, y, _, height = director.pill()
        await_colour(desktop, tmp_path, x + 5, y + height // 2, AMBER)
        for edge in ((640, 2), (640, 797), (2, 400), (1277, 400)):
            await_colour(desktop, tmp_path, *edge, AMBER)
        assert colour_at(desktop, tmp_path, 640, WIDTH + 2) != AMBER
        director.tell("not paused")
        x, y, _, height = director.pill()
        await_colour(desktop, tmp_path, x + 5, y + height // 2, RED, WHITE)
        await_colour(desktop, tmp_path, 640, 2, RED)
        # The mouse goes through the frame, to the window below.
        desktop.click(640, 2)
        desktop.type("x")
        other.await_text("x")


def test_the_body_pauses_and_the_labelled_area_resumes_without_taking_the_focus(
    desktop: VirtualDesktop, director: Director, text_window: TextWindow, settled: Callable[[str], tuple[int, int]]
) -> None:
    desktop.click(*settled("paused, accepted"))
    until(lambda: director.wishes() == ["PAUSE"], what="the body to pause")
    desktop.click(*director.tell("paused, accepted")["buttons"]["offer.resume"])
    until(lambda: director.wishes() == ["PAUSE", "RESUME"], what="the area to resume")
    desktop.type("still mine")
    text_window.await_text("still mine")


def test_a_drag_moves_the_pill_and_wishes_nothing(
    desktop: VirtualDesktop, director: Director, text_window: TextWindow, settled: Callable[[str], tuple[int, int]]
) -> None:
    x, y = settled("recording")
    left, top, _, _ = director.pill()
    desktop.client.move(x, y)
    desktop.client.press_button()
    for step in range(1, 11):
        desktop.client.move(x - 40 * step, y - 30 * step)
    desktop.client.release_button()
    until(lambda: director.tell("facts") and any("moved" in said for said in director.heard), what="the move")
    new_left, new_top, _, _ = director.pill()
    assert (abs(new_left - (left - 400)), abs(new_top - (top - 300))) <= (2, 2)
    assert director.wishes() == []
    assert desktop.focused_window() == text_window.window


@pytest.mark.parametrize("by_button", [True, False], ids=["its button", "right click"])
def test_the_pills_menu_leads_to_the_panel(
    desktop: VirtualDesktop,
    director: Director,
    text_window: TextWindow,
    settled: Callable[[str], tuple[int, int]],
    *,
    by_button: bool,
) -> None:
    body = settled("recording")
    if by_button:
        desktop.click(*director.tell("facts")["buttons"]["menu"])
    else:
        desktop.click(*body, 3)
    until(lambda: director.tell("facts")["menu"], what="the menu")
    desktop.click(*director.tell("facts")["menu"]["panel"])
    until(lambda: "panel" in {window[0] for window in director.tell("facts")["windows"]}, what="the panel")
    until(lambda: desktop.focused_window() != text_window.window, what="the panel to get the focus")
    assert director.wishes() == []


def click_tray(desktop: VirtualDesktop, director: Director) -> bool:
    """Click where the icon is; the tray may still be moving it. Whether the click arrived, as a toggle."""
    before = len(director.wishes())
    x, y, width, height = director.tell("facts")["tray"]
    desktop.click(x + width // 2, y + height // 2)
    wishes = director.wishes()[before:]
    assert set(wishes) <= {"TOGGLE"}
    return bool(wishes)


def test_the_tray_icon_is_clicked_and_its_tray_may_come_late_or_again(make_desktop: MakeDesktop) -> None:
    desktop = make_desktop(tray=False)
    with Director(desktop) as director:
        director.tell("hide pill while recording")
        facts = director.tell("recording")
        assert facts["tray"] is None
        assert [window[0] for window in facts["windows"]] == ["pill"], "without a tray the pill stays"
        for _ in range(2):
            desktop.start_tray()
            until(lambda: (director.tell("facts")["tray"] or [0, 0, 0, 0])[2] > 0, 20.0, "the icon to appear")
            until(lambda: not director.tell("facts")["windows"], what="the pill to hide")
            until(lambda: click_tray(desktop, director), what="the click")
            desktop.stop_tray()


def test_panel_and_settings_take_the_focus_for_they_were_asked_for(
    desktop: VirtualDesktop, director: Director, text_window: TextWindow
) -> None:
    director.tell("recording")
    director.tell("panel")
    until(lambda: desktop.focused_window() != text_window.window, what="the panel to get the focus")
    director.tell("settings")
    director.tell("hebrew")
    names = {window[0] for window in director.tell("facts")["windows"]}
    assert {"panel", "settings-window", "pill"} <= names

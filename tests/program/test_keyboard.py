"""The program used by real keys alone, on a real display: every window, every control, a pause and a resume."""

import contextlib
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from tests.program.desk import WAIT_S, Desk, Program, pace
from trayapp.core.view import StateName
from trayapp.simulator.until import until

pytestmark = pytest.mark.desktop

TAB_BAR = "qt_tabwidget_tabbar"
PAGES = 5
_LEAST_DIFFERENCE = 96
"""Of the lightness of a pixel, from 0 to 255."""
_PAINTED_S = 3.0


class Keys:
    """Somebody without a mouse."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.desktop = program.desk.desktop

    def opens(self, window: str) -> None:
        """Wait until a window has come up, with the keys."""
        until(lambda: bool(self.program.widgets(window).get(window, {}).get("active")), what=f"{window} with the keys")
        until(lambda: bool(self.focused(window)), what="a control with the focus")

    def focused(self, window: str) -> dict[str, Any]:
        """The control of a window that has the focus."""
        return next((fact for fact in self.program.widgets(window).values() if fact["focus"] and fact["usable"]), {})

    def usable(self, window: str) -> set[str]:
        return {name for name, fact in self.program.widgets(window).items() if fact["usable"]}

    def tab(self, window: str, chord: str = "Tab") -> dict[str, Any]:
        """Press Tab, and wait for the focus to have moved."""
        before = self.focused(window).get("name")
        self.desktop.key(chord)
        until(lambda: self.focused(window).get("name") != before, what="the focus to move")
        return self.focused(window)

    def go_to(self, window: str, name: str) -> None:
        for _ in range(40):
            if self.focused(window).get("name") == name:
                return
            self.tab(window)
        raise AssertionError(f"{name} is not reached")

    def round(self, window: str, chord: str = "Tab") -> list[str]:
        """Tab until it comes round; the names, in turn, each of which was seen to have the focus."""
        seen: list[dict[str, Any]] = []
        while not seen or self.tab(window, chord)["name"] != seen[0]["name"]:
            seen.append(self.focused(window))
            if len(seen) > 1:  # the first may still have been without its ring, as the mouse leaves it
                self.must_be_seen(window, seen[-1], chord)
        return [fact["name"] for fact in seen]

    def must_be_seen(self, window: str, fact: dict[str, Any], chord: str) -> None:
        """The screen differs round the control by its having the focus."""
        area = QRect(0, 0, fact["width"], fact["height"])
        area.moveCenter(QRect(fact["x"], fact["y"], 1, 1).topLeft())
        back = "Tab" if chord != "Tab" else "shift+Tab"

        def told_apart() -> bool:
            with_it = self.picture(area)  # it may be so early that the ring is not painted yet: then it is tried again
            self.tab(window, chord)
            with contextlib.suppress(TimeoutError):
                until(lambda: _differing(with_it, self.picture(area)) >= area.width() // 2, _PAINTED_S, "the paint")
                return bool(self.tab(window, back)["name"] == fact["name"])
            self.tab(window, back)
            return False

        until(told_apart, what=f"the focus to be seen at {fact['name']}")

    def picture(self, area: QRect) -> QImage:
        return QImage.fromData(self.desktop.client.screenshot()).copy(area)


def _differing(one: QImage, other: QImage) -> int:
    """How many pixels are clearly lighter or darker."""
    points = ((x, y) for x in range(one.width()) for y in range(one.height()))
    lightness = ((one.pixelColor(x, y).lightness(), other.pixelColor(x, y).lightness()) for x, y in points)
    return sum(abs(here - there) >= _LEAST_DIFFERENCE for here, there in lightness)


@pytest.fixture
def keys(desk: Desk) -> Keys:
    program = desk.ready()
    desk.call()
    assert desk.run().code == 0  # a second start, as from the desktop's menu of programs
    keys = Keys(program)
    keys.opens("panel")
    return keys


def test_a_pause_and_a_resume_by_keys_on_the_panel(keys: Keys) -> None:
    program = keys.program
    assert set(keys.round("panel")) == keys.usable("panel") >= {"offer.pause", "settings", "more"}
    keys.go_to("panel", "offer.pause")
    keys.desktop.key("space")
    program.shows(StateName.PAUSED)
    until(lambda: keys.focused("panel").get("name") == "offer.resume", what="the big button to keep the focus")
    assert program.desk.muted() == [True]
    pace()
    keys.desktop.key("Return")
    program.shows(StateName.READY)
    assert program.desk.muted() == [False]
    keys.desktop.key("Escape")
    until(lambda: "panel" not in program.widgets("panel"), what="the panel to close")


def test_what_stands_in_the_panels_menu_is_reached_by_keys(keys: Keys) -> None:
    program = keys.program
    keys.go_to("panel", "more")
    keys.desktop.key("space")
    until(lambda: {"exposed", "quit"} <= set(program.widgets("menu")), what="the menu")
    keys.desktop.key("Escape")
    until(lambda: not program.widgets("menu"), what="the menu to close")
    keys.desktop.key("Return")
    until(lambda: program.widgets("menu"), what="the menu again")
    keys.desktop.key("Down")
    keys.desktop.key("Return")
    program.await_view(notice="exposure_noted")
    keys.opens("panel")
    keys.desktop.key("space")
    until(lambda: program.widgets("menu"), what="the menu again")
    keys.desktop.key("Up")  # the last item
    keys.desktop.key("Return")
    assert program.ends(WAIT_S) == 0


def await_page_after(keys: Keys, usable: set[str]) -> None:
    """Wait for another page, unless it was the last one."""
    until(lambda: keys.usable("settings-window") != usable or "check-now" in usable, what="the next page")


def test_every_page_of_the_settings_is_reached_by_keys(keys: Keys) -> None:
    program = keys.program
    keys.go_to("panel", "settings")
    keys.desktop.key("Return")
    keys.opens("settings-window")
    reached: set[str] = set()
    for _ in range(PAGES):
        keys.go_to("settings-window", TAB_BAR)
        usable = keys.usable("settings-window")
        walked = keys.round("settings-window")
        assert set(walked) == usable
        reached |= usable
        keys.go_to("settings-window", TAB_BAR)
        keys.desktop.key("Right")
        await_page_after(keys, usable)
    assert reached >= {"extension", "chord.toggle", "sounds", "language", "start", "check-now", "save", "close"}
    keys.go_to("settings-window", "check-now")
    keys.desktop.key("space")
    until(lambda: program.widgets("settings-window")["copy-lines"]["enabled"], 60.0, "the check-up")
    keys.desktop.key("Escape")
    until(lambda: not program.widgets("settings-window"), what="the settings to close")

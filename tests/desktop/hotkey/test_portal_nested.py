"""The portal's backend with KDE's real portal and compositor, and keys pressed as a person presses them."""

import statistics
import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.hotkey.hands import Record
from tests.desktop_session.wayland import NestedWayland, WaylandWindow
from trayapp.desktop.hotkey import ChordStatus
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.hotkey.portal import PortalHotkeys

F9, F10 = Chord.parse("Ctrl+Shift+F9"), Chord.parse("Ctrl+Shift+F10")
PRESSES = 50
APART_S = 0.06
MEDIAN_S = 0.1


class Hands:
    """A portal backend in this process, on the nested desktop's bus."""

    def __init__(self, desktop: NestedWayland, qtbot: QtBot) -> None:
        self.desktop = desktop
        self.record = Record()
        self.backend = PortalHotkeys(
            self.record.on_pressed, self.record.on_status, environment=desktop.environment, first_retry_s=0.1
        )
        self._qtbot = qtbot

    def shows(self, name: str, status: ChordStatus) -> None:
        self._qtbot.waitUntil(lambda: self.record.status(name) is status, timeout=20_000)

    def await_presses(self, count: int) -> None:
        self._qtbot.waitUntil(lambda: len(self.record.pressed) >= count, timeout=20_000)

    def wait(self, seconds: float) -> None:
        self._qtbot.wait(round(seconds * 1000))


@pytest.fixture(scope="module")
def nested() -> Iterator[NestedWayland]:
    with NestedWayland() as desktop:
        yield desktop


@pytest.fixture
def hands(nested: NestedWayland, qtbot: QtBot) -> Iterator[Hands]:
    made = Hands(nested, qtbot)
    yield made
    made.backend.close()


def test_every_chord_arrives_while_another_window_has_the_focus_and_gets_every_other_key(hands: Hands) -> None:
    hands.backend.register("toggle", F9, "Pause or resume")
    hands.backend.register("pause", F10, "Pause")
    hands.shows("toggle", ChordStatus.ACTIVE)
    assert hands.backend.descriptions == {"toggle": "Ctrl+Shift+F9", "pause": "Ctrl+Shift+F10"}
    typed, latencies_s = "", []
    with WaylandWindow(hands.desktop) as crm:
        for number in range(PRESSES):
            character = "4111 2222 3333 4444"[number % 19]
            hands.desktop.type(character)
            typed += character
            pressed_s = time.perf_counter()
            hands.desktop.key("ctrl+shift+F9")
            hands.await_presses(number + 1)
            latencies_s.append(hands.record.pressed_at[-1] - pressed_s)
            hands.wait(APART_S)
        crm.await_text(typed)
        assert hands.record.pressed == ["toggle"] * PRESSES
        assert not [key for key in crm.keys if "F9" in key]
        assert crm.focus == "+"
    assert statistics.median(latencies_s) < MEDIAN_S, "a few milliseconds on an idle machine"

"""Heard and seen through the accessibility bus, as a screen reader does: names, roles, and each change announced."""

from collections.abc import Iterator

import pytest

from tests.desktop_session.fixtures import MakeDesktop
from tests.helpers import needs
from tests.helpers.secrets import EXTENSION
from tests.program.conftest import MakeDesk
from tests.program.desk import PAUSE, TOGGLE, WAIT_S, Desk, pace
from tests.program.screen_reader import ASSERTIVE, POLITE, ScreenReader
from trayapp.core.view import StateName
from trayapp.simulator.virtual_desktop import Keyring

pytestmark = [pytest.mark.desktop, needs.accessibility]

CONTROLS = {"push button", "check box", "text", "password text", "page tab", "combo box", "toggle button"}


@pytest.fixture
def desk(make_desktop: MakeDesktop, make_desk: MakeDesk) -> Desk:
    return make_desk(make_desktop(keyring=Keyring.UNLOCKED, services=["org.a11y.Bus"]))


@pytest.fixture
def reader(desk: Desk) -> Iterator[ScreenReader]:
    with ScreenReader(desk.desktop.environment) as listening:
        yield listening


def test_the_panel_is_a_window_of_named_controls(desk: Desk, reader: ScreenReader) -> None:
    program = desk.ready()
    assert desk.run().code == 0
    things = reader.window("Recording Pause", WAIT_S)
    assert things[0].role in {"window", "frame"}
    assert {thing.name for thing in things if thing.role == "push button"} == {
        "Pause recording",
        "Prove it…",
        "The day before",
        "Settings…",
        "More…",
    }
    texts = [thing.name for thing in things if thing.role == "label"]
    assert "Ready" in texts
    assert all(texts)
    program.press("settings", "panel")
    things = reader.window("Recording Pause: settings", WAIT_S)
    roles = {thing.role: thing.name for thing in things}
    assert {"text", "password text"} & set(roles)
    assert {thing.name for thing in things if thing.role == "page tab"} == {
        "Connection",
        "Keys",
        "Indicator",
        "Prove it",
        "Check-up",
    }
    assert all(thing.name for thing in things if thing.role in CONTROLS)
    assert not any(EXTENSION in f"{thing.name} {thing.description}" for thing in things)


def test_each_change_of_the_half_minute_is_said(desk: Desk, reader: ScreenReader) -> None:
    program = desk.ready()
    desk.call()
    desk.desktop.key(TOGGLE)
    assert reader.listen("Recording PAUSED", WAIT_S).urgency == POLITE
    pace()
    desk.desktop.key(TOGGLE)
    reader.listen("Recording resumed", WAIT_S)
    desk.simulation.set_faults(black_hole=True)
    desk.desktop.key(PAUSE)
    alarm = reader.listen("NOT confirmed paused. Do not take the card", WAIT_S)
    assert alarm.urgency == ASSERTIVE
    program.shows(StateName.NOT_PAUSED)
    texts = [said.text for said in reader.heard]
    assert [text for text in texts if text.startswith("Recording PAUSED")] == ["Recording PAUSED"], (
        "no clock is read out"
    )

"""Machines for the tests of sleep."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.sleep.machines import FakeMachine, Machine, WindowsMachine


@pytest.fixture
def windows_machine(qtbot: QtBot) -> Iterator[WindowsMachine]:
    """Wine's desktop, and the watch on it."""
    machine = WindowsMachine(lambda question: qtbot.waitUntil(question, timeout=60_000))
    yield machine
    machine.close()


@pytest.fixture(params=["fake", pytest.param("windows", marks=pytest.mark.windows_desktop)])
def machine(request: pytest.FixtureRequest) -> Machine:
    """Each machine in turn."""
    chosen: Machine = FakeMachine() if request.param == "fake" else request.getfixturevalue("windows_machine")
    return chosen

"""A simulation with everything switched on."""

from collections.abc import Iterator

import pytest

from tests.simulator.live_client import LiveClient
from trayapp.simulator.simulation import Simulation

EXTENSIONS = ("RepsDesk", "NextDesk")


@pytest.fixture
def simulation() -> Iterator[Simulation]:
    """Two monitors, two extensions."""
    with Simulation(EXTENSIONS, realtime=True, active_calls=True, monitors=2) as running:
        yield running


@pytest.fixture
def live(simulation: Simulation) -> Iterator[LiveClient]:
    """The rep's socket at the first monitor, greeted."""
    with LiveClient(simulation) as connected:
        connected.greeting()
        yield connected

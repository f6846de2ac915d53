"""A running simulation, and a client's side for it."""

from collections.abc import Iterator

import pytest

from tests.simulator.client import Client
from trayapp.simulator.simulation import Simulation


@pytest.fixture
def simulation() -> Iterator[Simulation]:
    """A simulation that listens."""
    with Simulation() as running:
        yield running


@pytest.fixture
def client(simulation: Simulation) -> Iterator[Client]:
    """One kept-alive connection to it."""
    with Client(simulation) as connected:
        yield connected

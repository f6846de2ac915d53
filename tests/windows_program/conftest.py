"""Fixtures for whole programs under wine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tasks.windows.wine import Session
from tests.helpers.secrets import EXTENSION
from tests.windows_program.desk import WindowsDesk
from trayapp.simulator.simulation import Simulation


@pytest.fixture
def windows_desk(tmp_path: Path) -> Iterator[WindowsDesk]:
    """A desk on Windows, from a fresh registry and profile."""
    with Session(desktop=True) as session, Simulation((EXTENSION,)) as simulation:
        desk = WindowsDesk(session, simulation, tmp_path)
        yield desk
        desk.close()

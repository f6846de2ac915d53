"""Fixtures: a desk for each test, on a desktop that most tests share."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.desktop_session.fixtures import make_desktop
from tests.helpers.secrets import EXTENSION
from tests.program.desk import Desk
from trayapp.simulator.simulation import Simulation
from trayapp.simulator.virtual_desktop import Keyring, MissingProgramsError, VirtualDesktop

__all__ = ["make_desktop"]

MakeDesk = Callable[..., Desk]


@pytest.fixture(scope="session")
def program_desktop() -> Iterator[VirtualDesktop]:
    """A desktop with an open keyring, for tests that leave its parts alone."""
    try:
        with VirtualDesktop(keyring=Keyring.UNLOCKED) as running:
            yield running
    except MissingProgramsError as error:
        pytest.skip(str(error))


@pytest.fixture
def make_desk() -> Iterator[MakeDesk]:
    """Make desks; all of them are looked at and cleared after the test."""
    with ExitStack() as stack:

        def make(desktop: VirtualDesktop, *colleagues: str, **options: object) -> Desk:
            simulation = stack.enter_context(Simulation((EXTENSION, *colleagues), **options))  # type: ignore[arg-type]  # handed through
            # A folder of its own, and so, by its name, an item of its own in the keyring.
            made = Desk(desktop, simulation, Path(tempfile.mkdtemp(prefix="program-", dir=desktop.root)))
            stack.callback(made.close)
            return made

        yield make


@pytest.fixture
def desk(program_desktop: VirtualDesktop, make_desk: MakeDesk) -> Desk:
    """A desk on the shared desktop."""
    return make_desk(program_desktop)

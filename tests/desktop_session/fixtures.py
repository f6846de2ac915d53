"""Fixtures on a virtual desktop. A folder's conftest.py imports those it needs; its tests carry the mark `desktop`."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from trayapp.simulator.text_window import TextWindow
from trayapp.simulator.virtual_desktop import MissingProgramsError, VirtualDesktop

MakeDesktop = Callable[..., VirtualDesktop]


@pytest.fixture
def make_desktop() -> Iterator[MakeDesktop]:
    """Start a desktop with any options of `VirtualDesktop`; all that were started are closed after the test."""
    with ExitStack() as stack:

        def make(**options: object) -> VirtualDesktop:
            try:
                return stack.enter_context(VirtualDesktop(**options))  # type: ignore[arg-type]  # handed through
            except MissingProgramsError as error:
                pytest.skip(str(error))

        yield make


@pytest.fixture
def desktop(make_desktop: MakeDesktop) -> VirtualDesktop:
    """A desktop of this test's own, with window manager, tray and session bus, without a keyring."""
    return make_desktop()


@pytest.fixture(scope="session")
def shared_desktop() -> Iterator[VirtualDesktop]:
    """One desktop for all tests that leave it as they found it: no windows, no keys held, the keyboard as it was."""
    with ExitStack() as stack:
        try:
            running = stack.enter_context(VirtualDesktop())
        except MissingProgramsError as error:
            pytest.skip(str(error))
        yield running


@pytest.fixture
def text_window(desktop: VirtualDesktop) -> Iterator[TextWindow]:
    """Another program's window that has the focus of `desktop` and writes down what is typed."""
    with TextWindow(desktop) as window:
        yield window

"""Keyboards for the hotkey tests."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.hotkey.hands import FakeHands, Hands, X11Hands
from tests.desktop.hotkey.private_bus import PrivateBus
from tests.desktop.hotkey.windows_hands import WindowsHands
from tests.desktop.hotkey.windows_stage import hotkeys, layout, notepad, window, wire
from tests.desktop_session.fixtures import MakeDesktop, desktop, make_desktop, shared_desktop, text_window

if TYPE_CHECKING:
    from tests.desktop.hotkey.portal_hands import PortalHands
    from tests.desktop.hotkey.strict_portal import StrictPortal

__all__ = ["desktop", "make_desktop", "shared_desktop", "text_window"]
__all__ += ["hotkeys", "layout", "notepad", "window", "wire"]


@pytest.fixture
def x11_hands(make_desktop: MakeDesktop, qtbot: QtBot) -> Iterator[X11Hands]:
    """A real desktop without a tray, and the X11 backend on it."""
    hands = X11Hands(make_desktop(tray=False), lambda seconds: qtbot.wait(round(seconds * 1000)))
    yield hands
    hands.close()


@pytest.fixture
def bus() -> Iterator[PrivateBus]:
    """A message bus of the test's own."""
    with PrivateBus() as running:
        yield running


@pytest.fixture
def portal(bus: PrivateBus) -> "Iterator[StrictPortal]":
    """A portal on it, which must have had nothing to complain about."""
    from tests.desktop.hotkey.strict_portal import StrictPortal  # noqa: PLC0415  (jeepney is for Linux alone)

    running = StrictPortal(bus.address)
    yield running
    running.close()
    assert running.complaints == []
    assert len(running.tokens) <= 1, "the person's choice of keys is kept under the token"


@pytest.fixture
def portal_hands(bus: PrivateBus, portal: "StrictPortal") -> "Iterator[PortalHands]":
    """The portal's backend on them."""
    from tests.desktop.hotkey.portal_hands import PortalHands  # noqa: PLC0415

    hands = PortalHands(portal, bus.environment)
    yield hands
    hands.close()


@pytest.fixture
def windows_hands(qtbot: QtBot) -> Iterator[WindowsHands]:
    """Wine's desktop, and the Windows backend on it."""
    hands = WindowsHands(lambda seconds: qtbot.wait(round(seconds * 1000)))
    yield hands
    hands.close()


_X11 = pytest.param("x11", marks=pytest.mark.desktop)
_PORTAL = pytest.param("portal", marks=pytest.mark.desktop)
_WINDOWS = pytest.param("windows", marks=pytest.mark.windows_desktop)


@pytest.fixture(params=["fake", _X11, _PORTAL, _WINDOWS])
def hands(request: pytest.FixtureRequest) -> Hands:
    """Each keyboard in turn."""
    return FakeHands() if request.param == "fake" else request.getfixturevalue(f"{request.param}_hands")


@pytest.fixture(params=["fake", _X11, _WINDOWS])
def owning_hands(request: pytest.FixtureRequest) -> Hands:
    """Each keyboard on which a chord is what we say, and not what the desktop makes of it."""
    return FakeHands() if request.param == "fake" else request.getfixturevalue(f"{request.param}_hands")

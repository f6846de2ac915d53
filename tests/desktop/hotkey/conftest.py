"""Keyboards for the hotkey tests."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.hotkey.hands import FakeHands, Hands, X11Hands
from tests.desktop_session.fixtures import MakeDesktop, desktop, make_desktop, shared_desktop, text_window

__all__ = ["desktop", "make_desktop", "shared_desktop", "text_window"]


@pytest.fixture
def x11_hands(make_desktop: MakeDesktop, qtbot: QtBot) -> Iterator[X11Hands]:
    """A real desktop without a tray, and the X11 backend on it."""
    hands = X11Hands(make_desktop(tray=False), lambda seconds: qtbot.wait(round(seconds * 1000)))
    yield hands
    hands.close()


@pytest.fixture(params=["fake", pytest.param("x11", marks=pytest.mark.desktop)])
def hands(request: pytest.FixtureRequest) -> Hands:
    """Each keyboard in turn."""
    chosen: Hands = FakeHands() if request.param == "fake" else request.getfixturevalue("x11_hands")
    return chosen

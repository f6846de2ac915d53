"""Whether there should be less motion: the portal's answers on a real bus, and Windows'."""

from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest

from tests.desktop.hotkey.private_bus import PrivateBus
from tests.helpers import needs
from trayapp.desktop.motion import AnyMotion, Motion, choose_motion
from trayapp.desktop.motion.portal import PortalMotion, is_reduced

APPEARANCE, GNOME, KDE = "org.freedesktop.appearance", "org.gnome.desktop.interface", "org.kde.kdeglobals.KDE"
PATIENCE_S = 30.0

Settings = dict[str, dict[str, tuple[str, Any]]]

LESS: list[Settings] = [
    {APPEARANCE: {"reduced-motion": ("u", 1)}},
    {APPEARANCE: {"color-scheme": ("u", 1)}, GNOME: {"enable-animations": ("b", False)}},
    {KDE: {"AnimationDurationFactor": ("s", "0")}},
    {KDE: {"AnimationDurationFactor": ("d", 0.0)}},
]
AS_MUCH: list[Settings] = [
    {},
    {APPEARANCE: {"reduced-motion": ("u", 0)}, GNOME: {"enable-animations": ("b", True)}},
    {APPEARANCE: {"reduced-motion": ("u", 7)}},
    {KDE: {"AnimationDurationFactor": ("s", "0.5")}},
    {KDE: {"AnimationDurationFactor": ("s", "slow")}},
]


@pytest.mark.parametrize("settings", LESS)
def test_each_desktops_own_way_of_asking_for_less(settings: Settings) -> None:
    assert is_reduced(settings)


@pytest.mark.parametrize("settings", AS_MUCH)
def test_nothing_else_is_taken_for_it(settings: Settings) -> None:
    assert not is_reduced(settings)


@pytest.fixture
def answer_once(bus: PrivateBus) -> Callable[[Settings], Thread]:
    """Makes a portal that answers one question."""
    from tests.desktop.motion.settings_portal import answer_once  # noqa: PLC0415  (jeepney is for Linux alone)

    return lambda settings: answer_once(bus.address, settings)


@pytest.fixture
def bus() -> Iterator[PrivateBus]:
    with PrivateBus() as running:
        yield running


@needs.desktop
def test_the_portal_is_asked_beside_the_program_and_at_each_look(
    bus: PrivateBus, answer_once: Callable[[Settings], Thread]
) -> None:
    motion = PortalMotion(bus.environment)
    assert not motion.reduced()
    for settings, less in ((LESS[0], True), (AS_MUCH[1], False), (LESS[1], True)):
        portal = answer_once(settings)
        motion.look()
        motion.look()  # one question at a time
        motion.wait(PATIENCE_S)
        portal.join(PATIENCE_S)
        assert motion.reduced() is less


@needs.desktop
def test_without_an_answer_what_was_known_stays(bus: PrivateBus, answer_once: Callable[[Settings], Thread]) -> None:
    motion = PortalMotion(bus.environment)
    portal = answer_once(LESS[0])
    motion.look()
    motion.wait(PATIENCE_S)
    portal.join(PATIENCE_S)
    motion.look()  # nobody has the portal's name any more
    motion.wait(PATIENCE_S)
    assert motion.reduced()
    bus.stop()
    motion.look()
    motion.wait(PATIENCE_S)
    assert motion.reduced()


@pytest.mark.parametrize("make", [choose_motion, AnyMotion])
def test_nothing_waits_and_nothing_is_asked_before_a_look(make: type[Motion]) -> None:
    assert make().reduced() in {True, False}


@needs.windows
def test_windows_says_what_was_set() -> None:
    import ctypes  # noqa: PLC0415  (of this test alone)

    set_animation = 0x1043  # SPI_SETCLIENTAREAANIMATION
    motion = choose_motion()
    change = ctypes.CDLL("user32").SystemParametersInfoW
    try:
        for wanted in (False, True):
            assert change(set_animation, 0, ctypes.c_void_p(int(wanted)), 0)
            assert motion.reduced() is not wanted
    finally:
        change(set_animation, 0, ctypes.c_void_p(1), 0)

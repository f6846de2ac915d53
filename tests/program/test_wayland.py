"""The program in a Wayland session: its chords by the desktop's portal, its windows by XWayland; and without either."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.desktop_session.wayland import NestedWayland, WaylandWindow
from tests.helpers import needs
from tests.program.conftest import MakeDesk
from tests.program.desk import CARD, PAUSE, ROOT, START_S, TOGGLE, WAIT_S, Desk, Program, pace
from trayapp.core.view import StateName
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import Keyring

pytestmark = [pytest.mark.desktop, needs.wayland]

AMBER = "#fdb022"
NO_HOTKEYS = "No global hotkeys"
QT_CTRL_SHIFT_F9 = 0x06000000 | 0x01000038


@pytest.fixture(scope="module")
def wayland() -> Iterator[NestedWayland]:
    """A session with portal and XWayland, which the tests leave as they found it."""
    with NestedWayland(keyring=Keyring.UNLOCKED) as running:
        yield running


@pytest.fixture
def make_wayland() -> Iterator[Callable[..., NestedWayland]]:
    """Sessions that lack something."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(NestedWayland(keyring=Keyring.UNLOCKED, **options))


def ready(desk: Desk, desktop: NestedWayland) -> Program:
    """The program, set up and ready, with its chords."""
    program = desk.ready()
    until(lambda: desktop.gives_chords, WAIT_S, "the desktop to give the chords")
    return program


def is_told(program: Program, flaw: str) -> bool:
    """Whether the panel says it, and the command line that something is wrong."""
    assert program.desk.run().code == 0
    until(lambda: "panel" in program.widgets(), WAIT_S, "the panel")
    assert " - " in program.desk.run("status").out
    return f"warning_{flaw}" in program.widgets("panel")


def typed_into(crm: WaylandWindow, desk: Desk, state: StateName, program: Program) -> str:
    """Type until the screen shows a state, and once more; what was typed."""
    typed = ""
    for _ in range(40):
        desk.desktop.type(CARD)
        typed += CARD
        assert crm.focus == "+"
        if program.state == state:
            break
    program.shows(state)
    desk.desktop.type(CARD)
    return typed + CARD


def test_the_half_minute(wayland: NestedWayland, make_desk: MakeDesk) -> None:
    """A Wayland window keeps the focus and gets every character, while the pill comes and goes on XWayland."""
    desk = make_desk(wayland)
    program = ready(desk, wayland)
    with WaylandWindow(wayland) as crm:
        first = desk.call()
        desk.desktop.key(TOGGLE)
        typed = typed_into(crm, desk, StateName.PAUSED, program)
        paused_s = time.monotonic()
        assert desk.muted() == [True]
        pill = program.widgets("pill")["pill"]
        until(lambda: desk.pixel(pill["x"] - pill["width"] // 2 + 5, pill["y"]) == AMBER, WAIT_S, "the pill, paused")
        until(lambda: desk.pixel(500, 2) == AMBER, WAIT_S, "the frame")
        second = desk.call()
        desk.await_muted([True, True])
        desk.desktop.key(PAUSE)
        resumed_s = time.monotonic()
        pace()
        desk.desktop.key(TOGGLE)
        typed += typed_into(crm, desk, StateName.READY, program)
        assert desk.muted() == [False, False]
        crm.await_text(typed)
        assert crm.focus == "+"
        assert not [key for key in crm.keys if "F9" in key or "F10" in key]
    assert desk.recorded_s(first, paused_s, resumed_s) == 0
    assert desk.recorded_s(second, resumed_s) > 0
    assert not desk.disagreements(program)
    assert program.warnings() == {}


def test_the_pill_is_clicked_without_taking_the_focus(wayland: NestedWayland, make_desk: MakeDesk) -> None:
    desk = make_desk(wayland)
    program = ready(desk, wayland)
    desk.call()
    with WaylandWindow(wayland) as crm:
        program.press("state", "pill")
        program.shows(StateName.PAUSED)
        desk.desktop.type(CARD)
        crm.await_text(CARD)
        pace()
        program.press("offer.resume", "pill")
        program.shows(StateName.READY)
        desk.desktop.type(CARD)
        crm.await_text(2 * CARD)
        assert crm.focus == "+"


def test_a_held_chord_is_one_press(wayland: NestedWayland, make_desk: MakeDesk) -> None:
    """Keyboard and compositor repeat it, and the compositor's way of repeating looks like releases and presses."""
    desk = make_desk(wayland)
    program = ready(desk, wayland)
    desk.call()
    desk.desktop.client.press(TOGGLE)
    try:
        program.shows(StateName.PAUSED)
        time.sleep(1.5)  # it repeats after 0.66 s
        assert program.state == StateName.PAUSED
        assert [view["state"] for view in program.views()].count(StateName.PAUSED) == 1
    finally:
        desk.desktop.client.release(TOGGLE)


def test_the_portal_may_end_in_mid_run(wayland: NestedWayland, make_desk: MakeDesk) -> None:
    """It is said, the mouse and the commands go on working, and the chords come back by themselves."""
    desk = make_desk(wayland)
    desk.allow_log(NO_HOTKEYS)
    program = ready(desk, wayland)
    desk.call()
    wayland.stop_portal()
    until(lambda: "hotkeys_unavailable" in program.warnings(), WAIT_S, "the word on the chords")
    assert is_told(program, "hotkeys_unavailable")
    assert desk.run("toggle").code == 0
    assert program.state == StateName.PAUSED
    wayland.start_portal()
    until(lambda: not program.warnings(), WAIT_S, "the word to go")
    pace()
    desk.desktop.key(TOGGLE)
    program.shows(StateName.READY)
    assert desk.muted() == [False]


def test_a_chord_whose_keys_are_taken_away_in_the_desktops_settings_is_warned_of(
    wayland: NestedWayland, make_desk: MakeDesk
) -> None:
    """Until it has some again."""
    program = ready(make_desk(wayland), wayland)
    action = "array:string:RecordingPause,toggle,RecordingPause,toggle"
    wayland.kde("setForeignShortcut", action, "array:int32:0")
    try:
        until(lambda: "chord_without_keys" in program.warnings(), WAIT_S, "the word on the chord")
        assert is_told(program, "chord_without_keys")
    finally:
        wayland.kde("setForeignShortcut", action, f"array:int32:{QT_CTRL_SHIFT_F9}")
    until(lambda: not program.warnings(), WAIT_S, "the word to go")


def test_one_program_for_the_session_wherever_it_is_called_from(wayland: NestedWayland, make_desk: MakeDesk) -> None:
    """The address is the same for a terminal that is an X11 program and for one that is not."""
    desk = make_desk(wayland)
    program = desk.ready()
    for gone in ("QT_QPA_PLATFORM", "XDG_SESSION_TYPE", "WAYLAND_DISPLAY"):
        environment = {**wayland.environment, **desk.environment}
        environment.pop(gone, None)
        command = [sys.executable, "-m", "trayapp", "status"]
        asked = subprocess.run(command, env=environment, capture_output=True, check=False)
        assert asked.returncode == 0, gone
    assert program.state == StateName.READY


def test_without_a_portal_it_is_said_and_the_command_does_it(
    make_wayland: Callable[..., NestedWayland], make_desk: MakeDesk
) -> None:
    desk = make_desk(make_wayland(portal=False))
    desk.allow_log(NO_HOTKEYS)
    program = desk.ready()
    desk.call()
    until(lambda: "hotkeys_unavailable" in program.warnings(), WAIT_S, "the word on the chords")
    assert is_told(program, "hotkeys_unavailable")
    assert desk.run("toggle").code == 0
    assert desk.muted() == [True]
    assert program.state == StateName.PAUSED
    pace()
    assert desk.run("toggle").code == 0
    assert desk.muted() == [False]


def test_without_xwayland_it_is_said_what_the_pill_may_do(
    make_wayland: Callable[..., NestedWayland], make_desk: MakeDesk
) -> None:
    desktop = make_wayland(xwayland=False)
    desk = make_desk(desktop)
    program = ready(desk, desktop)
    assert set(program.warnings()) == {"pill_unruly"}
    assert is_told(program, "pill_unruly")
    desk.call()
    with WaylandWindow(desktop) as crm:
        desk.desktop.key(TOGGLE)
        typed = typed_into(crm, desk, StateName.PAUSED, program)
        assert desk.muted() == [True]
        crm.await_text(typed)
        assert crm.focus == "+", "what is up already takes no keys"


PLATFORM = "import sys; from trayapp.launch import new_qt; print(new_qt(['recording-pause']).platformName())"


@pytest.mark.parametrize(
    ("changes", "platform"),
    [
        ({}, "xcb"),
        ({"DISPLAY": ":98765"}, "wayland"),
        ({"DISPLAY": ""}, "wayland"),
        ({"QT_QPA_PLATFORM": "wayland"}, "wayland"),
    ],
)
def test_the_windows_are_x11_windows_where_xwayland_answers(
    wayland: NestedWayland, changes: dict[str, str], platform: str
) -> None:
    """Unless the person has chosen; and a display that is not there ends nothing."""
    environment = {**wayland.environment, "PYTHONPATH": str(ROOT), **changes}
    asked = subprocess.run(
        [sys.executable, "-c", PLATFORM], env=environment, capture_output=True, text=True, timeout=START_S, check=True
    )
    assert asked.stdout.split() == [platform]


def test_nothing_of_a_session_stays_behind() -> None:
    with NestedWayland(portal=False) as desktop:
        x_socket = Path(f"/tmp/.X11-unix/X{desktop.environment['DISPLAY'][1:]}")  # noqa: S108  (X11's own path)
        assert x_socket.is_socket()
    assert not x_socket.exists()

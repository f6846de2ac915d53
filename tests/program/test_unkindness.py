"""What a desktop does to a program in mid-pause. The pause holds, and the screen says what the tape does."""

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from jeepney import new_signal  # type: ignore[import-untyped]
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

from tests.desktop.hotkey.private_bus import PrivateBus
from tests.desktop.instance.test_server import ask_as_another_user, needs_two_users
from tests.desktop.sleep.logind_machine import MANAGER
from tests.desktop_session.fixtures import MakeDesktop
from tests.helpers import needs
from tests.program.conftest import MakeDesk
from tests.program.desk import START_S, TOGGLE, WAIT_S, Desk, Program, pace
from tests.program.test_journal import listed, verified
from trayapp.core.view import StateName
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import Keyring, VirtualDesktop

pytestmark = pytest.mark.desktop


def paused(desk: Desk, program: Program) -> None:
    """A call, and a pause of it by the chord."""
    desk.call()
    desk.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED)


def still_paused(desk: Desk, program: Program, *, between: Callable[[], None] = lambda: None) -> None:
    """It holds; the chord resumes it, and pauses again. `between` is called before that."""
    assert program.state == StateName.PAUSED
    assert desk.muted() == [True]
    for state in (StateName.READY, StateName.PAUSED):
        pace()
        if state is StateName.PAUSED:
            between()
        desk.desktop.key(TOGGLE)
        program.shows(state)
        assert desk.muted() == [state is StateName.PAUSED]
    assert desk.disagreements(program) == []


@pytest.fixture
def own(make_desktop: MakeDesktop, make_desk: MakeDesk) -> Desk:
    """A desk on a desktop whose parts may be ended."""
    return make_desk(make_desktop(keyring=Keyring.UNLOCKED))


def _lock(desktop: VirtualDesktop) -> None:
    desktop.stop_keyring()
    desktop.start_keyring(unlocked=False)


@pytest.mark.parametrize("what", [VirtualDesktop.stop_keyring, _lock], ids=["dies", "locks"])
def test_the_keyring_goes_in_a_pause(own: Desk, what: Callable[[VirtualDesktop], None]) -> None:
    own.allow_log("The keyring: Vault")
    own.allow_log("journal")
    program = own.ready()
    paused(own, program)
    what(own.desktop)
    still_paused(own, program)


def test_the_session_bus_goes_in_a_pause(own: Desk) -> None:
    own.allow_log("The keyring: Vault")
    own.allow_log("journal")
    program = own.ready()
    paused(own, program)
    own.desktop.stop_bus()
    still_paused(own, program)


def test_the_tray_goes_and_comes_back_in_a_pause(own: Desk) -> None:
    program = own.ready()
    paused(own, program)
    own.desktop.stop_tray()
    still_paused(own, program)
    own.desktop.start_tray()
    still_paused(own, program)


def test_a_sleep_in_a_pause_is_asked_about(desk: Desk) -> None:
    """Nobody knows what the server did meanwhile, so nothing is claimed; the rep's answer settles it."""
    with PrivateBus() as bus:
        assert desk.set_up().code == 0
        logind = open_dbus_connection(bus.address)
        logind.send_and_get_reply(message_bus.RequestName(MANAGER.bus_name))

        def listeners() -> int:
            (names,) = logind.send_and_get_reply(message_bus.ListNames()).body
            return sum(1 for name in names if name.startswith(":")) - 1

        program = desk.start(environment={"DBUS_SYSTEM_BUS_ADDRESS": bus.address})
        program.shows(StateName.READY, timeout_s=START_S)
        until(lambda: listeners() > 0, WAIT_S, "the program to listen for sleeps")
        paused(desk, program)
        for sleeps in (True, False):
            logind.send(new_signal(MANAGER, "PrepareForSleep", "b", (sleeps,)))
        program.shows(StateName.UNKNOWN)
        assert program.status()["problem"]["code"] == "woke"
        assert desk.run("resume").code == 0
        program.shows(StateName.READY)
        assert desk.muted() == [False]
        assert desk.disagreements(program) == []
        logind.close()


@needs_two_users
def test_another_user_of_the_machine_is_refused_in_a_pause(desk: Desk) -> None:
    program = desk.ready()
    paused(desk, program)
    assert ask_as_another_user(program.place.socket) == "PermissionError"
    still_paused(desk, program)


@contextmanager
def mounts(*command: str) -> Iterator[tuple[str, ...]]:
    """Mounts that the programs alone see which are started through what is given."""
    keep = ("sh", "-c", '"$@" && echo made && exec sleep infinity', "sh")
    holder = subprocess.Popen(
        ["unshare", "--mount", "--propagation", "private", *keep, *command], stdout=subprocess.PIPE
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"made\n"
        yield ("nsenter", f"--mount=/proc/{holder.pid}/ns/mnt")
    finally:
        os.kill(holder.pid, signal.SIGKILL)
        holder.communicate()


def _folder(desk: Desk, name: str) -> Path:
    folder = desk.home / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@needs.policy
def test_the_disk_is_full_in_a_pause(desk: Desk) -> None:
    """The mark and the journal cannot be written: that is said, and taken back; pauses go on."""
    assert desk.set_up().code == 0
    state = _folder(desk, "state")
    with mounts("mount", "-t", "tmpfs", "-o", "size=512k,mode=700", "full", str(state)) as under:
        desk.under = under
        desk.allow_log("mark|journal|No space left")
        program = desk.start()
        program.shows(StateName.READY, timeout_s=START_S)
        paused(desk, program)
        fill, mark = state / "fill", state / "pause-mark.json"

        def names() -> str:
            return subprocess.check_output([*under, "ls", str(state)], text=True)

        def fill_up() -> None:
            """The mark of the pause that has ended made room again when it was taken away."""
            until(lambda: mark.name not in names(), WAIT_S, "the old mark to go")
            subprocess.run([*under, "sh", "-c", f'cat /dev/zero >> "{fill}"'], capture_output=True, check=False)

        pauses = 1

        def worded() -> bool:
            """The mark needs room for each pause, the journal only for each few."""
            nonlocal pauses
            pauses += 1
            still_paused(desk, program, between=fill_up)
            until(lambda: "mark_not_saved" in program.warnings(), WAIT_S, "the word on the mark")
            return "journal_not_written" in program.warnings()

        until(worded, 2 * START_S, "the word on the journal")
        subprocess.run([*under, "rm", str(fill)], check=True)
        gone = {"mark_not_saved", "journal_not_written"}
        until(lambda: not gone & program.warnings().keys(), WAIT_S, "the words to go, by themselves")
        assert len(listed(desk)) == pauses
        assert mark.name in names()
        verified(desk)
        assert program.close() == []


@needs.policy
def test_the_settings_become_read_only_in_a_pause(desk: Desk) -> None:
    assert desk.set_up().code == 0
    settings = _folder(desk, "settings")
    with mounts("mount", "--bind", str(settings), str(settings)) as under:
        desk.under = under
        program = desk.start()
        program.shows(StateName.READY, timeout_s=START_S)
        paused(desk, program)
        subprocess.run([*under, "mount", "-o", "remount,bind,ro", str(settings)], check=True)
        still_paused(desk, program)
        assert desk.run("resume").code == 0
        refused = desk.set_up(label="Dana")
        assert (refused.code, "saved" in refused.err) == (1, True)
        subprocess.run([*under, "mount", "-o", "remount,bind,rw", str(settings)], check=True)
        assert desk.set_up(label="Dana").code == 0
        assert "Dana" in program.widgets("pill")["desk"]["text"]
        assert program.close() == []

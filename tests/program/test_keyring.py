"""The keyring of the running program: locked, missing, killed. Nothing waits for it but what needs it."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from tests.desktop_session.fixtures import MakeDesktop
from tests.helpers.secrets import EXTENSION
from tests.program.conftest import MakeDesk
from tests.program.desk import MACHINE_S, START_S, TOGGLE, WAIT_S, Desk, Program
from trayapp.core.view import StateName
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import KEYRING_PASSWORD, Keyring, VirtualDesktop

pytestmark = pytest.mark.desktop

ANSWER_S = 1.0
"""The status is told within this time, whatever the keyring does."""
PROMPT = "gcr-prompter"


@contextmanager
def never_blocked(program: Program) -> Iterator[None]:
    """Ask for the status again and again; fail where one answer takes too long."""
    longest_s, over = [0.0], threading.Event()

    def keep_asking() -> None:
        while not over.wait(0.02):
            began_s = time.monotonic()
            program.status()
            longest_s[0] = max(longest_s[0], time.monotonic() - began_s)

    asking = threading.Thread(target=keep_asking)
    asking.start()
    try:
        yield
    finally:
        over.set()
        asking.join()
    assert longest_s[0] < ANSWER_S


def prompt(desk: Desk) -> int:
    """The window that asks for the keyring's password; 0 while there is none."""
    desktop = desk.desktop
    active = desktop.active_window()
    ours = {window.number for program in desk.programs for window in program.windows()}
    return active if active in desktop.client.window_property("_NET_CLIENT_LIST") and active not in ours else 0


def await_prompt(desk: Desk) -> None:
    until(lambda: prompt(desk), START_S, "the keyring's prompt")


def answer_prompt(desk: Desk) -> None:
    """Type the password; the prompt grabs the keyboard only a moment after it is to be seen."""
    await_prompt(desk)

    def gone() -> bool:
        if not prompt(desk):
            return True
        desk.desktop.key("ctrl+a")
        desk.desktop.type(KEYRING_PASSWORD)
        desk.desktop.key("Return")
        end_s = time.monotonic() + 1.0
        while prompt(desk) and time.monotonic() < end_s:
            time.sleep(0.05)
        return not prompt(desk)

    until(gone, START_S, "the prompt to go")


def locked(make_desktop: MakeDesktop, make_desk: MakeDesk) -> Desk:
    """A desk that was set up on another day; its keyring is locked now."""
    desktop = make_desktop(keyring=Keyring.UNLOCKED)
    desk = make_desk(desktop)
    assert desk.set_up().code == 0
    desktop.stop_keyring()
    desktop.start_keyring(unlocked=False)
    desk.allow_log("The keyring: VaultLocked")
    return desk


def test_a_locked_keyring_asks_and_the_program_goes_on_meanwhile(
    make_desktop: MakeDesktop, make_desk: MakeDesk
) -> None:
    """It starts at once, says that the keyring is locked, and is ready as soon as somebody unlocks it."""
    desk = locked(make_desktop, make_desk)
    program = desk.start()
    program.shows(StateName.NOT_SET_UP, timeout_s=START_S)
    with never_blocked(program):
        await_prompt(desk)
        until(lambda: "vault_locked" in program.warnings(), WAIT_S, "the word on the keyring")
        assert "keyring" in desk.run("status").out.lower()
        early = desk.run("pause", "--wait", "0.5")
        assert (early.code, "keyring" in early.err) == (1, True)
        desk.call()
        with ThreadPoolExecutor() as pool:
            waiting = pool.submit(desk.run, "pause", "--wait", "120", timeout_s=150.0)
            answer_prompt(desk)
            assert waiting.result().code == 0, "it waits for the keyring, and then for the server"
        program.shows(StateName.PAUSED)
        assert desk.muted() == [True]
        assert desk.run("resume").code == 0
    until(lambda: not program.warnings(), what="the word to go")
    assert desk.run("pause").code == 0
    assert desk.muted() == [True]


def test_a_prompt_that_is_refused_leaves_a_program_that_works_from_memory(
    make_desktop: MakeDesktop, make_desk: MakeDesk
) -> None:
    """What the rep types counts for this run; another try, once the keyring is open, keeps it."""
    desk = locked(make_desktop, make_desk)
    program = desk.start()
    await_prompt(desk)
    with never_blocked(program):
        until(lambda: _dismissed(desk), START_S, "the prompt to go")
        until(lambda: "settings-window" in {w["window"] for w in program.widgets().values()}, WAIT_S, "the settings")
        until(lambda: "vault_locked" in program.warnings(), WAIT_S, "the word on the keyring")
        program.enter("extension", EXTENSION)
        program.enter("host", desk.simulation.address)
        program.press("save", "settings-window")
        # Saving asks for the keyring again; nobody needs to answer for the program to be ready.
        program.shows(StateName.READY)
        await_prompt(desk)
        until(lambda: _dismissed(desk), START_S, "the second prompt to go")
        program.press("close", "settings-window")
        desk.call()
        until(lambda: not prompt(desk), what="the keyboard to be free")
        desk.desktop.key(TOGGLE)
        program.shows(StateName.PAUSED)
        assert desk.run("resume").code == 0
        assert "vault_locked" in program.warnings()
        assert desk.run().code == 0
        program.press("warning_vault_locked.button", "panel")
        answer_prompt(desk)
        until(lambda: not program.warnings(), WAIT_S, "the word to go")
    assert desk.run("quit").code == 0
    assert program.ends() == 0
    again = desk.start()
    again.shows(StateName.READY, timeout_s=START_S)


def _dismissed(desk: Desk) -> bool:
    if prompt(desk):
        desk.desktop.key("Escape")
        time.sleep(0.2)
    return not prompt(desk)


def test_a_locked_keyring_can_be_tried_again_from_the_settings(make_desktop: MakeDesktop, make_desk: MakeDesk) -> None:
    """Nothing is set up as far as the program knows, so the settings are what is to be seen: the way is there."""
    desk = locked(make_desktop, make_desk)
    program = desk.start()
    await_prompt(desk)
    until(lambda: _dismissed(desk), START_S, "the prompt to go")
    until(lambda: "warning_vault_locked.button" in program.widgets("settings-window"), WAIT_S, "the way to try again")
    program.press("warning_vault_locked.button", "settings-window")
    answer_prompt(desk)
    program.shows(StateName.READY)


@pytest.mark.parametrize("bus", ["unix:path=/nowhere/bus", ""], ids=["a dead bus", "no bus"])
def test_without_a_session_bus_the_program_works_from_memory(
    make_desktop: MakeDesktop, make_desk: MakeDesk, bus: str
) -> None:
    """It says that there is no keyring, takes what is typed, and pauses; a set-up by command is refused."""
    desktop = make_desktop(keyring=Keyring.NONE)
    desktop.environment["DBUS_SESSION_BUS_ADDRESS"] = bus
    (desktop.root / "run" / "bus").unlink(missing_ok=True)
    desk = make_desk(desktop)
    desk.allow_log("The keyring: VaultMissing")
    refused = desk.set_up()
    assert refused.code == 1
    assert "keyring" in refused.err
    settings = desk.home / "settings" / "settings.toml"
    settings.parent.mkdir(mode=0o700, exist_ok=True)
    settings.write_text(f'ca_file = "{desk.setup["ca_file"]}"\n')
    program = desk.start()
    with never_blocked_once_up(program):
        until(lambda: "vault_missing" in program.warnings(), START_S, "the word on the keyring")
        until(lambda: "settings-window" in {w["window"] for w in program.widgets().values()}, WAIT_S, "the settings")
        program.enter("extension", EXTENSION)
        program.enter("host", desk.simulation.address)
        program.press("save", "settings-window")
        program.shows(StateName.READY)
        assert "keyring" in program.widgets("settings-window")["secret-place"]["text"]
        program.press("close", "settings-window")
        desk.call()
        desk.desktop.key(TOGGLE)
        program.shows(StateName.PAUSED)
        assert desk.muted() == [True]


@contextmanager
def never_blocked_once_up(program: Program) -> Iterator[None]:
    program.shows(StateName.NOT_SET_UP, timeout_s=START_S)
    with never_blocked(program):
        yield


def test_a_keyring_that_dies_later_stops_nothing_but_a_set_up(make_desktop: MakeDesktop, make_desk: MakeDesk) -> None:
    """Pausing needs no keyring; a new set-up does, is refused whole, and taken once a keyring is back."""
    desktop: VirtualDesktop = make_desktop(keyring=Keyring.UNLOCKED)
    desk = make_desk(desktop)
    desk.allow_log("The keyring: VaultMissing")
    program = desk.ready(reassert_window_s=4.0)
    desk.call()
    desktop.stop_keyring()
    with never_blocked(program):
        assert desk.run("pause").code == 0
        assert desk.run("resume").code == 0
        refused = desk.set_up(extension=EXTENSION + "x", label="Another")
        assert refused.code == 1
        assert "Another" not in (desk.home / "settings" / "settings.toml").read_text()
        assert desk.run("pause").code == 0
        assert desk.muted() == [True], "still the extension of before"
        assert desk.run("resume").code == 0
        desktop.start_keyring(unlocked=True)
        assert desk.set_up(label="Another").code == 0
    until(lambda: "Another" in program.widgets("pill")["desk"]["text"], timeout_s=WAIT_S + MACHINE_S)

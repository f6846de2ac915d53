"""Keyrings that are locked, missing, dying or in doubt: real daemons, real prompts, real keys."""

import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from trayapp.desktop.vault import VaultError, VaultLocked, VaultMissing
from trayapp.desktop.vault.keyring_vault import Backend, KeyringVault
from trayapp.desktop.vault.secret_service import SecretService
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import KEYRING_PASSWORD, Keyring, VirtualDesktop

pytestmark = pytest.mark.desktop

Make = Callable[[Keyring], VirtualDesktop]
DOCUMENT = '{"extension":"Ab12Cd34"}'
LONG_S = 60.0
SECRETS = "org.freedesktop.secrets"


def a_vault(prompt_s: float = LONG_S) -> KeyringVault:
    return KeyringVault("recording-pause-test", SecretService(prompt_s))


class Attempt:
    """One call on a thread of its own, as the worker makes it."""

    def __init__(self, call: Callable[[Callable[[], None]], str | None]) -> None:
        self.prompted = threading.Event()
        self.result: str | VaultError | None = None
        self._call = call
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self.result = self._call(self.prompted.set)
        except VaultError as error:
            self.result = error

    def over(self) -> bool:
        """Whether the call has come back."""
        return not self._thread.is_alive()

    def outcome(self) -> str | VaultError | None:
        """What came of it; waits for that."""
        self._thread.join(LONG_S)
        assert self.over()
        return self.result


def prompt_is_up(desktop: VirtualDesktop) -> bool:
    """Whether a window is there and takes the keys; nobody else has one here."""
    return desktop.active_window() in desktop.client.window_property("_NET_CLIENT_LIST")


def stored_and_locked(make_joined: Make) -> VirtualDesktop:
    desktop = make_joined(Keyring.UNLOCKED)
    a_vault().store(DOCUMENT, lambda: None)
    desktop.stop_keyring()
    desktop.start_keyring(unlocked=False)
    return desktop


def test_a_prompt_that_is_answered_opens_the_vault(make_joined: Make) -> None:
    desktop = stored_and_locked(make_joined)
    attempt = Attempt(a_vault().load)
    until(lambda: prompt_is_up(desktop), LONG_S, "the prompt")
    assert attempt.prompted.is_set()
    assert not attempt.over()
    desktop.type(KEYRING_PASSWORD)
    desktop.key("Return")
    assert attempt.outcome() == DOCUMENT
    # Open now: nobody is asked again.
    assert a_vault().load(lambda: pytest.fail("asked twice")) == DOCUMENT


def test_a_prompt_after_a_restart_of_the_service_is_waited_for_like_the_first(make_joined: Make) -> None:
    """What was told of the service while nobody had to be asked is no news of this prompt."""
    desktop = stored_and_locked(make_joined)
    vault = a_vault()
    for _ in range(2):
        attempt = Attempt(vault.load)
        assert attempt.prompted.wait(LONG_S)
        until(lambda: prompt_is_up(desktop), LONG_S, "the prompt")
        desktop.type(KEYRING_PASSWORD)
        desktop.key("Return")
        assert attempt.outcome() == DOCUMENT
        until(lambda: not prompt_is_up(desktop), LONG_S, "the prompt to go")
        desktop.stop_keyring()
        desktop.start_keyring(unlocked=False)


def test_a_prompt_that_is_dismissed_means_locked_and_may_be_tried_again(make_joined: Make) -> None:
    desktop = stored_and_locked(make_joined)
    for call in (a_vault().load, lambda prompting: a_vault().store("{}", prompting)):
        attempt = Attempt(call)
        until(lambda: prompt_is_up(desktop), LONG_S, "the prompt")
        desktop.key("Escape")
        assert isinstance(attempt.outcome(), VaultLocked)
        until(lambda: not prompt_is_up(desktop), LONG_S, "the prompt to go")
    attempt = Attempt(a_vault().load)
    until(lambda: prompt_is_up(desktop), LONG_S, "the prompt")
    desktop.type(KEYRING_PASSWORD)
    desktop.key("Return")
    assert attempt.outcome() == DOCUMENT


def test_a_prompt_that_nobody_answers_is_given_up_and_helps_when_it_is_answered_later(make_joined: Make) -> None:
    desktop = stored_and_locked(make_joined)
    assert isinstance(Attempt(a_vault(prompt_s=2.0).load).outcome(), VaultLocked)
    until(lambda: prompt_is_up(desktop), LONG_S, "the prompt")
    attempt = Attempt(a_vault().load)
    assert attempt.prompted.wait(LONG_S)
    desktop.type(KEYRING_PASSWORD)
    desktop.key("Return")
    assert attempt.outcome() == DOCUMENT
    until(lambda: not prompt_is_up(desktop), LONG_S, "the prompt to go")
    assert a_vault().load(lambda: pytest.fail("asked though it is open")) == DOCUMENT


def test_locked_without_a_display_is_said_at_once(make_joined: Make) -> None:
    desktop = stored_and_locked(make_joined)
    desktop.stop_server()
    for call in (a_vault().load, lambda prompting: a_vault().store("{}", prompting), a_vault().erase):
        attempt = Attempt(call)
        assert isinstance(attempt.outcome(), VaultLocked)


def test_a_fresh_home_has_nothing_stored_and_nobody_is_asked_to_read_that(make_joined: Make) -> None:
    desktop = make_joined(Keyring.NONE)
    desktop.start_keyring(unlocked=False)
    assert a_vault().load(lambda: pytest.fail("asked to read nothing")) is None
    a_vault().erase(lambda: pytest.fail("asked to erase nothing"))


def test_a_fresh_home_gets_a_keyring_when_something_is_stored(make_joined: Make) -> None:
    desktop = make_joined(Keyring.NONE)
    desktop.start_keyring(unlocked=False)
    attempt = Attempt(lambda prompting: a_vault().store(DOCUMENT, prompting))
    until(lambda: prompt_is_up(desktop), LONG_S, "the prompt for a new password")
    desktop.type(KEYRING_PASSWORD)
    desktop.key("Tab")
    desktop.type(KEYRING_PASSWORD)
    desktop.key("Return")
    assert attempt.outcome() is None
    assert a_vault().load(lambda: pytest.fail("asked though it is open")) == DOCUMENT


def test_a_fresh_home_whose_new_keyring_is_not_wanted_means_locked(make_joined: Make) -> None:
    desktop = make_joined(Keyring.NONE)
    desktop.start_keyring(unlocked=False)
    attempt = Attempt(lambda prompting: a_vault().store(DOCUMENT, prompting))
    until(lambda: prompt_is_up(desktop), LONG_S, "the prompt for a new password")
    desktop.key("Escape")
    assert isinstance(attempt.outcome(), VaultLocked)


def test_a_daemon_that_dies_and_comes_back(make_joined: Make) -> None:
    desktop = make_joined(Keyring.UNLOCKED)
    vault = a_vault()
    vault.store(DOCUMENT, lambda: None)
    desktop.stop_keyring()
    for call in (vault.load, lambda prompting: vault.store("{}", prompting), vault.erase):
        with pytest.raises(VaultMissing):
            call(lambda: None)
    desktop.start_keyring(unlocked=True)
    assert vault.load(lambda: None) == DOCUMENT


def test_a_daemon_that_dies_while_its_prompt_is_up(make_joined: Make) -> None:
    desktop = stored_and_locked(make_joined)
    attempt = Attempt(a_vault(prompt_s=10 * LONG_S).load)
    until(lambda: prompt_is_up(desktop), LONG_S, "the prompt")
    desktop.stop_keyring()
    assert isinstance(attempt.outcome(), VaultLocked | VaultMissing)


def test_a_bus_without_a_service(make_joined: Make) -> None:
    make_joined(Keyring.NONE)
    with pytest.raises(VaultMissing):
        a_vault().load(lambda: None)
    with pytest.raises(VaultMissing):
        a_vault().store(DOCUMENT, lambda: None)


@pytest.mark.parametrize("address", [None, "", "unix:path={folder}/nothing", "nonsense", "tcp:host=127.0.0.1,port=1"])
def test_no_bus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, address: str | None) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    else:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address.format(folder=tmp_path))
    with pytest.raises(VaultError) as caught:
        a_vault().load(lambda: None)
    assert isinstance(caught.value, VaultMissing), repr(caught.value.__cause__)


@pytest.mark.parametrize("admits", [False, True], ids=["not a word", "no answer to the greeting"])
def test_a_bus_that_is_silent_is_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, admits: bool) -> None:
    """One that was stopped, say, before it knows who we are or after."""
    monkeypatch.setattr("trayapp.desktop.bus.CALL_S", 0.3)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/bus")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"{tmp_path}/bus")
        listener.listen()
        attempt = Attempt(a_vault().load)
        connection, _ = listener.accept()
        with connection:
            if admits:
                connection.recv(1000)
                connection.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
            until(attempt.over, LONG_S, "the call to end")
    assert isinstance(attempt.outcome(), VaultMissing)


def test_one_vault_comes_to_the_bus_once(make_joined: Make) -> None:
    """Each that leaves puts gnome-keyring 42 in danger; and whoever comes once is known to a daemon that is new."""
    desktop = make_joined(Keyring.UNLOCKED)
    vault = a_vault()
    vault.store(DOCUMENT, lambda: None)
    before = newest_name(desktop)
    for _ in range(3):
        vault.store(DOCUMENT, lambda: None)
        assert vault.load(lambda: None) == DOCUMENT
    vault.erase(lambda: None)
    assert newest_name(desktop) == before + 1, "nobody has come but who looks here"
    vault.store(DOCUMENT, lambda: None)
    desktop.stop_keyring()
    with pytest.raises(VaultMissing):
        vault.load(lambda: None)
    desktop.start_keyring(unlocked=True)
    assert vault.load(lambda: None) == DOCUMENT


def test_a_vault_that_is_forgotten_leaves_the_bus(make_joined: Make) -> None:
    """The doctor has one of its own at each look; and a bus takes only so many connections of a user."""
    desktop = make_joined(Keyring.UNLOCKED)
    a_vault().store(DOCUMENT, lambda: None)
    before = guests(desktop)
    for _ in range(3):
        assert a_vault().load(lambda: None) == DOCUMENT
    until(lambda: guests(desktop) <= before, LONG_S, "the vaults' connections to end")


def test_a_session_that_the_service_has_closed_costs_one_call(make_joined: Make) -> None:
    """Whatever went wrong over a connection, it is not the next call's."""
    from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]  # noqa: PLC0415  (of libraries that Windows does not have)

    from trayapp.desktop.vault.one_connection import OneConnection  # noqa: PLC0415  (likewise)

    make_joined(Keyring.UNLOCKED)
    own = OneConnection()
    backend: Backend = own
    backend.set_password("service", "user", DOCUMENT)
    collection = own.get_preferred_collection()
    assert collection.session
    session = DBusAddress(collection.session.object_path, SECRETS, "org.freedesktop.Secret.Session")
    collection.connection.send_and_get_reply(new_method_call(session, "Close"))
    collection.connection.close()
    with pytest.raises(Exception, match="session"):
        backend.get_password("service", "user")
    assert backend.get_password("service", "user") == DOCUMENT


def test_whoever_only_reads_asks_nobody() -> None:
    """The class of keyring unlocks what was locked in the meantime, by a prompt that is waited for without an end."""
    from keyring.errors import KeyringLocked  # noqa: PLC0415  (of libraries that Windows does not have)

    from trayapp.desktop.vault.one_connection import OneConnection  # noqa: PLC0415  (likewise)

    class Item:
        unlocked = False

        def is_locked(self) -> bool:
            return True

        def unlock(self) -> None:
            self.unlocked = True

    item = Item()
    with pytest.raises(KeyringLocked):
        OneConnection().unlock(item)  # type: ignore[arg-type]  # of secretstorage.Item what is used
    assert not item.unlocked


def guests(desktop: VirtualDesktop) -> int:
    """How many connections the bus has."""
    from trayapp.desktop.bus import Bus  # noqa: PLC0415  (of libraries that Windows does not have)

    with Bus(None, desktop.environment) as bus:
        name = "org.freedesktop.DBus"
        ((names,), _) = bus.call(name, "/org/freedesktop/DBus", f"{name}.ListNames")
        return sum(name.startswith(":") for name in names)


def newest_name(desktop: VirtualDesktop) -> int:
    """The number in the unique name that the bus gives now: each connection gets the next one."""
    from trayapp.desktop.bus import Bus  # noqa: PLC0415  (of libraries that Windows does not have)

    with Bus(None, desktop.environment) as bus:
        return int(bus.unique_name.rpartition(".")[2])

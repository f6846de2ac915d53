"""`setup --from -`: handed over to a running program, or written without one."""

import io
import json
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desktop.instance.hosting import ROOT, Host, Session, owner
from tests.helpers import secrets
from tests.helpers.needs import linux, windows
from trayapp.command_line import setup_alone
from trayapp.command_line.setup import set_up
from trayapp.command_line.setup_alone import ProgramStartedError, write_setup
from trayapp.command_line.setup_source import LONGEST_DOCUMENT
from trayapp.desktop.instance.lock import InstanceLock
from trayapp.desktop.vault import VaultLocked, VaultRefused, choose_vault
from trayapp.desktop.vault.memory import MemoryVault
from trayapp.settings.account import Account
from trayapp.settings.folders import Folders
from trayapp.settings.sight import Sight

DOCUMENT = json.dumps({"extension": secrets.EXTENSION, "monitor_host": secrets.MONITOR_HOST, "label": "front desk"})


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "settings", tmp_path / "state", tmp_path / "log", "")


def kept(vault: MemoryVault) -> Account:
    return Account.from_document(vault.load(lambda: None) or "")


def test_a_running_program_gets_the_text_as_it_came(session: Session) -> None:
    with owner(session, {"setup": {"result": "ok", "text": "Set up."}}) as host:
        done = session.run("setup", "--from", "-", stdin=DOCUMENT.encode())
        assert (done.returncode, done.stdout) == (0, b"Set up.\n")
        assert host.said() == ["request", "setup", {"document": DOCUMENT, "folder": str(ROOT)}]


@pytest.mark.parametrize(("result", "code"), [("refused", 1), ("usage", 2)])
def test_a_running_program_may_refuse(session: Session, result: str, code: int) -> None:
    with owner(session, {"setup": {"result": result, "text": "mute_value: no"}}):
        done = session.run("setup", "--from", "-", stdin=DOCUMENT.encode())
        assert (done.returncode, done.stderr) == (code, b"mute_value: no\n")


@pytest.mark.parametrize(
    "text",
    [b"", b"\xff\xfe\x00", b"{", b"[]", b'{"extension": 1, "extension": 2}', b" " * (LONGEST_DOCUMENT + 1)],
    ids=["empty", "binary", "half", "list", "twice", "long"],
)
def test_what_is_no_document_is_refused_and_not_repeated(session: Session, text: bytes) -> None:
    done = session.run("setup", "--from", "-", stdin=text)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"set-up" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ({"password": secrets.PASSWORD}, "password"),
        ({"method": secrets.PASSWORD}, "method"),
        ({"mute_value": 7}, "mute_value"),
    ],
)
def test_a_refused_key_is_named_and_its_value_is_not(session: Session, document: object, key: str) -> None:
    done = session.run("setup", "--from", "-", stdin=json.dumps(document).encode())
    assert done.returncode == 2
    assert key in done.stderr.decode()
    assert secrets.PASSWORD.encode() not in done.stderr


def test_it_is_written_where_the_next_start_finds_it(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    vault = MemoryVault()
    assert write_setup(DOCUMENT, folders, vault) == 0
    assert (kept(vault).extension, kept(vault).monitor_host) == (secrets.EXTENSION, secrets.MONITOR_HOST)
    settings = folders.settings_file.read_text()
    assert "front desk" in settings
    said = "".join(capsys.readouterr())
    for secret in (secrets.EXTENSION, secrets.MONITOR_HOST):
        assert secret not in settings + said


def test_it_merges_and_null_deletes(folders: Folders) -> None:
    vault = MemoryVault()
    write_setup(DOCUMENT, folders, vault)
    key = kept(vault).memory_key
    host = f"{secrets.LOOPBACK_HOST}:8443"
    assert write_setup(json.dumps({"monitor_host": host, "label": None}), folders, vault) == 0
    assert (kept(vault).extension, kept(vault).monitor_host) == (secrets.EXTENSION, host)
    assert kept(vault).memory_key == key
    assert "front desk" not in folders.settings_file.read_text()
    assert write_setup('{"extension": null}', folders, vault) == 0
    assert kept(vault).extension is None


def test_one_refused_key_leaves_everything_as_it_was(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    vault = MemoryVault()
    write_setup(DOCUMENT, folders, vault)
    before = vault.load(lambda: None), folders.settings_file.read_bytes()
    changes = {"extension": secrets.OTHER_EXTENSION, "label": "new", "method": "PUT"}
    assert write_setup(json.dumps(changes), folders, vault) == 2
    assert (vault.load(lambda: None), folders.settings_file.read_bytes()) == before
    assert "method" in capsys.readouterr().err


@pytest.mark.parametrize("failure", [VaultLocked("the keyring is locked"), VaultRefused("the keyring refused")])
def test_a_keyring_that_refuses_ends_with_1(
    folders: Folders, failure: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = MemoryVault()
    vault.failure = failure  # type: ignore[assignment]  # both are VaultErrors
    assert write_setup(DOCUMENT, folders, vault) == 1
    assert not folders.settings_file.exists()
    assert str(failure) in capsys.readouterr().err


@windows
def test_an_account_that_is_too_long_for_windows_is_refused_in_words_and_nothing_is_lost(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = choose_vault(f"recording-pause-{uuid.uuid4()}")
    before = Account(others={"of_a_later_version": "x" * 1100}).to_document()
    vault.store(before, lambda: None)
    try:
        changes = {"extension": "e" * 60, "monitor_host": f"{'long.' * 40}test", "label": "new"}
        assert write_setup(json.dumps(changes), folders, vault) == 1
        assert vault.load(lambda: None) == before
        assert not folders.settings_file.exists()
        assert "longer than the 1280 characters that Windows keeps" in capsys.readouterr().err
    finally:
        vault.erase(lambda: None)


def test_settings_that_cannot_be_written_leave_the_account_as_it_was(
    folders: Folders, capsys: pytest.CaptureFixture[str]
) -> None:
    folders.settings.write_text("a file where the folder should be: even root cannot write there")
    vault = MemoryVault()
    assert write_setup(DOCUMENT, folders, vault) == 1
    assert vault.load(lambda: None) is None
    assert secrets.EXTENSION not in capsys.readouterr().err


def test_a_bad_settings_file_is_kept_aside_and_said(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    folders.settings.mkdir()
    folders.settings_file.write_text("label = [")
    assert write_setup(DOCUMENT, folders, MemoryVault()) == 0
    aside = [path for path in folders.settings.iterdir() if path != folders.settings_file]
    assert [path.read_text() for path in aside] == ["label = ["]
    assert aside[0].name in capsys.readouterr().err


@linux
def test_a_machine_without_a_keyring_is_told_in_words(session: Session) -> None:
    session.environment["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nowhere/at/all"
    done = session.run("setup", "--from", "-", stdin=DOCUMENT.encode())
    assert done.returncode == 1
    assert done.stdout == b""
    assert b"keyring" in done.stderr
    assert b"Traceback" not in done.stderr
    for secret in (secrets.EXTENSION, secrets.MONITOR_HOST):
        assert secret.encode() not in done.stderr


@pytest.mark.parametrize("text", [b"", b" \n", b"{}"])
def test_where_there_is_nothing_to_set_up_it_says_where_the_keys_are_listed(session: Session, text: bytes) -> None:
    done = session.run("setup", "--from", "-", stdin=text)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"setup --help lists the keys" in done.stderr


def test_half_a_set_up_says_what_is_missing(folders: Folders, capsys: pytest.CaptureFixture[str]) -> None:
    vault = MemoryVault()
    assert write_setup('{"label": "front desk"}', folders, vault) == 0
    assert "missing: extension, monitor_host." in capsys.readouterr().out
    assert write_setup(DOCUMENT, folders, vault) == 0
    assert "missing" not in capsys.readouterr().out


def test_a_password_alone_goes_with_the_name_that_is_kept(folders: Folders) -> None:
    vault = MemoryVault()
    vault.store(Account(sight=Sight(secrets.EMAIL, "another")).to_document(), lambda: None)
    assert write_setup(json.dumps({"realtime_password": secrets.PASSWORD}), folders, vault) == 0
    assert kept(vault).sight == Sight(secrets.EMAIL, secrets.PASSWORD)


def test_a_new_account_is_told_to_programs_that_watch_the_file(folders: Folders) -> None:
    assert write_setup(json.dumps({"extension": secrets.EXTENSION}), folders, MemoryVault()) == 0
    assert folders.settings_file.exists()


def test_nothing_is_written_beside_a_program_that_starts(folders: Folders) -> None:
    vault, starting = MemoryVault(), InstanceLock()
    assert starting.acquire()
    with pytest.raises(ProgramStartedError):
        write_setup(DOCUMENT, folders, vault)
    assert vault.load(lambda: None) is None
    assert not folders.settings.exists()
    starting.release()
    assert write_setup(DOCUMENT, folders, vault) == 0
    assert starting.acquire(), "the lock was given back"


def test_no_program_starts_while_it_is_written(folders: Folders) -> None:
    """And what another has kept between the first look and the writing is not lost."""
    tried: list[bool] = []

    class Watched(MemoryVault):
        def load(self, prompting: Callable[[], None]) -> str | None:
            found = super().load(prompting)
            if not tried:
                super().store(Account(secrets.OTHER_EXTENSION).to_document(), prompting)
            tried.append(self._can_start())
            return found

        def store(self, document: str, prompting: Callable[[], None]) -> None:
            tried.append(self._can_start())
            super().store(document, prompting)

        def _can_start(self) -> bool:
            lock = InstanceLock()
            won = lock.acquire()
            lock.release()
            return won

    vault = Watched()
    assert write_setup(json.dumps({"monitor_host": secrets.MONITOR_HOST}), folders, vault) == 0
    assert tried == [True, False, False]
    assert (kept(vault).extension, kept(vault).monitor_host) == (secrets.OTHER_EXTENSION, secrets.MONITOR_HOST)


def test_a_program_that_starts_meanwhile_takes_it_over(
    session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in session.environment.items():
        monkeypatch.setenv(name, value)
    host = Host(session, {"setup": {"result": "ok", "text": "Set up."}})

    class Watched(MemoryVault):
        def load(self, prompting: Callable[[], None]) -> str | None:
            host.go()
            assert host.said() == ["owner"]
            return super().load(prompting)

    vault = Watched()
    monkeypatch.setattr(setup_alone, "choose_vault", lambda _service: vault)
    try:
        assert host.said() == ["ready"]
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(DOCUMENT.encode())))
        assert set_up("-") == 0
        assert host.said()[:2] == ["request", "setup"]
    finally:
        host.close()
    assert capsys.readouterr().out == "Set up.\n"
    assert MemoryVault.load(vault, lambda: None) is None

"""The real Credential Manager: what lies there after us, and who sees it."""

import ctypes
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from ctypes import wintypes
from pathlib import Path

import pytest

from tests.helpers.needs import windows
from trayapp.desktop.vault import Vault, VaultRefused, choose_vault
from trayapp.desktop.vault.windows import LONGEST
from trayapp.desktop.vault.worker import VaultWorker
from trayapp.simulator.until import until

pytestmark = windows

ROOT = Path(__file__).resolve().parents[3]
SECRET = "Zq73hidden"
LOCAL_MACHINE = 2
"""CRED_PERSIST_LOCAL_MACHINE: kept on this machine alone; 3 would roam with the user's profile."""
GENERIC = 1
LONG_S = 30.0


class _Credential(ctypes.Structure):
    """CREDENTIALW."""

    _fields_ = (
        ("flags", wintypes.DWORD),
        ("kind", wintypes.DWORD),
        ("target", wintypes.LPWSTR),
        ("comment", wintypes.LPWSTR),
        ("written", wintypes.FILETIME),
        ("size", wintypes.DWORD),
        ("blob", ctypes.POINTER(ctypes.c_char)),
        ("persist", wintypes.DWORD),
        ("attribute_count", wintypes.DWORD),
        ("attributes", ctypes.c_void_p),
        ("alias", wintypes.LPWSTR),
        ("user", wintypes.LPWSTR),
    )


def credential(target: str) -> tuple[int, str, bytes] | None:
    """Persistence, user name and content of a credential, as the system itself gives them."""
    advapi32 = ctypes.CDLL("advapi32")
    found = ctypes.POINTER(_Credential)()
    if not advapi32.CredReadW(wintypes.LPCWSTR(target), GENERIC, 0, ctypes.byref(found)):
        return None
    try:
        read = found.contents
        return read.persist, read.user, read.blob[: read.size]
    finally:
        advapi32.CredFree(found)


@pytest.fixture
def service() -> str:
    return f"recording-pause-{uuid.uuid4()}"


@pytest.fixture
def vault(service: str) -> Iterator[Vault]:
    vault = choose_vault(service)
    yield vault
    vault.erase(lambda: None)


def run(program: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.strip()


def test_it_is_kept_on_this_machine_alone_under_the_programs_name(vault: Vault, service: str) -> None:
    vault.store("שלוחה", lambda: None)
    assert credential(service) == (LOCAL_MACHINE, "account", "שלוחה".encode("utf-16-le"))
    vault.store("{}", lambda: None)
    assert credential(service) == (LOCAL_MACHINE, "account", "{}".encode("utf-16-le"))
    vault.erase(lambda: None)
    assert credential(service) is None


def test_another_process_sees_it(vault: Vault, service: str) -> None:
    vault.store("שלוחה", lambda: None)
    program = "from trayapp.desktop.vault import choose_vault; print(ascii(choose_vault({!r}).load(lambda: None)))"
    assert run(program.format(service)) == ascii("שלוחה")


@pytest.mark.parametrize("document", ["x" * LONGEST, "\U0001f600" * (LONGEST // 2)], ids=["plain", "pairs"])
def test_the_longest_document_is_kept_whole(vault: Vault, document: str) -> None:
    vault.store(document, lambda: None)
    assert vault.load(lambda: None) == document


def test_one_that_is_longer_is_refused_and_the_old_one_stays(vault: Vault) -> None:
    vault.store("old", lambda: None)
    with pytest.raises(VaultRefused, match=str(LONGEST)):
        vault.store("x" * (LONGEST + 1), lambda: None)
    assert vault.load(lambda: None) == "old"


def test_it_is_used_off_the_callers_thread(service: str) -> None:
    worker = VaultWorker(choose_vault(service), lambda call: call())
    answers: list[object] = []
    worker.store("kept", answers.append)
    worker.load(answers.append)
    worker.erase(answers.append)
    worker.load(answers.append)
    until(lambda: len(answers) == 4, LONG_S, "the answers")
    worker.stop()
    assert answers == [None, "kept", None, None]


PLAIN_BACKEND = """
import os, pathlib
from keyring.backend import KeyringBackend

FILE = pathlib.Path(os.environ["TRAP"]) / "plain.txt"
(FILE.parent / "loaded.txt").touch()

class Keyring(KeyringBackend):
    priority = 20
    def get_password(self, service, username):
        return FILE.read_text() if FILE.exists() else None
    def set_password(self, service, username, password):
        FILE.write_text(password)
"""


@pytest.fixture
def trap(tmp_path: Path) -> dict[str, str]:
    """An environment where a plain text backend is installed and named, and properties of backends are set."""
    packages = tmp_path / "packages"
    (packages / "plain-1.0.dist-info").mkdir(parents=True)
    (packages / "plain_backend.py").write_text(PLAIN_BACKEND)
    (packages / "plain-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: plain\nVersion: 1.0\n")
    (packages / "plain-1.0.dist-info" / "entry_points.txt").write_text("[keyring.backends]\nplain = plain_backend\n")
    return {
        "PYTHONPATH": f"{ROOT};{packages}",
        "TRAP": str(tmp_path),
        "PYTHON_KEYRING_BACKEND": "plain_backend.Keyring",
        "KEYRING_PROPERTY_PERSIST": "enterprise",
        "KEYRING_BACKEND": "plain_backend.Keyring",
    }


def test_nothing_plain_is_loaded_and_the_environment_sets_no_property(
    vault: Vault, service: str, trap: dict[str, str], tmp_path: Path
) -> None:
    program = "from trayapp.desktop.vault import choose_vault; choose_vault({!r}).store({!r}, lambda: None)"
    run(program.format(service, SECRET), **trap)
    assert credential(service) == (LOCAL_MACHINE, "account", SECRET.encode("utf-16-le"))
    assert not (tmp_path / "loaded.txt").exists()
    assert not (tmp_path / "plain.txt").exists()


def test_the_trap_is_a_real_one(trap: dict[str, str], tmp_path: Path) -> None:
    run(f"import keyring; keyring.set_password('trap', 'account', {SECRET!r})", **trap)
    assert (tmp_path / "plain.txt").read_text() == SECRET

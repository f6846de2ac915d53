"""Everything that turns keyring's own choice to plain text is there, and nothing changes for us."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from trayapp.desktop.vault.secret_service import SecretService
from trayapp.simulator.virtual_desktop import Keyring, MissingProgramsError, VirtualDesktop

pytestmark = pytest.mark.desktop

ROOT = Path(__file__).resolve().parents[3]
SECRET = "Zq73hidden"

PLAIN_BACKEND = """
import os, pathlib
from keyring.backend import KeyringBackend

FILE = pathlib.Path(os.environ["HOME"]) / "plain.txt"
(FILE.parent / "loaded.txt").touch()

class Keyring(KeyringBackend):
    priority = 20
    def get_password(self, service, username):
        return FILE.read_text() if FILE.exists() else None
    def set_password(self, service, username, password):
        FILE.write_text(password)
    def delete_password(self, service, username):
        FILE.unlink()
"""

OURS = f"""
from trayapp.desktop.vault import choose_vault, VaultError
vault = choose_vault("recording-pause-trap")
try:
    vault.store("{SECRET}", lambda: None)
    print("stored", vault.load(lambda: None) == "{SECRET}")
except VaultError as error:
    print(type(error).__name__)
"""

THEIRS = f"""
import keyring
keyring.set_password("trap", "account", "{SECRET}")
print(type(keyring.get_keyring()).__module__)
"""


@pytest.fixture(params=[Keyring.UNLOCKED, Keyring.NONE], ids=["service", "no service"])
def trapped(request: pytest.FixtureRequest) -> Iterator[VirtualDesktop]:
    """A desktop where a plain text backend is installed, named in the environment and in keyring's configuration."""
    try:
        desktop = VirtualDesktop(window_manager=False, tray=False, keyring=request.param)
        desktop.__enter__()
    except MissingProgramsError as error:
        pytest.skip(str(error))
    packages = desktop.root / "home" / "packages"
    (packages / "plain-1.0.dist-info").mkdir(parents=True)
    (packages / "plain_backend.py").write_text(PLAIN_BACKEND)
    (packages / "plain-1.0.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: plain\nVersion: 1.0\n")
    (packages / "plain-1.0.dist-info" / "entry_points.txt").write_text("[keyring.backends]\nplain = plain_backend\n")
    config = f"[backend]\ndefault-keyring=plain_backend.Keyring\nkeyring-path={packages}\n"
    for folder in (".config/python_keyring", ".local/share/python_keyring"):
        (desktop.root / "home" / folder).mkdir(parents=True)
        (desktop.root / "home" / folder / "keyringrc.cfg").write_text(config)
    desktop.environment.update(
        PYTHONPATH=f"{ROOT}:{packages}",
        PYTHON_KEYRING_BACKEND="plain_backend.Keyring",
        KEYRING_PROPERTY_PREFERRED_COLLECTION="/org/freedesktop/secrets/collection/session",
        KEYRING_PROPERTY_SCHEME="KeePassXC",
        PYTHONDONTWRITEBYTECODE="1",
    )
    yield desktop
    desktop.close()


def run(desktop: VirtualDesktop, program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], env=desktop.environment, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.strip()


def test_nothing_plain_is_loaded_or_written(trapped: VirtualDesktop, request: pytest.FixtureRequest) -> None:
    home = trapped.root / "home"
    with_service = trapped.bus_has("org.freedesktop.secrets")
    assert run(trapped, OURS) == ("stored True" if with_service else "VaultMissing")
    assert not (home / "loaded.txt").exists()
    assert not (home / "plain.txt").exists()
    assert not [file for file in home.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()]


def test_the_trap_is_a_real_one(trapped: VirtualDesktop) -> None:
    assert run(trapped, THEIRS) == "plain_backend"
    assert (trapped.root / "home" / "plain.txt").read_text() == SECRET


def test_the_environment_sets_no_property_of_the_backend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", "/org/freedesktop/secrets/collection/session")
    assert "preferred_collection" not in vars(SecretService(prompt_s=1.0).backend())

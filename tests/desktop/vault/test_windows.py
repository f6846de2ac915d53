"""What the Windows vault does before and after the system is asked; the system itself is played by a module of ours."""

import sys
from types import ModuleType

import pytest

from trayapp.desktop.vault import VaultMissing, VaultRefused
from trayapp.desktop.vault.keyring_vault import KeyringVault
from trayapp.desktop.vault.windows import LONGEST, WindowsCredentials


class NoLogonSessionError(Exception):
    """As the Windows libraries raise it."""

    winerror = 1312


class PlayedKeyring:
    """Stands for keyring.backends.Windows.WinVaultKeyring."""

    last: "PlayedKeyring"

    def __init__(self) -> None:
        self.persist = "enterprise"
        self.from_environment = True
        self.kept: dict[tuple[str, str], str] = {}
        PlayedKeyring.last = self

    def get_password(self, service: str, username: str) -> str | None:
        """Fail in a way that no keyring does."""
        raise NotImplementedError


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> type[PlayedKeyring]:
    module = ModuleType("keyring.backends.Windows")
    module.WinVaultKeyring = PlayedKeyring  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "keyring.backends.Windows", module)
    return PlayedKeyring


def test_the_item_stays_on_this_machine_and_the_environment_has_no_say(played: type[PlayedKeyring]) -> None:
    backend = WindowsCredentials().backend()
    assert vars(backend) == {"persist": "local machine"}


@pytest.mark.parametrize("document", ["x" * (LONGEST + 1), "\U0001f600" * (LONGEST // 2 + 1)])
def test_what_is_too_long_is_refused_before_the_system_is_asked(document: str) -> None:
    with pytest.raises(VaultRefused, match="1280"):
        KeyringVault("recording-pause", WindowsCredentials()).store(document, lambda: None)


@pytest.mark.parametrize("document", ["x" * LONGEST, "ש" * LONGEST, "\U0001f600" * (LONGEST // 2)])
def test_what_fits_is_not_refused(document: str) -> None:
    WindowsCredentials().check(document)


def test_a_session_without_credentials_has_no_vault() -> None:
    assert isinstance(WindowsCredentials().explain(NoLogonSessionError()), VaultMissing)


def test_other_failures_are_refusals(played: type[PlayedKeyring]) -> None:
    with pytest.raises(VaultRefused):
        KeyringVault("recording-pause", WindowsCredentials()).load(lambda: None)

"""The operating system's keyring, as far as the program needs it: one document, loaded, stored, erased.

Every call may block, so calls are made by `worker.VaultWorker` on a thread of its own. Which class keeps the secret is
decided here and nowhere else. keyring's own choice is never asked: an environment variable, a configuration file or
any installed package can turn it to one that keeps secrets in plain text.
"""

import sys
from collections.abc import Callable
from typing import Protocol

from trayapp.desktop.vault.errors import VaultError, VaultLocked, VaultMissing, VaultRefused, VaultTimeout
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

CALL_S = 5.0
"""How long a call may take that needs no person."""
PROMPT_S = 120.0
"""How long a call may take from the moment a person is asked to unlock the vault."""


class Vault(Protocol):
    """Keeps one document for this user. The methods block, each on a thread of its own.

    One call is made at a time, but one that hung and was abandoned may still be under way beside later ones.
    Each of `load`, `store` and `erase` takes a function that it calls just before a person may be asked to unlock
    something, and raises VaultError.
    """

    def prepare(self) -> None:
        """Load what the calls need, which takes its time on a busy machine but waits for nobody. Raises nothing."""

    def abandon(self) -> None:
        """Have the call that is under way change nothing any more, unless it is doing so at this moment.

        It may raise VaultTimeout instead. Called on another thread; returns at once, raises nothing.
        """

    def load(self, prompting: Callable[[], None]) -> str | None:
        """The document; None where none was stored."""

    def store(self, document: str, prompting: Callable[[], None]) -> None:
        """Keep a document in the place of the one before."""

    def erase(self, prompting: Callable[[], None]) -> None:
        """Forget the document. That there was none is no error."""


def choose_vault(service: str) -> Vault:
    """The vault of this operating system; one that raises VaultMissing at every call where we know none.

    `service` names the item: `trayapp.settings.folders.Folders.vault_service`. Nothing is loaded or asked yet.
    """
    from trayapp.desktop.vault.keyring_vault import KeyringVault  # noqa: PLC0415  (made of the errors above)

    platform: str = sys.platform
    if platform == "linux":
        from trayapp.desktop.vault.secret_service import SecretService  # noqa: PLC0415  (one platform's part)

        # The vault gives up on its prompt itself, before the worker gives up on the vault.
        return KeyringVault(service, SecretService(prompt_s=PROMPT_S - CALL_S))
    if platform == "win32":
        from trayapp.desktop.vault.windows import WindowsCredentials  # noqa: PLC0415  (one platform's part)

        return KeyringVault(service, WindowsCredentials())
    from trayapp.desktop.vault.memory import MemoryVault  # noqa: PLC0415  (one platform's part)

    return MemoryVault(failure=VaultMissing(Phrase(QT_TRANSLATE_NOOP("Said", "no keyring is known for this system"))))


__all__ = [
    "CALL_S",
    "PROMPT_S",
    "Vault",
    "VaultError",
    "VaultLocked",
    "VaultMissing",
    "VaultRefused",
    "VaultTimeout",
    "choose_vault",
]

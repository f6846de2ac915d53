"""A vault for what must not disturb anybody: a keyring's prompt takes the keyboard, with a customer on the line."""

from collections.abc import Callable

from trayapp.desktop.vault import Vault
from trayapp.desktop.vault.errors import VaultLocked
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase


class Unasking:
    """A vault that is locked where a person would have to be asked."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def prepare(self) -> None:
        """As the vault does."""
        self._vault.prepare()

    def abandon(self) -> None:
        """As the vault does."""
        self._vault.abandon()

    def load(self, _prompting: Callable[[], None]) -> str | None:
        """The document. Raises VaultError."""
        return self._vault.load(_refuse)

    def store(self, document: str, _prompting: Callable[[], None]) -> None:
        """Keep a document. Raises VaultError."""
        self._vault.store(document, _refuse)

    def erase(self, _prompting: Callable[[], None]) -> None:
        """Forget the document. Raises VaultError."""
        self._vault.erase(_refuse)


def _refuse() -> None:
    raise VaultLocked(Phrase(QT_TRANSLATE_NOOP("Said", "the keyring is locked")))

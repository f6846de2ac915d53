"""Windows: the Credential Manager, for this user on this machine only."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from trayapp.desktop.vault.errors import VaultError, VaultMissing, VaultRefused
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

if TYPE_CHECKING:
    from trayapp.desktop.vault.keyring_vault import Backend

LONGEST = 1280
"""UTF-16 units: the Credential Manager takes 2,560 bytes, and says nothing helpful about more."""
_NO_SUCH_LOGON_SESSION = 1312
"""The user has no credential set, as in some service sessions."""


class WindowsCredentials:
    """The credentials of this user."""

    def backend(self) -> "Backend":
        """The backend, told to keep the item on this machine: its own default would roam through the whole domain."""
        from keyring.backends.Windows import WinVaultKeyring  # noqa: PLC0415  (slow to load, and only on this thread)

        backend = WinVaultKeyring()  # type: ignore[no-untyped-call]  # keyring says nothing of its constructors
        # keyring sets attributes named by KEYRING_PROPERTY_... variables; the environment has no say here.
        vars(backend).clear()
        backend.persist = "local machine"
        return backend

    def check(self, document: str) -> None:
        """Raise VaultRefused for a document that is too long."""
        if len(document.encode("utf-16-le")) // 2 > LONGEST:
            raise VaultRefused(
                Phrase(
                    QT_TRANSLATE_NOOP(
                        "Said", "the account's data are longer than the {count} characters that Windows keeps"
                    ),
                    count=LONGEST,
                )
            )

    def ready(self, prompting: Callable[[], None], *, create: bool) -> bool:  # noqa: ARG002  (nothing to unlock)
        """Unlocked with the session."""
        return True

    def explain(self, error: Exception) -> VaultError:
        """Turn an error of the system into what it means."""
        code = getattr(error, "winerror", None)
        if code == _NO_SUCH_LOGON_SESSION:
            return VaultMissing(Phrase(QT_TRANSLATE_NOOP("Said", "this session has no Credential Manager")))
        what = type(error).__name__ if code is None else f"error {code}"
        return VaultRefused(Phrase(QT_TRANSLATE_NOOP("Said", "the Credential Manager refused: {what}"), what=what))

"""A vault made of one of keyring's backends, which a platform's part constructs by name."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

from trayapp.desktop.vault.errors import VaultError, VaultMissing, VaultTimeout
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

_USER = "account"


class Backend(Protocol):
    """What is used of `keyring.backend.KeyringBackend`."""

    def get_password(self, service: str, username: str) -> str | None:
        """The text kept under two names, or None."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a text under two names."""

    def delete_password(self, service: str, username: str) -> None:
        """Delete it; `keyring.errors.PasswordDeleteError` where there is none."""


class Platform(Protocol):
    """What differs between the systems. The methods may block and raise anything; `explain` says what it means."""

    def backend(self) -> Backend:
        """The one backend that is allowed here."""

    def check(self, document: str) -> None:
        """Raise VaultRefused for a document that this system cannot keep whole."""

    def ready(self, prompting: Callable[[], None], *, create: bool) -> bool:
        """Unlock what is locked, and with `create` make what is missing, calling `prompting` before asking a person.

        False where there is nothing that could hold a document.
        """

    def explain(self, error: Exception) -> VaultError:
        """Turn what a library raised into what it means."""


class KeyringVault:
    """One document under the name of a service, in the user's own keyring."""

    def __init__(self, service: str, platform: Platform) -> None:
        self._service = service
        self._platform = platform
        self._backend: Backend | None = None
        self._abandoned = 0
        """How many calls were given up; a call compares it with what it was at its beginning."""

    def prepare(self) -> None:
        """Load the library."""
        with suppress(Exception):  # the call that comes next meets the same, and says what it means
            self._open()

    def abandon(self) -> None:
        """Have the call that is under way change nothing any more."""
        self._abandoned += 1

    def load(self, prompting: Callable[[], None]) -> str | None:
        """The document; None where none was stored. Raises VaultError."""
        with self._explained():
            if not self._platform.ready(prompting, create=False):
                return None
            return self._open().get_password(self._service, _USER)

    def store(self, document: str, prompting: Callable[[], None]) -> None:
        """Keep a document in the place of the one before. Raises VaultError."""
        abandoned = self._abandoned
        with self._explained():
            self._platform.check(document)
            if not self._platform.ready(prompting, create=True):
                raise VaultMissing(Phrase(QT_TRANSLATE_NOOP("Said", "there is no keyring to store it in")))
            backend = self._open()
            self._go_on(abandoned)
            backend.set_password(self._service, _USER, document)

    def erase(self, prompting: Callable[[], None]) -> None:
        """Forget the document. Raises VaultError."""
        abandoned = self._abandoned
        with self._explained():
            if not self._platform.ready(prompting, create=False):
                return
            backend = self._open()
            if backend.get_password(self._service, _USER) is not None:
                self._go_on(abandoned)
                backend.delete_password(self._service, _USER)

    def _go_on(self, abandoned: int) -> None:
        """Let a call change the keyring, unless it was abandoned meanwhile: what came after it would be undone."""
        if abandoned != self._abandoned:
            raise VaultTimeout(Phrase(QT_TRANSLATE_NOOP("Said", "the keyring did not answer in time")))

    def _open(self) -> Backend:
        if self._backend is None:
            self._backend = self._platform.backend()
        return self._backend

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except VaultError:
            raise
        except ImportError as error:
            raise VaultMissing(
                Phrase(QT_TRANSLATE_NOOP("Said", "a part of the program that talks to the keyring is not installed"))
            ) from error
        except Exception as error:  # each library has errors of its own
            raise self._platform.explain(error) from error

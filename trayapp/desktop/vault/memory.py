"""A vault that forgets everything with this run: for the demo, for tests, and where there is no keyring."""

from collections.abc import Callable

from trayapp.desktop.vault.errors import VaultError


class MemoryVault:
    """Keeps the document in memory. With a `failure` it raises that at every call until it is set to None."""

    def __init__(self, document: str | None = None, failure: VaultError | None = None) -> None:
        self._document = document
        self.failure = failure

    def prepare(self) -> None:
        """Nothing is needed."""

    def abandon(self) -> None:
        """Nothing takes long."""

    def load(self, prompting: Callable[[], None]) -> str | None:  # noqa: ARG002  (nobody need be asked)
        """The document; None where none was stored."""
        self._fail()
        return self._document

    def store(self, document: str, prompting: Callable[[], None]) -> None:  # noqa: ARG002
        """Keep a document in the place of the one before."""
        self._fail()
        self._document = document

    def erase(self, prompting: Callable[[], None]) -> None:  # noqa: ARG002
        """Forget the document."""
        self._fail()
        self._document = None

    def _fail(self) -> None:
        if self.failure is not None:
            # Without the trace of the last time it was raised, which would grow.
            raise self.failure.with_traceback(None)

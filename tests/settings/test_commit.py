"""Both or neither: the account in the keyring, the preferences on the disk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from trayapp.desktop.vault import VaultError, VaultLocked
from trayapp.desktop.vault.memory import MemoryVault
from trayapp.desktop.vault.worker import VaultWorker
from trayapp.disk import NotSaved
from trayapp.settings.account import Account
from trayapp.settings.commit import commit
from trayapp.settings.preferences import Preferences
from trayapp.simulator.until import until

OLD = (Account("Ab12", "monitor9.example.test"), Preferences(label="old"))
NEW = (Account("Cd34", "monitor8.example.test"), Preferences(label="new"))


class Desk:
    """A vault, a disk that may refuse, and what came of a commit."""

    def __init__(self, document: str | None) -> None:
        self.vault = MemoryVault(document)
        self.worker = VaultWorker(self.vault, lambda function: function())
        self.refuses = False
        self.saved: list[Preferences] = []
        self.outcomes: list[VaultError | NotSaved | None] = []

    def save(self, preferences: Preferences, on_done: Callable[[NotSaved | None], None]) -> None:
        """Save as the program does, or refuse."""
        if self.refuses:
            on_done(NotSaved(Path("settings.toml"), OSError(28, "No space left on device")))
        else:
            self.saved.append(preferences)
            on_done(None)

    def commit(
        self, old: tuple[Account, Preferences], new: tuple[Account, Preferences]
    ) -> VaultError | NotSaved | None:
        """What comes of it."""
        self.outcomes.clear()
        commit(old, new, self.worker, self.save, self.outcomes.append)
        until(lambda: self.outcomes, what="an outcome")
        return self.outcomes[0]

    def stored(self) -> str | None:
        """What the vault holds."""
        return self.vault.load(lambda: None)


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk(OLD[0].to_document())
    yield desk
    desk.worker.stop()


def test_both_are_written(desk: Desk) -> None:
    assert desk.commit(OLD, NEW) is None
    assert desk.stored() == NEW[0].to_document()
    assert desk.saved == [NEW[1]]


def test_what_has_not_changed_is_left_alone(desk: Desk) -> None:
    desk.vault.failure = VaultLocked("locked")
    assert desk.commit(OLD, (OLD[0], NEW[1])) is None
    desk.vault.failure = None
    desk.refuses = True
    assert desk.commit(OLD, (NEW[0], OLD[1])) is None
    assert desk.commit(OLD, OLD) is None


def test_a_keyring_that_refuses_leaves_the_file_alone(desk: Desk) -> None:
    desk.vault.failure = VaultLocked("locked")
    assert isinstance(desk.commit(OLD, NEW), VaultLocked)
    assert desk.saved == []


def test_a_disk_that_refuses_brings_the_old_account_back(desk: Desk) -> None:
    desk.refuses = True
    assert isinstance(desk.commit(OLD, NEW), NotSaved)
    assert desk.stored() == OLD[0].to_document()


def test_a_disk_that_refuses_leaves_no_first_account_behind() -> None:
    desk = Desk(None)
    desk.refuses = True
    assert isinstance(desk.commit((Account(), Preferences()), NEW), NotSaved)
    assert desk.stored() is None
    desk.worker.stop()

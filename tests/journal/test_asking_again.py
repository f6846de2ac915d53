"""A keyring that gave the account but not the journal's key in time is asked again."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.journal.test_store import WAIT_S, Place
from trayapp.desktop.vault import VaultTimeout
from trayapp.desktop.vault.memory import MemoryVault
from trayapp.journal.store import Health
from trayapp.simulator.until import until


class BusyVault(MemoryVault):
    """Is too busy at first. Every question but the first is answered when it is `free`, as it was when it was put."""

    def __init__(self) -> None:
        super().__init__(failure=VaultTimeout("slow"))
        self.asked = 0
        self.free = threading.Event()

    def load(self, prompting: Callable[[], None]) -> str | None:
        self.asked += 1
        failure = self.failure
        assert self.asked == 1 or self.free.wait(WAIT_S)
        if failure:
            raise failure.with_traceback(None)
        return super().load(prompting)


@pytest.fixture
def vault() -> BusyVault:
    return BusyVault()


@pytest.fixture
def place(tmp_path: Path, vault: BusyVault) -> Iterator[Place]:
    made = Place(tmp_path)
    made.vaults[1] = vault
    yield made
    made.close()


@pytest.mark.parametrize("meanwhile", [False, True], ids=["asked before", "being asked"])
def test_with_the_next_record(place: Place, vault: BusyVault, meanwhile: bool) -> None:  # noqa: FBT001
    """A program runs for days: one moment in which the keyring was busy must not leave them all unsealed."""
    journal = place.open()
    assert place.write(journal, "one")
    until(lambda: vault.asked == 2 and not place.health.sealed, WAIT_S)
    if not meanwhile:
        vault.free.set()
    vault.failure = None
    assert place.write(journal, "two")
    vault.free.set()
    until(lambda: place.health == Health(), WAIT_S, "the key to be had")
    assert place.write(journal, "three")
    assert journal.close(WAIT_S)
    assert place.ids() == ["one", "two", "three"]
    assert [doubt.partition(":")[0] for doubt in place.doubts()] == ["2026-03.jsonl, line 1"]

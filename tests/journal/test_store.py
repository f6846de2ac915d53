"""The journal on the disk: written at once, sealed, never in the way; whatever disk and keyring do."""

import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.helpers import needs
from trayapp.desktop.vault import VaultLocked
from trayapp.desktop.vault.memory import MemoryVault
from trayapp.journal import keys
from trayapp.journal.chain import read_line
from trayapp.journal.entries import Cause, Ending, Exposure, Kind, Pause
from trayapp.journal.files import month_files
from trayapp.journal.reading import read, verify
from trayapp.journal.store import MOST_WAITING, Health, Journal
from trayapp.journal.verify import Head
from trayapp.simulator.until import until

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WAIT_S = 20.0


class Place:
    """A folder, a keyring, a calendar, and the journals that use them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "state" / "journal"
        self.folder.parent.mkdir()
        self.vaults: dict[int, MemoryVault] = {}
        self.now = NOW
        self.reports: queue.SimpleQueue[Health] = queue.SimpleQueue()
        self.health = Health()
        self._open: list[Journal] = []

    def open(self, slot: int = 1, *, usable: bool | None = True) -> Journal:
        vault = self.vaults.setdefault(slot, MemoryVault())
        journal = Journal(self.folder, slot, vault, lambda: self.now)
        journal.report = self._report
        self._open.append(journal)
        if usable is not None:
            journal.keyring(usable=usable)
        return journal

    def _report(self, health: Health) -> None:
        self.health = health

    def write(self, journal: Journal, *ids: str) -> bool:
        """Write one pause for each id, and wait until that was tried."""
        for one in ids:
            journal.add([pause(one, self.now)])
        done: queue.SimpleQueue[bool] = queue.SimpleQueue()
        journal.settled(done.put)
        return done.get(timeout=WAIT_S)

    def run(self, *ids: str, slot: int = 1, usable: bool = True) -> None:
        """One run of the program that writes some pauses and ends."""
        journal = self.open(slot, usable=usable)
        assert self.write(journal, *ids)
        assert journal.close(WAIT_S)

    def head(self, slot: int = 1) -> Head | None:
        document = self.vaults[slot].load(lambda: None) if slot in self.vaults else None
        return None if document is None else keys.from_document(document)

    def doubts(self, today: date | None = None) -> list[str]:
        return [str(doubt) for doubt in verify(self.folder, self.head, today or self.now.date()).doubts]

    def ids(self) -> list[str]:
        return [entry.id for entry in read(self.folder).entries]

    @property
    def file(self) -> Path:
        return month_files(self.folder)[-1].path

    def close(self) -> None:
        for journal in self._open:
            journal.close(1.0)


def pause(name: str, at: datetime = NOW) -> Pause:
    return Pause(name, "dana", Cause.HOTKEY, "…234", at)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    made = Place(tmp_path)
    yield made
    made.close()


def test_what_is_added_is_on_the_disk_and_sealed(place: Place) -> None:
    journal = place.open()
    assert place.write(journal, "one", "two")
    assert place.ids() == ["one", "two"]
    until(lambda: place.head() and place.doubts() == [], WAIT_S)
    assert journal.close(WAIT_S)
    head = place.head()
    assert head
    assert (head.n, head.month) == (3, "2026-03")
    assert verify(place.folder, place.head, NOW.date()).newer == 0
    assert place.health == Health()


@needs.linux
def test_others_can_read_nothing(place: Place) -> None:
    place.run("one")
    assert place.file.stat().st_mode & 0o077 == 0
    assert place.folder.stat().st_mode & 0o077 == 0


def test_each_run_joins_on(place: Place) -> None:
    for name in ("one", "two", "three"):
        place.run(name)
    assert place.ids() == ["one", "two", "three"]
    assert place.doubts() == []


def test_a_new_month_has_a_file_of_its_own_and_a_clock_set_back_does_not_go_back(place: Place) -> None:
    journal = place.open()
    for days, name in ((0, "one"), (31, "two"), (5, "three")):
        place.now = NOW + timedelta(days=days)
        assert place.write(journal, name)
    assert [file.name for file in month_files(place.folder)] == ["2026-03.jsonl", "2026-04.jsonl"]
    assert b"three" in place.file.read_bytes()
    journal.close(WAIT_S)
    assert place.doubts(date(2026, 4, 2)) == []


def test_files_are_kept_for_400_days_and_the_chain_holds_without_the_older_ones(place: Place) -> None:
    for month in range(17):
        place.now = NOW + timedelta(days=31 * month)
        place.run(f"month {month}")
        assert place.doubts() == []
    files = month_files(place.folder)
    assert files[0].month == "2026-04"
    for file in files[:3]:
        file.path.unlink()
    assert place.doubts()[0] == "2026-07.jsonl: the file before it, of 2026-06, is missing"


def test_a_clock_that_is_wrong_once_costs_no_evidence(place: Place) -> None:
    place.run("one")
    place.now = NOW + timedelta(days=4000)
    place.run("two")
    place.now = NOW + timedelta(days=1)
    place.run("three")
    assert place.ids() == ["one", "three", "two"]


def test_a_clock_that_has_lost_its_time_costs_no_evidence(place: Place) -> None:
    """A computer whose battery is empty starts in 1970."""
    place.now = datetime(1970, 1, 1, tzinfo=UTC)
    place.run("one")
    place.now = NOW
    place.run("two")
    assert place.ids() == ["one", "two"]


def test_two_sessions_have_files_and_keys_of_their_own(place: Place) -> None:
    first, second = place.open(1), place.open(2)
    for number in range(10):
        first.add([pause(f"a{number}")])
        second.add([pause(f"b{number}")])
    assert first.close(WAIT_S)
    assert second.close(WAIT_S)
    assert [file.name for file in month_files(place.folder)] == ["2026-03.jsonl", "2026-03-2.jsonl"]
    assert len(place.ids()) == 20
    assert place.doubts() == []
    place.file.unlink()
    assert place.doubts() == ["journal: entries 1 to 11 are missing at the end"]


def test_nothing_is_written_before_the_keyring_has_answered_for_the_account(place: Place) -> None:
    journal = place.open(usable=None)
    journal.add([pause("one")])
    looked: queue.SimpleQueue[bool] = queue.SimpleQueue()
    journal.do(lambda: looked.put(place.folder.exists()))
    assert not looked.get(timeout=WAIT_S)
    journal.keyring(usable=True)
    assert place.write(journal)
    assert place.ids() == ["one"]


def test_without_a_keyring_it_is_written_all_the_same_and_that_is_said(place: Place) -> None:
    journal = place.open(usable=False)
    assert place.write(journal, "one")
    until(lambda: not place.health.sealed, WAIT_S)
    assert any("keyring" in doubt for doubt in place.doubts())
    # It comes back: from here on all is sealed, and the doubt stays at the lines in between.
    journal.keyring(usable=True)
    until(lambda: place.health == Health(), WAIT_S)
    head = place.head()
    assert head
    assert head.n == 3
    assert place.write(journal, "two")
    assert journal.close(WAIT_S)
    assert place.health == Health()
    assert [doubt.partition(":")[0] for doubt in place.doubts()] == ["2026-03.jsonl, line 1"]


def test_a_keyring_that_refuses(place: Place) -> None:
    place.vaults[1] = MemoryVault(failure=VaultLocked("locked"))
    journal = place.open()
    assert place.write(journal, "one")
    until(lambda: not place.health.sealed, WAIT_S)
    assert place.ids() == ["one"]


def test_a_keyring_that_goes_in_between(place: Place) -> None:
    journal = place.open()
    assert place.write(journal, "one")
    until(lambda: (head := place.head()) and head.n == 2, WAIT_S)
    place.vaults[1].failure = VaultLocked("locked")
    assert place.write(journal, "two")
    until(lambda: not place.health.sealed, WAIT_S)
    place.vaults[1].failure = None
    # It fell behind the file, by lines that are sealed with its key: no doubt.
    assert place.doubts() == []
    assert place.write(journal, "three")
    until(lambda: place.health == Health(), WAIT_S)
    journal.close(WAIT_S)
    assert verify(place.folder, place.head, NOW.date()).newer == 0


def test_another_keyring_starts_another_key_and_the_old_lines_are_in_doubt(place: Place) -> None:
    place.run("one")
    place.vaults[1] = MemoryVault()
    place.run("two")
    assert [doubt[:60] for doubt in place.doubts()] == [
        "2026-03.jsonl, line 1: sealed by a key that the keyring no lo"[:60]
    ]


@pytest.mark.allow_log("another key is made")
def test_an_item_that_makes_no_sense_is_replaced(place: Place) -> None:
    place.vaults[1] = MemoryVault("{half")
    place.run("one")
    assert place.doubts() == []


def test_a_tail_that_was_cut_stays_a_gap(place: Place) -> None:
    place.run("one", "two", "three")
    lines = place.file.read_bytes().splitlines(keepends=True)
    place.file.write_bytes(b"".join(lines[:2]))
    assert place.doubts() == ["2026-03.jsonl: entries 3 to 4 are missing at the end"]
    place.run("four")
    assert place.doubts() == ["2026-03.jsonl, line 3: entries 3 to 4 are missing before it"]


@pytest.mark.parametrize("cut", [1, 2, 50, 150])
def test_a_last_line_that_was_left_unfinished(place: Place, cut: int) -> None:
    """As a power cut leaves it: the next run does not write behind half a line, and the chain goes on."""
    place.run("one", "two", "three")
    head = place.head()
    data = place.file.read_bytes()
    place.file.write_bytes(data[:-cut])
    lines = data.splitlines()
    before = read_line(lines[-2])
    assert before
    assert head
    told = Head(head.key, before.n, before.mac, head.month)  # the crash came before the keyring was told
    place.vaults[1] = MemoryVault(keys.to_document(told))
    assert place.doubts()[0].startswith("2026-03.jsonl, line 4: unfinished")
    place.run("four", "five")
    doubts = place.doubts()
    if cut == 1:  # all of the line but its end: nothing is lost
        assert doubts == []
        assert place.ids() == ["one", "two", "three", "four", "five"]
    else:
        assert [doubt.partition(":")[0] for doubt in doubts] == ["2026-03.jsonl, line 4"]
        assert place.ids() == ["one", "two", "four", "five"]


def test_all_files_were_removed(place: Place) -> None:
    place.run("one", "two")
    place.file.unlink()
    place.run("three")
    assert place.doubts() == ["2026-03.jsonl, line 1: entries 1 to 3 are missing before it"]


def test_a_folder_that_cannot_be_made(place: Place) -> None:
    place.folder.write_text("in the way")
    journal = place.open()
    assert not place.write(journal, "one")
    assert place.health.not_written
    place.folder.unlink()
    assert place.write(journal, "two")
    assert place.ids() == ["one", "two"]


def test_what_cannot_be_kept_is_counted(place: Place) -> None:
    place.folder.write_text("in the way")
    journal = place.open()
    journal.add([pause(str(number)) for number in range(MOST_WAITING + 7)])
    until(lambda: place.health.not_written, WAIT_S)
    place.folder.unlink()
    assert place.write(journal, "last")
    journal.close(WAIT_S)
    assert place.doubts() == ["2026-03.jsonl, line 1: 8 records before it could not be written"]


def test_a_slow_keyring_holds_nobody_up_and_is_told_of_the_newest_line(place: Place) -> None:
    told: list[str] = []
    free = threading.Event()

    class Slow(MemoryVault):
        def store(self, document: str, prompting: Callable[[], None]) -> None:
            if told:  # the first is the key's
                free.wait(3.0)
            told.append(document)
            super().store(document, prompting)

    place.vaults[1] = Slow()
    journal = place.open()
    began_s = time.monotonic()
    for number in range(50):
        journal.add([pause(str(number))])
        assert place.write(journal)
    assert time.monotonic() - began_s < 3.0
    free.set()
    assert journal.close(WAIT_S)
    assert len(told) <= 4
    head = place.head()
    assert head
    assert head.n == 51


def test_the_last_word_on_a_record_counts(place: Place) -> None:
    journal = place.open()
    journal.add([pause("one")])
    journal.add([Exposure("e", "dana", Kind.HEARD, "…234", NOW)])
    journal.add([Pause("one", "dana", Cause.HOTKEY, "…234", NOW, ended=Ending.RESUMED)])
    assert place.write(journal)
    found = read(place.folder)
    assert [one.ended for one in found.pauses] == [Ending.RESUMED]
    assert [one.id for one in found.exposures] == ["e"]


def test_days_are_those_of_this_computer(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "IST-2")
    if hasattr(time, "tzset"):
        time.tzset()
    late = datetime(2026, 3, 2, 23, 30).astimezone()
    journal = place.open()
    journal.add([pause("one", late), pause("two", late + timedelta(hours=1))])
    assert place.write(journal)
    assert [one.id for one in read(place.folder, date(2026, 3, 2), date(2026, 3, 2)).pauses] == ["one"]
    assert [one.id for one in read(place.folder, date(2026, 3, 3)).pauses] == ["two"]
    assert [one.id for one in read(place.folder, None, date(2026, 3, 1)).pauses] == []


def test_a_restart_tells_what_became_of_a_pause(place: Place) -> None:
    journal = place.open()
    journal.add([pause("cut")])
    journal.add([Pause("found", "dana", Cause.RESTART, "…234", NOW + timedelta(milliseconds=400))])
    assert place.write(journal)
    assert [one.ended for one in read(place.folder).pauses] == [Ending.PROGRAM_ENDED, None]


def test_lines_that_cannot_be_read_are_told(place: Place) -> None:
    place.run("one")
    with place.file.open("ab") as file:
        file.write(b"{half\n")
    found = read(place.folder)
    assert found.unreadable == (("2026-03.jsonl", 3),)
    assert [one.id for one in found.pauses] == ["one"]


def test_a_journal_that_nobody_uses_makes_nothing(place: Place) -> None:
    journal = place.open()
    assert journal.close(1.0)
    assert list(place.folder.parent.iterdir()) == []
    assert place.head() is None
    assert os.listdir(place.folder.parent) == []  # noqa: PTH208  (hidden files as well)

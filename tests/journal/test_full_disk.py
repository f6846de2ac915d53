"""A disk that takes nothing for a while: nothing is lost of what was to be written."""

import time

from tests.helpers import needs
from tests.journal.test_store import WAIT_S, Place, place
from trayapp.journal.store import AGAIN_S, Health
from trayapp.simulator.until import until

__all__ = ["place"]


def test_what_the_disk_did_not_take_is_written_by_itself_once_it_does(place: Place) -> None:
    """However often it failed before, and in its order."""
    journal = place.open()
    assert place.write(journal, "one")
    away = place.folder.rename(place.folder.with_name("away"))
    place.folder.write_text("in the way")
    assert not place.write(journal, "two", "three")
    time.sleep(AGAIN_S[0] + 0.3)  # one more vain attempt
    assert place.health.not_written
    place.folder.unlink()
    away.rename(place.folder)
    until(lambda: place.health == Health(), WAIT_S, "the disk to be tried again")
    assert place.ids() == ["one", "two", "three"]
    assert journal.close(WAIT_S)
    assert place.doubts() == []


@needs.linux
def test_a_full_disk_takes_nothing_and_is_caught_up_with(place: Place) -> None:
    """The system's limit for the length of a file, reached in the middle of a line: as when the disk is full."""
    import resource  # noqa: PLC0415  (not there on Windows)

    journal = place.open()
    assert place.write(journal, "one")
    length = place.file.stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (length + 100, before[1]))
    try:
        assert not place.write(journal, "two")
        assert place.health.not_written.startswith("2026-03.jsonl: ")
        assert place.file.stat().st_size == length
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert place.write(journal, "three")
    assert journal.close(WAIT_S)
    assert place.ids() == ["one", "two", "three"]
    assert place.doubts() == []
    assert not place.health.not_written

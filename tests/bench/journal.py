"""A journal of 100,000 entries: joined on to, read for a day, and verified; beside what nobody could do without."""

import json
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from tests.bench.figures import Figure, NotMeasuredError, of_samples
from trayapp.journal.append import Appender, Document
from trayapp.journal.chain import KEY_BYTES
from trayapp.journal.entries import CallPaused, Cause, Ending, Pause, as_document, moment
from trayapp.journal.files import month_files
from trayapp.journal.reading import read, verify
from trayapp.journal.verify import Head

ENTRIES = 100_000
DAYS = 390
RUNS = 5
VERIFY_BAR = 4.0
_A_DAY = ENTRIES // DAYS
_NOW = datetime(2026, 11, 20, 8, tzinfo=UTC)
_FLOOR = "each line read, parsed as JSON and hashed"


def held() -> list[Figure]:
    """Opening is: to find where the next line is joined, and to write it; a day is what the panel shows."""
    with tempfile.TemporaryDirectory(prefix="journal-") as root:
        folder = Path(root) / "journal"
        head = _made(folder)
        found = verify(folder, lambda slot: head if slot == 1 else None, _NOW.date())
        if found.doubts or found.entries < ENTRIES:
            raise NotMeasuredError(f"the journal is not as it should be: {found.doubts[:1]}, {found.entries} lines")
        floor = _times(lambda: _floor(folder))
        verified = _times(lambda: verify(folder, lambda slot: head if slot == 1 else None, _NOW.date()))
        opened = _times(lambda: Appender(folder, 1, head))
        day = _times(lambda: read(folder, _NOW.date() - timedelta(days=2), _NOW.date() - timedelta(days=2)))
    return [
        of_samples("journal of 100,000, verified", "ms", verified, floor, rival_name=_FLOOR, bar=VERIFY_BAR),
        of_samples("journal of 100,000, opened", "ms", opened, floor, rival_name=_FLOOR, bar=0.1),
        of_samples("journal of 100,000, a day read", "ms", day, floor, rival_name=_FLOOR, bar=1.0),
    ]


def _made(folder: Path) -> Head:
    appender = Appender(folder, 1, Head(bytes(range(KEY_BYTES))))
    number = 0
    for days in range(DAYS, -1, -1):
        at = _NOW - timedelta(days=days)
        documents: list[Document] = []
        for one in range(_A_DAY):
            began = at + timedelta(seconds=90 * one)
            pause = Pause(
                id=f"{number:012x}",
                who="dana",
                cause=Cause.HOTKEY,
                extension="…234",
                asked_at=began,
                accepted_at=began + timedelta(milliseconds=90),
                accepted_after_ms=90,
                action_id=f"{number:032x}",
                calls=(CallPaused(f"{number:032X}", began),),
                resume_cause=Cause.HOTKEY,
                ended_at=began + timedelta(seconds=41),
                ended=Ending.RESUMED,
                length_s=41.0,
            )
            documents.append({"at": moment(began), **as_document(pause)})
            number += 1
        appender.append(documents, at)
    return appender.head


def _floor(folder: Path) -> None:
    for file in month_files(folder):
        for line in file.path.read_bytes().splitlines():
            json.loads(line)
            sha256(line).digest()


def _times(do: Callable[[], object]) -> list[float]:
    """In milliseconds."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        do()
        times.append((time.perf_counter() - began) * 1000)
    return times

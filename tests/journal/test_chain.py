"""The chain: every corruption is found, and its place is named."""

import io
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trayapp.journal.chain import KEY_BYTES, LINK, NO_KEY, End, key_name, read_line, seal
from trayapp.journal.entries import Cause, Pause, as_document
from trayapp.journal.verify import Doubt, Head, Verifier

TODAY = date(2026, 3, 20)
KEY = bytes(range(KEY_BYTES))
MONTHS = ("2026-01", "2026-02", "2026-03")
Files = dict[str, bytes]
Corrupt = Callable[[Files, random.Random], set[tuple[str, int]]]


def record(number: int) -> dict[str, object]:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number)
    return as_document(Pause(f"id{number}", "dana", Cause.HOTKEY, "…234", at))


def link(key: bytes = KEY, **fields: object) -> dict[str, object]:
    return {"kind": LINK, "at": "2026-01-01T00:00:00.000Z", "key": key_name(key), **fields}


def journal(records: int = 12, key: bytes = KEY, first: int = 0) -> tuple[Files, Head]:
    """Three months of a journal, and what the keyring knows of it."""
    files: Files = {}
    end = End()
    for index, month in enumerate(MONTHS):
        after = {"after": MONTHS[index - 1]} if index else {}
        some = [record(number) for number in range(first, first + records)]
        files[month], end = seal([link(key, **after), *some], end, key)
    return files, Head(key, end.n, end.mac, MONTHS[-1])


def check(files: Files, head: Head | None, today: date = TODAY) -> list[Doubt]:
    verifier = Verifier(head, today)
    for month, data in files.items():
        verifier.begin(f"{month}.jsonl", month)
        for number, text in enumerate(io.BytesIO(data), 1):
            verifier.feed(number, text)
    verifier.finish()
    return verifier.doubts


def text(files: Files, head: Head | None, today: date = TODAY) -> list[str]:
    return [str(doubt) for doubt in check(files, head, today)]


def test_a_journal_as_it_was_written_is_in_no_doubt() -> None:
    assert text(*journal()) == []


def test_an_empty_journal_is_in_no_doubt() -> None:
    assert text({}, Head(KEY)) == []


def test_lines_that_the_keyring_was_not_told_of_are_no_doubt() -> None:
    files, _ = journal()
    lines = files["2026-03"].splitlines(keepends=True)
    told = read_line(lines[-4].strip())
    assert told
    assert text(files, Head(KEY, told.n, told.mac, "2026-03")) == []


def test_another_head_than_the_keyrings() -> None:
    files, head = journal()
    assert text(files, Head(KEY, head.n, "0" * 64, head.month)) == [
        f"2026-03.jsonl: entry {head.n} is not the one that the keyring was told of"
    ]


def test_a_journal_of_another_key() -> None:
    files, _ = journal(key=bytes(KEY_BYTES))
    found = text(files, Head(KEY))
    assert found[0].startswith("2026-01.jsonl, line 1: sealed by a key that the keyring no longer holds")
    assert len(found) == 1


def test_lines_without_a_key_are_named() -> None:
    files, head = journal()
    more, _ = seal([link(NO_KEY), record(1), record(2)], End(head.n, head.mac), NO_KEY)
    files["2026-03"] += more
    (found,) = text(files, head)
    assert found.startswith("2026-03.jsonl, line 14: written while the keyring could not be had")


def test_everything_is_in_doubt_without_a_keyring() -> None:
    files, _ = journal()
    assert text(files, None)[-1].endswith("the keyring holds no key for it, so nothing in it can be vouched for")


def test_the_oldest_file_may_be_missing_once_it_was_kept_long_enough() -> None:
    files, head = journal()
    del files["2026-01"]
    assert text(files, head, date(2026, 2, 1) + timedelta(days=400)) == []
    assert text(files, head, date(2026, 1, 31) + timedelta(days=400))[0] == (
        "2026-02.jsonl: the file before it, of 2026-01, is missing"
    )
    del files["2026-02"]
    assert text(files, head, date(2026, 3, 1) + timedelta(days=400)) == []


def test_all_files_are_missing() -> None:
    _, head = journal()
    assert text({}, head) == [f"journal: entries 1 to {head.n} are missing at the end"]
    assert text({}, head, date(2027, 6, 1)) == []


def test_a_file_in_the_middle_is_missing() -> None:
    files, head = journal()
    del files["2026-02"]
    assert text(files, head) == [
        "2026-03.jsonl: the file before it, of 2026-01, is missing".replace("2026-01", "2026-02"),
        "2026-03.jsonl, line 1: entries 14 to 26 are missing before it",
    ]


def test_records_that_could_not_be_written_are_told() -> None:
    files, head = journal()
    more, end = seal([link(lost=7), record(1)], End(head.n, head.mac), KEY)
    files["2026-03"] += more
    assert text(files, Head(KEY, end.n, end.mac)) == [
        "2026-03.jsonl, line 14: 7 records before it could not be written"
    ]


@pytest.mark.parametrize("cut", [1, 2, 100])
def test_a_torn_line_that_the_program_found_at_its_next_start(cut: int) -> None:
    """It is one doubt, at the line itself, and the chain goes on behind it."""
    files, head = journal()
    torn = seal([record(1)], End(head.n, head.mac), KEY)[0][: 100 + cut]
    more, end = seal([link(torn=len(torn)), record(2)], End(head.n, head.mac), KEY)
    files["2026-03"] += torn + b"\n" + more
    assert text(files, Head(KEY, end.n, end.mac)) == [
        "2026-03.jsonl, line 14: unfinished: its end was cut off, or a crash or a power cut came while it was written"
    ]


def test_a_torn_line_that_was_taken_away_afterwards() -> None:
    files, head = journal()
    more, end = seal([link(torn=30), record(2)], End(head.n, head.mac), KEY)
    files["2026-03"] += more
    assert "30 bytes" in text(files, Head(KEY, end.n, end.mac))[0]


# The thousand corrupted journals.


def flip_a_bit(files: Files, chance: random.Random) -> set[tuple[str, int]]:
    month = chance.choice(MONTHS)
    data = bytearray(files[month])
    place = chance.randrange(len(data))
    line = files[month][:place].count(b"\n") + 1
    data[place] ^= 1 << chance.randrange(8)
    files[month] = bytes(data)
    return {(f"{month}.jsonl", line), (f"{month}.jsonl", line + 1)}


def lose_a_line(files: Files, chance: random.Random) -> set[tuple[str, int]]:
    month = chance.choice(MONTHS)
    lines = files[month].splitlines(keepends=True)
    gone = chance.randrange(len(lines))
    files[month] = b"".join(lines[:gone] + lines[gone + 1 :])
    following = MONTHS[MONTHS.index(month) + 1] if month != MONTHS[-1] else ""
    return {(f"{month}.jsonl", gone + 1), (f"{following}.jsonl", 1), (f"{month}.jsonl", 0)}


def swap_two(files: Files, chance: random.Random) -> set[tuple[str, int]]:
    month = chance.choice(MONTHS)
    lines = files[month].splitlines(keepends=True)
    one, two = sorted(chance.sample(range(len(lines)), 2))
    lines[one], lines[two] = lines[two], lines[one]
    files[month] = b"".join(lines)
    return {(f"{month}.jsonl", one + 1), (f"{month}.jsonl", two + 1)}


def cut_the_tail(files: Files, chance: random.Random) -> set[tuple[str, int]]:
    data = files["2026-03"]
    left = chance.randrange(len(data))
    files["2026-03"] = data[:left]
    return {("2026-03.jsonl", data[:left].count(b"\n") + 1), ("2026-03.jsonl", 0)}


@pytest.mark.parametrize("corrupt", [flip_a_bit, lose_a_line, swap_two, cut_the_tail])
def test_250_corrupted_journals_of_each_kind(corrupt: Corrupt) -> None:
    """All are detected, and the line or the gap is named; nothing far from it is."""
    whole, head = journal()
    for seed in range(250):
        files = dict(whole)
        places = corrupt(files, random.Random(seed))  # noqa: S311  (no secret: a failure is repeated by its seed)
        doubts = check(files, head)
        named = {(doubt.file, doubt.line or 0) for doubt in doubts}
        assert doubts, f"seed {seed}"
        assert named & places, f"seed {seed}: {doubts}, not {places}"
        assert corrupt is swap_two or len(doubts) <= 3, f"seed {seed}: {doubts}"
        assert corrupt is not swap_two or places <= named, f"seed {seed}: {doubts}"


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    read_line(data)
    check({"2026-01": data}, Head(KEY))


@given(st.data())
def test_what_is_inserted_anywhere_is_found(data: st.DataObject) -> None:
    files, head = journal(records=3)
    month = data.draw(st.sampled_from(MONTHS))
    at = data.draw(st.integers(0, len(files[month])))
    added = data.draw(st.binary(min_size=1, max_size=20))
    changed = files[month][:at] + added + files[month][at:]
    assert check({**files, month: changed}, head)
    others = dict(files)
    assert not check(others, head)

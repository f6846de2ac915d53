"""Whatever lies in the journal's folder, and in its item of the keyring: it is read, or told, and stops nothing."""

import json
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from trayapp.journal import keys
from trayapp.journal.append import Appender
from trayapp.journal.chain import KEY_BYTES, NO_KEY, End, seal
from trayapp.journal.reading import read, verify
from trayapp.journal.verify import Head

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HEAD = Head(bytes(KEY_BYTES))
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
NAMES = ["2026-03.jsonl", "2026-02.jsonl", "2026-03-2.jsonl", "2026-13.jsonl", "x.jsonl", "2026-03"]
FIELDS = ["kind", "at", "key", "after", "torn", "lost", "id", "calls", "asked_at", "cause", "extension", "who"]


def _sealed(documents: list[dict[str, Any]], key: bytes) -> bytes:
    """Lines in their order, whatever they say: as whoever has a key may write them."""
    return seal(documents, End(), key)[0]


DOCUMENTS = st.dictionaries(st.sampled_from(FIELDS), JSON | st.sampled_from(["link", "pause", "exposure"]))
FILES = st.one_of(
    st.lists(st.binary(max_size=80), max_size=4).map(b"\n".join),
    st.builds(_sealed, st.lists(DOCUMENTS, max_size=4), st.sampled_from([NO_KEY, HEAD.key])),
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(NAMES), FILES, max_size=3))
def test_no_files_stop_a_list_a_verification_or_the_next_line(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root)
        for name, data in files.items():
            (folder / name).write_bytes(data)
        read(folder)
        read(folder, date(2026, 3, 1), date(2026, 3, 2))
        verdict = verify(folder, lambda slot: HEAD if slot == 1 else None, NOW.date())
        assert all(str(doubt) for doubt in verdict.doubts)
        Appender(folder, 1, HEAD).append([{"at": "2026-03-02T12:00:00.000Z", "kind": "later"}], NOW)
        lasts = [line for file in folder.glob("*.jsonl") for line in file.read_bytes().splitlines()[-1:]]
        assert any(b'"later"' in line for line in lasts)


ITEMS = st.builds(
    lambda *values: json.dumps(dict(zip(("key", "n", "mac", "month"), values, strict=True))),
    JSON | st.just("00" * KEY_BYTES),
    *[JSON] * 3,
)


@given(st.text() | JSON.map(json.dumps) | ITEMS)
def test_no_item_of_the_keyring_is_anything_but_a_head_or_none(document: str) -> None:
    head = keys.from_document(document)
    assert head is None or keys.from_document(keys.to_document(head)) == head

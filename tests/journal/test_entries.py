"""Records as JSON and back; what is not to be written is not."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trayapp.journal.entries import (
    BadEntryError,
    CallPaused,
    Cause,
    Ending,
    Entry,
    Exposure,
    Kind,
    Pause,
    as_document,
    from_document,
    identifier,
    moment,
    short_extension,
)

moments = st.datetimes(datetime(2020, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001  (made aware by Hypothesis)
    lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000)
)
names = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
calls = st.builds(
    CallPaused, names, moments, joined=st.booleans(), verified_at=st.none() | moments, resumed_at=st.none() | moments
)
counts = st.integers(0, 10**9)
pauses = st.builds(
    Pause,
    id=names,
    who=names,
    cause=st.sampled_from(Cause),
    extension=names,
    asked_at=moments,
    demo=st.booleans(),
    only=st.none() | st.lists(names, min_size=1, max_size=3).map(tuple),
    accepted_at=st.none() | moments,
    accepted_after_ms=st.none() | counts,
    verified_at=st.none() | moments,
    action_id=st.none() | names,
    calls=st.lists(calls, max_size=3).map(tuple),
    keeps=st.integers(0, 9),
    problem=st.none() | names,
    resume_asked_at=st.none() | moments,
    resume_cause=st.none() | st.sampled_from(Cause),
    resume_action_id=st.none() | names,
    ended_at=st.none() | moments,
    ended=st.none() | st.sampled_from(Ending),
    length_s=st.none() | st.floats(0, 1e6),
)
exposures = st.builds(
    Exposure,
    id=names,
    who=names,
    kind=st.sampled_from(Kind),
    extension=names,
    began_at=moments,
    demo=st.booleans(),
    pause=st.none() | names,
    calls=st.lists(names, max_size=3).map(tuple),
    cause=st.none() | st.sampled_from(Cause),
    problem=st.none() | names,
    ended_at=st.none() | moments,
    recorded_ms=st.none() | counts,
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(pauses | exposures)
def test_there_and_back(entry: Entry) -> None:
    assert from_document(json.loads(json.dumps(as_document(entry)))) == entry


@given(pauses | exposures, st.data(), values)
def test_a_wrong_value_is_refused_and_never_crashes(entry: Entry, data: st.DataObject, value: object) -> None:
    document = as_document(entry)
    document[data.draw(st.sampled_from(sorted(document)))] = value
    try:
        from_document(document)
    except BadEntryError:
        return


@given(st.dictionaries(st.text(), values))
def test_any_object_is_read_or_refused(document: dict[str, object]) -> None:
    for kind in ("pause", "exposure", "link"):
        try:
            from_document({**document, "kind": kind})
        except BadEntryError:
            continue


def test_what_a_later_program_adds_is_passed_over() -> None:
    entry = Exposure("id", "dana", Kind.HEARD, "…234", datetime(2026, 3, 2, tzinfo=UTC))
    assert from_document({**as_document(entry), "added": [1]}) == entry
    assert from_document({"kind": "a kind of later"}) is None


@pytest.mark.parametrize(
    ("extension", "shown"),
    [("1234567", "…567"), ("12345", "…45"), ("12", "…2"), ("1", ""), ("", ""), (None, ""), ("SIPabc1", "…bc1")],
)
def test_an_extension_is_never_shown_whole(extension: str | None, shown: str) -> None:
    assert short_extension(extension) == shown


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f", "0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"),
        ("0000000000000000000000000000000123", "0000000000000000000000000000000123"),
        ("4111111111111111", "…11"),
        ("4111-1111-1111-1111", "…11"),
        ("0501234567", "…67"),
        ("42", "42"),
        ("=cmd|' /C calc'!A0", None),
        ("a\nb", None),
        ("", None),
        ("x" * 65, None),
        (None, None),
    ],
)
def test_names_that_servers_give(text: str | None, kept: str | None) -> None:
    assert identifier(text) == kept


def test_moments_are_in_utc_to_the_millisecond() -> None:
    assert moment(datetime.fromisoformat("2026-03-02T14:00:00.123456+02:00")) == "2026-03-02T12:00:00.123Z"

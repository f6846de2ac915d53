"""What may be said over the local socket."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trayapp.desktop.instance.errors import (
    BadFieldError,
    MessageError,
    NotAMessageError,
    TooLongError,
    WrongVersionError,
)
from trayapp.desktop.instance.messages import LONGEST_LINE, RESULTS, VERBS, Reply, encode, read_reply, read_request

EXAMPLES: dict[str, object] = {
    "wait_s": 5.0,
    "resume": True,
    "installed": "1.0.0",
    "test_call": True,
    "document": '{"label": "front desk"}',
    "folder": "/",
    "call": "20260101090000aaaa",
}


@pytest.mark.parametrize("verb", VERBS)
def test_every_request_survives_the_wire(verb: str) -> None:
    arguments = {name: EXAMPLES[name] for name in VERBS[verb]}
    assert read_request(encode({"verb": verb, **arguments})) == (verb, arguments)


@pytest.mark.parametrize("result", sorted(RESULTS))
def test_every_reply_survives_the_wire(result: str) -> None:
    reply = read_reply(Reply(result, "עברית\n", {"state": "paused"}).encode())
    assert (reply.result, reply.text, reply.status) == (result, "עברית\n", {"state": "paused"})


def test_a_message_is_one_line() -> None:
    assert encode({"verb": "show", "text": "a\nb\r\n"}).count(b"\n") == 1


@pytest.mark.parametrize(
    ("message", "field"),
    [
        ({"version": 1}, "verb"),
        ({"version": 1, "verb": "format"}, "verb"),
        ({"version": 1, "verb": ["pause"]}, "verb"),
        ({"version": 1, "verb": "pause"}, "wait_s"),
        ({"version": 1, "verb": "pause", "wait_s": "5"}, "wait_s"),
        ({"version": 1, "verb": "pause", "wait_s": True}, "wait_s"),
        ({"version": 1, "verb": "pause", "wait_s": -1}, "wait_s"),
        ({"version": 1, "verb": "pause", "wait_s": 1e9}, "wait_s"),
        ({"version": 1, "verb": "pause", "wait_s": 5, "ivrid": "1"}, "ivrid"),
        ({"version": 1, "verb": "pause_call", "wait_s": 5}, "call"),
        ({"version": 1, "verb": "pause_call", "wait_s": 5, "call": None}, "call"),
        ({"version": 1, "verb": "resume_call", "wait_s": 5, "call": "a b"}, "call"),
        ({"version": 1, "verb": "resume_call", "wait_s": 5, "call": "a" * 65}, "call"),
        ({"version": 1, "verb": "status", "wait_s": 5}, "wait_s"),
        ({"version": 1, "verb": "quit", "wait_s": 5, "resume": 1}, "resume"),
        ({"version": 1, "verb": "setup", "document": {}, "folder": "/"}, "document"),
        ({"version": 1, "verb": "setup", "document": "{}"}, "folder"),
    ],
)
def test_a_request_with_a_wrong_field_is_refused_by_name(message: dict[str, object], field: str) -> None:
    with pytest.raises(BadFieldError) as caught:
        read_request(json.dumps(message).encode())
    assert caught.value.field == field


@pytest.mark.parametrize("version", [0, 2, 1.0, "1", None, True])
def test_another_version_is_refused(version: object) -> None:
    line = json.dumps({"version": version, "verb": "show", "result": "ok"}).encode()
    for read in (read_request, read_reply):
        with pytest.raises(WrongVersionError):
            read(line)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\xff\xfe",
        b"pause",
        b"[]",
        b"1",
        b'{"version": 1, "verb": "pause", "wait_s": NaN}',
        b'{"version": 1, "verb": "pause", "wait_s": Infinity}',
        b'{"version": 1, "verb"',
        b"[" * 60000,
        b'{"a":' * 10000,
        b"1" * 5000,
    ],
)
def test_anything_else_is_not_a_message(line: bytes) -> None:
    for read in (read_request, read_reply):
        with pytest.raises(NotAMessageError):
            read(line)


def test_too_long_is_refused_both_ways() -> None:
    with pytest.raises(TooLongError):
        encode({"verb": "setup", "document": "x" * LONGEST_LINE})
    with pytest.raises(TooLongError):
        read_request(b" " * (LONGEST_LINE + 1))


@pytest.mark.parametrize(
    "message",
    [{"result": "maybe"}, {}, {"result": "ok", "text": 1}, {"result": "ok", "status": []}, {"result": []}],
)
def test_a_wrong_reply_is_refused(message: dict[str, object]) -> None:
    with pytest.raises(BadFieldError):
        read_reply(encode(message))


def test_a_later_programs_reply_may_hold_more() -> None:
    assert read_reply(encode({"result": "ok", "more": 1})).result == "ok"


def test_an_error_repeats_nothing_of_a_setup() -> None:
    for line in (
        b'{"document": {"extension": "SECRET"',
        b'{"version":1,"verb":"setup","document":["SECRET"],"folder":"/"}',
    ):
        with pytest.raises(MessageError) as caught:
            read_request(line)
        assert "SECRET" not in str(caught.value)
        assert caught.value.__cause__ is None


@given(st.binary(max_size=300))
def test_no_bytes_do_harm(line: bytes) -> None:
    for read in (read_request, read_reply):
        with pytest.raises(MessageError):
            read(line)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=10,
)


@given(
    st.fixed_dictionaries({"version": st.just(1)}, optional={"verb": st.sampled_from([*VERBS, "x"]), "wait_s": _json})
)
def test_a_request_is_whole_or_refused(message: dict[str, Any]) -> None:
    try:
        verb, arguments = read_request(json.dumps(message).encode())
    except MessageError:
        return
    assert set(arguments) == set(VERBS[verb])

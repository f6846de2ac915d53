"""Requests to bytes, answers to meanings."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import secrets
from trayapp.core.events import Accepted
from trayapp.voicenter.errors import (
    AnswerError,
    BadAnswerError,
    CallNotFoundError,
    ForbiddenError,
    HttpStatusError,
    NotFoundError,
    ParametersRefusedError,
    RedirectedError,
    RequestRefusedError,
    ServerError,
    TooManyRequestsError,
)
from trayapp.voicenter.exchange import Reply
from trayapp.voicenter.hosts import parse_host
from trayapp.voicenter.mute import Method, MuteRequest, MuteValue, decode, encode

HOST = parse_host(f"{secrets.MONITOR_HOST}:8443")
URL = f"https://{secrets.MONITOR_HOST}:8443/api/MuteUnmuteCalls"


@pytest.mark.parametrize(
    ("mute", "mute_value", "state"), [(True, "1", "1"), (False, "1", "0"), (True, "0", "0"), (False, "0", "1")]
)
@pytest.mark.parametrize("selector", [{"extension": secrets.EXTENSION}, {"ivrid": "20260101090000aaaa"}])
def test_both_polarities_by_both_methods(
    mute: bool,  # noqa: FBT001  (a column of the table)
    mute_value: MuteValue,
    state: str,
    selector: dict[str, str],
) -> None:
    request = MuteRequest(mute, **selector)
    post = encode(request, HOST, Method.POST, mute_value)
    assert (post.method, post.url) == ("POST", URL)
    assert json.loads(post.body or b"") == {**selector, "state": state}
    get = encode(request, HOST, Method.GET, mute_value)
    (name, value) = next(iter(selector.items()))
    assert (get.method, get.url, get.body) == ("GET", f"{URL}?{name}={value}&state={state}", None)


def test_posts_by_default_and_1_mutes() -> None:
    request = encode(MuteRequest(mute=True, extension=secrets.EXTENSION), HOST)
    assert request.method == "POST"
    assert json.loads(request.body or b"")["state"] == "1"


def test_get_quotes_what_would_change_the_query() -> None:
    assert encode(MuteRequest(mute=True, extension="a&state=0#"), HOST, Method.GET).url == (
        f"{URL}?extension=a%26state%3D0%23&state=1"
    )


@pytest.mark.parametrize("selectors", [{}, {"extension": ""}, {"extension": "a", "ivrid": "b"}])
def test_a_request_is_for_exactly_one(selectors: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="extension or for a call"):
        MuteRequest(mute=True, **selectors)


def test_reprs_hide_extension_call_host_and_body() -> None:
    by_extension = MuteRequest(mute=True, extension=secrets.EXTENSION)
    by_call = MuteRequest(mute=True, ivrid="20260101090000aaaa")
    shown = repr([by_extension, by_call, *(encode(by_extension, HOST, method) for method in Method)])
    for secret in (secrets.EXTENSION, "20260101090000aaaa", secrets.MONITOR_HOST, "8443"):
        assert secret not in shown


def _reply(fields: object, status: int = 200) -> Reply:
    return Reply(status, json.dumps(fields).encode())


@pytest.mark.parametrize("code", [200, "200", " 200 ", "200\n"])
@pytest.mark.parametrize("status", [200, 201, 299])
def test_accepts_the_code_as_number_and_as_text(code: object, status: int) -> None:
    fields = {"ErrorCode": code, "Message": "Success", "ActionID": "0f0f"}
    assert decode(_reply(fields, status)) == Accepted("0f0f")


@pytest.mark.parametrize(
    ("fields", "action_id"),
    [
        ({}, None),
        ({"ActionID": None}, None),
        ({"ActionID": ""}, None),
        ({"ActionID": 7}, None),
        ({"ActionID": "x" * 129}, None),
        ({"ActionID": "a\nb"}, None),
        ({"ActionID": "0f", "Extra": {"a": [1.5, True, None]}}, "0f"),
        ({"Message": None}, None),
        ({"Message": "SUCCESS "}, None),
        ({"Message": "הצלחה"}, None),
    ],
)
def test_needs_nothing_but_the_code(fields: dict[str, Any], action_id: str | None) -> None:
    assert decode(_reply({"ErrorCode": 200, **fields})) == Accepted(action_id)


def test_takes_a_byte_order_mark() -> None:
    assert decode(Reply(200, b"\xef\xbb\xbf" + b'{"ErrorCode": 200}')) == Accepted()


@pytest.mark.parametrize("code", [0, 1, 201, 400, 500, -1, "0", "404"])
@pytest.mark.parametrize(
    ("message", "error"),
    [
        ("UniqueIvrID not found", CallNotFoundError),
        (" uniqueivrid NOT FOUND.", CallNotFoundError),
        ("Parameters are not valid...", ParametersRefusedError),
        ('PARAMETERS are not valid, should be "ivrid" and "mute"', ParametersRefusedError),
        ("Success", RequestRefusedError),
        ("Something new", RequestRefusedError),
        (None, RequestRefusedError),
        (["Success"], RequestRefusedError),
    ],
)
def test_refusals(code: object, message: object, error: type[RequestRefusedError]) -> None:
    with pytest.raises(RequestRefusedError) as caught:
        decode(_reply({"ErrorCode": code, "Message": message}))
    assert type(caught.value) is error


def test_a_documented_failure_is_no_success_even_with_code_200() -> None:
    with pytest.raises(CallNotFoundError):
        decode(_reply({"ErrorCode": 200, "Message": "UniqueIvrID not found"}))


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (100, HttpStatusError),
        (301, RedirectedError),
        (302, RedirectedError),
        (304, RedirectedError),
        (307, RedirectedError),
        (400, HttpStatusError),
        (401, ForbiddenError),
        (403, ForbiddenError),
        (404, NotFoundError),
        (408, HttpStatusError),
        (429, TooManyRequestsError),
        (500, ServerError),
        (503, ServerError),
        (600, HttpStatusError),
    ],
)
def test_no_other_status_is_a_success(status: int, error: type[AnswerError]) -> None:
    with pytest.raises(AnswerError) as caught:
        decode(_reply({"ErrorCode": 200, "Message": "Success"}, status))
    assert type(caught.value) is error


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"Success",
        b"200",
        b'"200"',
        b"null",
        b"[]",
        b'[{"ErrorCode": 200}]',
        b"{}",
        b'{"errorcode": 200}',
        b'{"ErrorCode": true}',
        b'{"ErrorCode": null}',
        b'{"ErrorCode": 200.0}',
        b'{"ErrorCode": 2e2}',
        b'{"ErrorCode": NaN}',
        b'{"ErrorCode": 200, "Extra": NaN}',
        b'{"ErrorCode": 200, "Extra": -Infinity}',
        b'{"ErrorCode": "200.0"}',
        b'{"ErrorCode": "OK"}',
        b'{"ErrorCode": ""}',
        b'{"ErrorCode": [200]}',
        b'{"ErrorCode": {"a": 200}}',
        b'{"ErrorCode": 500, "ErrorCode": 200}',
        b'{"ErrorCode": 200, "Message": "a", "Message": "b"}',
        b'{"ErrorCode": 200} trailing',
        b'{"ErrorCode": 200',
        b'{"ErrorCode": 2' + b"0" * 5000 + b"}",
        b"[" * 20_000,
        b'\xff\xfe{"ErrorCode": 200}',
        '{"ErrorCode": 200}'.encode("utf-16"),
        '{"ErrorCode": "٢٠٠"}'.encode(),
        b"<html><body>200 Success</body></html>",
    ],
)
def test_anything_else_is_a_bad_answer(body: bytes) -> None:
    with pytest.raises(BadAnswerError) as caught:
        decode(Reply(200, body))
    assert caught.value.__context__ is None


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from([200, "200", "Success"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["ErrorCode", "Message", "ActionID"]) | st.text(), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(st.integers(100, 999), st.binary(max_size=200) | _JSON.map(lambda value: json.dumps(value).encode()))
def test_any_answer_is_an_acceptance_or_a_typed_error(status: int, body: bytes) -> None:
    try:
        decode(Reply(status, body))
    except AnswerError:
        return
    assert 200 <= status < 300
    code = json.loads(body)["ErrorCode"]
    assert str(code).strip() == "200"
    assert not isinstance(code, float | bool)

"""Requests that log in, and what their answers mean."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import secrets
from tests.servers.websocket import session
from tests.voicenter.realtime.test_packets import JSON
from trayapp.voicenter.errors import NoAnswerError
from trayapp.voicenter.exchange import Reply
from trayapp.voicenter.hosts import HostError, parse_host
from trayapp.voicenter.realtime.expiry import refresh_in_s
from trayapp.voicenter.realtime.limits import RealtimeLimits
from trayapp.voicenter.realtime.login import (
    LOGIN_URL,
    Credentials,
    LoginError,
    LoginKind,
    Session,
    decode,
    login_request,
    parse_login_url,
    refresh_request,
)
from trayapp.voicenter.realtime.states import LinkProblem

USER = Credentials(LoginKind.USER, secrets.PASSWORD, secrets.EMAIL)


def reply(told: object, status: int = 200) -> Reply:
    return Reply(status, json.dumps(told).encode())


def refused(told: Reply) -> LoginError:
    with pytest.raises(LoginError) as caught:
        decode(told)
    assert caught.value.__context__ is None or isinstance(caught.value.__context__, LoginError)
    return caught.value


@pytest.mark.parametrize("kind", LoginKind)
def test_the_three_ways_in(kind: LoginKind) -> None:
    login = Credentials(kind, secrets.PASSWORD, secrets.EMAIL)
    request = login_request(login)
    assert (request.method, request.url) == ("POST", f"{LOGIN_URL}/Login/{kind.value}")
    assert request.body is not None
    assert (
        json.loads(request.body)
        == {
            LoginKind.USER: {"email": secrets.EMAIL, "pin": secrets.PASSWORD},
            LoginKind.ACCOUNT: {"username": secrets.EMAIL, "password": secrets.PASSWORD},
            LoginKind.TOKEN: {"token": secrets.PASSWORD},
        }[kind]
    )
    for shown in (repr(login), repr(request)):
        assert secrets.PASSWORD not in shown
        assert secrets.EMAIL not in shown


def test_renewing() -> None:
    given_session = Session("identity", (parse_host("monitor1.invalid"),), "refresh")
    request = refresh_request(USER, given_session)
    assert (request.method, request.url, request.body) == ("GET", f"{LOGIN_URL}/RefreshIdentityToken", None)
    assert request.bearer == "refresh"
    assert repr(given_session) == "Session()"
    assert "refresh" not in repr(request)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (LOGIN_URL, LOGIN_URL),
        (" https://Login.Example.test/monitorAPI/ ", "https://login.example.test/monitorAPI"),
        ("login.example.test/a/b?x=1#y", "https://login.example.test/a/b"),
        ("http://login.example.test/a", "https://login.example.test/a"),
        ("http://127.0.0.1:81/a", "http://127.0.0.1:81/a"),
        ("login.example.test", "https://login.example.test"),
    ],
)
def test_the_login_s_address(text: str, url: str) -> None:
    assert parse_login_url(text) == url
    assert parse_login_url(url) == url
    assert Credentials(LoginKind.TOKEN, "t", base_url=text).base_url == url


@pytest.mark.parametrize("text", ["", "ftp://x.test", "https://", "https://u:p@x.test/a", "https://x.test/שלום"])
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(HostError):
        Credentials(LoginKind.TOKEN, "t", base_url=text)


@pytest.mark.parametrize(
    ("told", "hosts"),
    [
        ({"URLList": ["https://Monitor9.voicenter.co/", "monitor8.voicenter.co.il"]}, "9.co 8.il"),
        ({"URLList": [], "Url": "https://monitor9.voicenter.co"}, "9.co"),
        ({"URLList": None, "URL": "https://monitor9.voicenter.co"}, "9.co"),
        ({"URLList": ["https://monitor8.voicenter.co"], "Url": "https://monitor9.voicenter.co"}, "8.co 9.co"),
        ({"URLList": ["monitor9.voicenter.co", 7, None, "", "not a host", "MONITOR9.voicenter.co."]}, "9.co"),
        (
            {
                "URLList": [],
                "MonitorList": [
                    {"Priority": 1, "Domain": "monitor1.voicenter.co"},
                    {"Priority": "5", "Domain": "monitor5.voicenter.co"},
                    {"Domain": "monitor0.voicenter.co", "Version": "2.4.0"},
                    {"Priority": 9, "Domain": "monitor9.voicenter.co", "Version": "4.7.4"},
                    {"Priority": 7},
                    None,
                ],
            },
            "5.co 1.co 0.co",
        ),
    ],
)
def test_monitors_in_order(told: dict[str, Any], hosts: str) -> None:
    names = [
        host.authority.removeprefix("monitor").replace(".voicenter", "").replace("co.il", "il")
        for host in decode(reply(session([], **told))).monitors
    ]
    assert " ".join(names) == hosts


@pytest.mark.parametrize("version", ["1.3.7", "2.4.0", "2.5.1", "1", "v2.1", " 1.7.4 ", "", None, 2])
def test_versions_that_are_ours(version: Any) -> None:
    assert decode(reply(session(["monitor1.invalid"], Version=version))).token == "identity"


@pytest.mark.parametrize("version", ["3.0.0", "4.7.4", "12.0", "0.9", "new", "2x"])
def test_versions_that_are_not(version: Any) -> None:
    error = refused(reply(session(["monitor1.invalid"], Version=version)))
    assert (error.problem, error.final) == (LinkProblem.VERSION, True)
    item = {"Domain": "monitor1.invalid", "Version": version}
    error = refused(reply(session([], MonitorList=[item])))
    assert (error.problem, error.final) == (LinkProblem.VERSION, True)


FINAL, LATER = True, False


@pytest.mark.parametrize(
    ("answer", "problem", "final"),
    [
        (Reply(401, b"Unauthorized"), LinkProblem.LOGIN_REFUSED, FINAL),
        (Reply(400), LinkProblem.LOGIN_REFUSED, FINAL),
        (Reply(403), LinkProblem.LOGIN_REFUSED, FINAL),
        (reply({"error": "no"}), LinkProblem.LOGIN_REFUSED, FINAL),
        (reply({"Error": {"code": 1}}), LinkProblem.LOGIN_REFUSED, FINAL),
        (reply({"StatusCode": 401, "Status": "x", "Data": None}), LinkProblem.LOGIN_REFUSED, FINAL),
        (reply({"StatusCode": 200, "Status": "No such user", "Data": None}), LinkProblem.LOGIN_REFUSED, FINAL),
        (reply({"Status": "No such user", "Data": {"Socket": None}}), LinkProblem.LOGIN_REFUSED, FINAL),
        (reply({"StatusCode": 500, "Data": None}), LinkProblem.SERVER_ERROR, LATER),
        (Reply(500, b"Unexpected token"), LinkProblem.SERVER_ERROR, LATER),
        (Reply(503), LinkProblem.SERVER_ERROR, LATER),
        (Reply(404), LinkProblem.NOT_FOUND, LATER),
        (Reply(429), LinkProblem.TOO_MANY_REQUESTS, LATER),
        (Reply(302), LinkProblem.REDIRECTED, LATER),
        (Reply(418), LinkProblem.HTTP_STATUS, LATER),
        (Reply(200), LinkProblem.BAD_ANSWER, LATER),
        (Reply(200, b"<html>"), LinkProblem.BAD_ANSWER, LATER),
        (Reply(200, b"[" * 60000), LinkProblem.BAD_ANSWER, LATER),
        (Reply(200, b"\xff\xfe"), LinkProblem.BAD_ANSWER, LATER),
        (reply([]), LinkProblem.BAD_ANSWER, LATER),
        (reply({}), LinkProblem.BAD_ANSWER, LATER),
        (reply(session(["monitor1.invalid"], Token="")), LinkProblem.BAD_ANSWER, LATER),
        (reply(session(["monitor1.invalid"], Token="a\r\nb")), LinkProblem.BAD_ANSWER, LATER),
        (reply(session(["monitor1.invalid"], Token=7)), LinkProblem.BAD_ANSWER, LATER),
        (reply(session([])), LinkProblem.NO_MONITOR, LATER),
        (reply(session(["https://", "a b"])), LinkProblem.NO_MONITOR, LATER),
    ],
)
def test_answers_that_give_no_session(answer: Reply, problem: LinkProblem, final: bool) -> None:  # noqa: FBT001  (a table)
    error = refused(answer)
    assert (error.problem, error.final) == (problem, final)
    assert str(error) == problem.value


def test_an_error_of_the_wire() -> None:
    error = LoginError.of(NoAnswerError())
    assert (error.problem, error.final) == (LinkProblem.NO_ANSWER, False)


def test_other_spellings() -> None:
    told = {
        "statuscode": "200",
        "data": {"socket": {"token": "t", "urllist": ["monitor1.invalid"], "refreshtoken": "r"}},
    }
    decoded = decode(reply(told))
    assert (decoded.token, decoded.refresh_token, decoded.expiry) == ("t", "r", None)


@given(st.binary() | JSON.map(lambda told: json.dumps(told).encode()))
def test_nothing_raises_anything_else(body: bytes) -> None:
    try:
        decode(Reply(200, body))
    except LoginError:
        return


@given(JSON)
def test_no_field_raises_anything_else(told: Any) -> None:
    names = ("Token", "URLList", "Url", "MonitorList", "Version", "RefreshToken", "TokenExpiry")
    for name in names:
        try:
            decode(reply(session(["monitor1.invalid"], **{name: told})))
            decode(reply(session([], MonitorList=[{"Domain": told, "Priority": told, "Version": told}])))
        except LoginError:
            continue


# When to renew. The machine is in a time zone two hours east of Greenwich.

EAST = dt.timezone(dt.timedelta(hours=2))
NOW = dt.datetime(2026, 1, 1, 12, 0, tzinfo=EAST)
LIMITS = RealtimeLimits()


@pytest.mark.parametrize(
    ("expiry", "remaining_s"),
    [
        ("2026-01-01T11:00:00Z", 3600),
        ("2026-01-01T13:00:00+02:00", 3600),
        ("2026-01-01T11:00:00.1234567Z", 3600),
        ("2026-01-01T13:00:00", 3600),  # local; as universal time it would be two hours later
        ("2026-01-01T11:00:00", 3600),  # universal; as local time it would be in the past
        ("2026-01-01 13:00:00", 3600),
        ("1/1/2026 1:00:00 PM", 3600),
        ("Thu, 01 Jan 2026 11:00:00 GMT", 3600),
        ("/Date(1767265200000)/", 3600),
        ("/Date(1767265200000+0200)/", 3600),
        ("1767265200", 3600),
        (1767265200, 3600),
        (1767265200000, 3600),
        ("2036-01-01T13:00:00Z", 30 * 86400),
        ("9999-12-31T23:59:59.9999999", 30 * 86400),
        ("0001-01-01T00:00:00", None),
        ("2025-12-31T13:00:00Z", None),
        ("", None),
        ("soon", None),
        ("99999999999999999", None),
        (1e300, None),
        (float("nan"), None),
        (-5, None),
        (None, None),
    ],
)
def test_when_to_renew(expiry: Any, remaining_s: float | None) -> None:
    latest = refresh_in_s(expiry, NOW, LIMITS, lambda: 0.0)
    earliest = refresh_in_s(expiry, NOW, LIMITS, lambda: 1.0)
    if remaining_s is None:
        assert (earliest, latest) == (None, None)
    else:
        assert latest == pytest.approx(remaining_s - 5, abs=1)
        assert earliest == pytest.approx(remaining_s - 65, abs=1)


def test_a_token_is_never_renewed_at_once() -> None:
    assert refresh_in_s("2026-01-01T10:00:01Z", NOW, LIMITS, lambda: 1.0) == LIMITS.refresh_floor_s


@given(st.text() | st.integers() | st.floats() | st.datetimes().map(str) | st.datetimes().map(dt.datetime.isoformat))
def test_no_date_raises_anything(expiry: Any) -> None:
    wait_s = refresh_in_s(expiry, NOW, LIMITS, lambda: 0.5)
    assert wait_s is None or LIMITS.refresh_floor_s <= wait_s <= 30 * 86400

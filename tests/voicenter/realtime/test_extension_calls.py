"""What is taken out of the server's events: the calls of one extension, and nothing else."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import secrets
from tests.voicenter.realtime.payloads import (
    IVRID,
    OTHER_IVRID,
    SERVER_TIME,
    STRANGER,
    call,
    event,
    extension,
    snapshot,
)
from tests.voicenter.realtime.test_packets import JSON
from trayapp.core.calls import Call, CallStatus
from trayapp.voicenter.errors import BadAnswerError
from trayapp.voicenter.realtime.extension_calls import Sight, sight

NOW = 5000.0
LIST, EVENT = "AllExtensionsStatus", "ExtensionEvent"


def see(name: str, payload: object, before: tuple[Call, ...] = ()) -> Sight | None:
    return sight(name, payload, secrets.EXTENSION, NOW, before)


def seen(*calls: Any) -> tuple[Call, ...]:
    """The calls of an event that lists these."""
    found = see(EVENT, event("NEWCALL", *calls))
    assert found is not None
    return found.calls


def test_an_event_replaces_the_list() -> None:
    assert see(EVENT, event("NEWCALL", call(status="Ringing"))) == Sight(
        (Call(IVRID, CallStatus.RINGING, muted=False, began_at=NOW - 100, related=frozenset()),)
    )
    assert see(EVENT, event("HANGUP", ivruniqueid=IVRID, cause="Normal hangup")) == Sight(())


def test_a_list_of_all_extensions() -> None:
    told = snapshot(extension(call("theirs"), user=secrets.OTHER_EXTENSION), extension(call(status="Hold")))
    found = see(LIST, told)
    assert found is not None
    assert [(one.ivrid, one.status) for one in found.calls] == [(IVRID, CallStatus.HOLD)]
    assert found.whole
    assert STRANGER not in repr(found)


@pytest.mark.parametrize("place", range(5))
def test_others_are_dropped(place: int) -> None:
    # By place, since a test's name may not show what stands for a secret.
    user: Any = [secrets.OTHER_EXTENSION, secrets.EXTENSION.lower(), secrets.EXTENSION + " ", "", None][place]
    assert see(EVENT, event("NEWCALL", call(), user=user)) is None
    assert see(LIST, snapshot(extension(call(), user=user))) == Sight((), listed=False, whole=True)


def test_an_extension_whose_name_is_written_as_a_number() -> None:
    assert sight(EVENT, event("NEWCALL", call(), user=1234), "1234", NOW) is not None  # type: ignore[arg-type]  # on purpose


@pytest.mark.parametrize("name", ["QueueEvent", "loginStatus", "keepaliveResponse", "", "extensionevent"])
def test_other_events_tell_nothing(name: str) -> None:
    assert see(name, event("NEWCALL", call())) is None


@pytest.mark.parametrize("reason", ["ANSWER", "UNHOLD", "userStatusUpdate", "SomethingNew2031", "", None, 7])
def test_the_reason_does_not_matter(reason: Any) -> None:
    found = see(EVENT, event(reason, call()))
    assert found is not None
    assert found.calls[0].status is CallStatus.TALKING


@pytest.mark.parametrize("answered", [0, 1, "0", None])
@pytest.mark.parametrize(("status", "live"), [("Talking", True), ("Hold", True), ("Ringing", False), ("Spying", False)])
def test_whether_a_call_is_live_is_told_by_its_status(answered: Any, status: str, *, live: bool) -> None:
    assert seen(call(status=status, answered=answered))[0].status.live is live


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("Ringing", CallStatus.RINGING),
        ("Dialing", CallStatus.DIALING),
        (" TALKING ", CallStatus.TALKING),
        ("hold", CallStatus.HOLD),
        ("Spying", CallStatus.OTHER),
        ("", CallStatus.OTHER),
        (None, CallStatus.OTHER),
        (3, CallStatus.OTHER),
        ([], CallStatus.OTHER),
    ],
)
def test_statuses(told: Any, status: CallStatus) -> None:
    assert seen(call(callstatus=told))[0].status is status


@pytest.mark.parametrize(
    ("told", "muted"),
    [
        ({"IsMuted": 1}, True),
        ({"IsMuted": 0}, False),
        ({"IsMuted": True}, True),
        ({"IsMuted": False}, False),
        ({"IsMuted": "1"}, True),
        ({"IsMuted": "0"}, False),
        ({"IsMuted": " True "}, True),
        ({"IsMuted": "false"}, False),
        ({"isMuted": 1}, True),
        ({"ISMUTED": 1.0}, True),
        ({"IsMuted": 2}, None),
        ({"IsMuted": ""}, None),
        ({"IsMuted": None}, None),
        ({"IsMuted": []}, None),
        ({}, None),
        (None, None),
        ("x", None),
    ],
)
def test_whether_it_is_muted(told: Any, *, muted: bool | None) -> None:
    assert seen(call(recording=told))[0].muted is muted


@pytest.mark.parametrize(
    ("times", "age"),
    [
        ({"callStarted": SERVER_TIME - 100, "callAnswered": 0}, 100),
        ({"callStarted": SERVER_TIME - 100, "callAnswered": SERVER_TIME - 40}, 40),
        ({"callStarted": str(SERVER_TIME - 100)}, 100),
        ({"callStarted": SERVER_TIME + 5}, 0),
        ({"callStarted": SERVER_TIME + 7200}, None),
        ({"callStarted": SERVER_TIME - 30 * 86400}, None),
        ({"callStarted": 0}, None),
        ({"callStarted": None}, None),
        ({"callStarted": "yesterday"}, None),
        ({"callStarted": True}, None),
        ({"callStarted": 10**400}, None),
        ({"callStarted": float("nan")}, None),
    ],
)
def test_ages_are_differences_on_the_server_s_clock(times: dict[str, Any], age: float | None) -> None:
    assert seen(call(**times))[0].began_at == (None if age is None else NOW - age)


@pytest.mark.parametrize("spelling", ["servertime", "serverTime", "ServerTime"])
def test_the_server_s_clock_in_every_spelling(spelling: str) -> None:
    payload = event("ANSWER", call())
    payload[spelling] = payload.pop("servertime")
    found = see(EVENT, payload)
    assert found is not None
    assert found.calls[0].began_at == NOW - 100


def test_without_the_server_s_clock_there_is_no_age() -> None:
    payload = event("ANSWER", call())
    del payload["servertime"]
    found = see(EVENT, payload)
    assert found is not None
    assert found.calls[0].began_at is None


def test_a_start_does_not_move_by_rounding() -> None:
    before = (Call(IVRID, CallStatus.RINGING, began_at=NOW - 101.3),)
    moved = see(EVENT, event("HOLD", call(), call(OTHER_IVRID)), before)
    assert moved is not None
    assert [one.began_at for one in moved.calls] == [NOW - 101.3, NOW - 100]
    answered = see(EVENT, event("ANSWER", call(callAnswered=SERVER_TIME - 3)), before)
    assert answered is not None
    assert answered.calls[0].began_at == NOW - 3


@pytest.mark.parametrize(
    ("more", "related"),
    [
        ({"relatedIvrUniqueIDs": ["a", "b"]}, {"a", "b"}),
        ({"relatedIvrUniqueIDs": ["a", 7, None, ""], "customdata": {"OriginalIvrUniqueID": "c"}}, {"a", "7", "c"}),
        ({"relatedIvrUniqueIDs": None, "customdata": {"OriginalIvrUniqueID": "c"}}, {"c"}),
        ({"relatedIvrUniqueIDs": []}, set()),
        ({"relatedIvrUniqueIDs": None}, None),
        ({"relatedIvrUniqueIDs": "a", "customdata": []}, None),
    ],
)
def test_earlier_names(more: dict[str, Any], related: set[str] | None) -> None:
    assert seen(call(**more))[0].related == related


@pytest.mark.parametrize("name", ["", None, [], "x" * 200, "a\nb", True])
def test_a_call_without_a_usable_name_is_still_a_call(name: Any) -> None:
    assert [(one.ivrid, one.status) for one in seen(call(), call(name))] == [
        (IVRID, CallStatus.TALKING),
        ("?1", CallStatus.TALKING),
    ]


def test_no_list_is_an_empty_one_only_if_the_server_says_so() -> None:
    payload = event("HANGUP")
    payload["data"]["calls"] = None
    assert see(EVENT, payload) == Sight(())
    del payload["data"]["calls"]
    with pytest.raises(BadAnswerError):
        see(EVENT, payload)


@pytest.mark.parametrize("told", [None, [], 7, "x", {}, {"extensions": None}, {"extensions": {}}])
def test_a_list_that_is_none(told: Any) -> None:
    with pytest.raises(BadAnswerError):
        see(LIST, told)


@given(JSON, st.sampled_from([LIST, EVENT]))
def test_nothing_raises_anything_else(told: Any, name: str) -> None:
    payloads: list[Any] = [
        told,
        {"data": told, "extensions": told, "servertime": told},
        event("X", told),
        snapshot(extension(told), told),
        event("X", {**call(), "recording": told, "callstatus": told, "ivrid": told, "callStarted": told}),
        event("X", {**call(), "relatedIvrUniqueIDs": told, "customdata": told, "servertime": told}),
    ]
    for payload in payloads:
        try:
            found = see(name, payload)
        except BadAnswerError:
            continue
        assert found is None or all(isinstance(one, Call) for one in found.calls)

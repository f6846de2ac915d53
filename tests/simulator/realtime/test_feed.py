"""What a login is told, on a clock that is moved by hand: no socket, no thread."""

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from tests.simulator.test_phones import Clock
from trayapp.simulator import mute_api
from trayapp.simulator.calls import Cause
from trayapp.simulator.mute_api import MuteRequest, MuteRules
from trayapp.simulator.phones import PhoneSystem
from trayapp.simulator.realtime.feed import EventFeed
from trayapp.simulator.realtime.payloads import Payloads
from trayapp.simulator.realtime.sight import IsMutedAs, SightRules
from trayapp.simulator.tape import Track

OFFSET_MINUTES = 120
WALL = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(minutes=OFFSET_MINUTES)))
LOCAL_EPOCH = 1767323045
"""2026-01-02 03:04:05 read as if it were UTC."""


class Desk:
    """Phones, a feed, and a clock."""

    def __init__(self, rules: SightRules | None = None, sees: tuple[str, ...] = ("one",)) -> None:
        self.clock = Clock()
        self.phones = PhoneSystem(("one", "two"), now=self.clock, wall=lambda: WALL)
        self.delay_s = 0.0
        self.woken = 0
        self.feed = EventFeed(Payloads(self.phones, rules), sees, delay_s=lambda: self.delay_s, wake=self.wake)

    def wake(self) -> None:
        self.woken += 1

    def at(self, seconds: float) -> "Desk":
        self.clock.now_s = seconds
        return self

    def take(self) -> list[dict[str, Any]]:
        """The payloads that are due."""
        pushes = self.feed.take(self.clock.now_s)
        assert all(push.name == "ExtensionEvent" for push in pushes)
        return [push.payload for push in pushes]

    def reasons(self) -> list[str]:
        return [payload["reason"] for payload in self.take()]


def muted_in(payload: dict[str, Any]) -> list[Any]:
    return [call["recording"]["IsMuted"] for call in payload["data"]["calls"]]


def test_the_greeting_shows_the_own_extension_alone() -> None:
    desk = Desk()
    desk.phones.join("one")
    desk.phones.join("two")
    greeting = {push.name: push.payload for push in desk.feed.open()}
    assert list(greeting) == ["loginSuccess", "loginStatus", "AllExtensionsStatus", "AllDialersStatus"]
    for payload in greeting.values():
        assert (payload["errorCode"], payload["errorDesc"]) == (0, "OK")
        assert (payload["servertime"], payload["servertimeoffset"]) == (LOCAL_EPOCH, OFFSET_MINUTES)
    (extension,) = greeting["AllExtensionsStatus"]["extensions"]
    assert extension["extenUser"] == "one"
    assert [call["callstatus"] for call in extension["calls"]] == ["Talking"]
    assert "currentCall" not in extension
    assert desk.take() == [], "what was before the connection is in the snapshot alone"


def test_a_call_from_ring_to_end() -> None:
    desk = Desk()
    desk.feed.open()
    ivrid = desk.phones.ring("one")
    desk.at(4.0).phones.answer(ivrid)
    desk.at(5.0).phones.hold(ivrid)
    desk.at(6.0).phones.unhold(ivrid)
    desk.at(9.0).phones.hang_up(ivrid, cause=Cause.NORMAL)
    events = desk.take()
    assert [event["reason"] for event in events] == ["NEWCALL", "ANSWER", "HOLD", "UNHOLD", "HANGUP"]
    assert [event["servertime"] - LOCAL_EPOCH for event in events] == [0, 4, 5, 6, 9]
    shown = [event["data"]["calls"] for event in events]
    assert [[call["callstatus"] for call in calls] for calls in shown] == [
        ["Ringing"],
        ["Talking"],
        ["Hold"],
        ["Talking"],
        [],
    ]
    assert {event["data"]["currentCall"]["callStarted"] for event in events} == {LOCAL_EPOCH}
    assert [event["data"]["currentCall"]["answered"] for event in events] == [0, 1, 1, 1, 1]
    assert events[1]["data"]["currentCall"]["callAnswered"] == LOCAL_EPOCH + 4
    last = events[-1]
    assert (last["ivruniqueid"], last["cause"], last["dialStatus"]) == (ivrid, "Normal hangup", "")
    assert last["data"]["currentCall"]["ivrid"] == ivrid
    assert last["callerID"] == last["data"]["currentCall"]["callerphone"]
    assert "ivruniqueid" not in events[0]


def test_types_and_spellings() -> None:
    desk = Desk()
    desk.feed.open()
    desk.phones.ring("one", queue_id=3)
    (event,) = desk.take()
    extension, call = event["data"], event["data"]["currentCall"]
    assert event["eventName"] == "extension"
    assert {name: type(value) for name, value in extension.items()} == {
        **dict.fromkeys(("extenUser", "userName"), str),
        **dict.fromkeys(("number", "userID", "accountID", "topAccountID", "onlineUserID", "representative"), int),
        **dict.fromkeys(("representativeStatus", "representativeUpdated", "lastCallEventEpoch"), int),
        **dict.fromkeys(("lastAnsweredCallEventEpoch", "lastHangupCallEpoch"), int),
        "summery": dict,
        "peerStatus": type(None),
        "calls": list,
        "currentCall": dict,
    }
    assert {name: type(value) for name, value in call.items()} == {
        **dict.fromkeys(("callStarted", "callAnswered", "calldurationinterval", "answered", "queueID"), int),
        **dict.fromkeys(("callername", "callerphone", "outgoingcallername", "outgoingcallerphone"), str),
        **dict.fromkeys(("callstatus", "direction", "callType", "ivrid", "did", "channel", "channel2", "ip"), str),
        **dict.fromkeys(("recording", "customdata"), dict),
        **dict.fromkeys(("isSpyed", "isInternal"), bool),
        "relatedIvrUniqueIDs": list,
    }
    assert {name: type(value) for name, value in call["recording"].items()} == {
        **dict.fromkeys(("Filename", "Options", "ApproximateURL"), str),
        "IsMuted": int,
    }
    assert call["recording"]["Filename"]


def test_a_transfer_names_the_old_id() -> None:
    desk = Desk()
    desk.feed.open()
    old = desk.phones.join("one")
    new = desk.phones.transfer(old, "one", attended=True)
    call = desk.take()[-1]["data"]["currentCall"]
    assert (call["ivrid"], call["relatedIvrUniqueIDs"]) == (new, [old])
    assert call["customdata"] == {"OriginalIvrUniqueID": old}


def test_the_second_leg_of_a_click_to_call_comes_talking_on_another_channel() -> None:
    desk = Desk()
    desk.feed.open()
    ivrid = desk.phones.click_to_call("one")
    desk.phones.answer(ivrid)
    desk.phones.connect_customer(ivrid)
    ring, answer, customer = (event["data"]["currentCall"] for event in desk.take())
    assert {ring["ivrid"], answer["ivrid"], customer["ivrid"]} == {ivrid}
    assert [call["c2cdirection"] for call in (ring, answer, customer)] == [1, 1, 2]
    assert (customer["callstatus"], customer["answered"], customer["direction"]) == ("Talking", 0, "Click2Call")
    assert customer["channel"] != answer["channel"]


def test_a_user_status_lists_live_calls_and_no_current_one() -> None:
    desk = Desk()
    desk.phones.join("one")
    desk.feed.open()
    desk.phones.set_user_status("one", 3)
    (event,) = desk.take()
    assert event["reason"] == "userStatusUpdate"
    assert len(event["data"]["calls"]) == 1
    assert event["data"]["representativeStatus"] == 3
    assert "currentCall" not in event["data"]
    assert "telephonyservertime" not in event


def test_other_extensions_are_seen_only_by_those_who_may() -> None:
    for sees in (("one",), ("one", "two")):
        desk = Desk(sees=sees)
        desk.feed.open()
        desk.phones.join("two")
        desk.phones.join("one")
        assert {event["data"]["extenUser"] for event in desk.take()} == set(sees)


def test_a_mute_is_pushed_and_shown() -> None:
    desk = Desk()
    desk.phones.join("one")
    desk.phones.join("one")
    desk.feed.open()
    desk.phones.mute_extension("one", muted=True)
    events = desk.take()
    assert [event["reason"] for event in events] == ["MUTE", "MUTE"]
    assert [muted_in(event) for event in events] == [[1, 0], [1, 1]]
    desk.phones.mute_extension("one", muted=False)
    assert muted_in(desk.take()[-1]) == [0, 0]


def test_a_mute_that_nobody_is_told_of_shows_at_the_next_event_and_on_request() -> None:
    desk = Desk(SightRules(mute_reason=""))
    ivrid = desk.phones.join("one")
    desk.feed.open()
    desk.phones.mute_extension("one", muted=True)
    assert desk.take() == []
    assert desk.feed.next_due_s is None
    desk.phones.hold(ivrid)
    assert [muted_in(event) for event in desk.take()] == [[1]]
    snapshot = {push.name: push.payload for push in desk.feed.resync()}
    assert "loginSuccess" not in snapshot
    assert snapshot["AllExtensionsStatus"]["extensions"][0]["calls"][0]["recording"]["IsMuted"] == 1


def test_a_mute_that_is_never_shown() -> None:
    desk = Desk(SightRules(shows_mute=False))
    desk.phones.join("one")
    desk.feed.open()
    desk.phones.mute_extension("one", muted=True)
    assert [muted_in(event) for event in desk.take()] == [[0]]


@pytest.mark.parametrize(
    ("kind", "values"), [(IsMutedAs.INT, [0, 1]), (IsMutedAs.BOOL, [False, True]), (IsMutedAs.TEXT, ["0", "1"])]
)
def test_is_muted_is_written_as_asked(kind: IsMutedAs, values: list[Any]) -> None:
    desk = Desk(SightRules(is_muted_as=kind))
    desk.feed.open()
    desk.phones.join("one")
    desk.phones.mute_extension("one", muted=True)
    events = desk.take()
    shown = [muted_in(events[0])[0], muted_in(events[-1])[0]]
    assert [(type(value), value) for value in shown] == [(type(value), value) for value in values]


def test_is_muted_flips_late() -> None:
    desk = Desk(SightRules(flips_after_s=2.0))
    ivrid = desk.phones.join("one")
    desk.feed.open()
    desk.at(10.0).phones.mute_extension("one", muted=True)
    assert (desk.take(), desk.feed.next_due_s) == ([], 12.0)
    desk.at(11.0).phones.hold(ivrid)
    assert [muted_in(event) for event in desk.take()] == [[0]]
    (event,) = desk.at(12.0).take()
    assert (event["reason"], muted_in(event), event["servertime"]) == ("MUTE", [1], LOCAL_EPOCH + 12)
    desk.at(13.0).phones.mute_extension("one", muted=False)
    desk.phones.hang_up(ivrid)
    assert [event["reason"] for event in desk.at(20.0).take()] == ["HANGUP", "MUTE"]


def test_delayed_events_keep_their_order_and_their_times() -> None:
    desk = Desk()
    desk.feed.open()
    desk.delay_s = 3.0
    ivrid = desk.phones.ring("one")
    desk.delay_s = 0.0
    desk.at(1.0).phones.answer(ivrid)
    assert desk.reasons() == []
    assert desk.feed.next_due_s == 3.0
    events = desk.at(3.0).take()
    assert [(event["reason"], event["servertime"] - LOCAL_EPOCH) for event in events] == [("NEWCALL", 0), ("ANSWER", 1)]


def test_it_wakes_for_its_own_events_and_ends() -> None:
    desk = Desk()
    desk.feed.open()
    desk.phones.join("two")
    assert desk.woken == 0
    desk.phones.ring("one")
    assert desk.woken == 1
    desk.feed.close()
    desk.phones.ring("one")
    assert (desk.woken, desk.take()) == (1, [])


def test_the_greeting_can_be_another() -> None:
    desk = Desk(SightRules(greeting="AllUsersStatus AllExtensionsStatus"))
    assert [push.name for push in desk.feed.open()] == ["AllUsersStatus", "AllExtensionsStatus"]


def test_a_pause_of_a_whole_day_without_a_socket() -> None:
    """Phones, mute rules and payloads on one clock: what a soak drives, and quick enough for it."""
    desk = Desk()
    desk.feed.open()
    pause, resume = (MuteRequest(mute=mute, extension="one") for mute in (True, False))
    shown: list[Any] = []
    for number in range(1000):
        desk.at(number * 86.4)
        ivrid = desk.phones.connect("one")
        desk.at(desk.clock.now_s + 20.0)
        assert mute_api.apply(pause, desk.phones, MuteRules()) == mute_api.OK
        desk.at(desk.clock.now_s + 30.0)
        assert mute_api.apply(resume, desk.phones, MuteRules()) == mute_api.OK
        desk.phones.hang_up(ivrid)
        events = desk.take()
        assert [event["reason"] for event in events] == ["NEWCALL", "MUTE", "MUTE", "HANGUP"]
        shown += [muted_in(event) for event in events]
    assert shown == [[0], [1], [0], []] * 1000
    tapes = desk.phones.tape()
    assert [tape.seconds(Track.SILENCED, 0.0, tape.to_s) for tape in tapes] == [pytest.approx(30.0)] * 1000


def test_no_sip_code_in_a_repr() -> None:
    desk = Desk()
    pushes = desk.feed.open()
    desk.phones.ring("one")
    assert "one'" not in repr(pushes) + repr(desk.feed.take(0.0))

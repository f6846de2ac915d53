"""Engine.IO 3 and Socket.IO 4: frames that real servers of both generations send, and frames that nobody should."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trayapp.voicenter.errors import BadAnswerError
from trayapp.voicenter.realtime.packets import (
    Event,
    Joined,
    Left,
    Opened,
    Other,
    Packet,
    Pinged,
    Ponged,
    Rejected,
    decode,
    encode,
)

RECORDED: dict[str, list[tuple[str, Packet]]] = {
    # From the real servers of the tests: on accepting, answering, throwing out and refusing.
    "2.5.1": [
        ('0{"sid":"-kSIquS4ib6oQdI4AAAA","upgrades":[],"pingInterval":25000,"pingTimeout":5000}', Opened(25, 5)),
        ("40", Joined()),
        ('42["loginSuccess",{"errorCode":0}]', Event("loginSuccess", {"errorCode": 0})),
        ("3", Ponged()),
        ('42["two",1,{"a":2}]', Event("two", 1)),
        ('451-["bin",{"_placeholder":true,"num":0}]', Other()),
        ("41", Left()),
        ('44"no"', Rejected()),  # and then the server closes the websocket
    ],
    "1.3.7": [
        ('0{"sid":"-J0hY-_ULIJbm029AAAA","upgrades":[],"pingInterval":25000,"pingTimeout":60000}', Opened(25, 60)),
        ("40", Joined()),
        ('42["loginSuccess",{"errorCode":0}]', Event("loginSuccess", {"errorCode": 0})),
        ("3", Ponged()),
        ('42["two",1,{"a":2}]', Event("two", 1)),
        ('451-["bin",{"_placeholder":true,"num":0}]', Other()),
        ("41", Left()),
        ('44"no"', Rejected()),  # and the server leaves the websocket open: the client must close it
    ],
}


@pytest.mark.parametrize(("frame", "packet"), [pair for pairs in RECORDED.values() for pair in pairs])
def test_frames_of_real_servers(frame: str, packet: Packet) -> None:
    assert decode(frame) == packet


@pytest.mark.parametrize(
    ("frame", "packet"),
    [
        ("1", Left()),
        ("2", Pinged("")),
        ("2probe", Pinged("probe")),
        ("3probe", Ponged()),
        ("5", Other()),
        ("6", Other()),
        ("40/", Joined()),
        ("40/?token=x", Joined()),
        ("40/elsewhere", Other()),
        ("41/elsewhere,", Other()),
        ('42/elsewhere,["x"]', Other()),
        ('42/,["x"]', Event("x")),
        ('4217["x",{"a":1}]', Event("x", {"a": 1})),
        ('42["only the name"]', Event("only the name")),
        ('42["שלום","עולם"]', Event("שלום", "עולם")),
        ("43[1]", Other()),
        ("46-[]", Other()),
        ('44{"message":"no"}', Rejected()),
        ("44", Rejected()),
        ("0{}", Opened()),
        ('0{"pingInterval":null,"pingTimeout":"5"}', Opened()),
        ('0{"pingInterval":true,"pingTimeout":-5}', Opened()),
        ('0{"pingInterval":1e999,"pingTimeout":1e400}', Opened()),
        ('0{"pingInterval":0.001,"pingTimeout":1e12}', Opened(0.1, 300)),
        ('0{"pingInterval":' + "9" * 400 + "}", Opened()),
    ],
)
def test_other_frames(frame: str, packet: Packet) -> None:
    assert decode(frame) == packet


@pytest.mark.parametrize(
    "frame",
    [
        *("", "7", "x", "4", "47", "4x", "0", "0[]", "0null", "0{", "42", "42{}", "42[]", "42[1]", "42null", '42["x"'),
        *("42" + "[" * 100_000, '0{"a":' + "9" * 5000 + "}", '42["x",' + "1" * 5000 + "]", "٤2", "²"),
    ],
)
def test_what_is_no_packet(frame: str) -> None:
    with pytest.raises(BadAnswerError) as caught:
        decode(frame)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None, "it would drag the text along"


@given(st.text() | st.builds("".join, st.lists(st.sampled_from('0123456[]{},"/-x:\\u12 ntf'), max_size=30)))
def test_no_text_raises_anything_else(frame: str) -> None:
    try:
        decode(frame)
    except BadAnswerError:
        return


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(JSON)
def test_no_json_raises_anything_else(told: Any) -> None:
    for kind in ("0", "42", "43", "44"):
        try:
            decode(kind + json.dumps(told))
        except BadAnswerError:
            continue


@given(st.text(), JSON.filter(lambda told: told == told))  # noqa: PLR0124  (NaN equals nothing)
def test_what_is_encoded_can_be_read(name: str, payload: Any) -> None:
    assert repr(decode(encode(name, payload))) == "Event()"
    read = decode(encode(name, payload))
    assert isinstance(read, Event)
    assert read.name == name
    assert json.dumps(read.payload) == json.dumps(payload)


def test_an_event_as_the_server_wants_it() -> None:
    assert encode("resync", {"cache": False}) == '42["resync",{"cache":false}]'
    assert encode("keepalive", "token") == '42["keepalive","token"]'

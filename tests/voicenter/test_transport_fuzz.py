"""No bytes that a server may send do anything but end in a reply or a typed error."""

import json
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.servers import acts
from tests.servers.scripted import ScriptedServer
from tests.voicenter.conftest import Serve
from trayapp.core.events import Accepted
from trayapp.voicenter.errors import WireError
from trayapp.voicenter.exchange import Attempt, HttpRequest, TimeLimits, TransportSettings
from trayapp.voicenter.mute import decode
from trayapp.voicenter.transport import Transport

GOOD = acts.http(200, json.dumps(acts.SUCCESS).encode(), "Content-Type: application/json")
LIMITS = TimeLimits(connect_s=5.0, read_s=5.0, overall_s=5.0)
FRAGMENTS = (
    *(
        b"\r\n",
        b"\n",
        b"\0",
        b":",
        b"Content-Length: -1\r\n",
        b"Content-Length: 99999999999\r\n",
        b"HTTP/1.1 200 OK\r\n",
    ),
    *(b"Transfer-Encoding: chunked\r\n", b"Transfer-Encoding: gzip, chunked\r\n", b"Content-Encoding: gzip\r\n"),
    *(b"HTTP/1.1 100 Continue\r\n\r\n", b"Connection: close\r\n", b"\xff\xfe", b"{", b"}", b"200", b"0\r\n\r\n"),
)


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A good answer to which some things were done."""
    data = GOOD
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(data)))
        until = draw(st.integers(at, min(len(data), at + 12)))
        data = data[:at] + draw(st.sampled_from(FRAGMENTS) | st.binary(max_size=4)) + data[until:]
    return data


@pytest.fixture
def answering(serve: Serve) -> ScriptedServer:
    """One server for all that is tried: TLS would cost more than the rest, and changes no byte of an answer."""
    return serve(plain=True)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | spoilt())
@example(b"")
@example(GOOD[:-1])
def test_any_bytes_are_a_reply_or_a_typed_error(answering: ScriptedServer, ca_file: Path, data: bytes) -> None:
    answering.script(acts.raw(data, keep=False))
    request = HttpRequest("POST", f"{answering.text}/api/MuteUnmuteCalls", b"{}")
    with closing(Transport(TransportSettings(ca_file))) as transport, suppress(WireError):
        assert isinstance(decode(transport.exchange(Attempt(), request, LIMITS)), Accepted)

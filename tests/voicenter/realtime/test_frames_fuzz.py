"""No bytes on a live socket, before or after the handshake, do anything but end in messages or in a typed error."""

import select
from contextlib import closing

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.servers import acts
from tests.servers.scripted import Act, Peer, Received, ScriptedServer
from tests.servers.websocket import OPENED, frame, send, switched, upgrade
from tests.voicenter.conftest import Serve
from trayapp.voicenter.errors import WireError
from trayapp.voicenter.exchange import Attempt, TransportSettings
from trayapp.voicenter.hosts import parse_host
from trayapp.voicenter.realtime.frames import FrameStream

PATIENCE_S = 10.0
_ALL = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
_DATA = st.binary(max_size=40) | st.just(OPENED.encode())
_FRAMES = st.builds(
    frame,
    _DATA,
    kind=st.integers(0, 15),
    fin=st.booleans(),
    length=st.none() | st.sampled_from((0, 1, 125, 126, 65536, 2**31, 2**63 - 1)),
)


@pytest.fixture
def answering(serve: Serve) -> ScriptedServer:
    """One server for all that is tried."""
    return serve(plain=True)


def _live_through(server: ScriptedServer, act: Act) -> list[str]:
    """What could be read until the end, which comes as a typed error."""
    server.script(act)
    read: list[str] = []
    try:
        with closing(FrameStream(parse_host(server.text), "t", TransportSettings(), Attempt(), PATIENCE_S)) as stream:
            while True:
                message = stream.read()
                if message is None:
                    assert select.select([stream.fileno()], [], [], PATIENCE_S)[0]
                else:
                    read.append(message)
    except WireError as error:
        assert error.problem.value == str(error)  # noqa: PT017  (raised at any of several steps)
    return read


def test_what_is_good_is_read(answering: ScriptedServer) -> None:
    """Else the others would prove nothing."""
    assert _live_through(answering, upgrade(send(frame(OPENED.encode()), frame(b"40")), keep=False)) == [OPENED, "40"]


@_ALL
@given(st.lists(_FRAMES | st.binary(max_size=20), max_size=4))
def test_any_frames(answering: ScriptedServer, sent: list[bytes]) -> None:
    assert all(isinstance(one, str) for one in _live_through(answering, upgrade(send(*sent), keep=False)))


@_ALL
@given(st.binary(max_size=80), st.integers(0, 200), st.integers(0, 12))
@example(b"\n", 0, 0)  # a line before the first one: the library makes no status of it
def test_any_handshake(answering: ScriptedServer, put: bytes, at: int, instead_of: int) -> None:
    def act(peer: Peer, request: Received) -> bool | None:
        whole = switched(request)
        return acts.raw(whole[:at] + put + whole[at + instead_of :], keep=False)(peer, request)

    _live_through(answering, act)

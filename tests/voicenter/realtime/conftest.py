"""Desks and servers for the tests of live sight."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.servers import acts
from tests.servers.certificates import Authority
from tests.servers.scripted import Act, Peer, Received, ScriptedServer
from tests.servers.socketio.server import SocketIoServers, Start
from tests.servers.websocket import logs_in, monitor_and_login
from tests.voicenter.clients import wait_until
from tests.voicenter.conftest import Serve
from tests.voicenter.realtime.desks import QUICK, Desk, realtime_threads
from tests.voicenter.realtime.unkind import MakeMonitor
from trayapp.voicenter.realtime.limits import RealtimeLimits


@pytest.fixture
def socketio(authority: Authority) -> Iterator[Start]:
    """Starts real socket.io servers; they end with the test."""
    with ExitStack() as stack:

        def start(version: str = "2.5.1", monitors: int = 1, **setup: object) -> SocketIoServers:
            return stack.enter_context(SocketIoServers(authority, version=version, monitors=monitors, **setup))

        yield start


@pytest.fixture
def make_desk(ca_file: Path) -> Iterator["MakeDesks"]:
    """Makes desks, which end with the test and leave no thread."""
    makes = MakeDesks(ca_file)
    yield makes
    assert all([desk.realtime.close(10) for desk in makes.made])  # noqa: C419  (each is to be closed)
    wait_until(lambda: realtime_threads() == [])


class MakeDesks:
    """Called with limits, makes a desk."""

    def __init__(self, ca_file: Path) -> None:
        self._ca_file = ca_file
        self.made: list[Desk] = []

    def __call__(self, limits: RealtimeLimits = QUICK) -> Desk:
        self.made.append(Desk(self._ca_file, limits))
        return self.made[-1]


@pytest.fixture
def monitor(serve: Serve) -> MakeMonitor:
    """Starts a server that is login and monitor; the login names the server itself unless told otherwise."""

    def start(default: Act, *script: Act, login: Act | None = None) -> ScriptedServer:
        server = serve(acts.close())
        waiting = list(script)

        def act(peer: Peer, request: Received) -> bool | None:
            return (waiting.pop(0) if waiting else default)(peer, request)

        server.default = monitor_and_login(act, login or logs_in(server.text))
        return server

    return start


@pytest.fixture
def desk(make_desk: MakeDesks) -> Desk:
    """One that tries again quickly."""
    return make_desk()

"""Servers, certificates and clients for the tests of the wire."""

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.helpers import secrets
from tests.servers import acts
from tests.servers.certificates import Authority
from tests.servers.scripted import Act, ScriptedServer
from tests.voicenter.clients import Client, MakeClient, StuckLookup
from trayapp.voicenter.exchange import TimeLimits, TransportSettings
from trayapp.voicenter.transport import Transport

Serve = Callable[..., ScriptedServer]


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """The authority that the servers' good certificates come from."""
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def ca_file(authority: Authority) -> Path:
    """What a client must trust to trust the good certificates."""
    return authority.ca_file


@pytest.fixture
def serve(authority: Authority) -> Iterator[Serve]:
    """Starts servers by TLS (`plain=True`: without) at an address that must not leak; they end with the test."""
    with ExitStack() as stack:

        def start(
            default: Act | None = None, *, plain: bool = False, address: str = secrets.LOOPBACK_HOST
        ) -> ScriptedServer:
            context = None if plain else authority.good(address, "localhost", secrets.MONITOR_HOST)
            return stack.enter_context(ScriptedServer(default or acts.accept(), context, address))

        yield start


@pytest.fixture
def transport(ca_file: Path) -> Iterator[Transport]:
    """Trusts the good certificates."""
    with closing(Transport(TransportSettings(ca_file))) as transport:
        yield transport


@pytest.fixture
def make_client(ca_file: Path) -> Iterator[MakeClient]:
    """Makes clients, which end with the test."""
    clients: list[Client] = []

    def make(limits: TimeLimits | None = None) -> Client:
        clients.append(Client(ca_file, limits))
        return clients[-1]

    yield make
    assert all(client.channel.close(10) for client in clients)


@pytest.fixture
def client(make_client: MakeClient) -> Client:
    """With time limits that only a real standstill exceeds."""
    return make_client(TimeLimits(20.0, 20.0, 20.0))


@pytest.fixture
def stuck_lookup(monkeypatch: pytest.MonkeyPatch) -> Iterator[StuckLookup]:
    """No name is found as long as the test does not let go."""
    lookup = StuckLookup()
    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    yield lookup
    lookup.let_go.set()

"""Servers and certificates for the tests of the wire."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.helpers import secrets
from tests.servers import acts
from tests.servers.certificates import Authority
from tests.servers.scripted import Act, ScriptedServer

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

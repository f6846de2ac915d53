"""A plain client, so that the server is not tested with the program's own wire."""

import http.client
import json
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

from trayapp.simulator.simulation import Simulation

PATH = "/api/MuteUnmuteCalls"


class Client:
    """One HTTPS connection that trusts the simulation's certificate alone."""

    def __init__(self, simulation: Simulation, timeout_s: float = 20.0) -> None:
        self.connection = http.client.HTTPSConnection(
            simulation.address, timeout=timeout_s, context=simulation.authority.client_context()
        )
        self.status = 0

    def _read(self) -> Any:
        response = self.connection.getresponse()
        body = response.read()
        self.status = response.status
        return json.loads(body) if body else None

    def post(self, body: Any, content_type: str = "application/json") -> Any:
        """Send a JSON body and read the answer."""
        self.send(body, content_type)
        return self._read()

    def send(self, body: Any, content_type: str = "application/json") -> None:
        """Send a body, and do not wait."""
        text = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.connection.request("POST", PATH, text, {"Content-Type": content_type})

    def get(self, *pairs: tuple[str, str], path: str = PATH) -> Any:
        """Send a query and read the answer."""
        self.connection.request("GET", f"{path}?{urlencode(pairs)}")
        return self._read()

    def head(self) -> int:
        """Ask for nothing; returns the HTTP status."""
        self.connection.request("HEAD", "/")
        self._read()
        return self.status

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.connection.close()

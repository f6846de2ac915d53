"""Remote control of a simulation for other processes: JSON over HTTP on the loopback, only with a random token."""

import hmac
import json
import secrets
import socket
from http import HTTPStatus
from types import TracebackType
from typing import Any, Self

from trayapp.simulator import verbs
from trayapp.simulator.calls import PhoneError
from trayapp.simulator.http_handler import QuietHandler
from trayapp.simulator.listener import Listener
from trayapp.simulator.simulation import Simulation
from trayapp.simulator.verbs import Order, Reading

IDLE_S = 120.0
PREFIX = "/control/"


class Control:
    """Serves `/control/...` for one simulation. Without the token every request is answered with 404 and nothing else.

    It has a port of its own, so that it can still be reached while the monitor's network is cut.

    Args:
        simulation: what is controlled.
        readings: further things to read by GET, by name; each must return what JSON can hold.
        orders: further things to do by POST, by name; called with the JSON object's members as keywords.

    Raises:
        OSError: no port is free.
    """

    def __init__(
        self,
        simulation: Simulation,
        *,
        readings: dict[str, Reading] | None = None,
        orders: dict[str, Order] | None = None,
    ) -> None:
        self.token = secrets.token_urlsafe(24)
        self.readings = {**verbs.readings(simulation), **(readings or {})}
        self.orders = {**verbs.orders(simulation), **(orders or {})}
        self.listener = Listener(self._serve, name="control")

    @property
    def address(self) -> str:
        """Host and port."""
        return self.listener.address

    def open(self) -> None:
        """Start to listen."""
        self.listener.open()

    def close(self) -> None:
        """Stop, and wait for the threads."""
        self.listener.close()

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _serve(self, connection: socket.socket, _number: int) -> None:
        _Handler(connection, self)


class _Handler(QuietHandler):
    def __init__(self, connection: socket.socket, control: Control) -> None:
        self.control = control
        super().__init__(connection, IDLE_S)

    def do_GET(self) -> None:  # noqa: N802  (the base class's name)
        """Read something."""
        reading = self.control.readings.get(self.path.removeprefix(PREFIX))
        if not self._allowed() or reading is None:
            self.reply(HTTPStatus.NOT_FOUND)
            return
        self._reply(HTTPStatus.OK, reading())

    def do_POST(self) -> None:  # noqa: N802  (the base class's name)
        """Do something."""
        body = self.body()
        order = self.control.orders.get(self.path.removeprefix(PREFIX))
        if body is None or not self._allowed() or order is None:
            self.reply(HTTPStatus.NOT_FOUND)
            return
        try:
            result = order(**json.loads(body or b"{}"))
        except (TypeError, ValueError, PhoneError) as error:
            self._reply(HTTPStatus.BAD_REQUEST, str(error))
            return
        self._reply(HTTPStatus.OK, result)

    def _reply(self, status: HTTPStatus, result: Any) -> None:
        self.reply(status, json.dumps(result).encode())

    def _allowed(self) -> bool:
        given = self.headers.get("Authorization", "").encode()
        return self.path.startswith(PREFIX) and hmac.compare_digest(given, f"Bearer {self.control.token}".encode())

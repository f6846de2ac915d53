"""Remote control of a simulation for other processes: JSON over HTTP on the loopback, only with a random token."""

import dataclasses
import hmac
import json
import secrets
import socket
from collections.abc import Callable
from http import HTTPStatus
from types import TracebackType
from typing import Any, Self

from trayapp.simulator.http_handler import QuietHandler
from trayapp.simulator.listener import Listener
from trayapp.simulator.phones import PhoneError
from trayapp.simulator.simulation import Simulation

IDLE_S = 120.0
PREFIX = "/control/"

Reading = Callable[[], Any]
Order = Callable[..., Any]


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
        phones = simulation.phones
        self.readings: dict[str, Reading] = {
            "clock": simulation.now,
            "setup": lambda: simulation.setup,
            "calls": lambda: [_public(call) for call in phones.calls()],
            "tape": lambda: [_public(tape) for tape in phones.tape()],
            "requests": lambda: [_public(entry) for entry in simulation.monitor.log.entries()],
            "faults": lambda: _public(simulation.monitor.faults.now),
            **(readings or {}),
        }
        self.orders: dict[str, Order] = {
            "ring": lambda extension=simulation.extension: phones.ring(extension),
            "join": lambda extension=simulation.extension: phones.join(extension),
            "answer": phones.answer,
            "hold": phones.hold,
            "unhold": phones.unhold,
            "hang_up": phones.hang_up,
            "cut_network": simulation.cut_network,
            "join_network": simulation.join_network,
            "faults": lambda **changes: _public(simulation.set_faults(**changes)),
            **(orders or {}),
        }
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


def _public(thing: Any) -> dict[str, Any]:
    """A dataclass as JSON can hold it, without the fields that its repr leaves out as well."""
    shown = {field.name for field in dataclasses.fields(thing) if field.repr}
    return {name: value for name, value in dataclasses.asdict(thing).items() if name in shown}


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

"""The monitor server: `MuteUnmuteCalls` over HTTPS, HTTP/1.1 with kept-alive connections, on the loopback."""

import json
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from random import Random
from typing import Any
from urllib.parse import parse_qsl

from trayapp.simulator import mute_api
from trayapp.simulator.faults import FaultSwitch
from trayapp.simulator.http_handler import QuietHandler
from trayapp.simulator.listener import Listener
from trayapp.simulator.mute_api import MuteRules
from trayapp.simulator.phones import PhoneSystem
from trayapp.simulator.request_log import RequestLog

KEEP_ALIVE_S = 120.0


class Monitor:
    """One simulated monitor server.

    Args:
        phones: whose calls it silences.
        context: the server's side of TLS; None for plain HTTP, which a client must refuse except on the loopback.
        rules: what the vendor's pages leave open.
        port: 0 for any that is free.
        keep_alive_s: how long an idle connection stays open.
        now: the monotonic clock of the request log, in seconds.
        random: decides how late a request is applied, between the two bounds of the faults.

    Raises:
        OSError: the port is taken.
    """

    def __init__(
        self,
        phones: PhoneSystem,
        context: ssl.SSLContext | None,
        *,
        rules: MuteRules | None = None,
        port: int = 0,
        keep_alive_s: float = KEEP_ALIVE_S,
        now: Callable[[], float] = time.monotonic,
        random: Random | None = None,
    ) -> None:
        self.phones = phones
        self.rules = rules or MuteRules()
        self.faults = FaultSwitch()
        self.log = RequestLog()
        self.now = now
        self.random = random or Random()  # noqa: S311  (delays, no secrets)
        self.keep_alive_s = keep_alive_s
        self._context = context
        self.listener = Listener(self._serve, name="monitor", port=port, wrap=self._wrap if context else None)

    @property
    def address(self) -> str:
        """Host and port."""
        return self.listener.address

    def open(self) -> None:
        """Start to listen."""
        self.listener.open()

    def close(self) -> None:
        """Stop, and wait for the threads."""
        self.faults.close()
        self.listener.close()

    def _wrap(self, accepted: socket.socket) -> socket.socket:
        assert self._context is not None  # noqa: S101  (for the type checker: see __init__)
        # The handshake waits for the client, so it belongs on the connection's own thread.
        return self._context.wrap_socket(accepted, server_side=True, do_handshake_on_connect=False)

    def _serve(self, connection: socket.socket, number: int) -> None:
        self.faults.wait_while(lambda faults: faults.black_hole)
        connection.settimeout(self.keep_alive_s)
        if isinstance(connection, ssl.SSLSocket):
            connection.do_handshake()
        _Handler(connection, number, self)


class _GoneError(OSError):
    """The connection is to be closed without an answer."""


class _Handler(QuietHandler):
    def __init__(self, connection: socket.socket, number: int, monitor: Monitor) -> None:
        self.monitor = monitor
        self.connection_number = number
        self.request_number = 0
        super().__init__(connection, monitor.keep_alive_s)

    def parse_request(self) -> bool:
        """Note the arrival of a request before its headers are read."""
        at_s = self.monitor.now()
        method = self.raw_requestline.split(b" ", 1)[0].decode("ascii", "replace")[:8]
        self.request_number = self.monitor.log.arrived(self.connection_number, method, at_s)
        return super().parse_request()

    def do_HEAD(self) -> None:  # noqa: N802  (the base class's name)
        """Answer a client that only keeps its connection warm."""
        if not self._intercepted():
            self.monitor.faults.wait(self.monitor.faults.now.delay_s)
            self._send(HTTPStatus.OK)

    def do_GET(self) -> None:  # noqa: N802  (the base class's name)
        """`MuteUnmuteCalls` by query string."""
        path, _, query = self.path.partition("?")
        pairs = parse_qsl(query, keep_blank_values=True)
        parameters = dict(pairs)
        self._respond(path, parameters if len(parameters) == len(pairs) else {})

    def do_POST(self) -> None:  # noqa: N802  (the base class's name)
        """`MuteUnmuteCalls` by a JSON body."""
        body = self.body()
        if body is None:
            self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        try:
            parameters = json.loads(body) if self.headers.get_content_type() == "application/json" else {}
        except ValueError:
            parameters = {}
        self._respond(self.path, parameters if isinstance(parameters, dict) else {})

    def _intercepted(self) -> bool:
        """Let the faults act that spare no request. Returns whether the request has got its answer."""
        faults = self.monitor.faults
        if faults.now.black_hole:
            faults.wait_while(lambda now: now.black_hole)
            raise _GoneError
        status = faults.now.http_status
        if status is not None:
            self._send(status)
        return status is not None

    def _respond(self, path: str, parameters: Mapping[str, Any]) -> None:
        if self._intercepted():
            return
        if path != mute_api.PATH:
            self._send(HTTPStatus.NOT_FOUND)
            return
        monitor = self.monitor
        request = mute_api.parse(parameters, monitor.rules)
        if request is None:
            self._answer(mute_api.BAD_PARAMETERS)
            return
        selector = "ivrid" if request.extension is None else "extension"
        monitor.log.note(self.request_number, mute=request.mute, selector=selector)
        on = monitor.faults.now
        monitor.faults.wait(monitor.random.uniform(on.apply_late_least_s, on.apply_late_most_s))
        if on.refuse:
            self._answer(mute_api.REFUSED)
            return
        code = mute_api.apply(request, monitor.phones, monitor.rules)
        if code == mute_api.OK:
            monitor.log.note(self.request_number, applied_at_s=monitor.now())
        if on.lose_answer:
            raise _GoneError
        monitor.faults.wait(on.delay_s + (on.mute_delay_s if request.mute else 0.0))
        if monitor.faults.now.black_hole:  # switched on in the meantime
            raise _GoneError
        self._answer(code)

    def _answer(self, code: int) -> None:
        self._send(HTTPStatus.OK, json.dumps(mute_api.answer(code, self.monitor.rules)).encode(), code)

    def _send(self, status: int, body: bytes = b"", error_code: int | None = None) -> None:
        # Noted first, so that whoever has the answer finds it in the log.
        self.monitor.log.note(
            self.request_number, answered_at_s=self.monitor.now(), http_status=int(status), error_code=error_code
        )
        self.reply(status, body)

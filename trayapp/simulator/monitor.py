"""A monitor server: the vendor's interfaces over HTTPS, HTTP/1.1 with kept-alive connections, on the loopback."""

import json
import socket
import ssl
import time
from collections.abc import Callable, Mapping
from http import HTTPStatus
from random import Random
from typing import Any
from urllib.parse import parse_qsl

from trayapp.simulator import active_calls, mute_api
from trayapp.simulator.faults import FaultSwitch
from trayapp.simulator.http_handler import QuietHandler
from trayapp.simulator.listener import Listener
from trayapp.simulator.office import Office
from trayapp.simulator.realtime import login_api, sockets
from trayapp.simulator.realtime.session import Drop, Parts
from trayapp.simulator.realtime.sockets import NotAdmittedError, Sockets
from trayapp.simulator.request_log import RequestLog

KEEP_ALIVE_S = 120.0


class Monitor:
    """One simulated monitor server.

    Args:
        office: what stands behind it, and behind the account's other monitors.
        context: the server's side of TLS; None for plain HTTP, which a client must refuse except on the loopback.
        port: 0 for any that is free.
        keep_alive_s: how long an idle connection stays open.
        now: the monotonic clock of the request log, in seconds.
        random: decides how late a request is applied, between the two bounds of the faults.

    Raises:
        OSError: the port is taken.
    """

    def __init__(
        self,
        office: Office,
        context: ssl.SSLContext | None,
        *,
        port: int = 0,
        keep_alive_s: float = KEEP_ALIVE_S,
        now: Callable[[], float] = time.monotonic,
        random: Random | None = None,
    ) -> None:
        self.office = office
        self.faults = FaultSwitch()
        self.log = RequestLog()
        self.now = now
        self.sockets: Sockets | None = None
        if office.logins is not None:
            self.sockets = Sockets(Parts(office.payloads, office.logins, self.faults, now), office.heartbeat)
        self.may_mute: Callable[[mute_api.MuteRequest], bool] = lambda _: True
        """Whether a well-formed request is accepted here: another monitor may be the one that is responsible."""
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

    def drop_sockets(self, how: Drop = Drop.CUT) -> None:
        """End every live socket."""
        if self.sockets is not None:
            self.sockets.drop(how)

    def close(self) -> None:
        """Stop, and wait for the threads."""
        self.faults.close()
        self.drop_sockets()
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
        """`MuteUnmuteCalls` and `GetExtensionsCalls` by query string, a refresh, or a live socket."""
        path, _, query = self.path.partition("?")
        pairs = parse_qsl(query, keep_blank_values=True)
        parameters = dict(pairs)
        if len(parameters) != len(pairs):
            parameters = {}
        if self._intercepted():
            return
        room, logins = self.monitor.sockets, self.monitor.office.logins
        if path == sockets.PATH and room is not None:
            self._open_socket(parameters, room)
        elif path == login_api.REFRESH_PATH and logins is not None:
            bearer = self.headers.get("Authorization", "")
            on = self.monitor.faults.now
            self._let_in("refresh", on.refresh_http_status, lambda: login_api.refresh(bearer, logins))
        else:
            self._respond(path, parameters)

    def do_POST(self) -> None:  # noqa: N802  (the base class's name)
        """`MuteUnmuteCalls`, `GetExtensionsCalls` and the logins by a JSON body."""
        body = self.body()
        if body is None:
            self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        try:
            parameters = json.loads(body) if self.headers.get_content_type() == "application/json" else None
        except ValueError:
            parameters = None
        if not isinstance(parameters, dict):
            parameters = None
        if self._intercepted():
            return
        kind, logins = login_api.LOGIN_PATHS.get(self.path), self.monitor.office.logins
        if kind is not None and logins is not None:
            on = self.monitor.faults.now
            self._let_in("login", on.login_http_status, lambda: login_api.log_in(kind, parameters, logins))
        else:
            self._respond(self.path, parameters or {})

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
        if path == mute_api.PATH:
            self._mute(parameters)
        elif path == active_calls.PATH and (calls := self.monitor.office.active_calls) is not None:
            self._active_calls(calls, parameters)
        else:
            self._send(HTTPStatus.NOT_FOUND)

    def _mute(self, parameters: Mapping[str, Any]) -> None:
        monitor, office = self.monitor, self.monitor.office
        self._note("mute")
        request = mute_api.parse(parameters, office.mute_rules)
        if request is None:
            self._answer(mute_api.BAD_PARAMETERS)
            return
        selector = "ivrid" if request.extension is None else "extension"
        monitor.log.note(self.request_number, mute=request.mute, selector=selector)
        on = monitor.faults.now
        monitor.faults.wait(monitor.random.uniform(on.apply_late_least_s, on.apply_late_most_s))
        if on.refuse or not monitor.may_mute(request):
            self._answer(mute_api.REFUSED)
            return
        code = mute_api.apply(request, office.phones, office.mute_rules)
        if code == mute_api.OK:
            monitor.log.note(self.request_number, applied_at_s=monitor.now())
        if on.lose_answer:
            raise _GoneError
        monitor.faults.wait(on.delay_s + (on.mute_delay_s if request.mute else 0.0))
        if monitor.faults.now.black_hole:  # switched on in the meantime
            raise _GoneError
        self._answer(code)

    def _active_calls(self, calls: active_calls.ActiveCalls, parameters: Mapping[str, Any]) -> None:
        self._note("active_calls")
        on = self.monitor.faults.now
        if on.active_calls_http_status is not None:
            self._send(on.active_calls_http_status)
            return
        with self.monitor.office.phones.lock:
            answer = calls.answer(parameters)
        self.monitor.faults.wait(on.delay_s)
        self._send(HTTPStatus.OK, json.dumps(answer).encode())

    def _let_in(self, what: str, fault: int | None, decide: Callable[[], login_api.Answer]) -> None:
        self._note(what)
        self.monitor.faults.wait(self.monitor.faults.now.login_delay_s)
        if fault is not None:
            self._send(fault)
            return
        with self.monitor.office.phones.lock:
            status, answer = decide()
        self._send(status, json.dumps(answer).encode())

    def _open_socket(self, parameters: Mapping[str, str], room: Sockets) -> None:
        self._note("socket")
        self.close_connection = True
        status = self.monitor.faults.now.socket_http_status
        if status is not None:
            self._send(status)
            return
        try:
            admission = room.admit(parameters, self.headers)
        except NotAdmittedError as refusal:
            self._send(refusal.status, json.dumps(refusal.body).encode())
            return
        self.monitor.log.note(
            self.request_number,
            answered_at_s=self.monitor.now(),
            http_status=int(HTTPStatus.SWITCHING_PROTOCOLS),
        )
        self.send_response(HTTPStatus.SWITCHING_PROTOCOLS)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", admission.accept)
        self.end_headers()
        self.wfile.flush()
        room.serve(self.connection, self.connection_number, admission)

    def _note(self, what: str) -> None:
        self.monitor.log.note(self.request_number, what=what)

    def _answer(self, code: int) -> None:
        self._send(HTTPStatus.OK, json.dumps(mute_api.answer(code, self.monitor.office.mute_rules)).encode(), code)

    def _send(self, status: int, body: bytes = b"", error_code: int | None = None) -> None:
        # Noted first, so that whoever has the answer finds it in the log.
        self.monitor.log.note(
            self.request_number, answered_at_s=self.monitor.now(), http_status=int(status), error_code=error_code
        )
        self.reply(status, body)

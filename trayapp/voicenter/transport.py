"""HTTP over TLS, as strict as it can be had from `requests`. One transport belongs to one thread.

Importing this module costs about 100 ms, so it is imported by the threads that use it.

Only `requests`' adapter is used and no session: what a session adds (cookies, redirects, `.netrc`, proxies and
certificate bundles from the environment) is all refused here.
"""

import http.client
import logging
import socket
import ssl
import time
from collections import deque
from collections.abc import Iterator
from functools import partial
from typing import Any

from requests import PreparedRequest, Request
from requests.adapters import HTTPAdapter
from requests.exceptions import RequestException
from requests.utils import select_proxy
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3 import Timeout as HttpTimeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import TimeoutError as HttpTimeoutError

import trayapp
from trayapp.voicenter.errors import (
    BadAnswerError,
    CertificateRefusedError,
    ConnectionLostError,
    NoAnswerError,
    ProxyFailedError,
    WireError,
)
from trayapp.voicenter.exchange import Attempt, CutError, HttpRequest, Plug, Reply, Stage, TimeLimits, TransportSettings
from trayapp.voicenter.hosts import MonitorHost, parse_host
from trayapp.voicenter.trust import client_contexts

_LARGEST_BODY = 64 * 1024
_STALE_AFTER_S = 90.0
"""A connection unused for longer is not trusted with a request: a router may have forgotten it without a word."""
_NOT_THE_LAST_ADDRESS_S = 0.5
"""What one of several addresses of a name may cost before the next is tried."""


class Transport:
    """A connection that is kept open between exchanges, and reopened when the server has closed it."""

    def __init__(self, settings: TransportSettings) -> None:
        """Connects nowhere yet.

        Raises:
            CaFileError: The extra CA file cannot be read.
        """
        _silence_urllib3()
        self._line = _Line()
        self._contexts = deque(client_contexts(settings.ca_file))
        self._adapter = _Adapter(self._line, self._contexts[0])
        self._proxies = dict(settings.proxies)
        self._last_origin = ""
        self._last_used_at = 0.0

    def exchange(self, attempt: Attempt, request: HttpRequest, limits: TimeLimits) -> Reply:
        """Send one request and read the whole answer, whatever its status; redirects are not followed.

        It is written at most once: only a connection found closed before the first byte is opened anew.

        Raises:
            WireError: No whole answer came; the message and the causes hold nothing of the request.
        """
        began = time.monotonic()
        error: WireError = CertificateRefusedError()
        for _ in range(len(self._contexts)):
            try:
                return self._exchange(attempt, request, limits.after(time.monotonic() - began))
            except WireError as caught:
                error = caught
            except Exception as caught:  # noqa: BLE001  (converted: these texts carry the URL)
                error = _translate(caught, attempt)
            if not isinstance(error, CertificateRefusedError):
                break
            self._turn_to_next_context()
        raise error  # outside the handler, so that what was caught does not come along as its context

    def close(self) -> None:
        """Close the connection. The transport can be used again."""
        self._adapter.close()
        for connection in list(self._line.connections):  # urllib3 leaves this to the garbage collector
            connection.close()

    def _turn_to_next_context(self) -> None:
        """The context that comes to be trusted stays first; where all refused, the order is as it was."""
        if len(self._contexts) > 1:
            self.close()
            self._contexts.rotate(-1)
            self._adapter = _Adapter(self._line, self._contexts[0])
            self._last_origin = ""  # what is opened now replaces no connection

    def _exchange(self, attempt: Attempt, request: HttpRequest, limits: TimeLimits) -> Reply:
        now = time.monotonic()
        host = parse_host(request.url)
        if now - self._last_used_at > _STALE_AFTER_S:
            self.close()
            self._last_origin = ""
        same_origin, opened_before = self._last_origin == host.base_url, self._line.opened
        self._last_used_at, self._last_origin = now, host.base_url
        self._line.attempt = attempt
        proxies = {} if host.loopback else self._proxies
        attempt.via_proxy = bool(select_proxy(request.url, proxies))
        response = self._adapter.send(
            _prepared(request),
            stream=True,
            timeout=HttpTimeout(connect=limits.connect_s, read=limits.read_s, total=limits.overall_s),  # type: ignore[arg-type]  # the stubs know only numbers
            proxies=proxies,
        )
        try:
            body = _body(response.raw)
        finally:
            response.close()  # keeps the connection if the answer was read to its end
        attempt.finish()
        return Reply(response.status_code, body, reopened=same_origin and self._line.opened > opened_before)


def open_stream(
    host: MonitorHost, settings: TransportSettings, attempt: Attempt, timeout_s: float
) -> tuple[socket.socket, Plug]:
    """A connection like a transport's, for those who speak something other than single requests over it.

    Returns the socket and a second handle on it, which `attempt` pulls when it is cut; both are to be closed.

    Raises:
        WireError: There is none; the message and the causes hold nothing of the host.
    """
    _silence_urllib3()
    open_by = time.monotonic() + timeout_s
    error: WireError = CertificateRefusedError()
    for context in client_contexts(settings.ca_file):
        line = _Line()
        line.attempt = attempt
        try:
            return _open(host, settings, line, context, open_by - time.monotonic())
        except WireError as caught:
            error = caught
        except Exception as caught:  # noqa: BLE001  (converted: these texts carry the host)
            error = _translate(caught, attempt)
        for connection in list(line.connections):
            connection.close()
        if not isinstance(error, CertificateRefusedError):
            break
    raise error  # outside the handler, so that what was caught does not come along as its context


def _open(
    host: MonitorHost, settings: TransportSettings, line: "_Line", context: ssl.SSLContext, timeout_s: float
) -> tuple[socket.socket, Plug]:
    adapter = _Adapter(line, context)
    proxies = {} if host.loopback else settings.proxies
    line.attempt.via_proxy = bool(select_proxy(host.base_url, dict(proxies)))
    request = Request("GET", host.base_url + "/").prepare()
    pool: Any = adapter.get_connection_with_tls_context(request, verify=True, proxies=dict(proxies))
    connection: _Watched = pool._get_conn()  # noqa: SLF001  (urllib3 offers no connection without a request)
    connection.timeout = max(timeout_s, 0.001)
    if pool.proxy is None:
        connection.connect()
    else:
        pool._prepare_proxy(connection)  # noqa: SLF001  (the same)
    return connection.detach()


class _Line:
    """What a transport shares with the connections that `requests` makes for it."""

    def __init__(self) -> None:
        self.attempt = Attempt()
        self.connections: set[_Watched] = set()
        """Those that hold a socket."""
        self.opened = 0


class _Watched(HTTPConnection):
    """A connection that tells its attempt how far it is, and that others can end at any moment."""

    def __init__(self, line: _Line, *args: Any, **kwargs: Any) -> None:
        self._line = line
        self._plug: Plug | None = None
        self._connecting = False
        super().__init__(*args, **kwargs)

    def connect(self) -> None:
        """Connect; what is written meanwhile (to a proxy) is not yet the request."""
        self._connecting = True
        try:
            super().connect()
        finally:
            self._connecting = False
        self._line.opened += 1

    def send(self, data: Any) -> None:
        """Write, unless the attempt has been ended."""
        if self.sock is None:
            self.connect()  # plain HTTP; a connection by TLS has been made before
        if not self._connecting:
            self._line.attempt.enter(Stage.ANSWER, self._plug)
        super().send(data)

    def detach(self) -> tuple[socket.socket, Plug]:
        """Give the socket and the handle on it away.

        Raises:
            ProxyFailedError: The proxy is itself spoken to by TLS: such a tunnel has no socket of its own.
        """
        sock, plug = self.sock, self._plug
        if not isinstance(sock, socket.socket) or plug is None:
            raise ProxyFailedError
        self._line.attempt.enter(Stage.ANSWER, plug)
        self.sock, self._plug = None, None
        self._line.connections.discard(self)
        return sock, plug

    def close(self) -> None:
        """Close the connection and the handle on it."""
        super().close()
        plug, self._plug = self._plug, None
        if plug:
            plug.close()
        self._line.connections.discard(self)

    def _new_conn(self) -> socket.socket:
        attempt = self._line.attempt
        attempt.enter(Stage.NAME)
        addresses = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        self.sock, self._plug = _dial(addresses, float(self.timeout or 0), attempt)
        self._line.connections.add(self)  # from here on, `close` finds what there is to close
        self.sock.settimeout(self.timeout)
        return self.sock


class _WatchedTls(_Watched, HTTPSConnection):
    """The same by TLS, perhaps through a proxy's tunnel."""

    def _new_conn(self) -> socket.socket:
        connection = super()._new_conn()
        if not self.proxy_is_tunneling:
            self._line.attempt.enter(Stage.CERTIFICATE, self._plug)
        return connection

    def _tunnel(self) -> None:
        super()._tunnel()
        self._line.attempt.enter(Stage.CERTIFICATE, self._plug)


class _Adapter(HTTPAdapter):
    """Connections of ours, certificates checked by our context and by nothing else, and nothing sent twice."""

    def __init__(self, line: _Line, context: ssl.SSLContext) -> None:
        self._context = context
        self._pools = {"http": partial(_pool, HTTPConnectionPool, partial(_Watched, line))}
        self._pools["https"] = partial(_pool, HTTPSConnectionPool, partial(_WatchedTls, line))
        super().__init__(pool_connections=2, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, proxy_ssl_context=self._context, **kwargs)
        manager.pool_classes_by_scheme = self._pools
        return manager

    def build_connection_pool_key_attributes(
        self, request: PreparedRequest, verify: Any, cert: Any = None
    ) -> tuple[Any, Any]:
        host, _ = super().build_connection_pool_key_attributes(request, verify, cert)
        return host, {"ssl_context": self._context}

    def cert_verify(self, conn: Any, url: Any, verify: Any, cert: Any) -> None:  # noqa: ARG002  (inherited)
        conn.cert_reqs = ssl.CERT_REQUIRED  # the inherited method would add certifi's bundle to the system's store


def _pool(kind: type[HTTPConnectionPool], connection: Any, *args: Any, **kwargs: Any) -> HTTPConnectionPool:
    pool = kind(*args, **kwargs)
    pool.ConnectionCls = connection
    return pool


def _dial(addresses: list[Any], timeout_s: float, attempt: Attempt) -> tuple[socket.socket, Plug]:
    """Connect to the first address that answers.

    Raises:
        OSError: None did; the last one's error.
    """
    connect_by = time.monotonic() + timeout_s
    *others, last = addresses
    for address in others:
        try:
            return _connect(address, min(_NOT_THE_LAST_ADDRESS_S, connect_by - time.monotonic()), attempt)
        except CutError:
            raise
        except OSError:
            continue
    return _connect(last, connect_by - time.monotonic(), attempt)


def _connect(address: Any, timeout_s: float, attempt: Attempt) -> tuple[socket.socket, Plug]:
    family, kind, protocol, _, where = address
    connection = socket.socket(family, kind, protocol)
    plug = Plug(connection)
    try:
        attempt.enter(Stage.CONNECTION, plug)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.settimeout(max(timeout_s, 0.001))
        connection.connect(where)
    except OSError:
        plug.close()
        connection.close()
        raise
    return connection, plug


def _prepared(request: HttpRequest) -> PreparedRequest:
    headers = {
        "User-Agent": f"recording-pause/{trayapp.__version__}",
        "Accept": "application/json",
        "Accept-Encoding": "identity",  # a small compressed answer could become a huge one
    }
    if request.body is not None:
        headers["Content-Type"] = "application/json"
    if request.bearer:
        headers["Authorization"] = f"Bearer {request.bearer}"
    return Request(request.method, request.url, data=request.body, headers=headers).prepare()


def _body(raw: Any) -> bytes:
    """The whole body, as it came.

    Raises:
        BadAnswerError: It is larger than any answer may be.
    """
    body = b""
    while more := raw.read(_LARGEST_BODY + 1 - len(body), decode_content=False):
        body += more
        if len(body) > _LARGEST_BODY:
            raise BadAnswerError
    return body


def _translate(caught: Exception, attempt: Attempt) -> WireError:
    """The typed error for whatever `requests`, urllib3, ssl or the system raised."""
    causes = [cause for cause in _causes(caught) if not isinstance(cause, RequestException)]
    if any(isinstance(cause, CutError) for cause in causes):
        return attempt.stalled()
    if attempt.stage < Stage.ANSWER:
        untrusted = any(isinstance(cause, ssl.SSLCertVerificationError) for cause in causes)
        return CertificateRefusedError() if untrusted else attempt.stalled()
    if any(isinstance(cause, TimeoutError | HttpTimeoutError) for cause in causes):
        return NoAnswerError()
    if any(isinstance(cause, ConnectionError | ssl.SSLError | http.client.IncompleteRead) for cause in causes):
        return ConnectionLostError()
    if any(isinstance(cause, http.client.HTTPException) for cause in causes):
        return BadAnswerError()
    lost = any(isinstance(cause, OSError) for cause in causes)
    return ConnectionLostError() if lost else BadAnswerError()


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and all that it was made of, by every way in which libraries wrap one in another."""
    waiting, seen = [error], set[int]()
    while waiting:
        cause = waiting.pop()
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        parts = (cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args)
        waiting.extend(part for part in parts if isinstance(part, BaseException))


def _silence_urllib3() -> None:
    """Keep urllib3 from logging: its records carry URLs, and by GET the extension is in the URL.

    Each of its loggers is switched off: a level would be overruled by whoever sets one for a logger below it.
    """
    for name in list(logging.Logger.manager.loggerDict):
        if name.partition(".")[0] == "urllib3":
            logging.getLogger(name).disabled = True

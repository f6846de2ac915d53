"""Logging in and renewing the token (protocol sheet §3.2, the generation that is current since 2020).

Requests to bytes and answers to meanings; sending is done by the wire's own transport.
"""

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Self
from urllib.parse import urlsplit

from trayapp.voicenter.errors import WireError
from trayapp.voicenter.exchange import HttpRequest, Reply
from trayapp.voicenter.hosts import HostError, HostFlaw, MonitorHost, parse_host
from trayapp.voicenter.realtime import reading
from trayapp.voicenter.realtime.states import LinkProblem

LOGIN_URL = "https://loginapi.voicenter.co.il/monitorAPI"
"""The documented one; white-label accounts have their own."""

_OUR_VERSIONS = re.compile(r"v?[12](\..*)?")
_MOST_MONITORS = 32
_LONGEST_TOKEN = 8 * 1024
_CREDENTIAL_STATUSES = (400, 401, 403)
"""Wrong body or kind of login, invalid token, identity missing (protocol sheet §3.2): trying again changes nothing."""


class LoginKind(StrEnum):
    """What one logs in with. The latter two stand for a whole account, and are the administrator's to choose."""

    USER = "User"
    ACCOUNT = "Account"
    TOKEN = "Token"  # noqa: S105  (a word of the wire)


@dataclass(frozen=True, slots=True)
class Credentials:
    """How to log in. Its `repr` shows the kind alone."""

    kind: LoginKind
    secret: str = field(repr=False)
    """Password, or token."""
    name: str = field(default="", repr=False)
    """E-mail of a user, user name of an account; none for a token."""
    base_url: str = field(default=LOGIN_URL, repr=False)
    """As `parse_login_url` gives it."""
    monitors: frozenset[str] | None = field(default=None, repr=False)
    """The names of the only monitors that it may lead to; None where it may lead to any."""

    def __post_init__(self) -> None:
        """Raises: HostError: The base URL names no host."""
        object.__setattr__(self, "base_url", parse_login_url(self.base_url))


@dataclass(frozen=True, slots=True)
class Session:
    """What a login gives. Its `repr` shows nothing of it."""

    token: str = field(repr=False)
    monitors: tuple[MonitorHost, ...] = field(repr=False)
    """In order of preference; at least one."""
    refresh_token: str = field(default="", repr=False)
    expiry: str | float | None = field(default=None, repr=False)
    """`TokenExpiry` as it came: neither its format nor its time zone is documented (protocol sheet §6.6)."""

    def led_by(self, login: Credentials) -> Self:
        """The same, without the monitors that the login may not lead to. Raises LoginError where none is left."""
        allowed = tuple(host for host in self.monitors if login.monitors is None or host.name in login.monitors)
        if not allowed:
            raise LoginError(LinkProblem.NO_MONITOR)
        return replace(self, monitors=allowed)


class LoginError(Exception):
    """No login. Its text is the problem's code."""

    def __init__(self, problem: LinkProblem, *, final: bool = False) -> None:
        super().__init__(problem.value)
        self.problem = problem
        self.final = final
        """Whether another try with the same credentials would be pointless."""

    @classmethod
    def of(cls, error: WireError) -> "LoginError":
        """The error of a login that got no answer."""
        return cls(LinkProblem(error.problem.value))


def parse_login_url(text: str) -> str:
    """The base address that a person entered: HTTPS (plain only for loopback), its path kept, nothing behind it.

    Raises:
        HostError: It names no host.
    """
    host = parse_host(text)
    parts = urlsplit(text.strip() if "://" in text else f"//{text.strip()}")
    path = parts.path.rstrip("/")
    if not re.fullmatch(r"[A-Za-z0-9._~/%-]*", path):
        raise HostError(HostFlaw.NOT_A_HOST)
    return host.base_url + path


def login_request(credentials: Credentials) -> HttpRequest:
    """The request that logs in. A user's password goes by the name of `pin` (protocol sheet §5.11)."""
    match credentials.kind:
        case LoginKind.USER:
            fields = {"email": credentials.name, "pin": credentials.secret}
        case LoginKind.ACCOUNT:
            fields = {"username": credentials.name, "password": credentials.secret}
        case LoginKind.TOKEN:
            fields = {"token": credentials.secret}
    url = f"{credentials.base_url}/Login/{credentials.kind.value}"
    return HttpRequest("POST", url, json.dumps(fields, ensure_ascii=False).encode())


def refresh_request(credentials: Credentials, session: Session) -> HttpRequest:
    """The request that renews a session's token."""
    return HttpRequest("GET", f"{credentials.base_url}/RefreshIdentityToken", bearer=session.refresh_token)


def decode(reply: Reply) -> Session:
    """The session that an answer gives, to a login or a renewal alike.

    Raises:
        LoginError: It gives none.
    """
    if not 200 <= reply.status < 300:  # noqa: PLR2004  (HTTP's own numbers)
        raise _status_error(reply.status)
    told = _json(reply.body)
    if reading.field(told, "error"):
        raise LoginError(LinkProblem.LOGIN_REFUSED, final=True)
    status = reading.number(reading.field(told, "StatusCode"))
    if status is not None and status >= 300:  # noqa: PLR2004
        raise _status_error(int(status))
    socket = reading.field(reading.field(told, "Data"), "Socket")
    if not isinstance(socket, dict):
        # A logical failure has no data, and its reason in `Status` (protocol sheet §3.2); anything else is no answer.
        known = status is not None or reading.field(told, "Status")
        raise LoginError(LinkProblem.LOGIN_REFUSED, final=True) if known else LoginError(LinkProblem.BAD_ANSWER)
    return _session(socket)


def _session(socket: dict[str, Any]) -> Session:
    token = _token(reading.field(socket, "Token"))
    if not token:
        raise LoginError(LinkProblem.BAD_ANSWER)
    _check_version(reading.field(socket, "Version"))
    monitors = _monitors(socket)
    if not monitors:
        raise LoginError(LinkProblem.NO_MONITOR)
    expiry = reading.field(socket, "TokenExpiry")
    known = isinstance(expiry, str | int | float) and not isinstance(expiry, bool)
    return Session(token, monitors, _token(reading.field(socket, "RefreshToken")), expiry if known else None)


def _token(value: object) -> str:
    usable = isinstance(value, str) and len(value) <= _LONGEST_TOKEN and value.isascii() and value.isprintable()
    return value.strip() if isinstance(value, str) and usable else ""


def _check_version(value: object) -> None:
    """Versions 1 and 2 of socket.io speak Engine.IO 3; a server that names none is taken at its silence."""
    version = reading.text(value).strip()
    if version and not _OUR_VERSIONS.fullmatch(version):
        raise LoginError(LinkProblem.VERSION, final=True)


def _monitors(socket: dict[str, Any]) -> tuple[MonitorHost, ...]:
    """A list of texts is in order; in a list of objects the highest `Priority` comes first (protocol sheet §3.9)."""
    named: list[object] = []
    listed = reading.field(socket, "MonitorList")
    if isinstance(listed, list):
        items = [item for item in listed if reading.text(reading.field(item, "Domain"))]
        items.sort(key=lambda item: -(reading.number(reading.field(item, "Priority")) or 0.0))
        ours = [item for item in items if _speaks_ours(item)]
        if items and not ours:
            raise LoginError(LinkProblem.VERSION, final=True)
        named += [reading.field(item, "Domain") for item in ours]
    listed = reading.field(socket, "URLList")
    if isinstance(listed, list):
        named += listed
    named.append(reading.field(socket, "Url"))
    hosts: dict[MonitorHost, None] = {}
    for name in named[: 2 * _MOST_MONITORS]:
        with suppress(HostError):
            hosts[parse_host(reading.text(name))] = None
    return tuple(hosts)[:_MOST_MONITORS]


def _speaks_ours(item: object) -> bool:
    version = reading.text(reading.field(item, "Version")).strip()
    return not version or bool(_OUR_VERSIONS.fullmatch(version))


def _status_error(status: int) -> LoginError:
    if status in _CREDENTIAL_STATUSES:
        return LoginError(LinkProblem.LOGIN_REFUSED, final=True)
    if 300 <= status < 400:  # noqa: PLR2004  (HTTP's own numbers)
        return LoginError(LinkProblem.REDIRECTED)
    if 500 <= status < 600:  # noqa: PLR2004
        return LoginError(LinkProblem.SERVER_ERROR)
    known = {404: LinkProblem.NOT_FOUND, 429: LinkProblem.TOO_MANY_REQUESTS}
    return LoginError(known.get(status, LinkProblem.HTTP_STATUS))


def _json(body: bytes) -> Any:
    with suppress(ValueError, RecursionError):  # raised below, so that the error does not drag the text along
        return json.loads(body.decode("utf-8-sig"))
    raise LoginError(LinkProblem.BAD_ANSWER)

"""What the rest of the program is told of the link. None of its `repr`s shows a host."""

from dataclasses import dataclass, field
from enum import StrEnum

from trayapp.voicenter.hosts import MonitorHost


class LinkProblem(StrEnum):
    """Why there is no live sight. Those that the mute wire knows too have the same value as `Problem` there."""

    NAME_NOT_FOUND = "name_not_found"
    CONNECTION_FAILED = "connection_failed"
    CONNECTION_LOST = "connection_lost"
    CERTIFICATE = "certificate"
    CA_FILE = "ca_file"
    PROXY = "proxy"
    NO_ANSWER = "no_answer"
    REDIRECTED = "redirected"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    TOO_MANY_REQUESTS = "too_many_requests"
    SERVER_ERROR = "server_error"
    HTTP_STATUS = "http_status"
    BAD_ANSWER = "bad_answer"
    LOGIN_REFUSED = "login_refused"
    """E-mail, user name, password or token are not those of an account."""
    TOKEN_REFUSED = "token_refused"  # noqa: S105  (no secret)
    """A monitor did not accept what the login gave for it, in words or by silence."""
    VERSION = "version"
    """The server wants a version of socket.io other than 1 or 2 (design §9)."""
    NO_MONITOR = "no_monitor"
    """The login was accepted and names no monitor."""
    CODE_REFUSED = "code_refused"
    """The code of Active Calls was refused, or shows no extension at all, which is how a wrong one is answered."""
    NOT_LISTED = "not_listed"
    """What was shown does not have the extension."""


@dataclass(frozen=True, slots=True)
class Off:
    """No credentials are set up."""


@dataclass(frozen=True, slots=True)
class Connecting:
    """Under way to a monitor, or (None) logging in."""

    host: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Connected:
    """A monitor has accepted us. The calls follow by `on_calls`; until then they are not known."""

    host: str = field(repr=False)
    """The connected monitor; `parse_host` reads it. Its whole domain is kept (protocol sheet §4.3)."""
    hosts: tuple[str, ...] = field(repr=False)
    """All monitors of the login, in its order."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """Connected, but this login does not list the extension.

    Of its calls nothing is known, not even that there are none: that would end a pause that may well be needed.
    """

    host: str = field(repr=False)
    hosts: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Lost:
    """No link; tries go on by themselves."""

    problem: LinkProblem


@dataclass(frozen=True, slots=True)
class Refused:
    """No link, and no try before the set-up changes, the machine wakes or its network changes."""

    problem: LinkProblem


LinkState = Off | Connecting | Connected | Unseen | Lost | Refused


def name_of(host: MonitorHost) -> str:
    """A host as it is told: name and port, and the scheme only for a plain (loopback) one.

    `parse_host` of it gives an equal host.
    """
    return host.base_url if host.plain else host.authority

"""The login without the network: parameters in, an HTTP status and a body out (protocol sheet §3.2)."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from trayapp.simulator.realtime.logins import LoginKind, Logins, WrongCredentialsError, WrongLogin

BASE = "/monitorAPI"
REFRESH_PATH = f"{BASE}/RefreshIdentityToken"
LOGIN_PATHS = {f"{BASE}/Login/{kind}": kind for kind in LoginKind}

FIELDS = {
    LoginKind.USER: ("email", "pin"),
    LoginKind.ACCOUNT: ("username", "password"),
    LoginKind.TOKEN: ("token",),
}
"""The body's keys; a user's password is called `pin`."""

Answer = tuple[int, dict[str, Any]]


def log_in(kind: LoginKind, body: Mapping[str, Any] | None, logins: Logins) -> Answer:
    """Answer `POST /monitorAPI/Login/...`. `body` is None if it was not a JSON object."""
    values = [None if body is None else body.get(name) for name in FIELDS[kind]]
    texts = [value for value in values if isinstance(value, str)]
    if len(texts) != len(values):
        return HTTPStatus.BAD_REQUEST, {"error": "Bad Request"}
    try:
        socket = logins.log_in(kind, texts[0] if len(texts) > 1 else "", texts[-1])
    except WrongCredentialsError:
        return _wrong(logins.rules.wrong_login)
    return _granted(socket)


def refresh(authorization: str, logins: Logins) -> Answer:
    """Answer `GET /monitorAPI/RefreshIdentityToken`."""
    scheme, _, refresh_token = authorization.partition(" ")
    try:
        socket = logins.refresh(refresh_token if scheme == "Bearer" else "")
    except WrongCredentialsError:
        return _wrong(logins.rules.wrong_login)
    return _granted(socket)


def _granted(socket: dict[str, Any]) -> Answer:
    return HTTPStatus.OK, {"StatusCode": 200, "Status": "OK", "Data": {"Socket": socket}}


def _wrong(how: WrongLogin) -> Answer:
    match how:
        case WrongLogin.HTTP_500:
            return HTTPStatus.INTERNAL_SERVER_ERROR, {"error": "Unexpected token"}
        case WrongLogin.ERROR_KEY:
            return HTTPStatus.OK, {"error": "Unauthorized"}
        case WrongLogin.NO_DATA:
            return HTTPStatus.OK, {"StatusCode": 401, "Status": "Unauthorized", "Data": None}
        case _:
            return HTTPStatus.UNAUTHORIZED, {"error": "Unauthorized"}

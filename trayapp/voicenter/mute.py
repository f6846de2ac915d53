"""MuteUnmuteCalls as it stands on the wire: requests to bytes, answers to meanings (protocol sheet §1)."""

import json
import re
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal
from urllib.parse import urlencode

from trayapp.core.events import Accepted
from trayapp.voicenter.errors import (
    AnswerError,
    BadAnswerError,
    CallNotFoundError,
    ForbiddenError,
    HttpStatusError,
    NotFoundError,
    ParametersRefusedError,
    RedirectedError,
    RequestRefusedError,
    ServerError,
    TooManyRequestsError,
)
from trayapp.voicenter.exchange import HttpRequest, Reply
from trayapp.voicenter.hosts import MonitorHost

_PATH = "/api/MuteUnmuteCalls"
_SUCCESS = "200"
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}")
_LONGEST_ACTION_ID = 128

_REFUSALS: dict[str, type[RequestRefusedError]] = {
    "uniqueivrid not found": CallNotFoundError,
    "parameters are not valid": ParametersRefusedError,
}
"""The documented messages of failure, by how they begin (every public copy cuts the second one short)."""

_BY_STATUS: dict[int, type[HttpStatusError]] = {
    401: ForbiddenError,
    403: ForbiddenError,
    404: NotFoundError,
    429: TooManyRequestsError,
}


class Method(StrEnum):
    """How the request is sent. GET puts the extension into the URL, where proxies may log it."""

    POST = "POST"
    GET = "GET"


MuteValue = Literal["0", "1"]
"""The `state` that mutes. "1" by every source but the vendor's Hebrew page, which has it the other way round."""


@dataclass(frozen=True, slots=True)
class MuteRequest:
    """Mute or unmute the live calls of an extension, or one call. Its `repr` shows neither.

    Raises:
        ValueError: Not exactly one of `extension` and `ivrid` is given.
    """

    mute: bool
    extension: str | None = field(default=None, repr=False)
    """The extension's SIP ID."""
    ivrid: str | None = field(default=None, repr=False)
    """The id of one call."""

    def __post_init__(self) -> None:
        if bool(self.extension) == bool(self.ivrid):
            raise ValueError("A mute request is for an extension or for a call.")


def encode(
    request: MuteRequest, host: MonitorHost, method: Method = Method.POST, mute_value: MuteValue = "1"
) -> HttpRequest:
    """The HTTP request that asks `host` for it."""
    state = mute_value if request.mute else {"0": "1", "1": "0"}[mute_value]
    selector = {"extension": request.extension} if request.extension else {"ivrid": request.ivrid}
    fields = {**selector, "state": state}
    url = host.base_url + _PATH
    if method is Method.GET:
        return HttpRequest("GET", f"{url}?{urlencode(fields)}")
    return HttpRequest("POST", url, json.dumps(fields).encode())


def decode(reply: Reply) -> Accepted:
    """The acceptance that an answer means: HTTP 2xx and ErrorCode 200, as a number or as text.

    A documented message of failure outranks the code: nothing may be called paused on such an answer.

    Raises:
        AnswerError: Anything else.
    """
    if not 200 <= reply.status < 300:  # noqa: PLR2004  (HTTP's own numbers)
        raise _status_error(reply.status)
    fields = _fields(reply.body)
    code = _error_code(fields.get("ErrorCode"))
    message = fields.get("Message")
    beginning = message.strip().lower() if isinstance(message, str) else ""
    for documented, refusal in _REFUSALS.items():
        if beginning.startswith(documented):
            raise refusal
    if code != _SUCCESS:
        raise RequestRefusedError
    action_id = fields.get("ActionID")
    usable = isinstance(action_id, str) and action_id.isprintable() and 0 < len(action_id) <= _LONGEST_ACTION_ID
    return Accepted(action_id if usable else None)


def _status_error(status: int) -> AnswerError:
    if 300 <= status < 400:  # noqa: PLR2004  (HTTP's own numbers)
        return RedirectedError()
    if 500 <= status < 600:  # noqa: PLR2004
        return ServerError(status)
    return _BY_STATUS.get(status, HttpStatusError)(status)


def _fields(body: bytes) -> dict[str, Any]:
    """The one JSON object that the answer is."""
    fields = None
    with suppress(ValueError, RecursionError):  # raised below, so that the error does not drag the text along
        fields = json.loads(body.decode("utf-8-sig"), object_pairs_hook=_unique, parse_constant=_no_constant)
    if not isinstance(fields, dict):
        raise BadAnswerError
    return fields


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("A name stands twice in one object.")
    return fields


def _no_constant(_name: str) -> None:
    raise ValueError("NaN and Infinity are not JSON.")


def _error_code(value: object) -> str:
    """The code as text: the vendor's pages have it as a number and as a string (protocol sheet §1.4)."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise BadAnswerError
    code = str(value).strip()
    if not _WHOLE_NUMBER.fullmatch(code):
        raise BadAnswerError
    return code

"""`MuteUnmuteCalls` without the network: parameters in, an answer out (protocol sheet §1)."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trayapp.simulator.phones import PhoneSystem, UnknownCallError, UnknownExtensionError

PATH = "/api/MuteUnmuteCalls"

OK = 200
BAD_PARAMETERS = 400
NOT_FOUND = 404
REFUSED = 500
"""Only 200 is documented (protocol sheet §1.4); the other codes are this simulator's choice."""

MESSAGES = {
    OK: "Success",
    BAD_PARAMETERS: 'Parameters are not valid, should be "ivrid" and "mute"',
    NOT_FOUND: "UniqueIvrID not found",
    REFUSED: "The request was refused",
}


@dataclass(frozen=True, slots=True)
class MuteRules:
    """Where the vendor's pages contradict each other or are silent (protocol sheet §5, §6)."""

    error_code_as_text: bool = False
    unknown_extension_succeeds: bool = True
    mute_value: str = "1"
    """The `state` that silences the recording; the Hebrew page has it the other way round."""


@dataclass(frozen=True, slots=True)
class MuteRequest:
    """A well-formed request: exactly one of the two selectors."""

    mute: bool
    extension: str | None = field(default=None, repr=False)
    ivrid: str | None = None


def parse(parameters: Mapping[str, Any], rules: MuteRules) -> MuteRequest | None:
    """Read the parameters of either method; None if they are not valid."""
    selectors = {name: parameters[name] for name in ("extension", "ivrid") if name in parameters}
    state = parameters.get("state")
    if isinstance(state, int) and not isinstance(state, bool):
        state = str(state)  # tolerated, probably (protocol sheet §1.2)
    if len(selectors) != 1 or state not in ("0", "1"):
        return None
    ((name, value),) = selectors.items()
    if not isinstance(value, str) or not value:
        return None
    return MuteRequest(mute=state == rules.mute_value, **{name: value})


def apply(request: MuteRequest, phones: PhoneSystem, rules: MuteRules) -> int:
    """Do what a request asks for. Returns the error code, `OK` for success."""
    try:
        if request.ivrid is not None:
            phones.mute_call(request.ivrid, muted=request.mute)
        else:
            phones.mute_extension(request.extension or "", muted=request.mute)
    except UnknownCallError:
        return NOT_FOUND
    except UnknownExtensionError:
        return OK if rules.unknown_extension_succeeds else BAD_PARAMETERS
    return OK


def answer(code: int, rules: MuteRules) -> dict[str, Any]:
    """The body of an answer."""
    return {
        "ErrorCode": str(code) if rules.error_code_as_text else code,
        "Message": MESSAGES[code],
        "ActionID": secrets.token_hex(16),
    }

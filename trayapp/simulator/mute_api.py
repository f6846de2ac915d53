"""`MuteUnmuteCalls` without the network: parameters in, an answer out (protocol sheet §1)."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trayapp.simulator.calls import UnknownCallError, UnknownExtensionError
from trayapp.simulator.phones import PhoneSystem

PATH = "/api/MuteUnmuteCalls"

OK = 200
BAD_PARAMETERS = 400
NOT_FOUND = 404
ALREADY = 409
REFUSED = 500
"""Only 200 is documented (protocol sheet §1.4); the other codes are this simulator's choice."""

MESSAGES = {
    OK: "Success",
    BAD_PARAMETERS: 'Parameters are not valid, should be "ivrid" and "mute"',
    NOT_FOUND: "UniqueIvrID not found",
    ALREADY: "The call is muted already",
    REFUSED: "The request was refused",
}


@dataclass(frozen=True, slots=True)
class MuteRules:
    """Where the vendor's pages contradict each other or are silent (protocol sheet §5, §6)."""

    error_code_as_text: bool = False
    unknown_extension_succeeds: bool = True
    no_call_succeeds: bool = True
    """An extension that exists and has no live call."""
    unknown_call_succeeds: bool = False
    refuses_repeat: bool = False
    """A mute where nothing is left to be muted is an error."""
    only_connected: bool = False
    """Only the monitor at which somebody sees the extension live accepts a mute; if there is none, each does."""
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
    with phones.lock:
        if request.mute and rules.refuses_repeat and _is_repeat(request, phones):
            return ALREADY
        try:
            if request.ivrid is not None:
                phones.mute_call(request.ivrid, muted=request.mute)
                return OK
            live = phones.mute_extension(request.extension or "", muted=request.mute)
        except UnknownCallError:
            return OK if rules.unknown_call_succeeds else NOT_FOUND
        except UnknownExtensionError:
            return OK if rules.unknown_extension_succeeds else BAD_PARAMETERS
        return OK if live or rules.no_call_succeeds else NOT_FOUND


def extensions_of(request: MuteRequest, phones: PhoneSystem) -> frozenset[str]:
    """Whose calls a request is about."""
    if request.ivrid is None:
        return frozenset((request.extension or "",))
    return frozenset(leg.extension for leg in phones.legs(request.ivrid))


def _is_repeat(request: MuteRequest, phones: PhoneSystem) -> bool:
    meant = phones.calls(request.extension) if request.ivrid is None else phones.legs(request.ivrid)
    live = [call for call in meant if call.status.live]
    return bool(live) and all(call.muted for call in live)


def answer(code: int, rules: MuteRules) -> dict[str, Any]:
    """The body of an answer."""
    return {
        "ErrorCode": str(code) if rules.error_code_as_text else code,
        "Message": MESSAGES[code],
        "ActionID": secrets.token_hex(16),
    }

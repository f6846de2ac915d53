"""`GetExtensionsCalls` without the network: parameters in, an answer out (protocol sheet §2)."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from trayapp.simulator.calls import PhoneCall
from trayapp.simulator.happenings import Desk
from trayapp.simulator.phones import PhoneSystem
from trayapp.simulator.realtime.payloads import Payloads
from trayapp.simulator.realtime.sight import SightRules, is_muted

PATH = "/comet/API/GetExtensionsCalls"

CALL_FIELDS = (
    *("callStarted", "callAnswered", "answered", "callername", "callerphone", "callstatus", "customdata"),
    *("direction", "ivrid", "did"),
)
"""What a call has in common with the live socket's."""


class WrongCode(StrEnum):
    """The answer to a code that nobody has."""

    EMPTY = "empty"
    """Success, and no extension."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ActiveCallsRules:
    """What the pages leave open."""

    wrong_code: WrongCode = WrongCode.EMPTY
    shows_mute: bool = True
    fresh_after_s: float = 4.5
    """Asked again sooner, it repeats what it said: 5 s between requests, less what the network may vary."""


class ActiveCalls:
    """Snapshots of the calls of all extensions or of one. The caller serialises.

    Args:
        phones: whose calls.
        payloads: how they are written.
        rules: may be replaced while it is used.
    """

    def __init__(self, phones: PhoneSystem, payloads: Payloads, rules: ActiveCallsRules | None = None) -> None:
        self.code = secrets.token_hex(16)
        """The organisation's secret."""
        self.rules = rules or ActiveCallsRules()
        self._phones = phones
        self._payloads = payloads
        self._said: dict[str | None, tuple[float, list[dict[str, Any]]]] = {}

    def answer(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """The body of an answer."""
        code, extension = parameters.get("code"), parameters.get("extension")
        if not isinstance(code, str) or not isinstance(extension, str | None):
            return _refused()
        if not hmac.compare_digest(code.encode(), self.code.encode()):
            return _refused() if self.rules.wrong_code is WrongCode.FAILED else _accepted([])
        now_s = self._phones.now()
        said = self._said.get(extension)
        if said is None or now_s - said[0] >= self.rules.fresh_after_s:
            said = self._said[extension] = (now_s, self._extensions(extension, now_s))
        return _accepted(said[1])

    def _extensions(self, extension: str | None, now_s: float) -> list[dict[str, Any]]:
        return [
            self._extension(desk, now_s) for desk in self._phones.desks() if extension in (None, "", desk.extension)
        ]

    def _extension(self, desk: Desk, now_s: float) -> dict[str, Any]:
        payloads = self._payloads
        name, user_id = payloads.user_name(desk.extension), payloads.user_id(desk.extension)
        return {
            "name": name,
            "representative": name,
            "username": desk.extension,
            "extensionID": payloads.number(desk.extension),
            "userID": user_id,
            "onlineUserID": user_id,
            "onlineUserStatus": desk.user_status,
            "calls": [self._call(call, now_s) for call in desk.calls],
        }

    def _call(self, call: PhoneCall, now_s: float) -> dict[str, Any]:
        shown = self._payloads.call(call, now_s)
        rules: SightRules = replace(self._payloads.rules, shows_mute=self.rules.shows_mute)
        recording = {"Filename": shown["recording"]["Filename"], "IsMuted": is_muted(call, now_s, rules)}
        return {**{name: shown[name] for name in CALL_FIELDS}, "recording": recording}


def _accepted(extensions: list[dict[str, Any]]) -> dict[str, Any]:
    return {"ERR": 0, "DESC": "OK", "EXTENSIONS": extensions}


def _refused() -> dict[str, Any]:
    return {"ERR": 1, "DESC": "Authorization failed.", "EXTENSIONS": []}

"""The document of `recording-pause setup --from -`: how an administrator hands over an account and its settings."""

import json
import re
import ssl
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from trayapp.settings.account import Account, AccountError, check_extension, check_host
from trayapp.settings.preferences import (
    BadSetting,
    Preferences,
    check_address,
    check_label,
    check_method,
    check_mute_value,
)
from trayapp.settings.sight import CHECKS as SIGHT_CHECKS
from trayapp.settings.sight import Sight, SightError

KEYS = (
    *("extension", "label", "monitor_host", "ca_file", "method", "mute_value"),
    *("realtime_email", "realtime_password", "realtime_username", "realtime_token", "login_url"),
    *("active_calls_code", "active_calls_url"),
)
_LARGEST_CA_BYTES = 1024 * 1024
_LARGEST_CHARACTERS = 64 * 1024
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,31}")
_CERTIFICATE = re.compile(rb"-----BEGIN CERTIFICATE-----[\sA-Za-z0-9+/=]+-----END CERTIFICATE-----")


class SetupRefused(ValueError):  # noqa: N818  (what happened, in the program's words)
    """The document is refused as a whole.

    `key` says where, "" for the document itself; `reason` says why, without the value.
    """

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"{key or 'document'}: {reason}")
        self.key = key
        self.reason = reason


def apply(
    document: str, account: Account, preferences: Preferences, folder: Path | None = None, *, discover: bool = False
) -> tuple[Account, Preferences]:
    """The account and preferences that result from a document; nothing is written.

    With `discover`, the monitor host will be found by the login, so there has to be one, and no host in the document.

    Keys that are missing stay as they are, null goes back to the default. A relative `ca_file` is looked for in
    `folder`, the place where the command was given. Reads the certificate file.

    Raises:
        SetupRefused: Anything in the document is unknown or wrong.
    """
    given = _parse(document)
    for key in given:
        if key not in KEYS:
            # A secret in the wrong place is not told: only what looks like a name.
            raise SetupRefused(key if _NAME.fullmatch(key) else "?", "unknown key")
    secret: dict[str, Any] = {}
    sight: dict[str, str | None] = {}
    plain: dict[str, Any] = {}
    defaults = Preferences()
    for key, value in given.items():
        if key in _SECRET:
            secret[key] = None if value is None else _secret(key, value)
        elif key in SIGHT_CHECKS:
            sight[key] = None if value is None else _sight(key, value)
        elif value is None:
            plain[key] = getattr(defaults, key)
        elif key == "ca_file":
            plain[key] = _certificate(key, value, folder)
        else:
            plain[key] = _setting(key, value)
    seen_by = replace(account.sight, **sight)
    if sight:
        try:
            seen_by.check()
        except SightError as error:
            raise SetupRefused(next(iter(sight)), str(error)) from None
    _check_discoverable(given, seen_by, discover=discover)
    return replace(account.seen_by(seen_by), **secret), replace(preferences, **plain)


def _check_discoverable(given: dict[str, Any], seen_by: Sight, *, discover: bool) -> None:
    if discover and "monitor_host" in given:
        raise SetupRefused("monitor_host", "is found by --discover: leave it out")
    if discover and seen_by.login is None:
        raise SetupRefused("", "--discover needs a Real-time login, which is neither in it nor set up before")


def _parse(document: str) -> dict[str, Any]:
    if len(document) > _LARGEST_CHARACTERS:
        raise SetupRefused("", "is too long")
    try:
        given = json.loads(document, object_pairs_hook=_without_twins)
    except SetupRefused:
        raise
    except (ValueError, RecursionError):
        raise SetupRefused("", "is not JSON") from None
    if not isinstance(given, dict):
        raise SetupRefused("", "is not a JSON object")
    return given


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of which no key is given twice, since one of the two would silently be lost."""
    if len({key for key, _ in pairs}) < len(pairs):
        raise SetupRefused("", "gives a key twice")
    return dict(pairs)


_SECRET: dict[str, Callable[[str], str]] = {"extension": check_extension, "monitor_host": check_host}
_SETTINGS: dict[str, Callable[[str, object], Any]] = {
    "label": check_label,
    "method": check_method,
    "mute_value": check_mute_value,
    "login_url": check_address,
    "active_calls_url": check_address,
}


def _secret(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise SetupRefused(key, "is not a text")
    try:
        return _SECRET[key](value)
    except AccountError as error:
        raise SetupRefused(key, str(error)) from None


def _sight(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise SetupRefused(key, "is not a text")
    try:
        return SIGHT_CHECKS[key](value)
    except SightError as error:
        raise SetupRefused(key, str(error)) from None


def _setting(key: str, value: object) -> Any:
    try:
        return _SETTINGS[key](key, value)
    except BadSetting as error:
        raise SetupRefused(key, error.reason) from None


def _certificate(key: str, value: object, folder: Path | None) -> Path:
    """The whole path of a file that holds at least one certificate."""
    if not isinstance(value, str) or not value or "\0" in value or any("\ud800" <= c <= "\udfff" for c in value):
        raise SetupRefused(key, "is not a path")
    path = Path(value)
    if not path.is_absolute():
        if folder is None:
            raise SetupRefused(key, "is not a whole path")
        path = folder.absolute() / path
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_CA_BYTES + 1)
    except OSError as error:
        raise SetupRefused(key, f"cannot be read: {error.strerror or type(error).__name__}") from None
    if len(data) > _LARGEST_CA_BYTES:
        raise SetupRefused(key, "is too large")
    try:
        # Only the certificates themselves: the remarks between them may be in any alphabet.
        certificates = b"\n".join(_CERTIFICATE.findall(data)).decode("ascii")
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=certificates)
    except (ssl.SSLError, ValueError):
        raise SetupRefused(key, "holds no PEM certificate") from None
    return path

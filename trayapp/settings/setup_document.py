"""The document of `recording-pause setup --from -`: how an administrator hands over an account and its settings."""

import json
import re
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase, told_by
from trayapp.settings.account import Account, AccountError, check_extension, check_host
from trayapp.settings.checks import BadSetting
from trayapp.settings.policy import Policy
from trayapp.settings.preferences import (
    Preferences,
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
_SEE_HELP = Phrase(QT_TRANSLATE_NOOP("Said", "recording-pause setup --help lists the keys"))
NOT_ALLOWED = Phrase(QT_TRANSLATE_NOOP("Said", "is none of the hosts that a policy on this machine allows"))
_NOT_ALLOWED_LOGIN = Phrase(QT_TRANSLATE_NOOP("Said", "is for a login that a policy on this machine does not allow"))
_LOGIN = ("realtime_email", "realtime_password", "realtime_username", "realtime_token")
_NO_POLICY = Policy()
_LARGEST_CA_BYTES = 1024 * 1024
_LARGEST_CHARACTERS = 64 * 1024
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,31}")
_CERTIFICATE = re.compile(rb"-----BEGIN CERTIFICATE-----[\sA-Za-z0-9+/=]+-----END CERTIFICATE-----")


class SetupRefused(ValueError):  # noqa: N818  (what happened, in the program's words)
    """The document is refused as a whole.

    `key` says where, "" for the document itself; `reason` says why, without the value.
    """

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(
            Phrase("{key}: {reason}", key=key or Phrase(QT_TRANSLATE_NOOP("Said", "document")), reason=reason)
        )
        self.key = key
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Changes:
    """What a document asks for, each value checked; None goes back to the default. Nothing of it shows in `repr`."""

    account: dict[str, Any] = field(default_factory=dict, repr=False)
    sight: dict[str, str | None] = field(default_factory=dict, repr=False)
    preferences: dict[str, Any] = field(default_factory=dict, repr=False)

    def made_to(self, account: Account, preferences: Preferences) -> tuple[Account, Preferences]:
        """What comes of it. Raises SetupRefused where the logins do not go together with those that are there."""
        seen_by = replace(account.sight, **self.sight)
        if self.sight:
            try:
                seen_by.check()
            except SightError as error:
                raise SetupRefused(next(iter(self.sight)), told_by(error)) from None
        return replace(account.seen_by(seen_by), **self.account), replace(preferences, **self.preferences)


def read(document: str, folder: Path | None = None, policy: Policy = _NO_POLICY, *, discover: bool = False) -> Changes:
    """Check a document by itself, and against what is laid down for this machine.

    A relative `ca_file` is looked for in `folder`, where the command was given.

    Reads the certificate file. With `discover`, the monitor host is not for the document to give.

    Raises:
        SetupRefused: Anything in the document is unknown or wrong, or there is nothing in it to set up.
    """
    given = _parse(document)
    for key in given:
        if key not in KEYS:
            # A secret in the wrong place is not told: only what looks like a name.
            raise SetupRefused(key if _NAME.fullmatch(key) else "?", Phrase(QT_TRANSLATE_NOOP("Said", "unknown key")))
        if policy.sets(key):
            raise SetupRefused(
                key, Phrase(QT_TRANSLATE_NOOP("Said", "is laid down by a policy on this machine: leave it out"))
            )
    if not given and not discover:
        raise SetupRefused(
            "",
            Phrase(
                QT_TRANSLATE_NOOP("Said", "has no key, so there is nothing to set up; {see_help}"), see_help=_SEE_HELP
            ),
        )
    if discover and "monitor_host" in given:
        raise SetupRefused("monitor_host", Phrase(QT_TRANSLATE_NOOP("Said", "is found by --discover: leave it out")))
    changes = Changes()
    for key, value in given.items():
        if key in _SECRET:
            changes.account[key] = None if value is None else _secret(key, value)
            if key == "monitor_host" and value is not None and not policy.allows_host(changes.account[key]):
                raise SetupRefused(key, NOT_ALLOWED)
        elif key in SIGHT_CHECKS:
            changes.sight[key] = None if value is None else _sight(key, value)
        else:
            changes.preferences[key] = getattr(Preferences(), key) if value is None else _setting(key, value, folder)
    return changes


def apply(
    document: str,
    account: Account,
    preferences: Preferences,
    folder: Path | None = None,
    policy: Policy = _NO_POLICY,
    *,
    discover: bool = False,
) -> tuple[Account, Preferences]:
    """The account and preferences that result from a document, checked as `read` does it; nothing is written.

    Keys that are missing stay as they are, null goes back to the default. With `discover`, the monitor host will be
    found by the login, so there has to be one.

    Raises:
        SetupRefused: As `read`; or logins do not go together, or there is none to discover by.
    """
    changes = read(document, folder, policy, discover=discover)
    new = changes.made_to(account, preferences)
    _check_allowed(changes, new[0].sight, policy)
    if discover and policy.over_account(new[0]).sight.login is None:
        forbidden = (
            ""
            if new[0].sight.login is None
            else Phrase(QT_TRANSLATE_NOOP("Said", "; a policy on this machine does not allow the one there is"))
        )
        raise SetupRefused(
            "",
            Phrase(
                QT_TRANSLATE_NOOP(
                    "Said", "--discover needs a Real-time login, which is neither in it nor set up before{forbidden}"
                ),
                forbidden=forbidden,
            ),
        )
    return new


def _check_allowed(changes: Changes, sight: Sight, policy: Policy) -> None:
    """Refuse what would be kept and not be in force."""
    login = next((key for key, value in changes.sight.items() if value is not None and key in _LOGIN), None)
    if login is not None and sight.login is not None and not policy.allows_login(sight.login):
        raise SetupRefused(login, _NOT_ALLOWED_LOGIN)
    if changes.sight.get("active_calls_code") is not None and not policy.values.get("active_calls", True):
        raise SetupRefused("active_calls_code", _NOT_ALLOWED_LOGIN)


def missing(account: Account) -> tuple[str, ...]:
    """The keys without which nothing can be paused and which are not set up."""
    return tuple(key for key in _SECRET if getattr(account, key) is None)


def _parse(document: str) -> dict[str, Any]:
    if len(document) > _LARGEST_CHARACTERS:
        raise SetupRefused("", Phrase(QT_TRANSLATE_NOOP("Said", "is too long")))
    if not document.strip():
        raise SetupRefused("", Phrase(QT_TRANSLATE_NOOP("Said", "is empty; {see_help}"), see_help=_SEE_HELP))
    try:
        given = json.loads(document, object_pairs_hook=_without_twins)
    except SetupRefused:
        raise
    except (ValueError, RecursionError):
        raise SetupRefused("", Phrase(QT_TRANSLATE_NOOP("Said", "is not JSON"))) from None
    if not isinstance(given, dict):
        raise SetupRefused("", Phrase(QT_TRANSLATE_NOOP("Said", "is not a JSON object")))
    return given


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of which no key is given twice, since one of the two would silently be lost."""
    if len({key for key, _ in pairs}) < len(pairs):
        raise SetupRefused("", Phrase(QT_TRANSLATE_NOOP("Said", "gives a key twice")))
    return dict(pairs)


_SECRET: dict[str, Callable[[str], str]] = {"extension": check_extension, "monitor_host": check_host}
_SETTINGS: dict[str, Callable[[str, object], Any]] = {
    "label": check_label,
    "method": check_method,
    "mute_value": check_mute_value,
}


def _secret(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise SetupRefused(key, Phrase(QT_TRANSLATE_NOOP("Said", "is not a text")))
    try:
        return _SECRET[key](value)
    except AccountError as error:
        raise SetupRefused(key, told_by(error)) from None


def _sight(key: str, value: object) -> str:
    if not isinstance(value, str):
        raise SetupRefused(key, Phrase(QT_TRANSLATE_NOOP("Said", "is not a text")))
    try:
        return SIGHT_CHECKS[key](value)
    except SightError as error:
        raise SetupRefused(key, told_by(error)) from None


def _setting(key: str, value: object, folder: Path | None) -> Any:
    if key == "ca_file":
        return _certificate(key, value, folder)
    try:
        return _SETTINGS[key](key, value)
    except BadSetting as error:
        raise SetupRefused(key, error.reason) from None


def _certificate(key: str, value: object, folder: Path | None) -> Path:
    """The whole path of a file that holds at least one certificate."""
    if not isinstance(value, str) or not value or "\0" in value or any("\ud800" <= c <= "\udfff" for c in value):
        raise SetupRefused(key, Phrase(QT_TRANSLATE_NOOP("Said", "is not a path")))
    path = Path(value)
    if not path.is_absolute():
        if folder is None:
            raise SetupRefused(key, Phrase(QT_TRANSLATE_NOOP("Said", "is not a whole path")))
        path = folder.absolute() / path
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_CA_BYTES + 1)
    except OSError as error:
        raise SetupRefused(
            key, Phrase(QT_TRANSLATE_NOOP("Said", "cannot be read: {why}"), why=error.strerror or type(error).__name__)
        ) from None
    if len(data) > _LARGEST_CA_BYTES:
        raise SetupRefused(key, Phrase(QT_TRANSLATE_NOOP("Said", "is too large")))
    try:
        # Only the certificates themselves: the remarks between them may be in any alphabet.
        certificates = b"\n".join(_CERTIFICATE.findall(data)).decode("ascii")
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cadata=certificates)
    except (ssl.SSLError, ValueError):
        raise SetupRefused(key, Phrase(QT_TRANSLATE_NOOP("Said", "holds no PEM certificate"))) from None
    return path

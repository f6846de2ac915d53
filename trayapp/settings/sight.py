"""By what the calls are seen: logins of the Real-time service and the code of the Active Calls service (design §7).

All of it lies with the account in the keyring. The account and token logins and the code open the calls of a whole
organisation; they are for shared or special desks, and a rep is never asked for them. The addresses that they are sent
to lie beside them, for whoever could change an address in a file could have the secrets sent elsewhere.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self
from urllib.parse import urlsplit

from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase
from trayapp.voicenter.hosts import parse_host
from trayapp.voicenter.realtime.login import LoginKind

_LONGEST_EMAIL = 254
_LONGEST_PASSWORD = 256
_LONGEST_TOKEN = 1024
_LONGEST_ADDRESS = 200


class SightError(ValueError):
    """A value cannot be what it should be, or two of them do not go together. The sentence never repeats a value."""


def _check(name: str, longest: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not text:
            raise SightError(Phrase(QT_TRANSLATE_NOOP("Said", "The {name} is empty."), name=name))
        if len(text) > longest:
            raise SightError(
                Phrase(
                    QT_TRANSLATE_NOOP("Said", "The {name} is longer than {count} characters."),
                    name=name,
                    count=longest,
                )
            )
        if any(ord(character) < ord(" ") or "\x7f" <= character <= "\x9f" for character in text):
            raise SightError(
                Phrase(QT_TRANSLATE_NOOP("Said", "The {name} must not hold control characters."), name=name)
            )
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise SightError(Phrase(QT_TRANSLATE_NOOP("Said", "The {name} holds half a character."), name=name))
        return text

    return check


def check_email(text: str) -> str:
    """The rep's e-mail address without blanks around it; that it exists, the login shows. Raises SightError."""
    text = _check(Phrase(QT_TRANSLATE_NOOP("Said", "e-mail address")), _LONGEST_EMAIL)(text.strip())
    before, at, after = text.rpartition("@")
    if not (before and at and after) or any(character.isspace() for character in text):
        raise SightError(Phrase(QT_TRANSLATE_NOOP("Said", "This is not an e-mail address.")))
    return text


def check_address(text: str) -> str:
    """An address of a service: HTTPS (plain HTTP for this machine alone), with neither login nor query.

    Raises SightError.
    """
    text = _check(Phrase(QT_TRANSLATE_NOOP("Said", "address")), _LONGEST_ADDRESS)(text.strip().rstrip("/"))
    scheme, _, rest = text.partition("://")
    try:
        host = parse_host(text)
        path = urlsplit(f"//{rest}").path
    except ValueError:
        raise SightError(Phrase(QT_TRANSLATE_NOOP("Said", "This is not an address."))) from None
    if scheme.lower() not in ("https", "http") or (scheme.lower() == "http" and not host.plain):
        raise SightError(Phrase(QT_TRANSLATE_NOOP("Said", "The address does not begin with https://.")))
    if "?" in rest or "#" in rest:
        raise SightError(Phrase(QT_TRANSLATE_NOOP("Said", "The address holds a query.")))
    return f"{host.base_url}{path}"


CHECKS: Mapping[str, Callable[[str], str]] = {
    "realtime_email": check_email,
    "realtime_password": _check(Phrase(QT_TRANSLATE_NOOP("Said", "password")), _LONGEST_PASSWORD),
    "realtime_username": _check(Phrase(QT_TRANSLATE_NOOP("Said", "user name of the account")), _LONGEST_EMAIL),
    "realtime_token": _check(Phrase(QT_TRANSLATE_NOOP("Said", "token")), _LONGEST_TOKEN),
    "active_calls_code": _check(Phrase(QT_TRANSLATE_NOOP("Said", "code")), _LONGEST_PASSWORD),
    "login_url": check_address,
    "active_calls_url": check_address,
}
"""Each field with the function that returns it checked, or raises SightError."""


@dataclass(frozen=True, slots=True)
class Sight:
    """The secrets by which the calls are seen, and where they are sent; none of it shows in `repr`.

    Without any secret, nothing is seen.
    """

    realtime_email: str | None = field(default=None, repr=False)
    realtime_password: str | None = field(default=None, repr=False)
    """Of the e-mail address, or of the account's user name."""
    realtime_username: str | None = field(default=None, repr=False)
    realtime_token: str | None = field(default=None, repr=False)
    active_calls_code: str | None = field(default=None, repr=False)
    login_url: str | None = field(default=None, repr=False)
    """Where the Real-time service logs in, without the last part; None for the vendor's own (protocol sheet §3.2)."""
    active_calls_url: str | None = field(default=None, repr=False)
    """The Active Calls service; None for the vendor's own (protocol sheet §2.1)."""

    @property
    def login(self) -> LoginKind | None:
        """By what to log in; None where nothing, or not all that it takes, is given."""
        if self.realtime_token is not None:
            return LoginKind.TOKEN
        if self.realtime_password is None:
            return None
        if self.realtime_email is not None:
            return LoginKind.USER
        return LoginKind.ACCOUNT if self.realtime_username is not None else None

    def check(self) -> None:
        """Raise SightError where the secrets do not go together."""
        names = [self.realtime_email, self.realtime_username, self.realtime_token]
        if sum(name is not None for name in names) > 1:
            raise SightError(
                Phrase(QT_TRANSLATE_NOOP("Said", "Only one of e-mail address, user name and token can be used."))
            )
        if self.realtime_token is not None and self.realtime_password is not None:
            raise SightError(Phrase(QT_TRANSLATE_NOOP("Said", "A token is used without a password.")))
        half = (self.realtime_email is None and self.realtime_username is None) != (self.realtime_password is None)
        if half and self.realtime_token is None:
            raise SightError(Phrase(QT_TRANSLATE_NOOP("Said", "A login takes a name and a password.")))

    def secret_texts(self) -> tuple[str, ...]:
        """What must not be read in a log."""
        return tuple(value for value in self.to_table().values() if value)

    def to_table(self) -> dict[str, str | None]:
        """Its fields by name, for the document in the keyring."""
        return {known.name: getattr(self, known.name) for known in fields(self)}

    @classmethod
    def take_from(cls, table: dict[str, Any]) -> Self:
        """Take its fields out of a document. Raises SightError where one of them is wrong."""
        values: dict[str, str | None] = {}
        for name, check in CHECKS.items():
            value = table.pop(name, None)
            if value is not None and not isinstance(value, str):
                raise SightError(Phrase(QT_TRANSLATE_NOOP("Said", "A {name} is not a text."), name=name))
            values[name] = None if value is None else check(value)
        return cls(**values)

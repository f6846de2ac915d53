"""Who may log in, and the tokens that were given out (protocol sheet §3.2)."""

import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any

from trayapp.simulator.phones import PhoneSystem

LAST_USED_VERSION = "1.3.7"
"""The socket.io client that the vendor names."""


class LoginKind(StrEnum):
    """The last part of the login's path."""

    USER = "User"
    ACCOUNT = "Account"
    TOKEN = "Token"  # noqa: S105  (a kind, no secret)


class BadToken(StrEnum):
    """What the socket does with a token that it does not know."""

    SILENCE = "silence"
    """It connects, answers pings, and says nothing."""
    ERROR = "error"
    """An error packet (`44`); the websocket stays open."""
    DISCONNECT = "disconnect"
    """A disconnect packet (`41`), and the end."""
    HTTP_401 = "http_401"
    """There is no websocket."""


class Expired(StrEnum):
    """What becomes of a socket whose token expires."""

    STAYS = "stays"
    KEEPALIVE_ERROR = "keepalive_error"
    """It goes on, but `keepaliveResponse` carries an error."""
    CUT = "cut"


class WrongLogin(StrEnum):
    """The answer to wrong credentials."""

    HTTP_401 = "http_401"
    HTTP_500 = "http_500"
    ERROR_KEY = "error_key"
    """HTTP 200 with a key `error`."""
    NO_DATA = "no_data"
    """HTTP 200 with `Data: null`."""


class ExpiryAs(StrEnum):
    """How `TokenExpiry` is written."""

    LOCAL = "local"
    UTC = "utc"
    ZULU = "zulu"
    """UTC with a Z."""


@dataclass(frozen=True, slots=True)
class LoginRules:
    """What is not known of the real login (protocol sheet §6, 6-8)."""

    token_life_s: float = 3600.0
    refresh_life_s: float = 30 * 86_400.0
    expiry_as: ExpiryAs = ExpiryAs.LOCAL
    gives_refresh_token: bool = True
    rotates_refresh_token: bool = True
    """A refresh token works once; each refresh brings another."""
    capital_url: bool = False
    """`URL` and `PersonID` instead of `Url` and `PersonId`."""
    as_monitor_list: bool = False
    """`MonitorList` with priorities, in no order, instead of `URLList`."""
    version: str = LAST_USED_VERSION
    wrong_login: WrongLogin = WrongLogin.HTTP_401
    bad_token: BadToken = BadToken.SILENCE
    expired: Expired = Expired.STAYS
    account_token_is_socket_token: bool = False
    """The account's own token works at the socket without a login."""


@dataclass(frozen=True, slots=True)
class Secrets:
    """What opens the simulated account, made anew for each simulation."""

    pins: dict[str, str] = field(repr=False)
    """For each user's e-mail address, in the order of the extensions."""
    username: str = field(repr=False)
    password: str = field(repr=False)
    token: str = field(repr=False)

    @classmethod
    def make(cls, extensions: int) -> "Secrets":
        """One user for each extension."""
        pins = {f"desk{number}@demo.invalid": secrets.token_urlsafe(9) for number in range(1, extensions + 1)}
        return cls(pins, "demo-account", secrets.token_urlsafe(9), secrets.token_urlsafe(24))

    @property
    def email(self) -> str:
        """The rep's."""
        return next(iter(self.pins))


@dataclass(frozen=True, slots=True)
class Identity:
    """Who has logged in."""

    kind: LoginKind
    person_id: int
    extensions: tuple[str, ...] = field(repr=False)
    """The own ones; an account has all."""


@dataclass(slots=True)
class _Grant:
    identity: Identity
    expires_at_s: float


class WrongCredentialsError(Exception):
    """Nobody has these credentials, or this refresh token."""


class Logins:
    """Gives out tokens and knows them again. Decides by the phones' clock; the caller serialises.

    Args:
        phones: whose extensions have users.
        urls: the monitors' addresses, the best first, asked at each login.
        rules: may be replaced while it is used.
        known: the credentials.
    """

    def __init__(
        self,
        phones: PhoneSystem,
        urls: Callable[[], Sequence[str]],
        *,
        rules: LoginRules | None = None,
        known: Secrets | None = None,
    ) -> None:
        self.rules = rules or LoginRules()
        self.secrets = known or Secrets.make(len(phones.extensions))
        self._phones = phones
        self._urls = urls
        self._tokens: dict[str, _Grant] = {}
        self._refresh_tokens: dict[str, _Grant] = {}

    def log_in(self, kind: LoginKind, name: str, secret: str) -> dict[str, Any]:
        """Check credentials. Returns `Data.Socket`.

        Args:
            kind: what the other two are.
            name: e-mail address or user name; nothing for a token.
            secret: pin, password or token.

        Raises:
            WrongCredentialsError: they are wrong.
        """
        known = self.secrets
        match kind:
            case LoginKind.USER:
                pin = known.pins.get(name)
                good = pin is not None and _same(pin, secret)
            case LoginKind.ACCOUNT:
                good = _same(known.username, name) and _same(known.password, secret)
            case LoginKind.TOKEN:
                good = _same(known.token, secret)
        if not good:
            raise WrongCredentialsError
        return self._grant(self._identity(kind, name), refreshable=True)

    def refresh(self, refresh_token: str) -> dict[str, Any]:
        """Trade a refresh token for everything new. Returns `Data.Socket`.

        Raises:
            WrongCredentialsError: it is not known, spent, or too old.
        """
        grant = self._refresh_tokens.get(refresh_token)
        if grant is None or grant.expires_at_s <= self._phones.now():
            raise WrongCredentialsError
        rotates = self.rules.rotates_refresh_token
        if rotates:
            del self._refresh_tokens[refresh_token]
        issued = self._grant(grant.identity, refreshable=rotates)
        if not rotates:
            issued["RefreshToken"] = refresh_token
            issued["RefreshTokenExpiry"] = self._written(grant.expires_at_s)
        return issued

    def expires_at_s(self, token: str) -> float | None:
        """When a socket token expires, on the phones' clock; None if it never does or is not known."""
        grant = self._tokens.get(token)
        return None if grant is None else grant.expires_at_s

    def identity_of(self, token: str) -> Identity | None:
        """Whose a socket token is, if it is valid now."""
        if self.rules.account_token_is_socket_token and _same(self.secrets.token, token):
            return self._identity(LoginKind.TOKEN, "")
        grant = self._tokens.get(token)
        return None if grant is None or grant.expires_at_s <= self._phones.now() else grant.identity

    def expire_tokens(self) -> None:
        """Every socket token that was given out expires now; the refresh tokens stay good."""
        now_s = self._phones.now()
        for grant in self._tokens.values():
            grant.expires_at_s = min(grant.expires_at_s, now_s)

    def forget_refresh_tokens(self) -> None:
        """No refresh works any more: only a login helps."""
        self._refresh_tokens.clear()

    def _identity(self, kind: LoginKind, email: str) -> Identity:
        extensions = self._phones.extensions
        if kind is not LoginKind.USER:
            return Identity(kind, 1, extensions)
        place = list(self.secrets.pins).index(email)
        return Identity(kind, 10 + place, (extensions[place],))

    def _grant(self, identity: Identity, *, refreshable: bool) -> dict[str, Any]:
        rules, now_s = self.rules, self._phones.now()
        self._drop_old(now_s)
        token = secrets.token_urlsafe(32)
        self._tokens[token] = _Grant(identity, now_s + rules.token_life_s)
        issued: dict[str, Any] = {
            "Token": token,
            "TokenExpiry": self._written(now_s + rules.token_life_s),
            "PersonID" if rules.capital_url else "PersonId": identity.person_id,
            "Version": rules.version,
        }
        if refreshable and rules.gives_refresh_token:
            refresh_token = secrets.token_urlsafe(32)
            self._refresh_tokens[refresh_token] = _Grant(identity, now_s + rules.refresh_life_s)
            issued["RefreshToken"] = refresh_token
            issued["RefreshTokenExpiry"] = self._written(now_s + rules.refresh_life_s)
        urls = list(self._urls())
        issued["URL" if rules.capital_url else "Url"] = urls[0]
        issued["Client"] = f"{urls[0]}monitorAPI/GetSocketClient?v={rules.version}"
        if rules.as_monitor_list:
            ranked = [
                {
                    "URLID": place + 1,
                    "Priority": len(urls) - place,
                    "Version": rules.version,
                    "Domain": url.partition("://")[2].rstrip("/"),
                }
                for place, url in enumerate(urls)
            ]
            issued["MonitorList"] = ranked[::-1]
        else:
            issued["URLList"] = urls
        return issued

    def _drop_old(self, now_s: float) -> None:
        for granted in (self._tokens, self._refresh_tokens):
            for token in [token for token, grant in granted.items() if grant.expires_at_s < now_s]:
                del granted[token]

    def _written(self, at_s: float) -> str:
        clock = self._phones.clock
        local = clock.local(at_s)
        if self.rules.expiry_as is ExpiryAs.LOCAL:
            return f"{local:%Y-%m-%dT%H:%M:%S}"
        utc = local - timedelta(minutes=clock.offset_minutes)
        return f"{utc:%Y-%m-%dT%H:%M:%S}" + ("Z" if self.rules.expiry_as is ExpiryAs.ZULU else "")


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())

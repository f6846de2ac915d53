"""Whose calls, and where: all that is secret, as one document for the operating system's keyring."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase, told_by
from trayapp.settings.sight import Sight, SightError
from trayapp.voicenter.hosts import HostError, parse_host

_SCHEMA = 1
_LONGEST_EXTENSION = 64
MOST_HOSTS = 6
"""Monitor hosts that are remembered of a login, whose list has a handful (protocol sheet §3.4)."""
_LONGEST_UNITS = 1280
"""In UTF-16: what the Credential Manager of Windows keeps. Remembered hosts have to make room for the rest."""


class AccountError(ValueError):
    """A value, or a stored document, is not what an account is made of. The sentence never repeats it."""


def check_extension(text: str) -> str:
    """The extension (SIP ID) without blanks around it.

    Its form is the vendor's affair (protocol sheet §1.2: a string); only what cannot be one is refused.

    Raises:
        AccountError: Empty, longer than 64 characters, or with blanks or control characters inside.
    """
    text = text.strip()
    if not text:
        raise AccountError(Phrase(QT_TRANSLATE_NOOP("Said", "The extension is empty.")))
    if len(text) > _LONGEST_EXTENSION:
        raise AccountError(
            Phrase(
                QT_TRANSLATE_NOOP("Said", "The extension is longer than {count} characters."),
                count=_LONGEST_EXTENSION,
            )
        )
    if not text.isprintable() or any(character.isspace() for character in text):
        raise AccountError(
            Phrase(QT_TRANSLATE_NOOP("Said", "The extension must not hold blanks or control characters."))
        )
    return text


def check_host(text: str) -> str:
    """The monitor host in its shortest form. Raises AccountError with a sentence for people."""
    try:
        host = parse_host(text)
    except HostError as error:
        raise AccountError(told_by(error)) from None
    return host.base_url if host.plain else host.authority


def _new_key() -> str:
    return secrets.token_hex(32)


@dataclass(frozen=True, slots=True)
class Account:
    """What the keyring keeps. None of it shows in `repr`. Fields of later versions are kept and written back."""

    extension: str | None = field(default=None, repr=False)
    monitor_host: str | None = field(default=None, repr=False)
    """As `check_host` gives it; `trayapp.voicenter.hosts.parse_host` reads it."""
    memory_key: str = field(default_factory=_new_key, repr=False, compare=False)
    """64 hexadecimal digits, random: the key to what is remembered of this account (`remembered.fingerprint`)."""
    sight: Sight = field(default_factory=Sight, repr=False)
    known_hosts: tuple[str, ...] = field(default=(), repr=False)
    """The monitor hosts that the last login named, in order and as `check_host` gives them; a pause of before may have
    to be resumed at one of them before there is a new login."""
    others: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def complete(self) -> bool:
        """Whether requests can be sent."""
        return self.extension is not None and self.monitor_host is not None

    @property
    def short_extension(self) -> str:
        """Its last three characters, as the pill shows them; "" where there is none."""
        return (self.extension or "")[-3:]

    def secret_texts(self) -> tuple[str, ...]:
        """What must not be read in a log: for `trayapp.log.register_secret`."""
        texts = [self.extension, self.monitor_host, self.memory_key, *self.sight.secret_texts()]
        for text in (self.monitor_host, *self.known_hosts):
            if text is not None:
                host = parse_host(text)
                texts += [text, host.authority, host.name]
        return tuple(text for text in texts if text)

    def seen_by(self, sight: Sight) -> Self:
        """The same account, with another login or the same; what another one named is forgotten."""
        return self if sight == self.sight else replace(self, sight=sight, known_hosts=())

    def to_document(self) -> str:
        """The JSON document for the keyring, with as many of the remembered hosts as there is room for."""
        text = self._to_json()
        if self.known_hosts and len(text.encode("utf-16-le")) > 2 * _LONGEST_UNITS:
            return replace(self, known_hosts=self.known_hosts[:-1]).to_document()
        return text

    def _to_json(self) -> str:
        document = {
            **self.others,
            "schema": _SCHEMA,
            "extension": self.extension,
            "monitor_host": self.monitor_host,
            "memory_key": self.memory_key,
            **{name: value for name, value in self.sight.to_table().items() if value is not None},
            **({"known_hosts": list(self.known_hosts)} if self.known_hosts else {}),
        }
        return json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

    @classmethod
    def from_document(cls, text: str) -> Self:
        """Read what `to_document` wrote. Raises AccountError where it is anything else."""
        try:
            document = json.loads(text)
        except (ValueError, RecursionError):
            raise AccountError(Phrase(QT_TRANSLATE_NOOP("Said", "The keyring's item is not readable."))) from None
        if not isinstance(document, dict) or document.pop("schema", None) != _SCHEMA:
            raise AccountError(
                Phrase(
                    QT_TRANSLATE_NOOP("Said", "The keyring's item was written by another program or another version.")
                )
            )
        extension = _text_or_none(document, "extension")
        host = _text_or_none(document, "monitor_host")
        key = _text_or_none(document, "memory_key")
        hosts = document.pop("known_hosts", [])
        if not isinstance(hosts, list) or len(hosts) > MOST_HOSTS or not all(isinstance(one, str) for one in hosts):
            raise AccountError(Phrase(QT_TRANSLATE_NOOP("Said", "The keyring's item holds hosts that are none.")))
        try:
            sight = Sight.take_from(document)
        except SightError as error:
            raise AccountError(told_by(error)) from None
        return cls(
            extension=None if extension is None else check_extension(extension),
            monitor_host=None if host is None else check_host(host),
            memory_key=_new_key() if key is None else _check_key(key),
            sight=sight,
            known_hosts=tuple(check_host(one) for one in hosts),
            others=document,
        )


def _text_or_none(document: dict[str, Any], key: str) -> str | None:
    """Take a field out of a document. Raises AccountError where it is neither a text nor null nor missing."""
    value = document.pop(key, None)
    if value is not None and not isinstance(value, str):
        raise AccountError(
            Phrase(QT_TRANSLATE_NOOP("Said", "The keyring's item holds a {key} that is not a text."), key=key)
        )
    return value


def _check_key(text: str) -> str:
    """The key itself. Raises AccountError where it is none."""
    try:
        good = len(bytes.fromhex(text)) == 32  # noqa: PLR2004  (bytes of a SHA-256 key)
    except ValueError:
        good = False
    if not good:
        raise AccountError(Phrase(QT_TRANSLATE_NOOP("Said", "The keyring's item holds a key that is none.")))
    return text

"""The monitor host: the server of the account that mute requests go to (protocol sheet §4)."""

import ipaddress
import re
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

_LONGEST_TEXT = 2048
_LONGEST_NAME = 253
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_LIKE_A_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_SCHEMES = {"https": 443, "http": 80, "wss": 443, "ws": 80}
"""With the port each means: the vendor's socket addresses name the same host (protocol sheet §4.2)."""


class HostFlaw(StrEnum):
    """What is wrong with a text that should name a host."""

    EMPTY = "empty"
    NOT_A_HOST = "not_a_host"
    BAD_PORT = "bad_port"
    BAD_SCHEME = "bad_scheme"
    HAS_LOGIN = "has_login"


_SENTENCES = {
    HostFlaw.EMPTY: Phrase(QT_TRANSLATE_NOOP("Said", "The monitor host is empty.")),
    HostFlaw.NOT_A_HOST: Phrase(QT_TRANSLATE_NOOP("Said", "This is not the name of a host.")),
    HostFlaw.BAD_PORT: Phrase(QT_TRANSLATE_NOOP("Said", "The port must be a whole number from 1 to 65535.")),
    HostFlaw.BAD_SCHEME: Phrase(
        QT_TRANSLATE_NOOP("Said", "The monitor host's address must begin with https://, or with its name.")
    ),
    HostFlaw.HAS_LOGIN: Phrase(
        QT_TRANSLATE_NOOP("Said", "The monitor host's address must not carry a user name or a password.")
    ),
}


class HostError(ValueError):
    """A text does not name a monitor host. The sentence never repeats the text; `flaw` says what is wrong."""

    def __init__(self, flaw: HostFlaw) -> None:
        super().__init__(_SENTENCES[flaw])
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class MonitorHost:
    """Where requests go. Made by `parse_host`; its `repr` shows neither name nor port."""

    name: str = field(repr=False)
    """Lower-case ASCII (IDNA) name, or an address without brackets."""
    port: int | None = field(default=None, repr=False)
    """None for the port that the scheme means."""
    plain: bool = False
    """Plain HTTP: loopback hosts only."""

    def __post_init__(self) -> None:
        if self.plain and not self.loopback:
            raise HostError(HostFlaw.BAD_SCHEME)

    @property
    def authority(self) -> str:
        """Name and port as they stand in an address, the brackets of IPv6 included."""
        name = f"[{self.name}]" if ":" in self.name else self.name
        return name if self.port is None else f"{name}:{self.port}"

    @property
    def loopback(self) -> bool:
        """Whether the host is this machine, by name or by address."""
        if self.name == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.name).is_loopback
        except ValueError:
            return False

    @property
    def base_url(self) -> str:
        """`https://` and the authority; `http://` only for a loopback host that was written so.

        `parse_host` of it gives an equal host.
        """
        return f"{'http' if self.plain else 'https'}://{self.authority}"


def parse_host(text: str) -> MonitorHost:
    """The host that a person typed or pasted: a name, an address, or a whole URL of which only the host counts.

    The whole domain is kept (protocol sheet §4.3). `http://` is taken at its word for loopback hosts alone; for any
    other host it means HTTPS.

    Raises:
        HostError: The text names no host.
    """
    text = text.strip()
    if not text:
        raise HostError(HostFlaw.EMPTY)
    if len(text) > _LONGEST_TEXT or not text.isprintable() or re.search(r"[\s\\]", text):
        raise HostError(HostFlaw.NOT_A_HOST)
    scheme, separator, rest = text.partition("://")
    if not separator:
        scheme, rest = "https", text
    scheme = scheme.lower()
    if scheme not in _SCHEMES:
        raise HostError(HostFlaw.BAD_SCHEME)
    try:
        parts = urlsplit(f"//{rest}")
        raw_name = parts.hostname or ""
    except ValueError:
        raise HostError(HostFlaw.NOT_A_HOST) from None
    if "@" in parts.netloc:
        raise HostError(HostFlaw.HAS_LOGIN)
    name = _address(raw_name) if "[" in parts.netloc else _name(raw_name)
    plain = scheme in ("http", "ws") and MonitorHost(name).loopback
    port = _port(parts.netloc)
    if port == _SCHEMES[scheme]:
        port = None
    return MonitorHost(name, port, plain)


def _port(netloc: str) -> int | None:
    """The port behind the last colon outside brackets, if there is one."""
    digits = re.search(r":([^:\]]*)$", netloc)
    if not digits:
        return None
    if not re.fullmatch(r"[0-9]{1,5}", digits[1]) or not 0 < int(digits[1]) < 1 << 16:
        raise HostError(HostFlaw.BAD_PORT)
    return int(digits[1])


def _address(text: str) -> str:
    """An IPv6 address in its shortest form. Zones name a network card of one machine, so they are refused."""
    try:
        address = ipaddress.IPv6Address(text)
    except ValueError:
        raise HostError(HostFlaw.NOT_A_HOST) from None
    if address.scope_id is not None:
        raise HostError(HostFlaw.NOT_A_HOST)
    return str(address)


def _name(text: str) -> str:
    """An IPv4 address, or a domain name in ASCII and lower case without the closing dot."""
    if len(text) > _LONGEST_NAME + 1:
        raise HostError(HostFlaw.NOT_A_HOST)
    try:
        name = text.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        raise HostError(HostFlaw.NOT_A_HOST) from None
    labels = name.split(".")
    if len(name) > _LONGEST_NAME or not all(_LABEL.fullmatch(label) for label in labels):
        raise HostError(HostFlaw.NOT_A_HOST)
    if _LIKE_A_NUMBER.fullmatch(labels[-1]):
        # Resolvers read 127.1 and 0x7f000001 as addresses; only the plain notation is taken for one.
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError:
            raise HostError(HostFlaw.NOT_A_HOST) from None
    return name

"""Lines, each sealed to the one before by a keyed hash (HMAC-SHA-256). Pure.

A line is a JSON object: its number `n`, counted through all files of a slot, what it records, the seal of the line
before as `prev`, and last its own seal `mac`, over everything that stands before it. So a changed bit breaks its line's
seal, and a line that is lost, added or moved breaks the count and the chain.

A line of kind `link` records nothing but the chain itself: it is the first of each file and of each run of the program.
It names the key by which the lines from here on are sealed (`key`; empty while the keyring cannot be had, when the seal
is a plain hash), the month of the file before (`after`), the length of an unfinished line that the program found at its
start (`torn`, bytes), and how many records could not be written (`lost`).
"""

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LINK = "link"
_LINE = re.compile(rb'(\{.*),"mac":"([0-9a-f]{64})"\}', re.DOTALL)
NO_KEY = b""
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class End:
    """The last line of a chain: where the next one is joined."""

    n: int = 0
    mac: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that can be read. Whether its seal is right is another question."""

    n: int
    mac: str
    prev: str
    document: Mapping[str, object]
    sealed: bytes
    """What the seal is over."""

    @property
    def key_name(self) -> str | None:
        """The key that a link names; None for any other line."""
        name = self.document.get("key")
        return name if self.document.get("kind") == LINK and isinstance(name, str) else None


def key_name(key: bytes) -> str:
    """What a key is called in a link, without telling it; empty for no key."""
    return hmac.new(key, b"recording-pause journal", hashlib.sha256).hexdigest()[:16] if key else ""


def seal(documents: Iterable[Mapping[str, object]], end: End, key: bytes) -> tuple[bytes, End]:
    """Lines for documents, joined to the end of a chain.

    Returns:
        The lines, and the end from now on.
    """
    lines: list[bytes] = []
    for document in documents:
        n = end.n + 1
        body = json.dumps({"n": n, **document, "prev": end.mac}, separators=(",", ":"), allow_nan=False)
        sealed = body[:-1].encode("ascii")
        mac = _mac(sealed, key)
        lines.append(b'%s,"mac":"%s"}\n' % (sealed, mac.encode("ascii")))
        end = End(n, mac)
    return b"".join(lines), end


def _mac(sealed: bytes, key: bytes) -> str:
    return hmac.digest(key, sealed, "sha256").hex()


def is_sealed(line: Line, key: bytes) -> bool:
    """Whether the line is as it was written by whoever had the key."""
    return hmac.compare_digest(_mac(line.sealed, key), line.mac)


def read_line(text: bytes) -> Line | None:
    """What stands in a line, given without its end; None where it cannot be read."""
    match = _LINE.fullmatch(text)
    if match is None:
        return None
    try:
        document = json.loads(match[1] + b"}")
    except (ValueError, RecursionError):
        return None
    n, prev = document.pop("n", None), document.pop("prev", None)
    if type(n) is not int or n < 1 or not isinstance(prev, str) or not isinstance(document.get("kind"), str):
        return None
    return Line(n, match[2].decode("ascii"), prev, document, match[1])

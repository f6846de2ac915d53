"""What was proven and seen before, so that it need not be proven again (design: evidence, proof).

The file names no account. Each entry is an HMAC-SHA-256 of extension, host and mute value. An extension has so few
digits that a salt lying beside the hash would protect nothing: all of them can be tried in a second. So the key is
kept with the account in the keyring, and without the keyring the entries say nothing. The price: an account that is
set up afresh, with a new key, has to be proven afresh, which is right.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from trayapp.disk import read_at_most, turn_at, write_atomically
from trayapp.settings.account import Account

_SCHEMA = 1
_LARGEST_BYTES = 256 * 1024
_KEPT = 50
"""Old fingerprints are dropped beyond this many: accounts that are no longer used at this desk."""


def fingerprint(account: Account, mute_value: str) -> str:
    """Stands for extension, host and mute value; any change of one of them gives another."""
    parts = json.dumps([account.extension, account.monitor_host, mute_value]).encode()
    return hmac.new(bytes.fromhex(account.memory_key), parts, hashlib.sha256).hexdigest()


def host_name(account: Account, host: str) -> str:
    """Stands for one host of an account, in what is written down of a pause."""
    return hmac.new(bytes.fromhex(account.memory_key), host.encode(), hashlib.sha256).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is known of each fingerprint."""

    proven: tuple[str, ...] = ()
    """Fingerprints of the set-ups that *Prove it* has proven, oldest first."""
    shown: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """For each fingerprint the sources that have shown both values of the recorder's state."""
    disproven: frozenset[str] = frozenset()
    """Fingerprints whose proof has failed in this run, whatever stands in the file; not written down."""

    def with_proof(self, print_: str, *, proven: bool = True) -> Self:
        """The same, with one more proven set-up, or one that failed its proof."""
        others = tuple(p for p in self.proven if p != print_)
        if not proven:
            return replace(self, proven=others, disproven=self.disproven | {print_})
        return replace(self, proven=(*others, print_)[-_KEPT:], disproven=self.disproven - {print_})

    def with_shown(self, print_: str, source: str) -> Self:
        """The same, with one more source that has shown both values."""
        others = {p: sources for p, sources in self.shown.items() if p != print_}
        entries = [*others.items(), (print_, self.shown.get(print_, frozenset()) | {source})]
        return replace(self, shown=dict(entries[-_KEPT:]))

    def with_all_of(self, other: Self) -> Self:
        """The same, with what another program of the same user has remembered."""
        merged = self
        for print_ in other.proven:
            merged = merged.with_proof(print_)
        for print_ in other.disproven:
            merged = merged.with_proof(print_, proven=False)
        for print_, sources in other.shown.items():
            for source in sources:
                merged = merged.with_shown(print_, source)
        return merged

    @classmethod
    def add(cls, path: Path, news: Self) -> None:
        """Write down what is new, beside what is there. Waits for the disk; raises `trayapp.disk.NotSaved`."""
        with turn_at(path):
            cls.load(path).with_all_of(news).save(path)

    def save(self, path: Path) -> None:
        """Write it down. Waits for the disk; raises `trayapp.disk.NotSaved`."""
        document = {
            "schema": _SCHEMA,
            "proven": list(self.proven),
            "shown": {p: sorted(sources) for p, sources in self.shown.items()},
        }
        write_atomically(path, json.dumps(document, indent=1).encode())

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read it.

        A file that is missing or damaged means nothing worse than having to prove again: then it is empty.
        """
        try:
            document = json.loads(read_at_most(path, _LARGEST_BYTES))
            if document["schema"] != _SCHEMA:
                return cls()
            proven = tuple(_text(p) for p in document["proven"])
            shown = {p: frozenset(_text(s) for s in sources) for p, sources in document["shown"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return cls()
        return cls(proven, shown)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value

"""What an administrator has laid down for every user of this machine, as the system keeps it: names and plain values.

What the names mean, and which values they may have, `trayapp.settings.policy` knows.
"""

import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Protocol

__all__ = ["NoPolicy", "PolicyError", "PolicySource", "choose_policy"]


class PolicyError(Exception):
    """There is a policy that cannot be gone by: not readable, not well formed, or not an administrator's.

    Its text says where it lies and what is wrong with it, for people, and repeats nothing of it.

    Args:
        text: what is wrong.
        rest: what is laid down elsewhere, and is to be gone by all the same.
    """

    def __init__(self, text: str, rest: Mapping[str, Any] = MappingProxyType({})) -> None:
        super().__init__(text)
        self.rest = rest


class PolicySource(Protocol):
    """Where a system keeps policies. Reading takes the disk, once at the start."""

    def read(self) -> Mapping[str, Any]:
        """All that is laid down; empty where nothing is. Raises PolicyError."""


class NoPolicy:
    """Where no place for policies is known, and for the demo."""

    def read(self) -> Mapping[str, Any]:
        """Nothing."""
        return {}


def choose_policy() -> PolicySource:
    """The place of this system."""
    platform: str = sys.platform
    if platform == "linux":
        from trayapp.desktop.policy.linux import EtcPolicy  # noqa: PLC0415  (one platform's part)

        return EtcPolicy()
    if platform == "win32":
        from trayapp.desktop.policy.windows import RegistryPolicy  # noqa: PLC0415  (one platform's part)

        return RegistryPolicy()
    return NoPolicy()

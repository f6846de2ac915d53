"""The system's proxy: which way this desktop wants the web to be reached.

Asking may take seconds (a configuration script that has to be fetched first), so it is done off the press path and the
last answer is kept.
"""

from collections.abc import Callable, Mapping
from typing import Protocol

__all__ = ["OnFound", "Proxies", "ProxyLookup", "ask_system", "choose_lookup"]

Proxies = Mapping[str, str]
"""Proxy address by URL scheme, as `requests` wants it; empty for a direct way. May carry a password: never log it."""

OnFound = Callable[[Proxies], None]
"""Called with an answer that differs from the one before, from a thread of the lookup."""


class ProxyLookup(Protocol):
    """Asks the system. Nothing here blocks or raises."""

    @property
    def proxies(self) -> Proxies:
        """The last answer; empty before the first."""

    def refresh(self, url: str) -> None:
        """Ask how to reach `url`, which names scheme and host alone. While an answer is awaited, the last URL waits."""

    def close(self) -> None:
        """Tell no more answers."""


def choose_lookup(on_found: OnFound) -> ProxyLookup:
    """The lookup of this platform: Qt's own, everywhere."""
    from trayapp.desktop.proxy.qt import QtProxyLookup  # noqa: PLC0415  (QtNetwork, not to be loaded at the start)

    return QtProxyLookup(on_found)


def ask_system(url: str) -> Proxies:
    """Ask once how to reach `url`. It may block for seconds, so it is for a worker's thread."""
    from trayapp.desktop.proxy.qt import system_proxies  # noqa: PLC0415  (as above)

    return system_proxies(url)

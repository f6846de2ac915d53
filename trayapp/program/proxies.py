"""The way to the web: as it is laid down for this machine, else as the system says."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from trayapp.settings.policy import Policy

if TYPE_CHECKING:
    from trayapp.desktop.proxy import ProxyLookup


class ProxyChoice:
    """Asks the system where nothing is laid down.

    Args:
        policy: what is laid down.
        on_found: called with proxies by scheme, when they are known or have changed; on a thread of the lookup.
    """

    def __init__(self, policy: Policy, on_found: Callable[[Mapping[str, str]], None]) -> None:
        self._on_found = on_found
        self._lookup: ProxyLookup | None = None
        self._fixed = policy.proxies

    @property
    def known(self) -> dict[str, str]:
        """The last answer; empty for a direct way, and before the first answer."""
        if self._fixed is not None:
            return dict(self._fixed)
        return {} if self._lookup is None else dict(self._lookup.proxies)

    def look_up(self, url: str) -> None:
        """Find out how `url` is reached, which names scheme and host alone. Does not block."""
        if self._fixed is not None:
            self._on_found(self._fixed)
            return
        if self._lookup is None:
            from trayapp.desktop.proxy import choose_lookup  # noqa: PLC0415  (not needed before there is a server)

            self._lookup = choose_lookup(self._on_found)
        self._lookup.refresh(url)

    def close(self) -> None:
        """Tell no more answers."""
        if self._lookup is not None:
            self._lookup.close()

"""Linux: the desktop portal's settings.

`reduced-motion` is the portal's own key since the end of 2025. Before it GNOME, and whoever takes over its keys, had
`enable-animations`, and KDE a factor by which animations take longer, 0 for none
(https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Settings.html).
"""

import logging
import os
import threading
from collections.abc import Mapping
from typing import Any

log = logging.getLogger(__name__)

_NAME, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_READ_ALL = "org.freedesktop.portal.Settings.ReadAll"
_APPEARANCE, _GNOME, _KDE = "org.freedesktop.appearance", "org.gnome.desktop.interface", "org.kde.kdeglobals.KDE"
_REDUCED = 1


class PortalMotion:
    """Asks in a thread that ends with the answer. What was known before stays where the portal does not answer."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        self._environment = environment
        self._reduced = False
        self._thread: threading.Thread | None = None

    def reduced(self) -> bool:
        """What was found by the last look."""
        return self._reduced

    def look(self) -> None:
        """Ask, unless a question is under way."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._ask, name="motion", daemon=True)
            self._thread.start()

    def wait(self, timeout_s: float) -> None:
        """Wait for an answer that is under way. For tests."""
        if self._thread is not None:
            self._thread.join(timeout_s)

    def _ask(self) -> None:
        from trayapp.desktop.bus import Bus, BusError, CallError  # noqa: PLC0415  (loaded beside the program)

        try:
            with Bus(bell=None, environment=self._environment) as bus:
                (settings,), _ = bus.call(_NAME, _PATH, _READ_ALL, "as", [_APPEARANCE, _GNOME, _KDE])
            self._reduced = is_reduced(settings)
        except (BusError, CallError) as error:
            log.debug("No portal says whether there should be less motion: %s", type(error).__name__)


def is_reduced(settings: Mapping[str, Mapping[str, tuple[str, Any]]]) -> bool:
    """What the portal's settings say: the values of each namespace, each with its signature."""

    def value(namespace: str, key: str) -> Any:
        return settings.get(namespace, {}).get(key, ("", None))[1]

    factor = value(_KDE, "AnimationDurationFactor")
    try:
        still = factor is not None and float(factor) == 0
    except (TypeError, ValueError):  # of whatever kind it is: it is nobody's documented setting
        still = False
    return still or value(_APPEARANCE, "reduced-motion") == _REDUCED or value(_GNOME, "enable-animations") is False

"""A screen reader's view of a desktop: the accessibility bus (AT-SPI), by the calls that Orca makes."""

import contextlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from trayapp.desktop.bell import Bell
from trayapp.desktop.bus import Bus, CallError
from trayapp.simulator.until import until

_REGISTRY, _ROOT = "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_STATE_SHOWING = 25
"""ATSPI_STATE_SHOWING."""
ANNOUNCEMENT = "org.a11y.atspi.Event.Object.Announcement"
POLITE, ASSERTIVE = 1, 2
"""ATSPI_LIVE_POLITE waits until the reader has spoken its sentence, ATSPI_LIVE_ASSERTIVE interrupts it."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that is shown, as a screen reader knows it."""

    role: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Said:
    """An announcement."""

    text: str
    urgency: int


class ScreenReader:
    """Says on the session bus that there is a screen reader, and listens and looks. A context manager."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._bell = Bell()
        with Bus(self._bell, environment) as session:
            is_enabled = ("org.a11y.Status", "IsEnabled", ("b", True))
            session.call("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties.Set", "ssv", *is_enabled)
            (address,), _ = session.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
        self._bus = Bus(self._bell, {"DBUS_SESSION_BUS_ADDRESS": str(address)})
        self._bus.call(_REGISTRY, "/org/a11y/atspi/registry", f"{_REGISTRY}.RegisterEvent", "s", "object:announcement")
        self._bus.watch(f"type='signal',interface='{ANNOUNCEMENT.rpartition('.')[0]}',member='Announcement'")
        self.heard: list[Said] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._bus.close()
        self._bell.close()

    def listen(self, wanted: str, timeout_s: float) -> Said:
        """Wait for an announcement with these words in it.

        Raises:
            TimeoutError: it does not come.
        """
        deadline_s = time.monotonic() + timeout_s
        while time.monotonic() < deadline_s:
            signal = self._bus.next_signal(deadline_s)
            if signal is not None and signal.name == ANNOUNCEMENT:
                _, urgency, _, (_, text), *_ = signal.body
                self.heard.append(Said(text, urgency))
                if wanted in text:
                    return self.heard[-1]
        raise TimeoutError(f"nobody said {wanted!r}, but {self.heard}")

    def window(self, name: str, timeout_s: float) -> list[Thing]:
        """Wait for a window of this name; all that is shown in it, itself first."""

        def found() -> list[Thing]:
            for application in self._children(_REGISTRY, _ROOT):
                for window in self._children(*application):
                    with contextlib.suppress(CallError):  # it has gone meanwhile
                        if self._property(*window, "Name") == name and self._showing(*window):
                            return list(self._all(*window))
            return []

        return until(found, timeout_s, f"the window {name}") or []

    def _all(self, owner: str, path: str) -> Iterator[Thing]:
        if not self._showing(owner, path):
            return
        (role,), _ = self._bus.call(owner, path, f"{_ACCESSIBLE}.GetRoleName")
        name, description = (self._property(owner, path, what) for what in ("Name", "Description"))
        yield Thing(role, name, description)
        for child in self._children(owner, path):
            yield from self._all(*child)

    def _showing(self, owner: str, path: str) -> bool:
        (states,), _ = self._bus.call(owner, path, f"{_ACCESSIBLE}.GetState")
        return bool(states[0] & 1 << _STATE_SHOWING)

    def _children(self, owner: str, path: str) -> list[tuple[str, str]]:
        (children,), _ = self._bus.call(owner, path, f"{_ACCESSIBLE}.GetChildren")
        return list(children)

    def _property(self, owner: str, path: str, name: str) -> Any:
        get = "org.freedesktop.DBus.Properties.Get"
        ((_, value),), _ = self._bus.call(owner, path, get, "ss", _ACCESSIBLE, name)
        return value

"""The whole simulation: certificate, monitor server, phones, and a slow network where asked for."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from trayapp.simulator.certificate import ThrowawayAuthority
from trayapp.simulator.faults import Faults
from trayapp.simulator.monitor import KEEP_ALIVE_S, Monitor
from trayapp.simulator.mute_api import MuteRules
from trayapp.simulator.phones import PhoneSystem
from trayapp.simulator.relay import Relay

EXTENSION = "DemoPhon"
"""A made-up SIP code of the usual eight characters."""


class Simulation:
    """A monitor server with phones, listening while the `with` block lasts.

    Args:
        extensions: the SIP codes that exist; the first is the rep's.
        rules: what the vendor's pages leave open.
        port: the server's port on 127.0.0.1, 0 for any that is free.
        round_trip_s: emulated round trip to the server, in seconds.
        keep_alive_s: how long the server leaves an idle connection open.
        now: the monotonic clock of tape and request log, in seconds.

    Raises:
        OSError: the port is taken.
    """

    def __init__(
        self,
        extensions: tuple[str, ...] = (EXTENSION,),
        *,
        rules: MuteRules | None = None,
        port: int = 0,
        round_trip_s: float = 0.0,
        keep_alive_s: float = KEEP_ALIVE_S,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.now = now
        self.phones = PhoneSystem(extensions, now=now)
        self.authority = ThrowawayAuthority()
        try:
            self.monitor = Monitor(
                self.phones,
                self.authority.server_context(),
                rules=rules,
                port=0 if round_trip_s else port,
                keep_alive_s=keep_alive_s,
                now=now,
            )
            self.relay = Relay(self.monitor.listener.port, round_trip_s, port=port) if round_trip_s else None
        except BaseException:
            self.authority.close()
            raise
        self._face = self.relay.listener if self.relay else self.monitor.listener
        """What a client connects to."""

    @property
    def extension(self) -> str:
        """The rep's SIP code."""
        return self.phones.extensions[0]

    @property
    def address(self) -> str:
        """Host and port, as the monitor host's setting takes it."""
        return self._face.address

    @property
    def setup(self) -> dict[str, Any]:
        """What a client needs, as `recording-pause setup --from -` reads it."""
        return {
            "extension": self.extension,
            "label": "Demo",
            "monitor_host": self.address,
            "ca_file": str(self.authority.ca_file),
        }

    @property
    def network_is_cut(self) -> bool:
        """Whether the network is cut now."""
        return not self._face.is_open

    def cut_network(self) -> None:
        """End every connection and refuse new ones."""
        self._face.cut()

    def join_network(self) -> None:
        """Accept connections again."""
        self._face.open()

    def set_faults(self, **changes: Any) -> Faults:
        """Switch faults by the names of `Faults`; returns what is on now.

        Raises:
            TypeError: an unknown name or a value of the wrong kind.
            ValueError: a value out of range.
        """
        return self.monitor.faults.set(**changes)

    def open(self) -> None:
        """Start to listen."""
        self.monitor.open()
        if self.relay is not None:
            self.relay.open()

    def close(self) -> None:
        """Stop, and remove the certificate."""
        self.monitor.close()  # first: on Windows the relay's threads wake only when the other side ends
        if self.relay is not None:
            self.relay.close()
        self.authority.close()

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

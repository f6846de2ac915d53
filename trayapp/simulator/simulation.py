"""The whole simulation: certificate, monitor servers, phones, and a slow network where asked for."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from trayapp.simulator import active_calls as active_calls_api
from trayapp.simulator.certificate import ThrowawayAuthority
from trayapp.simulator.faults import Faults
from trayapp.simulator.listener import Listener
from trayapp.simulator.monitor import KEEP_ALIVE_S, Monitor
from trayapp.simulator.mute_api import MuteRequest, extensions_of
from trayapp.simulator.office import Office, Rules
from trayapp.simulator.phones import PhoneSystem
from trayapp.simulator.realtime import login_api
from trayapp.simulator.realtime.engine import Heartbeat
from trayapp.simulator.realtime.logins import LoginKind
from trayapp.simulator.realtime.session import Drop
from trayapp.simulator.relay import Relay

EXTENSION = "DemoPhon"
"""A made-up SIP code of the usual eight characters."""


class Simulation:
    """Monitor servers with phones, listening while the `with` block lasts.

    Args:
        extensions: the SIP codes that exist; the first is the rep's.
        rules: what the vendor's pages leave open.
        realtime: whether there are logins and live sockets.
        active_calls: whether `GetExtensionsCalls` is there.
        monitors: how many monitor servers the account has; the first is the best.
        heartbeat: of the live sockets.
        port: the first server's port on 127.0.0.1, 0 for any that is free.
        round_trip_s: emulated round trip to the servers, in seconds.
        keep_alive_s: how long a server leaves an idle connection open.
        now: the monotonic clock of tape and request log, in seconds.

    Raises:
        OSError: the port is taken.
    """

    def __init__(
        self,
        extensions: tuple[str, ...] = (EXTENSION,),
        *,
        rules: Rules | None = None,
        realtime: bool = False,
        active_calls: bool = False,
        monitors: int = 1,
        heartbeat: Heartbeat | None = None,
        port: int = 0,
        round_trip_s: float = 0.0,
        keep_alive_s: float = KEEP_ALIVE_S,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.now = now
        rules = rules or Rules()
        self.phones = PhoneSystem(extensions, now=now, rules=rules.recorder)
        self.office = Office(
            self.phones,
            lambda: [f"https://{face.address}/" for face in self._faces],
            rules,
            realtime=realtime,
            active_calls=active_calls,
            heartbeat=heartbeat,
        )
        self.monitors: tuple[Monitor, ...] = ()
        self._relays: tuple[Relay, ...] = ()
        self.authority = ThrowawayAuthority()
        try:
            context = self.authority.server_context()
            for place in range(monitors):
                wanted = port if place == 0 else 0
                monitor = Monitor(
                    self.office, context, port=0 if round_trip_s else wanted, keep_alive_s=keep_alive_s, now=now
                )
                monitor.may_mute = self._responsible(monitor)
                self.monitors += (monitor,)
                if round_trip_s:
                    self._relays += (Relay(monitor.listener.port, round_trip_s, port=wanted),)
        except BaseException:
            self.close()
            raise

    def _responsible(self, monitor: Monitor) -> Callable[[MuteRequest], bool]:
        """Whether a monitor is the one that accepts a request, if only one does."""

        def judge(request: MuteRequest) -> bool:
            if not self.office.mute_rules.only_connected:
                return True
            meant = extensions_of(request, self.phones)
            seeing = [one for one in self.monitors if one.sockets and any(map(one.sockets.covers, meant))]
            return not seeing or monitor in seeing

        return judge

    @property
    def monitor(self) -> Monitor:
        """The first monitor."""
        return self.monitors[0]

    @property
    def relay(self) -> Relay | None:
        """The way to the first monitor, if it is long."""
        return self._relays[0] if self._relays else None

    @property
    def _faces(self) -> tuple[Listener, ...]:
        """What a client connects to."""
        return tuple(server.listener for server in (self._relays or self.monitors))

    @property
    def extension(self) -> str:
        """The rep's SIP code."""
        return self.phones.extensions[0]

    @property
    def address(self) -> str:
        """Host and port of the first monitor, as the monitor host's setting takes it."""
        return self._faces[0].address

    @property
    def addresses(self) -> tuple[str, ...]:
        """Host and port of every monitor, the best first."""
        return tuple(face.address for face in self._faces)

    @property
    def setup(self) -> dict[str, Any]:
        """What a client needs, as `recording-pause setup --from -` reads it."""
        known: dict[str, Any] = {
            "extension": self.extension,
            "label": "Demo",
            "monitor_host": self.address,
            "ca_file": str(self.authority.ca_file),
        }
        logins, active_calls = self.office.logins, self.office.active_calls
        if logins is not None:
            known |= self.login(LoginKind.USER)
        if active_calls is not None:
            known["active_calls_code"] = active_calls.code
            known["active_calls_url"] = f"https://{self.address}{active_calls_api.PATH}"
        return known

    def login(self, kind: LoginKind) -> dict[str, str]:
        """The set-up keys of one kind of login.

        Raises:
            ValueError: there are no logins.
        """
        if self.office.logins is None:
            raise ValueError("this simulation has no logins")
        known = self.office.logins.secrets
        keys = {
            LoginKind.USER: {"realtime_email": known.email, "realtime_password": known.pins[known.email]},
            LoginKind.ACCOUNT: {"realtime_username": known.username, "realtime_password": known.password},
            LoginKind.TOKEN: {"realtime_token": known.token},
        }[kind]
        return {**keys, "login_url": f"https://{self.address}{login_api.BASE}"}

    # The network and the servers. `monitor` is a place among the monitors; None means all of them.

    @property
    def network_is_cut(self) -> bool:
        """Whether no monitor can be reached now."""
        return not any(face.is_open for face in self._faces)

    def cut_network(self, monitor: int | None = None) -> None:
        """End every connection and refuse new ones."""
        for place in self._places(monitor):
            self._faces[place].cut()
            self.monitors[place].drop_sockets()

    def join_network(self, monitor: int | None = None) -> None:
        """Accept connections again."""
        for place in self._places(monitor):
            self._faces[place].open()

    def drop_sockets(self, how: str = Drop.CUT, monitor: int | None = None) -> None:
        """End the live sockets, which may come back at once.

        Raises:
            ValueError: there is no such way to end them.
        """
        for place in self._places(monitor):
            self.monitors[place].drop_sockets(Drop(how))

    def push(self, event: str, payload: Any, monitor: int | None = None) -> None:
        """Send any event at all to every live socket."""
        for place in self._places(monitor):
            sockets = self.monitors[place].sockets
            if sockets is not None:
                sockets.push(event, payload)

    def set_faults(self, monitor: int | None = None, **changes: Any) -> Faults:
        """Switch faults by the names of `Faults`; returns what is on now.

        Raises:
            TypeError: an unknown name or a value of the wrong kind.
            ValueError: a value out of range.
        """
        switched = [self.monitors[place].faults.set(**changes) for place in self._places(monitor)]
        return switched[0]

    def set_rules(self, **groups: dict[str, Any]) -> Rules:
        """Change what the pages leave open, by the names of `Rules`; returns what holds now.

        Raises:
            TypeError: an unknown name or a value of the wrong kind.
            ValueError: a value that is none of those there are.
        """
        rules = self.office.set_rules(**groups)
        self._wake()
        return rules

    def expire_tokens(self, *, refreshable: bool = True) -> None:
        """Every socket token expires now; the refresh tokens as well if they are not to help."""
        logins = self.office.logins
        if logins is None:
            return
        with self.phones.lock:
            logins.expire_tokens()
            if not refreshable:
                logins.forget_refresh_tokens()
        self._wake()

    def _wake(self) -> None:
        for monitor in self.monitors:
            if monitor.sockets is not None:
                monitor.sockets.wake()

    def _places(self, monitor: int | None) -> tuple[int, ...]:
        if monitor is None:
            return tuple(range(len(self.monitors)))
        if monitor not in range(len(self.monitors)):
            raise ValueError("there is no such monitor")
        return (monitor,)

    def open(self) -> None:
        """Start to listen."""
        for monitor in self.monitors:
            monitor.open()
        for relay in self._relays:
            relay.open()

    def close(self) -> None:
        """Stop, and remove the certificate."""
        for monitor in self.monitors:  # first: on Windows the relays' threads wake only when the other side ends
            monitor.close()
        for relay in self._relays:
            relay.close()
        self.authority.close()

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

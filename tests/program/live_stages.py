"""Where the stories of live calls are played: the same phones and mutes, seen by the simulator or a real socket.io."""

import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Final

from tests.helpers import secrets
from tests.program.desk import MACHINE_S, Desk, Program
from tests.servers.certificates import Authority
from tests.servers.socketio.feeding import Feeding
from tests.servers.socketio.server import SocketIoServers
from trayapp.simulator.claims import Disagreement, compare
from trayapp.simulator.listener import LOOPBACK
from trayapp.simulator.simulation import Simulation
from trayapp.simulator.virtual_desktop import VirtualDesktop

EXTENSIONS: Final = (secrets.EXTENSION, secrets.OTHER_EXTENSION)


class LiveStage(ABC):
    """A desk whose calls are seen live. `desk` has the phones, the recorder and the mute API in both cases."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def program(self) -> Program:
        """The program, set up for live sight and started."""
        assert self.desk.set_up(**self.keys).code == 0
        return self.desk.start()

    def disagreements(self, program: Program) -> list[Disagreement]:
        """Where the screen said for longer than a busy machine may be late what the tape denies."""
        tape = self.desk.simulation.phones.tape()
        found = compare(program.claims(), tape, time.monotonic(), new_call_s=MACHINE_S)
        return [one for one in found if one.length_s > MACHINE_S]

    @property
    @abstractmethod
    def keys(self) -> dict[str, Any]:
        """What the set-up needs besides the desk's own."""

    @abstractmethod
    def drop_link(self) -> None:
        """End the live connections, which may come back at once."""

    @abstractmethod
    def forget_tokens(self) -> None:
        """What was given out is no longer good, and is answered with silence; a renewal helps."""

    @abstractmethod
    def name_version(self, version: str) -> None:
        """The login names another version of socket.io."""

    @abstractmethod
    def shorten_tokens(self, life_s: int) -> None:
        """Tokens that are given out from now on live so long."""

    @abstractmethod
    def renewals(self) -> int:
        """How many tokens were renewed without a login."""

    @abstractmethod
    def links(self) -> int:
        """How many live connections were accepted."""

    @abstractmethod
    def silences(self) -> list[float]:
        """When live connections with a token that is not good were opened, by `time.monotonic`."""


class SimulatedStage(LiveStage):
    """The simulator's own strict server."""

    @property
    def keys(self) -> dict[str, Any]:
        """The simulation's set-up has them."""
        return {}

    def drop_link(self) -> None:
        """Without a word."""
        self.desk.simulation.drop_sockets()

    def forget_tokens(self) -> None:
        """By its time."""
        self.desk.simulation.expire_tokens()

    def name_version(self, version: str) -> None:
        """By the rules of the login."""
        self.desk.simulation.set_rules(login={"version": version})

    def shorten_tokens(self, life_s: int) -> None:
        """By the rules of the login."""
        self.desk.simulation.set_rules(login={"token_life_s": life_s})

    def renewals(self) -> int:
        """By the log."""
        entries = self.desk.simulation.monitor.log.entries()
        return sum(entry.what == "refresh" and entry.http_status == 200 for entry in entries)

    def links(self) -> int:
        """By the room of sockets."""
        return sum(entry.knows_token for entry in self._entries())

    def silences(self) -> list[float]:
        """By the room of sockets."""
        return [entry.opened_at_s for entry in self._entries() if not entry.knows_token]

    def _entries(self) -> tuple[Any, ...]:
        room = self.desk.simulation.monitor.sockets
        assert room is not None
        return room.entries()


class SocketIoStage(LiveStage):
    """A real socket.io server in front of the simulator, which takes the mutes that come there."""

    def __init__(self, desk: Desk, servers: SocketIoServers, ca_file: Path) -> None:
        super().__init__(desk)
        self._servers = servers
        self._ca_file = ca_file

    @property
    def keys(self) -> dict[str, Any]:
        """Login and trust are another server's."""
        return {
            "realtime_email": secrets.EMAIL,
            "realtime_password": secrets.PASSWORD,
            "login_url": self._servers.login_url,
            "ca_file": str(self._ca_file),
        }

    def drop_link(self) -> None:
        """By a disconnect packet."""
        self._servers.order("kick", monitor=0)

    def forget_tokens(self) -> None:
        """The server knows none of them any more."""
        self._servers.order("forget")

    def name_version(self, version: str) -> None:
        """The login says so; the server stays as it is."""
        self._servers.order("set", values={"version": version})

    def shorten_tokens(self, life_s: int) -> None:
        """The login says so."""
        self._servers.order("set", values={"token_lives_s": life_s})

    def renewals(self) -> int:
        """By what the server told."""
        return len(self._servers.all("entrance", path="/monitorAPI/RefreshIdentityToken", ok=True))

    def links(self) -> int:
        """By what the server told."""
        return len(self._servers.all("connected", known=True))

    def silences(self) -> list[float]:
        """By what the server told."""
        return [one["heard_at_s"] for one in self._servers.all("connected", known=False)]


@contextmanager
def simulated(desktop: VirtualDesktop, _folder: Path) -> Iterator[LiveStage]:
    """Everything is the simulator's."""
    with Simulation(EXTENSIONS, realtime=True) as simulation, closing(_desk(desktop, simulation)) as desk:
        yield SimulatedStage(desk)


@contextmanager
def real_socketio(desktop: VirtualDesktop, folder: Path) -> Iterator[LiveStage]:
    """The newest socket.io 2.x shows what the simulator's phones do."""
    with ExitStack() as stack:
        simulation = stack.enter_context(Simulation(EXTENSIONS))
        authority = Authority(folder)
        trusted = simulation.authority.ca_file.read_text()
        servers = stack.enter_context(
            SocketIoServers(
                authority,
                offset_min=simulation.phones.clock.offset_minutes,
                behind={"host": LOOPBACK, "port": simulation.monitor.listener.port, "ca": trusted},
            )
        )
        stack.enter_context(Feeding(servers, simulation.office.payloads))
        both = folder / "both.pem"
        both.write_text(authority.ca_file.read_text() + trusted)
        yield SocketIoStage(stack.enter_context(closing(_desk(desktop, simulation))), servers, both)


def _desk(desktop: VirtualDesktop, simulation: Simulation) -> Desk:
    # A folder of its own, and so, by its name, an item of its own in the keyring.
    return Desk(desktop, simulation, Path(tempfile.mkdtemp(prefix="program-", dir=desktop.root)))


STAGES: Final = {"simulator": simulated, "socket.io 2.5.1": real_socketio}

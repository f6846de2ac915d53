"""A machine whose logind speaks on a bus of the test's own: no real one can be put to sleep here."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from jeepney import DBusAddress, HeaderFields, new_method_call, new_signal  # type: ignore[import-untyped]
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

from tests.desktop.hotkey.private_bus import PrivateBus
from trayapp.desktop.sleep.logind import LogindWatch

if TYPE_CHECKING:
    from trayapp.desktop.sleep import Moment

MANAGER = DBusAddress("/org/freedesktop/login1", "org.freedesktop.login1", "org.freedesktop.login1.Manager")


class LogindMachine:
    """Signals of sleep by somebody who owns logind's name on the bus."""

    def __init__(self, wait_until: Callable[[Callable[[], bool]], None]) -> None:
        self.told: list[Moment] = []
        self._wait_until = wait_until
        self.bus = PrivateBus()
        self.bus.__enter__()
        self._connection = self.own_the_name()
        self.watch = LogindWatch(self.told.append, {"DBUS_SYSTEM_BUS_ADDRESS": self.bus.address}, 0.1)
        wait_until(lambda: self.watch._connections > 0)

    def own_the_name(self, name: str = MANAGER.bus_name) -> DBusConnection:
        """A connection that is logind, or another service."""
        connection = open_dbus_connection(self.bus.address)
        connection.send_and_get_reply(message_bus.RequestName(name))
        return connection

    def sleep(self) -> None:
        self.say(sleeps=True)

    def wake(self) -> None:
        self.say(sleeps=False)

    def listeners(self) -> list[str]:
        """The unique names of everybody else on the bus."""
        (names,) = self._connection.send_and_get_reply(message_bus.ListNames()).body
        return [name for name in names if name.startswith(":") and name != self._connection.unique_name]

    def say(self, *, sleeps: bool, by: DBusConnection | None = None, to: str | None = None) -> None:
        """Have it said, to everybody or to one, and wait until a watch that listens has heard it."""
        speaker = by or self._connection
        signal = new_signal(MANAGER, "PrepareForSleep", "b", (sleeps,))
        if to is not None:
            signal.header.fields[HeaderFields.destination] = to
        speaker.send(signal)
        # Answered after the signal went out, by a bus that keeps the order.
        speaker.send_and_get_reply(new_method_call(message_bus, "GetId"))
        known = len(self.told)
        seen = [known]

        def settled() -> bool:
            before, seen[0] = seen[0], len(self.told)
            return before == seen[0] != known

        if not self.watch._closed and by is None:
            self._wait_until(settled)

    def restart_logind(self) -> None:
        """As an update of the system may do: its name changes hands."""
        self._connection.close()
        self._connection = self.own_the_name()

    def restart_the_bus(self) -> None:
        """As an update of the system may do."""
        self._connection.close()
        before = self.watch._connections
        self.bus.stop()
        self.bus.start()
        self._connection = self.own_the_name()
        self._wait_until(lambda: self.watch._connections > before)

    def close(self) -> None:
        self.watch.close()
        assert self.watch.join(10.0)
        self._connection.close()
        self.bus.__exit__()

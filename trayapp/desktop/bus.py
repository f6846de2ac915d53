"""A connection to a message bus for one thread, which waits on the bus and on a bell that other threads ring.

Every wait has a limit but the one for whatever comes next, which costs nothing while nothing comes. Loading jeepney
takes some 30 ms, so this module is loaded by the thread that needs it.
"""

import itertools
import os
import select
import socket
import time
from collections import deque
from collections.abc import Mapping
from typing import Any, Self

from jeepney import DBusAddress, HeaderFields, MessageType, new_method_call  # type: ignore[import-untyped]
from jeepney.auth import BEGIN, AuthenticationError, Authenticator  # type: ignore[import-untyped]
from jeepney.bus import get_connectable_addresses  # type: ignore[import-untyped]
from jeepney.low_level import Message, Parser  # type: ignore[import-untyped]

from trayapp.desktop.bell import Bell
from trayapp.desktop.bus_signal import Signal

CALL_S = 5.0
"""How long the bus, and whoever is called over it, has to answer."""

_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_CHUNK_BYTES = 65536
_HUNG_UP = b"\r\n"
"""Stands for the end of the connection; it is no answer that lets us in."""


class BusError(Exception):
    """There is no session bus, or it has gone."""


class CallError(Exception):
    """A call was answered by an error, or not at all in time.

    Args:
        name: the error's name on the bus; empty where no answer came.
        text: what the other side says of it.
    """

    def __init__(self, name: str, text: str = "") -> None:
        super().__init__(f"{name}: {text}" if name else text)
        self.name = name


class Bus:
    """One connection. Of one thread; a context manager.

    Args:
        bell: heard while waiting for whatever comes next; None where nobody would ring.
        environment: where the bus is told of.
        system: the machine's bus, instead of the desktop session's.

    Raises:
        BusError: (every method but `close`) there is no bus, or it has gone.
    """

    def __init__(self, bell: Bell | None, environment: Mapping[str, str] = os.environ, *, system: bool = False) -> None:
        self._bell = bell
        self._rules: list[str] = []
        self._parser = Parser()
        self._serials = itertools.count(1)
        self._signals: deque[Signal] = deque()
        try:
            self._socket = _connect(_system_address(environment) if system else _address(environment))
        except (OSError, ValueError, RuntimeError) as error:
            raise BusError(f"no {'system' if system else 'session'} bus ({type(error).__name__})") from error
        try:
            (self.unique_name,), _ = self._ask(new_method_call(_BUS, "Hello"))
        except CallError as error:
            self.close()
            raise BusError(str(error)) from error
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the connection."""
        self._socket.close()

    def watch(self, rule: str) -> None:
        """Have the bus pass on the signals that a match rule selects (D-Bus specification, "Match Rules").

        Raises:
            CallError: the bus refuses.
        """
        self._ask(new_method_call(_BUS, "AddMatch", "s", (rule,)))
        self._rules.append(rule)

    def watch_no_more(self) -> None:
        """Have the bus pass on none of them any more, and forget what came and was not taken.

        Raises:
            CallError: the bus refuses.
        """
        while self._rules:
            self._ask(new_method_call(_BUS, "RemoveMatch", "s", (self._rules.pop(),)))
        self._signals.clear()

    def has_owner(self, name: str) -> bool:
        """Whether somebody serves under a name now; nobody is started for the question.

        Raises:
            CallError: the bus refuses.
        """
        ((has,), _) = self._ask(new_method_call(_BUS, "NameHasOwner", "s", (name,)))
        return bool(has)

    def owner_of(self, name: str) -> str:
        """The unique name of who serves under a name now, empty where nobody does; nobody is started for the question.

        Raises:
            CallError: the bus refuses.
        """
        try:
            ((owner,), _) = self._ask(new_method_call(_BUS, "GetNameOwner", "s", (name,)))
        except CallError as error:
            if error.name == "org.freedesktop.DBus.Error.NameHasNoOwner":
                return ""
            raise
        return str(owner)

    def call(
        self,
        destination: str,
        path: str,
        method: str,
        signature: str = "",
        *body: object,
        timeout_s: float | None = None,
    ) -> tuple[tuple[Any, ...], str]:
        """Call a method, given with its interface in front; what it returned, and the unique name of who answered.

        Raises:
            CallError: the answer was an error, or none came in time.
        """
        interface, _, member = method.rpartition(".")
        address = DBusAddress(path, destination, interface)
        return self._ask(new_method_call(address, member, signature or None, body), timeout_s)

    def next_signal(self, deadline_s: float | None) -> Signal | None:
        """Wait for a signal; None when the bell has rung, which is then silent again, or the time has come.

        Args:
            deadline_s: on the clock of `time.monotonic`; None to wait for ever.
        """
        while not self._signals:
            timeout_s = None if deadline_s is None else max(0.0, deadline_s - time.monotonic())
            waited_for: list[Bell | socket.socket] = [self._socket, *([self._bell] if self._bell else [])]
            ready = select.select(waited_for, [], [], timeout_s)[0]
            if self._bell and self._bell in ready:
                self._bell.silence()
                return None
            if not ready:
                return None
            self._take_in()
        return self._signals.popleft()

    def _ask(self, message: Message, timeout_s: float | None = None) -> tuple[tuple[Any, ...], str]:
        deadline_s = time.monotonic() + (CALL_S if timeout_s is None else timeout_s)
        serial = next(self._serials)
        self._send(message.serialise(serial=serial))
        while True:
            if not select.select([self._socket], [], [], max(0.0, deadline_s - time.monotonic()))[0]:
                raise CallError("", "no answer in time")
            for reply in self._take_in():
                fields = reply.header.fields
                if fields.get(HeaderFields.reply_serial) != serial:
                    continue
                if reply.header.message_type is MessageType.error:
                    raise CallError(fields.get(HeaderFields.error_name, "?"), str(next(iter(reply.body), "")))
                return tuple(reply.body), str(fields.get(HeaderFields.sender, ""))

    def _send(self, data: bytes) -> None:
        try:
            self._socket.sendall(data)
        except OSError as error:
            raise BusError("the session bus has gone") from error

    def _take_in(self) -> list[Message]:
        """Read what has come: signals are kept for `next_signal`, replies returned."""
        try:
            data = self._socket.recv(_CHUNK_BYTES)
        except OSError as error:
            raise BusError("the session bus has gone") from error
        if not data:
            raise BusError("the session bus has gone")
        replies = []
        for message in self._parser.feed(data):
            if message.header.message_type is MessageType.signal:
                self._signals.append(_signal(message))
            elif message.header.message_type is not MessageType.method_call:  # nothing here is to be called
                replies.append(message)
        return replies


def _signal(message: Message) -> Signal:
    fields = message.header.fields
    return Signal(
        sender=fields.get(HeaderFields.sender, ""),
        path=fields.get(HeaderFields.path, ""),
        name=f"{fields.get(HeaderFields.interface, '')}.{fields.get(HeaderFields.member, '')}",
        body=tuple(message.body),
    )


def _address(environment: Mapping[str, str]) -> str:
    """The socket of the session bus: as told, or where systemd and the specification's readers put it."""
    told = environment.get("DBUS_SESSION_BUS_ADDRESS") or f"unix:path={environment.get('XDG_RUNTIME_DIR', '')}/bus"
    return str(next(get_connectable_addresses(told)))


def _system_address(environment: Mapping[str, str]) -> str:
    """The socket of the machine's bus, by the D-Bus specification ("Well-known Message Bus Instances")."""
    told = environment.get("DBUS_SYSTEM_BUS_ADDRESS") or "unix:path=/var/run/dbus/system_bus_socket"
    return str(next(get_connectable_addresses(told)))


def _connect(address: str) -> socket.socket:
    """A socket that has proved to the bus who we are. Raises OSError, also where the bus is silent or refuses."""
    connected = socket.socket(socket.AF_UNIX)
    try:
        connected.settimeout(CALL_S)
        connected.connect(address)
        authenticator = Authenticator()
        for request in authenticator:
            connected.sendall(request)
            authenticator.feed(connected.recv(1024) or _HUNG_UP)
        connected.sendall(BEGIN)
    except AuthenticationError as error:
        connected.close()
        raise ConnectionRefusedError from error
    except BaseException:
        connected.close()
        raise
    return connected

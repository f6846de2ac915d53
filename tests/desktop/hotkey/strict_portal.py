"""A desktop portal in memory, on a real bus: as strict as the real ones are, and faulty as a test wants it.

What a caller does that some real portal would take amiss is written down in `complaints`.
"""

import contextlib
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection  # type: ignore[import-untyped]

from trayapp.desktop.hotkey.portal_messages import NAME, PATH, REGISTRY, REQUEST, SESSION, SHORTCUTS

if TYPE_CHECKING:
    from collections.abc import Callable

KGLOBALACCEL = "org.kde.kglobalaccel"
BACKEND = "org.freedesktop.impl.portal.desktop.strict"
_UNKNOWN = "org.freedesktop.DBus.Error.UnknownMethod"
_REFUSED = "org.freedesktop.portal.Error.NotAllowed"
_POLL_S = 0.02
_PERMISSION_TO_REPLACE = 4


@dataclass
class Manners:
    """How the portal behaves; may be changed while it runs."""

    version: int | None = 1
    """Of the shortcuts' interface; None for a portal without it."""
    registry: bool = True
    app_id_needed: bool = False
    """Whether nobody is served who has not said their name, as from version 1.21."""
    binds_at_creation: bool = False
    """As KDE before Plasma 6.1: looks for shortcuts in the options of CreateSession, and nowhere else."""
    codes: dict[str, int] = field(default_factory=dict)
    """Response codes by method; 0 otherwise."""
    binds: frozenset[str] | None = None
    """The shortcuts that are bound; None for all."""
    unanswered: frozenset[str] = frozenset()
    """Methods that are never replied to."""
    unresponded: frozenset[str] = frozenset()
    """Methods that are replied to, but whose request is never responded to until `respond`."""
    old_paths: bool = False
    """As before version 0.9: requests lie where nobody expects them, so that their responses reach only who looks
    there. They are responded to at every `respond`."""
    misshapen: frozenset[str] = frozenset()
    """Methods whose response is of another form."""


@dataclass
class Session:
    """One session of a caller."""

    caller: str
    offered: list[Any]
    bound: dict[str, str] = field(default_factory=dict)
    """What triggers each shortcut; empty for nothing."""
    asked: bool = False


class StrictPortal:
    """Serves on a bus until it is closed."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.manners = Manners()
        self.complaints: list[str] = []
        self.calls: list[str] = []
        """The methods that were called, in order."""
        self.names: list[str] = []
        """The app ids that callers said."""
        self.tokens: set[str] = set()
        """The session tokens that were ever used."""
        self.taken: set[str] = set()
        """What triggers other programs' shortcuts."""
        self.sessions: dict[str, Session] = {}
        self._pending: list[Callable[[], None]] = []
        self._known: set[str] = set()
        """Who has called before."""
        self._lock = threading.RLock()
        self._stopping = threading.Event()
        self._connect()

    # What a test does.

    def press(self, trigger: str) -> None:
        """Press keys: whoever has them is told, and everybody hears it."""
        self._key("Activated", trigger)

    def release(self, trigger: str) -> None:
        """Release them."""
        self._key("Deactivated", trigger)

    def rebind(self, name: str, trigger: str) -> None:
        """The person gives a shortcut other keys in the system's settings."""
        with self._lock:
            for path, session in self.sessions.items():
                session.bound[name] = trigger
                self._emit(PATH, SHORTCUTS, "ShortcutsChanged", "oa(sa{sv})", path, _shortcuts(session))

    def end_sessions(self) -> None:
        """The portal ends every session by itself."""
        with self._lock:
            for path in list(self.sessions):
                caller = self.sessions.pop(path).caller
                self._emit(path, SESSION, "Closed", "", to=caller)

    def has(self, trigger: str) -> bool:
        """Whether a shortcut of ours has these keys."""
        with self._lock:
            return any(trigger in session.bound.values() for session in self.sessions.values())

    def respond(self) -> None:
        """Respond to the requests that were left waiting."""
        with self._lock:
            for act in self._pending:
                act()
            if not self.manners.old_paths:
                self._pending.clear()

    def leave(self, name: str = NAME) -> None:
        """Go from the bus: the portal as a whole, or another name of it."""
        with self._lock:
            if name == NAME:
                self.sessions.clear()
                self._pending.clear()
            self._send(message_bus.ReleaseName(name))

    def come(self, name: str = NAME) -> None:
        """Come to the bus."""
        self._send(message_bus.RequestName(name, _PERMISSION_TO_REPLACE))

    def emit_as_stranger(self, member: str, name: str) -> None:
        """Somebody else on the bus sends one of the portal's signals for every session."""
        with contextlib.closing(open_dbus_connection(self._address)) as stranger:
            for path, session in self.sessions.items():
                signal = new_signal(DBusAddress(PATH, interface=SHORTCUTS), member, "osta{sv}", (path, name, 0, {}))
                signal.header.fields[HeaderFields.destination] = session.caller
                stranger.send(signal)
            Proxy(message_bus, stranger, timeout=10).GetId()  # it has arrived when this is answered

    def emit_for(self, session: str, name: str) -> None:
        """Tell of a press in a session that may not be one."""
        self._emit(PATH, SHORTCUTS, "Activated", "osta{sv}", session, name, 0, {})

    def close(self) -> None:
        """Leave the bus for good."""
        self._stopping.set()
        self._thread.join(10)
        self._connection.close()

    # How it is done.

    def _connect(self) -> None:
        self._connection: DBusConnection = open_dbus_connection(self._address)
        bus = Proxy(message_bus, self._connection, timeout=10)
        gone = MatchRule(type="signal", interface="org.freedesktop.DBus", member="NameOwnerChanged")
        bus.AddMatch(gone)
        for name in (NAME, KGLOBALACCEL, BACKEND):
            bus.RequestName(name, _PERMISSION_TO_REPLACE)
        self._thread = threading.Thread(target=self._serve, name="strict-portal", daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while not self._stopping.is_set():
            try:
                message = self._connection.receive(timeout=_POLL_S)
            except TimeoutError:
                continue
            except OSError:  # a test ended the bus
                return
            with self._lock:
                if message.header.message_type is MessageType.method_call:
                    self._take(message)
                elif message.header.fields.get(HeaderFields.member) == "NameOwnerChanged" and not message.body[2]:
                    gone = message.body[0]
                    self.sessions = {path: one for path, one in self.sessions.items() if one.caller != gone}

    def _take(self, call: Message) -> None:
        fields = call.header.fields
        method, caller = f"{fields[HeaderFields.interface]}.{fields[HeaderFields.member]}", fields[HeaderFields.sender]
        member = str(fields[HeaderFields.member])
        self.calls.append(member)
        if member in self.manners.unanswered:
            return
        if method == "org.kde.KGlobalAccel.shortcut":
            self._tell_keys(call)
        elif method == f"{REGISTRY}.Register" and self.manners.registry:
            if caller in self._known:
                self.complaints.append("a name that was said too late, or twice")
            self.names.append(call.body[0])
            self._reply(call)
        elif method == "org.freedesktop.DBus.Properties.Get" and self.manners.version is not None:
            self._reply(call, "v", ("u", self.manners.version))
        elif method == f"{SESSION}.Close" and fields[HeaderFields.path] in self.sessions:
            del self.sessions[fields[HeaderFields.path]]
            self._reply(call)
        elif method == f"{REQUEST}.Close":
            self._pending.clear()
            self._reply(call)
        elif method == f"{SHORTCUTS}.CreateSession" and self.manners.version is not None:
            self._create(call, caller, *call.body)
        elif method == f"{SHORTCUTS}.BindShortcuts" and self.manners.version is not None:
            self._bind(call, caller, *call.body)
        else:
            self._send(new_error(call, _UNKNOWN, "s", (f"no {method} here",)))
        self._known.add(caller)

    def _create(self, call: Message, caller: str, options: dict[str, Any]) -> None:
        if self.manners.app_id_needed and not self.names:
            self._send(new_error(call, _REFUSED, "s", ("an app id is required",)))
            return
        token = options["session_handle_token"][1]
        path = f"{PATH}/session/{caller[1:].replace('.', '_')}/{token}"
        self.tokens.add(token)
        if path in self.sessions:
            self.complaints.append("a second session beside the first")
        offered = options.get("shortcuts", ("", []))[1]
        session = Session(caller, offered)
        if self.manners.binds_at_creation:
            self._give_keys(session, offered)
        self.sessions[path] = session
        results: dict[str, Any] = {"session_handle": ("s", path)}
        if self.manners.binds_at_creation:
            results["shortcuts"] = ("a(sa{sv})", _shortcuts(session))
        self._request(call, caller, options, results)

    def _bind(
        self, call: Message, caller: str, path: str, shortcuts: list[Any], _window: str, options: dict[str, Any]
    ) -> None:
        session = self.sessions.get(path)
        if session is None or session.caller != caller:
            self.complaints.append("shortcuts for a session that is none")
            self._send(new_error(call, _REFUSED, "s", ("no such session",)))
            return
        if session.asked:
            self.complaints.append("shortcuts twice in one session")
        if self.manners.binds_at_creation:
            self.complaints.append("the settings were opened, which this portal does at every BindShortcuts")
        if session.offered != shortcuts:
            self.complaints.append("other shortcuts than at the session's creation")
        session.asked = True
        if self.manners.codes.get("BindShortcuts", 0) == 0:
            self._give_keys(session, shortcuts)
        self._request(call, caller, options, {"shortcuts": ("a(sa{sv})", _shortcuts(session))})

    def _give_keys(self, session: Session, shortcuts: list[Any]) -> None:
        for name, facts in shortcuts:
            if self.manners.binds is None or name in self.manners.binds:
                session.bound[name] = facts["preferred_trigger"][1]

    def _request(self, call: Message, caller: str, options: dict[str, Any], results: dict[str, Any]) -> None:
        """Reply with the request's path, and respond by it."""
        member = str(call.header.fields[HeaderFields.member])
        token = options["handle_token"][1]
        path = f"{PATH}/request/{caller[1:].replace('.', '_')}/{token}"
        if self.manners.old_paths:
            path = f"{PATH}/request/t{len(self.calls)}"
        self._reply(call, "o", path)
        code = self.manners.codes.get(member, 0)
        body = (code, results if code == 0 else {})

        def respond() -> None:
            if member in self.manners.misshapen:
                self._emit(path, REQUEST, "Response", "s", "what?", to=caller)
            else:
                self._emit(path, REQUEST, "Response", "ua{sv}", *body, to="" if self.manners.old_paths else caller)

        if member in self.manners.unresponded or self.manners.old_paths:
            self._pending.append(respond)
        else:
            respond()

    def _tell_keys(self, call: Message) -> None:
        """As KDE's own service: the keys that an action really has; those of others are not among them."""
        component, name = call.body[0][:2]
        for session in self.sessions.values():
            if component in self.tokens and name in session.bound:
                trigger = session.bound[name]
                self._reply(call, "ai", [1 if trigger and trigger not in self.taken else 0])
                return
        self._reply(call, "ai", [])

    def _key(self, member: str, trigger: str) -> None:
        with self._lock:
            for path, session in self.sessions.items():
                for name, bound in session.bound.items():
                    if bound == trigger and trigger not in self.taken:
                        self._emit(PATH, SHORTCUTS, member, "osta{sv}", path, name, 0, {})

    def _emit(self, path: str, interface: str, member: str, signature: str, *body: Any, to: str = "") -> None:
        signal = new_signal(DBusAddress(path, interface=interface), member, signature or None, body)
        if to:
            signal.header.fields[HeaderFields.destination] = to
        self._send(signal)

    def _reply(self, call: Message, signature: str = "", *body: Any) -> None:
        self._send(new_method_return(call, signature or None, body))

    def _send(self, message: Message) -> None:
        with self._lock:
            self._connection.send(message)


def _shortcuts(session: Session) -> list[Any]:
    """What is bound, as the portal lists it."""
    return [
        (name, {"description": ("s", name), "trigger_description": ("s", f"Press {trigger}" if trigger else "")})
        for name, trigger in session.bound.items()
    ]

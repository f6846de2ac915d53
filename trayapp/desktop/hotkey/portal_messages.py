"""What is said to the GlobalShortcuts portal, and what it says: pure functions on plain data.

The facts are those of the portal's interface descriptions (org.freedesktop.portal.GlobalShortcuts versions 1 and 2,
.Request, .Session) and of the XDG shortcuts specification, which says how keys are written there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from trayapp.desktop.bus_signal import Signal
from trayapp.desktop.hotkey.chord import LETTERS, Chord, Modifiers

NAME = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"
REQUEST = "org.freedesktop.portal.Request"
SESSION = "org.freedesktop.portal.Session"
REGISTRY = "org.freedesktop.host.portal.Registry"
PROPERTIES = "org.freedesktop.DBus.Properties"
BACKENDS = "org.freedesktop.impl.portal"
"""The names of the parts of the portal that belong to a desktop begin so."""

ALLOWED, CANCELLED = 0, 1
"""A request's response codes; any other is a failure that nobody asked for."""

_MODIFIERS = {
    Modifiers.CTRL: "CTRL",
    Modifiers.ALT: "ALT",
    Modifiers.SHIFT: "SHIFT",
    Modifiers.SUPER: "LOGO",
}
_KEYS = {"PageUp": "Page_Up", "PageDown": "Page_Down", **{key: key.lower() for key in LETTERS}}

ShortcutsArgument = list[tuple[str, dict[str, tuple[str, str]]]]
"""The signature `a(sa{sv})`, as jeepney takes it."""


class ShapeError(Exception):
    """A message is not of the form that the portal's interface has it."""


@dataclass(frozen=True, slots=True)
class Shortcut:
    """What one shortcut is wished to be."""

    chord: Chord
    purpose: str


@dataclass(frozen=True, slots=True)
class Response:
    """What came of a request."""

    path: str
    code: int
    results: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Key:
    """The keys of a shortcut were pressed, or released."""

    session: str
    name: str
    pressed: bool


@dataclass(frozen=True, slots=True)
class Rebound:
    """The desktop has given shortcuts other keys."""

    session: str
    descriptions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Closed:
    """The portal has ended a session."""

    session: str


@dataclass(frozen=True, slots=True)
class OwnerChanged:
    """A part of the portal came, went or was replaced."""

    name: str
    owner: str
    """Its unique name on the bus; empty where it has gone."""


Event = Response | Key | Rebound | Closed | OwnerChanged


def rules(unique_name: str) -> list[str]:
    """The match rules for every signal that `read` knows, and for no more of the bus' traffic than can be helped."""
    bus = "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged'"
    portal = f"type='signal',sender='{NAME}'"
    return [
        f"{bus},arg0='{NAME}'",
        f"{bus},arg0namespace='{BACKENDS}'",
        f"{portal},path_namespace='{PATH}/request/{_as_element(unique_name)}'",
        f"{portal},path_namespace='{PATH}/session/{_as_element(unique_name)}'",
        f"{portal},interface='{SHORTCUTS}',path='{PATH}'",
    ]


def rule_for_request(path: str) -> str:
    """The match rule for the answer to one request, where its path is not the one that `rules` counts on."""
    return f"type='signal',sender='{NAME}',interface='{REQUEST}',path='{path}'"


def request_path(unique_name: str, token: str) -> str:
    """Where a request's answer will come from; portals before 0.9 choose another path."""
    return f"{PATH}/request/{_as_element(unique_name)}/{token}"


def _as_element(unique_name: str) -> str:
    return unique_name.removeprefix(":").replace(".", "_")


def trigger(chord: Chord) -> str:
    """A chord as the XDG shortcuts specification writes it: xkbcommon's names, such as CTRL+SHIFT+F9."""
    held = [word for modifier, word in _MODIFIERS.items() if modifier in chord.modifiers]
    return "+".join([*held, _KEYS.get(chord.key, chord.key)])


def shortcuts_argument(wanted: Mapping[str, Shortcut]) -> ShortcutsArgument:
    """The list of shortcuts, for either of the calls that take one."""
    return [
        (name, {"description": ("s", wish.purpose or name), "preferred_trigger": ("s", trigger(wish.chord))})
        for name, wish in wanted.items()
    ]


def read(signal: Signal, portal: str) -> Event | None:
    """What a signal means; None for one that is none of ours or that somebody else than the portal sent.

    Args:
        signal: As it came.
        portal: The portal's unique name.

    Raises:
        ShapeError: the portal sent it, and it is not of the form that it should have.
    """
    if signal.name == "org.freedesktop.DBus.NameOwnerChanged" and signal.sender == "org.freedesktop.DBus":
        return OwnerChanged(signal.body[0], signal.body[2])
    reader = _READERS.get(signal.name)
    return reader(signal) if reader is not None and signal.sender == portal else None


def arrived(signal: Signal) -> str:
    """Which part of the portal has come to the bus, by its name, so that what failed may work now; empty for none."""
    event = read(signal, portal="")
    return event.name if isinstance(event, OwnerChanged) and event.owner else ""


def _read_response(signal: Signal) -> Response:
    match signal.body:
        case (int(code), dict(results)):
            return Response(signal.path, code, results)
    raise ShapeError("a response of another form")


def _read_key(signal: Signal) -> Key:
    match signal.body:
        case (str(session), str(name), int(), dict()):
            return Key(session, name, pressed=signal.name.endswith(".Activated"))
    raise ShapeError("a key of another form")


def _read_rebound(signal: Signal) -> Rebound:
    match signal.body:
        case (str(session), list(shortcuts)):
            return Rebound(session, read_shortcuts(shortcuts))
    raise ShapeError("a change of another form")


_READERS: dict[str, Callable[[Signal], Event]] = {
    f"{REQUEST}.Response": _read_response,
    f"{SHORTCUTS}.Activated": _read_key,
    f"{SHORTCUTS}.Deactivated": _read_key,
    f"{SHORTCUTS}.ShortcutsChanged": _read_rebound,
    f"{SESSION}.Closed": lambda signal: Closed(signal.path),
}


def read_session(results: Mapping[str, Any]) -> str:
    """The session's path in the answer to CreateSession. The interface has it as a string, not as a path.

    Raises:
        ShapeError: there is none.
    """
    match results.get("session_handle"):
        case ("s" | "o", str(path)) if path.startswith("/"):
            return path
    raise ShapeError("no session handle in the answer")


def read_bound(results: Mapping[str, Any]) -> dict[str, str]:
    """The shortcuts in the answer to BindShortcuts: of each that is bound, what to press, in the desktop's words.

    Raises:
        ShapeError: the list is not one.
    """
    match results.get("shortcuts"):
        case None:
            return {}
        case ("a(sa{sv})", list(shortcuts)):
            return read_shortcuts(shortcuts)
    raise ShapeError("no list of shortcuts in the answer")


def read_shortcuts(shortcuts: list[Any]) -> dict[str, str]:
    """What to press for each shortcut of a list.

    Raises:
        ShapeError: one of them is none.
    """
    found = {}
    for shortcut in shortcuts:
        match shortcut:
            case (str(name), {"trigger_description": (str(), description)}):
                found[name] = str(description).strip()
            case (str(name), dict(facts)) if "trigger_description" not in facts:
                found[name] = ""
            case _:
                raise ShapeError("a shortcut of another form")
    return found

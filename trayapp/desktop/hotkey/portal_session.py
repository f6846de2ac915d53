"""The GlobalShortcuts portal, spoken to in the order that it wants: app id, session, shortcuts, presses.

What the portal's documentation does not say, and had to be found out:

* KDE before Plasma 6.1 looks for the list in the options of CreateSession, where the interface has none, and ignores
  the one that BindShortcuts is given. So the list is given at both.
* The same KDE opens its settings window at every BindShortcuts. But its answer to CreateSession tells already what is
  bound, so there BindShortcuts is not called.
* An answer without an error may still hold an empty list, which means that nothing was bound.
* BindShortcuts may be called once in a session. Other chords need another session.
* KDE keeps the person's own choice of keys under the session's token, which therefore is always the same. It also keeps
  a shortcut that is no longer asked for, and has its keys while a session lasts, until the person removes it there.
* From version 1.21 the portal serves nobody without an app id. A program from outside a sandbox names itself to the
  Registry, over the same connection and before any other call; older portals have no Registry and need no name.
* A chord that another component of KDE holds is promised all the same. See `portal_kde`.
"""

import itertools
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from trayapp.desktop.bus import Bus, CallError
from trayapp.desktop.hotkey import portal_messages as messages
from trayapp.desktop.hotkey.portal_messages import (
    ALLOWED,
    CANCELLED,
    NAME,
    PATH,
    Event,
    OwnerChanged,
    Response,
    ShapeError,
    Shortcut,
)

SESSION_TOKEN = "RecordingPause"  # noqa: S105  (no secret: it names the session, and KDE's list of its shortcuts)

_RESPONSE_S = 15.0
_SOON_S = 5.0
_PERSON_S = 300.0
"""How long a person has to answer the desktop's question."""
_CLOSE_S = 2.0
_ABSENT = ("org.freedesktop.DBus.Error.UnknownMethod", "org.freedesktop.DBus.Error.UnknownInterface")
_NO_PORTAL = (
    "org.freedesktop.DBus.Error.ServiceUnknown",
    "org.freedesktop.DBus.Error.NameHasNoOwner",
    "org.freedesktop.DBus.Error.Spawn.",
)

Given = TypeVar("Given")
Read = TypeVar("Read")

log = logging.getLogger(__name__)


class PortalError(Exception):
    """The portal gives no shortcuts at the moment. Trying again later may help."""

    lasting = False
    """Whether it is no use to try again before the portal is another, or the wish."""


class PortalMissingError(PortalError):
    """There is no portal, or none that has global shortcuts."""

    lasting = True


class PortalDeniedError(PortalError):
    """A person has said no. To ask again by ourselves would be to nag."""

    lasting = True


class InterruptedByWishError(Exception):
    """The caller no longer wants what was being waited for."""


class LeftOpenError(InterruptedByWishError):
    """What was being waited for was a session, and nobody knows its path: only the connection's end will end it."""


class Portal:
    """The portal as it is now, over one connection; another portal, or another start of it, is another `Portal`.

    Args:
        bus: The connection, of the same thread.
        app_id: What the program is called: the name of its .desktop file, without the ending.
        interrupted: Asked at each ring of the bus' bell: whether to give up waiting for an answer.

    Raises:
        PortalError: (every method) see there; also when the portal ends or another one takes its place.
        BusError: (every method) the connection has gone.
        InterruptedByWishError: (where a person may be asked) `interrupted` said so.
    """

    def __init__(self, bus: Bus, app_id: str, interrupted: Callable[[], bool]) -> None:
        self._bus = bus
        self._interrupted = interrupted
        self._numbers = itertools.count(1)
        for rule in messages.rules(bus.unique_name):
            bus.watch(rule)
        self._register(app_id)
        self.version, self._owner = self._look()

    def _register(self, app_id: str) -> None:
        """Say who we are; a portal that will not hear it may serve us all the same."""
        try:
            self._bus.call(NAME, PATH, f"{messages.REGISTRY}.Register", "sa{sv}", app_id, {})
        except CallError as error:
            if _is_missing(error):
                raise PortalMissingError("this desktop has no portal") from error
            if error.name not in _ABSENT:
                log.info("The portal does not take our name: %s", error)

    def _look(self) -> tuple[int, str]:
        """The version of the shortcuts' interface, and who the portal is."""
        try:
            get = f"{messages.PROPERTIES}.Get"
            ((_, version),), owner = self._bus.call(NAME, PATH, get, "ss", messages.SHORTCUTS, "version")
        except CallError as error:
            if _is_missing(error):
                raise PortalMissingError("this desktop has no portal") from error
            if not error.name:
                raise PortalError("the portal is silent") from error
            raise PortalMissingError("this desktop's portal has no global shortcuts") from error
        if not isinstance(version, int) or version < 1:
            raise PortalMissingError("this desktop's portal has no global shortcuts")
        return version, owner

    def bind(self, wanted: Mapping[str, Shortcut], late: Callable[[], None]) -> tuple[str, dict[str, str]]:
        """Begin a session and have its shortcuts bound: its path, and of each that is bound what to press.

        The desktop may ask a person first, who may take their time.

        Args:
            wanted: The shortcuts by their names.
            late: Called once, when it has become clear that somebody is taking their time.

        Raises:
            LeftOpenError: this connection can be used no more, because a second session would have the same name.
        """
        shortcuts = messages.shortcuts_argument(wanted)
        options = {"session_handle_token": ("s", SESSION_TOKEN), "shortcuts": ("a(sa{sv})", shortcuts)}
        path = self._request("CreateSession", "a{sv}", options=options)
        try:
            results = self._answer(path, _RESPONSE_S)
        except InterruptedByWishError as error:
            raise LeftOpenError from error
        session = _shaped(messages.read_session, results)
        try:
            bound = _shaped(messages.read_bound, results)
            if not bound:
                path = self._request("BindShortcuts", "oa(sa{sv})sa{sv}", session, shortcuts, "", options={})
                bound = _shaped(messages.read_bound, self._answer_of_a_person(path, late))
        except (PortalError, InterruptedByWishError):
            self.close(session)
            raise
        if not bound:
            self.close(session)
            raise PortalError("the portal bound no shortcut, and calls that a success")
        return session, bound

    def close(self, session: str) -> None:
        """End a session, so that its keys are free; one that has ended already is no misfortune."""
        try:
            self._bus.call(NAME, session, f"{messages.SESSION}.Close", timeout_s=_CLOSE_S)
        except CallError as error:
            log.info("The portal's session does not end: %s", error)

    def next(self, deadline_s: float | None = None) -> Event | None:
        """Wait for the next event; None when the bell has rung or the time has come, on the clock of `time.monotonic`.

        Raises:
            PortalError: the portal has ended, or is another one now.
        """
        while signal := self._bus.next_signal(deadline_s):
            event = _shaped(lambda one: messages.read(one, self._owner), signal)
            if isinstance(event, OwnerChanged):
                gone = event.owner != self._owner if event.name == NAME else not event.owner
                if gone:
                    raise PortalError("the portal has ended")
            elif event is not None:
                return event
        return None

    def _request(self, method: str, signature: str, *body: object, options: dict[str, Any]) -> str:
        """Make a request; the path from which its answer comes."""
        token = f"request{next(self._numbers)}"
        options = {**options, "handle_token": ("s", token)}
        try:
            (path,), _ = self._bus.call(NAME, PATH, f"{messages.SHORTCUTS}.{method}", signature, *body, options)
            if path != messages.request_path(self._bus.unique_name, token):
                self._bus.watch(messages.rule_for_request(path))
        except CallError as error:
            raise PortalError(f"the portal refuses {method} ({error.name or 'no answer'})") from error
        return str(path)

    def _answer_of_a_person(self, path: str, late: Callable[[], None]) -> dict[str, Any]:
        """What came of a request about which the desktop may ask; it is taken back where nobody wants it any more."""
        try:
            try:
                return self._answer(path, _SOON_S)
            except _NoAnswerError:
                late()
                return self._answer(path, _PERSON_S)
        except (_NoAnswerError, InterruptedByWishError):
            try:
                self._bus.call(NAME, path, f"{messages.REQUEST}.Close", timeout_s=_CLOSE_S)
            except CallError as error:
                log.info("The portal's request does not end: %s", error)
            raise

    def _answer(self, path: str, within_s: float) -> dict[str, Any]:
        """What came of a request."""
        deadline_s = time.monotonic() + within_s
        while True:
            event = self.next(deadline_s)
            if isinstance(event, Response) and event.path == path:
                if event.code == CANCELLED:
                    raise PortalDeniedError("the desktop was told to give us no shortcuts")
                if event.code != ALLOWED:
                    raise PortalError(f"the portal failed (response {event.code})")
                return event.results
            if event is None and self._interrupted():
                raise InterruptedByWishError
            if time.monotonic() >= deadline_s:
                raise _NoAnswerError("the portal does not answer")


class _NoAnswerError(PortalError):
    """No answer within the time."""


def _shaped(reader: Callable[[Given], Read], given: Given) -> Read:
    try:
        return reader(given)
    except ShapeError as error:
        raise PortalError(f"the portal is not understood: {error}") from error


def _is_missing(error: CallError) -> bool:
    return error.name.startswith(_NO_PORTAL)

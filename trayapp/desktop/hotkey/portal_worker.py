"""The portal's own thread: keeps a session with the portal as the wishes have it, through all that may happen to it.

It sleeps while nothing happens: it is woken by the bus, by the bell, and by the clock only after a failure.
"""

import logging
import os
import time
from collections.abc import Callable, Mapping

from trayapp.desktop.bus import Bus, BusError, CallError
from trayapp.desktop.hotkey import ChordStatus
from trayapp.desktop.hotkey.portal_kde import without_keys
from trayapp.desktop.hotkey.portal_messages import NAME, Closed, Event, Key, Rebound, arrived
from trayapp.desktop.hotkey.portal_presses import Presses
from trayapp.desktop.hotkey.portal_session import (
    SESSION_TOKEN,
    InterruptedByWishError,
    LeftOpenError,
    Portal,
    PortalError,
)
from trayapp.desktop.hotkey.portal_wishes import Outcome, Wish, Wishes

FIRST_RETRY_S = 1.0
LAST_RETRY_S = 60.0
"""Between two tries, twice as long each time."""

log = logging.getLogger(__name__)

OnOutcomes = Callable[[Wish, Mapping[str, Outcome]], None]
OnPress = Callable[[Wish, str], None]


class PortalWorker:
    """Serves wishes until they are closed; see `run`.

    Args:
        wishes: What is wished for.
        app_id: What the program is called: the name of its .desktop file, without the ending.
        on_outcomes: Called with a wish and what became of its shortcuts, whenever that changes.
        on_press: Called with a wish and the name of the shortcut that was pressed.
        environment: Where the bus is told of.
        first_retry_s: Seconds between a failure and the next try.
    """

    def __init__(
        self,
        wishes: Wishes,
        app_id: str,
        on_outcomes: OnOutcomes,
        on_press: OnPress,
        *,
        environment: Mapping[str, str] = os.environ,
        first_retry_s: float = FIRST_RETRY_S,
    ) -> None:
        self._wishes = wishes
        self._app_id = app_id
        self._on_outcomes = on_outcomes
        self._on_press = on_press
        self._environment = environment
        self._first_retry_s = first_retry_s
        self._retry_s = first_retry_s
        self._told_flaw = ""

    def run(self) -> None:
        """Serve the wishes; returns when they are closed."""
        while not self._wishes.closed:
            if not self._wishes.current.shortcuts:
                self._wishes.bell.wait(None)
                continue
            try:
                self._with_bus()
            except BusError as error:
                self._failed(str(error))
                self._wishes.bell.wait(self._next_retry_s())
            except Exception:
                log.exception("The portal's thread failed in an unforeseen way")
                self._failed("an unforeseen failure")
                self._wishes.bell.wait(self._next_retry_s())
        self._wishes.bell.close()

    def _with_bus(self) -> None:
        """Serve over one connection, until nothing is wished for or the portal fails; then rest before the next."""
        with Bus(self._wishes.bell, self._environment) as bus:
            wish = self._wishes.current
            try:
                portal = Portal(bus, self._app_id, lambda: self._wishes.current is not wish)
                while self._wishes.current.shortcuts:
                    wish = self._wishes.current
                    self._with_session(bus, portal, wish)
            except LeftOpenError:
                log.info("The portal's session is left with its connection")
            except (PortalError, CallError) as error:
                self._failed(str(error))
                self._rest(bus, wish, lasting=isinstance(error, PortalError) and error.lasting)

    def _with_session(self, bus: Bus, portal: Portal, wish: Wish) -> None:
        """Hold one session, until something else is wished for."""
        try:
            session, bound = portal.bind(wish.shortcuts, lambda: self._failed("the portal takes its time"))
        except LeftOpenError:
            raise
        except InterruptedByWishError:
            return
        began_s = time.monotonic()
        self._bound(bus, wish, bound)
        presses = Presses()
        try:
            while self._wishes.current is wish:
                self._take(portal.next(), bus, wish, session, presses)
        finally:
            if time.monotonic() - began_s > LAST_RETRY_S:
                self._retry_s = self._first_retry_s  # it held: the next failure has nothing to do with the last
        portal.close(session)
        while event := portal.next(time.monotonic()):  # what was pressed up to the end counts
            self._take(event, bus, wish, session, presses)

    def _take(self, event: Event | None, bus: Bus, wish: Wish, session: str, presses: Presses) -> None:
        """Take what happened in a session."""
        match event:
            case Key(of, name, pressed) if of == session and name in wish.shortcuts:
                if not pressed:
                    presses.release(name, time.monotonic())
                elif presses.press(name, time.monotonic()):
                    self._on_press(wish, name)
            case Rebound(of, descriptions) if of == session:
                self._bound(bus, wish, descriptions)
            case Closed(of) if of == session:
                raise PortalError("the portal has ended our session")

    def _bound(self, bus: Bus, wish: Wish, descriptions: Mapping[str, str]) -> None:
        """Tell what became of each shortcut."""
        # KDE's name for the program depends on its version and on whether it knows the app id.
        components = (SESSION_TOKEN, self._app_id, self._app_id + SESSION_TOKEN)
        empty = without_keys(bus, components, descriptions)
        outcomes = {}
        for name in wish.shortcuts:
            description = descriptions.get(name)
            if description is None:
                outcomes[name] = Outcome(ChordStatus.UNAVAILABLE)
            elif not description:
                outcomes[name] = Outcome(ChordStatus.WITHOUT_KEYS)
            elif name in empty:
                outcomes[name] = Outcome(ChordStatus.TAKEN, description)
            else:
                outcomes[name] = Outcome(ChordStatus.ACTIVE, description)
        self._told_flaw = ""
        self._on_outcomes(wish, outcomes)

    def _failed(self, flaw: str) -> None:
        """Tell that no shortcut works."""
        if flaw != self._told_flaw:  # said once, not at every try
            log.warning("No global hotkeys: %s", flaw)
            self._told_flaw = flaw
        wish = self._wishes.current
        self._on_outcomes(wish, dict.fromkeys(wish.shortcuts, Outcome(ChordStatus.UNAVAILABLE)))

    def _rest(self, bus: Bus, wish: Wish, *, lasting: bool) -> None:
        """Wait for what may change things: another wish, another portal, and unless it is `lasting` some time."""
        until_s = None if lasting else time.monotonic() + self._next_retry_s()
        while self._wishes.current is wish:
            signal = bus.next_signal(until_s)
            if signal is None and until_s is not None and time.monotonic() >= until_s:
                return
            # Parts of it that belong to a desktop come and go as others need them.
            if signal is not None and (arrived(signal) == NAME or (arrived(signal) and not lasting)):
                return

    def _next_retry_s(self) -> float:
        retry_s, self._retry_s = self._retry_s, min(2 * self._retry_s, LAST_RETRY_S)
        return retry_s

"""Global hotkeys on an X11 display."""

import logging
from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QObject, QSocketNotifier, Qt, QTimer

from trayapp.desktop.hotkey import ChordStatus, OnPressed, OnStatus, Owner
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.hotkey.keymap import Keymap, NoSuchKeyError
from trayapp.desktop.hotkey.xcb import KeyPress, XcbConnection, XcbError

log = logging.getLogger(__name__)

_RETRY_S = 5.0

_REAL_MODIFIER_BITS = 0xFF

_Grab = tuple[int, int]
"""A keycode and its modifier bits without lock keys."""


class X11Hotkeys:
    """Hotkeys by key grabs on a connection of our own; see `HotkeyBackend` for the methods.

    X does not tell when another program gives a chord back, so a chord that cannot be had is tried again on a slow
    timer, which runs only then.

    Args:
        on_pressed: see `HotkeyBackend`.
        on_status: see `HotkeyBackend`.
        display: the display's name; None for the one in the environment.
        retry_s: seconds between two tries for what could not be had.
    """

    owner = Owner.PROGRAM
    descriptions: Mapping[str, str] = MappingProxyType({})

    def __init__(
        self, on_pressed: OnPressed, on_status: OnStatus, *, display: str | None = None, retry_s: float = _RETRY_S
    ) -> None:
        self._on_pressed = on_pressed
        self._on_status = on_status
        self._display = display
        self._wanted: dict[str, Chord] = {}
        self._status: dict[str, ChordStatus] = {}
        self._grabbed: dict[_Grab, str] = {}
        """What we have, and whose it is."""
        self._connection: XcbConnection | None = None
        self._flaw = ""
        self._keymap = Keymap(0, (), ())
        self._owner = QObject()
        self._notifier: QSocketNotifier | None = None
        self._retry = QTimer(self._owner)
        self._retry.setTimerType(Qt.TimerType.VeryCoarseTimer if retry_s >= 1 else Qt.TimerType.PreciseTimer)
        self._retry.setInterval(round(retry_s * 1000))
        self._retry.timeout.connect(self._try_again)
        # A round trip may leave events in libxcb's own queue, of which the socket knows nothing.
        self._catch_up = QTimer(self._owner)
        self._catch_up.setSingleShot(True)
        self._catch_up.timeout.connect(self._read)
        self._connect()

    # The protocol.

    def register(self, name: str, chord: Chord, purpose: str = "") -> None:  # noqa: ARG002, D102  (nobody shows it)
        self._release(name)
        self._wanted[name] = chord
        self._status.pop(name, None)
        self._attempt(name)
        self._settle()

    def unregister(self, name: str) -> None:  # noqa: D102
        self._release(name)
        self._wanted.pop(name, None)
        self._status.pop(name, None)
        self._try_again()

    def is_free(self, chord: Chord) -> bool:  # noqa: D102
        if not self._connection:
            return False
        try:
            self._ungrab(self._grab(self._connection, chord))
        except XcbError as error:
            self._lost(error)
            return False
        except (NoSuchKeyError, _TakenError):
            return False
        finally:
            self._settle()
        return True

    def key_name(self, scan_code: int, virtual_key: int) -> str | None:  # noqa: ARG002, D102  (the keycode says it)
        return self._keymap.key_name(scan_code)

    def close(self) -> None:  # noqa: D102
        self._wanted.clear()
        self._status.clear()
        self._retry.stop()
        self._catch_up.stop()
        self._disconnect()

    # The connection.

    def _connect(self) -> None:
        try:
            self._connection = XcbConnection(self._display)
            self._keymap = self._connection.keymap()
        except XcbError as error:
            self._lost(error)
            return
        self._flaw = ""
        self._notifier = QSocketNotifier(self._connection.fileno(), QSocketNotifier.Type.Read, self._owner)
        self._notifier.activated.connect(self._read)

    def _disconnect(self) -> None:
        self._grabbed.clear()
        if self._notifier:
            self._notifier.setEnabled(False)
            self._notifier.deleteLater()
            self._notifier = None
        if self._connection:
            self._connection.close()
            self._connection = None

    def _lost(self, error: XcbError) -> None:
        if str(error) != self._flaw:  # said once, not at every try
            log.warning("No global hotkeys: %s", error)
        self._flaw = str(error)
        self._disconnect()
        for name in list(self._wanted):
            self._tell(name, ChordStatus.UNAVAILABLE)

    def _read(self) -> None:
        """Take in all that the server has sent."""
        pressed: list[str] = []
        try:
            while self._connection and (events := self._connection.events()):
                pressed += [self._name(event) for event in events if isinstance(event, KeyPress) and not event.repeated]
                if not all(isinstance(event, KeyPress) for event in events):
                    self._follow_keymap()
        except XcbError as error:
            self._lost(error)
        self._plan_retry()
        for name in pressed:
            if name in self._wanted:
                self._on_pressed(name)

    def _name(self, event: KeyPress) -> str:
        """Whose chord was pressed; an empty name for one that was given back meanwhile."""
        locks = self._keymap.lock_variants()[-1]
        return self._grabbed.get((event.keycode, event.modifiers & _REAL_MODIFIER_BITS & ~locks), "")

    def _follow_keymap(self) -> None:
        """Move the grabs if the keyboard's new mapping puts keys, modifiers or locks elsewhere.

        What stays where it was is not let go of, not even for a moment: other programs grab anew at this very time.
        """
        if not self._connection:
            return
        keymap = self._connection.keymap()
        locks_moved = keymap.lock_variants() != self._keymap.lock_variants()
        moved = [name for name, chord in self._wanted.items() if locks_moved or self._moved(name, chord, keymap)]
        for name in moved:
            self._release(name)
        self._keymap = keymap
        for name in moved:
            self._attempt(name)

    def _moved(self, name: str, chord: Chord, keymap: Keymap) -> bool:
        """Whether a chord is now on other keys than those that we have, or failed to have, for it."""
        if self._status.get(name) is ChordStatus.NOT_SUPPORTED:
            return True
        try:
            return keymap.grabs(chord) != self._keymap.grabs(chord)
        except NoSuchKeyError:
            return True

    # Chords.

    def _attempt(self, name: str) -> None:
        chord = self._wanted.get(name)
        if not chord:  # given back by the one who was told of another
            return
        if not self._connection:
            self._tell(name, ChordStatus.UNAVAILABLE)
            return
        try:
            grabs = self._grab(self._connection, chord)
        except _TakenError:
            self._tell(name, ChordStatus.TAKEN)
        except NoSuchKeyError:
            self._tell(name, ChordStatus.NOT_SUPPORTED)
        except XcbError as error:
            self._lost(error)
        else:
            self._grabbed.update(dict.fromkeys(grabs, name))
            self._tell(name, ChordStatus.ACTIVE)

    def _try_again(self) -> None:
        if not self._connection and self._wanted:
            self._connect()
        for name, status in list(self._status.items()):
            if status is not ChordStatus.ACTIVE and self._connection:
                self._attempt(name)
        self._settle()

    def _grab(self, connection: XcbConnection, chord: Chord) -> list[_Grab]:
        """Have a chord whole or not at all."""
        codes, modifiers = self._keymap.grabs(chord)
        variants = [modifiers | locks for locks in self._keymap.lock_variants()]
        grabs: list[_Grab] = []
        for code in codes:
            if (code, modifiers) in self._grabbed or not connection.grab(code, variants):
                self._ungrab(grabs)
                raise _TakenError
            grabs.append((code, modifiers))
        return grabs

    def _ungrab(self, grabs: list[_Grab]) -> None:
        for code, modifiers in grabs:
            if self._connection:
                self._connection.ungrab(code, [modifiers | locks for locks in self._keymap.lock_variants()])

    def _release(self, name: str) -> None:
        grabs = [grab for grab, owner in self._grabbed.items() if owner == name]
        for grab in grabs:
            del self._grabbed[grab]
        try:
            self._ungrab(grabs)
        except XcbError as error:
            self._lost(error)

    def _tell(self, name: str, status: ChordStatus) -> None:
        if name in self._wanted and self._status.get(name) is not status:
            self._status[name] = status
            self._on_status(name, status)

    def _settle(self) -> None:
        """After anything that asked the server for something."""
        if self._connection:
            self._catch_up.start(0)
        self._plan_retry()

    def _plan_retry(self) -> None:
        wanting = any(status is not ChordStatus.ACTIVE for status in self._status.values())
        if wanting and not self._retry.isActive():
            self._retry.start()
        elif not wanting:
            self._retry.stop()


class _TakenError(Exception):
    """Somebody has the chord."""

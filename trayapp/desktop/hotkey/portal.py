"""Global hotkeys on Wayland, by the desktop portal: the desktop owns the keys and tells us of presses.

This module is the GUI thread's side. All traffic with the bus is on a thread of its own (`portal_worker`).
"""

import threading
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from trayapp.desktop import DESKTOP_ID
from trayapp.desktop.hotkey import ChordStatus, OnPressed, OnStatus, Owner
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.hotkey.portal_messages import Shortcut
from trayapp.desktop.hotkey.portal_wishes import Outcome, Wish, Wishes

_END_S = 1.0


class PortalHotkeys:
    """Hotkeys by the GlobalShortcuts portal; see `HotkeyBackend` for the methods.

    Args:
        on_pressed: see `HotkeyBackend`.
        on_status: see `HotkeyBackend`.
        options: further arguments for `PortalWorker`.
    """

    owner = Owner.DESKTOP

    def __init__(self, on_pressed: OnPressed, on_status: OnStatus, **options: Any) -> None:
        self._on_pressed = on_pressed
        self._on_status = on_status
        self._options = options
        self._wanted: dict[str, Shortcut] = {}
        self._told: dict[str, Outcome] = {}
        self._wish = Wish({})
        self._wishes = Wishes()
        self._post = _Post()
        self._post.outcomes.connect(self._take_outcomes, Qt.ConnectionType.QueuedConnection)
        self._post.pressed.connect(self._take_press, Qt.ConnectionType.QueuedConnection)
        # Every change is another session, about which the desktop may ask a person: what changes at a time goes
        # together.
        self._soon = QTimer(singleShot=True, interval=0)
        self._soon.timeout.connect(self._hand_over)
        self._thread: threading.Thread | None = None

    @property
    def descriptions(self) -> Mapping[str, str]:  # noqa: D102
        return {
            name: told.description
            for name, told in self._told.items()
            if told.status in (ChordStatus.ACTIVE, ChordStatus.TAKEN, ChordStatus.WITHOUT_KEYS)
        }

    def register(self, name: str, chord: Chord, purpose: str = "") -> None:  # noqa: D102
        self._told.pop(name, None)
        self._wanted[name] = Shortcut(chord, purpose)
        self._change()

    def unregister(self, name: str) -> None:  # noqa: D102
        self._told.pop(name, None)
        if self._wanted.pop(name, None):
            self._change()

    def is_free(self, chord: Chord) -> bool:
        """Whether the portal works and the chord is not one of ours: of others' chords it does not tell."""
        works = all(told.status is not ChordStatus.UNAVAILABLE for told in self._told.values())
        return works and all(wanted.chord != chord for wanted in self._wanted.values())

    def key_name(self, scan_code: int, virtual_key: int) -> str | None:  # noqa: ARG002  (the protocol's)
        """Not known: the keys are the desktop's."""
        return None

    def close(self) -> None:  # noqa: D102
        self._wanted.clear()
        self._told.clear()
        self._soon.stop()
        self._wish = Wish({})
        self._wishes.close()
        if self._thread is None:
            self._wishes.bell.close()  # nobody else would
        else:
            self._thread.join(_END_S)

    def _change(self) -> None:
        self._wish = Wish({})  # what still comes in is about what was wished for before
        self._soon.start()

    def _hand_over(self) -> None:
        self._wish = Wish(dict(self._wanted))
        self._wishes.want(self._wish)
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="portal", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        from trayapp.desktop.hotkey.portal_worker import PortalWorker  # noqa: PLC0415  (slow to load)

        post = self._post
        PortalWorker(self._wishes, DESKTOP_ID, post.outcomes.emit, post.pressed.emit, **self._options).run()

    def _take_outcomes(self, wish: Wish, outcomes: Mapping[str, Outcome]) -> None:
        for name, outcome in outcomes.items():
            if wish is self._wish and self._told.get(name) != outcome:
                self._told[name] = outcome
                self._on_status(name, outcome.status)

    def _take_press(self, wish: Wish, name: str) -> None:
        # It may have been pressed while something else was changed.
        if name in self._wanted and self._wanted[name] == wish.shortcuts[name]:
            self._on_pressed(name)


class _Post(QObject):
    """Carries what the other thread finds out to the GUI thread."""

    outcomes = Signal(object, object)
    pressed = Signal(object, str)

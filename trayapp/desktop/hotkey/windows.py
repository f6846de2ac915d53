"""Global hotkeys on Windows."""

import itertools
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from trayapp.desktop import win32
from trayapp.desktop.hotkey import ChordStatus, OnPressed, OnStatus, Owner, virtual_keys
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.hotkey.windows_thread import HotkeyThread

log = logging.getLogger(__name__)

_RETRY_S = 5.0
_LAST_NUMBER = 0xBFFF
"""Windows leaves the numbers 0 to 0xBFFF to programs."""


@dataclass(slots=True)
class _Wish:
    """A chord that is to be had."""

    chord: Chord
    number: int
    """By which Windows calls it; a new one for each `register`, so that what is under way for an old one dies."""
    status: ChordStatus | None = None


class WindowsHotkeys:
    """Hotkeys by RegisterHotKey, on a thread of their own; see `HotkeyBackend` for the methods.

    Windows itself sees to it that a chord that is held is told of once (MOD_NOREPEAT); no key's state is ever asked.
    It does not tell when another program gives a chord back, so a chord that cannot be had is tried again on a slow
    timer, which runs only then.

    Args:
        on_pressed: see `HotkeyBackend`.
        on_status: see `HotkeyBackend`.
        retry_s: seconds between two tries for what could not be had.
    """

    owner = Owner.PROGRAM
    descriptions: Mapping[str, str] = MappingProxyType({})

    def __init__(self, on_pressed: OnPressed, on_status: OnStatus, *, retry_s: float = _RETRY_S) -> None:
        self._on_pressed = on_pressed
        self._on_status = on_status
        self._wishes: dict[str, _Wish] = {}
        self._numbers = itertools.cycle(range(1, _LAST_NUMBER + 1))
        self._flaw = ""
        self._post = _Post()
        self._retry = QTimer(self._post)
        self._retry.setTimerType(Qt.TimerType.VeryCoarseTimer if retry_s >= 1 else Qt.TimerType.PreciseTimer)
        self._retry.setInterval(round(retry_s * 1000))
        self._retry.timeout.connect(self._try_again)
        self._life = 0
        """Counts the threads that have ended."""
        self._thread: HotkeyThread | None = self._start()

    # The protocol.

    def register(self, name: str, chord: Chord, purpose: str = "") -> None:  # noqa: ARG002, D102  (nobody shows it)
        self._release(name)
        self._wishes[name] = _Wish(chord, next(self._numbers))
        self._attempt(name)
        self._plan_retry()

    def unregister(self, name: str) -> None:  # noqa: D102
        self._release(name)
        self._try_again()

    def is_free(self, chord: Chord) -> bool:  # noqa: D102
        return self._thread is not None and self._thread.is_free(*virtual_keys.codes(chord))

    def key_name(self, scan_code: int, virtual_key: int) -> str | None:  # noqa: ARG002, D102  (the code says it)
        return virtual_keys.key_name(virtual_key)

    def close(self) -> None:  # noqa: D102
        self._wishes.clear()
        self._retry.stop()
        self._end_thread()

    # The thread.

    def _start(self) -> HotkeyThread:
        life = self._life

        def hand(job: Callable[[], None]) -> None:
            # What a thread still had to say when it was given up is nobody's any more.
            self._post.posted.emit(lambda: job() if life == self._life else None)

        return HotkeyThread(
            lambda number: hand(lambda: self._pressed(number)),
            lambda number, error: hand(lambda: self._answered(number, error)),
            lambda reason: hand(lambda: self._lost(reason)),
        )

    def _end_thread(self) -> None:
        self._life += 1
        if self._thread is not None:
            self._thread.close()
            self._thread = None

    def _lost(self, reason: str) -> None:
        if reason != self._flaw:  # said once, not at every try
            log.warning("No global hotkeys: %s", reason)
        self._flaw = reason
        self._end_thread()
        for name in list(self._wishes):
            self._tell(name, ChordStatus.UNAVAILABLE)
        self._plan_retry()

    def _pressed(self, number: int) -> None:
        name = self._name(number)
        if name is not None:
            self._on_pressed(name)

    def _answered(self, number: int, error: int) -> None:
        name = self._name(number)
        if name is None:
            return
        if error == 0:
            self._flaw = ""
            self._tell(name, ChordStatus.ACTIVE)
        elif error == win32.ERROR_HOTKEY_ALREADY_REGISTERED:
            self._tell(name, ChordStatus.TAKEN)
        else:
            flaw = f"Windows' error {error}"
            if flaw != self._flaw:
                log.warning("No global hotkey: %s", flaw)
            self._flaw = flaw
            self._tell(name, ChordStatus.UNAVAILABLE)
        self._plan_retry()

    # Chords.

    def _name(self, number: int) -> str | None:
        return next((name for name, wish in self._wishes.items() if wish.number == number), None)

    def _attempt(self, name: str) -> None:
        wish = self._wishes.get(name)
        if wish is None:  # given back by the one who was told of another
            return
        if self._thread is None:
            self._tell(name, ChordStatus.UNAVAILABLE)
        else:
            self._thread.register(wish.number, *virtual_keys.codes(wish.chord))

    def _try_again(self) -> None:
        if self._thread is None and self._wishes:
            self._thread = self._start()
        for name, wish in list(self._wishes.items()):
            if wish.status is not ChordStatus.ACTIVE:
                self._attempt(name)
        self._plan_retry()

    def _release(self, name: str) -> None:
        wish = self._wishes.pop(name, None)
        if wish is not None and self._thread is not None:
            self._thread.unregister(wish.number)

    def _tell(self, name: str, status: ChordStatus) -> None:
        wish = self._wishes.get(name)
        if wish is not None and wish.status is not status:
            wish.status = status
            self._on_status(name, status)

    def _plan_retry(self) -> None:
        refused = any(wish.status not in (None, ChordStatus.ACTIVE) for wish in self._wishes.values())
        if refused and not self._retry.isActive():
            self._retry.start()
        elif not refused:
            self._retry.stop()


class _Post(QObject):
    """Brings calls from the thread to the GUI thread."""

    posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.posted.connect(_call, Qt.ConnectionType.QueuedConnection)


def _call(job: Callable[[], None]) -> None:
    job()

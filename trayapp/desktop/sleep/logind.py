"""What logind says on the system bus of the machine's sleep (org.freedesktop.login1, Manager.PrepareForSleep).

The signal comes just before the sleep and again, with False, just after it. No delay is asked for: nothing has to be
sent before the machine sleeps, and a signal that is read only after the sleep is told all the same, both of them. The
end of the session is told by signals to the process (`trayapp.program.leave_signals`) and by Qt.
"""

import logging
import os
import threading
from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal

from trayapp.desktop.bell import Bell
from trayapp.desktop.bus_signal import Signal as BusSignal
from trayapp.desktop.sleep import Moment, OnMoment

_SERVICE = "org.freedesktop.login1"
_MANAGER = f"{_SERVICE}.Manager"
_SIGNAL = f"{_MANAGER}.PrepareForSleep"
_RULE = f"type='signal',sender='{_SERVICE}',interface='{_MANAGER}',member='PrepareForSleep'"
_OWNER_SIGNAL = "org.freedesktop.DBus.NameOwnerChanged"
_OWNER_RULE = f"type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='{_SERVICE}'"
_FIRST_RETRY_S, _LAST_RETRY_S = 5.0, 300.0
"""A bus that has gone is looked for again, less and less often: a sleep is noticed without it too, only later."""

log = logging.getLogger(__name__)


class LogindWatch(QObject):
    """See `SleepWatch`. Its thread sleeps while nothing happens; where there is no system bus, it ends.

    Args:
        on_moment: see `SleepWatch`.
        environment: where the bus is told of.
        first_retry_s: seconds between the loss of the bus and the first try to find it again.
    """

    tells_session_end = False
    _heard = Signal(bool)

    def __init__(
        self, on_moment: OnMoment, environment: Mapping[str, str] = os.environ, first_retry_s: float = _FIRST_RETRY_S
    ) -> None:
        super().__init__()
        self._on_moment = on_moment
        self._environment = dict(environment)
        self._first_retry_s = first_retry_s
        self._bell = Bell()
        self._closed = False
        self._connections = 0
        self._awake = True
        self._heard.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._run, name="sleep-watch", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Nothing is called after that. The thread ends by itself, soon."""
        if not self._closed:
            self._closed = True
            self._bell.ring()

    def join(self, timeout_s: float) -> bool:
        """Wait for the thread's end; whether it came in time."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _tell(self, sleeps: bool) -> None:  # noqa: FBT001  (a slot)
        if self._closed or sleeps is not self._awake:
            return
        self._awake = not sleeps
        self._on_moment(Moment.SUSPENDING if sleeps else Moment.WOKE)

    def _run(self) -> None:
        from trayapp.desktop.bus import BusError, CallError  # noqa: PLC0415  (30 ms, not to be spent at the start)

        retry_s = self._first_retry_s
        while not self._closed:
            try:
                self._listen()
            except (BusError, CallError) as error:
                log.info("The system does not tell of sleep: %s", error)
                if not self._connections:
                    break  # there is no bus to begin with: a container, say
            except Exception:
                log.exception("The watch on sleep failed in an unforeseen way")
            self._bell.wait(retry_s)
            retry_s = min(2 * retry_s, _LAST_RETRY_S)
        self._bell.close()

    def _listen(self) -> None:
        """Pass on what comes over one connection, until it is lost or the watch is closed."""
        from trayapp.desktop.bus import Bus  # noqa: PLC0415  (as above)

        with Bus(self._bell, self._environment, system=True) as bus:
            bus.watch(_RULE)
            bus.watch(_OWNER_RULE)
            # The rules alone are no guard: a signal that is addressed to this program comes in by none of them.
            owner = bus.owner_of(_SERVICE)
            self._connections += 1
            while not self._closed:
                signal = bus.next_signal(None)
                if signal is None:
                    continue
                if signal.name == _OWNER_SIGNAL and signal.sender == "org.freedesktop.DBus":
                    owner = signal.body[2]
                elif signal.sender == owner and _sleeps(signal) is not None:
                    self._heard.emit(_sleeps(signal))


def _sleeps(signal: BusSignal) -> bool | None:
    """Whether the machine goes to sleep or wakes; None for anything else."""
    if signal.name != _SIGNAL or len(signal.body) != 1 or not isinstance(signal.body[0], bool):
        return None
    return signal.body[0]

"""Being asked to go by the system: the end of the session, and the signals by which systems end programs."""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

_SIGNALS = (signal.SIGTERM, signal.SIGINT, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []))


class LeaveSignals(QObject):
    """Turns SIGTERM, SIGINT and SIGHUP into one call on the GUI thread.

    Python runs a signal's handler only when it runs at all, and Qt's loop sleeps in C: so the interpreter writes a byte
    to a socket (`signal.set_wakeup_fd`), which wakes the loop.
    """

    def __init__(self, on_signal: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_signal = on_signal
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.settimeout(0)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        for number in _SIGNALS:
            signal.signal(number, _nothing)

    def _woken(self) -> None:
        received = self._reader.recv(64)
        if any(number in received for number in _SIGNALS):
            self._on_signal()

    def close(self) -> None:
        """Let the signals do again what they do by themselves."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        self._reader.close()
        self._writer.close()


def _nothing(_number: int, _frame: object) -> None:
    """Python has to have a handler, or it writes no byte."""

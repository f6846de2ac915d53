"""The one clock of everything that moves: it runs only while something does."""

from PySide6.QtCore import QObject, QTimer, Signal

PHASE_MS = 500
"""Half a blink: one hertz, far below what can trigger seizures (WCAG 2.3.1: three flashes a second)."""


class Blink(QObject):
    """Tells the two phases of an animated look in turn."""

    changed = Signal(bool)
    """The new phase."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._phase = False
        self._timer = QTimer(self)
        self._timer.setInterval(PHASE_MS)
        self._timer.timeout.connect(self._turn)

    @property
    def running(self) -> bool:
        """Whether a timer runs."""
        return self._timer.isActive()

    def set_running(self, running: bool) -> None:  # noqa: FBT001  (a setter)
        """Start in the first phase, or stop there."""
        if running == self.running:
            return
        if running:
            self._timer.start()
        else:
            self._timer.stop()
            if self._phase:
                self._turn()

    def _turn(self) -> None:
        self._phase = not self._phase
        self.changed.emit(self._phase)

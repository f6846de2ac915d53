"""The one clock of everything that moves: it runs only while something does, and where the person can bear it."""

from PySide6.QtCore import QObject, QTimer, Signal

from trayapp.desktop.motion import AnyMotion, Motion

PHASE_MS = 500
"""Half a blink: one hertz, far below what can trigger seizures (WCAG 2.3.1: three flashes a second)."""
_LOOK_MS = 3000
"""How long after a movement, or after the start, the desktop is asked again: far from any press."""


class Blink(QObject):
    """Tells the two phases of an animated look in turn; where less motion is asked for, the first one stays."""

    changed = Signal(bool)
    """The new phase."""

    def __init__(self, parent: QObject | None = None, motion: Motion | None = None) -> None:
        super().__init__(parent)
        self._motion = motion or AnyMotion()
        self._wanted = False
        self._phase = False
        self._timer = QTimer(self)
        self._timer.setInterval(PHASE_MS)
        self._timer.timeout.connect(self._turn)
        # One timer for all: of each `QTimer.singleShot` that calls an object which is not Qt's, PySide keeps something.
        self._look = QTimer(self, singleShot=True, interval=_LOOK_MS)
        self._look.timeout.connect(self._motion.look)
        self._look.start()

    @property
    def running(self) -> bool:
        """Whether a timer runs."""
        return self._timer.isActive()

    def set_running(self, running: bool) -> None:  # noqa: FBT001  (a setter)
        """Start in the first phase, or stop there."""
        if running == self._wanted:
            return
        self._wanted = running
        if running and not self._motion.reduced():
            self._timer.start()
        elif not running:
            self._timer.stop()
            if self._phase:
                self._turn()
            self._look.start()

    def _turn(self) -> None:
        self._phase = not self._phase
        self.changed.emit(self._phase)

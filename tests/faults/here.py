"""The program in the test's own process."""

import time
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer

from tests.faults.program import Program
from tests.faults.rep import LIMITS, LOOK_S, PATIENCE_S, TICK_MS, Names, Rep
from tests.servers.certificates import Authority
from trayapp.core.calls import Call
from trayapp.core.events import Action
from trayapp.core.limits import Limits
from trayapp.core.view import View
from trayapp.mark import MarkFile


class RepHere(Rep):
    """Sits at a program whose every part can be looked at; `mark` is where it writes pauses down."""

    def __init__(
        self, mark: MarkFile, authority: Authority, names: Names, limits: Limits = LIMITS, *, sight: bool = False
    ) -> None:
        super().__init__(authority, names, limits, sight=sight)
        self.longest_gap_s = 0.0
        self._ticked_at = time.monotonic()
        self._program = Program(mark, limits, self.host, self.claims.add, self.look)
        heart = self._program.heart
        self._clock = QTimer(heart, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._clock.timeout.connect(self._tick)
        self._sight = QTimer(heart, interval=round(LOOK_S * 1000))
        self._sight.timeout.connect(self.look)

    def _begin(self) -> None:
        self._program.begin(self.authority.ca_file, shown=self.sees)
        self._ticked_at = time.monotonic()
        self._clock.start()
        if self.sees:
            self.look()
            self._sight.start()

    def _end(self) -> bool:
        self._clock.stop()
        self._sight.stop()
        return self._program.close(PATIENCE_S)

    def _now(self) -> float:
        return time.monotonic()

    def _wait(self) -> None:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, TICK_MS)

    def _tick(self) -> None:
        now = time.monotonic()
        self.longest_gap_s = max(self.longest_gap_s, now - self._ticked_at)
        self._ticked_at = now

    def press(self, action: Action, control: str = "") -> None:
        """Press once."""
        self._program.press(action, control or self._control())

    def see(self, calls: tuple[Call, ...] | None) -> None:
        """The live sight shows the calls, or is lost."""
        self._program.see(calls)

    def set_proxies(self, proxies: Mapping[str, str] | None) -> None:
        """The system says that the web is reached so."""
        self._program.set_proxies(proxies)

    @property
    def view(self) -> View:
        """What the screen shows."""
        return self._program.heart.view

    @property
    def settled(self) -> bool:
        """Nothing is under way, and nothing is owed."""
        return self._program.settled

    @property
    def alarms(self) -> int:
        """How often a sound was asked for."""
        return self._program.alarms

"""Owns the state, on the GUI thread: events go in, effects and views go out."""

import logging
import math
import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from trayapp.clock import suspended_s
from trayapp.core.effects import Effect, Play, SendMute
from trayapp.core.events import Answered, Event, Failed, Tick, Woke
from trayapp.core.limits import Limits
from trayapp.core.problems import Problem
from trayapp.core.render import view
from trayapp.core.state import State
from trayapp.core.step import deadline, step
from trayapp.core.view import View

_SLEPT_S = 2.0
"""The clock that stands still in sleep and the one that does not differ by more than this only after a sleep."""


Observe = Callable[[Event, State, State, tuple[Effect, ...]], None]
_SHORTEST_MS = 1
_CLOCK_STEP_MS = math.ceil(time.get_clock_info("monotonic").resolution * 1000)
"""The clock stands still for so long (16 ms on Windows up to Python 3.12): waking up within it would be too early."""
_log = logging.getLogger(__name__)


class Heart(QObject):
    """Takes events one at a time, has their effects carried out at once, and shows what came of it.

    Args:
        limits: the times the core goes by.
        now: the core's clock.
        carry_out: does one effect, without blocking; may feed further events.
        show: takes each new view.
        observe: told of each step of the core, once its effects were carried out and its view was shown: the event,
            the state before and after it, and the effects.
    """

    _posted = Signal(object)

    def __init__(
        self,
        limits: Limits,
        now: Callable[[], float],
        carry_out: Callable[[Effect], None],
        show: Callable[[View], None],
        parent: QObject | None = None,
        *,
        observe: Observe = lambda *_: None,
    ) -> None:
        super().__init__(parent)
        self.state = State(limits=limits)
        self._observe = observe
        self._now = now
        self._carry_out = carry_out
        self._show = show
        self._events: deque[Event] = deque()
        self._busy = False
        self._closed = False
        self._slept_s = suspended_s()
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._posted.connect(_call, Qt.ConnectionType.QueuedConnection)

    @property
    def view(self) -> View:
        """What is to be seen at this moment."""
        return view(self.state, self._now())

    def post(self, job: Callable[[], None]) -> None:
        """Have `job` called on the GUI thread, soon. Safe from any thread; after `close` nothing is called any more."""
        if not self._closed:
            self._posted.emit(job)

    def close(self) -> None:
        """Take nothing more from the threads: one that still waits for the keyring may outlive the program's end."""
        self._closed = True
        self._timer.stop()

    def feed(self, event: Event) -> None:
        """Take an event. Called from an effect or a view, it waits until the present event is dealt with."""
        self._events.append(event)
        if self._busy:
            return
        self._busy = True
        try:
            while self._events:
                self._take(self._events.popleft())
        finally:
            self._busy = False

    def _take(self, event: Event) -> None:
        """Take one event; whatever fails is logged, and neither the next effect nor the clock is lost over it."""
        if self._has_slept():
            before, woke = self.state, Woke(max(event.at, self._now()))  # the event may have waited through it
            effects = self._step(woke)
            self._carry_out_all(effects, event.at)
            self._tell(woke, before, self.state, effects)
        before = self.state
        effects = self._step(event)
        after = self.state
        shown = self.view

        def do() -> None:
            self._carry_out_all(effects, event.at)

        def see() -> None:
            self._show(shown)

        # A pause goes to the wire first. A resume is seen first: "paused" must not outlast what it says.
        resumes = any(isinstance(effect, SendMute) and not effect.mute for effect in effects)
        first, second = (see, do) if resumes else (do, see)
        try:
            try:
                first()
            finally:
                second()
        finally:
            self._arm(shown)
            self._tell(event, before, after, effects)

    def _tell(self, event: Event, before: State, after: State, effects: tuple[Effect, ...]) -> None:
        try:
            self._observe(event, before, after, effects)
        except Exception:  # noqa: BLE001  (logged: what is recorded of a step must not keep the next one from its turn)
            _log.exception("%s could not be recorded", type(event).__name__)

    def _step(self, event: Event) -> tuple[Effect, ...]:
        try:
            self.state, effects = step(self.state, event)
        except Exception:  # noqa: BLE001  (logged: one event that fails must not end the taking of events)
            _log.exception("The core could not take %s", type(event).__name__)
            return ()
        return effects

    def _carry_out_all(self, effects: tuple[Effect, ...], at: float) -> None:
        for effect in sorted(effects, key=lambda effect: isinstance(effect, Play)):  # sounds can wait for the wire
            try:
                self._carry_out(effect)
            except Exception:  # noqa: BLE001  (logged: one effect that fails must not keep the others from their turn)
                _log.exception("%s could not be carried out", type(effect).__name__)
                if isinstance(effect, SendMute):
                    failed = Failed(Problem.CONNECTION_FAILED, may_have_applied=False)
                    self._events.append(Answered(at, effect.request, failed))

    def _has_slept(self) -> bool:
        """Whether the machine slept since the last event: the two clocks show it also where nobody tells of it."""
        before_s, self._slept_s = self._slept_s, suspended_s()
        return self._slept_s - before_s > _SLEPT_S

    def _arm(self, shown: View) -> None:
        """Wake up when the core or the clock on the screen next wants it, and at no other time."""
        moments = [m for m in (deadline(self.state), shown.refresh_at) if m is not None]
        if moments:
            wait_ms = round((min(moments) - self._now()) * 1000 + 0.5)
            self._timer.start(max(_CLOCK_STEP_MS, wait_ms) if wait_ms > 0 else _SHORTEST_MS)
        else:
            self._timer.stop()

    def _tick(self) -> None:
        self.feed(Tick(self._now()))


def _call(job: Callable[[], None]) -> None:
    job()

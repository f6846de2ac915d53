"""*Prove it* by command, on a live test call: pause, read back, resume, read back (design §7, Proof)."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from trayapp.core.events import Event, ProofAsked
from trayapp.core.view import ProofStage, View
from trayapp.doctor.proving import End, Refusal, Witness, refusal

_SIGHT_S = 8.0
"""How long a sight of the calls may take to come, where there is something to see them by."""
_LOOK_S = 3.0
"""Between two looks at the call."""
_SETTLE_S = 8.0
"""How long after the resume a look may show that the recording runs."""
_LONGEST_S = 75.0

OnProven = Callable[[Refusal | Witness], None]


class Prover(QObject):
    """One proof at a time, begun by nobody but a person who says that the call is a test. Used on the GUI thread.

    Args:
        view: what is shown now.
        feed: takes the events.
        now: the core's clock.
        look: has the calls shown anew; False where there is nothing to see them by.
    """

    def __init__(
        self,
        view: Callable[[], View],
        feed: Callable[[Event], None],
        now: Callable[[], float],
        look: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._view, self._feed, self._now, self._look = view, feed, now, look
        self._on_done: OnProven | None = None
        self._witness: Witness | None = None
        """None while the calls are still waited for."""
        self._looks = QTimer(self, interval=round(_LOOK_S * 1000))
        self._looks.timeout.connect(look)
        self._end = QTimer(self, singleShot=True)
        self._end.timeout.connect(self._time_is_up)

    @property
    def running(self) -> bool:
        """Whether the calls are wanted to be seen."""
        return self._on_done is not None

    def start(self, on_done: OnProven) -> None:
        """Begin where it may be; `on_done` gets why not, or what was shown, once."""
        if self.running:
            on_done(Refusal.UNDER_WAY)
            return
        self._on_done = on_done
        self._witness = None
        why = refusal(self._view())
        if why is None and self._view().calls is None and self._look():
            self._end.start(round(_SIGHT_S * 1000))
        else:
            self._begin()

    def follow(self, view: View) -> None:
        """Take the next view that is shown."""
        if not self.running:
            return
        if self._witness is None:
            if view.calls is not None and self._end.isActive():
                self._end.stop()
                QTimer.singleShot(0, self, self._begin)  # not from within the event that has brought the calls
            return
        before, self._witness = self._witness, self._witness.watched(view)
        if self._witness.end is not End.OPEN:
            self._finish()
        elif self._witness.stage is ProofStage.LISTEN and before.stage is not ProofStage.LISTEN:
            self._end.start(round(_SETTLE_S * 1000) if self._witness.calls_seen else 0)

    def _begin(self) -> None:
        if not self.running or self._witness is not None:
            return
        why = refusal(self._view())
        if why is not None:
            self._tell(why)
            return
        self._witness = Witness()
        self._end.start(round(_LONGEST_S * 1000))
        self._looks.start()
        self._feed(ProofAsked(self._now(), start=True))

    def _time_is_up(self) -> None:
        if self._witness is None:
            self._begin()
        else:
            self._witness = self._witness.settled()
            self._finish()

    def _finish(self) -> None:
        witness = self._witness
        assert witness is not None  # noqa: S101  (only what was begun is finished)
        if witness.end in (End.SECOND_CALL, End.GIVEN_UP):
            self._feed(ProofAsked(self._now(), start=False))
        self._tell(witness)

    def _tell(self, outcome: Refusal | Witness) -> None:
        self._looks.stop()
        self._end.stop()
        on_done, self._on_done = self._on_done, None
        if on_done is not None:
            on_done(outcome)

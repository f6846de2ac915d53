"""The demo phone's keys: what customers, the rep, a colleague and other programs do with the calls."""

import logging
from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from trayapp.simulator.calls import PhoneCall, PhoneError, PhoneStatus
from trayapp.simulator.simulation import Simulation
from trayapp.ui.theme import GRID

log = logging.getLogger(__name__)

COLUMNS = 3


class PhoneKeys(QWidget):
    """A block of buttons. They act on the newest call that they fit, and are enabled while there is one.

    Args:
        simulation: whose phones; its first extension is the rep's, the second a colleague's.
        acted: called after each act.
    """

    def __init__(self, simulation: Simulation, acted: Callable[[], None]) -> None:
        super().__init__()
        self._simulation = simulation
        self._phones = simulation.phones
        self._acted = acted
        self._calls: tuple[PhoneCall, ...] = ()
        self._colleague = simulation.phones.extensions[1] if len(simulation.phones.extensions) > 1 else None

        self.ring = self._key(self._ring)
        self.answer = self._key(self.answer_all)
        self.hang_up = self._key(self._hang_up)
        self.join = self._key(self._join)
        self.queue = self._key(self._connect)
        self.conference = self._key(self._join_all)
        self.hold = self._key(self._hold)
        self.transfer = self._key(self._transfer)
        self.other_hand = self._key(self._resume_by_other_hand)
        self._words: dict[QPushButton, tuple[str, str]] = {}
        self._arrange()
        self.retranslate()

    def retranslate(self) -> None:
        """Speak the language of now."""
        self.ring.setText(self.tr("A customer calls"))
        self.answer.setText(self.tr("Answer"))
        self.hang_up.setText(self.tr("Hang up"))
        self.join.setText(self.tr("A second call joins"))
        self.queue.setText(self.tr("A queue call comes in"))
        self.conference.setText(self.tr("Conference"))
        self.conference.setToolTip(self.tr("Everybody talks to everybody: calls on hold come back"))
        self.other_hand.setText(self.tr("Someone else resumes"))
        self.other_hand.setToolTip(self.tr("Another program has the calls recorded again"))
        self._words = {
            self.hold: (self.tr("Hold"), self.tr("Take back")),
            self.transfer: (self.tr("Transfer to a colleague"), self.tr("Colleague transfers back")),
        }
        for key, words in self._words.items():  # wide enough for both, so that nothing moves
            key.setMinimumWidth(0)
            widths = []
            for word in words:
                key.setText(word)
                widths.append(key.sizeHint().width())
            key.setMinimumWidth(max(widths))
        self.refresh()

    def _key(self, act: Callable[[], None]) -> QPushButton:
        key = QPushButton()
        key.setAutoDefault(False)
        key.setMinimumHeight(9 * GRID)
        key.clicked.connect(lambda: self._try(act))
        return key

    def _arrange(self) -> None:
        keys = (
            *(self.ring, self.answer, self.hang_up),
            *(self.join, self.queue, self.conference),
            *(self.hold, self.transfer, self.other_hand),
        )
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        for place, key in enumerate(keys):
            layout.addWidget(key, place // COLUMNS, place % COLUMNS)
        for column in range(COLUMNS):
            layout.setColumnStretch(column, 1)

    def refresh(self) -> None:
        """Look at the calls as they are now."""
        self._calls = self._phones.calls(self._simulation.extension)
        live = [call for call in self._calls if call.status.live]
        ringing = bool(self._ringing())
        free = not ringing and len(self._calls) < self._phones.lines
        self.ring.setEnabled(free)
        self.queue.setEnabled(free)
        self.answer.setEnabled(ringing)
        self.join.setEnabled(bool(live) and free)
        self.hang_up.setEnabled(bool(self._calls))
        self.conference.setEnabled(len(live) > 1 and any(call.status is PhoneStatus.HOLD for call in live))
        self.hold.setEnabled(bool(live))
        self.hold.setText(self._words[self.hold][self._all_held()])
        there = self._with_colleague()
        self.transfer.setEnabled(bool(live) or there is not None)
        self.transfer.setText(self._words[self.transfer][there is not None])
        self.other_hand.setEnabled(any(call.muted for call in live))

    def answer_all(self) -> None:
        """The rep takes what rings."""
        for call in self._ringing():
            self._phones.answer(call.ivrid)

    def _ringing(self) -> list[PhoneCall]:
        return [call for call in self._calls if call.status is PhoneStatus.RINGING]

    def _all_held(self) -> bool:
        """Whether the key takes back: the newest live call is on hold."""
        live = [call for call in self._calls if call.status.live]
        return bool(live) and live[-1].status is PhoneStatus.HOLD

    def _with_colleague(self) -> PhoneCall | None:
        """The newest call that is at the colleague's."""
        calls = () if self._colleague is None else self._phones.calls(self._colleague)
        return calls[-1] if calls else None

    def _ring(self) -> None:
        self._phones.ring(self._simulation.extension)

    def _join(self) -> None:
        self._phones.join(self._simulation.extension)

    def _connect(self) -> None:
        self._phones.connect(self._simulation.extension)

    def _hang_up(self) -> None:
        """End the newest call: the one that joined, before the one that it joined."""
        for call in self._calls[-1:]:
            self._phones.hang_up(call.ivrid)

    def _join_all(self) -> None:
        self._phones.conference(self._simulation.extension)

    def _hold(self) -> None:
        live = [call for call in self._calls if call.status.live]
        for call in live[-1:]:
            (self._phones.unhold if call.status is PhoneStatus.HOLD else self._phones.hold)(call.ivrid)

    def _transfer(self) -> None:
        there = self._with_colleague()
        if there is not None:
            self._phones.transfer(there.ivrid, self._simulation.extension, attended=True)
            return
        live = [call for call in self._calls if call.status.live]
        for call in live[-1:]:
            self._phones.transfer(call.ivrid, self._colleague, attended=True)

    def _resume_by_other_hand(self) -> None:
        self._phones.mute_extension(self._simulation.extension, muted=False)

    def _try(self, act: Callable[[], None]) -> None:
        try:
            act()
        except PhoneError:  # the remote control was faster
            log.debug("the calls are no longer as they were shown")
        self._acted()

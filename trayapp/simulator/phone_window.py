"""The demo phone: buttons for what customers, the network and the server do, and the tape."""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

from PySide6.QtCore import QEvent, QSignalBlocker, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from trayapp.simulator.calls import PhoneStatus
from trayapp.simulator.phone_keys import PhoneKeys
from trayapp.simulator.simulation import Simulation
from trayapp.simulator.tape_strip import Picture, Row, TapeStrip, is_visible
from trayapp.ui.theme import GRID, state_font

log = logging.getLogger(__name__)

MOVING_MS = 50
RESTING_MS = 500
SELF_ANSWER_S = 2.0
SLOW_S = 3.0


class PhoneWindow(QWidget):
    """Plays the customers of a simulation and shows its tape.

    Args:
        simulation: runs while the window is there.
        chord: the key chord that pauses, as people write it.
        closed: called when the person closes the window.
    """

    def __init__(self, simulation: Simulation, chord: str, closed: Callable[[], None]) -> None:
        super().__init__()
        self._simulation = simulation
        self._closed = closed
        self._numbers: dict[str, int] = {}
        # Cutting the network waits for the server's threads: not here.
        self._network = ThreadPoolExecutor(1, "demo-network")
        self._switching: Future[None] | None = None

        self.keys = PhoneKeys(simulation, self.refresh)
        self._chord = chord
        self._title, self._hint = QLabel(), QLabel()
        self.self_answer, self.cut, self.refuse, self.slow, self.silent = (QCheckBox() for _ in range(5))
        if simulation.office.logins is None:
            self.silent.hide()
        self.strip = TapeStrip()
        self._arrange()
        self._retranslate()

        self.cut.toggled.connect(self._on_cut)
        self.refuse.toggled.connect(lambda on: simulation.set_faults(refuse=on))
        self.slow.toggled.connect(lambda on: simulation.set_faults(delay_s=SLOW_S if on else 0.0))
        self.silent.toggled.connect(lambda on: simulation.set_faults(socket_silent=on))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.refresh)
        self._timer.start(MOVING_MS)
        self.refresh()

    def _retranslate(self) -> None:
        """Speak the language of now."""
        self.setWindowTitle(self.tr("Demo phone"))
        self._title.setText(self.tr("Demo phone"))
        hint = self.tr("Customers, server and recorder are simulated. {chord} pauses the recording, in any window.")
        self._hint.setText(hint.format(chord=f"\u2066{self._chord}\u2069"))  # kept together in a right-to-left line
        self.self_answer.setText(self.tr("Answer by itself"))
        self.cut.setText(self.tr("Cut the network"))
        self.refuse.setText(self.tr("The server refuses"))
        self.slow.setText(self.tr("Slow answers"))
        self.silent.setText(self.tr("Live events stop"))

    def _arrange(self) -> None:
        self._title.setFont(state_font(self.font()))
        self._hint.setWordWrap(True)
        switches = QHBoxLayout()
        switches.setSpacing(5 * GRID)
        for switch in (self.self_answer, self.cut, self.refuse, self.slow, self.silent):
            switches.addWidget(switch)
        switches.addStretch(1)
        line = QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Plain)
        line.setForegroundRole(self.palette().ColorRole.Mid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 4 * GRID)
        layout.setSpacing(3 * GRID)
        heading = QVBoxLayout()
        heading.setSpacing(GRID)
        heading.addWidget(self._title)
        heading.addWidget(self._hint)
        layout.addLayout(heading)
        layout.addWidget(self.keys)
        layout.addLayout(switches)
        layout.addWidget(line)
        layout.addWidget(self.strip, 1)

    def refresh(self) -> None:
        """Show the simulation as it is now."""
        simulation = self._simulation
        now_s = simulation.now()
        ringing = [call for call in simulation.phones.calls(simulation.extension) if call.status is PhoneStatus.RINGING]
        if self.self_answer.isChecked() and ringing and now_s - ringing[0].rang_at_s >= SELF_ANSWER_S:
            self.keys.answer.click()
        self.keys.refresh()
        for switch, on in (
            (self.cut, simulation.network_is_cut),
            (self.refuse, simulation.monitor.faults.now.refuse),
            (self.slow, simulation.monitor.faults.now.delay_s > 0),
            (self.silent, simulation.monitor.faults.now.socket_silent),
        ):
            # The remote control may have switched it.
            if switch.isChecked() is not on and not (switch is self.cut and self._network_busy()):
                with QSignalBlocker(switch):
                    switch.setChecked(on)
        rows = self._rows(now_s)
        self.strip.show_picture(Picture(rows, now_s, datetime.now().astimezone()))
        self._timer.setInterval(MOVING_MS if rows else RESTING_MS)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802  (Qt's name)
        """The language may be changed in the program's settings."""
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
            self.keys.retranslate()
            self.refresh()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  (Qt's name)
        """The demo ends with its window."""
        self._timer.stop()
        self._network.shutdown(wait=False)
        event.accept()
        self._closed()

    def _rows(self, now_s: float) -> tuple[Row, ...]:
        """The calls there are, and those that are over but still on the strip, oldest first."""
        simulation = self._simulation
        calls = {call.ivrid: call for call in simulation.phones.calls()}
        tapes = {tape.ivrid: tape for tape in simulation.phones.tape()}
        width = self.strip.tape_width
        shown = [ivrid for ivrid, tape in tapes.items() if is_visible(tape, now_s, width)]
        shown += [ivrid for ivrid in calls if ivrid not in tapes]
        for ivrid in shown:
            self._numbers.setdefault(ivrid, len(self._numbers) + 1)
        return tuple(
            Row(
                self.tr("Call {number}").format(number=self._numbers[ivrid]),
                tapes.get(ivrid),
                calls[ivrid].status if ivrid in calls else None,
                elsewhere=ivrid in calls and calls[ivrid].extension != simulation.extension,
            )
            for ivrid in sorted(shown, key=self._numbers.__getitem__)
        )

    def _network_busy(self) -> bool:
        return self._switching is not None and not self._switching.done()

    def _on_cut(self, on: bool) -> None:  # noqa: FBT001  (Qt's signature)
        self._switching = self._network.submit(self._simulation.cut_network if on else self._simulation.join_network)
        self._switching.add_done_callback(_report)


def _report(switched: Future[None]) -> None:
    error = switched.exception()
    if error is not None:
        log.error("the network could not be switched: %s", error)

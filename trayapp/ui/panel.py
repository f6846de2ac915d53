"""The panel: the state in words, one big button, the live calls, the clock and a day's pauses, in a normal window."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QPoint, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from trayapp.core.view import Offer, StateName, View
from trayapp.ui import theme, words
from trayapp.ui.call_list import CallList
from trayapp.ui.day_page import DayPage
from trayapp.ui.focus_order import follow_reading
from trayapp.ui.head import Head
from trayapp.ui.model import Day
from trayapp.ui.notes import Notes, note
from trayapp.ui.scrolling import Scrolling, room_for
from trayapp.ui.window_keys import take_key

_WIDTH = 400
_SECOND_MS = 1000


class Panel(QMainWindow):
    """Renders the view; opens only when the rep asks for it. To screen readers a plain QWidget is no window."""

    taken = Signal(object, str)
    """An `Offer`, and the control at which it was taken: the big button is one control, whatever it offers now."""
    menu_asked = Signal(QPoint)
    """Where on the screen the menu is to open."""
    settings_asked = Signal(str)
    """A page of the settings, by object name; empty for the one last seen."""
    vault_retry_asked = Signal()
    day_asked = Signal(object)
    """The journal of another day (`datetime.date`); answered by `show_day`."""
    looked_at = Signal(bool)
    """Whether somebody can see it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self._clock = clock
        self._view: View | None = None
        self._second = QTimer(self)
        self._second.setInterval(_SECOND_MS)
        self._second.timeout.connect(self._show_calls)
        self.setObjectName("panel")
        self.setWindowTitle(QCoreApplication.translate("Panel", "Recording Pause"))
        self._build()
        self.setFixedWidth(_WIDTH)

    def render_view(self, view: View, desk: str, pause_keys: str = "") -> None:
        """Show the view; `desk` says whose calls are meant, `pause_keys` what to press to pause in any case."""
        self._view = view
        self._head.render_view(view, desk, pause_keys)
        was_focused = any(button.hasFocus() for button in self._buttons.values())
        for offered, button in self._buttons.items():
            button.setVisible(offered in view.offers)
            main = offered is view.toggle
            button.setDefault(main)
            button.setMinimumHeight((12 if main else 9) * theme.GRID)
            button.setFont(theme.state_font(self.font()) if main else self.font())
        self._order_buttons(view)
        if was_focused and not any(button.hasFocus() for button in self._buttons.values()):
            self._buttons[view.toggle].setFocus()  # Qt has gone on from a button that vanished to whatever came next
        self._notes.show_flaws(view.flaws)
        self._proof.setVisible(not view.proven and view.name is not StateName.NOT_SET_UP)
        follow_reading(self)
        self._show_calls()
        self._run_second()
        self._fit()

    def show_day(self, day: Day) -> None:
        """Show the pauses of a day."""
        if self._day_page.show_day(day):
            self._fit()

    def _build(self) -> None:
        whole = QWidget()
        self.setCentralWidget(whole)
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self._head = Head()
        rows.addWidget(self._head)
        below = QWidget()
        body = self._body = QVBoxLayout(below)
        body.setContentsMargins(*[4 * theme.GRID] * 4)
        body.setSpacing(4 * theme.GRID)
        self._scrolling = Scrolling(below)
        rows.addWidget(self._scrolling, 1)
        self._button_rows = QVBoxLayout()
        self._button_rows.setSpacing(2 * theme.GRID)
        self._buttons: dict[Offer, QPushButton] = {}
        for offered in Offer:
            button = QPushButton(words.offer(offered))
            button.setObjectName(f"offer.{offered.value}")
            button.clicked.connect(lambda _=False, taken=offered: self._take(taken))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self._buttons[offered] = button
            self._button_rows.addWidget(button)
        body.addLayout(self._button_rows)
        self._notes = Notes()
        self._notes.settings_asked.connect(self.settings_asked)
        self._notes.vault_retry_asked.connect(self.vault_retry_asked)
        body.addWidget(self._notes)
        self._proof = self._make_proof_reminder()
        body.addWidget(self._proof)
        self._calls = CallList()
        body.addLayout(_headed(QCoreApplication.translate("Panel", "Calls now"), self._calls))
        self._day_page = DayPage()
        self._day_page.day_asked.connect(self.day_asked)
        body.addWidget(self._day_page)
        settings = QPushButton(QCoreApplication.translate("Panel", "Settings…"))
        settings.setObjectName("settings")
        settings.clicked.connect(lambda _=False: self.settings_asked.emit(""))
        more = QPushButton(QCoreApplication.translate("Panel", "More…"))
        more.setObjectName("more")
        more.clicked.connect(lambda _=False: self.menu_asked.emit(more.mapToGlobal(more.rect().bottomLeft())))
        last = QHBoxLayout()
        last.addStretch()
        last.addWidget(settings)
        last.addWidget(more)
        body.addLayout(last)

    def _take(self, offered: Offer) -> None:
        """Whoever presses the big button twice as one presses once, with mouse or keys, means what it offered first."""
        main = self._view is not None and offered is self._view.toggle
        self.taken.emit(offered, "panel.main" if main else f"panel.{offered.value}")

    def _make_proof_reminder(self) -> QWidget:
        return note(
            QCoreApplication.translate(
                "Panel",
                "This set-up has not been proven. One test call shows whether a pause really reaches the recording.",
            ),
            QCoreApplication.translate("Panel", "Prove it…"),
            "prove",
            lambda: self.settings_asked.emit("proof"),
        )

    def _order_buttons(self, view: View) -> None:
        """The big button first; the others below it, in the view's order."""
        ordered = sorted(view.offers, key=lambda offered: offered is not view.toggle)
        for row, offered in enumerate(ordered):
            self._button_rows.removeWidget(self._buttons[offered])
            self._button_rows.insertWidget(row, self._buttons[offered])

    def _show_calls(self) -> None:
        if self._view is not None:
            self._calls.render_view(self._view, self._clock())

    def _fit(self) -> None:
        """Be as high as the wrapped sentences need at this width; where the screen is too low, scroll the rest."""
        self._body.activate()
        needed = self._head.needed_height(_WIDTH) + self._body.totalHeightForWidth(_WIDTH)
        room = room_for(self)
        self._scrolling.show_whole(whole=needed <= room)
        self.resize(_WIDTH, min(needed, room))

    def _run_second(self) -> None:
        """Run the clock of the calls while it can be seen, and only then."""
        clocks = self._view is not None and any(call.began_at is not None for call in self._view.calls or ())
        if clocks and self.isVisible():
            self._second.start()
        else:
            self._second.stop()

    # Qt's own names from here on.

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Start the clock of the calls."""
        super().showEvent(event)
        self._show_calls()
        self._fit()
        self._run_second()
        self.looked_at.emit(True)  # noqa: FBT003  (a signal's only argument)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Stop it."""
        super().hideEvent(event)
        self._second.stop()
        self.looked_at.emit(False)  # noqa: FBT003  (a signal's only argument)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape closes the window, Enter presses what has the focus."""
        if not take_key(self, event):
            super().keyPressEvent(event)


def _headed(text: str, below: QWidget) -> QVBoxLayout:
    """A heading close above what it heads."""
    heading = QLabel(text)
    font = heading.font()
    font.setBold(True)
    heading.setFont(font)
    below.setAccessibleName(text)
    rows = QVBoxLayout()
    rows.setSpacing(theme.GRID)
    rows.addWidget(heading)
    rows.addWidget(below)
    return rows

"""The settings: five pages, checked as they are filled, saved as one change."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QPushButton, QTabWidget, QVBoxLayout, QWidget

from trayapp.core.problems import Flaw
from trayapp.core.view import View
from trayapp.ui import theme
from trayapp.ui.chord_edit import NO_KEYBOARD, Keyboard
from trayapp.ui.connection_page import ConnectionPage
from trayapp.ui.desktop_keys_page import DesktopKeysPage
from trayapp.ui.doctor_page import DoctorPage
from trayapp.ui.focus_order import follow_reading
from trayapp.ui.indicator_page import IndicatorPage
from trayapp.ui.keys_page import KeysPage
from trayapp.ui.model import CheckLine, Language, StepResult, TrayClick, Values
from trayapp.ui.notes import CHORD_FLAWS, LOGIN_FLAWS, Notes
from trayapp.ui.proof_page import ProofPage
from trayapp.ui.scrolling import Scrolling, keep_on_screen, room_for
from trayapp.ui.sentence import Sentence
from trayapp.ui.window_keys import take_key

_LEAST_WIDTH = 124 * theme.GRID
"""Of the tabs; in a language whose titles are longer they are wider."""


class SettingsWindow(QMainWindow):
    """Shows `Values` and gives them back changed."""

    saved = Signal(object)
    """The `Values` as they are now; every one of them is well formed."""
    test_asked = Signal(str, str)
    """Test the connection with this extension and host."""
    find_asked = Signal(str, str)
    """Find the monitor with this e-mail address and password; empty for a login that the administrator has set."""
    find_given_up = Signal()
    check_up_asked = Signal()
    proof_asked = Signal(bool)
    proof_heard = Signal(bool)
    capturing_chord = Signal(bool)
    vault_retry_asked = Signal()
    closed = Signal()

    def __init__(
        self,
        values: Values,
        secret_place: str,
        keyboard: Keyboard = NO_KEYBOARD,
        desktop_keys: Mapping[str, str] | None = None,
    ) -> None:
        """Show values.

        Args:
            values: The settings.
            secret_place: A sentence on where the extension and the host are kept.
            keyboard: What the hotkey backend knows of keys.
            desktop_keys: Where the desktop gives out the keys: what to press for each chord, in its words.
        """
        super().__init__()
        self.setObjectName("settings-window")
        self.setWindowTitle(QCoreApplication.translate("Settings", "Recording Pause: settings"))
        self._connection = ConnectionPage(secret_place)
        self._keys = KeysPage(keyboard) if desktop_keys is None else DesktopKeysPage(desktop_keys)
        self._indicator = IndicatorPage()
        self._proof = ProofPage()
        self._doctor = DoctorPage()
        self._tabs = QTabWidget()
        self._tabs.setUsesScrollButtons(False)  # the window is wide enough for them, in every language
        self._pages = (
            (self._connection, QCoreApplication.translate("Settings", "Connection")),
            (self._keys, QCoreApplication.translate("Settings", "Keys")),
            (self._indicator, QCoreApplication.translate("Settings", "Indicator")),
            (self._proof, QCoreApplication.translate("Settings", "Prove it")),
            (self._doctor, QCoreApplication.translate("Settings", "Check-up")),
        )
        self._scrolled = {page: Scrolling(page) for page, _ in self._pages}
        self._page_height = 0
        self._pill: QWidget | None = None
        for page, title in self._pages:
            self._tabs.addTab(self._scrolled[page], title)
        self._said = Sentence(name="saved", spoken=True)
        self._proven = False
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * theme.GRID)
        buttons.addWidget(self._said, 1)
        for name, text, act in (
            ("save", QCoreApplication.translate("Settings", "Save"), self.save),
            ("close", QCoreApplication.translate("Settings", "Close"), self.close),
        ):
            button = QPushButton(text)
            button.setObjectName(name)
            button.setDefault(name == "save")
            button.clicked.connect(act)
            buttons.addWidget(button)
        whole = QWidget()
        self.setCentralWidget(whole)
        rows = self._rows = QVBoxLayout(whole)
        rows.setContentsMargins(*[3 * theme.GRID] * 4)
        rows.setSpacing(2 * theme.GRID)
        # A taken chord is told at its own field, and so is how the login fares.
        told = {*CHORD_FLAWS, *LOGIN_FLAWS, Flaw.LIVE_SIGHT_LOST}
        self._notes = Notes([flaw for flaw in Flaw if flaw not in told])
        self._notes.vault_retry_asked.connect(self.vault_retry_asked)
        rows.addWidget(self._notes)
        rows.addWidget(self._tabs, 1)
        rows.addLayout(buttons)
        self._connection.test_asked.connect(self.test_asked)
        self._connection.find_asked.connect(self.find_asked)
        self._connection.find_given_up.connect(self.find_given_up)
        self._keys.capturing.connect(self.capturing_chord)
        self._proof.asked.connect(self.proof_asked)
        self._proof.heard.connect(self.proof_heard)
        self._doctor.asked.connect(self.check_up_asked)
        for page in (self._connection, self._keys):
            page.flaws_changed.connect(self._fit)
        self._fill(values)
        self._lay_down(values.laid_down)

    def render_view(self, view: View) -> None:
        """Show what is wrong around the program, and how far the proof has come."""
        self._proven = view.proven
        self._notes.show_flaws(view.flaws)
        follow_reading(self)
        self._keys.set_taken({CHORD_FLAWS[flaw]: chord for flaw, chord in view.flaws if flaw in CHORD_FLAWS})
        self._connection.set_locked(locked=view.set_up_locked)
        self._connection.login.render_view(view)
        self._proof.render_view(view)
        self._fit()

    def set_values(self, values: Values) -> None:
        """Show these values, saved ones covered; what is being typed stays where nothing has changed."""
        if self._values == values:
            return
        self._fill(values)

    def _fill(self, values: Values) -> None:
        self._values = values
        self._connection.extension.set_text(values.extension)
        self._connection.label.setText(values.label)
        self._connection.host.set_text(values.host)
        self._connection.login.set_values(values)
        self._keys.toggle.set_chord(values.toggle_chord)
        self._keys.pause.set_chord(values.pause_chord)
        self._keys.resume.set_chord(values.resume_chord)
        self._indicator.pill.setChecked(values.pill_while_recording)
        self._indicator.frame.setChecked(values.frame)
        self._indicator.sounds.setChecked(values.sounds)
        for box, value in (
            (self._indicator.tray_click, values.tray_click),
            (self._indicator.language, values.language),
        ):
            box.setCurrentIndex(box.findData(value))
        self._indicator.start_at_login.setChecked(bool(values.start_at_login))
        self._indicator.start_at_login.setVisible(values.start_at_login is not None)

    def _lay_down(self, names: frozenset[str]) -> None:
        """Policies are read once, when the program starts."""
        if "host" in names:
            self._connection.lay_down_host()
        if "login" in names:
            self._connection.lay_down_login()
        indicator = {
            "pill_while_recording": self._indicator.pill,
            "frame": self._indicator.frame,
            "sounds": self._indicator.sounds,
            "start_at_login": self._indicator.start_at_login,
            "tray_click": self._indicator.tray_click,
            "language": self._indicator.language,
        }
        self._indicator.lay_down(*(field for name, field in indicator.items() if name in names))
        chords = {
            "toggle_chord": self._keys.toggle,
            "pause_chord": self._keys.pause,
            "resume_chord": self._keys.resume,
        }
        if isinstance(self._keys, KeysPage):  # what the desktop gives out is its own affair
            self._keys.lay_down(*(field for name, field in chords.items() if name in names))

    def stay_clear_of(self, pill: QWidget) -> None:
        """Leave the room to a window that lies over all others, so that it hides no button."""
        self._pill = pill

    def set_secret_place(self, text: str) -> None:
        """Say where the extension and the host are kept."""
        self._connection.set_secret_place(text)

    def set_desktop_keys(self, descriptions: Mapping[str, str]) -> None:
        """Show what to press for each chord, where the desktop decides it."""
        if isinstance(self._keys, DesktopKeysPage):
            self._keys.set_descriptions(descriptions)
            self._fit()

    def show_test(self, results: Sequence[StepResult]) -> None:
        """Show how *Test connection* went."""
        self._connection.show_test(results)
        self._fit()

    def show_found(self, host: str, problem: str) -> None:
        """Show the monitor host that was found, or why there is none."""
        self._connection.show_found(host, problem)
        self._fit()

    def show_check_up(self, lines: Sequence[CheckLine]) -> None:
        """Show what the doctor has found."""
        self._doctor.show_lines(lines)

    @property
    def page(self) -> str:
        """The object name of the page that is open."""
        return next(page.objectName() for page, _ in self._pages if self._scrolled[page] is self._tabs.currentWidget())

    def open_page(self, name: str) -> None:
        """Turn to a page by its object name."""
        for page, _ in self._pages:
            if page.objectName() == name:
                self._tabs.setCurrentWidget(self._scrolled[page])

    def say(self, text: str) -> None:
        """Say below the pages what came of saving."""
        self._said.say(text)

    def save(self) -> None:
        """Give the values back, unless something is wrong: then go there."""
        self._said.say("")
        for page in (self._connection, self._keys):
            wrong = page.check()
            if wrong is not None:
                self._tabs.setCurrentWidget(self._scrolled[page])
                wrong.setFocus()
                self._fit()
                return
        self._said.say(
            QCoreApplication.translate("Settings", "Saved.")
            if self._proven
            else QCoreApplication.translate("Settings", "Saved. Prove it on a test call before taking a card.")
        )
        self.saved.emit(
            Values(
                extension=self._connection.extension.text,
                label=self._connection.label.text().strip(),
                host=self._connection.host.text,
                email=self._connection.login.email.text,
                password=self._connection.login.password.text,
                login_of=self._values.login_of,
                snapshots=self._values.snapshots,
                toggle_chord=self._keys.toggle.chord,
                pause_chord=self._keys.pause.chord,
                resume_chord=self._keys.resume.chord,
                pill_while_recording=self._indicator.pill.isChecked(),
                frame=self._indicator.frame.isChecked(),
                sounds=self._indicator.sounds.isChecked(),
                # Qt gives back a plain text, whatever kind of text it was given.
                tray_click=TrayClick(self._indicator.tray_click.currentData()),
                language=Language(self._indicator.language.currentData()),
                start_at_login=None
                if self._values.start_at_login is None
                else self._indicator.start_at_login.isChecked(),
                laid_down=self._values.laid_down,
                may_quit=self._values.may_quit,
            )
        )

    def _fit(self) -> None:
        """Make room for the notes and the highest page: a tab widget does not ask how high wrapped sentences are.

        Where the screen is too low for it, the pages are scrolled.
        """
        self._tabs.setMinimumWidth(max(_LEAST_WIDTH, self._tabs.minimumSizeHint().width()))
        self._rows.activate()  # which makes the window as wide as that
        self._notes.setMinimumHeight(self._notes.height_for(self._tabs.width()))
        least_width = max(page.rows.totalMinimumSize().width() for page, _ in self._pages)
        width = max(self._tabs.currentWidget().width(), least_width)
        needed = max(page.rows.totalHeightForWidth(width) for page, _ in self._pages)
        around = self._least_height() - self._page_height
        self._page_height = max(0, min(needed, room_for(self, self._pill) - around))
        for page, scrolled in self._scrolled.items():
            scrolled.show_whole(whole=needed <= self._page_height)
            bar = scrolled.width_of_bar
            scrolled.setMinimumSize(least_width + bar, self._page_height)
            page.setMinimumHeight(page.rows.totalHeightForWidth(max(least_width, width - bar)))
        if self.height() < self._least_height():
            self.resize(self.width(), self._least_height())
        if self.isVisible() and not self.isMaximized():
            self.resize(self.width(), min(self.height(), max(self._least_height(), room_for(self, self._pill))))
            keep_on_screen(self, self._pill)

    def _least_height(self) -> int:
        """What the layout needs; the tabs would tell it of their pages only after some turns of the event loop."""
        self._tabs.updateGeometry()
        self._rows.activate()
        return self._rows.totalMinimumSize().height()

    # Qt's own names from here on.

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Fit the window to what its fonts need."""
        super().showEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Tell of the closing; what was typed and not saved is forgotten."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._said.say("")
            self._fill(self._values)
            self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Escape closes the window, Enter presses what has the focus, and from within a field *Save*."""
        if not take_key(self, event, self.findChild(QPushButton, "save")):
            super().keyPressEvent(event)

"""Everything that is seen, behind one door: `render` goes in, wishes come out.

The composition root makes one `Screen`, connects its signals, and calls `render` with each new view. Tray and pill are
made at once; frame, panel and settings when they are first needed, so that the icon stands early.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from trayapp.core.events import Action, Leaving
from trayapp.core.problems import Flaw
from trayapp.core.view import Offer, StateName, Tone, View
from trayapp.ui import icons, menu, words
from trayapp.ui.announce import announce
from trayapp.ui.blink import Blink
from trayapp.ui.bring_up import bring_up
from trayapp.ui.language import Translators
from trayapp.ui.model import CheckLine, Day, StepResult, TrayClick, Values
from trayapp.ui.overlay import lift
from trayapp.ui.pill import Pill
from trayapp.ui.place import Percent
from trayapp.ui.tray import Tray

if TYPE_CHECKING:
    from trayapp.desktop.hotkey.chord import Chord
    from trayapp.desktop.motion import Motion
    from trayapp.ui.frame import Frame
    from trayapp.ui.panel import Panel
    from trayapp.ui.quit_question import QuitQuestion
    from trayapp.ui.settings_window import SettingsWindow

_ACTIONS = {
    Offer.PAUSE: Action.PAUSE,
    Offer.RESUME: Action.RESUME,
    Offer.DONT_PAUSE: Action.RESUME,
    Offer.KEEP: Action.KEEP,
}
_QUIET_STATES = (StateName.READY, StateName.NO_CALL, StateName.RECORDING)


class Screen(QObject):
    """Owns tray, pill, frame, panel and settings."""

    wished = Signal(object, str, str)
    """An `Action`, the control it came from, for debouncing, and the ivrid of the one call it is for; "" for all."""
    calls_looked_at = Signal(bool)
    """Whether the list of calls is to be seen."""
    quit_asked = Signal(object)
    """A `Leaving`: ASK from a menu, or the answer to the question that `View.ask_before_quit` puts."""
    proof_asked = Signal(bool)
    """Start (True) or give up (False) the proof on a test call."""
    proof_heard = Signal(bool)
    """Whether the pause was silent in the test recording."""
    saved = Signal(object)
    """The `Values` to keep and use. Call `set_values` with what was really taken over."""
    test_asked = Signal(str, str)
    """Test the connection with this extension and host, as typed; answer by `show_test`."""
    find_asked = Signal(str, str)
    """Find the monitor with this login, as typed, or empty for the administrator's; answer by `show_found`."""
    find_given_up = Signal()
    check_up_asked = Signal()
    """Look at everything; answer by `show_check_up`."""
    vault_retry_asked = Signal()
    settings_opened = Signal()
    day_asked = Signal(object)
    exposure_told = Signal(str)
    """Digits were already heard, says the rep at a control."""
    pill_moved = Signal(str, float, float)
    """A screen's name and the pill's place on it, in per cent: to be remembered and given back as `places`."""
    capturing_chord = Signal(bool)
    """A chord field waits for keys: let go of the grabbed chords, so that they reach it."""

    def __init__(
        self,
        *,
        application: QGuiApplication,
        clock: Callable[[], float],
        values: Values,
        places: Mapping[str, tuple[float, float]],
        secret_place: str,
        key_name: Callable[[int, int], str | None] = lambda _scan_code, _virtual_key: None,
        is_free: "Callable[[Chord], bool]" = lambda _chord: True,
        desktop_keys: Mapping[str, str] | None = None,
        tray_icon: QSystemTrayIcon | None = None,
        motion: "Motion | None" = None,
        parent: QObject | None = None,
        is_tray_available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        """Build tray and pill; nothing shows before the first `render`.

        Args:
            application: Its translators, direction of writing and window icon are set here.
            clock: The core's clock, in seconds.
            values: The settings.
            places: Where the pill stood, by the screen's name, in per cent; the latest last.
            secret_place: A sentence on where the extension and the host are kept.
            key_name: Names the key of a press in our own windows (`HotkeyBackend.key_name`).
            is_free: Whether a chord could be had (`HotkeyBackend.is_free`).
            desktop_keys: Where the desktop gives out the keys: what to press (`HotkeyBackend.descriptions`).
            tray_icon: The icon, if it stands in the tray already.
            motion: Says where nothing should blink.
            parent: The owner.
            is_tray_available: Whether there is a tray.
        """
        super().__init__(parent)
        self._application = application
        self._clock = clock
        self._values = values
        self._secret_place = secret_place
        self._key_name, self._is_free = key_name, is_free
        self._desktop_keys = desktop_keys
        self._day: Day | None = None
        self._places = {name: Percent(x, y) for name, (x, y) in places.items()}
        self._view: View | None = None
        self._spoken = ""
        self._translators = Translators(application)
        self._translators.install(values.language)
        application.setWindowIcon(icons.icon(icons.APPLICATION))
        self._callbacks = menu.MenuCallbacks(
            *(self._take, self._take, clock, self.open_panel, self.open_settings, self.exposure_told.emit),
            self.ask_to_quit if values.may_quit else None,
        )
        self._blink = Blink(self, motion)
        self._tray = Tray(lambda opened: self._fill_menu(opened, "tray.menu"), self, is_tray_available, tray_icon)
        self._tray.clicked.connect(self._tray_clicked)
        self._tray.available_changed.connect(self._show_windows)
        self._blink.changed.connect(self._tray.set_phase)
        self._blink.changed.connect(self._stay_above)
        self._pill_menu = QMenu()
        self._pill_menu.setObjectName("pill-menu")
        self._pill = self._make_pill()
        self._frame: Frame | None = None
        self._panel: Panel | None = None
        self._settings: SettingsWindow | None = None
        self._question: QuitQuestion | None = None

    # What the composition root calls.

    def render(self, view: View) -> None:
        """Show a view. Cheap where little has changed."""
        was, self._view = self._view, view
        self._pill.render_view(view, self._desk, self._pause_keys(view))
        self._tray.render(view)
        self._blink.set_running(view.moving or view.alarmed)
        self._show_windows()
        if view.tone is not Tone.QUIET and (was is None or was.look is not view.look):
            lift(self._pill)
        if self._panel is not None:
            self._panel.render_view(view, self._desk, self._pause_keys(view))
        if self._settings is not None:
            self._settings.render_view(view)
        spoken = words.announcement(view)
        if spoken != self._spoken:
            self._spoken = spoken
            announce(self._pill, spoken, urgent=view.alarmed or view.tone is Tone.ALARM)

    def set_values(self, values: Values) -> None:
        """Take over settings that have changed, the language included."""
        was, self._values = self._values, values
        if self._settings is not None:
            self._settings.set_values(values)
        if values.language is not was.language:
            self._translators.install(values.language)
            self._rebuild()
        if self._view is not None:
            self.render(self._view)
            self._tray.keep_menu()

    def set_secret_place(self, text: str) -> None:
        """Say anew where the extension and the host are kept."""
        self._secret_place = text
        if self._settings is not None:
            self._settings.set_secret_place(text)

    def set_desktop_keys(self, descriptions: Mapping[str, str]) -> None:
        """Give what to press for each chord, where the desktop decides it."""
        self._desktop_keys = descriptions
        if self._settings is not None:
            self._settings.set_desktop_keys(descriptions)

    def show_day(self, day: Day) -> None:
        """Give a day's pauses, for the panel."""
        self._day = day
        if self._panel is not None:
            self._panel.show_day(day)

    def show_test(self, results: Sequence[StepResult]) -> None:
        """Show how the steps of *Test connection* went; the button can be pressed again."""
        if self._settings is not None:
            self._settings.show_test(results)

    def show_found(self, host: str, problem: str) -> None:
        """Show what *Find my monitor* has found: a host, or a `LinkProblem`'s value and no host."""
        if self._settings is not None:
            self._settings.show_found(host, problem)

    def show_check_up(self, lines: Sequence[CheckLine]) -> None:
        """Show what the doctor has found."""
        if self._settings is not None:
            self._settings.show_check_up(lines)

    def say_in_settings(self, text: str) -> None:
        """Say below the settings what came of saving, in place of the usual word."""
        if self._settings is not None:
            self._settings.say(text)

    def open_panel(self) -> None:
        """Bring up the panel; before the set-up, the settings."""
        if self._view is not None and self._view.name is StateName.NOT_SET_UP:
            self.open_settings()
            return
        if self._panel is None:
            self._panel = self._make_panel()
        bring_up(self._panel)

    def open_settings(self, page: str = "") -> None:
        """Bring up the settings, at a page by its object name, such as "connection", "keys" or "check-up"."""
        if self._settings is None:
            self._settings = self._make_settings()
        if page:
            self._settings.open_page(page)
        self.settings_opened.emit()
        bring_up(self._settings, self._pill)
        self._show_windows()

    def ask_to_quit(self) -> None:
        """Quit was chosen. Where a pause holds, the core answers with `View.ask_before_quit`."""
        self.quit_asked.emit(Leaving.ASK)

    @property
    def tray_icon(self) -> QSystemTrayIcon | None:
        """Qt's own icon, None until there was a tray. For tests that click on it."""
        return self._tray.icon

    def close(self) -> None:
        """Hide and forget every window; nothing of it runs on."""
        self._view = None  # a window that closes asks for the others to be shown anew
        self._blink.set_running(False)
        self._tray.close()
        if self._frame is not None:
            self._frame.show_tone(None)
        for window in (self._pill, self._panel, self._settings, self._question):
            if window is not None:
                window.hide()
                window.deleteLater()
        self._pill_menu.deleteLater()

    # The windows.

    @property
    def _desk(self) -> str:
        return words.desk(self._values.extension, self._values.label)

    def _pause_keys(self, view: View) -> str:
        """What to press to pause in any case; empty where the desktop gives out the keys and names them in its way."""
        return words.works_to_pause(view, self._values.pause_chord) if self._desktop_keys is None else ""

    def _make_pill(self) -> Pill:
        pill = Pill(self._places)
        pill.taken.connect(self._take)
        pill.moved.connect(self._remember_place)
        pill.menu_asked.connect(lambda at: self._open_menu(at, "pill.menu"))
        self._blink.changed.connect(pill.set_phase)
        return pill

    def _stay_above(self) -> None:
        """An alarm is not covered, not even by a window that came after it to lie above all others."""
        if self._view is not None and self._view.alarmed:
            lift(self._pill)

    def _make_panel(self) -> "Panel":
        from trayapp.ui.panel import Panel  # noqa: PLC0415  (not needed to start)

        panel = Panel(self._clock)
        panel.taken.connect(self._take)
        panel.menu_asked.connect(lambda at: self._open_menu(at, menu.OF_PANEL))
        panel.looked_at.connect(self._tell_of_looks)
        panel.settings_asked.connect(self.open_settings)
        panel.vault_retry_asked.connect(self.vault_retry_asked)
        panel.day_asked.connect(self.day_asked)
        if self._day is not None:
            panel.show_day(self._day)
        if self._view is not None:
            panel.render_view(self._view, self._desk, self._pause_keys(self._view))
        return panel

    def _make_settings(self) -> "SettingsWindow":
        from trayapp.ui.chord_edit import Keyboard  # noqa: PLC0415  (not needed to start)
        from trayapp.ui.settings_window import SettingsWindow  # noqa: PLC0415

        keyboard = Keyboard(self._key_name, self._is_free)
        window = SettingsWindow(self._values, self._secret_place, keyboard, self._desktop_keys)
        window.saved.connect(self.saved)
        window.test_asked.connect(self.test_asked)
        window.find_asked.connect(self.find_asked)
        window.find_given_up.connect(self.find_given_up)
        window.check_up_asked.connect(self.check_up_asked)
        window.proof_asked.connect(self.proof_asked)
        window.proof_heard.connect(self.proof_heard)
        window.capturing_chord.connect(self.capturing_chord)
        window.vault_retry_asked.connect(self.vault_retry_asked)
        window.closed.connect(self._show_windows)
        window.stay_clear_of(self._pill)
        if self._view is not None:
            window.render_view(self._view)
        return window

    def _rebuild(self) -> None:
        """Build every window anew, in another language; the view holds all that they show."""
        old_pill, old_panel, old_settings = self._pill, self._panel, self._settings
        self._blink.changed.disconnect(old_pill.set_phase)
        self._pill = self._make_pill()
        self._panel = self._make_panel() if old_panel is not None and old_panel.isVisible() else None
        self._settings = self._make_settings() if old_settings is not None and old_settings.isVisible() else None
        if self._panel is not None and old_panel is not None:
            self._panel.setGeometry(old_panel.geometry())
            self._panel.show()
        if self._settings is not None and old_settings is not None:
            self._settings.open_page(old_settings.page)
            self._settings.setGeometry(old_settings.geometry())
            self._settings.show()
        for old in (old_pill, old_panel, old_settings):
            if old is not None:
                old.hide()
                old.deleteLater()

    def _show_windows(self) -> None:
        """Which of the windows that come by themselves are to be seen now."""
        view = self._view
        if view is None:
            return
        self._pill.setVisible(self._pill_wanted(view))
        self._tray.need(not self._pill.isVisible())
        # Where windows take the keys as they come up, the pill is up all the time, and there is no frame: its sides
        # would lie across the middle of the screen.
        unruly = any(flaw is Flaw.PILL_UNRULY for flaw, _ in view.flaws)
        framed = view.framed and self._values.frame and not unruly
        if self._frame is None and framed:
            from trayapp.ui.frame import Frame  # noqa: PLC0415  (not needed to start)

            self._frame = Frame(self)
        if self._frame is not None:
            self._frame.show_tone(view.tone if framed else None)
        self._show_question(view)

    def _pill_wanted(self, view: View) -> bool:
        if view.name is StateName.NOT_SET_UP:
            # The first start shows the settings and nothing else; but there is always a way back to them.
            return self._settings is None or not self._settings.isVisible()
        if view.name in _QUIET_STATES and view.notice is None:
            return self._values.pill_while_recording or not self._tray.available or bool(view.flaws)
        return True

    def _show_question(self, view: View) -> None:
        if view.ask_before_quit and self._question is None:
            from trayapp.ui.quit_question import QuitQuestion  # noqa: PLC0415  (not needed to start)

            self._question = QuitQuestion()
            self._question.answered.connect(self.quit_asked)
            bring_up(self._question)
        elif not view.ask_before_quit and self._question is not None:
            self._question.hide()
            self._question.deleteLater()
            self._question = None

    # What the windows send.

    def _take(self, offered: Offer, control: str, ivrid: str = "") -> None:
        if offered is Offer.SET_UP:
            self.open_settings()
        else:
            self.wished.emit(_ACTIONS[offered], control, ivrid)

    def _tell_of_looks(self) -> None:
        self.calls_looked_at.emit(self._panel is not None and self._panel.isVisible())

    def _tray_clicked(self) -> None:
        if self._view is None:
            return
        if self._values.tray_click is TrayClick.PANEL or self._view.name is StateName.NOT_SET_UP:
            self.open_panel()
        else:
            self.wished.emit(Action.TOGGLE, "tray", "")

    def _fill_menu(self, opened: QMenu, control: str) -> None:
        if self._view is not None:
            menu.fill(opened, self._view, self._desk, control, self._callbacks)

    def _open_menu(self, at: QPoint, control: str) -> None:
        self._fill_menu(self._pill_menu, control)
        self._pill_menu.popup(at)

    def _remember_place(self, screen: str, x: float, y: float) -> None:
        self._places.pop(screen, None)
        self._places[screen] = Percent(x, y)
        self.pill_moved.emit(screen, x, y)

"""The tray icon: a drawing, a tooltip, a click and a menu. It proves nothing, for a tray may hide it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from trayapp.core.view import Tone, View
from trayapp.desktop.foreground import note
from trayapp.ui import icons, words

LOOK_MS = 5000
"""How often a missing tray is looked for, and one without which nothing would be seen; Qt tells nothing of either."""
FREQUENT_LOOKS = 24
"""A tray that is late at login, or comes back after a crash, does so within two minutes."""
SELDOM_MS = 60_000
"""From then on: each look wakes three threads about ten times."""
CLOSED_MS = 1000
"""A tray's host may tell what was chosen only after it has told that the menu closed."""
OPEN_MS = 30_000
"""A menu drawn by the tray's host is taken for closed after that: some hosts never tell it, and some ask to have the
menu made ready when nobody opens it."""


class Tray(QObject):
    """Shows the state in the tray while there is a tray, and waits for one while there is none."""

    clicked = Signal()
    available_changed = Signal(bool)

    def __init__(
        self,
        fill_menu: Callable[[QMenu], None],
        parent: QObject | None = None,
        is_available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
        icon: QSystemTrayIcon | None = None,
    ) -> None:
        """Shows nothing before the first `render`; an `icon` that stands in the tray already is taken over."""
        super().__init__(parent)
        self._is_available = is_available
        self._menu = QMenu()
        self._menu.aboutToShow.connect(note)
        self._menu.aboutToShow.connect(self._menu_opens)
        self._menu_held = QTimer(self, singleShot=True)
        self._menu_held.timeout.connect(self.keep_menu)
        self._menu.aboutToHide.connect(lambda: self._menu_held.start(CLOSED_MS))
        self._menu.triggered.connect(lambda _: self._menu_held.start(0))
        self._phase = False
        self._drawn: tuple[str, bool] | None = None
        self._first_icon = icon
        self._icon: QSystemTrayIcon | None = None
        self._there = self._needed = False
        self._view: View | None = None
        self._poll = QTimer(self)
        self._poll.setObjectName("look")
        self._poll.timeout.connect(self._look_again)
        self._looks = 0
        self._fill_menu = fill_menu

    @property
    def available(self) -> bool:
        """Whether a tray holds the icon, as far as Qt can know."""
        return self._icon is not None and self._there

    @property
    def icon(self) -> QSystemTrayIcon | None:
        """Qt's own icon, None until a tray was there."""
        return self._icon

    def render(self, view: View) -> None:
        """Show the view."""
        was, self._view = self._view, view
        first, calmed = was is None, was is not None and was.tone is not view.tone is Tone.QUIET
        if first:
            self.look_for_tray()
        elif calmed:
            # A tray that has gone is noticed when calm returns, and never while a press is under way: asking for it
            # can mean a question on the session bus.
            QTimer.singleShot(0, self, self.look_for_tray)
        self._draw()
        self._tell(view)
        if was is not None and _in_menu(was) != _in_menu(view):
            QTimer.singleShot(0, self, self.keep_menu)

    def need(self, needed: bool) -> None:  # noqa: FBT001  (one flag is all there is to say)
        """Whether the icon is all that is left on the screen: its tray is then looked after, for it may go."""
        self._needed = needed
        self._set_poll()

    def set_phase(self, phase: bool) -> None:  # noqa: FBT001  (a slot of Blink.changed)
        """Show the other phase of a look that moves."""
        self._phase = phase
        self._draw()

    def look_for_tray(self) -> None:
        """Show the icon if a tray is there; otherwise look again by and by, but only then or where needed."""
        if self._view is None:
            return
        there = self._is_available()
        was = self.available
        if there and self._icon is None:
            # Made only now: Qt chooses the kind of tray when the object is made.
            self._icon = self._first_icon or QSystemTrayIcon()
            self._icon.setParent(self)
            self._icon.activated.connect(self._activated)
            self._icon.setContextMenu(self._menu)
            self._fill_menu(self._menu)
            self._draw()
            self._icon.show()
            self._tell(self._view)
        self._there = there
        self._set_poll()
        if was != self.available:
            self.available_changed.emit(self.available)

    def keep_menu(self) -> None:
        """Have the menu ready before it opens: a tray's host shows what it knows at once, and asks only then.

        Not while it is open: no line may come to mean something else under a hand.
        """
        may_be_open = self._menu_held.isActive() or self._menu.isVisible()
        if self._icon is not None and self._view is not None and not may_be_open:
            self._fill_menu(self._menu)

    def close(self) -> None:
        """Take the icon away and look for no tray any more."""
        self._poll.stop()
        self._menu_held.stop()
        self._view = None
        if self._icon is not None:
            self._icon.hide()
        self._menu.deleteLater()

    def _menu_opens(self) -> None:
        self._menu_held.start(OPEN_MS)
        self._fill_menu(self._menu)

    def _look_again(self) -> None:
        self._looks += 1
        if self._looks == FREQUENT_LOOKS:
            self._poll.setInterval(SELDOM_MS)
        self.look_for_tray()

    def _set_poll(self) -> None:
        if self._view is None or (self._there and not self._needed):
            self._poll.stop()
        elif not self._poll.isActive():
            self._looks = 0
            self._poll.start(LOOK_MS)

    def _draw(self) -> None:
        if self._icon is None or self._view is None:
            return
        key = (icons.drawing(self._view.look, phase=self._phase), self._view.demo)
        if key != self._drawn:
            self._drawn = key
            self._icon.setIcon(icons.icon(key[0], demo=key[1]))

    def _tell(self, view: View) -> None:
        """The tooltip: the program's name first and always, for Windows tells icons apart by it; and no clock."""
        if self._icon is None:
            return
        mark = QCoreApplication.translate("Tray", "DEMO") if view.demo else ""
        name = QCoreApplication.translate("Tray", "Recording Pause")
        text = f"{name}: " + " - ".join(part for part in (words.announcement(view), mark) if part)
        if text != self._icon.toolTip():
            self._icon.setToolTip(text)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.clicked.emit()


def _in_menu(view: View) -> tuple[object, ...]:
    """What decides on the lines of the menu, but for their words."""
    return view.name, view.look, view.problem, view.offers, view.toggle, view.calls, view.covered, view.verified

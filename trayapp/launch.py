"""The beginning and the end of the program: the icon stands first, and the rest is loaded behind it (design §8).

Loading the program takes longer than loading Qt. So the icon is shown with the little that it needs, and a thread loads
the rest, while Qt's loop, which needs no Python for that, puts the icon on the screen.
"""

import importlib
import os
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QLoggingCategory, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from trayapp.command_line import exit_codes
from trayapp.command_line.language import in_words
from trayapp.command_line.wishes import say_running
from trayapp.core.view import Look
from trayapp.desktop import DESKTOP_ID
from trayapp.desktop.console import complain
from trayapp.desktop.instance.errors import InstanceError
from trayapp.desktop.instance.lock import InstanceLock
from trayapp.desktop.session import platforms_or_none, shows_nothing
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase
from trayapp.ui import icons
from trayapp.ui.focus_ring import FocusRings
from trayapp.ui.legible import LegibleGrey
from trayapp.ui.style import choose_style

if TYPE_CHECKING:
    from trayapp.app import Application
    from trayapp.options import Options


class NoScreenError(Exception):
    """There is no screen on which anything could be shown."""

    def __init__(self) -> None:
        super().__init__(
            Phrase(
                QT_TRANSLATE_NOOP(
                    "Said",
                    "Recording Pause needs a desktop, and found no screen: neither an X server (DISPLAY) nor a Wayland "
                    "compositor (WAYLAND_DISPLAY) answers.",
                )
            )
        )


def new_qt(arguments: list[str]) -> QApplication:
    """The Qt application, named to the desktop, and shown by what suits the session.

    Raises:
        NoScreenError: no display answers. Qt itself would end the process.
    """
    QGuiApplication.setDesktopFileName(DESKTOP_ID)
    QGuiApplication.setApplicationName("recording-pause")
    # Qt names the program to the desktop's portal too, and tells the terminal where there is none.
    quiet = "qt.qpa.services.warning=false"
    # What Qt says of a display that does not answer is said below, in one sentence.
    QLoggingCategory.setFilterRules(
        f"{quiet}\nqt.qpa.xcb.warning=false\nqt.qpa.plugin=false\nqt.qpa.wayland.warning=false"
    )
    qt = QApplication([*arguments[:1], *platforms_or_none(os.environ)])
    QLoggingCategory.setFilterRules(quiet)
    if shows_nothing(os.environ, QGuiApplication.platformName()):
        raise NoScreenError
    qt.setQuitOnLastWindowClosed(False)
    choose_style(qt)
    FocusRings(qt)
    LegibleGrey(qt)
    return qt


def run(arguments: list[str], options: "Options | None" = None) -> int:
    """Start the program and run it to its end; returns the exit status."""
    try:
        qt = new_qt(arguments)
    except NoScreenError as error:
        complain(in_words(error))
        return exit_codes.NO_SCREEN
    lock = InstanceLock()
    try:
        reply = lock.acquire_or_show()
    except InstanceError as error:
        return _refused(error)
    if reply is not None:
        return say_running(reply)
    launch = _Launch(qt, lock, options)
    status = qt.exec()
    launch.close()
    return status


class _Launch(QObject):
    """Shows the icon, loads the program in a thread, and makes it when it is loaded."""

    _loaded = Signal()

    def __init__(self, qt: QApplication, lock: InstanceLock, options: "Options | None") -> None:
        super().__init__()
        self._qt = qt
        self._lock = lock
        self._options = options
        self._icon = _first_icon()
        self._application: Application | None = None
        self._loaded.connect(self._make)
        threading.Thread(target=self._load, name="launch", daemon=True).start()

    def close(self) -> None:
        """End the program, in bounded time."""
        if self._application is not None:
            self._application.close()

    def _load(self) -> None:
        try:
            importlib.import_module("trayapp.app")
        finally:
            self._loaded.emit()  # what went wrong will go wrong again over there, where it ends the program

    def _make(self) -> None:
        try:
            from trayapp.app import Application  # noqa: PLC0415  (loaded behind the icon)
            from trayapp.options import Options  # noqa: PLC0415  (likewise)

            self._application = Application(self._qt, self._lock, self._options or Options(), self._icon)
        except InstanceError as error:
            self._qt.exit(_refused(error))
        except BaseException:
            self._qt.exit(1)  # Qt's loop would go on without a program
            raise


def _first_icon() -> QSystemTrayIcon | None:
    """A question mark, for nothing is known yet; None where there is no tray yet."""
    if not QSystemTrayIcon.isSystemTrayAvailable():
        return None
    icon = QSystemTrayIcon(icons.icon(icons.drawing(Look.NOT_SET_UP)))
    icon.setToolTip("Recording Pause")
    icon.show()
    return icon


def _refused(error: InstanceError) -> int:
    complain(in_words(error))
    return 1

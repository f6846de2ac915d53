"""A program for the test desktop: shows the views that it is told by name, one a line, and answers in JSON lines.

`python -m tests.ui.stage`. Lines are the names in `tests.ui.views.VIEWS`, or `panel`, `settings`, `phase`, `facts`.
What the rep asks for comes out as `{"wished": …}`.
"""

import json
import sys
from dataclasses import replace

from PySide6.QtCore import QRect, QSocketNotifier
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.helpers import secrets
from tests.ui.views import NOW_S, VIEWS
from trayapp.ui.model import Language, Values
from trayapp.ui.screen import Screen


class Stage:
    """Does what the lines say."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._values = Values(extension=secrets.EXTENSION, label="Dana", host=secrets.MONITOR_HOST)
        self.screen = Screen(
            application=application, clock=lambda: NOW_S, values=self._values, places={}, secret_place="Nowhere."
        )
        self.screen.wished.connect(lambda action, control: say(wished=action.name, control=control))
        self.screen.quit_asked.connect(lambda leaving: say(quit=leaving.name))
        self.screen.pill_moved.connect(lambda name, x, y: say(moved=name, x=x, y=y))
        self._notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._read)

    def _read(self) -> None:
        line = sys.stdin.readline()
        if not line:
            self.screen.close()
            self._application.quit()
            return
        self._obey(line.strip())
        say(done=line.strip(), **self._facts())

    def _obey(self, order: str) -> None:
        if order == "panel":
            self.screen.open_panel()
        elif order == "settings":
            self.screen.open_settings()
        elif order == "hide pill while recording":
            self._values = replace(self._values, pill_while_recording=False)
            self.screen.set_values(self._values)
        elif order == "hebrew":
            self._values = replace(self._values, language=Language.HEBREW)
            self.screen.set_values(self._values)
        elif order != "facts":
            self.screen.render(VIEWS[order])

    def _facts(self) -> dict[str, object]:
        """Which windows are to be seen, and where."""
        shown = [
            window
            for window in self._application.topLevelWidgets()
            if window.isVisible() and window.objectName() != "QSystemTrayIconSys"
        ]
        return {
            "windows": [[window.objectName(), *_pixels(window)] for window in shown],
            "tray": self._tray(),
            "menu": {
                action.objectName(): _middle(menu, menu.actionGeometry(action))
                for menu in shown
                if isinstance(menu, QMenu)
                for action in menu.actions()
            },
            "buttons": {
                button.objectName(): _middle(button, button.rect())
                for window in shown
                if window.objectName() == "pill"
                for button in window.findChildren(QWidget)
                if button.isVisible() and button.objectName().startswith(("offer.", "menu"))
            },
        }

    def _tray(self) -> list[int] | None:
        icon = self.screen.tray_icon
        if icon is None:
            return None
        place = icon.geometry()
        return [place.x(), place.y(), place.width(), place.height()]


def _pixels(window: QWidget) -> tuple[int, int, int, int]:
    corner = window.mapToGlobal(window.rect().topLeft())
    return corner.x(), corner.y(), window.width(), window.height()


def _middle(window: QWidget, area: QRect) -> tuple[int, int]:
    """The middle of a part of a window, on the screen."""
    middle = window.mapToGlobal(area.center())
    return middle.x(), middle.y()


def say(**facts: object) -> None:
    """One line for whoever directs."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Show until the input ends."""
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    stage = Stage(application)
    say(ready=True)
    application.exec()
    del stage


if __name__ == "__main__":
    main()

"""Runs the program as `python -m trayapp` does, with times of the test's choice, and writes down what it shows.

`python -m tests.program.runner VIEWS LIMITS`: each change of the view goes to the file VIEWS as a line of JSON, with
the moment on the clock of `time.monotonic`, which all processes of a machine share. LIMITS is a JSON object of
`trayapp.core.limits.Limits` fields. Each line on standard input is answered by a line of JSON on standard output: the
named widgets that are to be seen, with their texts and the places of their middles on the screen.
"""

import json
import sys
import threading
import time
from pathlib import Path
from typing import IO

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from tests.ui.usable import usable
from trayapp.core.limits import Limits
from trayapp.core.view import View
from trayapp.launch import run
from trayapp.options import Options


class Witness:
    """Writes down the views, and answers what is to be seen."""

    def __init__(self, views: IO[str]) -> None:
        self._views = views
        self._last = ""
        self._questions: _Questions | None = None

    def watch(self, view: View) -> None:
        """Take down a view, if it is not what was shown before; the running clocks do not count."""
        if self._questions is None:
            self._questions = _Questions()
        shown = {
            "state": view.name.value,
            "certainty": view.certainty.value,
            "look": view.look.value,
            "problem": view.problem,
            "notice": view.notice,
            "warnings": {flaw.value: detail for flaw, detail in view.flaws},
            "framed": view.framed,
            "paused": view.paused_at is not None,
        }
        text = json.dumps(shown)
        if text != self._last:
            self._last = text
            self._views.write(json.dumps({"at_s": time.monotonic(), **shown}) + "\n")
            self._views.flush()


class _Questions(QObject):
    """Reads standard input on a thread of its own, since Windows tells of no pipe that has something to read."""

    _asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._asked.connect(_answer, Qt.ConnectionType.QueuedConnection)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for _ in sys.stdin:
            self._asked.emit()


def _answer() -> None:
    sys.stdout.write(json.dumps(_seen()) + "\n")
    sys.stdout.flush()


def _seen() -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            found += [_fact(window, window), *(_fact(w, window) for w in window.findChildren(QWidget) if w.isVisible())]
        if window.isVisible() and isinstance(window, QMenu):
            found += [_item(action, window) for action in window.actions()]
    return [fact for fact in found if fact["name"]]


def _item(action: QAction, menu: QMenu) -> dict[str, object]:
    place = menu.actionGeometry(action)
    middle = menu.mapToGlobal(place.center())
    size = {"width": place.width(), "height": place.height()}
    return {"name": action.objectName(), "window": "menu", "x": middle.x(), "y": middle.y(), "text": "", **size}


def _fact(widget: QWidget, window: QWidget) -> dict[str, object]:
    middle = widget.mapToGlobal(widget.rect().center())
    # What stands in a line of the settings may be a secret: it is not told.
    text = widget.text() if isinstance(widget, QLabel | QPushButton) and not isinstance(widget, QLineEdit) else ""
    return {
        "name": widget.objectName(),
        "window": window.objectName(),
        "text": text,
        "x": middle.x(),
        "y": middle.y(),
        "width": widget.width(),
        "height": widget.height(),
        "enabled": widget.isEnabled(),
        "usable": usable(widget),
        "focus": widget.hasFocus(),
        "active": window.isActiveWindow(),
    }


def main() -> int:
    """Run the program to its end."""
    limits = Limits(**json.loads(sys.argv[2]))
    with Path(sys.argv[1]).open("a", encoding="utf-8") as views:
        return run(sys.argv[:1], Options(limits=limits, watch=Witness(views).watch))


if __name__ == "__main__":
    sys.exit(main())

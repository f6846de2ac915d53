"""Writes pictures of everything that is seen, in every state: `python -m tests.ui.gallery FOLDER [--dark] [--he]`.

Run it on any display; `QT_SCALE_FACTOR=2` doubles everything. For a person to look at.
"""

import argparse
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers import secrets
from tests.ui.views import NOW_S, VIEWS, proof
from trayapp.core.problems import Flaw, Problem
from trayapp.core.view import Look, ProofStage
from trayapp.journal.marks import Mark
from trayapp.ui import icons, words
from trayapp.ui.language import Translators
from trayapp.ui.model import Day, HowEnded, Language, LoginOf, PauseRecord, Step, StepResult, Values
from trayapp.ui.panel import Panel
from trayapp.ui.pill import Pill
from trayapp.ui.settings_window import SettingsWindow

VALUES = Values(
    extension=secrets.EXTENSION,
    label="Dana",
    host=secrets.MONITOR_HOST,
    email=secrets.EMAIL,
    password=secrets.PASSWORD,
)
_REFUSED = replace(VIEWS["ready"], flaws=((Flaw.LOGIN_REFUSED, "login_refused"),))
_GAP = 16
_NO_PAUSES = Day(date(2026, 3, 2), (), 0, is_today=True)
_PLACE = "Extension, host and login are kept in the keyring of your operating system, and nowhere else."


def main() -> None:
    """Write the sheets."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--he", action="store_true")
    given = parser.parse_args()
    application = QApplication(sys.argv[:1])
    if given.dark:
        application.setPalette(QPalette(QColor("#2B2D31"), QColor("#202124")))
    Translators(application).install(Language.HEBREW if given.he else Language.ENGLISH)
    given.folder.mkdir(parents=True, exist_ok=True)
    ground = QColor("#3A3D42" if given.dark else "#D9DDE3")
    for name, pictures, columns in (
        ("pill", _pills(application), 2),
        ("panel", _panels(application), 4),
        ("settings", _settings(application), 3),
        ("login", _logins(application), 3),
        ("icons", [_icon_row(look) for look in Look], 2),
    ):
        path = given.folder / f"{name}.png"
        _sheet(pictures, columns, ground).save(str(path))
        print(path)  # noqa: T201  (a program for a terminal)


def _grab(application: QApplication, widget: QWidget) -> QPixmap:
    widget.show()
    for _ in range(3):
        application.processEvents()
    picture = widget.grab()
    mask = widget.mask()
    if not mask.isEmpty():
        cut = QPixmap(picture.size())
        cut.setDevicePixelRatio(picture.devicePixelRatio())
        cut.fill(Qt.GlobalColor.transparent)
        painter = QPainter(cut)
        painter.setClipRegion(mask)
        painter.drawPixmap(0, 0, picture)
        painter.end()
        return cut
    return picture


def _pills(application: QApplication) -> list[QPixmap]:
    pictures = []
    for view in VIEWS.values():
        pill = Pill({})
        pill.render_view(view, words.desk(VALUES.extension, VALUES.label))
        pictures.append(_grab(application, pill))
        if view.alarmed:
            pill.set_phase(True)
            pictures.append(_grab(application, pill))
        pill.hide()
    return pictures


def _panels(application: QApplication) -> list[QPixmap]:
    pictures = []
    marks = {HowEnded.CALL_ENDED: (Mark.NOT_RESUMED, Mark.LATE), HowEnded.NOT_ACCEPTED: (Mark.NOT_ACCEPTED,)}
    marks |= {HowEnded.BY_CLOCK: (Mark.LONG,), HowEnded.BY_HAND: (), HowEnded.UNCERTAIN: (Mark.NOT_RESUMED,)}
    pauses = [
        PauseRecord(
            datetime(2026, 3, 2, 14 - number, 7 * number, tzinfo=UTC), 17.0 + 40 * number, ending, marks.get(ending, ())
        )
        for number, ending in enumerate(HowEnded)
    ]
    for number, view in enumerate(VIEWS.values()):
        panel = Panel(lambda: NOW_S)
        panel.show_day(Day(date(2026, 3, 2), tuple(pauses), number % 3, is_today=False) if number % 2 else _NO_PAUSES)
        panel.render_view(view, words.desk(VALUES.extension, VALUES.label))
        pictures.append(_grab(application, panel))
        panel.hide()
    return pictures


def _settings(application: QApplication) -> list[QPixmap]:
    pictures = []
    for values in (VALUES, Values()):
        window = SettingsWindow(values, _PLACE)
        window.render_view(proof(ProofStage.IDLE))
        for page in ("connection", "keys", "indicator"):
            window.open_page(page)
            if page == "connection" and values is VALUES:
                window.show_test(
                    [
                        StepResult(Step.NAME, ok=True),
                        StepResult(Step.CONNECTION, ok=True),
                        StepResult(Step.CERTIFICATE, ok=False, problem=Problem.CERTIFICATE),
                        StepResult(Step.ANSWER, ok=None),
                    ]
                )
            if page == "connection" and values is not VALUES:
                window.save()
            pictures.append(_grab(application, window))
        window.hide()
    window = SettingsWindow(VALUES, "")
    window.open_page("proof")
    for stage in ProofStage:
        window.render_view(proof(stage))
        pictures.append(_grab(application, window))
    window.hide()
    return pictures


def _logins(application: QApplication) -> list[QPixmap]:
    """The page with the login, in its moments."""
    pictures = []
    for values, view, found in (
        (VALUES, VIEWS["recording"], None),
        (VALUES, _REFUSED, ("", "login_refused")),
        (replace(VALUES, host=""), VIEWS["ready"], (secrets.MONITOR_HOST, "")),
        (replace(VALUES, password=""), VIEWS["paused, verified"], None),
        (replace(VALUES, login_of=LoginOf.ACCOUNT, email="", snapshots=True), VIEWS["recording"], None),
    ):
        window = SettingsWindow(values, _PLACE)
        window.render_view(replace(view, set_up_locked=view.paused_at is not None))
        if found is not None:
            window.show_found(*found)
        elif not values.password:
            window.save()
        pictures.append(_grab(application, window))
        window.hide()
    return pictures


def _icon_row(look: Look) -> QPixmap:
    """A look, in both phases and with the DEMO mark, on light and dark."""
    names = [(icons.drawing(look), False), (icons.drawing(look, phase=True), False), (icons.drawing(look), True)]
    row = QPixmap(2 * len(names) * 190, 76)
    painter = QPainter(row)
    x = 0
    for ground in ("#F3F3F3", "#202124"):
        painter.fillRect(QRect(x, 0, len(names) * 190, 76), QColor(ground))
        for name, demo in names:
            for size in (16, 22, 32, 64):
                painter.drawImage(QPoint(x + 8, 38 - size // 2), icons.image(name, size, demo=demo))
                x += size + 12
            x += 190 - (16 + 22 + 32 + 64 + 48)
    painter.end()
    return row


def _sheet(pictures: list[QPixmap], columns: int, ground: QColor) -> QPixmap:
    """The pictures in columns, each put where there is most room."""
    width = max(round(picture.deviceIndependentSize().width()) for picture in pictures) + _GAP
    bottoms = [_GAP] * columns
    spots = []
    for picture in pictures:
        column = bottoms.index(min(bottoms))
        spots.append(QPoint(_GAP + column * width, bottoms[column]))
        bottoms[column] += round(picture.deviceIndependentSize().height()) + _GAP
    ratio = pictures[0].devicePixelRatio()
    sheet = QPixmap(round((columns * width + _GAP) * ratio), round(max(bottoms) * ratio))
    sheet.setDevicePixelRatio(ratio)
    sheet.fill(ground)
    painter = QPainter(sheet)
    for spot, picture in zip(spots, pictures, strict=True):
        painter.drawPixmap(spot, picture)
    painter.end()
    return sheet


if __name__ == "__main__":
    main()

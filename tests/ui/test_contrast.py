"""Contrast of what is really painted, on light and on dark windows, and that no colour says anything by itself."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import combinations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.marks import offscreen
from tests.ui.test_fit import check_up
from tests.ui.test_looks import contrast
from tests.ui.views import NOW_S, VIEWS, proof
from trayapp.core.view import Look, ProofStage
from trayapp.journal.marks import Mark
from trayapp.ui import connection_page, doctor_words, legible, theme
from trayapp.ui.day_strip import SIGNS
from trayapp.ui.legible import LegibleGrey
from trayapp.ui.model import Day, HowEnded, PauseRecord, Step, StepResult, Values
from trayapp.ui.panel import Panel
from trayapp.ui.pill import Pill
from trayapp.ui.settings_window import SettingsWindow

pytestmark = offscreen

TEXT, SIGN = 4.5, 3.0
THEMES = {
    "light": QPalette(QColor("#EFEFEF"), QColor("#EFEFEF")),
    "dark": QPalette(QColor("#2B2D31"), QColor("#202124")),
    "not so dark": QPalette(QColor("#3B3D41"), QColor("#323437")),
}
LAID_DOWN = frozenset({"host", "login", "toggle_chord", "frame", "sounds", "tray_click", "language", "start_at_login"})
DAY = Day(
    date(2026, 3, 2),
    (
        PauseRecord(datetime(2026, 3, 2, 14, tzinfo=UTC), 17.0, HowEnded.CALL_ENDED, (Mark.NOT_RESUMED, Mark.LATE)),
        PauseRecord(datetime(2026, 3, 2, 13, tzinfo=UTC), 30.0, HowEnded.BY_HAND, ()),
    ),
    1,
    is_today=False,
)


@pytest.fixture(params=THEMES)
def themed(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """As `launch` has it, with a desktop's colours."""
    palette, grey = qapp.palette(), LegibleGrey(qapp)
    qapp.setPalette(THEMES[request.param])
    yield request.param
    grey.deleteLater()
    grey._told.deleteLater()
    qapp.setPalette(palette)


def too_faint(window: QWidget) -> list[str]:
    """Each text and sign of a window that does not stand out from what lies around it."""
    QApplication.processEvents()
    picture = window.grab().toImage()
    found = []
    for widget in window.findChildren(QWidget):
        least = _least(widget)
        seen = _seen(window, widget)
        if least and not seen.isEmpty():
            colours = _colours(picture, seen)
            ground = QColor(colours.most_common(1)[0][0]).name()
            best = max(contrast(QColor(colour).name(), ground) for colour in colours)
            if best < least:
                found.append(f"{widget.objectName()} {_text(widget)!r}: {best:.2f} on {ground}")
    return found


def _least(widget: QWidget) -> float:
    """How much contrast a widget needs; 0 for one that shows nothing by itself."""
    if not widget.isVisible():
        return 0
    if isinstance(widget, QLabel) and not widget.pixmap().isNull():
        return SIGN
    if isinstance(widget, QToolButton) and not widget.text():
        return SIGN if widget.parent() is not None and not isinstance(widget.parent(), QTabBar) else 0
    return TEXT if _text(widget) else 0


def _text(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, (QLabel, QAbstractButton)):
        return widget.text()
    if isinstance(widget, QComboBox):
        return widget.currentText()
    return widget.tabText(widget.currentIndex()) if isinstance(widget, QTabBar) else ""


def _seen(window: QWidget, widget: QWidget) -> QRect:
    """The inside of a widget, as far as it is not scrolled out of sight; without a box to be ticked."""
    whole = widget.visibleRegion().boundingRect()
    inside = QRect(widget.mapTo(window, whole.topLeft()), whole.size())
    if whole.height() < widget.height() or whole.width() < widget.width():
        return QRect()
    if isinstance(widget, QCheckBox):
        inside.adjust(20, 0, 0, 0)
    framed = isinstance(widget, (QAbstractButton, QLineEdit, QComboBox)) and not isinstance(widget, QCheckBox)
    return inside.adjusted(3, 3, -3, -3) if framed else inside


def _colours(picture: QImage, area: QRect) -> Counter[int]:
    """How often there is each colour in a part of a picture."""
    image = picture.copy(area).convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(image.constBits()).cast("I")  # which does not keep the image: its name here does
    return Counter(pixels)


@pytest.mark.usefixtures("themed")
def test_all_that_the_panel_says_stands_out(qtbot: QtBot) -> None:
    panel = Panel(lambda: NOW_S)
    qtbot.addWidget(panel)
    panel.show_day(DAY)
    panel.show()
    for name, view in VIEWS.items():
        panel.render_view(view, "…234 · Dana")
        assert too_faint(panel) == [], name


@pytest.mark.usefixtures("themed")
def test_all_that_the_pill_says_stands_out_in_both_phases(qtbot: QtBot) -> None:
    pill = Pill({})
    qtbot.addWidget(pill)
    pill.show()
    for name, view in VIEWS.items():
        pill.render_view(view, "…234 · Dana")
        for phase in (False, True):
            pill.set_phase(phase)
            assert too_faint(pill) == [], name


@pytest.mark.usefixtures("themed")
def test_all_that_the_settings_say_stands_out_what_is_laid_down_too(qtbot: QtBot) -> None:
    for laid_down in (LAID_DOWN, frozenset[str]()):
        values = Values(host="" if laid_down else "monitor3.example.com", start_at_login=False, laid_down=laid_down)
        window = SettingsWindow(values, "Kept in the keyring.")
        qtbot.addWidget(window)
        window.render_view(replace(VIEWS["ready, not proven"], proof=ProofStage.LISTEN))
        window.save()
        window.show_check_up(check_up())
        window.show_test([StepResult(step, ok=step is Step.NAME) for step in Step])
        window.show()
        for page in ("connection", "keys", "indicator", "proof", "check-up"):
            window.open_page(page)
            assert too_faint(window) == [], page
        window.render_view(replace(proof(ProofStage.IDLE), set_up_locked=True))
        window.open_page("connection")
        assert too_faint(window) == []
        window.hide()


def test_under_high_contrast_the_persons_grey_is_left_alone(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = qapp.palette()
    monkeypatch.setattr(theme, "high_contrast", lambda: True)
    grey = LegibleGrey(qapp)
    assert qapp.palette() == before
    grey.deleteLater()
    grey._told.deleteLater()


def test_the_products_own_reckoning_of_contrast_is_right() -> None:
    for one, other in combinations(("#000000", "#FFFFFF", "#777777", "#FDB022", "#1F1300"), 2):
        assert legible.contrast(QColor(one), QColor(other)) == pytest.approx(contrast(one, other))
    assert legible.contrast(QColor("black"), QColor("white")) == pytest.approx(21)


def grey_picture(window: QWidget) -> QImage:
    """A window as somebody sees it who sees no colours."""
    QApplication.processEvents()
    return window.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)


def differing(one: QImage, other: QImage) -> int:
    """How many pixels of the part that both pictures have can be told apart."""
    shared = QRect(0, 0, min(one.width(), other.width()), min(one.height(), other.height()))
    pictures = [picture.copy(shared) for picture in (one, other)]  # kept while their pixels are looked at
    here, there = (bytes(picture.constBits()) for picture in pictures)
    return sum(abs(first - second) > 40 for first, second in zip(here, there, strict=True))


def test_looks_are_told_apart_without_colour_by_words_as_well_as_by_drawing(qtbot: QtBot) -> None:
    """The words alone, on a pill without its drawing, in grey. The drawings alone: see test_looks.py."""
    pictures: dict[Look, QImage] = {}
    for view in VIEWS.values():
        pill = Pill({})
        qtbot.addWidget(pill)
        pill.render_view(view, "")
        pill._icon.setPixmap(pill._icon.pixmap().scaled(1, 1))
        pill.show()
        pictures.setdefault(view.look, grey_picture(pill))
        pill.hide()
    for one, other in combinations(pictures, 2):
        assert differing(pictures[one], pictures[other]) > 30, f"{one} and {other}"


def test_marks_have_shapes_of_their_own() -> None:
    steps = {connection_page._PASSED, connection_page._FAILED, connection_page._OPEN}
    assert len(steps) == 3
    assert len({doctor_words.mark(ok=ok) for ok in (True, False, None)}) == 3
    assert len(set(SIGNS.values())) == len(SIGNS)

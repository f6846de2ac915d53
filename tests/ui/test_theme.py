"""Light, dark and high contrast: what windows are really painted with decides."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from trayapp.core.view import Tone
from trayapp.ui import theme
from trayapp.ui.flaw_ink import FlawInk
from trayapp.ui.style import choose_style

DARK, LIGHT = QPalette(QColor("#2B2D31"), QColor("#202124")), QPalette(QColor("#EFEFEF"), QColor("#FFFFFF"))


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    """The application, whose palette and style are put back."""
    palette, style = qapp.palette(), qapp.style().name()
    yield qapp
    qapp.setPalette(palette)
    qapp.setStyle(style)


def test_windows_are_dark_when_they_are_painted_dark(application: QApplication) -> None:
    application.setPalette(DARK)
    assert theme.dark()
    application.setPalette(LIGHT)
    assert not theme.dark()


def test_the_ink_of_flaws_follows_light_and_dark(application: QApplication, qtbot: QtBot) -> None:
    application.setPalette(LIGHT)
    label = QLabel("wrong")
    qtbot.addWidget(label)
    ink = FlawInk(label)
    label.show()

    def colour() -> str:
        application.processEvents()
        return label.palette().color(label.foregroundRole()).name().upper()

    assert colour() == theme.flaw_ink(is_dark=False)
    application.setPalette(DARK)
    assert colour() == theme.flaw_ink(is_dark=True)
    ink.set_on(on=False)
    assert label.styleSheet() == ""
    application.setPalette(LIGHT)
    assert label.styleSheet() == ""


def test_under_high_contrast_the_quiet_block_is_in_the_persons_colours(
    application: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = theme.block(Tone.QUIET, is_dark=False)
    monkeypatch.setattr(theme, "high_contrast", lambda: True)
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Window, Qt.GlobalColor.black)
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#FFFF00"))
    application.setPalette(palette)
    assert theme.block(Tone.QUIET, is_dark=True) == theme.Block("#000000", "#ffff00", "#ffff00", "#ffff00")
    assert theme.block(Tone.PAUSED, is_dark=True) == theme.block(Tone.PAUSED, is_dark=False) != usual


@pytest.mark.usefixtures("qapp")
def test_no_contrast_is_asked_for_here() -> None:
    assert not theme.high_contrast()


def test_a_style_that_paints_dark_and_light_is_kept(application: QApplication) -> None:
    application.setStyle("windows")
    choose_style(application)
    assert application.style().name() == "windows"

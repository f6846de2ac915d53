"""Light and dark, and the scale, as Windows' registry has them at the start and while the program runs."""

import json
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.marks import windows_desktop
from tests.ui.views import VIEWS
from tests.windows_session import shell
from tests.windows_session.windows import PATIENCE_S, start
from trayapp.ui import icons, theme
from trayapp.ui.flaw_ink import FlawInk
from trayapp.ui.pill import Pill
from trayapp.ui.style import choose_style
from trayapp.ui.tray import Tray

pytestmark = windows_desktop

_PATIENCE_MS = 20_000
LIGHT_GROUND, DARK_GROUND = "#ffffff", "#202124"
PROGRAM = """
import json, sys
from tests.ui.views import VIEWS
from tests.windows_session import shell
from trayapp.core.view import Tone
from trayapp.launch import new_qt
from trayapp.ui import theme
from trayapp.ui.pill import Pill
qt = new_qt(sys.argv)
if len(sys.argv) > 1:
    qt.setStyle(sys.argv[1])
pill = Pill({})
pill.render_view(VIEWS["recording"], "")
pill.show()
qt.processEvents()
shown = qt.primaryScreen().geometry()
print(json.dumps({
    "style": qt.style().name(),
    "dark": theme.dark(),
    "ground": theme.block(Tone.QUIET, is_dark=theme.dark()).ground.lower(),
    "ratio": qt.primaryScreen().devicePixelRatio(),
    "inside": shown.contains(pill.geometry()),
    "knows each screen": shell.knows_the_scale_of_each_screen(pill),
}))
"""
"""A program of ours that begins now, and what it sees."""


def begun(*arguments: str) -> dict[str, object]:
    """What a program of ours sees that begins now."""
    program = start(sys.executable, "-c", PROGRAM, *arguments)
    told, _ = program.communicate(timeout=PATIENCE_S)
    assert program.returncode == 0
    return dict(json.loads(told))


@pytest.fixture
def application(qapp: QApplication) -> Iterator[QApplication]:
    """The application, with the style that we would take."""
    before = qapp.style().name()
    choose_style(qapp)
    yield qapp
    qapp.setStyle(before)


def test_windows_10_is_given_another_style_and_windows_11_keeps_its_own(application: QApplication) -> None:
    application.setStyle("windowsvista")
    choose_style(application)
    assert application.style().name() == "fusion"
    application.setStyle("windows11")
    choose_style(application)
    assert application.style().name() == "windows11"


@pytest.mark.parametrize("style", ["fusion", "windows11"])
@pytest.mark.parametrize("light", [True, False])
def test_the_theme_at_the_start(style: str, *, light: bool) -> None:
    with shell.theme(light=light):
        seen = begun(style)
    assert seen["dark"] is not light
    assert seen["ground"] == (LIGHT_GROUND if light else DARK_GROUND)


@pytest.mark.parametrize("style", ["fusion", "windows11"])
def test_a_change_while_it_runs(application: QApplication, qtbot: QtBot, style: str) -> None:
    application.setStyle(style)
    pill = Pill({})
    qtbot.addWidget(pill)
    pill.render_view(VIEWS["recording"], "")
    pill.show()
    label = QLabel("wrong")
    qtbot.addWidget(label)
    FlawInk(label)
    with shell.theme(light=True) as change:
        for light, ground in ((True, LIGHT_GROUND), (False, DARK_GROUND), (True, LIGHT_GROUND)):
            change(light)
            at = QPoint(pill.geometry().left() + 5, pill.geometry().center().y())
            qtbot.waitUntil(
                lambda at=at, ground=ground: shell.screenshot().pixelColor(at).name() == ground,  # type: ignore[misc]
                timeout=_PATIENCE_MS,
            )
            assert theme.dark() is not light
            assert theme.flaw_ink(is_dark=not light) in label.styleSheet()


def test_the_task_bars_own_theme_changes_nothing_for_the_icon_fits_both(qtbot: QtBot) -> None:
    tray = Tray(lambda _: None)
    with shell.theme(light=True, task_bar_light=False) as change:
        tray.render(VIEWS["paused, accepted"])
        change(True)  # noqa: FBT003  (light windows, above a dark task bar)
        drawing = icons.image(icons.drawing(VIEWS["paused, accepted"].look), 16)
        qtbot.waitUntil(lambda: shell.find(drawing) is not None, timeout=_PATIENCE_MS)
    tray.close()


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
def test_the_scale_at_the_start(percent: int) -> None:
    with shell.scale(percent):
        seen = begun()
    assert seen["ratio"] == percent / 100
    assert seen["inside"]
    assert seen["knows each screen"]
    assert QGuiApplication.primaryScreen().devicePixelRatio() == 1.0

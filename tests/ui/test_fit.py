"""Nothing is cut off: every state, page and sentence, in English, in Hebrew, and in languages much longer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.ui.fitting import cut_off
from tests.ui.marks import offscreen
from tests.ui.pseudo import Pseudo, spoken
from tests.ui.views import NOW_S, VIEWS, proof
from trayapp.core.problems import Flaw, Problem
from trayapp.core.view import Notice, ProofStage
from trayapp.doctor.findings import Check, Finding, Verdict
from trayapp.ui import doctor_words, words
from trayapp.ui import panel as panel_module
from trayapp.ui import settings_window as settings_window_module
from trayapp.ui.model import CheckLine, Language, Step, StepResult, Values
from trayapp.ui.panel import Panel
from trayapp.ui.pill import Pill
from trayapp.ui.settings_window import SettingsWindow

pytestmark = offscreen


def check_up() -> list[CheckLine]:
    """A line for each check, in the language that is installed, with the longest sentence there is."""
    return [
        CheckLine(
            check.value,
            doctor_words.title(check),
            ok=None if number % 3 == 2 else number % 3 == 0,
            sentence=doctor_words.sentence(Finding(check, Verdict.MUTE_API_SAYS_OTHERWISE)),
        )
        for number, check in enumerate(Check)
    ]


@pytest.fixture(params=[Language.ENGLISH, Language.HEBREW, *Pseudo], ids=lambda tongue: tongue.value)
def tongue(
    request: pytest.FixtureRequest,
    qapp: QApplication,
    install_language: Callable[[Language], None],
    pseudo_places: Mapping[Pseudo, Path],
) -> Iterator[None]:
    given = request.param
    if isinstance(given, Language):
        install_language(given)
        yield
    else:
        with spoken(qapp, pseudo_places[given], given):
            yield


@pytest.mark.usefixtures("tongue")
def test_the_pill_fits_its_words_and_the_screen(qtbot: QtBot) -> None:
    pill = Pill({})
    qtbot.addWidget(pill)
    pill.show()
    views = [*VIEWS.values(), *(replace(VIEWS["ready"], notice=notice) for notice in Notice)]
    views += [replace(VIEWS["not paused"], problem=problem) for problem in Problem]
    for view in views:
        for phase in (False, True):
            pill.render_view(view, words.desk("Ext-4711-Sip", "W" * 24))
            pill.set_phase(phase)
            assert cut_off(pill) == []
        assert pill.width() < 1200


@pytest.mark.usefixtures("tongue")
def test_the_panel_fits(qtbot: QtBot) -> None:
    panel = Panel(lambda: NOW_S)
    qtbot.addWidget(panel)
    panel.show()
    views = [*VIEWS.values(), *(replace(VIEWS["not paused"], problem=problem) for problem in Problem)]
    views += [replace(VIEWS["ready, not proven"], flaws=((flaw, "Ctrl+Shift+F9"),)) for flaw in Flaw]
    for view in views:
        panel.render_view(view, words.desk("Ext-4711-Sip", "W" * 24))
        assert cut_off(panel) == []


def low_screen(monkeypatch: pytest.MonkeyPatch, height: int) -> None:
    """As on a small screen with everything drawn twice as large."""
    for module in (panel_module, settings_window_module):
        monkeypatch.setattr(module, "room_for", lambda *_: height)


def test_on_a_low_screen_the_panel_is_scrolled_below_its_head(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    low_screen(monkeypatch, 360)
    panel = Panel(lambda: NOW_S)
    qtbot.addWidget(panel)
    panel.show()
    for view in VIEWS.values():
        panel.render_view(view, words.desk("Ext-4711-Sip", "W" * 24))
        assert cut_off(panel) == []
        assert panel.height() <= 360
        main = panel.findChild(QAbstractButton, f"offer.{view.toggle.value}")
        assert isinstance(main, QAbstractButton)
        assert panel.rect().contains(main.rect().translated(main.mapTo(panel, main.rect().topLeft())))


def test_on_a_low_screen_the_pages_of_the_settings_are_scrolled(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    low_screen(monkeypatch, 360)
    window = SettingsWindow(Values(), "Extension and host are kept in the keyring, and nowhere else.")
    qtbot.addWidget(window)
    window.show()
    window.save()
    window.show_test([StepResult(step, ok=False, problem=Problem.CONNECTION_FAILED) for step in Step])
    window.resize(window.width(), 360)
    window.show_check_up(check_up())
    for page in ("connection", "keys", "indicator", "proof", "check-up"):
        window.open_page(page)
        assert cut_off(window) == []
    assert window.minimumSizeHint().height() <= 360


@pytest.mark.usefixtures("tongue")
def test_the_settings_fit(qtbot: QtBot) -> None:
    window = SettingsWindow(Values(), "Extension and host are kept in the keyring, and nowhere else.")
    qtbot.addWidget(window)
    window.render_view(proof(ProofStage.IDLE))
    window.show()
    window.save()
    window.show_test([StepResult(step, ok=False, problem=Problem.CONNECTION_FAILED) for step in Step])
    window.show_check_up(check_up())
    for page in ("connection", "keys", "indicator", "proof", "check-up"):
        window.open_page(page)
        assert cut_off(window) == []
    for stage in ProofStage:
        window.render_view(proof(stage))
        assert cut_off(window) == []

"""What a screen reader is told, by Qt's own interfaces: names, roles, flaws, and every change."""

from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui import hands
from tests.ui.controls import controls, go_to, show
from tests.ui.marks import offscreen
from tests.ui.test_keyboard import WINDOWS, settings
from tests.ui.views import VIEWS, proof
from trayapp.core.view import ProofStage
from trayapp.ui import words
from trayapp.ui.chord_edit import ChordEdit
from trayapp.ui.model import Language, Step, StepResult
from trayapp.ui.pill import Pill
from trayapp.ui.sentence import Sentence

pytestmark = offscreen

ROLES: dict[type[QWidget], QAccessible.Role] = {
    QPushButton: QAccessible.Role.Button,
    QCheckBox: QAccessible.Role.CheckBox,
    QComboBox: QAccessible.Role.ComboBox,
    QLineEdit: QAccessible.Role.EditableText,
    QTabBar: QAccessible.Role.PageTabList,
}
NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


def told(widget: QWidget) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def name(widget: QWidget) -> str:
    """What a control is called: by itself, and by the label that stands at it."""
    labels = [other.text(NAME) for other, _ in told(widget).relations(QAccessible.RelationFlag.Label)]
    return " ".join([*labels, told(widget).text(NAME)]).strip()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is announced."""
    heard: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.HEBREW])
@pytest.mark.parametrize("window_name", WINDOWS)
def test_every_control_has_a_name_and_a_role(
    qtbot: QtBot, install_language: Callable[[Language], None], window_name: str, language: Language
) -> None:
    install_language(language)
    window = WINDOWS[window_name]()
    qtbot.addWidget(window)
    show(window)
    assert window_name.startswith("question") or told(window).role() is QAccessible.Role.Window
    assert told(window).text(NAME)
    for control in window.findChildren(QWidget):
        interactive = control in controls(window)
        if not interactive and not (isinstance(control, QAbstractButton) and control.isVisible()):
            continue
        if isinstance(control, QAbstractScrollArea) or interactive or control.objectName():
            assert any(character.isalpha() for character in name(control)), control.objectName()
        for kind, role in ROLES.items():
            if isinstance(control, kind):
                assert told(control).role() is role, control.objectName()


@pytest.mark.parametrize("view_name", VIEWS)
def test_the_pill_says_all_that_it_shows_and_its_buttons_have_words(qtbot: QtBot, view_name: str) -> None:
    pill = Pill({})
    qtbot.addWidget(pill)
    pill.render_view(VIEWS[view_name], "")
    pill.show()
    assert told(pill).text(NAME) == words.one_line(VIEWS[view_name])
    for button in [*pill.findChildren(QPushButton), *pill.findChildren(QToolButton)]:
        assert any(character.isalpha() for character in name(button))


def test_a_chord_is_told_with_what_it_is_for(qtbot: QtBot, said: list[str]) -> None:
    window = settings("keys")
    qtbot.addWidget(window)
    show(window)
    field = window.findChild(ChordEdit, "chord.toggle")
    assert isinstance(field, ChordEdit)
    assert told(field).text(NAME) == "Pause or resume: Ctrl+Shift+F9"
    go_to(field)
    field.click()
    assert said[-1:] == ["Press the keys…"]
    assert told(field).text(NAME) == "Pause or resume: Press the keys…"
    field.set_chord("")
    assert told(field).text(NAME) == "Pause or resume: None"


def test_a_chord_that_the_desktop_gives_is_told_with_its_keys(qtbot: QtBot) -> None:
    window = settings("keys", desktop_keys={"toggle": "Press F9"})
    qtbot.addWidget(window)
    shown = window.findChild(QLabel, "chord.toggle")
    assert isinstance(shown, QLabel)
    assert told(shown).text(NAME) == "Pause or resume: Press F9"


def test_a_flaw_is_said_when_it_comes_and_told_at_its_field(qtbot: QtBot, said: list[str]) -> None:
    window = settings("connection")
    qtbot.addWidget(window)
    show(window)
    line = window.findChild(QLineEdit, "host")
    assert isinstance(line, QLineEdit)
    line.setText("no host")
    window.save()
    flaw = "This is not the name of a server. It looks like monitor3.example.com, without blanks."
    assert QApplication.focusWidget() is line
    assert told(line).text(DESCRIPTION) == flaw
    assert said == [flaw]
    line.setText("monitor3.example.com")
    window.save()
    assert flaw not in told(line).text(DESCRIPTION)
    assert said[-1] == "Saved. Prove it on a test call before taking a card."


def test_how_a_test_of_the_connection_went_is_said(qtbot: QtBot, said: list[str]) -> None:
    window = settings("connection")
    qtbot.addWidget(window)
    show(window)
    marks = [window.findChild(QLabel, f"step.{step.value}") for step in Step]
    assert {told(mark).text(NAME) for mark in marks if mark} == {"not tried"}
    window.show_test([StepResult(step, ok=True) for step in Step])
    assert {told(mark).text(NAME) for mark in marks if mark} == {"all right"}
    assert said[-1].startswith("The way to the server is open.")
    button = window.findChild(QPushButton, "test")
    assert isinstance(button, QPushButton)
    hands.click(button)
    assert {told(mark).text(NAME) for mark in marks if mark} == {"not tried"}
    assert said[-1] == "Testing…"


def test_each_step_of_the_proof_is_said_once(qtbot: QtBot, said: list[str]) -> None:
    window = settings("proof")
    qtbot.addWidget(window)
    show(window)
    said.clear()
    for stage in (ProofStage.PAUSING, ProofStage.HOLDING, ProofStage.HOLDING, ProofStage.LISTEN):
        window.render_view(proof(stage))
    beginnings = [text.partition(".")[0] for text in said]
    assert beginnings == ["Pausing… Keep on counting aloud", "Paused", "Count on for a few seconds and hang up"]


def test_nothing_is_said_of_a_window_that_nobody_sees(qtbot: QtBot, said: list[str]) -> None:
    window = settings("proof")
    qtbot.addWidget(window)
    window.render_view(proof(ProofStage.PAUSING))
    window.say("Saved.")
    assert said == []


def test_looks_of_their_own_have_words_of_their_own() -> None:
    """Views that look otherwise are never announced by the same words, nor any by none."""
    texts = {view_name: words.announcement(view) for view_name, view in VIEWS.items()}
    assert all(texts.values())
    for one, other in combinations(VIEWS, 2):
        assert VIEWS[one].look is VIEWS[other].look or texts[one] != texts[other], f"{one} and {other}"


def test_sentences_speak_only_where_they_are_told_to(qtbot: QtBot, said: list[str]) -> None:
    quiet, spoken = Sentence(), Sentence(spoken=True)
    for sentence in (quiet, spoken):
        qtbot.addWidget(sentence)
        sentence.show()
        sentence.say("News.")
        sentence.say("News.")
    assert said == ["News."]

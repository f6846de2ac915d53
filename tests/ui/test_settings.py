"""The settings window: filled, checked, saved as one change; the test of the way, the chords, and the proof."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import hands
from tests.ui.marks import offscreen
from tests.ui.views import VIEWS, proof
from trayapp.core.problems import Problem
from trayapp.core.view import ProofStage
from trayapp.desktop.hotkey.chord import Chord
from trayapp.ui.chord_edit import ChordEdit, Keyboard
from trayapp.ui.model import Language, Step, StepResult, TrayClick, Values
from trayapp.ui.sentence import Sentence
from trayapp.ui.settings_window import SettingsWindow

pytestmark = offscreen

GOOD = Values(extension="Ext-4711-Sip", label="Dana", host="monitor3.example.com")
_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_TAKEN = Chord.parse("Ctrl+Shift+F7")


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[SettingsWindow]:
    keyboard = Keyboard(key_name=lambda _scan_code, _virtual_key: None, is_free=lambda chord: chord != _TAKEN)
    shown = SettingsWindow(GOOD, "Kept in the keyring.", keyboard)
    qtbot.addWidget(shown)
    shown.render_view(VIEWS["ready"])
    shown.show()
    yield shown
    shown.hide()


Kind = TypeVar("Kind", bound=QWidget)


def find(window: QWidget, kind: type[Kind], name: str) -> Kind:
    found = window.findChild(kind, name)
    assert isinstance(found, kind)
    return found


def flaws(window: SettingsWindow) -> list[str]:
    return [one.plain for one in window.findChildren(Sentence, "flaw") if not one.isHidden()]


def saved(window: SettingsWindow) -> list[Values]:
    """What is given back by pressing Save now."""
    given: list[Values] = []
    connection = window.saved.connect(given.append)
    hands.click(find(window, QPushButton, "save"))
    window.saved.disconnect(connection)
    return given


def test_untouched_values_come_back_as_they_were(window: SettingsWindow) -> None:
    assert saved(window) == [GOOD]


def test_every_choice_comes_back_in_one_change(window: SettingsWindow) -> None:
    find(window, QLineEdit, "extension").setText(" Other-99 ")
    find(window, QLineEdit, "label").setText(" Desk 4 ")
    find(window, QLineEdit, "host").setText("https://monitor5.example.com/api")
    for name in ("pill-while-recording", "frame-choice", "sounds"):
        find(window, QCheckBox, name).setChecked(False)
    for name, value in (("tray-click", TrayClick.PANEL), ("language", Language.HEBREW)):
        box = find(window, QComboBox, name)
        box.setCurrentIndex(box.findData(value))
    assert saved(window) == [
        Values(
            extension="Other-99",
            label="Desk 4",
            host="https://monitor5.example.com/api",
            pill_while_recording=False,
            frame=False,
            sounds=False,
            tray_click=TrayClick.PANEL,
            language=Language.HEBREW,
        )
    ]


@pytest.mark.parametrize(
    ("field", "text", "word"),
    [
        ("extension", "", "SIP ID"),
        ("extension", "two words", "blanks"),
        ("host", "", "monitor host"),
        ("host", "not a host", "not the name of a server"),
        ("host", "monitor3.example.com:99999", "port"),
        ("host", "ftp://monitor3.example.com", "https"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    window: SettingsWindow, field: str, text: str, word: str
) -> None:
    window.open_page("indicator")
    find(window, QLineEdit, field).setText(text)
    assert saved(window) == []
    (flaw,) = flaws(window)
    assert word in flaw
    assert text == "" or text not in flaw, "what was typed is never repeated"
    assert find(window, QLineEdit, field).isVisible(), "the page with the flaw is turned to"
    find(window, QLineEdit, field).setText(getattr(GOOD, field))
    assert saved(window) == [GOOD]
    assert flaws(window) == []


def test_saved_secrets_are_covered_until_they_are_asked_for(window: SettingsWindow, qtbot: QtBot) -> None:
    for name in ("extension", "host"):
        line = find(window, QLineEdit, name)
        assert line.echoMode() is QLineEdit.EchoMode.Password
        hands.click(find(window, QToolButton, f"{name}.reveal"))
        assert line.echoMode() is QLineEdit.EchoMode.Normal
    fresh = SettingsWindow(Values(), "")
    qtbot.addWidget(fresh)
    for name in ("extension", "host"):
        assert find(fresh, QLineEdit, name).echoMode() is QLineEdit.EchoMode.Normal
        assert find(fresh, QToolButton, f"{name}.reveal").isHidden()


def test_no_secret_in_any_repr() -> None:
    assert GOOD.extension not in repr(GOOD)
    assert GOOD.host not in repr(GOOD)


def test_what_was_typed_and_not_saved_is_forgotten_with_the_window(window: SettingsWindow, qtbot: QtBot) -> None:
    find(window, QLineEdit, "label").setText("something else")
    window.set_values(GOOD)
    assert find(window, QLineEdit, "label").text() == "something else", "news that change nothing disturb nobody"
    with qtbot.waitSignal(window.closed):
        hands.key(window, Qt.Key.Key_Escape)
    window.show()
    assert saved(window) == [GOOD]


def test_it_says_where_the_secrets_are_kept(window: SettingsWindow) -> None:
    assert find(window, Sentence, "secret-place").plain == "Kept in the keyring."
    window.set_secret_place("Kept in memory.")
    assert find(window, Sentence, "secret-place").plain == "Kept in memory."


def test_saving_an_unproven_set_up_leads_to_the_proof(window: SettingsWindow) -> None:
    saved(window)
    assert find(window, Sentence, "saved").plain == "Saved."
    window.render_view(VIEWS["ready, not proven"])
    saved(window)
    assert "Prove it" in find(window, Sentence, "saved").plain


# Test connection.


def test_the_connection_is_tested_as_typed_and_each_step_told(window: SettingsWindow, qtbot: QtBot) -> None:
    find(window, QLineEdit, "host").setText("monitor9.example.com")
    button = find(window, QPushButton, "test")
    with qtbot.waitSignal(window.test_asked) as asked:
        hands.click(button)
    assert asked.args == [GOOD.extension, "monitor9.example.com"]
    assert not button.isEnabled()
    window.show_test(
        [
            StepResult(Step.NAME, ok=True),
            StepResult(Step.CONNECTION, ok=True),
            StepResult(Step.CERTIFICATE, ok=False, problem=Problem.CERTIFICATE),
            StepResult(Step.ANSWER, ok=None),
        ]
    )
    assert button.isEnabled()
    marks = [find(window, QLabel, f"step.{step.value}") for step in Step]
    assert [mark.text() for mark in marks[:3]] == ["✓", "✓", "✗"]
    assert [mark.accessibleName() for mark in marks] == ["all right", "all right", "failed", "not tried"]
    assert "identity" in find(window, Sentence, "test-result").plain
    window.show_test([StepResult(step, ok=True) for step in Step])
    assert "open" in find(window, Sentence, "test-result").plain


def test_a_typed_change_clears_an_old_result(window: SettingsWindow) -> None:
    window.show_test([StepResult(step, ok=True) for step in Step])
    hands.key(find(window, QLineEdit, "host"), Qt.Key.Key_A)
    assert find(window, Sentence, "test-result").plain == ""
    assert find(window, QLabel, "step.name").text() != "✓"


def test_a_flaw_is_told_before_any_test(window: SettingsWindow, qtbot: QtBot) -> None:
    find(window, QLineEdit, "host").setText("not a host")
    with qtbot.assertNotEmitted(window.test_asked):
        hands.click(find(window, QPushButton, "test"))
    assert len(flaws(window)) == 1


# Chords.


def record(window: SettingsWindow, name: str, key: Qt.Key, held: Qt.KeyboardModifier = _CTRL_SHIFT) -> ChordEdit:
    window.open_page("keys")
    field = find(window, ChordEdit, f"chord.{name}")
    hands.click(field)
    assert field.text() == "Press the keys…"
    hands.key(field, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "Press the keys…", "modifiers alone are no chord"
    hands.key(field, key, held)
    return field


def test_a_chord_is_recorded_by_being_pressed(window: SettingsWindow) -> None:
    capturing: list[bool] = []
    window.capturing_chord.connect(capturing.append)
    assert record(window, "toggle", Qt.Key.Key_F8).chord == "Ctrl+Shift+F8"
    assert record(window, "resume", Qt.Key.Key_F12).chord == "Ctrl+Shift+F12"
    assert capturing == [True, False] * 2
    assert saved(window) == [replace(GOOD, toggle_chord="Ctrl+Shift+F8", resume_chord="Ctrl+Shift+F12")]


def test_escape_leaves_and_delete_empties_only_the_optional_field(window: SettingsWindow) -> None:
    none = Qt.KeyboardModifier.NoModifier
    assert record(window, "toggle", Qt.Key.Key_Escape, none).chord == GOOD.toggle_chord
    assert record(window, "toggle", Qt.Key.Key_Delete, none).chord == GOOD.toggle_chord
    record(window, "resume", Qt.Key.Key_F12)
    assert record(window, "resume", Qt.Key.Key_Delete, none).chord == ""


@pytest.mark.parametrize(
    ("key", "held", "word"),
    [
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "Other programs"),
        (Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier, "character"),
        (Qt.Key.Key_Tab, _CTRL_SHIFT, "cannot be used"),
        (Qt.Key.Key_F7, _CTRL_SHIFT, "Another program holds Ctrl+Shift+F7. Ctrl+Shift+F8 is free."),
    ],
)
def test_a_bad_chord_is_refused_in_words_and_the_old_one_stays(
    window: SettingsWindow, key: Qt.Key, held: Qt.KeyboardModifier, word: str
) -> None:
    field = record(window, "pause", key, held)
    assert field.chord == GOOD.pause_chord
    (flaw,) = flaws(window)
    assert word in flaw


def test_two_fields_cannot_hold_the_same_chord(window: SettingsWindow) -> None:
    record(window, "pause", Qt.Key.Key_F9)
    assert "another field" in flaws(window)[0]
    assert saved(window) == []


def test_going_elsewhere_ends_the_recording(window: SettingsWindow, qtbot: QtBot) -> None:
    window.open_page("keys")
    field = find(window, ChordEdit, "chord.toggle")
    hands.click(field)
    with qtbot.waitSignal(window.capturing_chord) as told:
        field.clearFocus()
    assert told.args == [False]
    assert field.chord == GOOD.toggle_chord


def test_enter_and_tab_belong_to_the_field_while_it_waits(window: SettingsWindow, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(window.saved):
        record(window, "toggle", Qt.Key.Key_Return)
    assert find(window, ChordEdit, "chord.toggle").chord == GOOD.toggle_chord


# Prove it.

_BUTTONS = {
    ProofStage.IDLE: {"start"},
    ProofStage.PAUSING: {"give-up"},
    ProofStage.HOLDING: {"give-up"},
    ProofStage.RESUMING: {"give-up"},
    ProofStage.LISTEN: {"silent", "heard", "give-up"},
    ProofStage.FAILED: {"start"},
}


@pytest.mark.parametrize("stage", ProofStage)
def test_each_stage_of_the_proof_offers_what_can_be_done(window: SettingsWindow, stage: ProofStage) -> None:
    window.open_page("proof")
    window.render_view(proof(stage))
    names = {"start", "silent", "heard", "give-up"}
    assert {name for name in names if find(window, QPushButton, name).isVisible()} == _BUTTONS[stage]
    assert find(window, Sentence, "verdict").plain == "This set-up is not proven."


def test_the_proof_counts_down(window: SettingsWindow) -> None:
    window.render_view(proof(ProofStage.HOLDING))
    assert "0:08" in find(window, Sentence, "stage").plain


def test_the_answers_of_the_proof(window: SettingsWindow) -> None:
    said: list[object] = []
    window.proof_asked.connect(lambda start: said.append(("asked", start)))
    window.proof_heard.connect(lambda silent: said.append(("heard", silent)))
    for name in ("start", "give-up", "silent", "heard"):
        find(window, QPushButton, name).click()
    assert said == [("asked", True), ("asked", False), ("heard", True), ("heard", False)]


def test_nothing_is_proven_before_it_is_set_up(window: SettingsWindow) -> None:
    window.render_view(VIEWS["not set up"])
    assert not find(window, QPushButton, "start").isEnabled()
    window.render_view(VIEWS["ready"])
    assert find(window, Sentence, "verdict").plain == "This set-up is proven."


def test_the_account_cannot_be_changed_while_a_pause_holds(window: SettingsWindow) -> None:
    fields = [window.findChild(QLineEdit, name) for name in ("extension", "host")]
    for locked in (True, False):
        window.render_view(replace(VIEWS["ready"], set_up_locked=locked))
        assert all(field is not None and field.isEnabled() is not locked for field in fields)
        sentence = window.findChild(QLabel, "locked")
        assert sentence is not None
        assert sentence.isVisibleTo(window) is locked

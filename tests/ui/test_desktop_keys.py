"""The settings' page of chords where the desktop gives out the keys."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui import hands
from tests.ui.marks import offscreen
from tests.ui.views import VIEWS
from trayapp.core.problems import Flaw
from trayapp.ui.chord_edit import ChordEdit
from trayapp.ui.desktop_keys_page import ChordShown
from trayapp.ui.model import Values
from trayapp.ui.sentence import Sentence
from trayapp.ui.settings_window import SettingsWindow

pytestmark = offscreen

GOOD = Values(extension="Ext-4711-Sip", host="monitor3.example.com", toggle_chord="Ctrl+F7", pause_chord="Ctrl+F8")


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[SettingsWindow]:
    shown = SettingsWindow(GOOD, "Kept in the keyring.", desktop_keys={})
    qtbot.addWidget(shown)
    shown.render_view(VIEWS["ready"])
    shown.open_page("keys")
    shown.show()
    yield shown
    shown.hide()


def keys(window: SettingsWindow) -> list[str]:
    return [
        shown.text()
        for name in ("toggle", "pause", "resume")
        for shown in window.findChildren(ChordShown, f"chord.{name}")
    ]


def said(window: SettingsWindow) -> str:
    return " ".join(one.plain for one in window.findChildren(Sentence) if one.isVisible())


def test_the_keys_are_the_desktops_in_its_own_words(window: SettingsWindow) -> None:
    assert keys(window) == ["Not given by the desktop", "Not given by the desktop", "None"]
    window.set_desktop_keys({"toggle": "Press Ctrl+Shift+F9", "pause": ""})
    assert keys(window) == ["Press Ctrl+Shift+F9", "None", "None"]
    assert "system's settings for keyboard shortcuts" in said(window)
    window.set_desktop_keys({})
    assert "work in every window" not in said(window)
    assert "recording-pause toggle" in said(window)


def test_nothing_is_offered_that_could_not_work(window: SettingsWindow) -> None:
    assert not window.findChildren(ChordEdit)


def test_what_was_wished_for_is_kept(window: SettingsWindow) -> None:
    given: list[Values] = []
    window.saved.connect(given.append)
    save = window.findChild(QPushButton, "save")
    assert isinstance(save, QPushButton)
    hands.click(save)
    assert given == [GOOD]


def test_keys_that_another_program_holds_are_told_at_their_place(window: SettingsWindow) -> None:
    window.set_desktop_keys({"toggle": "Ctrl+Shift+F9", "pause": "Ctrl+Shift+F10"})
    window.render_view(replace(VIEWS["ready"], flaws=((Flaw.TOGGLE_CHORD_TAKEN, "Ctrl+Shift+F9"),)))
    assert "Another program holds Ctrl+Shift+F9" in said(window)
    window.render_view(VIEWS["ready"])
    assert "Another program" not in said(window)

"""The check-up page of the settings: asked for, shown with what is wrong first, and copied for a help desk."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.marks import offscreen
from tests.ui.test_settings import find
from tests.ui.views import VIEWS
from trayapp.doctor.findings import Check, Finding, Verdict
from trayapp.program.doctor import lines
from trayapp.ui import doctor_words
from trayapp.ui.model import Language, Values
from trayapp.ui.sentence import Sentence
from trayapp.ui.settings_window import SettingsWindow

pytestmark = offscreen

FOUND = lines(
    (
        Finding(Check.KEYRING, Verdict.KEYRING_WORKS),
        Finding(Check.NAME, Verdict.WIRE_PROBLEM, "name_not_found"),
        Finding(Check.REALTIME, Verdict.NOT_SET_UP),
    )
)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[SettingsWindow]:
    shown = SettingsWindow(Values(), "")
    qtbot.addWidget(shown)
    shown.render_view(VIEWS["ready"])
    shown.open_page("check-up")
    shown.show()
    yield shown
    shown.hide()


def test_it_is_asked_for_once_until_the_answer_is_there(window: SettingsWindow, qtbot: QtBot) -> None:
    button = find(window, QPushButton, "check-now")
    assert not find(window, QPushButton, "copy-lines").isEnabled()
    with qtbot.waitSignal(window.check_up_asked):
        button.click()
    assert not button.isEnabled()
    window.show_check_up(FOUND)
    assert button.isEnabled()


def test_what_is_wrong_comes_first_and_what_does_not_apply_last(window: SettingsWindow) -> None:
    window.show_check_up(FOUND)
    places = {name: find(window, QLabel, f"check.{name}") for name in ("name", "keyring", "realtime")}
    assert [label.text() for label in places.values()] == ["✗", "✓", "–"]  # noqa: RUF001  (an en dash is what is meant)
    tops = [label.mapTo(window, label.rect().topLeft()).y() for label in places.values()]
    assert tops == sorted(tops)
    assert [label.accessibleName() for label in places.values()] == ["failed", "all right", "does not apply"]
    assert find(window, Sentence, "check-up-summary").plain == "To be seen to: 1"
    assert "cannot be found" in find(window, Sentence, "check.name.sentence").plain


def test_a_second_answer_takes_the_place_of_the_first(window: SettingsWindow) -> None:
    window.show_check_up(FOUND)
    window.show_check_up(FOUND[:1])
    assert find(window, QLabel, "check.keyring").text() == "✓"
    assert not [label for label in window.findChildren(QLabel, "check.name") if not label.isHidden()]
    assert find(window, Sentence, "check-up-summary").plain == "Nothing is in the way of a pause."


def test_the_lines_are_copied_as_text(window: SettingsWindow) -> None:
    window.show_check_up(FOUND)
    find(window, QPushButton, "copy-lines").click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].startswith("✗ Server's name: The name of the monitor host cannot be found")
    assert copied[1] == "✓ Keyring: The system's keyring is open and answers."
    assert copied[2].endswith(" Real-time login: Not set up.")
    assert len(copied) == len(FOUND)


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.HEBREW])
@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_has_its_sentence(
    verdict: Verdict, language: Language, install_language: Callable[[Language], None]
) -> None:
    install_language(language)
    detail = {
        Verdict.WIRE_PROBLEM: "no_answer",
        Verdict.FLAWED: "mark_not_saved",
        Verdict.CALLS_SEEN: "12",
        Verdict.LINK_LOST: "no_answer",
        Verdict.LOGIN_REFUSED: "login_refused",
        Verdict.SNAPSHOT_FAILED: "code_refused",
    }.get(verdict, "Ctrl+F9")
    text = doctor_words.sentence(Finding(Check.NAME, verdict, detail, "1.2"))
    assert text.strip() == text != ""
    assert text.endswith((".", "toggle"))
    assert "{" not in text
    assert "mute" not in text.lower()
    assert language is Language.ENGLISH or any("א" <= letter <= "ת" for letter in text)

"""The rep's login on the connection page: entered whole or not at all, covered, its state told, and a monitor found."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.helpers import secrets
from tests.ui import hands
from tests.ui.marks import offscreen
from tests.ui.test_settings import find, flaws, saved
from tests.ui.views import VIEWS
from trayapp.core.problems import Flaw, Problem
from trayapp.core.view import View
from trayapp.ui import sight_words
from trayapp.ui.model import LoginOf, Values
from trayapp.ui.sentence import Sentence
from trayapp.ui.settings_window import SettingsWindow
from trayapp.voicenter.realtime.states import LinkProblem

pytestmark = offscreen

BLIND = Values(extension=secrets.EXTENSION, host=secrets.MONITOR_HOST)
GOOD = replace(BLIND, email=secrets.EMAIL, password=secrets.PASSWORD)
OTHER_HOST = "monitor5.voicenter.invalid"


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[SettingsWindow]:
    shown = SettingsWindow(GOOD, "")
    qtbot.addWidget(shown)
    shown.render_view(VIEWS["recording"])
    shown.show()
    yield shown
    shown.hide()


def type_login(window: SettingsWindow, email: str, password: str) -> None:
    find(window, QLineEdit, "email").setText(email)
    find(window, QLineEdit, "password").setText(password)


def sentence(window: SettingsWindow, name: str) -> str:
    found = find(window, Sentence, name)
    return found.plain if not found.isHidden() else ""


def test_it_comes_back_as_it_was_and_may_be_none(window: SettingsWindow) -> None:
    assert saved(window) == [GOOD]
    type_login(window, "", "")
    assert saved(window) == [BLIND]


def test_a_password_keeps_its_blanks_and_an_address_does_not(window: SettingsWindow) -> None:
    type_login(window, f" {secrets.EMAIL} ", " two words ")
    assert saved(window) == [replace(GOOD, password=" two words ")]


def test_no_secret_in_any_repr() -> None:
    assert secrets.EMAIL not in repr(GOOD)
    assert secrets.PASSWORD not in repr(GOOD)


@pytest.mark.parametrize(
    ("email", "password", "word"),
    [
        (secrets.EMAIL, "", "Type the password"),
        ("", secrets.PASSWORD, "Type the e-mail address"),
        ("nobody", secrets.PASSWORD, "not an e-mail address"),
        (secrets.EMAIL, "x" * 257, "256 characters"),
    ],
    ids=["no password", "no address", "no address at all", "too long"],
)
def test_half_a_login_is_refused_in_words(window: SettingsWindow, email: str, password: str, word: str) -> None:
    type_login(window, email, password)
    assert saved(window) == []
    (flaw,) = flaws(window)
    assert word in flaw
    type_login(window, secrets.EMAIL, secrets.PASSWORD)
    assert saved(window) == [GOOD]
    assert flaws(window) == []


def test_both_are_covered_and_a_password_already_while_it_is_typed(window: SettingsWindow, qtbot: QtBot) -> None:
    covered = QLineEdit.EchoMode.Password
    for name in ("email", "password"):
        assert find(window, QLineEdit, name).echoMode() is covered
    fresh = SettingsWindow(Values(), "")
    qtbot.addWidget(fresh)
    assert find(fresh, QLineEdit, "email").echoMode() is QLineEdit.EchoMode.Normal
    assert find(fresh, QLineEdit, "password").echoMode() is covered


@pytest.mark.parametrize(
    ("view", "text"),
    [
        (VIEWS["recording"], "Connected: your calls are seen."),
        (VIEWS["no call"], "Connected: your calls are seen."),
        (VIEWS["ready"], "Connecting…"),
        (VIEWS["not set up"], ""),
        (
            replace(VIEWS["ready"], flaws=((Flaw.LOGIN_REFUSED, "login_refused"),)),
            "Refused: name, password or token is wrong.",
        ),
        (
            replace(VIEWS["ready"], flaws=((Flaw.LIVE_SIGHT_LOST, "no_answer"),)),
            "Not connected: No answer from the server. It is tried again by itself.",
        ),
        (
            replace(VIEWS["ready"], flaws=((Flaw.EXTENSION_NOT_LISTED, ""),)),
            "Connected, but this login does not show the extension.",
        ),
    ],
)
def test_how_it_fares(window: SettingsWindow, view: View, text: str) -> None:
    window.render_view(view)
    assert sentence(window, "login-state") == text
    window.set_values(BLIND)
    window.render_view(view)
    assert sentence(window, "login-state") == "", "there is no login"


@pytest.mark.parametrize(
    ("login_of", "word"), [(LoginOf.ACCOUNT, "login of the whole account"), (LoginOf.TOKEN, "token")]
)
def test_what_the_administrator_has_set_is_told_and_not_shown(
    window: SettingsWindow, qtbot: QtBot, login_of: LoginOf, word: str
) -> None:
    managed = replace(BLIND, login_of=login_of, snapshots=True)
    window.set_values(managed)
    assert word in sentence(window, "login-about")
    assert "administrator" in sentence(window, "snapshots")
    assert not find(window, QLineEdit, "email").isVisible()
    assert not find(window, QLineEdit, "password").isVisible()
    assert saved(window) == [managed]
    with qtbot.waitSignal(window.find_asked) as asked:
        hands.click(find(window, QPushButton, "find"))
    assert asked.args == ["", ""]


# Find my monitor.


def test_the_monitor_is_looked_for_as_typed_and_filled_in(window: SettingsWindow, qtbot: QtBot) -> None:
    type_login(window, "other@voicenter.invalid", "typed")
    button = find(window, QPushButton, "find")
    with qtbot.waitSignal(window.find_asked) as asked:
        hands.click(button)
    assert asked.args == ["other@voicenter.invalid", "typed"]
    assert button.text() == "Cancel"
    assert "Logging in" in sentence(window, "found")
    window.show_found(OTHER_HOST, "")
    assert button.text() == "Find my monitor"
    assert "filled in" in sentence(window, "found")
    assert saved(window)[0].host == OTHER_HOST


def test_a_monitor_that_is_set_already(window: SettingsWindow) -> None:
    window.show_found(GOOD.host, "")
    assert "that is set here" in sentence(window, "found")


def test_the_search_can_be_given_up(window: SettingsWindow, qtbot: QtBot) -> None:
    button = find(window, QPushButton, "find")
    hands.click(button)
    with qtbot.waitSignal(window.find_given_up):
        hands.click(button)
    assert (button.text(), sentence(window, "found")) == ("Find my monitor", "")
    hands.click(button)
    with qtbot.waitSignal(window.find_given_up):
        window.close()


def test_without_a_login_there_is_nothing_to_find_by(window: SettingsWindow, qtbot: QtBot) -> None:
    type_login(window, "", "")
    with qtbot.assertNotEmitted(window.find_asked):
        hands.click(find(window, QPushButton, "find"))
    (flaw,) = flaws(window)
    assert "e-mail address" in flaw


@pytest.mark.parametrize("problem", LinkProblem)
def test_why_there_is_none_is_told_in_sentences(window: SettingsWindow, problem: LinkProblem) -> None:
    window.show_found("", problem.value)
    text = sentence(window, "found")
    assert text == sight_words.not_found(problem.value)
    assert text.endswith(".")
    assert "_" not in text, "a code is not for people"
    assert saved(window) == [GOOD]


def test_every_other_problem_has_the_words_of_the_wire() -> None:
    known = {problem.value for problem in Problem} | sight_words._REASONS.keys()
    assert {problem.value for problem in LinkProblem} <= known


def test_while_a_pause_holds_nothing_of_the_account_changes(window: SettingsWindow) -> None:
    window.render_view(replace(VIEWS["paused, verified"], set_up_locked=True))
    for name in ("extension", "host", "email", "password"):
        assert not find(window, QLineEdit, name).isEnabled()
    assert not find(window, QAbstractButton, "find").isEnabled()
    assert not find(window, QLabel, "locked").isHidden()
    window.render_view(VIEWS["recording"])
    assert find(window, QAbstractButton, "find").isEnabled()

"""The panel: what it shows, what its buttons send, and that its clock runs only while somebody looks."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QFrame, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui import hands
from tests.ui.marks import offscreen
from tests.ui.views import NOW_S, VIEWS
from trayapp.core.problems import Flaw
from trayapp.core.view import Offer
from trayapp.ui.call_list import CallList
from trayapp.ui.panel import Panel
from trayapp.ui.sentence import Sentence

pytestmark = offscreen


class Clock:
    """The core's clock, moved by hand."""

    now_s = NOW_S

    def __call__(self) -> float:
        return self.now_s


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def panel(qtbot: QtBot, clock: Clock) -> Iterator[Panel]:
    shown = Panel(clock)
    qtbot.addWidget(shown)
    shown.render_view(VIEWS["recording"], "…234 · Dana")
    shown.show()
    yield shown
    shown.hide()


def button(panel: Panel, name: str) -> QPushButton:
    found = panel.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found


def text(panel: Panel, name: str) -> str:
    found = panel.findChild(Sentence, name)
    assert isinstance(found, Sentence)
    return found.plain


@pytest.mark.parametrize("name", VIEWS)
def test_one_big_button_and_the_other_offers(panel: Panel, name: str) -> None:
    view = VIEWS[name]
    panel.render_view(view, "")
    taken: list[tuple[Offer, str]] = []
    panel.taken.connect(lambda offered, control: taken.append((offered, control)))
    shown = [button(panel, f"offer.{offered.value}") for offered in Offer]
    shown = sorted((one for one in shown if one.isVisible()), key=lambda one: one.y())
    assert [one.objectName() for one in shown][:1] == [f"offer.{view.toggle.value}"]
    assert [one for one in shown if one.isDefault()] == shown[:1]
    for one in shown:
        hands.click(one)
    assert {offered for offered, _ in taken} == set(view.offers)
    names = {offered: "panel.main" if offered is view.toggle else f"panel.{offered.value}" for offered in view.offers}
    assert dict(taken) == names


def calls(panel: Panel) -> list[str]:
    """The lines of the calls that are to be seen."""
    found = [one for one in panel.findChildren(Sentence) if one.objectName().startswith("call.") and one.isVisible()]
    return [one.plain for one in sorted(found, key=lambda one: one.objectName())]


def test_the_calls_are_listed_with_status_duration_and_recording(panel: Panel, clock: Clock) -> None:
    assert calls(panel) == ["Talking · 3:12 · recorded"]
    panel.render_view(VIEWS["paused, calls seen"], "")
    assert calls(panel) == ["Talking · 3:12 · paused ✓", "Talking · 0:01 · paused"]
    clock.now_s += 8
    panel.render_view(VIEWS["paused, verified"], "")
    assert calls(panel) == ["Talking · 3:20 · paused ✓", "On hold · 0:39 · paused ✓"]
    panel.render_view(VIEWS["recording"], "")
    assert calls(panel) == ["Talking · 3:20 · recorded"]
    panel.render_view(VIEWS["no call"], "")
    assert calls(panel) == []
    assert text(panel, "calls") == "None."
    panel.render_view(VIEWS["ready"], "")
    assert "Not visible" in text(panel, "calls")


def test_a_call_that_is_recorded_among_paused_ones_cannot_be_overlooked(panel: Panel) -> None:
    panel.render_view(VIEWS["new call"], "")
    assert calls(panel) == ["Talking · 3:12 · paused ✓", "Talking · 0:01 · RECORDED until paused"]
    panel.render_view(VIEWS["some calls"], "")
    assert calls(panel) == ["Talking · 3:12 · paused ✓", "On hold · 0:31 · RECORDED, not paused", "Ringing"]
    lines = {one.objectName(): one for one in panel.findChildren(Sentence)}
    assert [lines[f"call.{number}"].font().bold() for number in range(3)] == [False, True, False]
    assert [bool(lines[f"call.{number}"].styleSheet()) for number in range(3)] == [False, True, False]


def test_nothing_in_the_list_of_calls_can_be_clicked(panel: Panel) -> None:
    panel.render_view(VIEWS["some calls"], "")
    listed = panel.findChild(CallList, "call-list")
    assert isinstance(listed, CallList)
    assert listed.findChildren(QAbstractButton) == []


def test_it_tells_whether_somebody_can_see_it(panel: Panel) -> None:
    told: list[bool] = []
    panel.looked_at.connect(told.append)
    panel.hide()
    panel.show()
    assert told == [False, True]


def test_the_clock_of_the_calls_runs_only_while_the_panel_is_seen_and_there_are_calls(panel: Panel) -> None:
    (timer,) = panel.findChildren(QTimer)
    assert timer.isActive()
    panel.hide()
    assert not timer.isActive()
    panel.show()
    assert timer.isActive()
    panel.render_view(VIEWS["ready"], "")
    assert not timer.isActive()


def test_warnings_say_what_to_do_and_offer_it(panel: Panel, qtbot: QtBot) -> None:
    chord = (Flaw.TOGGLE_CHORD_TAKEN, "Ctrl+Shift+F9")
    panel.render_view(replace(VIEWS["ready"], flaws=(chord, (Flaw.VAULT_LOCKED, ""))), "")
    with qtbot.waitSignal(panel.settings_asked) as asked:
        button(panel, "warning_toggle_chord_taken.button").click()
    assert asked.args == ["keys"]
    with qtbot.waitSignal(panel.vault_retry_asked):
        button(panel, "warning_vault_locked.button").click()
    panel.render_view(VIEWS["ready"], "")
    assert not any(one.isVisible() for one in panel.findChildren(QPushButton) if one.objectName().startswith("warning"))


def test_keys_that_the_desktop_did_not_give_lead_to_the_page_that_says_where_to_choose_them(
    panel: Panel, qtbot: QtBot
) -> None:
    panel.render_view(replace(VIEWS["ready"], flaws=((Flaw.CHORD_WITHOUT_KEYS, "Ctrl+Shift+F9"),)), "")
    with qtbot.waitSignal(panel.settings_asked) as asked:
        button(panel, "warning_chord_without_keys.button").click()
    assert asked.args == ["keys"]


@pytest.mark.parametrize("flaw", [Flaw.LOGIN_REFUSED, Flaw.EXTENSION_NOT_LISTED])
def test_a_login_that_shows_nothing_leads_to_its_page(panel: Panel, qtbot: QtBot, flaw: Flaw) -> None:
    panel.render_view(replace(VIEWS["ready"], flaws=((flaw, "login_refused"),)), "")
    with qtbot.waitSignal(panel.settings_asked) as asked:
        button(panel, f"warning_{flaw.value}.button").click()
    assert asked.args == ["connection"]


@pytest.mark.parametrize("flaw", Flaw)
def test_every_warning_is_shown(panel: Panel, flaw: Flaw) -> None:
    panel.render_view(replace(VIEWS["ready"], flaws=((flaw, "Ctrl+Shift+F9"),)), "")
    note = panel.findChild(QFrame, f"warning_{flaw.value}")
    assert isinstance(note, QFrame)
    assert not note.isHidden()


def test_it_reminds_of_the_proof_until_there_is_one(panel: Panel, qtbot: QtBot) -> None:
    panel.render_view(VIEWS["ready, not proven"], "")
    with qtbot.waitSignal(panel.settings_asked) as asked:
        button(panel, "prove.button").click()
    assert asked.args == ["proof"]
    for name in ("ready", "not set up"):
        panel.render_view(VIEWS[name], "")
        assert not button(panel, "prove.button").isVisible()


def test_keyboard_alone_will_do(panel: Panel) -> None:
    panel.render_view(VIEWS["paused, resume due"], "")
    taken: list[Offer] = []
    panel.taken.connect(lambda offered, _: taken.append(offered))
    keep, resume = button(panel, "offer.keep"), button(panel, "offer.resume")
    keep.setFocus()
    hands.key(keep, Qt.Key.Key_Space)
    assert keep.nextInFocusChain() is not None
    resume.setFocus()
    hands.key(resume, Qt.Key.Key_Space)
    assert taken == [Offer.KEEP, Offer.RESUME]
    hands.key(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()

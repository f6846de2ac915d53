"""In a language that is longer than ours, and in one that runs the other way: nothing is cut off, all is translated."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.helpers import secrets
from tests.ui.fitting import cut_off
from tests.ui.marks import offscreen
from tests.ui.pseudo import Pseudo, spoken
from tests.ui.scenes import scenes
from tests.ui.shown import untranslated
from tests.ui.views import VIEWS
from trayapp.core.problems import Flaw, Problem
from trayapp.core.view import Look, Notice, StateName
from trayapp.desktop.hotkey.chord import ChordFault
from trayapp.doctor.findings import Check, Finding, Verdict
from trayapp.doctor.proving import End, Refusal, Shown, Witness
from trayapp.simulator.phone_window import PhoneWindow
from trayapp.simulator.simulation import EXTENSION, Simulation
from trayapp.ui import chord_flaws, doctor_words, problems, prove_words, sight_words, words
from trayapp.ui.tray import Tray
from trayapp.voicenter.realtime.states import LinkProblem

pytestmark = offscreen

_DATA = re.compile(
    "|".join(
        map(re.escape, (secrets.EXTENSION[-3:], secrets.MONITOR_HOST, "monitor3.example.com", "Debian", "English"))
    )
    + r"|recording-pause \w+|Ctrl\+Shift\+F\d+"
)
"""What is shown as it was typed or as the system calls itself, and the name of a language in that language."""


@pytest.fixture(params=Pseudo, ids=lambda variant: variant.value)
def variant(
    request: pytest.FixtureRequest, qapp: QApplication, pseudo_places: Mapping[Pseudo, Path]
) -> Iterator[Pseudo]:
    given: Pseudo = request.param
    with spoken(qapp, pseudo_places[given], given):
        yield given


@pytest.mark.usefixtures("variant")
def test_every_window_is_translated_and_fits(qtbot: QtBot) -> None:
    found = []
    for scene in scenes():
        window = scene.make()
        qtbot.addWidget(window)
        window.show()
        found += [f"{scene.name}: {flaw}" for flaw in (*cut_off(window), *untranslated(window, _DATA))]
        window.hide()
    assert not found, "\n".join(found)


def said() -> Iterator[str]:
    """What is told outside the windows: by the tray's tip, a screen reader, the doctor and the command line."""
    tray = Tray(QMenu.clear, is_available=lambda: True)
    for view in VIEWS.values():
        tray.render(view)
        assert tray.icon
        yield tray.icon.toolTip()
        yield from (words.one_line(view), words.announcement(view), words.explanation(view, "Ctrl+Shift+F9"))
    tray.close()
    for problem in Problem:
        yield from (problems.brief(problem), problems.advice(problem))
        yield from (problems.sentence(problem, name) for name in StateName)
    yield from map(words.notice, Notice)
    yield from map(words.meaning, Look)
    for flaw in Flaw:
        yield from (words.warning(flaw, "certificate"), words.brief_warning(flaw, "certificate"))
    yield from map(doctor_words.title, Check)
    for verdict in Verdict:
        detail = {Verdict.FLAWED: Flaw.VAULT_LOCKED.value, Verdict.CALLS_SEEN: "3.5"}.get(verdict, "certificate")
        yield doctor_words.sentence(Finding(Check.CONNECTION, verdict, detail, "certificate"))
    yield from map(sight_words.reason, LinkProblem)
    yield from map(sight_words.not_found, LinkProblem)
    yield from map(prove_words.refused, Refusal)
    yield from (
        prove_words.outcome(Witness(end=end, paused=one)) for end in End if end is not End.OPEN for one in Shown
    )
    yield from map(chord_flaws.fault, ChordFault)


@pytest.mark.usefixtures("variant", "qtbot")
def test_every_word_outside_the_windows_is_translated() -> None:
    data = re.compile(f"{_DATA.pattern}|\u2066certificate\u2069|\\bcertificate\\b")
    assert [text for text in said() if re.search("[A-Za-z]", data.sub("", text))] == []


@pytest.mark.usefixtures("variant")
def test_the_demo_phone_is_translated_and_fits(qtbot: QtBot) -> None:
    with Simulation((EXTENSION, "NextDesk"), realtime=True) as simulation:
        phone = PhoneWindow(simulation, "Ctrl+Shift+F9", lambda: None)
        qtbot.addWidget(phone)
        phone.show()
        for key in (phone.keys.ring, phone.keys.answer, phone.keys.join):
            key.click()
            phone.refresh()
        assert (cut_off(phone), untranslated(phone, re.compile(f"{_DATA.pattern}|NextDesk"))) == ([], [])
        phone.close()

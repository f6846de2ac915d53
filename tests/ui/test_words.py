"""Every member of every enumeration has words, in both languages, and the words keep the house's rules."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.ui.views import VIEWS, proof
from trayapp.command_line import journal_text
from trayapp.core.calls import CallStatus
from trayapp.core.problems import Flaw, Problem
from trayapp.core.view import Look, Notice, Offer, ProofStage, StateName
from trayapp.desktop.hotkey.chord import Chord, ChordFault
from trayapp.desktop.vault import VaultLocked
from trayapp.doctor.findings import Check, Finding, Verdict
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase, joined, told_by
from trayapp.settings.policy import Policy
from trayapp.ui import call_words, checks, chord_flaws, day_page, doctor_words, problems, proof_page, words
from trayapp.ui.connection_page import step_name
from trayapp.ui.model import HowEnded, Language, Step
from trayapp.voicenter.hosts import HostFlaw

pytestmark = pytest.mark.usefixtures("qapp")

_FORBIDDEN = re.compile(
    r"\b(mute[sd]?|unmute[sd]?|unpause[sd]?|microphone|url|success|probably|stop(ped)?)\b", re.IGNORECASE
)
"""Design: words. Plain words beginning so, such as "mutely", do not occur."""
_FORBIDDEN_HEBREW = re.compile("השתק|מיקרופון")


def all_texts() -> Iterator[str]:
    """Everything that the word functions can say."""
    for name in StateName:
        for problem in Problem:
            yield problems.sentence(problem, name)
            yield problems.sentence(problem, name, "Ctrl+Shift+F10")
        yield problems.meaning(name)
    for problem in Problem:
        yield problems.brief(problem)
        yield problems.advice(problem)
    yield from (words.warning(flaw, "Ctrl+Shift+F9") for flaw in Flaw)
    yield from (words.notice(notice) for notice in Notice)
    yield from (words.offer(offer) for offer in Offer)
    yield from (words.short_offer(offer) for offer in Offer)
    yield from (words.meaning(look) for look in Look)
    yield from (words.call_status(status) for status in CallStatus)
    for view in VIEWS.values():
        yield from (call_words.recording(view, call) for call in view.calls or () if call.status.live)
    yield from (call_words.offer(offered) for offered in (Offer.PAUSE, Offer.RESUME))
    yield from (day_page.how_ended(ending) for ending in HowEnded)
    yield from (step_name(step) for step in Step)
    yield from (chord_flaws.fault(fault) for fault in ChordFault)
    yield chord_flaws.taken(Chord.parse("Ctrl+Shift+F9"), Chord.parse("Ctrl+Shift+F8"))
    yield from (proof_page.stage(proof(stage)) for stage in ProofStage)
    for view in VIEWS.values():
        yield from (words.headline(view), words.one_line(view), words.announcement(view), words.explanation(view))
    yield from (words.demo(), words.not_proven())
    yield from (checks.extension_flaw(""), checks.extension_flaw("a b"), checks.label_flaw("x" * 25))
    yield from (checks.host_flaw(text) for text in ("", "a b", "h:x", "ftp://h", "u:p@h"))


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.HEBREW])
def test_everything_is_said_in_the_words_of_the_house(
    language: Language, install_language: Callable[[Language], None]
) -> None:
    install_language(language)
    for text in all_texts():
        assert text.strip() == text != ""
        assert "{" not in text
        assert not _FORBIDDEN.search(text), text
        if language is Language.HEBREW:
            assert re.search("[א-ת]", text), text
            assert not _FORBIDDEN_HEBREW.search(text), text


def test_hosts_flaws_are_all_told() -> None:
    told = {checks.host_flaw(text) for text in ("", "a b", "h:x", "ftp://h", "u:p@h")}
    assert len(told) == len(HostFlaw)
    assert checks.host_flaw("https://monitor3.example.com/api/x") == ""


@pytest.mark.parametrize(
    ("name", "headline", "order", "detail"),
    [
        ("ready", "Ready", "", ""),
        ("no call", "No call", "", ""),
        ("recording", "Recording", "", ""),
        ("pausing", "Pausing…", "", ""),
        ("paused, accepted", "Recording PAUSED 0:23", "", ""),
        ("paused, resume due", "Recording PAUSED 2:45", "", "Resumes in 0:15"),
        ("paused, in doubt", "Recording PAUSED 1:10", "", "A NEW call would be RECORDED · not looked at since 13:59"),
        (
            "not paused",
            "NOT confirmed paused",
            "Do not take the card",
            "No answer from the server · Pausing again…",
        ),
        (
            "not paused, given up",
            "NOT confirmed paused",
            "Do not take the card",
            "Not allowed from this network · Press pause again",
        ),
        (
            "not paused, proof demanded",
            "NOT confirmed paused",
            "Do not take the card",
            "Not proven on this desk · Prove it on a test call",
        ),
        ("new call", "New call is RECORDED", "Do not take the card", "Pausing again…"),
        ("resuming", "Resuming…", "", ""),
        ("still paused", "STILL PAUSED", "", "Connection lost · Resuming again…"),
        ("unknown", "Maybe paused since 13:57", "Resume or pause?", "The program was restarted"),
        ("paused, not shown", "Pause only accepted 0:12", "", "The calls do not show the pause"),
        ("reads paused", "Maybe paused", "Resume or pause?", "The calls read as paused"),
        ("ready, out of reach", "Not ready", "", "A pause would fail: No connection to the server"),
    ],
)
def test_what_the_pill_says(name: str, headline: str, order: str, detail: str) -> None:
    view = VIEWS[name]
    assert words.headline(view, datetime(2026, 3, 2, 13, 59, 30, tzinfo=UTC)) == headline
    assert words.order(view) == order
    assert words.detail(view, datetime(2026, 3, 2, 13, 59, 30, tzinfo=UTC)) == detail


def test_the_keys_that_pause_are_named_where_a_new_call_would_need_them() -> None:
    view = VIEWS["paused, in doubt"]
    for problem in (Problem.REASSERT_OVER, Problem.LINK_IN_DOUBT):
        said = replace(view, problem=problem)
        assert "Press Ctrl+Alt+P when a new call comes in." in words.explanation(said, "Ctrl+Alt+P")
        assert "Press pause again when a new call comes in." in words.explanation(said)


@pytest.mark.parametrize(
    ("flaws", "keys"),
    [
        ((), "Ctrl+Alt+P"),
        (((Flaw.TOGGLE_CHORD_TAKEN, "Ctrl+F9"), (Flaw.CHORD_NOT_ON_KEYBOARD, "Ctrl+F9")), "Ctrl+Alt+P"),
        (((Flaw.PAUSE_CHORD_TAKEN, "Ctrl+Alt+P"),), ""),
        (((Flaw.CHORD_NOT_ON_KEYBOARD, "Ctrl+F9, Ctrl+Alt+P"),), ""),
        (((Flaw.HOTKEYS_UNAVAILABLE, ""),), ""),
    ],
)
def test_keys_that_do_nothing_are_not_named(flaws: tuple[tuple[Flaw, str], ...], keys: str) -> None:
    view = replace(VIEWS["paused, in doubt"], flaws=flaws)
    assert words.works_to_pause(view, "Ctrl+Alt+P") == keys
    assert words.works_to_pause(view, "") == ""


def test_announcements_carry_no_clock_so_that_they_are_not_repeated() -> None:
    for view in VIEWS.values():
        assert not re.search(r"\d:\d\d", words.announcement(view))


def test_an_alarm_is_never_announced_without_its_order() -> None:
    for view in VIEWS.values():
        if view.name is StateName.NOT_PAUSED:
            assert words.order(view) in words.announcement(view)
            assert words.order(view).lower() in problems.sentence(view.problem or Problem.NO_ANSWER, view.name).lower()


@pytest.mark.parametrize(
    ("seconds", "up", "text"),
    [(0, False, "0:00"), (59.9, False, "0:59"), (59.1, True, "1:00"), (3725, False, "1:02:05"), (-3, False, "0:00")],
)
def test_clocks(seconds: float, text: str, *, up: bool) -> None:
    assert words.clock(seconds, up=up) == text


def test_clocks_and_names_are_whole_inside_hebrew(install_language: Callable[[Language], None]) -> None:
    assert words.desk("AbCd1234", "Dana") == "…234 · Dana"
    assert words.desk("", "") == ""
    install_language(Language.HEBREW)
    assert words.clock(23) == "\u20660:23\u2069"
    assert "\u2066Ctrl+Shift+F9\u2069" in words.warning(Flaw.TOGGLE_CHORD_TAKEN, "Ctrl+Shift+F9")
    assert words.desk("AbCd1234", "Dana") == "\u200f\u2066…234\u2069 · \u2068Dana\u2069"
    assert words.desk("", "") == ""


def test_a_program_whose_server_is_out_of_reach_does_not_call_itself_ready() -> None:
    flawed = replace(VIEWS["ready"], flaws=((Flaw.SERVER_UNREACHABLE, "name_not_found"),))
    assert words.one_line(flawed) == "Not ready - A pause would fail: Server name not found"
    assert words.announcement(flawed).startswith("Not ready")
    assert words.state(replace(VIEWS["recording"], flaws=flawed.flaws)) == "Recording"


def test_what_went_wrong_below_is_said_in_the_language_too(install_language: Callable[[Language], None]) -> None:
    problems_found = Policy.from_table({"keeps": "many", "other": 1}, Chord.parse).problems
    wrong = joined("; ", [told_by(problem) for problem in problems_found])
    assert "keeps: is not a whole number; other: is no key of a policy" in words.warning(Flaw.POLICY, wrong)
    install_language(Language.HEBREW)
    said = words.warning(Flaw.POLICY, wrong)
    assert "\u2068keeps\u2069: אינו מספר שלם; \u2068other\u2069: אינו מפתח של מדיניות" in said
    assert "אינו מספר שלם" in doctor_words.sentence(Finding(Check.SETTINGS, Verdict.FLAWED, Flaw.POLICY.value, wrong))
    locked = VaultLocked(Phrase(QT_TRANSLATE_NOOP("Said", "the keyring is locked")))
    assert "מחזיק המפתחות נעול" in journal_text.not_verified(locked)

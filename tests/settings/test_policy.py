"""What an administrator may lay down."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from trayapp.desktop.hotkey.chord import Chord
from trayapp.settings.account import Account
from trayapp.settings.policy import CHECKS, CHORDS, Policy
from trayapp.settings.preferences import Preferences
from trayapp.settings.sight import Sight
from trayapp.voicenter.realtime.login import LoginKind

HERE = str(Path(__file__).absolute())
GOOD: list[tuple[str, Any, Any]] = [
    ("monitor_host", "https://Monitor.Example/", "monitor.example"),
    ("allowed_hosts", ["A.example", "b.example"], frozenset({"a.example", "b.example"})),
    ("allowed_hosts", "a.example, b.example\nc.example", frozenset({"a.example", "b.example", "c.example"})),
    ("login_kinds", ["user"], ("user",)),
    ("login_kinds", [], ()),
    ("login_kinds", "none", ()),
    ("login_kinds", "user,token", ("user", "token")),
    ("login_url", "https://login.example/api/", "https://login.example/api"),
    ("active_calls", 0, False),
    ("active_calls_url", "https://calls.example/x", "https://calls.example/x"),
    ("maximum_pause_s", 0, 0),
    ("maximum_pause_s", 900, 900),
    ("first_reminder_s", 20, 20),
    ("reminder_interval_s", 10, 10),
    ("keeps", 0, 0),
    ("must_be_proven", True, True),
    ("may_quit", 1, True),
    ("show_frame", False, False),
    ("hide_pill_while_recording", True, True),
    ("sounds", False, False),
    ("tray_click", "panel", "panel"),
    ("language", "he", "he"),
    ("start_at_login", 1, True),
    ("journal_folder", HERE, Path(HERE)),
    ("journal_days", 400, 400),
    ("method", "GET", "GET"),
    ("mute_value", "0", "0"),
    ("keep_warm_s", 0, 0),
    ("ca_file", HERE, Path(HERE)),
    ("proxy", "direct", "direct"),
    ("proxy", "http://proxy.example:3128/", "http://proxy.example:3128"),
    ("toggle_chord", "Ctrl+Shift+F7", "Ctrl+Shift+F7"),
    ("resume_chord", "", None),
    ("toggle_chord", "none", None),
]
BAD: list[tuple[str, Any]] = [
    ("monitor_host", "not a host"),
    ("monitor_host", 7),
    ("allowed_hosts", []),
    ("allowed_hosts", ["ok.example", "not a host"]),
    ("allowed_hosts", 1),
    ("login_kinds", ["user", "guest"]),
    ("login_url", "http://login.example"),
    ("active_calls", 2),
    ("active_calls_url", "ftp://elsewhere.example"),
    ("maximum_pause_s", 29),
    ("maximum_pause_s", 901),
    ("maximum_pause_s", True),
    ("first_reminder_s", 1.5),
    ("reminder_interval_s", 0),
    ("keeps", -1),
    ("must_be_proven", "yes"),
    ("may_quit", None),
    ("show_frame", "1"),
    ("hide_pill_while_recording", 3),
    ("sounds", []),
    ("tray_click", "nothing"),
    ("language", "fr"),
    ("start_at_login", "true"),
    ("journal_folder", "relative/folder"),
    ("journal_days", 1),
    ("method", "PUT"),
    ("mute_value", 1),
    ("keep_warm_s", 5),
    ("ca_file", "ca.pem"),
    ("proxy", "socks5://proxy.example:1080"),
    ("proxy", "http://user:word@proxy.example:3128"),
    ("toggle_chord", "Ctrl+Shift"),
    ("pause_chord", 9),
    ("monitor_hots", "a.example"),
]
SECRET = {"monitor_host", "allowed_hosts", "login_url", "active_calls_url", "proxy"}


def read(**table: Any) -> Policy:
    return Policy.from_table(table, Chord.parse)


@pytest.mark.parametrize(("key", "given", "taken"), GOOD)
def test_what_may_be_laid_down(key: str, given: object, taken: object) -> None:
    policy = read(**{key: given})
    assert policy.problems == ()
    assert policy.values == {key: taken}
    assert policy.sets(key)


@pytest.mark.parametrize(("key", "given"), BAD)
def test_what_is_wrong_is_told_without_its_value_and_the_rest_is_in_force(key: str, given: object) -> None:
    policy = read(**{key: given}, keeps=5) if key != "keeps" else read(keeps=given)
    (problem,) = policy.problems
    assert problem.key == key
    assert key not in SECRET or not isinstance(given, str) or given not in str(problem)
    assert not policy.sets(key)
    assert policy.values == ({} if key == "keeps" else {"keeps": 5})


def test_every_key_is_tried_both_ways() -> None:
    assert {key for key, *_ in GOOD} >= CHECKS.keys()
    assert {key for key, _ in BAD} >= CHECKS.keys()


def test_it_stands_over_what_the_rep_has_chosen_and_loses_nothing_of_it() -> None:
    rep = Preferences(sounds=True, language="en", label="Desk 7")
    policy = read(sounds=0, language="he")
    in_force = policy.over(rep)
    assert (in_force.sounds, in_force.language, in_force.label) == (False, "he", "Desk 7")
    entered = replace(in_force, label="Desk 8")
    assert policy.chosen(entered, rep) == replace(rep, label="Desk 8")


def test_a_chord_of_the_reps_gives_way() -> None:
    rep = Preferences(toggle_chord="Ctrl+Shift+F9", pause_chord="Ctrl+Shift+F7", resume_chord=None)
    in_force = read(toggle_chord="ctrl+shift+f7").over(rep)
    assert (in_force.toggle_chord, in_force.pause_chord) == ("ctrl+shift+f7", None)


def test_two_actions_cannot_have_the_same_chord() -> None:
    policy = read(toggle_chord="Ctrl+Shift+F7", pause_chord="ctrl+shift+f7", sounds=False)
    assert [problem.key for problem in policy.problems] == ["toggle_chord"]
    assert policy.values == {"sounds": False}
    assert not any(policy.sets(key) for key in CHORDS)


def test_hosts_that_are_allowed() -> None:
    assert Policy().allows_host("any.example")
    policy = read(allowed_hosts=["a.example"], monitor_host="set.example:8443")
    assert policy.allows_host("a.example")
    assert policy.allows_host("a.example:8443")
    assert policy.allows_host("set.example:8443"), "the one that is laid down itself"
    assert not policy.allows_host("b.a.example")
    assert not policy.allows_host("a.example.evil.example")


KEPT = Account("1001", "kept.example", sight=Sight("rep@example.test", "word", active_calls_code="code"))


def test_an_account_under_it() -> None:
    policy = read(monitor_host="set.example", login_url="https://login.example", active_calls=False)
    in_force = policy.over_account(KEPT)
    assert (in_force.extension, in_force.monitor_host) == ("1001", "set.example")
    assert in_force.sight.login_url == "https://login.example"
    assert in_force.sight.login is LoginKind.USER
    assert in_force.sight.active_calls_code is None
    assert policy.chosen_account(in_force, KEPT) == KEPT, "and none of it is kept"
    assert Policy().over_account(KEPT) == KEPT


def test_what_the_rep_changes_beside_it_is_kept() -> None:
    policy = read(monitor_host="set.example", login_url="https://login.example")
    entered = replace(policy.over_account(KEPT), extension="1002", sight=Sight("other@example.test", "word"))
    kept = policy.chosen_account(entered, replace(KEPT, known_hosts=("a.example",)))
    assert (kept.extension, kept.monitor_host, kept.known_hosts) == ("1002", "kept.example", ())
    assert (kept.sight.realtime_email, kept.sight.login_url) == ("other@example.test", None)


@pytest.mark.parametrize(
    ("sight", "kind"),
    [
        (Sight("rep@example.test", "word"), LoginKind.USER),
        (Sight(realtime_username="all", realtime_password="word"), LoginKind.ACCOUNT),
        (Sight(realtime_token="token"), LoginKind.TOKEN),
    ],
)
def test_logins_that_are_allowed(sight: Sight, kind: LoginKind) -> None:
    account = replace(KEPT, sight=sight)
    for allowed in LoginKind:
        in_force = read(login_kinds=[allowed.value.lower()]).over_account(account)
        assert in_force.sight.login is (kind if allowed is kind else None)
    assert read(login_kinds=[]).over_account(account).secret_texts() == replace(KEPT, sight=Sight()).secret_texts()


def test_nothing_of_it_shows_in_a_log() -> None:
    assert "set.example" not in repr(read(monitor_host="set.example"))

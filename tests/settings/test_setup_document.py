"""The administrator's document."""

import json
from pathlib import Path

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from trayapp.desktop.hotkey.chord import Chord
from trayapp.settings.account import Account
from trayapp.settings.policy import Policy
from trayapp.settings.preferences import Preferences
from trayapp.settings.setup_document import KEYS, SetupRefused, apply, missing, read
from trayapp.settings.sight import Sight

CANARY = "Zq73hidden"


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    path = tmp_path / "ca.pem"
    trustme.CA().cert_pem.write_to_path(path)
    return path


def test_everything_is_taken_over(certificate: Path) -> None:
    document = {
        "extension": " Ab12Cd34 ",
        "label": "desk 4",
        "monitor_host": "https://Monitor9.example.test:8443/",
        "ca_file": str(certificate),
        "method": "GET",
        "mute_value": "0",
    }
    assert set(document) == {key for key in KEYS if not key.startswith(("realtime_", "login_", "active_"))}
    account, preferences = apply(json.dumps(document), Account(), Preferences(show_frame=False))
    assert (account.extension, account.monitor_host) == ("Ab12Cd34", "monitor9.example.test:8443")
    assert preferences == Preferences("desk 4", certificate, "GET", "0", show_frame=False)


def test_what_is_missing_stays_and_null_deletes(certificate: Path) -> None:
    account = Account("Ab12", "monitor9.example.test", others={"login": "kept"})
    preferences = Preferences("desk 4", certificate, "GET", "0", sounds=False)
    assert apply('{"label": "desk 4"}', account, preferences) == (account, preferences)
    cleared = apply(json.dumps(dict.fromkeys(KEYS)), account, preferences)
    assert cleared == (Account(others={"login": "kept"}), Preferences(sounds=False))
    assert cleared[0].memory_key == account.memory_key


def test_a_relative_certificate_is_found_where_the_command_was_given(certificate: Path) -> None:
    document = '{"ca_file": "ca.pem"}'
    assert apply(document, Account(), Preferences(), certificate.parent)[1].ca_file == certificate
    with pytest.raises(SetupRefused):
        apply(document, Account(), Preferences())


def test_a_certificate_among_remarks_in_any_alphabet(certificate: Path) -> None:
    certificate.write_text("רשות מאשרת\n" + certificate.read_text() + "\nend\n", encoding="utf-8")
    assert apply(json.dumps({"ca_file": str(certificate)}), Account(), Preferences())[1].ca_file == certificate


@pytest.mark.parametrize("content", ["", "nothing", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_a_file_without_a_certificate_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "ca.pem"
    path.write_text(content)
    with pytest.raises(SetupRefused, match="ca_file"):
        apply(json.dumps({"ca_file": str(path)}), Account(), Preferences())


@pytest.mark.parametrize(
    ("document", "key"),
    [
        ({"extension": CANARY + " x"}, "extension"),
        ({"extension": 12345}, "extension"),
        ({"extension": ""}, "extension"),
        ({"extension": "\ud800"}, "extension"),
        ({"monitor_host": CANARY + "/ /"}, "monitor_host"),
        ({"monitor_host": f"https://{CANARY}@example.test"}, "monitor_host"),
        ({"monitor_host": ["a"]}, "monitor_host"),
        ({"label": "x" * 41}, "label"),
        ({"label": "\ud800"}, "label"),
        ({"ca_file": "/nowhere/at/all.pem"}, "ca_file"),
        ({"ca_file": "/"}, "ca_file"),
        ({"ca_file": "a\0b"}, "ca_file"),
        ({"ca_file": "\ud800"}, "ca_file"),
        ({"method": "get"}, "method"),
        ({"mute_value": 1}, "mute_value"),
        ({"mute_value": True}, "mute_value"),
        ({"sip_id": CANARY}, "sip_id"),
        ({"123456": CANARY}, "?"),
        ({"extension": "Ab12", "surprise": 1}, "surprise"),
    ],
)
def test_what_is_wrong_is_refused_by_name(document: dict[str, object], key: str) -> None:
    with pytest.raises(SetupRefused) as caught:
        apply(json.dumps(document), Account(), Preferences())
    assert caught.value.key == key
    assert CANARY not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("document", ["", " \n", "{}"])
def test_where_there_is_nothing_to_set_up_the_keys_are_shown_the_way_to(document: str) -> None:
    with pytest.raises(SetupRefused, match="setup --help lists the keys"):
        apply(document, Account(), Preferences())


def test_a_kept_name_and_a_new_password_go_together() -> None:
    account = Account(sight=Sight(realtime_email="rep@example.test", realtime_password="old"))
    changes = read('{"realtime_password": "new"}')
    assert changes.made_to(account, Preferences())[0].sight.realtime_password == "new"
    with pytest.raises(SetupRefused, match="realtime_password"):
        changes.made_to(Account(), Preferences())
    assert "new" not in repr(changes)


def test_the_host_is_left_to_be_discovered_by_a_login_that_is_given_or_kept() -> None:
    login = {"realtime_email": "rep@example.test", "realtime_password": "word"}
    account, preferences = apply(json.dumps(login), Account(), Preferences(), discover=True)
    assert apply("{}", account, preferences, discover=True) == (account, preferences)
    for document in ("{}", '{"extension": "Ab12"}', '{"active_calls_code": "code"}'):
        with pytest.raises(SetupRefused, match="needs a Real-time login"):
            apply(document, Account(), Preferences(), discover=True)
    with pytest.raises(SetupRefused, match="monitor_host"):
        read('{"monitor_host": "monitor.example.test"}', discover=True)


def test_what_is_still_missing_is_named_by_its_key() -> None:
    assert missing(Account()) == ("extension", "monitor_host")
    assert missing(Account("Ab12", "monitor.example.test")) == ()


@pytest.mark.parametrize(
    "document", ["", "[]", "null", "nonsense", '{"label": "a", "label": "b"}', "[" * 60_000, " " * 70_000]
)
def test_what_is_no_object_is_refused(document: str) -> None:
    with pytest.raises(SetupRefused) as caught:
        apply(document, Account(), Preferences())
    assert caught.value.key == ""


@given(st.dictionaries(st.sampled_from(KEYS), st.none() | st.booleans() | st.integers() | st.text(max_size=50)))
def test_any_object_is_taken_or_refused_whole(document: dict[str, object]) -> None:
    account, preferences = Account("Ab12"), Preferences()
    try:
        changed = apply(json.dumps(document), account, preferences)
    except SetupRefused as refused:
        assert refused.key in (document or ("",))  # noqa: PT017  (either outcome is right)
    else:
        assert Account.from_document(changed[0].to_document()) == changed[0]


def test_what_the_calls_are_seen_by_is_taken_into_the_account() -> None:
    given: dict[str, str | None] = {
        "realtime_email": "rep@example.test",
        "realtime_password": "secret word",
        "login_url": "https://L.test/a/",
    }
    account, preferences = apply(json.dumps(given), Account(), Preferences())
    assert (account.sight.realtime_email, account.sight.realtime_password) == ("rep@example.test", "secret word")
    assert account.sight.login_url == "https://l.test/a"
    given = {"realtime_email": None, "realtime_password": None, "realtime_token": "a token", "login_url": None}
    account, preferences = apply(json.dumps(given), account, preferences)
    assert (account.sight.realtime_email, account.sight.realtime_token) == (None, "a token")
    assert account.sight.login_url is None


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ({"realtime_email": "rep@example.test"}, "realtime_email"),
        ({"realtime_token": "a", "realtime_password": "b"}, "realtime_token"),
        ({"active_calls_code": 5}, "active_calls_code"),
        ({"login_url": "http://elsewhere.test/x"}, "login_url"),
        ({"login_url": "https://name:word@login.test"}, "login_url"),
        ({"active_calls_url": "https://calls.test/?code=5"}, "active_calls_url"),
        ({"active_calls_url": "calls.test"}, "active_calls_url"),
    ],
)
def test_logins_and_addresses_that_cannot_be_are_refused(given: dict[str, object], key: str) -> None:
    with pytest.raises(SetupRefused) as caught:
        apply(json.dumps(given), Account(), Preferences())
    assert caught.value.key == key


@pytest.mark.parametrize(
    ("keys", "policy", "key"),
    [
        (
            {"realtime_email": "rep@example.test", "realtime_password": "word"},
            {"login_kinds": ["token"]},
            "realtime_email",
        ),
        ({"realtime_token": "token"}, {"login_kinds": "user,account"}, "realtime_token"),
        ({"active_calls_code": "code"}, {"active_calls": False}, "active_calls_code"),
    ],
)
def test_what_would_be_kept_and_not_be_in_force_is_refused(
    keys: dict[str, str], policy: dict[str, object], key: str
) -> None:
    laid_down = Policy.from_table(policy, Chord.parse)
    document = json.dumps(keys)
    with pytest.raises(SetupRefused, match="does not allow") as caught:
        apply(document, Account(), Preferences(), policy=laid_down)
    assert caught.value.key == key
    apply(document, Account(), Preferences())
    nothing = json.dumps(dict.fromkeys(keys))
    assert apply(nothing, Account(), Preferences(), policy=laid_down)[0] == Account(), "to take it away is allowed"

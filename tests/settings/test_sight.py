"""What the calls are seen by."""

from dataclasses import replace

import pytest

from trayapp.settings import access
from trayapp.settings.account import Account, AccountError
from trayapp.settings.preferences import Preferences
from trayapp.settings.sight import CHECKS, Sight, SightError, check_address
from trayapp.voicenter.realtime.login import LoginKind

CANARY = "Zq73hidden"


@pytest.mark.parametrize(
    ("sight", "kind"),
    [
        (Sight(), None),
        (Sight(realtime_email="rep@example.test"), None),
        (Sight(realtime_email="rep@example.test", realtime_password=CANARY), LoginKind.USER),
        (Sight(realtime_username="desk", realtime_password=CANARY), LoginKind.ACCOUNT),
        (Sight(realtime_token=CANARY), LoginKind.TOKEN),
        (Sight(active_calls_code=CANARY), None),
    ],
)
def test_the_login_follows_from_what_is_given(sight: Sight, kind: LoginKind | None) -> None:
    assert sight.login is kind


@pytest.mark.parametrize(
    "sight",
    [
        Sight(realtime_email="rep@example.test"),
        Sight(realtime_password=CANARY),
        Sight(realtime_email="rep@example.test", realtime_username="desk", realtime_password=CANARY),
        Sight(realtime_token=CANARY, realtime_password=CANARY),
        Sight(realtime_token=CANARY, realtime_email="rep@example.test"),
    ],
)
def test_halves_and_doubles_are_refused(sight: Sight) -> None:
    with pytest.raises(SightError) as caught:
        sight.check()
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("text", ["", f"{CANARY}\n", f"{CANARY}\x85", CANARY * 200, f"{CANARY}\ud800"])
def test_what_cannot_be_one_is_refused_without_being_repeated(name: str, text: str) -> None:
    with pytest.raises(SightError) as caught:
        CHECKS[name](text)
    assert CANARY not in str(caught.value)


@pytest.mark.parametrize("text", ["rep", "@example.test", "rep@", "re p@example.test"])
def test_what_is_no_email_address_is_refused(text: str) -> None:
    with pytest.raises(SightError):
        CHECKS["realtime_email"](text)


def test_nothing_of_it_shows() -> None:
    sight = Sight("rep@example.test", CANARY, None, None, CANARY)
    assert "rep@" not in repr(sight)
    assert CANARY not in repr(Account(sight=sight))
    assert set(Account(sight=sight).secret_texts()) >= {"rep@example.test", CANARY}


def test_it_lies_with_the_account_in_the_keyring() -> None:
    account = Account("1", "monitor.example.test", sight=Sight(realtime_token=CANARY), known_hosts=("a.test", "b.test"))
    read = Account.from_document(account.to_document())
    assert read == account
    assert read.sight.realtime_token == CANARY
    assert read.known_hosts == ("a.test", "b.test")


def test_where_the_secrets_are_sent_is_kept_where_they_are_kept() -> None:
    """Whoever can write a file must not be able to have them sent elsewhere."""
    sight = Sight("rep@example.test", CANARY, None, None, CANARY, "https://login.test/a", "https://calls.test/b")
    account = Account.from_document(Account(sight=sight).to_document())
    login_to, calls_from = access.login(account), access.active_calls(account, Preferences())
    assert login_to is not None
    assert calls_from is not None
    assert (login_to.base_url, calls_from.url) == ("https://login.test/a", "https://calls.test/b")
    assert "login.test" not in repr(account)
    addresses = {"login_url": "https://elsewhere.test", "active_calls_url": "https://elsewhere.test"}
    written = Preferences.from_table(addresses, str)
    assert written.others == addresses, "keys of another version, of which nothing is read"
    assert replace(written, others={}) == Preferences()


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (" https://Login.test/monitorAPI/ ", "https://login.test/monitorAPI"),
        ("https://login.test:8443", "https://login.test:8443"),
        ("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/a"),
    ],
)
def test_an_address_in_its_shortest_form(text: str, address: str) -> None:
    assert check_address(text) == address
    assert check_address(address) == address


@pytest.mark.parametrize(
    "text",
    [
        *("login.test", "http://login.test", "ftp://login.test", "https://", "https://name:word@login.test"),
        *("https://login.test/?a=b", "https://login.test/#a", f"https://{'long.' * 40}test"),
    ],
)
def test_what_is_no_address_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(SightError) as caught:
        check_address(text)
    assert "login.test" not in str(caught.value)


@pytest.mark.parametrize(
    "part",
    [
        '"realtime_token": 5',
        '"login_url": "http://login.test"',
        '"realtime_email": "x"',
        '"known_hosts": "a"',
        '"known_hosts": [1]',
    ],
)
def test_a_bad_document_is_refused(part: str) -> None:
    with pytest.raises(AccountError):
        Account.from_document(f'{{"schema": 1, {part}}}')


def test_remembered_hosts_make_room_for_the_rest() -> None:
    hosts = tuple(f"{n}.{'long' * 15}.{'name' * 15}.test" for n in range(6))
    bare = Account("1", "monitor.example.test", sight=Sight("rep@example.test", "p" * 256, None, None, "c" * 256))
    text = replace(bare, known_hosts=hosts).to_document()
    assert len(text) <= 1280
    assert 0 < len(Account.from_document(text).known_hosts) < 6


def test_another_login_forgets_what_the_one_before_has_named() -> None:
    account = Account("1", "monitor.example.test", sight=Sight(realtime_token=CANARY), known_hosts=("a.test",))
    assert account.seen_by(Sight(realtime_token=CANARY)).known_hosts == ("a.test",)
    assert account.seen_by(Sight()).known_hosts == ()

"""The account and its document."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trayapp.settings.account import Account, AccountError, check_extension, check_host

EXTENSIONS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=64)
HOSTS = st.from_regex(r"[a-z]([a-z0-9]{0,10}[a-z0-9])?(\.[a-z]{2,5}){1,3}(:[1-9][0-9]{0,3})?", fullmatch=True)
LATER = st.dictionaries(
    st.text(max_size=10).filter(lambda key: key not in ("schema", "extension", "monitor_host", "memory_key")),
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=20), st.lists, max_leaves=5),
    max_size=3,
)
CANARY = "Zq73hidden"


@given(st.none() | EXTENSIONS, st.none() | HOSTS, LATER)
def test_what_is_written_is_read(extension: str | None, host: str | None, later: dict[str, object]) -> None:
    account = Account(extension, None if host is None else check_host(host), others=later)
    read = Account.from_document(account.to_document())
    assert read == account
    assert read.memory_key == account.memory_key


@given(st.text(max_size=200) | st.from_type(dict).map(str))
def test_any_other_text_is_refused_or_is_an_account(text: str) -> None:
    try:
        Account.from_document(text)
    except AccountError:
        return


@pytest.mark.parametrize(
    "document",
    [
        "",
        "[]",
        "null",
        f'"{CANARY}"',
        "{}",
        '{"schema": 2}',
        f'{{"schema": 1, "extension": ["{CANARY}"]}}',
        f'{{"schema": 1, "extension": "{CANARY} {CANARY}"}}',
        f'{{"schema": 1, "monitor_host": "{CANARY} {CANARY}"}}',
        f'{{"schema": 1, "memory_key": "{CANARY}"}}',
        '{"schema": 1, "memory_key": "00"}',
        "[" * 100_000,
    ],
    ids=range(12),
)
def test_a_bad_document_is_refused_without_being_repeated(document: str) -> None:
    with pytest.raises(AccountError) as caught:
        Account.from_document(document)
    assert CANARY not in str(caught.value)
    assert caught.value.__cause__ is None


def test_keys_of_later_versions_survive() -> None:
    document = json.dumps({"schema": 1, "extension": "A1", "login": {"email": "a@example.test"}})
    account = Account.from_document(document)
    assert json.loads(account.to_document())["login"] == {"email": "a@example.test"}


def test_nothing_secret_shows() -> None:
    account = Account(CANARY, "monitor9.example.test:8443", others={"password": CANARY})
    assert repr(account) == "Account()"
    assert CANARY in account.secret_texts()
    assert "monitor9.example.test" in account.secret_texts()
    assert "monitor9.example.test:8443" in account.secret_texts()


@pytest.mark.parametrize("text", ["", "  ", "a b", "a\nb", "a\0b", "x" * 65, "\u202e12"])
def test_what_cannot_be_an_extension(text: str) -> None:
    with pytest.raises(AccountError):
        check_extension(text)


def test_blanks_around_are_nobodys_intention() -> None:
    assert check_extension(" Ab12 \n") == "Ab12"
    assert check_host(" https://Monitor9.Example.test:8443/api ") == "monitor9.example.test:8443"
    assert check_host("http://127.0.0.1:8080/") == "http://127.0.0.1:8080"
    assert check_host(check_host("http://localhost:8080")) == check_host("http://localhost:8080")


def test_complete_means_that_requests_can_be_sent() -> None:
    assert not Account().complete
    assert not Account("A1").complete
    assert not Account(None, "monitor9.example.test").complete
    assert Account("A1", "monitor9.example.test").complete
    assert Account("Ab12Cd34").short_extension == "d34"
    assert Account().short_extension == ""


def test_each_new_account_has_a_key_of_its_own() -> None:
    assert Account().memory_key != Account().memory_key
    assert Account() == Account()

"""What was proven and seen."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trayapp.settings.account import Account
from trayapp.settings.remembered import Remembered, fingerprint

ACCOUNT = Account("Zq73hidden", "monitor9.example.test")


def test_any_change_of_the_account_or_the_polarity_voids_a_proof() -> None:
    prints = {
        fingerprint(ACCOUNT, "1"),
        fingerprint(ACCOUNT, "0"),
        fingerprint(Account("Zq73hiddem", ACCOUNT.monitor_host, ACCOUNT.memory_key), "1"),
        fingerprint(Account(ACCOUNT.extension, "monitor8.example.test", ACCOUNT.memory_key), "1"),
        fingerprint(Account(ACCOUNT.extension, ACCOUNT.monitor_host), "1"),
    }
    assert len(prints) == 5
    assert fingerprint(Account.from_document(ACCOUNT.to_document()), "1") in prints


def test_what_is_saved_is_loaded_and_names_nobody(tmp_path: Path) -> None:
    path = tmp_path / "remembered.json"
    one, two = fingerprint(ACCOUNT, "1"), fingerprint(ACCOUNT, "0")
    remembered = (
        Remembered().with_proof(one).with_shown(one, "live").with_shown(one, "snapshot").with_shown(two, "live")
    )
    remembered.save(path)
    loaded = Remembered.load(path)
    assert loaded == remembered
    assert loaded.proven == (one,)
    assert loaded.shown[one] == {"live", "snapshot"}
    for secret in ACCOUNT.secret_texts():
        assert secret not in path.read_text()


def test_old_entries_are_dropped_and_the_newest_kept() -> None:
    remembered = Remembered()
    for number in range(80):
        remembered = remembered.with_proof(str(number)).with_shown(str(number), "live")
    remembered = remembered.with_proof("79")
    assert len(remembered.proven) == len(remembered.shown) == 50
    assert remembered.proven[-1] == "79"
    assert "79" in remembered.shown


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema":1,"proven":[1],"shown":{}}', '{"schema":2}', "[" * 99_999])
def test_a_damaged_file_means_that_nothing_is_remembered(tmp_path: Path, text: str) -> None:
    path = tmp_path / "remembered.json"
    path.write_text(text)
    assert Remembered.load(path) == Remembered()
    assert Remembered.load(tmp_path / "missing.json") == Remembered()


def test_what_two_programs_remember_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "remembered.json"
    Remembered.add(path, Remembered().with_proof("one").with_shown("one", "live"))
    Remembered.add(path, Remembered().with_proof("two").with_shown("one", "snapshot"))
    assert Remembered.load(path) == Remembered(("one", "two"), {"one": frozenset({"live", "snapshot"})})


def test_a_proof_that_has_failed_is_forgotten_by_the_file_too_until_there_is_another(tmp_path: Path) -> None:
    path = tmp_path / "remembered.json"
    before = Remembered().with_proof("one").with_proof("two")
    Remembered.add(path, before)
    after = before.with_proof("one", proven=False)
    assert after.proven == ("two",)
    Remembered.add(path, after)
    assert Remembered.load(path).proven == ("two",)
    Remembered.add(path, after.with_proof("one"))
    assert Remembered.load(path).proven == ("two", "one")


def _loads(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    loaded = Remembered.load(path)
    loaded.save(path)
    assert Remembered.load(path) == loaded


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.fixed_dictionaries({"schema": st.just(1), "proven": _JSON, "shown": _JSON}))
def test_no_file_stops_the_start(tmp_path: Path, held: bytes | dict[str, object]) -> None:
    _loads(tmp_path / "remembered.json", held if isinstance(held, bytes) else json.dumps(held).encode())

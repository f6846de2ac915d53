"""The registry's Policies keys."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tasks.policies.table import ROWS, WINDOWS_TYPES, Row
from tests.helpers import needs
from tests.settings.test_policy_fuzz import TEXTS, gone_by
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.policy import choose_policy
from trayapp.desktop.policy.windows import KEY
from trayapp.settings.policy import CHECKS, CHORDS, Policy

pytestmark = needs.wine


@pytest.fixture
def registry() -> Iterator[Any]:
    found = importlib.import_module("winreg")
    yield found
    for root in (found.HKEY_CURRENT_USER, found.HKEY_LOCAL_MACHINE):
        try:
            found.DeleteKey(root, KEY)
        except FileNotFoundError:
            continue


def put(registry: Any, root: int, name: str, kind: int, value: object) -> None:
    with registry.CreateKey(root, KEY) as key:
        registry.SetValueEx(key, name, 0, kind, value)


def test_none_is_no_policy(registry: Any) -> None:
    del registry
    assert choose_policy().read() == {}


def test_the_machines_stand_over_the_users(registry: Any) -> None:
    put(registry, registry.HKEY_CURRENT_USER, "language", registry.REG_SZ, "en")
    put(registry, registry.HKEY_CURRENT_USER, "keeps", registry.REG_DWORD, 1)
    put(registry, registry.HKEY_LOCAL_MACHINE, "language", registry.REG_SZ, "he")
    put(registry, registry.HKEY_LOCAL_MACHINE, "allowed_hosts", registry.REG_MULTI_SZ, ["one.example", "two.example"])
    assert choose_policy().read() == {"language": "he", "keeps": 1, "allowed_hosts": ["one.example", "two.example"]}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_a_value_as_the_editor_writes_it_is_gone_by(registry: Any, row: Row) -> None:
    """Of every key: the type in the registry is the one that administrators are told of."""
    value = int(row.example) if isinstance(row.example, bool) else row.example
    if row.key in ("ca_file", "journal_folder"):
        value = r"C:\ProgramData\Example"
    put(registry, registry.HKEY_LOCAL_MACHINE, row.key, getattr(registry, WINDOWS_TYPES[row.kind]), value)
    policy = Policy.from_table(choose_policy().read(), Chord.parse)
    assert policy.problems == ()
    assert policy.sets(row.key)


OF_THE_REGISTRY = {
    "REG_DWORD": st.integers(0, 2**32 - 1),
    "REG_QWORD": st.integers(0, 2**64 - 1),
    "REG_SZ": TEXTS,
    "REG_EXPAND_SZ": TEXTS | st.just("%PATH%"),
    "REG_MULTI_SZ": st.lists(TEXTS.filter(bool), max_size=4),
    "REG_BINARY": st.binary(max_size=40),
    "REG_NONE": st.binary(max_size=4),
}
"""Each type that an editor of the registry offers, and what it may hold."""
NAMES = st.sampled_from([*CHECKS, *CHORDS, "", "unknown"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(NAMES, st.sampled_from(list(OF_THE_REGISTRY)), max_size=4), st.data())
def test_no_value_of_any_type_stops_the_start(registry: Any, kinds: dict[str, str], data: st.DataObject) -> None:
    """It is gone by, or told."""
    for name, kind in kinds.items():
        put(registry, registry.HKEY_LOCAL_MACHINE, name, getattr(registry, kind), data.draw(OF_THE_REGISTRY[kind]))
    gone_by(Policy.from_table(choose_policy().read(), Chord.parse))
    if kinds:
        registry.DeleteKey(registry.HKEY_LOCAL_MACHINE, KEY)

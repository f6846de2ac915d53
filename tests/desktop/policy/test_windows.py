"""The registry's Policies keys."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest

from tasks.policies.table import ROWS, WINDOWS_TYPES, Row
from tests.helpers import needs
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.policy import choose_policy
from trayapp.desktop.policy.windows import KEY
from trayapp.settings.policy import Policy

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

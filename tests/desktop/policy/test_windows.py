"""The registry's Policies keys."""

import importlib
from collections.abc import Iterator
from typing import Any

import pytest

from tests.helpers import needs
from trayapp.desktop.policy import choose_policy
from trayapp.desktop.policy.windows import KEY

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

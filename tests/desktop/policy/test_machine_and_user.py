"""The two parts of the registry, where one of them cannot be read; a registry of our own stands in for Windows'."""

import sys
from types import SimpleNamespace
from typing import Any, Self

import pytest

from trayapp.desktop.policy import PolicyError
from trayapp.desktop.policy.windows import RegistryPolicy
from trayapp.program.laid_down import policy_of

MACHINE, USER = 1, 2


class Key:
    """One key with its values, as the winreg module gives it."""

    def __init__(self, values: dict[str, object]) -> None:
        self.values = list(values.items())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


def registry(keys: dict[int, dict[str, object]]) -> Any:
    def open_key(root: int, _name: str) -> Key:
        if root not in keys:
            raise PermissionError(13, "Access is denied")
        return Key(keys[root])

    return SimpleNamespace(
        HKEY_LOCAL_MACHINE=MACHINE,
        HKEY_CURRENT_USER=USER,
        OpenKey=open_key,
        QueryInfoKey=lambda key: (0, len(key.values), 0),
        EnumValue=lambda key, place: (*key.values[place], 1),
    )


def test_a_users_part_that_cannot_be_read_does_not_undo_the_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "winreg", registry({MACHINE: {"may_quit": 0, "unknown": 1}}))
    policy = policy_of(RegistryPolicy())
    assert policy.values == {"may_quit": False}
    assert [problem.key for problem in policy.problems] == ["policy", "unknown"]
    assert "HKEY_CURRENT_USER" in str(policy.problems[0])


def test_a_machines_part_that_cannot_be_read_leaves_nothing_in_force(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user's part alone would be another policy than the one that was laid down."""
    monkeypatch.setitem(sys.modules, "winreg", registry({USER: {"may_quit": 1}}))
    with pytest.raises(PolicyError):
        RegistryPolicy().read()
    assert policy_of(RegistryPolicy()).values == {}

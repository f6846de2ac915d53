"""Which servers are told of the extension: the one of the set-up, and those that its login names."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest

from trayapp.core.events import Setup
from trayapp.log import redacted
from trayapp.program.configuration import CONFIGURED, Configuration
from trayapp.program.monitors import to_keep
from trayapp.settings.account import MOST_HOSTS, Account
from trayapp.settings.folders import Folders
from trayapp.settings.sight import Sight
from trayapp.voicenter.hosts import MonitorHost

MANY = tuple(f"monitor{number}.example.test" for number in range(12))
LOGIN = Sight("rep@example.test", "password")


class Vault:
    """Stands for the keyring's thread: counts what it is given."""

    def __init__(self) -> None:
        self.stored: list[str] = []
        self.kept = Account("1001", "set-up.example.test", sight=LOGIN)

    def load(self, on_done: Callable[[str], None]) -> None:
        on_done(self.kept.to_document())

    def store(self, document: str, _on_done: Callable[[object], None]) -> None:
        self.stored.append(document)


class Rig:
    def __init__(self, folder: Path) -> None:
        self.vault = Vault()
        self.changes: list[Setup | None] = []
        folders = Folders(folder, folder, folder, "")
        self.configuration = Configuration(
            folders, cast("Any", self.vault), lambda job: job(), self._changed, lambda: False, lambda *_: None
        )
        self.configuration.load()
        self.changes.clear()

    def _changed(self) -> None:
        self.changes.append(self.configuration.setup)

    def setup(self) -> Setup:
        setup = self.configuration.setup
        assert setup
        return setup

    def host(self, name: str) -> str | None:
        found = self.configuration.host(name)
        assert found is None or isinstance(found, MonitorHost)
        return None if found is None else found.name


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path)


def test_the_connected_monitor_comes_first_and_the_set_up_one_next(rig: Rig) -> None:
    rig.configuration.connected(MANY[1], MANY[:3])
    assert [rig.host(name) for name in rig.setup().hosts] == [MANY[1], "set-up.example.test"]
    assert rig.setup().hosts[1] == CONFIGURED
    assert len(rig.setup().reachable) == 4
    assert len(rig.changes) == 1


@pytest.mark.parametrize("sight", [Sight(), Sight("other@example.test", "password")], ids=["no login", "another"])
def test_with_another_login_the_monitor_of_the_one_before_hears_nothing(rig: Rig, sight: Sight) -> None:
    rig.configuration.connected(MANY[1], MANY[:3])
    former = rig.setup().hosts[0]
    rig.vault.kept = rig.configuration.account.seen_by(sight)
    rig.configuration.load()
    assert rig.setup().hosts == (CONFIGURED,)
    assert rig.host(former) is None


def test_a_monitor_that_a_later_list_leaves_out_can_still_be_told_of_the_resume(rig: Rig) -> None:
    rig.configuration.connected(MANY[0], MANY[:1])
    former = rig.setup().hosts[0]
    rig.configuration.connected(MANY[5], MANY[5:])
    assert rig.host(former) == MANY[0]


def test_a_monitor_far_down_the_list_is_known_to_a_later_start(rig: Rig) -> None:
    rig.configuration.connected(MANY[10], MANY)
    name = rig.setup().hosts[0]
    rig.configuration._monitors = type(rig.configuration._monitors)()
    assert rig.host(name) == MANY[10]
    assert len(rig.configuration.account.known_hosts) == MOST_HOSTS


def test_a_list_in_another_order_is_not_written_again(rig: Rig) -> None:
    rig.configuration.connected(MANY[0], MANY[:3])
    rig.configuration.connected(MANY[0], MANY[2::-1])
    rig.configuration.connected(MANY[2], MANY[1:3])
    assert len(rig.vault.stored) == 1


def test_what_another_program_has_set_up_meanwhile_is_not_written_over(rig: Rig) -> None:
    rig.configuration._in_use = lambda: True
    rig.configuration._changed_elsewhere()
    rig.configuration.connected(MANY[0], MANY[:3])
    assert rig.vault.stored == []
    assert rig.setup().hosts != (CONFIGURED,)


def test_no_monitor_of_a_login_is_read_in_a_log(rig: Rig) -> None:
    rig.configuration.connected(MANY[0], MANY)
    for host in MANY:
        assert host not in redacted(f"connecting to {host}")


def test_the_connected_one_is_always_kept() -> None:
    for host in MANY:
        assert host in to_keep(host, MANY, ("before.example.test",))

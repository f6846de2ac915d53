"""Where things lie."""

import stat
from pathlib import Path

import pytest

from tests.helpers.needs import linux, windows
from tests.helpers.rights import is_private
from trayapp.desktop.instance import windows_api
from trayapp.disk import NotSaved
from trayapp.settings.folders import find_folders


def test_the_home_variable_moves_everything(tmp_path: Path) -> None:
    folders = find_folders({"RECORDING_PAUSE_HOME": str(tmp_path / "new")})
    for path in (folders.settings_file, folders.state, folders.log, folders.remembered_file):
        assert path.is_relative_to(tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_instances_are_kept_apart_and_each_keeps_its_name(tmp_path: Path) -> None:
    one = find_folders({"RECORDING_PAUSE_HOME": str(tmp_path / "one")})
    same = find_folders({"RECORDING_PAUSE_HOME": f"{tmp_path}/./one/"})
    other = find_folders({"RECORDING_PAUSE_HOME": str(tmp_path / "other")})
    assert one.vault_service == same.vault_service
    assert len({one.vault_service, other.vault_service, find_folders({}).vault_service}) == 3
    assert find_folders({}).vault_service == "recording-pause"


@linux
def test_the_ordinary_folders_are_where_the_system_wants_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    folders = find_folders({})
    assert folders.settings == tmp_path / "config" / "recording-pause"
    assert folders.state == tmp_path / "state" / "recording-pause"


@windows
def test_on_windows_they_stay_on_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("APPDATA", "LOCALAPPDATA", "USERPROFILE", "HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    folders = find_folders({})
    local = Path(windows_api.local_app_data())
    assert folders.settings == folders.state == local / "recording-pause"
    assert folders.log.is_relative_to(local / "recording-pause")


@windows
def test_on_windows_a_home_in_capitals_is_the_same(tmp_path: Path) -> None:
    names = {
        find_folders({"RECORDING_PAUSE_HOME": home}).vault_service for home in (str(tmp_path), str(tmp_path).upper())
    }
    assert len(names) == 1


@linux
def test_folders_are_closed_to_others_but_not_the_one_they_lie_in(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    folders = find_folders({"RECORDING_PAUSE_HOME": str(tmp_path)})
    folders.state.mkdir(mode=0o755)
    folders.make()
    folders.make()
    for folder in (folders.settings, folders.state, folders.log):
        assert is_private(folder)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_folder_that_cannot_be_made_is_said_and_the_others_are_made(tmp_path: Path) -> None:
    folders = find_folders({"RECORDING_PAUSE_HOME": str(tmp_path)})
    folders.settings.touch()
    with pytest.raises(NotSaved):
        folders.make()
    assert folders.state.is_dir()
    assert folders.log.is_dir()

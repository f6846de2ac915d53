"""Where an instance listens."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.needs import linux, windows
from trayapp.desktop.instance.address import (
    LONGEST_PATH_BYTES,
    check_private,
    fingerprint,
    make_private,
    posix_place,
    posix_session,
    windows_place,
)
from trayapp.desktop.instance.errors import UnsafeFolderError

ME = os.getuid() if hasattr(os, "getuid") else 0
USER = bytes.fromhex("010500000000000515000000010000000200000003000000e8030000")
"""A security identifier, S-1-5-21-1-2-3-1000."""


@pytest.fixture
def runtime(session: object) -> Path:
    folder: Path = session.folder  # type: ignore[attr-defined]  # the fixture's own type lives in conftest's helper
    return folder


@pytest.mark.parametrize(
    ("environment", "name"),
    [
        ({"DISPLAY": ":0"}, ":0"),
        ({"DISPLAY": ":0.0"}, ":0"),
        ({"DISPLAY": "unix:0.1"}, ":0"),
        ({"DISPLAY": "localhost:10.0"}, "localhost:10"),
        ({"DISPLAY": ":1", "WAYLAND_DISPLAY": "wayland-0"}, ":1"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "wayland-0"),
        ({"WAYLAND_DISPLAY": "/run/user/7/wayland-0"}, "wayland-0"),
        ({"DISPLAY": "nonsense"}, ""),
        ({}, ""),
    ],
)
def test_one_desktop_session_has_one_name(environment: dict[str, str], name: str) -> None:
    assert posix_session(environment) == name


@linux
def test_lies_in_the_users_runtime_folder(runtime: Path) -> None:
    place = posix_place({"XDG_RUNTIME_DIR": str(runtime)}, ME)
    assert place.folder == f"{runtime}/recording-pause"
    assert Path(place.socket).parent == Path(place.lock).parent == Path(place.folder)


@linux
@pytest.mark.parametrize("mode", [0o755, 0o770, 0o701])
def test_a_runtime_folder_that_others_can_enter_is_not_used(runtime: Path, mode: int) -> None:
    runtime.chmod(mode)
    place = posix_place({"XDG_RUNTIME_DIR": str(runtime)}, ME)
    assert not place.socket.startswith(str(runtime))


@linux
@pytest.mark.parametrize("base", ["", "relative", "/nowhere/at/all"])
def test_without_a_runtime_folder_it_lies_under_the_users_number(tmp_path: Path, base: str) -> None:
    place = posix_place({"XDG_RUNTIME_DIR": base}, 4242, str(tmp_path))
    assert place.folder == f"{tmp_path}/recording-pause-4242"


@linux
def test_another_users_runtime_folder_is_not_used(runtime: Path) -> None:
    assert not posix_place({"XDG_RUNTIME_DIR": str(runtime)}, ME + 1).socket.startswith(str(runtime))


@linux
def test_a_path_is_never_too_long_for_a_socket(runtime: Path) -> None:
    deep = runtime / ("d" * 80)
    deep.mkdir(mode=0o700)
    assert len(os.fsencode(posix_place({"XDG_RUNTIME_DIR": str(deep)}, ME).socket)) < LONGEST_PATH_BYTES


def test_sessions_and_homes_are_kept_apart(runtime: Path, tmp_path: Path) -> None:
    base = {"XDG_RUNTIME_DIR": str(runtime)}
    places = [
        posix_place(base | more, ME).socket
        for more in (
            {},
            {"DISPLAY": ":0"},
            {"DISPLAY": ":1"},
            {"DISPLAY": ":0", "RECORDING_PAUSE_HOME": str(tmp_path)},
            {"DISPLAY": ":0", "RECORDING_PAUSE_HOME": str(tmp_path / "other")},
        )
    ]
    assert len(set(places)) == len(places)


def test_one_home_has_one_address_however_it_is_written(runtime: Path, tmp_path: Path) -> None:
    names = {
        posix_place({"XDG_RUNTIME_DIR": str(runtime), "RECORDING_PAUSE_HOME": home}, ME).socket
        for home in (str(tmp_path), f"{tmp_path}/", f"{tmp_path}/x/..")
    }
    assert len(names) == 1


@linux
def test_so_it_has_by_way_of_a_link(runtime: Path, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path, target_is_directory=True)
    names = {
        posix_place({"XDG_RUNTIME_DIR": str(runtime), "RECORDING_PAUSE_HOME": str(home)}, ME).socket
        for home in (tmp_path, link)
    }
    assert len(names) == 1


@windows
def test_on_windows_also_in_capitals(tmp_path: Path) -> None:
    home = str(tmp_path)
    names = {windows_name(RECORDING_PAUSE_HOME=text) for text in (home, home.upper(), home.replace("\\", "/"))}
    assert len(names) == 1


def windows_name(user: bytes = USER, session: int = 1, **environment: str) -> str:
    """The pipe's name."""
    return windows_place(environment, user, session, lambda: "local").socket


def test_windows_keeps_users_sessions_and_homes_apart(tmp_path: Path) -> None:
    names = {
        windows_name(),
        windows_name(user=USER[:-4] + bytes(4)),
        windows_name(session=2),
        windows_name(RECORDING_PAUSE_HOME=str(tmp_path)),
    }
    assert len(names) == 4
    assert all(name.startswith("\\\\.\\pipe\\recording-pause-") for name in names)


def test_the_environment_makes_of_a_windows_user_neither_two_nor_another() -> None:
    lies = {"USERNAME": "boss", "USERDOMAIN": "ELSEWHERE", "LOCALAPPDATA": "elsewhere", "SESSIONNAME": "RDP-Tcp#7"}
    place = windows_place(lies, USER, 1, lambda: "local")
    assert place.socket == windows_name()
    assert place.lock == str(Path("local", "recording-pause", f"{place.socket[-16:]}.lock"))


def test_the_lock_is_looked_for_only_when_it_is_wanted() -> None:
    def look() -> str:
        raise AssertionError

    assert windows_place({}, USER, 1, look).socket


def test_the_fingerprint_is_the_published_one_and_keeps_parts_apart() -> None:
    assert fingerprint("a") == "af63dc4c8601ec8c"  # FNV-1a 64 of "a", as its authors publish it
    assert fingerprint("ab", "c") != fingerprint("a", "bc")


@linux
def test_a_private_folder_is_made_and_found_again(tmp_path: Path) -> None:
    folder = tmp_path / "made"
    for _ in range(2):
        make_private(str(folder), ME)
    assert folder.stat().st_mode & 0o777 == 0o700


@linux
def test_a_folder_that_others_can_enter_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)
    with pytest.raises(UnsafeFolderError):
        make_private(str(folder), ME)


@linux
def test_another_users_folder_a_link_and_a_file_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir(mode=0o700)
    with pytest.raises(UnsafeFolderError):
        check_private(str(folder), ME + 1)
    link = tmp_path / "link"
    link.symlink_to(folder, target_is_directory=True)
    file = tmp_path / "file"
    file.touch(mode=0o600)
    for path in (link, file):
        with pytest.raises(UnsafeFolderError):
            make_private(str(path), ME)


def test_the_address_loads_next_to_nothing() -> None:
    code = "import sys; import trayapp.desktop.instance.address; print(*sys.modules)"
    root = Path(__file__).parents[3]
    loaded = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True).stdout
    assert not {"PySide6", "pathlib", "typing", "dataclasses", "tempfile", "hashlib"} & set(loaded.split())

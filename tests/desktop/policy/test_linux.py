"""The file below /etc: who may have written it, and what it may be."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers import needs
from tests.settings.test_policy_fuzz import gone_by
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.policy import NoPolicy, PolicyError, choose_policy
from trayapp.desktop.policy.linux import POLICY_FILE, EtcPolicy
from trayapp.settings.policy import Policy

pytestmark = needs.linux

GOOD = 'language = "he"\nkeeps = 2\nsounds = false\nallowed_hosts = ["one.example", "two.example"]\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "recording-pause"
    folder.mkdir(mode=0o755)
    path = folder / "policy.toml"
    path.write_text(GOOD, encoding="utf-8")
    path.chmod(0o644)
    return path


def policy(path: Path) -> EtcPolicy:
    """As if whoever runs the tests were root."""
    return EtcPolicy(path, owner=os.geteuid())


def test_it_is_read_as_it_is_written(path: Path) -> None:
    assert policy(path).read() == {
        "language": "he",
        "keeps": 2,
        "sounds": False,
        "allowed_hosts": ["one.example", "two.example"],
    }


def test_none_is_no_policy(path: Path) -> None:
    path.unlink()
    assert policy(path).read() == {}
    path.parent.rmdir()
    assert policy(path).read() == {}
    assert NoPolicy().read() == {}


def refused(path: Path, policy: EtcPolicy) -> str:
    with pytest.raises(PolicyError) as caught:
        policy.read()
    assert str(path) in str(caught.value), "it says where to look"
    return str(caught.value)


@pytest.mark.parametrize("mode", [0o664, 0o646, 0o666])
def test_one_that_others_may_write_is_refused(path: Path, mode: int) -> None:
    path.chmod(mode)
    assert "others than root may write it" in refused(path, policy(path))


def test_one_in_a_folder_that_others_may_write_is_refused(path: Path) -> None:
    path.parent.chmod(0o775)
    assert "others than root may write its folder" in refused(path, policy(path))


def test_one_of_another_user_is_refused(path: Path) -> None:
    assert "does not belong to root" in refused(path, EtcPolicy(path, owner=os.geteuid() + 1))


def test_a_link_to_elsewhere_is_refused(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    path.rename(other)
    path.symlink_to(other)
    refused(path, policy(path))


def test_a_pipe_keeps_nobody_waiting(path: Path) -> None:
    path.unlink()
    os.mkfifo(path, 0o644)
    assert "is not a file" in refused(path, policy(path))


@pytest.mark.parametrize(
    "data", [b"language = ", b"\xff\xfe", b"# " + b"x" * 70_000, b"a = 99999999-99-99", b"[" * 9999]
)
def test_what_is_no_toml_is_told_and_not_repeated(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    refused(path, policy(path))


def spoilt() -> st.SearchStrategy[bytes]:
    """Most of a good file, with some other bytes in it."""
    whole = GOOD.encode()
    puts = [b"[[", b"a.b=1\n", b"'" * 3, b'"' * 3, b"=", b"\xef\xbb\xbf", b"\0", b"1979-05-27", b"9" * 30]
    return st.builds(
        lambda at, end, put: whole[:at] + put + whole[end:],
        st.integers(0, len(whole)),
        st.integers(0, len(whole)),
        st.binary(max_size=6) | st.sampled_from(puts),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200) | st.text().map(str.encode) | spoilt())
def test_no_bytes_stop_the_start(path: Path, data: bytes) -> None:
    """It is a table, or refused with the place; and what is in a table is gone by or told."""
    path.write_bytes(data)
    try:
        table = policy(path).read()
    except PolicyError:
        refused(path, policy(path))
    else:
        gone_by(Policy.from_table(table, Chord.parse))


def test_the_place_is_below_etc() -> None:
    assert isinstance(choose_policy(), EtcPolicy)
    assert POLICY_FILE.parts[1] == "etc"

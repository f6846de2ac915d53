"""One owner, whatever happens: real processes, a real lock file and real sockets."""

import os
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.desktop.instance.hosting import Host, Session, owner
from tests.helpers.needs import linux
from trayapp.desktop.instance import client
from trayapp.desktop.instance.errors import CannotListenError, NoAnswerError, NoInstanceError, UnsafeFolderError
from trayapp.desktop.instance.lock import InstanceLock
from trayapp.desktop.instance.server import InstanceServer

SHOW = {"show": {"result": "ok"}, "status": {"result": "ok"}, "quit": {"result": "reached"}}
STARTS = 50


def start_at_once(session: Session, stack: ExitStack, count: int) -> list[list[object]]:
    """What each of `count` programs says of itself when all try at the same moment."""
    hosts = [Host(session, SHOW) for _ in range(count)]
    for host in hosts:
        stack.callback(host.close)
    assert all(host.said() == ["ready"] for host in hosts)
    for host in hosts:
        host.go()
    return [host.said() for host in hosts]


@pytest.mark.timeout(300)
def test_of_fifty_simultaneous_starts_one_becomes_the_owner(session: Session) -> None:
    with ExitStack() as stack:
        said = start_at_once(session, stack, STARTS)
        assert sorted(said) == [["owner"], *[["shown"]] * (STARTS - 1)]


@pytest.mark.timeout(300)
def test_so_too_after_a_crash(session: Session) -> None:
    with owner(session, SHOW) as crashed:
        crashed.kill()
    assert Path(session.place.lock).exists()
    with ExitStack() as stack:
        said = start_at_once(session, stack, STARTS)
        assert sorted(said) == [["owner"], *[["shown"]] * (STARTS - 1)]


def test_a_crashed_owner_is_no_instance(session: Session) -> None:
    with owner(session, SHOW) as crashed:
        crashed.kill()
    with pytest.raises(NoInstanceError):
        client.ask("show", place=session.place)


def test_a_lock_whose_number_runs_again_as_another_program_is_taken_over(session: Session) -> None:
    with owner(session, SHOW) as crashed:
        crashed.kill()
    lock = Path(session.place.lock)
    lines = lock.read_text().splitlines()
    lock.write_text("\n".join([str(os.getpid()), *lines[1:], ""]))
    long_ago = lock.stat().st_mtime - 3600
    os.utime(lock, (long_ago, long_ago))
    with owner(session, SHOW):
        assert client.ask("show", place=session.place).result == "ok"


def test_a_long_running_owner_keeps_its_lock(session: Session) -> None:
    with owner(session, SHOW) as first:
        lock = Path(session.place.lock)
        long_ago = lock.stat().st_mtime - 30 * 86400
        os.utime(lock, (long_ago, long_ago))
        with ExitStack() as stack:
            assert start_at_once(session, stack, 3) == [["shown"]] * 3
        assert first.process.poll() is None
        assert lock.exists()


def test_a_name_is_free_again_after_quitting(session: Session) -> None:
    with owner(session, SHOW) as first:
        assert client.ask("quit", {"wait_s": 5.0, "resume": False}, place=session.place).result == "reached"
        assert first.process.wait(30) == 0
        with pytest.raises(NoInstanceError):
            client.ask("show", place=session.place)
        with owner(session, SHOW):
            assert client.ask("show", place=session.place).result == "ok"


@linux
def test_two_desktop_sessions_do_not_disturb_each_other(session: Session) -> None:
    with owner(session, {"status": {"result": "ok", "text": "first"}}):
        first = session.place
        session.environment["DISPLAY"] = ":98"
        with owner(session, {"status": {"result": "ok", "text": "second"}}):
            assert client.ask("status", place=first).text == "first"
            assert client.ask("status", place=session.place).text == "second"


@linux
def test_an_owner_that_does_not_answer_is_said(session: Session) -> None:
    with owner(session, SHOW) as stuck:
        Path(session.place.socket).unlink()
        with pytest.raises(NoAnswerError):
            InstanceLock(session.place).acquire_or_show(owner_must_answer_s=0.2)
        assert stuck.process.poll() is None


def test_only_the_owner_may_listen(session: Session) -> None:
    lock = InstanceLock(session.place)
    server = InstanceServer(lambda _request: None)
    with pytest.raises(CannotListenError):
        server.listen(lock)
    with owner(session, SHOW):
        assert not lock.acquire()
        with pytest.raises(CannotListenError):
            server.listen(lock)


@linux
def test_a_folder_that_others_can_enter_stops_both_sides(session: Session) -> None:
    assert session.place.folder is not None
    Path(session.place.folder).mkdir(mode=0o755)
    with pytest.raises(UnsafeFolderError):
        InstanceLock(session.place).acquire()
    with pytest.raises(UnsafeFolderError):
        client.ask("show", place=session.place)


@linux
def test_the_socket_is_for_this_user_alone(session: Session) -> None:
    with owner(session, SHOW):
        assert session.place.folder is not None
        assert Path(session.place.folder).stat().st_mode & 0o777 == 0o700
        assert Path(session.place.socket).stat().st_mode & 0o077 == 0

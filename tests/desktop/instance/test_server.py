"""The server's manners towards clients that have none: real sockets, a real Qt loop in another process."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.desktop.instance.connecting import connect, read_all
from tests.desktop.instance.hosting import PATIENCE_S, ROOT, Session, owner
from tests.helpers.needs import Need, linux, need
from trayapp.desktop.instance import client
from trayapp.desktop.instance.errors import NoAnswerError
from trayapp.desktop.instance.messages import LONGEST_LINE, Reply, encode, read_reply
from trayapp.desktop.instance.server import READ_LIMIT_S

OK = {"status": {"result": "ok", "text": "well"}}


def assert_well(session: Session) -> None:
    assert client.ask("status", reply_within_s=PATIENCE_S, place=session.place).text == "well"


@pytest.mark.parametrize(
    "line",
    [
        b"garbage\n",
        b"\n",
        b"\x00\xff\xfe\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b'{"version":2,"verb":"status"}\n',
        b'{"version":1,"verb":"rm"}\n',
        b"[" * 60000 + b"\n",
        b"x" * (LONGEST_LINE + 1),
    ],
    ids=["garbage", "empty", "binary", "http", "version", "verb", "nested", "long"],
)
def test_nonsense_is_answered_in_words(session: Session, line: bytes) -> None:
    with owner(session, OK), ExitStack() as stack:
        connection = connect(session, stack)
        connection.sendall(line)
        reply = read_reply(read_all(connection).rstrip(b"\n"))
        assert reply.result == "usage"
        assert reply.text
        assert_well(session)


def test_an_endless_line_is_cut_off(session: Session) -> None:
    with owner(session, OK), ExitStack() as stack:
        connection = connect(session, stack)
        with pytest.raises(ConnectionError):
            connection.sendall(b"x" * 100_000_000)
        assert_well(session)


def test_half_a_line_is_given_a_second(session: Session) -> None:
    with owner(session, OK), ExitStack() as stack:
        connection = connect(session, stack)
        began = time.monotonic()
        connection.sendall(b'{"version":1,')
        assert read_all(connection) == b""
        assert time.monotonic() - began >= READ_LIMIT_S * 0.9
        assert_well(session)


def test_a_slow_drip_does_not_buy_time(session: Session) -> None:
    with owner(session, OK), ExitStack() as stack:
        connection = connect(session, stack)
        connection.settimeout(0.1)
        received = None
        until = time.monotonic() + PATIENCE_S
        while received != b"" and time.monotonic() < until:
            try:
                connection.sendall(b" ")
                received = connection.recv(100)
            except TimeoutError:
                continue
            except ConnectionError:
                break
        assert time.monotonic() < until
        assert_well(session)


def test_a_request_in_pieces_is_put_together(session: Session) -> None:
    with owner(session, OK), ExitStack() as stack:
        connection = connect(session, stack)
        for byte in encode({"verb": "status"}):
            connection.sendall(bytes([byte]))
        assert read_reply(read_all(connection).rstrip(b"\n")).text == "well"


def test_two_hundred_silent_clients_do_not_keep_others_out(session: Session) -> None:
    with owner(session, OK), ExitStack() as stack:
        crowd = [connect(session, stack) for _ in range(200)]
        assert_well(session)
        for connection in crowd:
            assert read_all(connection) == b""
        assert_well(session)


def test_two_hundred_requests_at_once_are_all_answered(session: Session) -> None:
    with owner(session, OK), ExitStack() as stack:
        crowd = []
        for _ in range(200):
            connection = connect(session, stack)
            connection.sendall(encode({"verb": "status"}))
            crowd.append(connection)
        assert all(read_reply(read_all(connection).rstrip(b"\n")).text == "well" for connection in crowd)


def test_a_reply_may_come_later_and_others_are_served_meanwhile(session: Session) -> None:
    with owner(session, OK | {"pause": {"result": "reached", "after_s": 1.5}}) as host, ExitStack() as stack:
        connection = connect(session, stack)
        connection.sendall(encode({"verb": "pause", "wait_s": 5}))
        assert host.said() == ["request", "pause", {"wait_s": 5}]
        assert_well(session)
        assert read_reply(read_all(connection).rstrip(b"\n")).result == "reached"


def test_a_client_that_hangs_up_before_its_reply_does_no_harm(session: Session) -> None:
    with owner(session, OK | {"pause": {"result": "reached", "after_s": 0.2}}) as host, ExitStack() as stack:
        connection = connect(session, stack)
        connection.sendall(encode({"verb": "pause", "wait_s": 5}))
        assert host.said()[1] == "pause"
        connection.close()
        time.sleep(0.4)  # the reply goes into the void; nothing tells when
        assert_well(session)


def test_a_client_that_reads_nothing_does_no_harm(session: Session) -> None:
    document = {"calls": ["x" * 60000]}
    with owner(session, {"status": {"result": "ok", "text": "well", "status": document}}), ExitStack() as stack:
        for _ in range(60):
            connect(session, stack).sendall(encode({"verb": "status"}))
        assert_well(session)


def test_a_handler_that_fails_is_said(session: Session) -> None:
    with owner(session, OK):
        reply = client.ask("show", place=session.place)
        assert reply.result == "refused"
        assert_well(session)


@pytest.mark.parametrize("after_s", [None, 0.1], ids=["at once", "later"])
def test_an_answer_that_is_too_long_is_said(session: Session, after_s: float | None) -> None:
    long = {"result": "ok", "status": {"calls": ["x" * LONGEST_LINE]}}
    script = OK | {"doctor": long if after_s is None else long | {"after_s": after_s}}
    with owner(session, script):
        reply = client.ask("doctor", {"installed": "1"}, reply_within_s=PATIENCE_S, place=session.place)
        assert reply.result == "refused"
        assert "too long" in reply.text
        assert_well(session)


def test_a_client_does_not_wait_for_ever(session: Session) -> None:
    with owner(session, {"status": None}), pytest.raises(NoAnswerError):
        client.ask("status", reply_within_s=0.3, place=session.place)


@linux
def test_a_client_can_wait_for_its_turn_in_a_full_queue(session: Session) -> None:
    assert session.place.folder is not None
    Path(session.place.folder).mkdir(mode=0o700)
    with ExitStack() as stack:
        listener = stack.enter_context(socket.socket(socket.AF_UNIX))
        listener.bind(session.place.socket)
        listener.listen(0)
        first = connect(session, stack)
        asking = subprocess.Popen(
            [sys.executable, "-m", "trayapp", "status"], cwd=ROOT, env=session.environment, stdout=subprocess.PIPE
        )
        stack.enter_context(asking)
        taken, _ = listener.accept()
        taken.close()
        first.close()
        listener.settimeout(PATIENCE_S)
        second, _ = listener.accept()
        with second:
            second.recv(1000)
            second.sendall(Reply("ok", "at last").encode())
            assert asking.communicate(timeout=PATIENCE_S)[0] == b"at last\n"


_AS_ANOTHER_USER = """
import json, socket, sys
with socket.socket(socket.AF_UNIX) as connection:
    connection.settimeout(60)
    try:
        connection.connect(sys.argv[1])
        connection.sendall(b'{"version":1,"verb":"status"}\\n')
        print(json.dumps(connection.recv(1000).decode()))
    except OSError as error:
        print(json.dumps(type(error).__name__))
"""


def ask_as_another_user(address: str) -> str:
    """What a process of another user gets from the socket: bytes as text, or the name of the error."""
    python = Path(sys.executable).resolve()
    command = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups", str(python), "-I", "-c"]
    done = subprocess.run(
        [*command, _AS_ANOTHER_USER, address], capture_output=True, check=True, timeout=PATIENCE_S, cwd="/"
    )
    return str(json.loads(done.stdout))


def _second_user_lacks() -> str:
    return (
        ""
        if sys.platform != "win32" and os.getuid() == 0 and shutil.which("setpriv")
        else "not root with setpriv, to act as a second user"
    )


needs_two_users = need(Need(_second_user_lacks))


@needs_two_users
def test_another_user_cannot_enter_the_folder(session: Session) -> None:
    with owner(session, OK):
        assert ask_as_another_user(session.place.socket) == "PermissionError"


@needs_two_users
def test_another_user_who_gets_as_far_as_the_socket_is_hung_up_on(session: Session) -> None:
    with owner(session, OK) as host:
        place = session.place
        assert place.folder is not None
        opened = {session.folder: 0o711, Path(place.folder): 0o711, Path(place.socket): 0o666}
        for path, mode in opened.items():
            path.chmod(mode)
        assert ask_as_another_user(place.socket) in ("", "ConnectionResetError", "BrokenPipeError")
        for path in opened:
            path.chmod(0o700)
        assert_well(session)
        assert host.said() == ["request", "status", {}]

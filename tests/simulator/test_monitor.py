"""The server over real TLS."""

import contextlib
import http.client
import json
import socket
import ssl
import sys
import threading
import time
from typing import Any

import pytest
import requests

from tests.simulator.client import PATH, Client
from trayapp.simulator.mute_api import MuteRules
from trayapp.simulator.office import Rules
from trayapp.simulator.simulation import Simulation
from trayapp.simulator.tape import Track

WAIT_S = 20.0
CLOCK_STEP_S = time.get_clock_info("monotonic").resolution + 1e-6
"""16 ms on Windows up to Python 3.12; and what is lost when two readings are subtracted."""


def muted(simulation: Simulation) -> list[bool]:
    return [call.muted for call in simulation.phones.calls()]


def test_mute_and_unmute_by_extension_on_one_connection(simulation: Simulation, client: Client) -> None:
    simulation.phones.join(simulation.extension)
    answer = client.post({"extension": simulation.extension, "state": "1"})
    assert (client.status, answer["ErrorCode"], answer["Message"]) == (200, 200, "Success")
    assert muted(simulation) == [True]
    assert client.get(("extension", simulation.extension), ("state", "0"))["ErrorCode"] == 200
    assert muted(simulation) == [False]
    assert client.head() == 200
    entries = simulation.monitor.log.entries()
    assert [(e.connection, e.method, e.mute, e.selector) for e in entries] == [
        (1, "POST", True, "extension"),
        (1, "GET", False, "extension"),
        (1, "HEAD", None, None),
    ]
    first = entries[0]
    assert first.applied_at_s is not None
    assert first.answered_at_s is not None
    assert first.arrived_at_s <= first.applied_at_s <= first.answered_at_s


def test_the_apply_time_is_the_tape_s(simulation: Simulation, client: Client) -> None:
    simulation.phones.join(simulation.extension)
    client.post({"extension": simulation.extension, "state": "1"})
    time.sleep(2 * CLOCK_STEP_S)  # no stretch is shorter than the clock's step
    (tape,) = simulation.phones.tape()
    (entry,) = simulation.monitor.log.entries()
    turned_s = next(stretch.from_s for stretch in tape.stretches if stretch.track is Track.SILENCED)
    assert entry.applied_at_s is not None
    assert entry.arrived_at_s <= turned_s <= entry.applied_at_s


def test_by_call(simulation: Simulation, client: Client) -> None:
    simulation.phones.join(simulation.extension)
    ivrid = simulation.phones.join(simulation.extension)
    assert client.post({"ivrid": ivrid, "state": "1"})["ErrorCode"] == 200
    assert muted(simulation) == [False, True]
    assert client.get(("ivrid", "0" * 32), ("state", "1"))["Message"] == "UniqueIvrID not found"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ({"extension": "DemoPhon"}, "application/json"),
        ({"extension": "DemoPhon", "ivrid": "a", "state": "1"}, "application/json"),
        (["DemoPhon"], "application/json"),
        (b"{", "application/json"),
        (b"\xff\xfe", "application/json"),
        (b"extension=DemoPhon&state=1", "application/x-www-form-urlencoded"),
    ],
)
def test_bad_parameters(client: Client, body: Any, content_type: str) -> None:
    answer = client.post(body, content_type)
    assert answer["ErrorCode"] != 200
    assert answer["Message"].startswith("Parameters are not valid")
    assert client.head() == 200, "the connection goes on"


def test_bad_query(client: Client) -> None:
    assert client.get(("extension", "DemoPhon"), ("state", "1"), ("state", "0"))["ErrorCode"] != 200
    client.get(path="/elsewhere")
    assert client.status == 404


def test_error_code_as_text() -> None:
    with Simulation(rules=Rules(mute=MuteRules(error_code_as_text=True))) as simulation, Client(simulation) as client:
        assert client.post({"extension": simulation.extension, "state": "1"})["ErrorCode"] == "200"


def test_the_certificate_is_verified_by_name_and_by_address(simulation: Simulation) -> None:
    port = simulation.monitor.listener.port
    for name in ("127.0.0.1", "localhost"):
        url = f"https://{name}:{port}{PATH}"
        body = {"extension": simulation.extension, "state": "1"}
        ca_file = str(simulation.authority.ca_file)
        assert requests.post(url, json=body, verify=ca_file, timeout=WAIT_S).json()["Message"] == "Success"


def test_strangers_do_not_trust_it(simulation: Simulation) -> None:
    with pytest.raises(requests.exceptions.SSLError):
        requests.head(f"https://{simulation.address}/", timeout=WAIT_S)
    with Client(simulation) as client:
        assert client.head() == 200, "a failed handshake is nobody else's"


def test_another_simulation_s_authority_is_not_trusted(simulation: Simulation) -> None:
    with Simulation() as other:
        client = Client(simulation)
        client.connection = http.client.HTTPSConnection(
            simulation.address, timeout=WAIT_S, context=other.authority.client_context()
        )
        with client, pytest.raises(ssl.SSLCertVerificationError):
            client.head()


def test_the_private_folder_goes_and_holds_no_key() -> None:
    with Simulation() as simulation:
        folder = simulation.authority.ca_file.parent
        assert sys.platform == "win32" or folder.stat().st_mode & 0o077 == 0  # there, it lies in the user's own folder
        assert [path.name for path in folder.iterdir()] == ["ca.pem"]
        assert "PRIVATE" not in simulation.authority.ca_file.read_text()
    assert not folder.exists()


def test_nothing_of_a_request_is_logged_or_kept(simulation: Simulation, client: Client, caplog: Any) -> None:
    with caplog.at_level("DEBUG"):
        client.get(("extension", simulation.extension), ("state", "1"))
        client.connection.request("GET", f"/{simulation.extension}", headers={"Expect": "nonsense"})
        client.connection.getresponse().read()
    assert simulation.extension not in caplog.text
    assert simulation.extension not in repr(simulation.monitor.log.entries())


# Faults


def test_refuse_and_recover(simulation: Simulation, client: Client) -> None:
    simulation.phones.join(simulation.extension)
    simulation.set_faults(refuse=True)
    answer = client.post({"extension": simulation.extension, "state": "1"})
    assert (client.status, answer["ErrorCode"]) == (200, 500)
    assert muted(simulation) == [False]
    simulation.monitor.faults.clear()
    assert client.post({"extension": simulation.extension, "state": "1"})["ErrorCode"] == 200
    assert muted(simulation) == [True]


@pytest.mark.parametrize("status", [403, 429, 503])
def test_http_status(simulation: Simulation, client: Client, status: int) -> None:
    simulation.phones.join(simulation.extension)
    simulation.set_faults(http_status=status)
    assert client.post({"extension": simulation.extension, "state": "1"}) is None
    assert client.status == status
    assert client.head() == status
    assert muted(simulation) == [False]


def test_cut_network_ends_connections_refuses_and_comes_back_on_the_same_port(simulation: Simulation) -> None:
    address = simulation.address
    with Client(simulation) as client:
        assert client.head() == 200
        simulation.cut_network()
        assert simulation.network_is_cut
        with pytest.raises((ConnectionError, http.client.RemoteDisconnected)):
            client.head()
    with Client(simulation) as client, pytest.raises(ConnectionRefusedError):
        client.head()
    simulation.join_network()
    assert simulation.address == address
    with Client(simulation) as client:
        assert client.head() == 200


def test_cut_and_join_may_be_said_twice(simulation: Simulation) -> None:
    for _ in range(3):
        simulation.cut_network()
        simulation.cut_network()
        simulation.join_network()
        simulation.join_network()
        with Client(simulation) as client:
            assert client.head() == 200


def test_a_new_connection_into_a_black_hole_gets_no_handshake(simulation: Simulation) -> None:
    simulation.set_faults(black_hole=True)
    with Client(simulation, timeout_s=0.3) as client, pytest.raises(TimeoutError):
        client.head()
    simulation.monitor.faults.clear()
    with Client(simulation) as client:
        assert client.head() == 200


def test_an_open_connection_in_a_black_hole_gets_no_answer_and_changes_nothing(simulation: Simulation) -> None:
    simulation.phones.join(simulation.extension)
    with Client(simulation, timeout_s=0.5) as client:
        client.head()
        simulation.set_faults(black_hole=True)
        with pytest.raises(TimeoutError):
            client.post({"extension": simulation.extension, "state": "1"})
    simulation.monitor.faults.clear()
    with Client(simulation) as client:
        client.head()
    assert muted(simulation) == [False]


def test_answers_are_delayed_after_the_request_was_applied(simulation: Simulation, client: Client) -> None:
    simulation.phones.join(simulation.extension)
    simulation.set_faults(delay_s=0.3)
    client.post({"extension": simulation.extension, "state": "1"})
    (entry,) = simulation.monitor.log.entries()
    assert entry.applied_at_s is not None
    assert entry.answered_at_s is not None
    assert entry.answered_at_s - entry.applied_at_s >= 0.3 - CLOCK_STEP_S


def test_only_mute_requests_are_delayed(simulation: Simulation, client: Client) -> None:
    simulation.set_faults(mute_delay_s=0.4)
    for state in ("0", "1"):
        client.post({"extension": simulation.extension, "state": state})
    unmute, mute = simulation.monitor.log.entries()
    assert unmute.answered_at_s is not None
    assert mute.answered_at_s is not None
    assert mute.answered_at_s - mute.arrived_at_s >= 0.4 - CLOCK_STEP_S
    assert unmute.answered_at_s - unmute.arrived_at_s < mute.answered_at_s - mute.arrived_at_s


def test_an_abandoned_request_lands_late_after_a_newer_one(simulation: Simulation) -> None:
    simulation.phones.join(simulation.extension)
    simulation.set_faults(apply_late_least_s=0.5, apply_late_most_s=0.5)
    with Client(simulation) as client:
        client.send({"extension": simulation.extension, "state": "1"})
        log = simulation.monitor.log
        assert log.wait_for(lambda entries: any(entry.mute for entry in entries), WAIT_S)
    simulation.monitor.faults.clear()
    with Client(simulation) as client:
        client.post({"extension": simulation.extension, "state": "0"})
    assert muted(simulation) == [False]
    assert simulation.monitor.log.wait_for(lambda entries: entries[0].applied_at_s is not None, WAIT_S)
    assert muted(simulation) == [True]


def test_an_answer_is_lost_after_applying(simulation: Simulation, client: Client) -> None:
    simulation.phones.join(simulation.extension)
    simulation.set_faults(lose_answer=True)
    with pytest.raises((ConnectionError, http.client.RemoteDisconnected, ssl.SSLEOFError)):
        client.post({"extension": simulation.extension, "state": "1"})
    assert muted(simulation) == [True]
    (entry,) = simulation.monitor.log.entries()
    assert entry.applied_at_s is not None
    assert entry.answered_at_s is None


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"refuses": True}, TypeError),
        ({"refuse": 1}, TypeError),
        ({"delay_s": "1"}, TypeError),
        ({"delay_s": -1}, ValueError),
        ({"http_status": 7}, ValueError),
    ],
)
def test_a_fault_that_means_nothing_is_refused(
    simulation: Simulation, changes: dict[str, Any], error: type[Exception]
) -> None:
    before = simulation.monitor.faults.now
    with pytest.raises(error):
        simulation.set_faults(**changes)
    assert simulation.monitor.faults.now == before


def test_an_idle_connection_is_closed(simulation: Simulation) -> None:
    with Simulation(keep_alive_s=0.3) as short, Client(short) as client:
        client.head()
        assert client.connection.sock.recv(1) == b""


def test_garbage_hurts_nobody(simulation: Simulation, client: Client) -> None:
    with socket.create_connection(("127.0.0.1", simulation.monitor.listener.port), WAIT_S) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\n\r\n" * 3)
        with contextlib.suppress(ConnectionResetError):
            while raw.recv(1024):
                pass
    client.connection.request("POST", PATH, b"", {"Content-Length": "99999999"})
    assert client.connection.getresponse().status == 413
    with Client(simulation) as another:
        assert another.head() == 200


def test_closing_leaves_no_thread() -> None:
    before = set(threading.enumerate())
    with Simulation(round_trip_s=0.01) as simulation, Client(simulation) as client, Client(simulation) as stuck:
        client.head()
        simulation.set_faults(delay_s=60.0)
        stuck.send({"extension": simulation.extension, "state": "1"})
        assert simulation.monitor.log.wait_for(lambda entries: len(entries) == 2, WAIT_S)
    until = time.monotonic() + WAIT_S
    while set(threading.enumerate()) - before and time.monotonic() < until:
        time.sleep(0.01)
    assert set(threading.enumerate()) - before == set()


def test_a_hundred_requests_at_once(simulation: Simulation) -> None:
    answers: list[Any] = []

    def ask() -> None:
        with Client(simulation) as client:
            answers.extend(client.post({"extension": simulation.extension, "state": "1"})["Message"] for _ in range(4))

    threads = [threading.Thread(target=ask) for _ in range(25)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT_S)
    assert answers == ["Success"] * 100
    entries = simulation.monitor.log.entries()
    assert len({entry.connection for entry in entries}) == 25
    assert json.dumps([entry.number for entry in entries]) == json.dumps(list(range(1, 101)))

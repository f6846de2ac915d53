"""`recording-pause simulator`, as a process of its own."""

import argparse
import json
import signal
import socket
import subprocess
import sys
from typing import Any

import pytest
import requests

from tests.helpers import needs
from trayapp.simulator import cli
from trayapp.simulator.remote import RemoteSimulation

PROGRAM = """
import argparse, sys
from trayapp.simulator import cli
parser = argparse.ArgumentParser()
cli.add_arguments(parser)
sys.exit(cli.run(parser.parse_args()))
"""
WAIT_S = 60.0


class Running:
    """The simulator as a child process."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.line = self.process.stdout.readline()

    def stop(self, number: signal.Signals | None) -> tuple[int, str, str]:
        """Send a signal, or kill it, and wait for the end."""
        if number is None:
            self.process.kill()
        else:
            self.process.send_signal(number)
        return self.finish()

    def finish(self) -> tuple[int, str, str]:
        """Wait for the end: exit status, output, errors."""
        try:
            out, err = self.process.communicate(timeout=WAIT_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise
        return self.process.returncode, out, err


@pytest.mark.parametrize(
    "number",
    [
        None,
        *(pytest.param(number, marks=needs.linux) for number in (signal.SIGINT, signal.SIGTERM)),  # as Linux sends them
    ],
)
def test_it_says_where_it_listens_and_ends_when_told(number: signal.Signals | None) -> None:
    running = Running("--calls", "1", "--control", "--error-code", "text", "--extension", "MadeUp01")
    try:
        said: dict[str, Any] = json.loads(running.line)
        url = f"https://{said['address']}/api/MuteUnmuteCalls"
        answer = requests.post(
            url, json={"extension": said["setup"]["extension"], "state": "1"}, verify=said["ca_file"], timeout=WAIT_S
        ).json()
        assert answer["ErrorCode"] == "200"
        remote = RemoteSimulation(said["control"]["address"], said["control"]["token"])
        assert [(call["status"], call["muted"]) for call in remote.read("calls")] == [("Talking", True)]
        assert said["setup"]["monitor_host"] == said["address"]
    finally:
        ended = running.stop(number)
    assert ended[1:] == ("", "")
    assert number is None or ended[0] == 0


def test_everything_can_be_switched_on() -> None:
    running = Running(
        "--realtime", "--active-calls", "--monitors", "2", "--control", "--rule", "sight.mute_reason=Seen"
    )
    try:
        said: dict[str, Any] = json.loads(running.line)
        setup = said["setup"]
        assert len(said["addresses"]) == 2
        answer = requests.post(
            setup["login_url"] + "/Login/User",
            json={"email": setup["realtime_email"], "pin": setup["realtime_password"]},
            verify=said["ca_file"],
            timeout=WAIT_S,
        ).json()
        assert answer["Data"]["Socket"]["URLList"] == [f"https://{address}/" for address in said["addresses"]]
        assert setup["active_calls_code"]
        remote = RemoteSimulation(said["control"]["address"], said["control"]["token"])
        assert remote.read("rules")["sight"]["mute_reason"] == "Seen"
    finally:
        ended = running.stop(None)
    assert ended[1:] == ("", "")


def test_an_unknown_rule_is_said() -> None:
    code, out, err = Running("--rule", "sight.colour=red").finish()
    assert (code, out, err) == (1, "", "recording-pause simulator: no such rule: colour\n")


def test_a_taken_port_is_said() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, out, err = Running("--port", str(taken.getsockname()[1])).finish()
    assert (code, out) == (1, "")
    assert err.startswith("recording-pause simulator: cannot listen: ")


@pytest.mark.parametrize(
    "arguments", [["--port", "70000"], ["--calls", "4"], ["--round-trip-ms", "-1"], ["--rule", "x=1"]]
)
def test_bad_options_are_usage_errors(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    cli.add_arguments(parser)
    with pytest.raises(SystemExit) as ended:
        parser.parse_args(arguments)
    assert ended.value.code == 2
    assert arguments[0] in capsys.readouterr().err


def test_describing_the_options_loads_no_simulator() -> None:
    program = (
        "import argparse, sys; from trayapp.simulator import cli; cli.add_arguments(argparse.ArgumentParser());"
        "sys.exit(any(name in sys.modules for name in ('ssl', 'cryptography', 'PySide6', 'requests')))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0

"""What starts where no program is running."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from tests.desktop.instance.hosting import PATIENCE_S, ROOT, Session
from trayapp.command_line.main import main


def stand_in(monkeypatch: pytest.MonkeyPatch, run: Callable[[list[str]], int]) -> None:
    monkeypatch.setitem(sys.modules, "trayapp.tuning", SimpleNamespace(tune=lambda: None))
    monkeypatch.setitem(sys.modules, "trayapp.launch", SimpleNamespace(run=run))


def test_the_first_start_is_the_program_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []

    def run(arguments: list[str]) -> int:
        started.append(arguments)
        return 7

    stand_in(monkeypatch, run)
    monkeypatch.setattr(sys, "argv", ["recording-pause"])
    assert main() == 7
    assert started == [["recording-pause"]]


def test_ctrl_c_is_an_exit_status_and_no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(_arguments: list[str]) -> int:
        raise KeyboardInterrupt

    stand_in(monkeypatch, run)
    assert main([]) == 130


def test_a_reader_that_has_gone_is_an_exit_status_and_no_trace(session: Session) -> None:
    """As with `| head`."""
    with subprocess.Popen(
        [sys.executable, "-m", "trayapp", "journal", "list", "--json"],
        env=session.environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as command:
        assert command.stdout is not None
        command.stdout.close()
        assert command.stderr is not None
        assert command.stderr.read() == b""
        assert command.wait(PATIENCE_S) == 141


def test_the_simulator_runs_alone(session: Session) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "trayapp", "simulator", "--calls", "1"],
        env=session.environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
    ) as simulator:
        try:
            assert simulator.stdout is not None
            assert json.loads(simulator.stdout.readline())["address"].startswith("127.0.0.1:")
            simulator.send_signal(signal.SIGTERM)
            # Windows has no such signal to other programs, and ends them as a crash would.
            assert simulator.wait(PATIENCE_S) == (1 if sys.platform == "win32" else 0)
        finally:
            simulator.kill()


def test_a_program_of_which_a_part_is_missing_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "trayapp.tuning", None)
    assert main([]) == 1
    assert "cannot start" in capsys.readouterr().err

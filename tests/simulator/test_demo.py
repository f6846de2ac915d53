"""The demo around the program: what it is given, what it leaves behind, how it ends."""

import json
import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from trayapp.core.limits import Limits
from trayapp.simulator import demo
from trayapp.simulator.remote import RemoteSimulation

# In the program's place stands something that says what it was given, and shows one view. Windows sends no signals from
# process to process, so it also ends with its standard input.
PROGRAM = """
import json, os, sys, threading
from PySide6.QtCore import QMetaObject, Qt
from trayapp.core.view import Certainty, Look, Offer, StateName, Tone, View
from trayapp.simulator import demo

class Program:
    def close(self):
        pass

def quit_at_the_end(qt):
    sys.stdin.read()
    QMetaObject.invokeMethod(qt, "quit", Qt.ConnectionType.QueuedConnection)

def start(qt, options):
    threading.Thread(target=quit_at_the_end, args=(qt,), daemon=True).start()
    options.watch(View(StateName.READY, Look.READY, Tone.QUIET, Certainty.NONE, (), Offer.PAUSE))
    document = options.vault.load(lambda: None)
    home = os.environ[demo.HOME_VARIABLE]
    maximum_s = options.limits.maximum_pause_s
    print(json.dumps({"document": document, "maximum_pause_s": maximum_s, "home": home}), flush=True)
    return Program()

demo.start = start
sys.exit(demo.main(sys.argv[1:]))
"""
WAIT_S = 60.0


class Running:
    """The demo as a child process, with remote control."""

    def __init__(self, *words: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "--control", *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.given = self._line()
        control = self._line()["control"]
        self.remote = RemoteSimulation(control["address"], control["token"])

    def _line(self) -> Any:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def stop(self) -> int:
        """Ask it to end. Returns the exit status."""
        if sys.platform != "win32":
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(WAIT_S)
        try:
            self.process.communicate(timeout=WAIT_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise
        return self.process.returncode


def test_set_up_from_the_start_without_a_secret_on_the_disk(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    running = Running("--home", str(home))
    try:
        setup = running.remote.read("setup")
        document = json.loads(running.given["document"])
        assert (document["extension"], document["monitor_host"]) == (setup["extension"], setup["monitor_host"])
        assert running.given["home"] == str(home)
        assert running.given["maximum_pause_s"] == 180.0
        files = [path for path in home.rglob("*") if path.is_file()]
        (settings,) = files
        assert tomllib.loads(settings.read_text())["ca_file"] == setup["ca_file"]
        assert setup["extension"] not in settings.read_text()
        assert setup["monitor_host"] not in settings.read_text()
        (claim,) = running.remote.read("claims")
        assert claim["state"] == "ready"
        assert claim["at_s"] <= running.remote.read("clock")
    finally:
        status = running.stop()
    assert status == 0


def test_as_on_the_first_start_in_a_folder_that_goes() -> None:
    running = Running("--not-set-up", "--maximum-pause-s", "20")
    home = Path(running.given["home"])
    existed = home.is_dir()
    assert running.stop() == 0
    assert existed
    assert not home.exists()
    assert running.given["document"] is None
    assert running.given["maximum_pause_s"] == 20.0


LIVE = {"realtime_email", "realtime_password", "login_url"}


def test_with_live_sockets() -> None:
    running = Running()
    try:
        setup = running.remote.read("setup")
        assert setup.keys() >= LIVE
        document = json.loads(running.given["document"])
        assert {name: document[name] for name in LIVE} == {name: setup[name] for name in LIVE}
        assert len(running.remote.read("addresses")) == 2
    finally:
        status = running.stop()
    assert status == 0


def test_without_live_sockets() -> None:
    running = Running("--no-realtime")
    try:
        assert not LIVE & (running.remote.read("setup").keys() | json.loads(running.given["document"]).keys())
    finally:
        status = running.stop()
    assert status == 0


@pytest.mark.parametrize("text", ["1", "nan", "soon"])
def test_a_maximum_that_leaves_no_time_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        demo._parse(["--maximum-pause-s", text])
    assert ended.value.code == 2
    assert "--maximum-pause-s" in capsys.readouterr().err


def test_the_countdown_fits_into_a_short_maximum() -> None:
    limits = demo._limits(24.0)
    assert (limits.maximum_pause_s, limits.countdown_s) == (24.0, 8.0)
    assert demo._limits(None) == Limits()


def test_the_program_s_own_home_is_left_alone(isolated_home: Path) -> None:
    running = Running()
    given = Path(running.given["home"])
    assert running.stop() == 0
    assert given != Path(os.environ["RECORDING_PAUSE_HOME"])
    assert not any(path.is_file() for path in isolated_home.rglob("*"))

"""Some faults of the table met by the whole program, as a process of its own with its windows and its real times."""

import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.faults.rep import good
from tests.faults.server import FaultServer, Recorder
from tests.faults.table import BY_NAME
from tests.helpers.secrets import EXTENSION, LOOPBACK_HOST
from tests.program.desk import MACHINE_S, PAUSE, START_S, Desk, pace
from tests.servers.certificates import Authority
from trayapp.core.view import StateName
from trayapp.simulator.claims import compare
from trayapp.simulator.until import until

pytestmark = pytest.mark.desktop

ALARM_S = 1.5
"""Promise 2 of the design: from the press to the alarm."""
MET = (
    "applied, never answered",
    "reset after reading",
    "JSON: a list",
    "a dripping body",
    "an endless body",
    "a certificate that has expired",
    "garbage for TLS",
    "connections refused",
    "code 500",
)


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """What vouches for the monitor."""
    return Authority(tmp_path)


@pytest.fixture
def server(authority: Authority) -> Iterator[FaultServer]:
    """A monitor that can be unkind."""
    with FaultServer(Recorder(), good(authority), LOOPBACK_HOST) as made:
        yield made


def test_the_program_gets_over_one_fault_after_the_other(desk: Desk, server: FaultServer, authority: Authority) -> None:
    """The alarm comes in time and says why; once the fault has gone a press pauses, another resumes."""
    host = server.text.partition("://")[2]
    assert desk.set_up(extension=EXTENSION, monitor_host=host, ca_file=str(authority.ca_file)).code == 0
    program = desk.start()
    program.shows(StateName.READY, timeout_s=START_S)
    recorder = server.recorder
    recorder.phones.join(EXTENSION)
    stage = cast("Any", SimpleNamespace(server=server, recorder=recorder, authority=authority))
    for name in MET:
        fault = BY_NAME[name]
        assert fault.problem is not None
        with fault.put(stage):
            pressed_s = time.monotonic()
            desk.desktop.key(PAUSE)
            alarm = program.await_view(pressed_s, state=StateName.NOT_PAUSED)
            assert alarm["at_s"] - pressed_s < ALARM_S + MACHINE_S
            program.await_view(pressed_s, state=StateName.NOT_PAUSED, problem=fault.problem.value)
            assert program.widgets(), "the screen does not answer"
            assert recorder.muted == [fault.applied]
        if fault.final:
            pace()
            desk.desktop.key(PAUSE)
        program.shows(StateName.PAUSED)
        assert recorder.muted == [True]
        assert program.ask("resume", wait_s=15.0)
        program.shows(StateName.READY)
        until(lambda: recorder.muted == [False])
        pace()
    assert compare(program.claims(), recorder.phones.tape(), time.monotonic()) == []

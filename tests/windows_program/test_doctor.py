"""The doctor on Windows, with the program and without, and the proof by command."""

import json
from typing import Any

import pytest

from tests.helpers import secrets
from tests.program.desk import Outcome
from tests.windows_program.desk import WindowsDesk
from trayapp.doctor.findings import Check

pytestmark = [pytest.mark.wine, pytest.mark.timeout(300)]


def lines(done: Outcome) -> dict[str, dict[str, Any]]:
    """What was found, by name; nothing in it names a desk or a server."""
    assert not [number for number, one in enumerate(secrets.ALL) if one in done.out]
    found = json.loads(done.out)
    assert [line["name"] for line in found] == [check.value for check in Check]
    return {line["name"]: line for line in found}


def bad(found: dict[str, dict[str, Any]]) -> set[str]:
    """What has failed, but for the sound: wine has no sound card on most machines."""
    return {name for name, line in found.items() if not line["ok"]} - {"sound"}


def test_with_the_program_and_without(windows_desk: WindowsDesk) -> None:
    assert windows_desk.set_up().code == 0
    alone = windows_desk.run("doctor", "--json")
    found = lines(alone)
    assert (alone.code, bad(found)) == (1, {"proof"}), alone.err
    assert "free" in found["toggle_chord"]["sentence"]
    windows_desk.ready()
    found = lines(windows_desk.run("doctor", "--json"))
    assert bad(found) == {"proof"}
    assert "belongs to this program" in found["toggle_chord"]["sentence"]
    windows_desk.simulation.cut_network()
    assert bad(lines(windows_desk.run("doctor", "--json"))) == {"proof", "connection"}


def test_a_proof_pauses_the_test_call_for_ten_seconds(windows_desk: WindowsDesk) -> None:
    windows_desk.ready()
    windows_desk.call()
    asked = windows_desk.run("doctor", "--prove", "--test-call")
    assert asked.code == 1
    assert "listen to the recording" in asked.err
    windows_desk.await_muted([False])
    assert [entry.mute for entry in windows_desk.simulation.monitor.log.entries() if entry.mute is not None][
        -1
    ] is False

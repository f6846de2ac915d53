"""A server that cannot be reached is spoken of before a pause is wanted, and no longer once it answers."""

import pytest

from tests.program.desk import START_S, TOGGLE, Desk
from trayapp.core.view import StateName
from trayapp.simulator.until import until

pytestmark = pytest.mark.desktop

FLAW = "server_unreachable"
TWO_TRIES_S = 30.0
"""The second one comes some ten seconds after the first."""


def test_said_at_the_second_failure_and_taken_back_by_any_answer(desk: Desk) -> None:
    assert desk.set_up().code == 0
    desk.simulation.cut_network()
    program = desk.start()
    program.shows(StateName.READY, timeout_s=START_S)
    until(lambda: FLAW in program.warnings(), TWO_TRIES_S, "the word on the server")
    assert program.warnings()[FLAW] == "connection_failed"
    status = program.status()
    assert (status["state"], status["problem"]["code"]) == (StateName.READY, FLAW)
    said = desk.run("status").out
    assert said.startswith("Not ready - A pause would fail: No connection to the server")
    desk.simulation.join_network()
    desk.call()
    desk.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED)
    until(lambda: FLAW not in program.warnings(), what="the word to go")
    assert desk.run("resume").code == 0


def test_a_server_that_is_back_is_noticed_without_a_press(desk: Desk) -> None:
    assert desk.set_up().code == 0
    desk.simulation.cut_network()
    program = desk.start()
    until(lambda: FLAW in program.warnings(), TWO_TRIES_S, "the word on the server")
    desk.simulation.join_network()
    until(lambda: FLAW not in program.warnings(), 20.0, "the word to go")  # some ten seconds at most
    assert program.status()["problem"] is None


def test_nothing_is_said_of_a_server_that_works(desk: Desk) -> None:
    program = desk.ready()
    assert FLAW not in {flaw for view in program.views() for flaw in view["warnings"]}

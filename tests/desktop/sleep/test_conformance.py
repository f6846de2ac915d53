"""What every watch does, the fake included."""

import pytest

from tests.desktop.sleep.machines import Machine
from trayapp.desktop.sleep import Moment, choose_watch
from trayapp.desktop.sleep.absent import AbsentWatch

SUSPENDING, WOKE, LOCKED, UNLOCKED, SESSION_ENDS = Moment


def test_a_sleep_and_a_wake_are_each_told_once(machine: Machine) -> None:
    machine.sleep()
    assert machine.told == [SUSPENDING]
    machine.wake()
    assert machine.told == [SUSPENDING, WOKE]
    machine.sleep()
    machine.wake()
    assert machine.told == [SUSPENDING, WOKE] * 2


def test_the_screen_lock_is_told(machine: Machine) -> None:
    machine.lock()
    machine.unlock()
    assert machine.told == [LOCKED, UNLOCKED]


def test_the_end_of_the_session_is_told_once(machine: Machine) -> None:
    assert machine.watch.tells_session_end
    machine.end()
    machine.end()
    assert machine.told == [SESSION_ENDS]


def test_the_question_whether_it_may_end_is_no_end(machine: Machine) -> None:
    machine.ask_to_end()
    machine.change_mind()
    assert machine.told == []
    machine.end()
    assert machine.told == [SESSION_ENDS]


def test_nothing_is_called_after_close(machine: Machine) -> None:
    machine.watch.close()
    machine.watch.close()
    machine.sleep()
    machine.wake()
    machine.lock()
    machine.end()
    assert machine.told == []


@pytest.mark.allow_log("Windows will not tell of sleep")  # where there is no screen
def test_there_is_a_watch_everywhere() -> None:
    told: list[Moment] = []
    choose_watch(told.append).close()
    absent = AbsentWatch()
    assert not absent.tells_session_end
    absent.close()
    assert told == []

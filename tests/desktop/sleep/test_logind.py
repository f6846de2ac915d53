"""What logind says of sleep."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.sleep.logind_machine import LogindMachine
from tests.helpers import needs
from trayapp.desktop.bus_signal import Signal
from trayapp.desktop.sleep import Moment
from trayapp.desktop.sleep.logind import LogindWatch, _sleeps

pytestmark = needs.desktop


@pytest.fixture
def machine(qtbot: QtBot) -> Iterator[LogindMachine]:
    made = LogindMachine(lambda question: qtbot.waitUntil(question, timeout=30_000))
    yield made
    made.close()


def test_sleep_and_wake_are_each_told_once(machine: LogindMachine) -> None:
    machine.sleep()
    assert machine.told == [Moment.SUSPENDING]
    machine.wake()
    machine.sleep()
    machine.wake()
    assert machine.told == [Moment.SUSPENDING, Moment.WOKE] * 2


def test_what_somebody_else_says_is_not_believed(machine: LogindMachine, qtbot: QtBot) -> None:
    other = machine.own_the_name("org.example.NotLogind")
    machine.say(sleeps=True, by=other)
    for listener in machine.listeners():
        machine.say(sleeps=True, by=other, to=listener)
    qtbot.wait(300)
    assert machine.told == []
    other.close()
    machine.sleep()
    assert machine.told == [Moment.SUSPENDING]


def test_a_logind_that_was_restarted_is_believed(machine: LogindMachine) -> None:
    machine.sleep()
    machine.restart_logind()
    machine.wake()
    assert machine.told == [Moment.SUSPENDING, Moment.WOKE]


def test_nobody_is_believed_while_there_is_no_logind(machine: LogindMachine, qtbot: QtBot) -> None:
    machine._connection.close()
    machine._connection = machine.own_the_name("org.example.NotLogind")
    for listener in machine.listeners():
        machine.say(sleeps=True, by=machine._connection, to=listener)
    qtbot.wait(300)
    assert machine.told == []


def test_it_listens_again_after_the_bus_was_restarted(machine: LogindMachine) -> None:
    machine.sleep()
    machine.wake()
    machine.restart_the_bus()
    machine.sleep()
    assert machine.told == [Moment.SUSPENDING, Moment.WOKE, Moment.SUSPENDING]


def test_nothing_is_called_after_close(machine: LogindMachine, qtbot: QtBot) -> None:
    machine.watch.close()
    machine.watch.close()
    machine.sleep()
    qtbot.wait(200)
    assert machine.told == []


def test_without_a_system_bus_the_thread_ends(qapp: object) -> None:
    watch = LogindWatch(lambda _: None, {"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere/at/all"})
    assert watch.join(30.0)
    assert not watch.tells_session_end
    watch.close()


@pytest.mark.parametrize("body", [(), (1,), ("true",), (True, True)])
def test_a_signal_of_another_shape_is_nothing(body: tuple[object, ...]) -> None:
    name = "org.freedesktop.login1.Manager.PrepareForSleep"
    assert _sleeps(Signal(":1.1", "/org/freedesktop/login1", name, body)) is None
    assert _sleeps(Signal(":1.1", "/org/freedesktop/login1", name, (True,))) is True

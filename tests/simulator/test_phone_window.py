"""The demo phone, button by button, with a real server behind it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.simulator.client import Client
from trayapp.simulator import phone_window
from trayapp.simulator.calls import PhoneStatus
from trayapp.simulator.faults import NO_FAULTS
from trayapp.simulator.phone_window import PhoneWindow
from trayapp.simulator.simulation import EXTENSION, Simulation
from trayapp.ui.language import Translators
from trayapp.ui.model import Language

WAIT_MS = 20_000


@pytest.fixture
def simulation() -> Iterator[Simulation]:
    """With a colleague."""
    with Simulation((EXTENSION, "NextDesk"), realtime=True) as running:
        yield running


@pytest.fixture
def window(qtbot: QtBot, simulation: Simulation) -> PhoneWindow:
    # Not shown: what is tested does not need it, and the offscreen platform complains of size hints.
    made = PhoneWindow(simulation, "Ctrl+Shift+F9", lambda: None)
    qtbot.addWidget(made)
    return made


def statuses(simulation: Simulation) -> list[PhoneStatus]:
    return [call.status for call in simulation.phones.calls()]


def enabled(window: PhoneWindow) -> list[bool]:
    keys = window.keys
    return [key.isEnabled() for key in (keys.ring, keys.answer, keys.join, keys.hang_up)]


def test_a_call_and_a_second_one(qtbot: QtBot, window: PhoneWindow, simulation: Simulation) -> None:
    assert enabled(window) == [True, False, False, False]
    window.keys.ring.click()
    assert statuses(simulation) == [PhoneStatus.RINGING]
    assert enabled(window) == [False, True, False, True]
    window.keys.answer.click()
    assert statuses(simulation) == [PhoneStatus.TALKING]
    assert enabled(window) == [True, False, True, True]
    window.keys.join.click()
    first, second = simulation.phones.calls()
    assert second.status is PhoneStatus.TALKING
    window.keys.hang_up.click()
    assert [call.ivrid for call in simulation.phones.calls()] == [first.ivrid]
    window.keys.hang_up.click()
    assert enabled(window) == [True, False, False, False]
    assert window.strip.accessibleDescription() == "Call 1: ended; Call 2: ended"


def test_hold_and_back(window: PhoneWindow, simulation: Simulation) -> None:
    hold = window.keys.hold
    assert not hold.isEnabled()
    window.keys.queue.click()
    assert statuses(simulation) == [PhoneStatus.TALKING]
    assert (hold.isEnabled(), hold.text()) == (True, "Hold")
    hold.click()
    assert (statuses(simulation), hold.text()) == ([PhoneStatus.HOLD], "Take back")
    hold.click()
    assert (statuses(simulation), hold.text()) == ([PhoneStatus.TALKING], "Hold")


def test_a_transfer_and_back(qtbot: QtBot, window: PhoneWindow, simulation: Simulation) -> None:
    transfer = window.keys.transfer
    assert not transfer.isEnabled()
    window.keys.queue.click()
    transfer.click()
    assert [call.extension for call in simulation.phones.calls()] == ["NextDesk"]
    assert transfer.text() == "Colleague transfers back"
    assert not window.keys.hold.isEnabled()
    # Nothing is on the tape before the clock has moved on.
    words = "Call 1: ended; Call 2: at a colleague, Recorded"
    qtbot.waitUntil(lambda: window.strip.accessibleDescription() == words, timeout=WAIT_MS)
    transfer.click()
    (call,) = simulation.phones.calls()
    assert (call.extension, len(call.related)) == (EXTENSION, 2)
    assert transfer.text() == "Transfer to a colleague"


def test_a_conference_of_a_held_call_and_another(window: PhoneWindow, simulation: Simulation) -> None:
    keys = window.keys
    keys.queue.click()
    keys.hold.click()
    assert not keys.conference.isEnabled()
    keys.join.click()
    keys.conference.click()
    assert statuses(simulation) == [PhoneStatus.TALKING] * 2
    assert not keys.conference.isEnabled()


def test_another_language_while_it_runs(qtbot: QtBot, qapp: QApplication, window: PhoneWindow) -> None:
    def words() -> tuple[str, ...]:
        keys = window.keys
        return (window.windowTitle(), keys.ring.text(), keys.hold.text(), window.cut.text())

    english = words()
    translators = Translators(qapp)
    translators.install(Language.HEBREW)
    try:
        qtbot.waitUntil(lambda: not any(word.isascii() for word in words()), timeout=WAIT_MS)
        assert any("Ctrl+Shift+F9" in label.text() for label in window.findChildren(QLabel))
    finally:
        translators.install(Language.ENGLISH)
    qtbot.waitUntil(lambda: words() == english, timeout=WAIT_MS)


def test_without_a_colleague_a_transfer_goes_outside(qtbot: QtBot) -> None:
    with Simulation() as alone:
        window = PhoneWindow(alone, "Ctrl+Shift+F9", lambda: None)
        qtbot.addWidget(window)
        window.keys.queue.click()
        window.keys.transfer.click()
        assert alone.phones.calls() == ()
        assert not window.keys.transfer.isEnabled()


def test_someone_else_resumes(window: PhoneWindow, simulation: Simulation) -> None:
    window.keys.queue.click()
    assert not window.keys.other_hand.isEnabled()
    simulation.phones.mute_extension(EXTENSION, muted=True)
    window.refresh()
    window.keys.other_hand.click()
    assert [call.muted for call in simulation.phones.calls()] == [False]
    assert not window.keys.other_hand.isEnabled()


def test_no_key_where_no_line_is_left(window: PhoneWindow, simulation: Simulation) -> None:
    for _ in range(simulation.phones.lines):
        window.keys.queue.click()
    keys = window.keys
    assert [key.isEnabled() for key in (keys.ring, keys.queue, keys.join)] == [False] * 3


def test_the_remote_control_may_be_faster(window: PhoneWindow, simulation: Simulation) -> None:
    window.keys.queue.click()
    (call,) = simulation.phones.calls()
    simulation.phones.hang_up(call.ivrid)
    window.keys.hold.click()
    assert not window.keys.hold.isEnabled()


def test_answers_by_itself(
    qtbot: QtBot, window: PhoneWindow, simulation: Simulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone_window, "SELF_ANSWER_S", 0.0)
    window.self_answer.setChecked(True)
    window.keys.ring.click()
    qtbot.waitUntil(lambda: statuses(simulation) == [PhoneStatus.TALKING], timeout=WAIT_MS)


def test_faults(qtbot: QtBot, window: PhoneWindow, simulation: Simulation) -> None:
    window.refuse.click()
    window.slow.click()
    assert simulation.monitor.faults.now.refuse
    assert simulation.monitor.faults.now.delay_s == phone_window.SLOW_S
    window.refuse.click()
    window.slow.click()
    assert simulation.monitor.faults.now == NO_FAULTS
    window.silent.click()
    assert simulation.monitor.faults.now.socket_silent
    window.silent.click()
    window.cut.click()
    qtbot.waitUntil(lambda: simulation.network_is_cut, timeout=WAIT_MS)
    window.cut.click()
    qtbot.waitUntil(lambda: not simulation.network_is_cut, timeout=WAIT_MS)
    with Client(simulation) as client:
        assert client.head() == 200


def test_what_the_remote_control_does_shows(qtbot: QtBot, window: PhoneWindow, simulation: Simulation) -> None:
    simulation.set_faults(refuse=True)
    simulation.cut_network()
    simulation.phones.join(simulation.extension)
    qtbot.waitUntil(lambda: window.refuse.isChecked() and window.cut.isChecked(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.strip.accessibleDescription() == "Call 1: talking, Recorded", timeout=WAIT_MS)
    assert simulation.network_is_cut
    assert simulation.monitor.faults.now.refuse


def test_the_chord_is_named(window: PhoneWindow) -> None:
    assert any("Ctrl+Shift+F9" in label.text() for label in window.findChildren(QLabel))


def test_closing_is_told(qtbot: QtBot, simulation: Simulation) -> None:
    closed: list[bool] = []
    window = PhoneWindow(simulation, "Ctrl+Shift+F9", lambda: closed.append(True))
    qtbot.addWidget(window)
    window.close()
    assert closed == [True]

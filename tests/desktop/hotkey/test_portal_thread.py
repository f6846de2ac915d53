"""The portal's thread: it sleeps while nothing happens, and holds up nobody."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.hotkey.hands import Record
from tests.desktop.hotkey.portal_hands import PortalHands
from trayapp.desktop import bus
from trayapp.desktop.hotkey import ChordStatus
from trayapp.desktop.hotkey.chord import Chord
from trayapp.desktop.hotkey.portal import PortalHotkeys

pytestmark = [pytest.mark.desktop, pytest.mark.allow_log("No global hotkeys")]

F9 = Chord.parse("Ctrl+Shift+F9")


def test_nothing_wakes_while_nothing_happens(portal_hands: PortalHands, qtbot: QtBot) -> None:
    portal_hands.backend.register("toggle", F9)
    qtbot.waitUntil(lambda: portal_hands.record.status("toggle") is ChordStatus.ACTIVE, timeout=20_000)
    worker = next(thread for thread in threading.enumerate() if thread.name == "portal")

    def wakes() -> int:
        status = Path(f"/proc/self/task/{worker.native_id}/status").read_text()
        return int(status.partition("\nvoluntary_ctxt_switches:")[2].split()[0])

    qtbot.waitUntil(lambda: _still(wakes, qtbot), timeout=20_000)
    before = wakes()
    qtbot.wait(1000)
    assert wakes() == before


def _still(wakes: Callable[[], int], qtbot: QtBot) -> bool:
    before = wakes()
    qtbot.wait(50)
    return wakes() == before


def test_without_a_bus_it_is_said(qtbot: QtBot) -> None:
    record = Record()
    backend = PortalHotkeys(record.on_pressed, record.on_status, environment={})
    backend.register("toggle", F9)
    qtbot.waitUntil(lambda: record.status("toggle") is ChordStatus.UNAVAILABLE, timeout=20_000)
    backend.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "portal"]


@pytest.fixture
def mute_bus() -> Iterator[str]:
    """A bus that takes callers and says nothing; its address."""
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as listener:
        listener.bind("")  # a name of the system's choice, in no folder
        listener.listen()
        yield "unix:abstract=" + listener.getsockname()[1:].decode()


def test_a_bus_that_says_nothing_holds_up_nobody(mute_bus: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bus, "CALL_S", 1.0)
    record = Record()
    backend = PortalHotkeys(record.on_pressed, record.on_status, environment={"DBUS_SESSION_BUS_ADDRESS": mute_bus})
    began_s = time.monotonic()
    backend.register("toggle", F9)
    assert time.monotonic() - began_s < 0.5
    qtbot.waitUntil(lambda: record.status("toggle") is ChordStatus.UNAVAILABLE, timeout=20_000)
    began_s = time.monotonic()
    backend.close()
    assert time.monotonic() - began_s < 3.0

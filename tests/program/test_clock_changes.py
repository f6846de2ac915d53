"""The clock on the wall and the time zone change in the middle of a pause, as the program sees them and nothing else.

What is shown runs on; the journal has each moment as the calendar had it then, and each length as it really was; what
the calls' server tells by a clock and a zone of its own stays right.
"""

import os
import re
import struct
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.helpers import needs
from tests.program.conftest import MakeDesk
from tests.program.desk import START_S, TOGGLE, WAIT_S, Desk, Program, pace
from tests.program.policies import seeing
from tests.program.test_journal import listed, verified
from trayapp.core.view import Look, StateName
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop

pytestmark = [pytest.mark.desktop, needs.clock]

MAXIMUM_S, COUNTDOWN_S, REMINDER_S = 6.0, 3.0, 2.0
SOURCE = Path(__file__).with_name("shifted_calendar.c")
BUSY_S = 1.5
"""What the reading of a clock may be late on a busy machine."""
FORWARD, BACK = timedelta(hours=26), timedelta(hours=-20)
"""Past a midnight, and within what the server's certificate is good for."""


class Calendar:
    """The calendar of the programs that are started with `environment`: this machine's, shifted."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "shift"
        library = folder / "shifted_calendar.so"
        command: list[str | Path] = [
            "gcc",
            "-shared",
            "-fPIC",
            "-fno-builtin",
            "-nostdlib",
            "-Wall",
            "-Werror",
            "-o",
            library,
            SOURCE,
        ]
        subprocess.run(command, check=True)
        self.shift(timedelta())
        self.environment = {"LD_PRELOAD": str(library), "SHIFTED_CALENDAR": str(self._file)}

    def shift(self, by: timedelta) -> None:
        """Set the clock, from one moment to the next."""
        self.by = by
        # In its place, for the programs have it in their memory.
        with self._file.open("r+b" if self._file.exists() else "wb") as file:
            file.write(struct.pack("@q", int(by.total_seconds())))

    def now(self) -> datetime:
        """What it shows."""
        return datetime.now(UTC) + self.by


class Zone:
    """The time zone of the programs of a desk, as the system's settings change it: by another /etc/localtime."""

    def __init__(self, desk: Desk, hours: int) -> None:
        self._file = desk.home / "zone"
        self.set(hours)
        layer = desk.home / "etc-zone"
        layer.mkdir()
        (layer / "localtime").symlink_to(self._file)
        desk.under = ("env", "--unset=TZ", *seeing(layer))

    def set(self, hours: int) -> None:
        """So many hours ahead of UTC: the least file of tzfile(5), with one kind of local time."""
        head = b"TZif".ljust(20, b"\0") + struct.pack(">6I", 0, 0, 0, 0, 1, 4)
        new = self._file.with_suffix(".new")
        new.write_bytes(head + struct.pack(">iBB", 3600 * hours, 0, 0) + b"TST\0")
        new.replace(self._file)
        self.hours = hours

    def time_of_day(self, at: datetime) -> str:
        """How a moment is shown."""
        return f"{at + timedelta(hours=self.hours):%H:%M}"


class Played:
    """The player of sounds of the programs that are started with `environment`: it notes what it plays, and when."""

    def __init__(self, desk: Desk) -> None:
        self._file = desk.home / "played"
        player = desk.home / "bin" / "paplay"
        player.parent.mkdir()
        note = "import sys, time; print(time.monotonic(), *sys.argv[1:])"
        player.write_text(f'#!/bin/sh\n"{sys.executable}" -S -c \'{note}\' "$@" >> "{self._file}"\n')
        player.chmod(0o755)
        self.environment = {"PATH": f"{player.parent}:{os.environ['PATH']}"}

    def reminders(self) -> list[float]:
        """When the reminder was played, by `time.monotonic`."""
        lines = self._file.read_text().splitlines() if self._file.exists() else []
        return [float(line.split()[0]) for line in lines if "reminder" in line]


@pytest.fixture
def calendar(desk: Desk) -> Calendar:
    return Calendar(desk.home)


def text(program: Program, name: str, window: str = "pill") -> str:
    """What a label says, without the marks that keep a number from being turned round; empty where it is not seen."""
    return re.sub("[\u200e\u2066-\u2069]", "", str(program.widgets(window).get(name, {}).get("text", "")))


def shown_s(program: Program) -> float:
    """The running clock of the pause."""
    found = re.search(r"PAUSED (\d+):(\d\d)", text(program, "state"))
    assert found
    return 60.0 * int(found[1]) + int(found[2])


def runs_on(program: Program, calendar: Calendar, paused_s: float) -> None:
    """The clocks of the pause that began at `paused_s` say what has really passed."""
    status, now = program.status(), calendar.now()
    passed_s = time.monotonic() - paused_s
    assert status["state"] == StateName.PAUSED
    since, until_then = (datetime.fromisoformat(status[name]) for name in ("paused_since", "resumes_at"))
    assert abs((now - since).total_seconds() - passed_s) < BUSY_S
    assert (until_then - since).total_seconds() == pytest.approx(MAXIMUM_S, abs=1)
    passed_s = time.monotonic() - paused_s
    assert passed_s - 1 - BUSY_S < shown_s(program) < passed_s + BUSY_S


def test_the_clock_is_set_in_a_pause(desk: Desk, calendar: Calendar) -> None:
    """Forward in one that the clock of the program ends, and back in another that the rep ends."""
    assert desk.set_up().code == 0
    played = Played(desk)
    environment = {**calendar.environment, **played.environment}
    times = {"first_reminder_s": REMINDER_S, "reminder_interval_s": 60.0}
    program = desk.start(environment=environment, maximum_pause_s=MAXIMUM_S, countdown_s=COUNTDOWN_S, **times)
    program.shows(StateName.READY, timeout_s=START_S)
    desk.call()
    began: list[datetime] = []
    for shift in (FORWARD, BACK):
        program.shows(StateName.READY)
        before_s, asked = time.monotonic(), calendar.now()
        began.append(asked)
        desk.desktop.key(TOGGLE)
        paused_s = float(program.await_view(before_s, state=StateName.PAUSED)["at_s"])
        runs_on(program, calendar, paused_s)
        calendar.shift(shift)
        pace()
        runs_on(program, calendar, paused_s)
        assert desk.muted() == [True]
        if shift == BACK:
            desk.desktop.key(TOGGLE)
        ended_s = float(program.await_view(paused_s, state=StateName.READY)["at_s"])
        if shift == FORWARD:
            assert ended_s - paused_s == pytest.approx(MAXIMUM_S, abs=BUSY_S)
            due = program.await_view(paused_s, look=Look.RESUME_DUE)
            assert float(due["at_s"]) - paused_s == pytest.approx(MAXIMUM_S - COUNTDOWN_S, abs=BUSY_S)
            # One at its time, one as the end is announced, and none for the hours that the calendar left out.
            reminded_s = [at_s - paused_s for at_s in played.reminders() if at_s > paused_s]
            assert reminded_s == pytest.approx([REMINDER_S, MAXIMUM_S - COUNTDOWN_S], abs=BUSY_S)
        assert desk.muted() == [False]

    def closed() -> list[dict[str, Any]]:
        pauses = sorted(listed(desk), key=lambda pause: float(pause["length_s"] or 0), reverse=True)
        return pauses if len(pauses) == 2 and all("ended" in pause for pause in pauses) else []

    first, second = until(closed, WAIT_S, "both pauses in the journal") or ({}, {})
    assert (first["resume_cause"], second["resume_cause"]) == ("clock", "hotkey")
    assert first["length_s"] == pytest.approx(MAXIMUM_S, abs=BUSY_S)
    assert 0.5 < second["length_s"] < MAXIMUM_S
    for pause, asked, shift in ((first, began[0], FORWARD), (second, began[1], BACK)):
        assert abs(datetime.fromisoformat(pause["asked_at"]) - asked) < timedelta(seconds=BUSY_S)
        left = datetime.fromisoformat(pause["ended_at"]) - timedelta(seconds=pause["length_s"])
        jumped = shift - (FORWARD if shift == BACK else timedelta())
        assert abs(left - asked - jumped) < timedelta(seconds=BUSY_S), "the end, by the calendar of then"
    assert pause["accepted_after_ms"] < 1500
    verified(desk)
    calendar.shift(timedelta())
    pace()
    desk.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED)
    assert desk.run("resume").code == 0
    until(lambda: len(listed(desk)) == 3, WAIT_S, "the third pause in the journal")
    verified(desk)
    assert desk.disagreements(program) == []


def test_the_time_zone_changes_in_a_pause(desk: Desk) -> None:
    """The times of day follow; what is counted and what is kept know no zone. The date may change with it."""
    hour = datetime.now(UTC).hour
    zone = Zone(desk, 0)
    assert desk.set_up().code == 0
    program = desk.start(reassert_window_s=1.0)
    program.shows(StateName.READY, timeout_s=START_S)
    desk.call()
    assert desk.run().code == 0
    asked = datetime.now(UTC)
    desk.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED)
    said = program.status()["paused_since"]
    for hours in (0, 13 if hour >= 12 else -13, 3):  # into another day, and back
        zone.set(hours)

        def followed() -> bool:
            """The minute in which it began, and the one in which it was looked at last."""
            began = {zone.time_of_day(asked + timedelta(seconds=late)) for late in (0.0, BUSY_S)}
            looked = {zone.time_of_day(asked + timedelta(seconds=late)) for late in (0.0, 1 + BUSY_S)}
            since = text(program, "detail").partition("not looked at since ")[2][:5]
            return text(program, "began-0", "panel") in began and since in looked

        until(followed, WAIT_S, f"the times of day of the zone {hours:+}")
        assert program.status()["paused_since"] == said
        assert text(program, "day", "panel") == "Pauses today"
        assert desk.muted() == [True]
    passed_s = (datetime.now(UTC) - asked).total_seconds()
    assert passed_s - 1 - BUSY_S < shown_s(program) < passed_s + BUSY_S
    assert desk.run("resume").code == 0
    (pause,) = until(lambda: [one for one in listed(desk) if "ended" in one], WAIT_S, "the pause in the journal") or []
    assert abs(datetime.fromisoformat(pause["asked_at"]) - asked) < timedelta(seconds=BUSY_S)
    assert pause["length_s"] == pytest.approx(passed_s, abs=BUSY_S)
    assert zone.time_of_day(asked) in desk.run("journal", "list").out
    verified(desk)
    assert desk.disagreements(program) == []


def test_the_calls_are_since_when_they_are_in_any_zone_and_by_any_clock(
    program_desktop: VirtualDesktop, make_desk: MakeDesk
) -> None:
    """Their server tells local time as if it were universal, by a clock that is not this desk's."""
    desk = make_desk(program_desktop, realtime=True)
    zone, calendar = Zone(desk, -9), Calendar(desk.home)
    assert desk.set_up().code == 0
    program = desk.start(environment=calendar.environment)
    program.shows(StateName.NO_CALL, timeout_s=START_S)
    desk.call()
    began_s = time.monotonic()
    program.shows(StateName.RECORDING)
    for hours, shift in ((-9, timedelta()), (4, FORWARD), (0, BACK)):
        zone.set(hours)
        calendar.shift(shift)
        desk.desktop.key(TOGGLE)
        program.shows(StateName.PAUSED, certainty="verified")
        (call,) = program.status()["calls"]
        age_s = (calendar.now() - datetime.fromisoformat(call["since"])).total_seconds()
        assert age_s == pytest.approx(time.monotonic() - began_s, abs=BUSY_S + 1)
        pace()
        desk.desktop.key(TOGGLE)
        program.shows(StateName.RECORDING)
        pace()
    until(lambda: not desk.disagreements(program), what="the screen and the tape to agree")


def test_the_calendar_is_only_this_programs(calendar: Calendar) -> None:
    """What the tests above stand on."""
    calendar.shift(FORWARD)
    told = subprocess.run(
        ["date", "+%s"], env={**os.environ, **calendar.environment}, capture_output=True, check=True
    ).stdout
    assert abs(int(told) - time.time() - FORWARD.total_seconds()) < BUSY_S + 1

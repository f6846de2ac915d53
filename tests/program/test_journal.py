"""The journal of the running program: every pause is in it, whatever happens, and nothing waits for it."""

import json
import random
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.desktop_session.fixtures import MakeDesktop
from tests.helpers import needs
from tests.helpers.secrets import EXTENSION
from tests.program.conftest import MakeDesk
from tests.program.desk import START_S, TOGGLE, WAIT_S, Desk, Program, pace
from tests.program.test_two_sessions import SecondSession
from trayapp.core.view import StateName
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import Keyring, VirtualDesktop

pytestmark = pytest.mark.desktop

KILLS = 6


@pytest.fixture
def seeing(program_desktop: VirtualDesktop, make_desk: MakeDesk) -> Desk:
    return make_desk(program_desktop, realtime=True)


@pytest.fixture
def other(desk: Desk) -> Iterator[Desk]:
    with VirtualDesktop() as second:
        session = SecondSession(desk, second)
        yield session
        session.close()


def folder(desk: Desk) -> Path:
    return desk.home / "state" / "journal"


def listed(desk: Desk, what: str = "list") -> list[dict[str, Any]]:
    outcome = desk.run("journal", what, "--json")
    assert outcome.code == 0, outcome.err
    assert not outcome.err
    return list(json.loads(outcome.out)["pauses" if what == "list" else "exposures"])


def await_listed(desk: Desk, count: int, **wanted: object) -> list[dict[str, Any]]:
    """Wait for so many pauses, the last of which is so."""

    def found() -> list[dict[str, Any]] | None:
        pauses = listed(desk)
        right = len(pauses) == count and all(pauses[-1].get(name) == value for name, value in wanted.items())
        return pauses if right else None

    pauses = until(found, WAIT_S, f"{count} pauses in the journal, with {wanted}")
    assert pauses
    return pauses


def verified(desk: Desk) -> None:
    outcome = desk.run("journal", "verify")
    assert outcome.code == 0, f"{outcome.out}{outcome.err}"


def toggle(desk: Desk, program: Program, state: StateName) -> None:
    desk.desktop.key(TOGGLE)
    program.shows(state)
    pace()


def test_a_half_minute_and_what_is_recorded_of_it(desk: Desk) -> None:
    program = desk.ready()
    ivrid = desk.call()
    began = datetime.now(UTC)
    toggle(desk, program, StateName.PAUSED)
    assert desk.run("resume").code == 0
    (pause,) = await_listed(desk, 1, ended="resumed")
    assert pause["cause"] == "hotkey"
    assert pause["resume_cause"] == "command"
    assert pause["extension"] == f"…{EXTENSION[-3:]}"
    assert pause["demo"] is True  # the simulator's server
    assert pause["action_id"]
    assert 0.5 < pause["length_s"] < (datetime.now(UTC) - began).total_seconds()
    assert pause["accepted_after_ms"] < 1500
    assert abs((datetime.fromisoformat(pause["asked_at"]) - began).total_seconds()) < 2
    assert "calls" not in pause  # nobody sees them here
    verified(desk)
    # And without a running program.
    assert desk.run("quit").code == 0
    assert program.ends() == 0
    verified(desk)
    assert len(listed(desk)) == 1
    text = b"".join(file.read_bytes() for file in folder(desk).iterdir())
    assert EXTENSION.encode() not in text
    assert b"localhost" not in text
    assert ivrid.encode() not in text


def test_calls_are_named_where_they_are_seen_and_a_new_one_is_an_exposure(seeing: Desk) -> None:
    program = seeing.ready_to_see()
    first = seeing.call()
    program.shows(StateName.RECORDING)
    toggle(seeing, program, StateName.PAUSED)
    second = seeing.call()
    seeing.await_muted([True, True])
    program.shows(StateName.PAUSED, certainty="verified")
    pace()  # what has just changed by itself is not yet what a press means
    toggle(seeing, program, StateName.RECORDING)
    (pause,) = await_listed(seeing, 1, ended="resumed", result="verified")
    assert [(call["ivrid"], call.get("joined", False)) for call in pause["calls"]] == [(first, False), (second, True)]
    (exposure,) = listed(seeing, "exposures")
    assert (exposure["what"], exposure["calls"], exposure["pause"]) == ("new_call", [second], pause["id"])
    assert 0 <= exposure["recorded_ms"] < 5000
    verified(seeing)


def test_a_pause_that_fails_is_an_exposure(desk: Desk) -> None:
    program = desk.ready()
    desk.call()
    desk.simulation.cut_network()
    desk.desktop.key(TOGGLE)
    program.shows(StateName.NOT_PAUSED)
    until(lambda: [one["what"] for one in listed(desk, "exposures")] == ["pause_failed"], WAIT_S)
    desk.simulation.join_network()
    program.shows(StateName.PAUSED)
    until(lambda: "recorded_ms" in listed(desk, "exposures")[0], WAIT_S, "the end of the exposure")
    # From the press to the acceptance.
    assert listed(desk, "exposures")[0]["recorded_ms"] == listed(desk)[0]["accepted_after_ms"]


def test_the_rep_says_that_digits_were_heard(desk: Desk) -> None:
    outcome = desk.run("exposed")
    assert outcome.code == 3
    program = desk.ready()
    outcome = desk.run("exposed")
    assert (outcome.code, outcome.out) == (0, "Noted in the journal.\n")
    pill = program.widgets("pill")["pill"]
    program.choose("exposed", pill["x"], pill["y"])
    until(lambda: [one["cause"] for one in listed(desk, "exposures")] == ["command", "click"], WAIT_S)
    assert program.status()["state"] == StateName.READY
    verified(desk)


def test_killed_at_any_moment_it_tells_what_it_knows(desk: Desk) -> None:
    """A pause more is there after each kill, none is lost that was there before, and nothing is in doubt."""
    seed = random.SystemRandom().randrange(1 << 32)
    chance = random.Random(seed)  # noqa: S311  (no secret: a failed run is repeated by its seed)
    program = desk.ready()
    desk.call()
    before = 0
    for number in range(KILLS):
        desk.desktop.key(TOGGLE)
        program.shows(StateName.PAUSED)
        time.sleep(chance.choice([0.0, 0.01, 0.05, 0.7]))
        desk.desktop.key(TOGGLE)
        time.sleep(chance.uniform(0.0, 0.1))
        program.kill()
        verified(desk)
        now = len(listed(desk))
        assert now >= before, f"seed {seed}, kill {number}"
        before = now
        program = desk.start()
        until(lambda p=program: p.state in (StateName.READY, StateName.UNKNOWN), START_S)  # type: ignore[misc]  # a default
        assert desk.run("resume").code == 0
        program.shows(StateName.READY)
        pace()
    until(lambda: all(pause.get("ended") for pause in listed(desk)[-1:]), WAIT_S)
    verified(desk)


def test_a_pause_that_a_crash_cut_short_is_found_by_the_next_start(desk: Desk) -> None:
    program = desk.ready()
    desk.call()
    toggle(desk, program, StateName.PAUSED)
    await_listed(desk, 1, result="accepted")
    program.kill()
    program = desk.start()
    program.shows(StateName.UNKNOWN, timeout_s=START_S)
    assert desk.run("resume").code == 0
    cut, found = await_listed(desk, 2, ended="resumed")
    assert cut["ended"] == "program_ended"
    assert cut["marks"] == ["not_resumed"]
    assert found["cause"] == "restart"
    assert found["length_s"] > 0.5
    verified(desk)


def flawed(desk: Desk, program: Program) -> None:
    """Pause and resume; that the journal fails is said, and nothing else."""
    desk.call()
    desk.desktop.key(TOGGLE)
    program.await_view(state=StateName.PAUSED)
    assert desk.muted() == [True]
    until(lambda: "journal_not_written" in program.warnings(), WAIT_S, "the word on the journal")
    assert desk.run("resume").code == 0
    assert desk.muted() == [False]
    assert desk.run("exposed").code == 1
    pressed = [view["at_s"] for view in program.views() if view["state"] == StateName.PAUSING]
    accepted = [view["at_s"] for view in program.views() if view["state"] == StateName.PAUSED]
    assert accepted[0] - pressed[0] < 1.5


def test_a_folder_that_cannot_be_written(desk: Desk) -> None:
    """It is in the way for a while: what was not written meanwhile is written afterwards."""
    program = desk.ready()
    folder(desk).write_text("in the way")
    flawed(desk, program)
    folder(desk).unlink()
    pace()
    toggle(desk, program, StateName.PAUSED)
    until(lambda: "journal_not_written" not in program.warnings(), WAIT_S, "the word to go")
    assert len(await_listed(desk, 2)) == 2
    assert len(listed(desk, "exposures")) == 1
    verified(desk)


@needs.linux
def test_a_full_disk(desk: Desk) -> None:
    """The file of the month leads to a device that takes nothing: no space left, says the system."""
    program = desk.ready()
    folder(desk).mkdir(mode=0o700)
    file = folder(desk) / f"{datetime.now(UTC):%Y-%m}.jsonl"
    file.symlink_to("/dev/full")
    flawed(desk, program)
    assert "No space left" in program.warnings()["journal_not_written"]
    file.unlink()
    pace()
    toggle(desk, program, StateName.PAUSED)
    await_listed(desk, 2)
    verified(desk)


def test_two_sessions_of_one_user(desk: Desk, other: Desk) -> None:
    """Each writes to files of its own; the list has both, and both are vouched for."""
    first = desk.ready()
    second = other.start()
    second.shows(StateName.READY, timeout_s=START_S)
    desk.call()
    toggle(desk, first, StateName.PAUSED)
    toggle(desk, first, StateName.READY)
    toggle(other, second, StateName.PAUSED)
    toggle(desk, first, StateName.PAUSED)  # takes the other's pause over
    toggle(desk, first, StateName.READY)
    until(lambda: len(list(folder(desk).glob("*.jsonl"))) == 2, WAIT_S)
    until(lambda: all("ended" in pause for pause in listed(desk)), WAIT_S)
    assert "other_session" in [pause["ended"] for pause in listed(desk)]
    verified(desk)


def test_a_changed_line_is_named(desk: Desk) -> None:
    program = desk.ready()
    desk.call()
    toggle(desk, program, StateName.PAUSED)
    toggle(desk, program, StateName.READY)
    await_listed(desk, 1, ended="resumed")
    file = next(folder(desk).iterdir())
    file.write_bytes(file.read_bytes().replace(b'"hotkey"', b'"HOTKEY"', 1))
    outcome = desk.run("journal", "verify")
    assert outcome.code == 1
    assert f"{file.name}, line 2: was changed" in outcome.out


HEBREW = "[\u0590-\u05ff]"


def test_the_journal_is_told_in_the_language_of_the_program_and_read_by_scripts_in_none(desk: Desk) -> None:
    """Every heading, word and sentence, also those of a journal that is in doubt; names and numbers stay whole."""
    (desk.home / "settings").mkdir(mode=0o700)
    (desk.home / "settings" / "settings.toml").write_text('language = "he"\n')
    program = desk.ready()
    desk.call()
    toggle(desk, program, StateName.PAUSED)
    toggle(desk, program, StateName.READY)
    assert desk.run("exposed").code == 0
    await_listed(desk, 1, ended="resumed")
    file = next(folder(desk).iterdir())
    file.write_bytes(file.read_bytes().replace(b'"hotkey"', b'"click"', 1) + b"{half\n")
    outcomes = [desk.run("journal", what) for what in ("list", "exposures", "verify")]
    assert [outcome.code for outcome in outcomes] == [0, 0, 1]
    isolated = f"\u2066{file.name}\u2069"
    for line in "".join(f"{outcome.out}{outcome.err}" for outcome in outcomes).splitlines():
        assert re.search(HEBREW, line)
        told = re.sub("\u2066[^\u2069]*\u2069| DEMO", "", line)
        assert not re.search("[A-Za-z0-9]", told), line
        assert (file.name in line) == (isolated in line)
    assert "\u2066…" in outcomes[0].out
    export = desk.run("journal", "export", "--csv")
    assert not re.search(HEBREW, export.out)
    assert not re.search(HEBREW, desk.run("journal", "list", "--json").out)


def test_the_panel_shows_the_day_also_after_a_restart(desk: Desk) -> None:
    program = desk.ready()
    desk.call()
    toggle(desk, program, StateName.PAUSED)
    toggle(desk, program, StateName.READY)
    await_listed(desk, 1, ended="resumed")
    assert desk.run("quit").code == 0
    program.ends()
    program = desk.start()
    program.shows(StateName.READY, timeout_s=START_S)
    assert desk.run().code == 0
    until(lambda: "day-strip" in program.widgets("panel"), WAIT_S, "the strip of the day")
    program.press("day-before", "panel")
    until(lambda: "day-strip" not in program.widgets("panel"), WAIT_S, "another day, on which there was no pause")
    program.press("day-after", "panel")
    until(lambda: "day-strip" in program.widgets("panel"), WAIT_S, "the strip of today")


def test_a_keyring_that_dies_stops_neither_a_pause_nor_the_journal(
    make_desktop: MakeDesktop, make_desk: MakeDesk
) -> None:
    """It is said that the journal proves less; once the keyring is back, the head is told again."""
    desktop = make_desktop(keyring=Keyring.UNLOCKED)
    desk = make_desk(desktop)
    desk.allow_log("The keyring")
    program = desk.ready()
    desk.call()
    toggle(desk, program, StateName.PAUSED)
    toggle(desk, program, StateName.READY)
    await_listed(desk, 1, ended="resumed")
    verified(desk)
    desktop.stop_keyring()
    toggle(desk, program, StateName.PAUSED)
    until(lambda: "journal_not_sealed" in program.warnings(), WAIT_S, "the word on the journal")
    toggle(desk, program, StateName.READY)
    await_listed(desk, 2, ended="resumed")
    outcome = desk.run("journal", "verify")
    assert outcome.code == 1
    assert "keyring" in outcome.err
    desktop.start_keyring(unlocked=True)
    toggle(desk, program, StateName.PAUSED)
    until(lambda: "journal_not_sealed" not in program.warnings(), WAIT_S, "the word to go")
    toggle(desk, program, StateName.READY)
    await_listed(desk, 3, ended="resumed")
    verified(desk)  # the lines of meanwhile were sealed by the key that the program still had

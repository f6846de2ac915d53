"""The chords of the running program: taken, freed, changed, under other layouts and locks; and no other key."""

import subprocess
import sys
import time

import pytest

from tests.desktop.hotkey.hands import RIVAL
from tests.desktop_session.fixtures import MakeDesktop
from tests.program.conftest import MakeDesk
from tests.program.desk import CARD, PAUSE, ROOT, TOGGLE, WAIT_S, Desk, pace
from trayapp.core.view import StateName
from trayapp.simulator.text_window import TextWindow
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import Keyring

pytestmark = pytest.mark.desktop

REGRAB_S = 6.0
"""A chord that comes free is looked for every five seconds."""


def take(desk: Desk, chord: str) -> "subprocess.Popen[bytes]":
    """Another program that has a chord until its input ends."""
    rival = desk.desktop.start(
        [sys.executable, "-c", RIVAL, chord],
        environment={"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert rival.stdout
    with rival.stdout:
        assert rival.stdout.readline().strip() == b"True"
    return rival


def give_back(rival: "subprocess.Popen[bytes]") -> None:
    assert rival.stdin
    rival.stdin.close()
    rival.wait(WAIT_S)


def test_a_chord_that_is_taken_is_said_by_name_and_works_once_it_is_free(desk: Desk) -> None:
    """At the start, and again after the other program has gone; the other chord works all the time."""
    rival = take(desk, "Ctrl+Shift+F9")
    try:
        program = desk.ready()
        until(lambda: program.warnings() == {"toggle_chord_taken": "Ctrl+Shift+F9"}, 3.0, "the word on the chord")
        assert "Ctrl+Shift+F9" in desk.run("status").out
        desk.call()
        desk.desktop.key(TOGGLE)
        desk.desktop.key(PAUSE)
        program.shows(StateName.PAUSED)
        assert desk.run("resume").code == 0
    finally:
        give_back(rival)
    until(lambda: not program.warnings(), REGRAB_S + 1.0, "the word to go")
    pace()
    desk.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED)


def test_the_word_on_a_taken_chord_leads_to_other_keys(desk: Desk) -> None:
    """From the panel to the field, which offers another chord; what is pressed there and saved counts at once."""
    rival = take(desk, "Ctrl+Shift+F9")
    try:
        program = desk.ready()
        desk.call()
        until(lambda: "toggle_chord_taken" in program.warnings(), what="the word on the chord")
        assert desk.run().code == 0
        program.press("warning_toggle_chord_taken.button", "panel")
        settings = until(lambda: next((w for w in program.windows() if "settings" in w.title), None), what="settings")
        assert settings
        # Out from under the pill, as a person would move it.
        move = ["xdotool", "windowmove", str(settings.number), "20", "20"]
        subprocess.run(move, env=desk.desktop.environment, check=True)
        until(lambda: "flaw" in program.widgets("settings-window"), what="the word at the field")
        said = program.widgets("settings-window")["flaw"]["text"]
        assert said.count("Ctrl+") == 2, "another one is offered"
        program.press("chord.toggle", "settings-window")
        until(lambda: "…" in program.widgets("settings-window")["chord.toggle"]["text"], what="the field to wait")
        desk.desktop.key("ctrl+shift+F7")
        until(lambda: "F7" in program.widgets("settings-window")["chord.toggle"]["text"], what="the new chord")
        program.press("save", "settings-window")
        until(lambda: not program.warnings(), what="the word to go")
        assert program.state == StateName.READY
        desk.desktop.key("ctrl+shift+F7")
        program.shows(StateName.PAUSED)
        assert desk.run("resume").code == 0
    finally:
        give_back(rival)
    pace()
    with TextWindow(desk.desktop) as crm:
        desk.desktop.key(TOGGLE)
        crm.await_text("\x1b[20;6~")
    assert program.state == StateName.READY
    assert 'toggle_chord = "Ctrl+Shift+F7"' in (desk.home / "settings" / "settings.toml").read_text()


def test_no_other_key_is_taken_and_no_digit_is_written_down(desk: Desk) -> None:
    """Everything that is typed while the program runs arrives elsewhere, and none of it lies in the program's files."""
    program = desk.ready()
    desk.call()
    desk.desktop.key(TOGGLE)
    program.shows(StateName.PAUSED)
    with TextWindow(desk.desktop) as crm:
        desk.desktop.type(CARD)
        desk.desktop.type("abc XYZ 0987654321")
        for chord in ("ctrl+F9", "shift+F10"):
            desk.desktop.key(chord)
        until(lambda: len(crm.text) > len(CARD) + 20, what="the keys to arrive")
        assert crm.text.startswith(f"{CARD}abc XYZ 0987654321\x1b")
    assert desk.run("quit", "--resume").code == 0
    assert program.ends() == 0
    digits = CARD.replace(" ", "")
    for file in desk.home.rglob("*"):
        if file.is_file():
            text = file.read_text(errors="replace")
            assert CARD not in text
            assert digits not in text


def test_chords_work_with_a_hebrew_layout_with_locks_on_and_after_a_keymap_change(
    make_desktop: MakeDesktop, make_desk: MakeDesk
) -> None:
    """A layout without Latin letters is active, Caps Lock and Num Lock are on, and then the keys are moved."""
    desktop = make_desktop(keyring=Keyring.UNLOCKED)
    desk = make_desk(desktop)

    def both_ways() -> None:
        desktop.key(TOGGLE)
        program.shows(StateName.PAUSED)
        pace()
        desktop.key(TOGGLE)
        program.shows(StateName.READY)
        pace()

    layouts = ["setxkbmap", "-layout", "us,il", "-option", "grp:sclk_toggle"]
    subprocess.run(layouts, env=desktop.environment, check=True)
    desktop.key("ISO_Next_Group")
    program = desk.ready()
    desk.call()
    both_ways()
    for lock in ("Caps_Lock", "Num_Lock"):
        desktop.key(lock)
        both_ways()
    subprocess.run(["xmodmap", "-e", "keycode 75 = F8", "-e", "keycode 74 = F9"], env=desktop.environment, check=True)
    pace()
    both_ways()
    subprocess.run(["setxkbmap", "-layout", "il"], env=desktop.environment, check=True)
    pace()
    both_ways()


def test_a_held_chord_is_one_press(desk: Desk) -> None:
    """Auto-repeat does not toggle to and fro."""
    program = desk.ready()
    desk.call()
    desk.desktop.client.press(TOGGLE)
    try:
        program.shows(StateName.PAUSED)
        time.sleep(1.5)  # the keyboard repeats after 0.66 s
        assert program.state == StateName.PAUSED
        assert [view["state"] for view in program.views()].count(StateName.PAUSED) == 1
    finally:
        desk.desktop.client.release(TOGGLE)

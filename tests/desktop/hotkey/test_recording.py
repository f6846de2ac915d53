"""Chords pressed in a real window of ours, as the settings' field records them."""

import subprocess
import sys

import pytest

from tests.desktop.hotkey.hands import REPOSITORY
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop

pytestmark = pytest.mark.desktop


@pytest.mark.parametrize("hebrew", [False, True])
def test_the_key_is_recorded_and_not_its_character(desktop: VirtualDesktop, *, hebrew: bool) -> None:
    layout = ["setxkbmap", "-layout", "us,il", "-option", "grp:caps_toggle"]
    subprocess.run(layout, env=desktop.environment, check=True)
    if hebrew:
        desktop.key("ISO_Next_Group")
    output = desktop.root / "recorded"
    with output.open("wb") as file:
        program = [sys.executable, "-m", "tests.desktop.hotkey.recording_window"]
        desktop.start(program, environment={"PYTHONPATH": str(REPOSITORY)}, stdout=file)
    until(lambda: 0 < desktop.active_window() == desktop.focused_window(), 20, "the window to open")
    recorded: list[str] = []
    for pressed, expected in (
        ("ctrl+shift+F9", "Ctrl+Shift+F9"),
        ("ctrl+shift+1", "Ctrl+Shift+1"),
        ("ctrl+shift+p", "Ctrl+Shift+P"),
        ("ctrl+Pause", "Ctrl+Pause"),
        ("super+shift+Prior", "Shift+Super+PageUp"),
        ("ctrl+alt+p", "ALTGR"),
        ("p", "TOO_COMMON"),
        ("ctrl+Return", "UNKNOWN_KEY"),
    ):
        desktop.key(pressed)
        recorded.append(expected)
        # One at a time: a press that says nothing shows here and not at the end.
        until(lambda: len(output.read_text().splitlines()) >= len(recorded), what=f"a word about {pressed}")
        assert output.read_text().splitlines() == recorded

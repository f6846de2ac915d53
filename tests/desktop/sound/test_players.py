"""Players: programs that write down that they were started, instead of making a noise."""

import contextlib
import os
import time
from pathlib import Path

import pytest

from tests.helpers.needs import linux
from trayapp.core.effects import Tone
from trayapp.desktop.sound import choose_sound
from trayapp.desktop.sound import players as players_module
from trayapp.desktop.sound.files import sound_file
from trayapp.desktop.sound.players import Players
from trayapp.simulator.until import until

pytestmark = linux
LONG_S = 30.0


class Studio:
    """A folder of programs that is all the PATH there is, and what they wrote down."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tape = folder / "tape"

    def player(self, name: str, action: str = "") -> None:
        """Add a player that writes down its name, process, and arguments, then does something."""
        path = self.folder / name
        path.write_text(f'#!/bin/sh\necho "{name} $$ $*" >> {self.tape}\n{action}\n')
        path.chmod(0o755)

    def lines(self) -> list[str]:
        """What was written down."""
        return self.tape.read_text().splitlines() if self.tape.exists() else []

    def await_lines(self, count: int) -> list[str]:
        """What was written down, once there is that much."""
        until(lambda: len(self.lines()) >= count, LONG_S, f"{count} players")
        return self.lines()


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Studio:
    folder = tmp_path / "studio"
    folder.mkdir()
    for tool in ("sh", "sleep"):
        (folder / tool).symlink_to(f"/bin/{tool}")
    monkeypatch.setenv("PATH", str(folder))
    return Studio(folder)


def over(players: Players) -> None:
    until(lambda: not players._playing, LONG_S, "the sounds to end")


def children() -> list[str]:
    """The direct children of this process, dead ones included."""
    found = []
    for thread in Path(f"/proc/{os.getpid()}/task").iterdir():
        with contextlib.suppress(OSError):  # a thread that has just ended
            found += (thread / "children").read_text().split()
    return found


def test_the_first_player_plays_the_right_file(studio: Studio) -> None:
    for name in ("aplay", "paplay", "pw-play"):
        studio.player(name)
    sound = choose_sound()
    for count, tone in enumerate(Tone, start=1):
        sound.play(tone)
        name, _, *arguments = studio.await_lines(count)[-1].split()
        assert name == "pw-play"
        assert arguments == [str(sound_file(tone))]


def test_a_player_that_fails_is_followed_by_the_next_which_is_remembered(studio: Studio) -> None:
    studio.player("pw-play", "exit 1")
    studio.player("aplay")
    sound = Players()
    sound.play(Tone.PAUSED)
    studio.await_lines(2)
    over(sound)
    sound.play(Tone.PAUSED)
    over(sound)
    assert [line.split()[0] for line in studio.await_lines(3)] == ["pw-play", "aplay", "aplay"]


def test_no_player_is_no_error(studio: Studio) -> None:
    sound = Players()
    sound.play(Tone.ALARM)
    over(sound)
    (studio.folder / "aplay").write_text("not a program")
    (studio.folder / "aplay").chmod(0o755)
    sound.play(Tone.ALARM)
    over(sound)


def test_off_is_silent(studio: Studio) -> None:
    studio.player("aplay")
    sound = Players()
    sound.enabled = False
    sound.play(Tone.ALARM)
    assert not sound._playing
    sound.enabled = True
    sound.play(Tone.PAUSED)
    over(sound)
    assert len(studio.lines()) == 1


def test_two_at_once_and_the_newest_is_never_the_one_that_waits(studio: Studio) -> None:
    studio.player("aplay", "exec sleep 100")
    sound = Players()
    before = set(children())
    for count in range(1, 5):
        sound.play(Tone.ALARM)
        studio.await_lines(count)
    until(lambda: len(set(children()) - before) == 2, LONG_S, "two players")
    newest = {line.split()[1] for line in studio.lines()[-2:]}
    assert set(children()) - before == newest
    for playing in list(sound._playing):
        playing.stop()
    over(sound)
    # None is left behind, dead or alive.
    until(lambda: not set(children()) - before, LONG_S, "the players to be gone")


def test_a_player_that_hangs_is_ended(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(players_module, "_LONGEST_S", 0.3)
    studio.player("pw-play", "exec sleep 100")
    studio.player("aplay")
    sound = Players()
    before = set(children())
    sound.play(Tone.PAUSED)
    over(sound)
    assert set(children()) <= before
    # A sound that comes after its moment misleads, so the other player is asked from the next sound on.
    assert [line.split()[0] for line in studio.lines()] == ["pw-play"]
    sound.play(Tone.PAUSED)
    over(sound)
    assert [line.split()[0] for line in studio.lines()] == ["pw-play", "aplay"]


def test_the_caller_does_not_wait(studio: Studio) -> None:
    studio.player("aplay", "exec sleep 3")
    sound = Players()
    began_s = time.monotonic()
    sound.play(Tone.ALARM)
    assert time.monotonic() - began_s < 1.5
    over(sound)

"""What every way to play sounds promises: the fake and the real ones alike."""

import sys
from collections.abc import Callable

import pytest

from trayapp.core.effects import Tone
from trayapp.desktop.sound import Silence, Sound, choose_sound
from trayapp.desktop.sound.fake import FakeSound
from trayapp.desktop.sound.players import Players
from trayapp.desktop.sound.windows import WindowsSound


def broken(_: str) -> None:
    raise RuntimeError("Failed to play sound")


@pytest.mark.parametrize(
    "make",
    [FakeSound, Silence, lambda: Players([]), lambda: WindowsSound(broken), choose_sound],
    ids=["fake", "silence", "no player", "no sound card", "this system's"],
)
def test_playing_never_fails_and_never_waits(make: Callable[[], Sound]) -> None:
    sound = make()
    assert sound.enabled
    for enabled in (True, False):
        sound.enabled = enabled
        for tone in Tone:
            sound.play(tone)
    assert isinstance(sound.playable(), bool)


def test_without_a_player_nothing_is_playable() -> None:
    assert not Silence().playable()
    assert not Players([]).playable()
    assert not Players([["no-such-player"]]).playable()
    assert Players([[sys.executable]]).playable()
    assert FakeSound().playable()


def test_the_fake_lists_what_would_have_been_heard() -> None:
    sound = FakeSound()
    sound.play(Tone.PAUSED)
    sound.enabled = False
    sound.play(Tone.ALARM)
    assert sound.played == [Tone.PAUSED]

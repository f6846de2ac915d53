"""Sounds on Windows: the order of things on every system, and the real PlaySound where there is one."""

import ctypes
import logging
import threading
import time
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.helpers.needs import windows
from trayapp.core.effects import Tone
from trayapp.desktop.sound.files import sound_file
from trayapp.desktop.sound.windows import WindowsSound, play_file
from trayapp.simulator.until import until

LONG_S = 30.0


class Player:
    """Stands for PlaySound, and can be held up."""

    def __init__(self) -> None:
        self.began: list[str] = []
        self.played: list[str] = []
        self.gate = threading.Event()

    def __call__(self, path: str) -> None:
        self.began.append(Path(path).name)
        assert self.gate.wait(LONG_S)
        self.played.append(Path(path).name)


def test_the_caller_does_not_wait_and_the_newest_sound_is_the_one_that_is_heard() -> None:
    player = Player()
    sound = WindowsSound(player)
    began_s = time.monotonic()
    sound.play(Tone.PAUSED)
    until(lambda: player.began, LONG_S, "the first sound")
    for tone in (Tone.REMINDER, Tone.ALARM_SHORT, Tone.ALARM):
        sound.play(tone)
    assert time.monotonic() - began_s < LONG_S
    player.gate.set()
    until(lambda: len(player.played) == 2, LONG_S, "the last sound")
    assert player.played == [sound_file(tone).name for tone in (Tone.PAUSED, Tone.ALARM)]


def test_off_is_silent() -> None:
    player = Player()
    player.gate.set()
    sound = WindowsSound(player)
    sound.enabled = False
    sound.play(Tone.ALARM)
    sound.enabled = True
    sound.play(Tone.PAUSED)
    until(lambda: player.played, LONG_S, "a sound")
    assert player.played == ["paused.wav"]


def test_a_machine_without_sound_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    tried: list[str] = []

    def fail(path: str) -> None:
        tried.append(path)
        raise RuntimeError("Failed to play sound")

    sound = WindowsSound(fail)
    with caplog.at_level(logging.INFO):
        for count in (1, 2, 3):
            sound.play(Tone.ALARM)
            until(partial(lambda count: len(tried) == count, count), LONG_S, "an attempt")
    assert [record.levelname for record in caplog.records if "no sound" in record.message] == ["INFO"]


@windows
@pytest.mark.parametrize("tone", Tone)
def test_windows_takes_each_sound(tone: Tone) -> None:
    play_file(str(sound_file(tone)))


@windows
def test_a_machine_without_a_sound_card_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: SimpleNamespace(waveOutGetNumDevs=lambda: 0))
    with pytest.raises(RuntimeError, match="sound card"):
        play_file(str(sound_file(Tone.ALARM)))

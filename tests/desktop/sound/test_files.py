"""The sounds themselves: small, gentle, distinct, and just what the committed program makes."""

import array
import importlib.util
import math
import wave
from itertools import pairwise
from pathlib import Path

import pytest

from trayapp.core.effects import Tone
from trayapp.desktop.sound.files import sound_file

ROOT = Path(__file__).resolve().parents[3]
PITCHES_HZ = range(300, 1200, 10)


def samples(tone: Tone) -> "tuple[array.array[int], int]":
    with wave.open(str(sound_file(tone)), "rb") as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22050)
        return array.array("h", file.readframes(file.getnframes())), file.getframerate()


def strength(sound: "array.array[int]", rate_hz: int, pitch_hz: float) -> float:
    turn = 2 * math.pi * pitch_hz / rate_hz
    return math.hypot(
        sum(value * math.cos(turn * place) for place, value in enumerate(sound)),
        sum(value * math.sin(turn * place) for place, value in enumerate(sound)),
    )


def pitch_hz(sound: "array.array[int]", rate_hz: int, part: int, parts: int) -> int:
    length = len(sound) // parts
    piece = sound[part * length : (part + 1) * length]
    return max(PITCHES_HZ, key=lambda pitch: strength(piece, rate_hz, pitch))


def loudness(sound: "array.array[int]") -> float:
    return math.sqrt(sum(value * value for value in sound) / len(sound)) / 32767


@pytest.mark.parametrize("tone", Tone)
def test_each_sound_is_small_short_and_without_clicks(tone: Tone) -> None:
    sound, rate_hz = samples(tone)
    assert sound_file(tone).stat().st_size < 40_000
    assert 0.2 < len(sound) / rate_hz < 1.0
    assert max(map(abs, sound)) < 0.5 * 32767
    assert 0.05 < loudness(sound) < 0.25
    assert abs(sound[0]) < 50
    assert abs(sound[-1]) < 50
    # No step between neighbours larger than the steepest tone in it makes.
    assert max(abs(one - other) for one, other in pairwise(sound)) < 6000


def test_paused_falls_by_about_a_fifth() -> None:
    sound, rate_hz = samples(Tone.PAUSED)
    pitches = [pitch_hz(sound, rate_hz, part, 6) for part in range(6)]
    assert pitches == sorted(pitches, reverse=True)
    assert 1.3 < pitches[0] / pitches[-1] < 1.6


def test_the_reminder_keeps_its_pitch_and_the_alarm_does_not() -> None:
    sound, rate_hz = samples(Tone.REMINDER)
    assert abs(pitch_hz(sound, rate_hz, 0, 3) - pitch_hz(sound, rate_hz, 2, 3)) <= 20
    sound, rate_hz = samples(Tone.ALARM_SHORT)
    assert pitch_hz(sound, rate_hz, 0, 3) > 900
    assert pitch_hz(sound, rate_hz, 2, 3) < 700


def test_the_alarm_is_the_loudest_and_the_longest() -> None:
    alarm = samples(Tone.ALARM)[0]
    for tone in (Tone.PAUSED, Tone.REMINDER):
        other = samples(tone)[0]
        assert loudness(alarm) > 1.2 * loudness(other)
        assert len(alarm) > 2 * len(other)
    assert len(alarm) > 2 * len(samples(Tone.ALARM_SHORT)[0])


def test_the_committed_files_are_what_the_program_makes(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_sounds", ROOT / "packaging" / "make_sounds.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.write(tmp_path / "sounds")
    assert {path.name for path in made} == {sound_file(tone).name for tone in Tone}
    for path in made:
        committed = array.array("h", (ROOT / "resources" / "sounds" / path.name).read_bytes())
        fresh = array.array("h", path.read_bytes())
        # Another machine's sine may differ in the last bit.
        assert len(fresh) == len(committed)
        assert max(abs(one - other) for one, other in zip(fresh, committed, strict=True)) <= 1

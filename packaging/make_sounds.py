"""Makes resources/sounds/*.wav from nothing but sines, the same bytes every time.

    python3 packaging/make_sounds.py

Mono, 22,050 Hz, 16 bit. Every tone fades in and out, so that nothing clicks, and has one soft overtone, so that small
loudspeakers carry it. The four differ in melody, not only in pitch:

    paused       one tone that falls by a fifth
    reminder     two low knocks of the same pitch
    alarm        three times high-low, quick, the loudest
    alarm-short  once high-low
"""

import math
import wave
from array import array
from collections.abc import Iterable
from pathlib import Path
from sys import byteorder

RATE_HZ = 22050
_FADE_S = 0.012
_FULL_SCALE = 32767
_OVERTONE = 0.25

Part = tuple[float, float, float, float]
"""Length in seconds, pitch in Hz at its beginning and its end, loudness from 0 to 1."""

_TWO_TONES: list[Part] = [(0.10, 988, 988, 0.5), (0.03, 0, 0, 0), (0.13, 659, 659, 0.5), (0.05, 0, 0, 0)]

SOUNDS: dict[str, list[Part]] = {
    "paused": [(0.34, 660, 440, 0.32)],
    "reminder": [(0.10, 523, 523, 0.3), (0.09, 0, 0, 0), (0.14, 523, 523, 0.3)],
    "alarm": [*_TWO_TONES, *_TWO_TONES, *_TWO_TONES[:-1]],
    "alarm-short": _TWO_TONES[:-1],
}


def samples(parts: Iterable[Part]) -> "array[int]":
    """The sound as 16-bit numbers."""
    sound = array("h")
    for length_s, first_hz, last_hz, loudness in parts:
        count = round(length_s * RATE_HZ)
        phase = 0.0
        for index in range(count):
            place = index / count
            # A fade in the shape of a half cosine, and a gentle decay over the whole tone.
            edge = min(1.0, index / (_FADE_S * RATE_HZ), (count - 1 - index) / (_FADE_S * RATE_HZ))
            envelope = (0.5 - 0.5 * math.cos(math.pi * edge)) * (1 - 0.4 * place)
            tone = math.sin(phase) + _OVERTONE * math.sin(2 * phase)
            sound.append(round(_FULL_SCALE * loudness * envelope * tone / (1 + _OVERTONE)))
            phase += 2 * math.pi * (first_hz * (last_hz / first_hz) ** place if first_hz else 0.0) / RATE_HZ
    return sound


def write(folder: Path) -> list[Path]:
    """Write every sound into a folder, which is made if need be; the files' paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, parts in SOUNDS.items():
        sound = samples(parts)
        if byteorder == "big":
            sound.byteswap()
        path = folder / f"{name}.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE_HZ)
            file.writeframes(sound.tobytes())
        paths.append(path)
    return paths


if __name__ == "__main__":
    for path in write(Path(__file__).resolve().parent.parent / "resources" / "sounds"):
        print(f"{path.name}: {path.stat().st_size} bytes")

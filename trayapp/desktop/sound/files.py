"""Which file holds which sound."""

from pathlib import Path

from trayapp.core.effects import Tone
from trayapp.resources import resource_path


def sound_file(tone: Tone) -> Path:
    """The WAV file of a sound: `alarm-short.wav` for `Tone.ALARM_SHORT`."""
    return resource_path("sounds", f"{tone.name.lower().replace('_', '-')}.wav")

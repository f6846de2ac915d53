"""Windows: plays sounds with what Python brings for it, one at a time."""

import ctypes
import importlib
import logging
import queue
import threading
from collections.abc import Callable

from trayapp.core.effects import Tone
from trayapp.desktop.sound.files import sound_file

_log = logging.getLogger(__name__)


def play_file(path: str) -> None:
    """Begin to play a WAV file, in the place of the one that is playing.

    Returns before it has been heard, but may take its time to wake the sound card.

    Raises:
        RuntimeError: there is nothing to play it with. Other failures are silent, as Windows has them.
    """
    if ctypes.CDLL("winmm").waveOutGetNumDevs() == 0:
        raise RuntimeError("there is no sound card")
    winsound = importlib.import_module("winsound")  # which the type checker knows on Windows alone
    winsound.PlaySound(path, winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)


class WindowsSound:
    """Plays the newest sound; one that is still playing or waiting gives way to it."""

    def __init__(self, play: Callable[[str], None] = play_file) -> None:
        """`play` begins to play a file, and raises RuntimeError where it cannot."""
        self.enabled = True
        self._play = play
        self._tones: queue.SimpleQueue[Tone] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._failed = False

    def play(self, tone: Tone) -> None:
        """Start a sound; returns at once. Failures are logged once and nothing more."""
        if not self.enabled:
            return
        self._tones.put(tone)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
            self._thread.start()

    def playable(self) -> bool:
        """Whether there is a sound card."""
        try:
            return bool(ctypes.CDLL("winmm").waveOutGetNumDevs())
        except OSError:  # Windows without its multimedia part
            return False

    def _run(self) -> None:
        while True:
            tone = self._tones.get()
            if not self._tones.empty():
                continue  # a newer one waits
            try:
                self._play(str(sound_file(tone)))
                self._failed = False
            except (RuntimeError, OSError) as error:
                if not self._failed:
                    _log.info("no sound could be played: %s", error)
                self._failed = True

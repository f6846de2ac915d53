"""Linux: plays sounds with the first player program that works: PipeWire's, PulseAudio's, ALSA's."""

import logging
import shutil
import subprocess
import threading
from collections import deque
from collections.abc import Sequence

from trayapp.core.effects import Tone
from trayapp.desktop.sound.files import sound_file

_log = logging.getLogger(__name__)

PLAYERS = (("pw-play",), ("paplay",), ("aplay", "--quiet"))
"""Programs and their options; the file comes last."""
_AT_ONCE = 2
_LONGEST_S = 5.0
"""No sound of ours lasts this long: a player that still runs hangs."""


class Players:
    """Plays each sound with a program of its own, at most two at once; a third takes the place of the oldest."""

    def __init__(self, players: Sequence[Sequence[str]] = PLAYERS) -> None:
        """`players` are tried in this order; the one that worked last is then the first, one that hung the last."""
        self.enabled = True
        self._lock = threading.Lock()
        self._players = [tuple(player) for player in players]
        self._playing: deque[_Playing] = deque()

    def play(self, tone: Tone) -> None:
        """Start a sound; returns at once. Failures are logged and nothing more."""
        if not self.enabled:
            return
        playing = _Playing()
        with self._lock:
            self._playing.append(playing)
            surplus = self._playing.popleft() if len(self._playing) > _AT_ONCE else None
            players = tuple(self._players)
        # A thread for each, which waits for the player so that no dead process is left behind.
        arguments = (tone, playing, surplus, players)
        threading.Thread(target=self._play, args=arguments, name="sound", daemon=True).start()

    def playable(self) -> bool:
        """Whether any of the players is installed."""
        with self._lock:
            players = tuple(self._players)
        return any(shutil.which(player[0]) for player in players)

    def _play(
        self, tone: Tone, playing: "_Playing", surplus: "_Playing | None", players: Sequence[tuple[str, ...]]
    ) -> None:
        if surplus is not None:
            surplus.stop()
        try:
            file = str(sound_file(tone))
            for player in players:
                if playing.stopped:
                    return
                if playing.run([*player, file]):
                    self._move(player, first=True)
                    return
            _log.info("no player could play a sound")
        except subprocess.TimeoutExpired:
            # Too late for another player: a sound that comes after its moment misleads. But the next sound gets one.
            _log.info("%s hangs", player[0])
            self._move(player, first=False)
        except FileNotFoundError as error:
            _log.warning("a sound could not be played: %s", error)
        finally:
            with self._lock:
                if playing in self._playing:
                    self._playing.remove(playing)

    def _move(self, player: tuple[str, ...], *, first: bool) -> None:
        with self._lock:
            self._players.remove(player)
            self._players.insert(0 if first else len(self._players), player)


class _Playing:
    """One sound under way."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self.stopped = False

    def run(self, command: list[str]) -> bool:
        """Play with one program and wait for its end; False where it is missing or fails, so that another may try.

        Raises subprocess.TimeoutExpired, after ending it, where it hangs.
        """
        try:
            with self._lock:
                if self.stopped:
                    return True
                self._process = process = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
        except OSError:  # not installed, as most players are, or no program at all
            return False
        try:
            code = process.wait(_LONGEST_S)
        except subprocess.TimeoutExpired:
            self.stop()
            process.wait()
            raise
        return code == 0 or self.stopped

    def stop(self) -> None:
        """Be silent at once."""
        with self._lock:
            self.stopped = True
            if self._process is not None and self._process.poll() is None:
                self._process.kill()

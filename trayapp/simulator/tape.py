"""The tape: which seconds of each call were recorded and which were silenced, exactly as it happened."""

import threading
from dataclasses import dataclass, field
from enum import StrEnum


class Track(StrEnum):
    """What the recorder does with a stretch of a call."""

    RECORDED = "recorded"
    SILENCED = "silenced"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span of one call, in seconds of the tape's clock, in which the recorder did one thing."""

    from_s: float
    to_s: float
    track: Track

    @property
    def length_s(self) -> float:
        """How long it lasted, in seconds."""
        return self.to_s - self.from_s

    def overlap_s(self, from_s: float, to_s: float) -> float:
        """How many of its seconds lie between two moments."""
        return max(0.0, min(self.to_s, to_s) - max(self.from_s, from_s))


@dataclass(frozen=True, slots=True)
class CallTape:
    """One call's recording: gapless stretches, alternately recorded and silenced, from its answer to its end."""

    ivrid: str
    extension: str = field(repr=False)
    stretches: tuple[Stretch, ...]
    began_at_s: float
    to_s: float
    """The call's end, or the moment of the snapshot for a call that goes on."""
    ended: bool

    def seconds(self, track: Track, from_s: float, to_s: float) -> float:
        """How many seconds between two moments went onto the given track."""
        return sum(stretch.overlap_s(from_s, to_s) for stretch in self.stretches if stretch.track is track)


class _Reel:
    """One call's stretches while they are written."""

    def __init__(self, extension: str, at_s: float, track: Track) -> None:
        self.extension = extension
        self.began_at_s = at_s
        self.stretches: list[Stretch] = []
        self.since_s = at_s
        self.track = track
        self.ended_at_s: float | None = None

    def turn(self, track: Track, at_s: float) -> None:
        if track is self.track:
            return
        self._close(at_s)
        self.track = track
        if self.stretches and self.stretches[-1].track is track:
            # There and back within one moment: the earlier stretch simply goes on.
            self.since_s = self.stretches.pop().from_s

    def _close(self, at_s: float) -> None:
        if at_s > self.since_s:
            self.stretches.append(Stretch(self.since_s, at_s, self.track))
        self.since_s = at_s

    def end(self, at_s: float) -> None:
        self._close(at_s)
        self.ended_at_s = at_s

    def show(self, ivrid: str, now_s: float) -> CallTape:
        stretches = list(self.stretches)
        if self.ended_at_s is None and now_s > self.since_s:
            stretches.append(Stretch(self.since_s, now_s, self.track))
        to_s = now_s if self.ended_at_s is None else self.ended_at_s
        return CallTape(ivrid, self.extension, tuple(stretches), self.began_at_s, to_s, self.ended_at_s is not None)


class Tape:
    """All calls' recordings. Safe from any thread; times come from the caller, all from one monotonic clock."""

    def __init__(self) -> None:
        self._reels: list[tuple[str, _Reel]] = []
        self._running: dict[str, _Reel] = {}
        self._lock = threading.Lock()

    def begin(self, ivrid: str, extension: str, at_s: float, track: Track = Track.RECORDED) -> None:
        """A call goes live. A call that comes back after it had ended has a recording of its own for each time."""
        with self._lock:
            reel = self._running[ivrid] = _Reel(extension, at_s, track)
            self._reels.append((ivrid, reel))

    def turn(self, ivrid: str, track: Track, at_s: float) -> None:
        """Record or silence a running call from now on."""
        with self._lock:
            self._running[ivrid].turn(track, at_s)

    def end(self, ivrid: str, at_s: float) -> None:
        """The call is over."""
        with self._lock:
            self._running.pop(ivrid).end(at_s)

    def snapshot(self, now_s: float) -> tuple[CallTape, ...]:
        """Every recording up to now, in the order in which the calls went live."""
        with self._lock:
            return tuple(reel.show(ivrid, now_s) for ivrid, reel in self._reels)

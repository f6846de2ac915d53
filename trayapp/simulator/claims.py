"""What the screen claimed, and whether the tape agrees: the program's first promise, checked on a whole run."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from trayapp.core.view import Look, StateName, View
from trayapp.simulator.tape import CallTape, Track

RECORDING_STATES = frozenset({StateName.READY, StateName.NO_CALL, StateName.RECORDING})
"""Each says that nothing is paused."""

NEW_CALL_S = 3.5
"""A call that begins while paused, and cannot be seen, is paused within 3 s (design §2); the rest is the way."""
SLACK_S = 0.1
"""The screen is drawn by another thread than the one that writes the tape."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What the screen said from a moment on, in seconds of the simulation's clock."""

    at_s: float
    state: str
    certainty: str
    look: str

    @property
    def says_paused(self) -> bool:
        """Whether a rep takes the card now."""
        return self.state == StateName.PAUSED

    @property
    def says_recorded(self) -> bool:
        """Whether a rep takes it that nothing is paused."""
        return self.state in RECORDING_STATES

    @property
    def covers_new_calls(self) -> bool:
        """Whether a call that begins now is promised to be paused, too."""
        return self.says_paused and self.look != Look.DOUBT


class Claims:
    """Takes down each change of what is shown. Safe from any thread."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._claims: list[Claim] = []
        self._lock = threading.Lock()

    def add(self, view: View) -> None:
        """The screen shows this from now on."""
        with self._lock:
            claim = Claim(self._now(), view.name.value, view.certainty.value, view.look.value)
            last = self._claims[-1] if self._claims else None
            if last is None or (last.state, last.certainty, last.look) != (claim.state, claim.certainty, claim.look):
                self._claims.append(claim)

    def all(self) -> tuple[Claim, ...]:
        """Every change up to now."""
        with self._lock:
            return tuple(self._claims)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A part of a call in which the tape did what the screen denied."""

    ivrid: str
    from_s: float
    to_s: float
    claimed: str
    track: Track

    @property
    def length_s(self) -> float:
        """How long the screen was wrong about this call."""
        return self.to_s - self.from_s


def compare(
    claims: Sequence[Claim], tapes: Sequence[CallTape], now_s: float, *, new_call_s: float = NEW_CALL_S
) -> list[Disagreement]:
    """Look for every moment at which the screen said one thing of a live call and the tape did the other.

    Args:
        claims: in the order of time.
        tapes: the calls.
        now_s: where the last claim ends.
        new_call_s: within which a call that begins while paused is promised to be paused as well.
    """
    found = []
    paused_since_s: float | None = None
    for index, claim in enumerate(claims):
        to_s = claims[index + 1].at_s if index + 1 < len(claims) else now_s
        if not claim.says_paused:
            paused_since_s = None
        elif paused_since_s is None:
            paused_since_s = claim.at_s
        for tape in tapes:
            from_s = claim.at_s
            if paused_since_s is not None and tape.began_at_s > paused_since_s:
                # Not there when the pause was accepted.
                from_s = max(from_s, tape.began_at_s + new_call_s) if claim.covers_new_calls else to_s
            denied = _denied(claim)
            if denied is not None:
                found += _stretches(tape, denied, from_s, to_s, claim.state)
    return found


def _denied(claim: Claim) -> Track | None:
    """What the tape must not do while this is shown."""
    if claim.says_paused:
        return Track.RECORDED
    return Track.SILENCED if claim.says_recorded else None


def _stretches(tape: CallTape, track: Track, from_s: float, to_s: float, claimed: str) -> list[Disagreement]:
    return [
        Disagreement(tape.ivrid, max(stretch.from_s, from_s), min(stretch.to_s, to_s), claimed, track)
        for stretch in tape.stretches
        if stretch.track is track and stretch.overlap_s(from_s, to_s) > SLACK_S
    ]

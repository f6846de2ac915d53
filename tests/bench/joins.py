"""A second call that joins during a pause: for how long is it recorded, by the tape?"""

import sys
import time

from tests.bench.bench_desk import Desk, desk
from tests.bench.figures import Figure, NotMeasuredError
from tests.bench.fingers import Chord
from trayapp.simulator.tape import Track
from trayapp.simulator.until import until

JOINS = 50
BLIND_JOINS = 15
DISTANCES_S = (0.0, 0.1)
LIVE_SLACK_MS = 20.0
BLIND_MS = 3000.0
_PAUSE = "ctrl+shift+F10"
_APART_S = 0.3
_MOST_S = 10.0


def joins() -> list[Figure]:
    """With the calls in sight (the median) and without (the worst); the rival is the way there and back alone."""
    figures = []
    for distance_s in DISTANCES_S:
        away = f"{1000 * distance_s:.0f} ms away"
        round_trip_ms = 1000 * distance_s
        with desk(round_trip_s=distance_s, realtime=True) as at:
            live_ms = _joined(at, JOINS, realtime=True)
        figures.append(
            Figure(
                f"new call to paused, seen live, {away}",
                "ms",
                sorted(live_ms)[len(live_ms) // 2],
                round_trip_ms,
                "one round trip",
                bar=round_trip_ms + LIVE_SLACK_MS,
                bar_of="ours",
                spread={"ours": live_ms},
            )
        )
    with desk(round_trip_s=DISTANCES_S[-1]) as at:
        blind_ms = _joined(at, BLIND_JOINS, realtime=False)
    round_trip_ms = 1000 * DISTANCES_S[-1]
    figures.append(
        Figure(
            f"new call to paused, not seen, worst of {BLIND_JOINS}",
            "ms",
            max(blind_ms),
            round_trip_ms,
            "one round trip",
            bar=BLIND_MS + round_trip_ms,
            bar_of="ours",
            spread={"ours": blind_ms},
        )
    )
    return figures


def _joined(at: Desk, times: int, *, realtime: bool) -> list[float]:
    """Let a second call join again and again; the milliseconds of each that were recorded."""
    phones = at.simulation.phones
    found = []
    words = [sys.executable, "-m", "tests.bench.watched"]
    with at.ready(words, state="no_call" if realtime else "ready"):
        phones.join(at.simulation.extension)
        time.sleep(_APART_S)
        chord = Chord(at.desktop.client, _PAUSE)
        for number in range(times):
            if number % (times if realtime else 10) == 0:  # the blind repetition lasts a minute from the press
                _press(chord)
                until(lambda: all(c.muted for c in phones.calls() if c.status.live), _MOST_S, "the pause")
            time.sleep(_APART_S + (0.37 * number) % 1.0 if not realtime else _APART_S)
            ivrid = phones.join(at.simulation.extension)
            try:
                until(lambda: all(c.muted for c in phones.calls() if c.status.live), _MOST_S, "the second call's pause")
            except TimeoutError as error:
                raise NotMeasuredError(str(error)) from None
            tape = next(tape for tape in phones.tape() if tape.ivrid == ivrid)
            found.append(1000 * tape.seconds(Track.RECORDED, tape.began_at_s, tape.to_s))
            phones.hang_up(ivrid)
    return found


def _press(chord: Chord) -> None:
    with chord.pressed():
        time.sleep(_APART_S)

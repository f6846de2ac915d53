"""From the chord to "accepted" where the connection is not fresh from the last press: after idling, and without one."""

import http.client
import ssl
import sys
import time

from tests.bench.bench_desk import Desk, Lines, desk
from tests.bench.figures import Figure, of_samples
from tests.bench.fingers import Chord

ROUND_TRIP_S = 0.1
IDLE_S, IDLE_PRESSES = 60.0, 4
"""Longer than the interval in which the program keeps its connection warm; servers end idle ones after as much."""
COLD_PRESSES = 20
ACCEPTED_BAR = 1.2
_KEEP_ALIVE_S = 0.4
_CLOSED_S = 1.2
"""By then the server has ended the connection. Soon enough for no repetition of the pause to have opened another."""
_PACE_S = 0.5


def first() -> list[Figure]:
    """The rival is the same request by Python's own library: on an open connection, and on a new one."""
    words = [sys.executable, "-m", "tests.bench.watched"]
    idle: list[float] = []
    idle_rival: list[float] = []
    with desk(round_trip_s=ROUND_TRIP_S) as at, at.ready(words) as program:
        lines = Lines(program)
        bare = _Bare(at)
        bare.request()  # which opens the connection
        for _ in range(IDLE_PRESSES):
            time.sleep(IDLE_S)
            idle.append(_press(at, lines, "F10", "paused"))
            idle_rival.append(bare.request())
            time.sleep(_PACE_S)
            _press(at, lines, "F11", "ready")
        bare.close()
    cold: list[float] = []
    cold_rival: list[float] = []
    with desk(round_trip_s=ROUND_TRIP_S, keep_alive_s=_KEEP_ALIVE_S) as at, at.ready(words) as program:
        lines = Lines(program)
        for number in range(COLD_PRESSES):
            time.sleep(_CLOSED_S)
            cold.append(_press(at, lines, *(("F10", "paused"), ("F11", "ready"))[number % 2]))
            bare = _Bare(at)
            cold_rival.append(bare.request())
            bare.close()
    away = f"{1000 * ROUND_TRIP_S:.0f} ms away"
    return [
        _figure(f"chord to accepted after {IDLE_S:.0f} s, {away}", idle, idle_rival, "http.client, as long idle"),
        _figure(f"chord to accepted, no connection, {away}", cold, cold_rival, "http.client, new connection"),
    ]


def _figure(name: str, ours: list[float], rival: list[float], rival_name: str) -> Figure:
    return of_samples(name, "round trips", ours, rival, rival_name=rival_name, bar=ACCEPTED_BAR)


def _press(at: Desk, lines: Lines, key: str, wanted: str) -> float:
    """The round trips from a chord to the screen's word."""
    with Chord(at.desktop.client, f"ctrl+shift+{key}").pressed() as pressed_s:
        while True:
            at_s, state = lines.next().split()
            if state == wanted and float(at_s) > pressed_s:
                return (float(at_s) - pressed_s) / ROUND_TRIP_S


class _Bare:
    """One connection of Python's own library, and requests over it."""

    def __init__(self, at: Desk) -> None:
        context = ssl.create_default_context(cafile=str(at.simulation.authority.ca_file))
        self._connection = http.client.HTTPSConnection(at.simulation.address, context=context)

    def request(self) -> float:
        """The round trips of one request."""
        began_s = time.monotonic()
        self._connection.request("HEAD", "/")
        self._connection.getresponse().read()
        return (time.monotonic() - began_s) / ROUND_TRIP_S

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

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
    with desk(round_trip_s=ROUND_TRIP_S) as at, at.ready(words) as program:
        lines = Lines(program)
        idle: list[float] = []
        for _ in range(IDLE_PRESSES):
            time.sleep(IDLE_S)
            idle.append(_press(at, lines, "F10", "paused"))
            time.sleep(_PACE_S)
            _press(at, lines, "F11", "ready")
        open_rival = _bare(at, IDLE_PRESSES, fresh=False)
    with desk(round_trip_s=ROUND_TRIP_S, keep_alive_s=_KEEP_ALIVE_S) as at, at.ready(words) as program:
        lines = Lines(program)
        cold: list[float] = []
        for number in range(COLD_PRESSES):
            time.sleep(_CLOSED_S)
            cold.append(_press(at, lines, *(("F10", "paused"), ("F11", "ready"))[number % 2]))
        new_rival = _bare(at, COLD_PRESSES, fresh=True)
    away = f"{1000 * ROUND_TRIP_S:.0f} ms away"
    return [
        _figure(f"chord to accepted after {IDLE_S:.0f} s, {away}", idle, open_rival, "http.client, connection open"),
        _figure(f"chord to accepted, no connection, {away}", cold, new_rival, "http.client, new connection"),
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


def _bare(at: Desk, times: int, *, fresh: bool) -> list[float]:
    """The round trips of one request each."""
    context = ssl.create_default_context(cafile=str(at.simulation.authority.ca_file))
    connection: http.client.HTTPSConnection | None = None
    found: list[float] = []
    for number in range(times + 1):
        if connection is None or fresh:
            connection = http.client.HTTPSConnection(at.simulation.address, context=context)
        began_s = time.monotonic()
        connection.request("HEAD", "/")
        connection.getresponse().read()
        if number:  # the first opens what is to be open
            found.append((time.monotonic() - began_s) / ROUND_TRIP_S)
        if fresh:
            connection.close()
    if connection is not None:
        connection.close()
    return found

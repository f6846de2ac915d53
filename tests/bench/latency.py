"""From the chord to the request at the server, and to the acceptance on the screen."""

import json
import os
import shlex
import sys
import time
from pathlib import Path

from tests.bench.bench_desk import RIVALS, Desk, Lines, desk
from tests.bench.figures import Figure, NotMeasuredError, of_samples
from tests.bench.fingers import Chord
from trayapp.desktop.hotkey.xcb import XcbConnection
from trayapp.simulator import mute_api
from trayapp.simulator.until import until
from trayapp.simulator.virtual_desktop import VirtualDesktop

PRESSES = 200
DISTANT_PRESSES = 40
ROUND_TRIP_S = 0.1
ARRIVAL_BAR_MS = 10.0
JOURNAL_BLOCKS, JOURNAL_PRESSES = 4, 50
JOURNAL_BAR = 1.25
"""Of what is nothing but noise on a machine that does other things as well."""
ACCEPTED_BAR = 1.2

_PAUSE, _RESUME, _RIVAL_KEY = "ctrl+shift+F10", "ctrl+shift+F11", "F7"
_CONTROL_SHIFT = 4 | 1  # X11's modifier bits
_ARRIVE_S = 10.0
_PACE_S = 0.06
"""Between an answer and the next press. Each chord is pressed every fourth time only, so its debounce has passed."""


def arrival() -> list[Figure]:
    """Chord to request at the server; the rival is the least program that does it."""
    with desk() as at, at.ready():
        arguments: list[str | Path] = [at.simulation.address, at.simulation.authority.ca_file, _RIVAL_KEY]
        with at.running([sys.executable, RIVALS / "grab_and_post.py", *arguments]) as rival:
            assert rival.stdin
            rival.stdin.write(at.simulation.extension.encode() + b"\n")
            rival.stdin.flush()
            Lines(rival).next()
            client = at.desktop.client
            chords = [Chord(client, keys) for keys in (_PAUSE, _RESUME)]
            rival_chord = Chord(client, f"ctrl+shift+{_RIVAL_KEY}")
            ours_ms: list[float] = []
            rival_ms: list[float] = []
            for number in range(PRESSES):
                ours_ms.append(1000 * _to_arrival(at, chords[number % 2]))
                rival_ms.append(1000 * _to_arrival(at, rival_chord))
    return [
        of_samples(
            "chord to request",
            "ms",
            ours_ms,
            rival_ms,
            rival_name="bare X11 grab and http.client",
            bar=ARRIVAL_BAR_MS,
            bar_of="ours",
        )
    ]


def journalled() -> list[Figure]:
    """Chord to request with the journal on; the rival is the same program that keeps none."""
    samples: dict[str, list[float]] = {"on": [], "off": []}
    with desk() as at:
        chords = [Chord(at.desktop.client, keys) for keys in (_PAUSE, _RESUME)]
        for block in range(2 * JOURNAL_BLOCKS):  # in turns, for what else the machine does
            which = ("on", "off")[block % 2]
            with at.ready([sys.executable, "-m", "tests.bench.journal_or_not", which]):
                for number in range(JOURNAL_PRESSES):
                    samples[which].append(1000 * _to_arrival(at, chords[number % 2]))
                    time.sleep(_PACE_S)  # for the debounce: no rival presses in between
    return [
        of_samples(
            "chord to request, journal on",
            "ms",
            samples["on"],
            samples["off"],
            rival_name="the same without a journal",
            bar=JOURNAL_BAR,
        )
    ]


def _to_arrival(at: Desk, chord: Chord) -> float:
    """Press, and wait until the request that came of it is answered; the seconds from the key to its arrival."""
    log = at.simulation.monitor.log
    known = log.entries()[-1].number
    with chord.pressed() as pressed_s:
        answered = log.wait_for(
            lambda entries: any(e.number > known and e.mute is not None and e.answered_at_s for e in entries[-3:]),
            _ARRIVE_S,
        )
    if not answered:
        raise NotMeasuredError("a chord was followed by no request")
    time.sleep(_PACE_S)
    return next(e.arrived_at_s for e in log.entries() if e.number > known and e.mute is not None) - pressed_s


def accepted() -> list[Figure]:
    """Chord to "accepted" on the screen behind a slow network; the rival is xbindkeys that starts curl."""
    with desk(round_trip_s=ROUND_TRIP_S) as at, at.ready([sys.executable, "-m", "tests.bench.watched"]) as program:
        answers = at.desktop.root / "answers"
        os.mkfifo(answers)
        # Both ends, so that it neither blocks nor ends between two writers.
        reader = os.open(answers, os.O_RDWR)
        try:
            _start_xbindkeys(at.desktop, _curl(at, answers))
            chords = [
                (Chord(at.desktop.client, keys), state) for keys, state in ((_PAUSE, "paused"), (_RESUME, "ready"))
            ]
            rival_chord = Chord(at.desktop.client, f"ctrl+shift+{_RIVAL_KEY}")
            lines = Lines(program)
            seen: list[str] = []
            ours: list[float] = []
            rival: list[float] = []
            for number in range(DISTANT_PRESSES):
                chord, wanted = chords[number % 2]
                with chord.pressed() as pressed_s:
                    while True:
                        at_s, state = lines.next().split()
                        if state == wanted and float(at_s) > pressed_s:
                            break
                ours.append((float(at_s) - pressed_s) / ROUND_TRIP_S)
                time.sleep(_PACE_S)
                with rival_chord.pressed() as pressed_s:
                    seen.append(os.read(reader, 4096).decode())
                    rival.append((time.monotonic() - pressed_s) / ROUND_TRIP_S)
                time.sleep(_PACE_S)
        finally:
            os.close(reader)
    if not all(json.loads(text)["ErrorCode"] == mute_api.OK for text in seen):
        raise NotMeasuredError("curl was not accepted")
    return [
        of_samples(
            "chord to accepted, 100 ms away",
            "round trips",
            ours,
            rival,
            rival_name="xbindkeys that starts curl",
            bar=ACCEPTED_BAR,
            bar_of="ours",
        )
    ]


def _curl(at: Desk, answers: Path) -> str:
    body = at.desktop.root / "body.json"
    body.write_text(json.dumps({"extension": at.simulation.extension, "state": "1"}))
    url = f"https://{at.simulation.address}{mute_api.PATH}"
    words = ["curl", "--silent", "--cacert", str(at.simulation.authority.ca_file), "--data", f"@{body}"]
    words += ["--header", "Content-Type: application/json", "--output", str(answers), url]
    return shlex.join(words)


def _start_xbindkeys(desktop: VirtualDesktop, command: str) -> None:
    script = desktop.root / "curl.sh"
    script.write_text(f"#!/bin/sh\nexec {command}\n")
    script.chmod(0o700)
    config = desktop.root / "xbindkeys.conf"
    config.write_text(f'"{script}"\n  control+shift + {_RIVAL_KEY}\n')
    desktop.start(["xbindkeys", "--nodaemon", "--file", config])
    keycode = desktop.client._keycodes(_RIVAL_KEY)[0]

    def taken() -> bool:
        """Whether somebody holds the chord: asked by taking it for a moment."""
        connection = XcbConnection(desktop.display)
        try:
            return not connection.grab(keycode, [_CONTROL_SHIFT])
        finally:
            connection.close()

    until(taken, what="xbindkeys to have its key")

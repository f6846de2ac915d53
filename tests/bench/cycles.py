"""What is left of ten thousand pauses: memory, threads and descriptors, with the journal on and a real keyring."""

import os
import time
from itertools import islice

from tests.bench.bench_desk import Desk, desk
from tests.bench.figures import Figure, NotMeasuredError
from tests.bench.fingers import Chord
from tests.bench.processes import descriptors, memory, threads
from trayapp.desktop.instance import client
from trayapp.desktop.instance.address import posix_place
from trayapp.desktop.instance.errors import InstanceError

CYCLES = 10_000
WARM_UP = 300
"""After this many, everything has been loaded that is loaded only once."""
GROWTH_MIB = 2.0
_BY_CHORD = 25
"""Every so many pauses one is asked for by a chord, which waits out its guards; the others come by the local socket."""
_WAIT_S = 5.0
_SLACK_S = 5.0
_SETTLED_S = 8.0
"""The journal has written, and what was replaced last has ended."""


def cycles() -> list[Figure]:
    """The rival is the same program before them."""
    with desk() as at, at.ready() as program:
        chord = Chord(at.desktop.client, "ctrl+shift+F10")
        for number in range(WARM_UP):
            _cycle(at, chord if number % _BY_CHORD == 0 else None)
        time.sleep(_SETTLED_S)
        before = memory(program.pid).rss, threads(program.pid), descriptors(program.pid)
        for number in range(CYCLES):
            _cycle(at, chord if number % _BY_CHORD == 0 else None)
        time.sleep(_SETTLED_S)
        after = memory(program.pid).rss, threads(program.pid), descriptors(program.pid)
        lines = sum(
            len(file.read_bytes().splitlines())
            for file in islice((at.desktop.root / "home").rglob("journal/*.jsonl"), 9)
        )
    if lines < CYCLES + WARM_UP:
        raise NotMeasuredError(f"the journal was not on: {lines} lines")
    names = (
        f"memory after {CYCLES:,} pauses",
        f"threads after {CYCLES:,} pauses",
        f"files open after {CYCLES:,} pauses",
    )
    units, growths = ("MiB", "", ""), (GROWTH_MIB, 0, 0)
    return [
        Figure(name, unit, now, then, "itself before them", bar=then + growth, bar_of="ours")
        for name, unit, now, then, growth in zip(names, units, after, before, growths, strict=True)
    ]


def _cycle(at: Desk, chord: Chord | None) -> None:
    """A pause and a resume, each accepted."""
    if chord is not None:
        known = at.simulation.monitor.log.entries()[-1].number
        with chord.pressed():
            answered = at.simulation.monitor.log.wait_for(
                lambda entries: any(e.number > known and e.mute is True and e.answered_at_s for e in entries[-5:]),
                _WAIT_S,
            )
        if not answered:
            raise NotMeasuredError("a chord was followed by no request")
    for verb in ("resume",) if chord is not None else ("pause", "resume"):
        place = posix_place(at.desktop.environment, os.getuid())
        try:
            reply = client.ask(verb, {"wait_s": _WAIT_S}, reply_within_s=_WAIT_S + _SLACK_S, place=place)
        except InstanceError as error:
            raise NotMeasuredError(f"{verb}: {error}") from None
        if reply.result != "reached":
            raise NotMeasuredError(f"{verb}: {reply.result}")

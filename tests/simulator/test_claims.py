"""What the screen claimed against what the tape holds."""

from itertools import pairwise

import pytest

from trayapp.core.view import Certainty, Look, Offer, StateName, Tone, View
from trayapp.simulator.claims import Claim, Claims, compare
from trayapp.simulator.tape import CallTape, Stretch, Track

R, S = Track.RECORDED, Track.SILENCED


def tape(*turns: float, ends_s: float = 100.0) -> CallTape:
    """A call that begins recorded at the first moment and changes at each further one."""
    moments = [*turns, ends_s]
    stretches = tuple(
        Stretch(from_s, to_s, S if index % 2 else R) for index, (from_s, to_s) in enumerate(pairwise(moments))
    )
    return CallTape("call", "x", stretches, turns[0], ends_s, ended=False)


def said(at_s: float, state: StateName, look: Look = Look.PAUSED) -> Claim:
    return Claim(at_s, state.value, "accepted", look.value)


HONEST = [
    said(0, StateName.READY),
    said(10, StateName.PAUSING),
    said(11, StateName.PAUSED),
    said(20, StateName.RESUMING),
    said(21, StateName.READY),
]


@pytest.mark.parametrize(
    ("call", "claims", "expected"),
    [
        (tape(1, 10.5, 20.5), HONEST, []),
        (tape(1, 11.05, 20.5), HONEST, []),
        (tape(1), HONEST, [(11, 20, "paused")]),
        (tape(1, 12, 20.5), HONEST, [(11, 12, "paused")]),
        (tape(1, 9, 20.5), HONEST, [(9, 10, "ready")]),
        (tape(1, 10.5), HONEST, [(21, 100, "ready")]),
        (tape(1, 10.5, 15, 16, 20.5), HONEST, [(15, 16, "paused")]),
        # A call that joins: three seconds, and the way.
        (tape(12, 15, 20.5), HONEST, []),
        (tape(12, 16, 20.5), HONEST, [(15.5, 16, "paused")]),
        (tape(12, 15, 17, 18, 20.5), HONEST, [(17, 18, "paused")]),
        # The screen says that a new call would be recorded.
        (tape(13), [said(0, StateName.PAUSED), said(12, StateName.PAUSED, Look.DOUBT)], []),
        (tape(-1), [said(0, StateName.PAUSED), said(12, StateName.PAUSED, Look.DOUBT)], [(0, 12, "p"), (12, 100, "p")]),
        # The alarm and what is under way claim nothing.
        (tape(1, 5), [said(0, StateName.NOT_PAUSED)], []),
        (tape(1), [said(0, StateName.UNKNOWN)], []),
        (tape(1, 5), [said(0, StateName.STILL_PAUSED)], []),
        # It was over before.
        (tape(1, ends_s=9), HONEST, []),
    ],
)
def test_compare(call: CallTape, claims: list[Claim], expected: list[tuple[float, float, str]]) -> None:
    found = compare(claims, [call], 100.0)
    assert [(one.from_s, one.to_s) for one in found] == [(from_s, to_s) for from_s, to_s, _ in expected]
    assert all(one.claimed.startswith(state) for one, (_, _, state) in zip(found, expected, strict=True))
    assert all(one.track is (R if one.claimed == "paused" else S) for one in found)


def test_only_changes_are_taken_down() -> None:
    moments = iter((1.0, 2.0, 3.0))
    claims = Claims(lambda: next(moments))

    def view(name: StateName) -> View:
        return View(name, Look.READY, Tone.QUIET, Certainty.NONE, (), Offer.PAUSE)

    for name in (StateName.READY, StateName.READY, StateName.PAUSING):
        claims.add(view(name))
    assert [(claim.at_s, claim.state) for claim in claims.all()] == [(1.0, "ready"), (3.0, "pausing")]

"""The tape, as tables."""

import pytest

from trayapp.simulator.tape import Stretch, Tape, Track

R, S = Track.RECORDED, Track.SILENCED


@pytest.mark.parametrize(
    ("turns", "now_s", "expected"),
    [
        ([], 5.0, [(0.0, 5.0, R)]),
        ([], 0.0, []),
        ([(2.0, S)], 5.0, [(0.0, 2.0, R), (2.0, 5.0, S)]),
        ([(2.0, S), (3.0, R)], 5.0, [(0.0, 2.0, R), (2.0, 3.0, S), (3.0, 5.0, R)]),
        ([(2.0, S), (3.0, S)], 5.0, [(0.0, 2.0, R), (2.0, 5.0, S)]),
        ([(2.0, S), (2.0, R)], 5.0, [(0.0, 5.0, R)]),
        ([(0.0, S)], 5.0, [(0.0, 5.0, S)]),
        ([(1.0, S), (2.0, R), (2.0, S)], 5.0, [(0.0, 1.0, R), (1.0, 5.0, S)]),
        ([(0.0, S), (0.0, R)], 5.0, [(0.0, 5.0, R)]),
    ],
)
def test_stretches(turns: list[tuple[float, Track]], now_s: float, expected: list[tuple[float, float, Track]]) -> None:
    tape = Tape()
    tape.begin("a", "x", 0.0)
    for at_s, track in turns:
        tape.turn("a", track, at_s)
    (call,) = tape.snapshot(now_s)
    assert call.stretches == tuple(Stretch(*stretch) for stretch in expected)
    assert (call.to_s, call.ended) == (now_s, False)


def test_an_ended_call_grows_no_further() -> None:
    tape = Tape()
    tape.begin("a", "x", 1.0)
    tape.turn("a", S, 2.0)
    tape.end("a", 4.0)
    (call,) = tape.snapshot(100.0)
    assert call.stretches == (Stretch(1.0, 2.0, R), Stretch(2.0, 4.0, S))
    assert (call.began_at_s, call.to_s, call.ended) == (1.0, 4.0, True)


def test_seconds_between_two_moments() -> None:
    tape = Tape()
    tape.begin("a", "x", 0.0)
    tape.turn("a", S, 2.0)
    tape.turn("a", R, 6.0)
    (call,) = tape.snapshot(10.0)
    assert call.seconds(S, 0.0, 10.0) == 4.0
    assert call.seconds(S, 3.0, 5.0) == 2.0
    assert call.seconds(R, 1.0, 7.0) == 2.0
    assert call.seconds(R, 20.0, 30.0) == 0.0

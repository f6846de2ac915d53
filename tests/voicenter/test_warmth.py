"""The rule for keeping warm, by a made-up clock."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trayapp.voicenter.warmth import DAY_S, Warmth


def _warmth(chance: float = 0.0) -> Warmth:
    return Warmth(chance=lambda: chance)


def test_the_first_is_due_at_once() -> None:
    due_at = _warmth().due_at()
    assert due_at is not None
    assert due_at <= 0


@pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
def test_the_next_is_due_an_interval_after_the_last_use(chance: float) -> None:
    warmth = _warmth(chance)
    warmth.touched(100.0)
    assert warmth.due_at() == 100.0 + 45.0 * (1 + 0.2 * chance)
    warmth.touched(120.0)
    assert warmth.due_at() == 120.0 + 45.0 * (1 + 0.2 * chance)


def test_none_while_no_call_is_expected_and_no_more_often_for_that() -> None:
    warmth = _warmth()
    warmth.touched(100.0)
    warmth.wanted = False
    assert warmth.due_at() is None
    warmth.wanted = True
    assert warmth.due_at() == 145.0


def test_0_turns_it_off() -> None:
    warmth = _warmth()
    warmth.interval_s = 0.0
    assert warmth.due_at() is None


@pytest.mark.parametrize("status", [403, 429])
def test_off_for_the_day_when_the_server_objects(status: int) -> None:
    warmth = _warmth()
    warmth.touched(100.0)
    warmth.answered(100.5, status, reopened=False)
    assert warmth.due_at() == 100.5 + DAY_S
    warmth.touched(200.0)
    assert warmth.due_at() == 100.5 + DAY_S


@pytest.mark.parametrize("status", [200, 302, 404, 405, 500])
def test_any_other_status_is_good_enough(status: int) -> None:
    warmth = _warmth()
    warmth.touched(100.0)
    warmth.answered(100.5, status, reopened=False)
    assert warmth.due_at() == 145.0


def test_off_for_the_day_after_two_early_closes_in_a_row() -> None:
    warmth = _warmth()
    warmth.touched(100.0)
    warmth.answered(100.0, 200, reopened=True)
    assert warmth.due_at() == 145.0
    warmth.answered(145.0, 200, reopened=False)
    warmth.answered(190.0, 200, reopened=True)
    assert warmth.due_at() == 145.0
    warmth.answered(235.0, 200, reopened=True)
    assert warmth.due_at() == 235.0 + DAY_S


def test_another_server_starts_afresh() -> None:
    warmth = _warmth()
    warmth.touched(100.0)
    warmth.answered(100.0, 403, reopened=False)
    warmth.restart()
    due_at = warmth.due_at()
    assert due_at is not None
    assert due_at <= 0


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_a_failure_is_looked_into_soon_and_the_second_one_counts(chance: float) -> None:
    warmth = _warmth(chance)
    warmth.touched(100.0)
    warmth.failed(sent=True)
    assert not warmth.out_of_reach
    assert warmth.due_at() == 100.0 + 10.0 * (1 + 0.2 * chance)
    warmth.touched(110.0)
    warmth.failed(sent=True)
    assert warmth.out_of_reach
    assert warmth.due_at() == 110.0 + 45.0 * (1 + 0.2 * chance)


@pytest.mark.parametrize("chance", [0.0, 1.0])
def test_where_no_connection_comes_to_stand_it_is_tried_soon(chance: float) -> None:
    warmth = _warmth(chance)
    for at in (100.0, 110.0, 120.0):
        warmth.touched(at)
        warmth.failed(sent=False)
    assert warmth.due_at() == 120.0 + 5.0 * (1 + chance)
    warmth.touched(130.0)
    warmth.answered(130.0, 200, reopened=False)
    assert warmth.due_at() == 130.0 + 45.0 * (1 + 0.2 * chance)


def test_one_failure_between_answers_is_none() -> None:
    warmth = _warmth()
    for at in (100.0, 200.0, 300.0):
        warmth.touched(at)
        warmth.failed(sent=True)
        assert not warmth.out_of_reach
        warmth.touched(at + 10.0)
        warmth.answered(at + 10.0, 200, reopened=False)
        assert warmth.due_at() == at + 55.0


def test_a_shorter_interval_is_not_made_longer_by_a_failure() -> None:
    warmth = _warmth()
    warmth.interval_s = 1.0
    warmth.touched(100.0)
    warmth.failed(sent=True)
    assert warmth.due_at() == 101.0


def test_a_server_out_of_reach_is_looked_for_also_while_no_call_is_expected() -> None:
    warmth = _warmth()
    warmth.wanted = False
    for at in (100.0, 110.0):
        assert warmth.due_at() is None
        warmth.touched(at)
        warmth.failed(sent=True)
    assert warmth.due_at() == 155.0
    warmth.reached()
    assert warmth.due_at() is None


@given(
    st.lists(
        st.tuples(
            st.floats(0, 200),
            st.sampled_from(["tick", "press", "wanted", "unwanted"]),
            st.booleans(),
            st.sampled_from([200, 404]),
        )
    ),
    st.floats(0, 1),
)
def test_never_two_within_an_interval(moves: list[tuple[float, str, bool, int]], chance: float) -> None:
    warmth = _warmth(chance)
    now, asked_at = 0.0, None
    for pause_s, move, reopened, status in moves:
        now += pause_s
        if move in ("wanted", "unwanted"):
            warmth.wanted = move == "wanted"
        elif move == "press":
            warmth.touched(now)
        due_at = warmth.due_at()
        if due_at is None or due_at > now:
            continue
        assert warmth.wanted
        assert asked_at is None or now - asked_at >= 45.0
        asked_at = now
        warmth.touched(now)
        warmth.answered(now, status, reopened=reopened)

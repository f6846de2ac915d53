"""Which monitor is tried next, and how the waits grow."""

import pytest

from trayapp.voicenter.hosts import parse_host
from trayapp.voicenter.realtime.failover import Failover
from trayapp.voicenter.realtime.limits import RealtimeLimits

LIMITS = RealtimeLimits()
A, B, C = (parse_host(f"monitor{n}.invalid") for n in (1, 2, 3))


def listed(*hosts: object, chance: float = 1.0) -> Failover:
    failover = Failover(LIMITS, lambda: chance)
    failover.listed(tuple(hosts))  # type: ignore[arg-type]  # the three above
    return failover


def test_nothing_can_be_tried_before_a_login() -> None:
    assert Failover(LIMITS, lambda: 0.5).wants_login


def test_goes_round_in_the_login_s_order() -> None:
    failover = listed(A, B, C)
    tried = []
    for _ in range(5):
        tried.append(failover.host)
        failover.failed(refused=False)
    assert tried == [A, B, C, A, B]


def test_a_link_that_stood_is_tried_on_its_own_monitor_first() -> None:
    failover = listed(A, B)
    failover.failed(refused=False)
    failover.accepted(B)
    failover.lost(1000)
    assert failover.host == B


def test_a_refused_token_goes_round_once_and_then_to_the_login() -> None:
    failover = listed(A, B)
    failover.failed(refused=True)
    assert not failover.wants_login
    failover.failed(refused=False)
    assert failover.wants_login
    failover.listed((A, B))
    assert not failover.wants_login
    assert failover.host == A


def test_where_nothing_answers_the_list_is_asked_for_again() -> None:
    failover = listed(A, B)
    for _ in range(5):
        failover.failed(refused=False)
        assert not failover.wants_login
    failover.failed(refused=False)
    assert failover.wants_login


def test_an_accepted_link_clears_what_was_held_against_the_token() -> None:
    failover = listed(A, B)
    failover.failed(refused=True)
    failover.accepted(B)
    failover.failed(refused=False)
    failover.failed(refused=False)
    assert not failover.wants_login


def test_waits_double_up_to_the_longest() -> None:
    failover = listed(A)
    assert [failover.failed(refused=False) for _ in range(6)] == [15, 30, 60, 120, 120, 120]
    for _ in range(2000):
        assert failover.failed(refused=False) == 120


@pytest.mark.parametrize("what", ["failed", "lost", "login_failed"])
def test_waits_are_never_shorter_than_the_floor(what: str) -> None:
    failover = listed(A, chance=0.0)
    waits = {"failed": lambda: failover.failed(refused=True), "lost": lambda: failover.lost(0.0)}
    assert waits.get(what, failover.login_failed)() == 0.5


def test_the_wait_begins_anew_only_after_a_link_that_stood() -> None:
    failover = listed(A)
    for _ in range(3):
        failover.failed(refused=False)
    failover.accepted(A)
    assert failover.lost(stood_s=5) == 120, "a server that accepts and drops is not hammered"
    failover.accepted(A)
    assert failover.lost(stood_s=60) == 15
    failover.failed(refused=False)
    failover.hurry()
    assert failover.failed(refused=False) == 15


def test_the_way_back_to_the_first() -> None:
    failover = listed(A, B, chance=0.5)
    assert failover.return_after() is None
    failover.failed(refused=False)
    failover.accepted(B)
    assert failover.return_after() == 1200
    failover.accepted(A)
    assert failover.return_after() is None


def test_a_renewed_list_without_the_monitor_that_stands() -> None:
    failover = listed(A, B)
    failover.accepted(B)
    failover.listed((C,))
    failover.accepted(B)
    assert failover.host == C

"""A floor of 5 000 desks loses its monitor in one moment: how many come back in any second, on a virtual clock."""

import heapq
import random
from bisect import bisect_left
from collections.abc import Callable

import pytest

from trayapp.voicenter.hosts import MonitorHost, parse_host
from trayapp.voicenter.realtime.failover import Failover
from trayapp.voicenter.realtime.limits import RealtimeLimits

DESKS = 5000
MOST_IN_A_SECOND = 600
"""Connections, at all monitors together; and as many logins. At once would be 5 000."""
FIRST, SECOND = parse_host("monitor1.invalid"), parse_host("monitor2.invalid")

Answers = Callable[[MonitorHost, float], bool | None]
"""Whether a monitor accepts a connection at a time; None: it refuses the token until there was a new login."""


class Floor:
    """The desks, each with its own policy, as the client goes by it."""

    def __init__(self, hosts: tuple[MonitorHost, ...], answers: Answers) -> None:
        self._random = random.Random(20260101)  # noqa: S311  (the same on every run)
        self._hosts = hosts
        self._answers = answers
        self._queue: list[tuple[float, int]] = []
        self._desks = []
        self._fresh = [False] * DESKS
        self.tries: list[float] = []
        """When a connection was begun."""
        self.logins: list[float] = []
        self.back: list[float] = []
        """When a desk saw again."""
        for desk in range(DESKS):
            failover = Failover(RealtimeLimits(), self._random.random)
            failover.listed(hosts)
            failover.accepted(hosts[0])
            self._desks.append(failover)
            heapq.heappush(self._queue, (failover.lost(3600.0), desk))

    def run(self, until_s: float) -> None:
        while self._queue and self._queue[0][0] <= until_s:
            now, desk = heapq.heappop(self._queue)
            self._turn(now, desk)

    def _turn(self, now: float, desk: int) -> None:
        failover = self._desks[desk]
        if failover.wants_login:
            self.logins.append(now)
            failover.listed(self._hosts)
            self._fresh[desk] = True
        self.tries.append(now)
        answer = self._answers(failover.host, now)
        if answer or (answer is None and self._fresh[desk]):
            self.back.append(now)
            return
        heapq.heappush(self._queue, (now + failover.failed(refused=answer is None), desk))


def most_in_a_second(moments: list[float]) -> int:
    """The fullest second, wherever it begins."""
    moments = sorted(moments)
    return max(bisect_left(moments, when + 1.0) - place for place, when in enumerate(moments))


def up_after(down_s: float) -> Answers:
    return lambda host, now: now >= down_s or host == SECOND


@pytest.mark.parametrize("down_s", [0.0, 3.0, 10.0, 30.0, 120.0])
@pytest.mark.parametrize("hosts", [(FIRST,), (FIRST, SECOND)], ids=["one monitor", "two monitors"])
def test_a_monitor_restarts(hosts: tuple[MonitorHost, ...], down_s: float) -> None:
    floor = Floor(hosts, up_after(down_s))
    floor.run(1200.0)
    assert len(floor.back) == DESKS
    assert most_in_a_second(floor.tries) <= MOST_IN_A_SECOND


def test_a_monitor_restarts_and_has_forgotten_all_tokens() -> None:
    floor = Floor((FIRST,), lambda _host, now: None if now >= 5 else False)
    floor.run(1200.0)
    assert len(floor.back) == DESKS
    assert len(floor.logins) == DESKS
    assert most_in_a_second(floor.tries) <= MOST_IN_A_SECOND
    assert most_in_a_second(floor.logins) <= MOST_IN_A_SECOND


def test_a_monitor_that_stays_away_is_asked_ever_less() -> None:
    floor = Floor((FIRST,), lambda _host, _now: False)
    floor.run(1800.0)
    assert most_in_a_second([when for when in floor.tries if when > 600]) <= 200
    assert most_in_a_second(floor.tries) <= MOST_IN_A_SECOND


def test_a_desk_sees_again_soon() -> None:
    floor = Floor((FIRST,), up_after(0.0))
    floor.run(100.0)
    assert sorted(floor.back)[DESKS // 2] < 9
    assert max(floor.back) <= 15


def test_the_ways_back_to_the_first_are_spread() -> None:
    floor = Floor((FIRST, SECOND), up_after(60.0))
    floor.run(1200.0)
    chance = random.Random(7).random  # noqa: S311  (the same on every run)
    returns = []
    for _ in range(DESKS):
        failover = Failover(RealtimeLimits(), chance)
        failover.listed((FIRST, SECOND))
        failover.accepted(SECOND)
        wait_s = failover.return_after()
        assert wait_s is not None
        returns.append(wait_s)
    assert most_in_a_second(returns) <= 20

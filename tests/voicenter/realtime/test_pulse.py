"""When a link pings, speaks up and is given up, on a clock of the test's own."""

from trayapp.voicenter.realtime.limits import RealtimeLimits
from trayapp.voicenter.realtime.packets import Opened
from trayapp.voicenter.realtime.pulse import Due, Pulse

LIMITS = RealtimeLimits()


def begun() -> Pulse:
    """An accepted link at 0 s, with the times of socket.io 1.x."""
    pulse = Pulse.begin(LIMITS, 0.0)
    pulse.opened(0.0, Opened(25.0, 60.0))
    pulse.accepted()
    return pulse


def run(pulse: Pulse, until: float, *, pongs: bool = True, answers: bool = False) -> list[tuple[float, Due]]:
    """Everything that falls due, and when; a link is looked at only at the moments that it asks for."""
    told: list[tuple[float, Due]] = []
    now = 0.0
    while (now := max(now, pulse.due_at())) <= until:
        due = pulse.due(now)
        if due is None:
            continue
        told.append((now, due))
        if due is Due.PING and pongs:
            pulse.ponged()
        if due is Due.KEEPALIVE and answers:
            pulse.heard(now)
        if due in (Due.DEAD, Due.NOT_ACCEPTED):
            break
    return told


def test_pings_at_the_server_s_interval() -> None:
    assert [when for when, due in run(begun(), 200, answers=True) if due is Due.PING] == [25 * n for n in range(1, 9)]


def test_a_missed_pong_ends_it_sooner_than_the_server_would() -> None:
    assert run(begun(), 200, pongs=False) == [(25, Due.PING), (45, Due.DEAD)]


def test_a_short_timeout_of_the_server_counts() -> None:
    pulse = Pulse.begin(LIMITS, 0.0)
    pulse.opened(0.0, Opened(25.0, 5.0))
    pulse.accepted()
    assert run(pulse, 200, pongs=False) == [(25, Due.PING), (30, Due.DEAD)]


def test_the_oldest_ping_without_a_pong_decides() -> None:
    pulse = Pulse.begin(LIMITS, 0.0)
    pulse.opened(0.0, Opened(2.0, 5.0))
    pulse.accepted()
    assert run(pulse, 200, pongs=False)[-1] == (7, Due.DEAD)


def test_silence_is_broken_and_then_ends_it() -> None:
    told = [(when, due) for when, due in run(begun(), 500) if due is not Due.PING]
    assert told == [(60, Due.KEEPALIVE), (120, Due.DEAD)]


def test_every_word_of_the_server_counts_against_silence() -> None:
    pulse = begun()
    pulse.heard(59.0)
    told = [(when, due) for when, due in run(pulse, 500) if due is not Due.PING]
    assert told == [(119, Due.KEEPALIVE), (179, Due.DEAD)]
    told = [(when, due) for when, due in run(begun(), 250, answers=True) if due is not Due.PING]
    assert told == [(60, Due.KEEPALIVE), (120, Due.KEEPALIVE), (180, Due.KEEPALIVE), (240, Due.KEEPALIVE)]


def test_pongs_do_not_count_against_silence() -> None:
    assert run(begun(), 500, pongs=True)[-1] == (120, Due.DEAD)


def test_silence_from_the_beginning_is_noticed() -> None:
    pulse = Pulse.begin(LIMITS, 0.0)
    assert run(pulse, 500) == [(10, Due.NOT_ACCEPTED)]
    assert LIMITS.connect_s + LIMITS.accept_s <= 15


def test_an_idle_link_wakes_for_nothing_but_pings_and_keepalives() -> None:
    assert len(run(begun(), 3600, answers=True)) == 3600 // 25 + 3600 // 60

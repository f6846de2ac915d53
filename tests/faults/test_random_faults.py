"""Faults at random on real sockets, customers who come and go, a rep who presses: no broken promise."""

import time
from contextlib import ExitStack
from random import Random

import pytest

from tests.faults.conftest import MakeRep
from tests.faults.rep import Rep
from tests.faults.table import FAULTS
from tests.faults.test_stories import next_customer
from tests.helpers import needs
from trayapp.core.events import Action
from trayapp.core.view import StateName

pytestmark = needs.linux

KINDS = [fault for fault in FAULTS if not fault.lies and not fault.heals_s]
"""What a server applies long after it was asked is left to stories of its own, which know how long that may show."""
NEW_CALL_S = 3.0
"""Until a call that joins is paused or the doubt shows: two repetitions that wait in vain, with the shortened times."""
HEALED_S = 1.5


def minute(rep: Rep, chance: Random, seconds: float) -> int:
    """Let the faults come and go for some time. How many there were."""
    until = time.monotonic() + seconds
    met = 0
    while time.monotonic() < until:
        live = [call.ivrid for call in rep.phones.calls() if call.status.live]
        if len(live) < 2 and chance.random() < 0.5:
            rep.call()
        elif live and chance.random() < 0.3:
            rep.phones.hang_up(chance.choice(live))
        with ExitStack() as stack:
            if chance.random() < 0.7:
                stack.enter_context(chance.choice(KINDS).put(rep))
                met += 1
            for _ in range(chance.randint(1, 3)):
                rep.press(chance.choice((Action.TOGGLE, Action.TOGGLE, Action.PAUSE, Action.RESUME)))
                rep.run(chance.choice((0.02, 0.1, 0.4, 1.0)))
        rep.run(chance.choice((0.0, 0.1, 0.5)))
    return met


def well_again(rep: Rep) -> None:
    """The faults have gone: one press pauses, one resumes, and nothing waits for the next customer."""
    rep.press(Action.PAUSE)
    rep.shows(StateName.PAUSED)
    rep.press(Action.RESUME)
    rep.shows(StateName.READY)
    next_customer(rep)


def broken(rep: Rep) -> list[object]:
    """The promises that were broken."""
    wrong = rep.disagreements(new_call_s=NEW_CALL_S)
    return [one for one in wrong if one.claimed == StateName.PAUSED or one.length_s > HEALED_S]


@pytest.mark.parametrize("seed", [1, 2])
def test_some_seconds(make_rep: MakeRep, seed: int) -> None:
    with make_rep() as rep:
        assert minute(rep, Random(seed), 8.0)  # noqa: S311  (the same faults every time)
        well_again(rep)
        assert broken(rep) == []

"""Pauses of the same account from another desktop session of this user: the newest press owns the pause.

Whoever owns it sends, repeats, counts its clock and resumes. All others show that a pause may hold, and send nothing:
a state 0 of one session would resume the other's pause as well, for the server knows the extension alone.
"""

from dataclasses import replace

from trayapp.core.events import SeenElsewhere
from trayapp.core.holding import unknown
from trayapp.core.leaving import recalled
from trayapp.core.problems import Problem
from trayapp.core.releasing import leave_if_waiting
from trayapp.core.state import NOT_OURS, Phase, Proof, Request
from trayapp.core.turn import Turn


def seen(turn: Turn, event: SeenElsewhere) -> None:
    """The other session's mark has come, changed or gone."""
    turn.change(elsewhere=event.mark)
    if event.mark is None or not _same_account(turn):
        return
    if event.newer:
        _give_way(turn)
    else:
        _beware(turn)


def follow(turn: Turn) -> None:
    """The account is known now, or is another one: a pause that stood aside may concern it."""
    if turn.state.elsewhere is not None and turn.state.phase is Phase.UNKNOWN and _same_account(turn):
        _beware(turn)


def overruled(turn: Turn) -> None:
    """Our mark was taken away: what was believed until now is not to be believed, and nobody else looks after it."""
    if turn.state.pause is None:
        return
    if turn.state.phase in (Phase.PAUSING, Phase.PAUSED, Phase.GIVEN_UP):
        unknown(turn, Problem.ELSEWHERE)
    turn.write_mark()


def take_over(turn: Turn) -> None:
    """A press here, while the other session's pause may hold: it is ours from now on, and the other gives way."""
    mark = turn.state.paused_elsewhere
    if mark is None:
        return
    pause = replace(recalled(turn, mark), pressed_at=turn.at, unknown_at=turn.at)
    turn.change(phase=Phase.UNKNOWN, problem=Problem.ELSEWHERE, pause=pause)
    _beware(turn)
    turn.write_mark()


def _same_account(turn: Turn) -> bool:
    mark, setup = turn.state.elsewhere, turn.state.setup
    return mark is not None and setup is not None and mark.account in ("", setup.account)


def _give_way(turn: Turn) -> None:
    """Drop whatever is under way here, without a word to the server."""
    state = turn.state
    turn.change(ended=None)
    turn.settle(paused=True, reached=False)
    turn.settle(paused=False, reached=False)
    if state.phase is Phase.IDLE and state.release is None and not state.orphans and not state.in_flight:
        return
    turn.abandon_all()
    turn.change(
        phase=Phase.IDLE, pause=None, wish=None, release=None, aftermath=None, problem=None, orphans=(), proof=Proof()
    )
    turn.clear_mark(ended=False)
    leave_if_waiting(turn)


def _beware(turn: Turn) -> None:
    """What the other session sent last may still land after our own: that is met as with an older request of ours.

    And its pause may hold, so that one of ours which fails sends no state 0 unasked.
    """
    state = turn.state
    if state.pause is None and state.release is None:
        return
    if state.pause is not None:
        turn.change_pause(older_held=True)
    if state.setup is None or any(orphan.number == NOT_OURS for orphan in state.orphans):
        return
    for mute in (True, False):
        turn.orphan(Request(NOT_OURS, mute, state.setup.hosts[0], turn.at, frozenset()))

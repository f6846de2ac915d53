"""Starting, sleeping, waking and going (design §6, Restart and wake; Leaving)."""

from dataclasses import replace

from trayapp.core import holding, pausing, releasing
from trayapp.core.effects import Quit, ReadBack, Reconnect
from trayapp.core.events import Leaving, Mark
from trayapp.core.naming import holds
from trayapp.core.problems import Problem
from trayapp.core.state import Going, Pause, Phase
from trayapp.core.turn import Turn
from trayapp.core.view import Notice


def started(turn: Turn, mark: Mark | None) -> None:
    """An earlier run left a pause written down, or nothing. Whatever is under way here is newer than that."""
    if mark is None or turn.state.pause is not None or turn.state.release is not None:
        return
    turn.change(pause=recalled(turn, mark))
    holding.unknown(turn, Problem.RESTARTED)
    judge_age(turn)
    turn.do(ReadBack())


def recalled(turn: Turn, mark: Mark) -> Pause:
    """The pause that was written down, as far as it was."""
    return Pause(
        started_at=mark.started_at,
        resumes_at=mark.resumes_at,
        pressed_at=mark.started_at,
        keeps_left=0,
        reminder_at=turn.at + turn.state.limits.reminder_interval_s,
        hosts=mark.hosts,
        told=mark.hosts,
        only=frozenset(mark.calls) or None,
    )


def judge_age(turn: Turn) -> None:
    """A pause far older than its maximum is resumed at once, without asking."""
    state, limits = turn.state, turn.state.limits
    if state.phase is not Phase.UNKNOWN or state.pause is None:
        return
    maximum_s = limits.maximum_pause_s or limits.wish_life_s
    ends_at = state.pause.resumes_at if state.pause.resumes_at is not None else state.pause.started_at + maximum_s
    if turn.at >= ends_at + limits.restart_grace_s:
        releasing.begin(turn, notice=Notice.OLD_PAUSE_RESUMED, visible=True)


def suspending(turn: Turn) -> None:
    """The machine is going to sleep: a wish dies, and what was accepted is in question when it wakes."""
    state = turn.state
    if state.phase is Phase.PAUSING:
        in_flight = any(r.mute for r in state.in_flight)
        if turn.pause.held or turn.pause.hosts or in_flight:
            hosts = (*turn.pause.hosts, *(r.host for r in state.in_flight if r.mute))
            turn.change_pause(hosts=tuple(dict.fromkeys(hosts)))
            holding.unknown(turn, Problem.WOKE)
        else:
            pausing.give_up(turn, Problem.WISH_DIED)
    elif state.phase is Phase.PAUSED:
        holding.unknown(turn, Problem.WOKE)


def woke(turn: Turn) -> None:
    """The machine woke: whatever was in flight is lost, and a pause is judged as after a restart."""
    turn.do(Reconnect())
    suspending(turn)
    if turn.state.pause is not None and turn.pause.unknown_at is not None:
        turn.change_pause(unknown_at=turn.at)  # what was read before is from before
    judge_age(turn)
    release = turn.state.release
    if release is not None:
        turn.abandon_all()
        for owed in release.hosts:
            if not owed.acknowledged:
                turn.send(mute=False, host=owed.host, ivrid=owed.ivrid, fresh=True)
    turn.do(ReadBack())


def quit_asked(turn: Turn, leaving: Leaving) -> None:
    """The rep or the session wants to end the program."""
    state = turn.state
    match leaving:
        case Leaving.STAY:
            turn.change(going=Going())
        case Leaving.LEAVE_PAUSED:
            turn.abandon_all()
            turn.do(Quit())
        case Leaving.ASK if holds(state):
            turn.change(going=Going(asking=True))
        case Leaving.RESUME_FIRST if holds(state):
            _resume(turn)
            turn.change(going=Going(when_resumed=True))
        case Leaving.LOGOUT if holds(state) or state.release is not None:
            _resume(turn)
            turn.change(going=Going(when_resumed=True, at=turn.at + state.limits.leaving_s))
        case _ if state.release is not None and not state.release.acknowledged:
            turn.change(going=Going(when_resumed=True, at=turn.at + state.limits.leaving_s))
        case _:
            turn.do(Quit())


def _resume(turn: Turn) -> None:
    """Only a resume can be waited for, whatever was under way."""
    if turn.state.setup is None:
        turn.do(Quit())
    elif turn.state.phase is not Phase.RESUMING or turn.state.release is None:
        turn.add_ticket(None, paused=False)
        releasing.begin(turn, notice=Notice.RESUMED, visible=True)


def follow(turn: Turn) -> None:
    """A question about a pause that is over is no longer put."""
    if turn.state.going.asking and not holds(turn.state):
        turn.change(going=Going())


def tick(turn: Turn) -> None:
    """Do not keep a session waiting: the mark stays, and the next start knows."""
    going = turn.state.going
    if going.at is not None and going.at <= turn.at:
        turn.change(going=replace(going, at=None))
        turn.do(Quit())

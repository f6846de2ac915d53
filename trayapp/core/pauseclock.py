"""The clock of a pause: reminders, the announced countdown, the automatic resume, keeping (design §6)."""

from trayapp.core import releasing
from trayapp.core.effects import Tone
from trayapp.core.state import Phase, State
from trayapp.core.turn import Turn
from trayapp.core.view import Notice

CLOCKED = (Phase.PAUSED, Phase.UNKNOWN, Phase.GIVEN_UP)
"""Phases in which a pause may hold and nobody is resuming it."""


def runs(state: State) -> bool:
    """Whether a pause's clock runs towards its automatic resume."""
    held_again = state.phase is Phase.PAUSING and state.pause is not None and state.pause.held
    return state.pause is not None and state.setup is not None and (state.phase in CLOCKED or held_again)


def tick(turn: Turn) -> None:
    """Remind, announce, resume."""
    if not runs(turn.state):
        return
    limits, pause = turn.state.limits, turn.pause
    if pause.resumes_at is not None and pause.resumes_at <= turn.at:
        releasing.begin(turn, notice=Notice.RESUMED_BY_CLOCK, visible=True)
        turn.settle(paused=True, reached=False)
        return
    if pause.resumes_at is not None and not pause.due and pause.resumes_at - limits.announced_s <= turn.at:
        turn.change_pause(due=True)
        turn.play(Tone.REMINDER)
    elif pause.reminder_at is not None and pause.reminder_at <= turn.at:
        turn.play(Tone.REMINDER)
    if turn.pause.reminder_at is not None and turn.pause.reminder_at <= turn.at:
        turn.change_pause(reminder_at=turn.at + limits.reminder_interval_s)


def keep(turn: Turn) -> bool:
    """Extend the pause by one maximum while its resume is due. False where that is no longer allowed."""
    limits, pause = turn.state.limits, turn.pause
    if pause.keeps_left <= 0 or pause.resumes_at is None:
        turn.say(Notice.CANNOT_KEEP_LONGER)
        return False
    turn.change_pause(
        resumes_at=pause.resumes_at + limits.maximum_pause_s,
        keeps_left=pause.keeps_left - 1,
        due=False,
        reminder_at=turn.at + limits.reminder_interval_s,
    )
    turn.write_mark()
    turn.say(Notice.KEPT)
    return True

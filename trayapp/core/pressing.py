"""What a press means (design §6)."""

from trayapp.core import elsewhere, holding, pauseclock, pausing, releasing
from trayapp.core.effects import Settle
from trayapp.core.events import Action, Pressed
from trayapp.core.naming import name, toggle
from trayapp.core.state import Going, Phase, Proof
from trayapp.core.turn import Turn
from trayapp.core.view import Notice, Offer, StateName


def pressed(turn: Turn, event: Pressed) -> None:
    """Act on a press, unless it is the echo of another one."""
    if _bounces(turn, event):
        _echo(turn, event)
        return
    if turn.state.setup is None:
        _settle(turn, event, reached=False)
        return
    resumed_by_clock = _resumed_by_clock(turn)
    turn.change(going=Going(), notice=None, notice_until=None)
    match event.action:
        case Action.TOGGLE | Action.KEEP if resumed_by_clock:
            _pause(turn, event)
        case Action.TOGGLE:
            _toggle(turn, event)
        case Action.PAUSE:
            _pause(turn, event)
        case Action.RESUME if event.ivrid is not None:
            _resume_one(turn, event, event.ivrid)
        case Action.RESUME:
            _resume(turn, event)
        case Action.KEEP:
            _keep(turn, event)


def _echo(turn: Turn, event: Pressed) -> None:
    """Nothing is done; whoever waits for the outcome hears why."""
    if event.ticket is not None:
        turn.say(Notice.ECHO)
        _settle(turn, event, reached=False)


def _settle(turn: Turn, event: Pressed, *, reached: bool) -> None:
    if event.ticket is not None:
        turn.do(Settle(event.ticket, reached))


def _bounces(turn: Turn, event: Pressed) -> bool:
    """Whether this is the same finger still: a control's events within its debounce time are one press.

    An explicit wish counts again once another control was used in between: pause and resume never block each other.
    """
    state = turn.state
    last = state.last_presses.get(event.control)
    span_s = state.limits.chord_debounce_s if event.debounce_s is None else event.debounce_s
    turn.change(last_presses={**state.last_presses, event.control: turn.at}, last_control=event.control)
    if last is None or turn.at - last >= span_s:
        return False
    return event.action is Action.TOGGLE or state.last_control == event.control


def _toggle(turn: Turn, event: Pressed) -> None:
    meaning = toggle(turn.state)
    if meaning is Offer.RESUME and _just_paused(turn):
        _echo(turn, event)
        return
    surprise = turn.state.surprise
    if surprise is not None and turn.at - surprise[0] < turn.state.limits.surprise_guard_s:
        meaning = surprise[1]
    if meaning is Offer.PAUSE:
        _pause(turn, event)
    elif meaning is Offer.KEEP:
        _keep(turn, event)
    elif meaning is Offer.RESUME:
        _resume(turn, event)
    else:
        _settle(turn, event, reached=False)


def _just_paused(turn: Turn) -> bool:
    pause = turn.state.pause
    return pause is not None and turn.at - pause.pressed_at < turn.state.limits.toggle_guard_s


def _pause(turn: Turn, event: Pressed) -> None:
    turn.add_ticket(event.ticket, paused=True)
    elsewhere.take_over(turn)
    if turn.state.phase is Phase.PAUSED and turn.pause.due:
        pauseclock.keep(turn)
    pausing.begin(turn, event.ivrid if event.action is Action.PAUSE else None)


def _resume(turn: Turn, event: Pressed) -> None:
    turn.add_ticket(event.ticket, paused=False)
    turn.change(proof=Proof())
    elsewhere.take_over(turn)
    releasing.begin(turn, notice=Notice.RESUMED, visible=True)


def _resume_one(turn: Turn, event: Pressed, ivrid: str) -> None:
    """Resume one call and leave the others paused; where it is the only one, this is a resume like any other."""
    elsewhere.take_over(turn)
    pause = turn.state.pause
    if turn.state.phase is Phase.IDLE:
        turn.add_ticket(event.ticket, paused=False)
        releasing.begin_one(turn, ivrid)
        return
    if turn.state.phase not in (Phase.PAUSED, Phase.PAUSING) or pause is None:
        _resume(turn, event)
        return
    if pause.only is None and turn.state.calls is None:
        turn.say(Notice.CALLS_NOT_SEEN)  # which others there are to stay paused, nobody knows
        _settle(turn, event, reached=False)
        return
    others = (turn.state.live_ivrids if pause.only is None else pause.only) - {ivrid}
    if not others:
        _resume(turn, event)
        return
    turn.add_ticket(event.ticket, paused=False)
    if pause.only is not None or ivrid in turn.state.live_ivrids:  # one that is not there is no exception to all
        pausing.narrow(turn, others)
        if turn.state.phase is Phase.PAUSED and turn.state.wanted - turn.pause.covered.keys():
            holding.send(turn)
    releasing.begin_one(turn, ivrid)


def _keep(turn: Turn, event: Pressed) -> None:
    """Keep never pauses: with nothing paused it says so."""
    shown = name(turn.state)
    reached = shown is StateName.PAUSED
    if turn.state.pause is not None and turn.pause.held and pauseclock.runs(turn.state):
        reached = (not turn.pause.due or pauseclock.keep(turn)) and reached
        turn.change_pause(pressed_at=turn.at)
        if turn.pause.assert_over:
            holding.send(turn)
        holding.schedule(turn)
    elif shown in (StateName.READY, StateName.NO_CALL, StateName.RECORDING):
        turn.say(Notice.NOT_PAUSED_NOW)
    _settle(turn, event, reached=reached)


def _resumed_by_clock(turn: Turn) -> bool:
    """Whether the clock has resumed so short ago that a rep who wanted to keep the pause cannot have seen it."""
    surprise, state = turn.state.surprise, turn.state
    if surprise is None or surprise[1] is not Offer.KEEP or turn.at - surprise[0] >= state.limits.surprise_guard_s:
        return False
    by_clock = state.release is not None and state.release.notice is Notice.RESUMED_BY_CLOCK
    return by_clock or state.notice is Notice.RESUMED_BY_CLOCK

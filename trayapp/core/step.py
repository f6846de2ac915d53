"""The one function that changes the state."""

from trayapp.core import (
    calls_seen,
    elsewhere,
    holding,
    leaving,
    pauseclock,
    pausing,
    pressing,
    proving,
    reading,
    releasing,
)
from trayapp.core.effects import Effect, ReadBack
from trayapp.core.events import (
    Answered,
    CallsSeen,
    Configured,
    Event,
    ExposureTold,
    FlawChanged,
    Overruled,
    Pressed,
    ProofAsked,
    ProofHeard,
    QuitAsked,
    SeenElsewhere,
    SightLost,
    Started,
    Suspending,
    Tick,
    Woke,
)
from trayapp.core.naming import toggle
from trayapp.core.problems import Problem
from trayapp.core.state import Phase, Proof, State
from trayapp.core.turn import Turn
from trayapp.core.view import Notice, Offer

_MOST_ROUNDS = 5


def step(state: State, event: Event) -> tuple[State, tuple[Effect, ...]]:
    """Take one event: what is due by then is done first, then what the event asks for.

    Returns:
        The next state, and the effects in the order in which they are to be carried out.
    """
    turn = Turn(state, event.at)
    slept = isinstance(event, Suspending | Woke)
    if not slept:  # what fell due in a sleep is judged by its end, not carried out
        _advance(turn)
        _notice_surprise(turn, state)
    if isinstance(event, Pressed):
        pressing.pressed(turn, event)
        turn.change(surprise=None)
    else:
        before = turn.state
        _take(turn, event)
        _advance(turn)  # what fell due while nothing went by the clock, as in a sleep or out of sight
        _notice_surprise(turn, before)
    pausing.follow(turn)
    calls_seen.follow(turn)
    proving.follow(turn)
    leaving.follow(turn)
    return turn.state, tuple(turn.effects)


def _notice_surprise(turn: Turn, before: State) -> None:
    """Remember what the toggle did before a change that the rep did not cause."""
    meant = toggle(before)
    if meant is not Offer.SET_UP and toggle(turn.state) is not meant:
        turn.change(surprise=(turn.at, meant))


def _advance(turn: Turn) -> None:
    """Do what is due by the clock; one thing may make another due, but none makes itself due again at once."""
    for _ in range(_MOST_ROUNDS):
        _advance_once(turn)
        moment = deadline(turn.state)
        if moment is None or moment > turn.at:
            return


def _advance_once(turn: Turn) -> None:
    turn.forget_old_orphans()
    pauseclock.tick(turn)
    pausing.tick(turn)
    holding.tick(turn)
    releasing.tick(turn)
    reading.tick(turn)
    proving.tick(turn)
    leaving.tick(turn)
    if turn.state.ended is not None and turn.state.ended.until <= turn.at:
        turn.change(ended=None)
    notice_until = turn.state.notice_until
    if notice_until is not None and notice_until <= turn.at:
        turn.change(notice=None, notice_until=None)


def _take(turn: Turn, event: Event) -> None:  # noqa: C901, PLR0912  (one case for each event)
    match event:
        case Answered():
            _answered(turn, event)
        case CallsSeen():
            calls_seen.seen(turn, event)
            pausing.no_call(turn)
        case SightLost():
            calls_seen.lost(turn)
        case Configured():
            _configured(turn, event)
        case Started(mark=mark):
            leaving.started(turn, mark)
        case SeenElsewhere():
            elsewhere.seen(turn, event)
        case Overruled():
            elsewhere.overruled(turn)
        case Suspending():
            leaving.suspending(turn)
        case Woke():
            leaving.woke(turn)
        case QuitAsked(leaving=wanted):
            leaving.quit_asked(turn, wanted)
        case ProofAsked(start=start):
            proving.asked(turn, start=start)
        case ProofHeard(silent=silent):
            proving.heard(turn, silent=silent)
        case ExposureTold():
            turn.say(Notice.EXPOSURE_NOTED)
        case FlawChanged():
            _flaw(turn, event)
        case Tick() | Pressed():
            pass


def _answered(turn: Turn, event: Answered) -> None:
    """Give an answer to those who wait for it; the late one of an abandoned request makes the wish be repeated."""
    request = next((r for r in turn.state.in_flight if r.number == event.request), None)
    if request is None:
        _late(turn, event.request)
        return
    turn.change(in_flight=tuple(r for r in turn.state.in_flight if r is not request))
    phase = turn.state.phase
    if not request.mute:
        releasing.answered(turn, request, event.answer)
    elif phase is Phase.PAUSING:
        pausing.answered(turn, request, event.answer)
        if turn.state.phase is Phase.PAUSED:
            holding.schedule(turn)
            turn.do(ReadBack())
    elif phase is Phase.PAUSED:
        holding.answered(turn, request, event.answer)


def _late(turn: Turn, number: int) -> None:
    """An older request has just been carried out: if it wanted the contrary, say again what is wanted now."""
    orphan = next((o for o in turn.state.orphans if o.number == number), None)
    if orphan is None:
        return
    if orphan.mute:
        releasing.send_again(turn)
    elif turn.state.phase is Phase.PAUSED:
        holding.send(turn)


def _configured(turn: Turn, event: Configured) -> None:
    before = turn.state.setup
    if event.setup is None:
        _unconfigured(turn)
    elif before is not None and event.setup.account != before.account:
        _forget(turn)
    if event.setup is None or before is None or event.setup.account != before.account:
        if turn.state.calls is not None:
            turn.do(ReadBack())  # what they read is not known for the new account, and may be long in coming by itself
        turn.change(proof=Proof(), aftermath=None, shown_values={}, calls=None, reads_paused=False)
    turn.change(setup=event.setup)
    elsewhere.follow(turn)
    leaving.judge_age(turn)


def _forget(turn: Turn) -> None:
    """What was asked of one account is not asked of another."""
    if turn.state.phase is Phase.IDLE and turn.state.release is None:
        return
    turn.abandon_all()
    turn.settle(paused=True, reached=False)
    turn.settle(paused=False, reached=False)
    turn.change(phase=Phase.IDLE, pause=None, wish=None, release=None, problem=None)
    turn.clear_mark(ended=False)


def _unconfigured(turn: Turn) -> None:
    """Nobody is left to send to. A pause that may hold is asked about once there is an account again."""
    turn.abandon_all()
    turn.settle(paused=True, reached=False)
    turn.settle(paused=False, reached=False)
    turn.change(wish=None, release=None)
    if turn.state.pause is None:
        turn.change(phase=Phase.IDLE, problem=None)
    else:
        holding.unknown(turn, Problem.RESTARTED)


def _flaw(turn: Turn, event: FlawChanged) -> None:
    others = {flaw: detail for flaw, detail in turn.state.flaws.items() if flaw is not event.flaw}
    turn.change(flaws={**others, event.flaw: event.detail} if event.present else others)


def deadline(state: State) -> float | None:
    """The next moment at which a `Tick` is wanted, on the core's clock; None where nothing is to be done by time."""
    moments = releasing.deadlines(state.release) if state.setup is not None else []
    pause, wish = state.pause, state.wish
    if wish is not None:
        moments += [m for m in (wish.alarm_at, wish.dies_at, wish.retry_at) if m is not None]
    if pause is not None:
        moments += _pause_deadlines(state)
    moments += reading.deadlines(state)
    moments += [m for m in (state.notice_until, state.going.at, state.proof.until) if m is not None]
    return min(moments, default=None)


def _pause_deadlines(state: State) -> list[float]:
    pause = state.pause
    assert pause is not None  # noqa: S101  (the caller looked)
    moments: list[float | None] = []
    if pauseclock.runs(state):
        countdown_at = None if pause.due or pause.resumes_at is None else pause.resumes_at - state.limits.announced_s
        moments += [pause.resumes_at, countdown_at, pause.reminder_at]
    if state.phase is Phase.PAUSED:
        over_at = pause.assert_until if pause.assert_at is None and not pause.assert_over else None
        moments += [*pause.echo_at, pause.assert_at, over_at, holding.unsettled_until(state)]
    if state.phase in (Phase.PAUSING, Phase.PAUSED) and state.calls is not None and not state.any_call_coming:
        moments.append(pause.no_call_at)
    return [m for m in moments if m is not None]

"""A pause wish, from the press to its acceptance or its death (design §6)."""

from dataclasses import replace

from trayapp.core import releasing
from trayapp.core.effects import Tone
from trayapp.core.events import Accepted, Answer, Failed, Refused
from trayapp.core.naming import paused_problem
from trayapp.core.problems import Problem
from trayapp.core.state import NOT_OURS, Cover, Pause, Phase, Release, Request, State, Wish
from trayapp.core.turn import Turn
from trayapp.core.view import Notice, ProofStage


def begin(turn: Turn, ivrid: str | None = None) -> None:
    """The rep wants a pause, of all calls or of one: an accepted one goes on and is sent again; else one begins."""
    state, limits = turn.state, turn.state.limits
    if state.setup is None:
        return
    goes_on = state.phase is Phase.PAUSED or (
        state.phase is Phase.PAUSING and state.pause is not None and state.pause.held
    )
    only = _only(state, ivrid)
    kept = _resumes_of_others(state.release, ivrid) if goes_on and only else None
    pause = _going_on(turn) if goes_on else _new(turn)
    live = state.live_ivrids if only is None else state.live_ivrids & only
    pause = replace(pause, only=only, had_live=pause.had_live or bool(live))
    wish = Wish(turn.at, turn.at + limits.alarm_after_s, turn.at + limits.wish_life_s)
    turn.abandon(r for r in state.in_flight if kept is None or r.mute or r.ivrid == ivrid)
    turn.change(phase=Phase.PAUSING, pause=pause, wish=wish, release=kept, aftermath=None, ended=None, problem=None)
    turn.change_pause(told=tuple(dict.fromkeys((*pause.told, _host(turn)))))
    turn.write_mark()
    _send(turn)


def _resumes_of_others(release: Release | None, ivrid: str | None) -> Release | None:
    """What goes on of the resumes of single calls where this one is to be paused again."""
    if release is None or not release.partial:
        return None
    hosts = tuple(owed for owed in release.hosts if owed.ivrid != ivrid)
    return replace(release, hosts=hosts) if hosts else None


def go_on(turn: Turn, pause: Pause, *, only: frozenset[str] | None) -> None:
    """A pause that had ended with its call goes on, its clock as it was, for that call has only changed its name."""
    limits = turn.state.limits
    wish = Wish(turn.at, turn.at + limits.alarm_after_s, turn.at + limits.wish_life_s)
    kept = replace(pause, only=only, covered={}, problem=None, assert_at=None, assert_until=None, echo_at=())
    turn.abandon_all()
    turn.change(phase=Phase.PAUSING, pause=kept, wish=wish, release=None, aftermath=None, problem=None)
    turn.write_mark()
    _send(turn)


def _only(state: State, ivrid: str | None) -> frozenset[str] | None:
    """The calls that the pause is meant for from now on; None for all, of which a single one is one already."""
    if ivrid is None:
        return None
    if state.phase not in (Phase.PAUSING, Phase.PAUSED) or state.pause is None:
        return frozenset({ivrid})
    return None if state.pause.only is None else state.pause.only | {ivrid}


def narrow(turn: Turn, only: frozenset[str]) -> None:
    """From now on the pause is meant for these calls alone; a mute for all may no longer be under way."""
    turn.abandon(r for r in turn.state.in_flight if r.mute and r.ivrid not in only)
    covered = {ivrid: known for ivrid, known in turn.pause.covered.items() if ivrid in only}
    turn.change_pause(only=only, covered=covered)
    turn.write_mark()
    if turn.state.phase is Phase.PAUSING:
        _send(turn)


def _new(turn: Turn) -> Pause:
    """A new pause; what an earlier one still owes to hosts goes with it."""
    state, limits = turn.state, turn.state.limits
    owed = tuple(h.host for h in state.release.hosts if not h.acknowledged) if state.release else ()
    hosts = tuple(dict.fromkeys((*(state.pause.hosts if state.pause else ()), *owed)))
    return Pause(
        started_at=turn.at,
        resumes_at=turn.at + limits.maximum_pause_s if limits.maximum_pause_s else None,
        pressed_at=turn.at,
        keeps_left=limits.keeps,
        reminder_at=turn.at + limits.first_reminder_s,
        hosts=hosts,
        older_held=state.pause is not None and (state.pause.held or state.pause.older_held),
        no_call_at=turn.at + limits.no_call_after_s,
    )


def _going_on(turn: Turn) -> Pause:
    """The same pause, pressed again. What speaks against it stays until the server, or a reading, has spoken for it."""
    wish = turn.state.wish
    return replace(
        turn.pause,
        pressed_at=turn.at,
        failed=wish is not None and (turn.pause.failed or wish.alarm_at is None),
        no_call_at=None if turn.pause.had_live else turn.at + turn.state.limits.no_call_after_s,
        assert_at=None,
        assert_until=None,
        assert_stopped=False,
        resends=0,
        other_hand_used=False,
    )


def _send(turn: Turn, *, fresh: bool = False) -> None:
    """Send the wish: for all calls, or for each that it is meant for and that is not paused yet."""
    host, only = _host(turn), turn.pause.only
    if only is None:
        turn.send(mute=True, host=host, fresh=fresh)
        return
    for ivrid in sorted(only - turn.pause.covered.keys() or only):
        turn.send(mute=True, host=host, ivrid=ivrid, fresh=fresh)


def _host(turn: Turn) -> str:
    """Each further attempt goes to the next host of the list."""
    assert turn.state.setup is not None  # noqa: S101  (no wish is made without a set-up)
    hosts = turn.state.setup.hosts
    return hosts[turn.wish.attempt % len(hosts)]


def calls_changed(turn: Turn) -> None:
    """A call is live that the request in flight was too early for: send it again, at once."""
    live = turn.state.live_ivrids
    in_flight = tuple(r for r in turn.state.in_flight if r.mute)
    if turn.pause.only is None and in_flight and not any(live <= request.covers for request in in_flight):
        turn.abandon(in_flight)
        _send(turn)


def answered(turn: Turn, request: Request, answer: Answer) -> None:
    """An answer to the wish's request in flight."""
    match answer:
        case Accepted():
            _accepted(turn, request)
        case Refused(problem=Problem.CALL_NOT_FOUND) if _others_held(turn, request):
            _back_to_the_others(turn, request)
        case Refused(problem=problem):
            give_up(turn, problem)
        case Failed(problem=problem, may_have_applied=may_have_applied):
            if may_have_applied:
                turn.orphan(request)
                _add_host(turn, request.host)
            _failed(turn, problem)


def _add_host(turn: Turn, host: str) -> None:
    turn.change_pause(hosts=tuple(dict.fromkeys((*turn.pause.hosts, host))))


def _accepted(turn: Turn, request: Request) -> None:
    _add_host(turn, request.host)
    cover(turn, request)
    if turn.wish.retry_at is not None or others_asked(turn, request):
        return  # another of the calls that it is meant for has yet to be accepted
    echo_at = turn.echoes(mute=True)
    settles_at = _settles_at(turn, request, echo_at)
    if settles_at is None and (not turn.pause.held or turn.pause.settles_at is not None):
        turn.play(Tone.PAUSED)
    before = turn.pause.problem
    turn.change(phase=Phase.PAUSED, wish=None, problem=None)
    turn.change_pause(
        held=True,
        failed=False,
        host=request.host,
        accepted_at=turn.at,
        echo_at=echo_at if settles_at is None else tuple(sorted({settles_at, *echo_at})),
        settles_at=settles_at,
        unanswered=0,
        assert_over=False,
        # With the calls in sight, only they can end a contradiction.
        problem=before if turn.state.calls is not None and before is not Problem.OLDER_RESUME else None,
    )
    if turn.state.proof.stage is ProofStage.PAUSING:
        until = turn.at + turn.state.limits.proof_pause_s
        turn.change(proof=replace(turn.state.proof, stage=ProofStage.HOLDING, until=until))


def _settles_at(turn: Turn, request: Request, echo_at: tuple[float, ...]) -> float | None:
    """From when on a mute must have left to be believed: the server may carry out an older resume after this one.

    What an earlier acceptance of this pause outlived, and what another session may have sent, is left to the echoes:
    a pause that is shown as one does not go back to *Pausing* because it is pressed again.
    """
    if not echo_at:
        return None
    since, settles_at, only = turn.pause.accepted_at, turn.pause.settles_at, turn.pause.only
    older = (o for o in turn.state.orphans if not o.mute and o.number != NOT_OURS)
    feared = [o.left_at for o in older if o.ivrid is None or only is None or o.ivrid in only]
    if any(since is None or left_at is None or left_at >= since for left_at in feared):
        return echo_at[0]
    return None if settles_at is None or request.sent_at >= settles_at else settles_at


def settle(turn: Turn) -> None:
    """No older resume is feared any more: from now on the accepted pause is shown as one."""
    problem = turn.pause.problem
    turn.change_pause(settles_at=None, problem=None if problem is Problem.OLDER_RESUME else problem)
    turn.play(Tone.PAUSED)


def follow(turn: Turn) -> None:
    """Tell those who wait for a pause that was accepted whether it is one: not with a call that stays recorded.

    What the calls have to say first, as after another hand's resume, is waited for.
    """
    if turn.state.phase is not Phase.PAUSED or turn.pause.settles_at is not None:
        return
    problem = paused_problem(turn.state)
    if problem in (None, Problem.SOME_CALLS, Problem.NOT_PROVEN):
        turn.settle(paused=True, reached=problem is None)


def cover(turn: Turn, request: Request) -> None:
    """Note which calls an accepted mute can have paused: those that were live when it left."""
    covered = dict(turn.pause.covered)
    for ivrid in request.covers:
        covered.setdefault(ivrid, Cover(turn.at))
    if covered.keys() != turn.pause.covered.keys():
        read_at = turn.pause.read_at  # of a call that was covered before: no other that joins puts it off
        turn.change_pause(
            covered=covered, read_at=turn.at + turn.state.limits.evidence_after_s if read_at is None else read_at
        )


def others_asked(turn: Turn, request: Request) -> bool:
    """Whether a mute for another of the calls by name has yet to be answered."""
    return turn.pause.only is not None and any(r.mute and r.ivrid != request.ivrid for r in turn.state.in_flight)


def _others_held(turn: Turn, request: Request) -> bool:
    """Whether the pause holds for all other calls that it is meant for."""
    others = (turn.pause.only or frozenset[str]()) - {request.ivrid}
    return turn.pause.held and bool(others) and not others_asked(turn, request)


def _back_to_the_others(turn: Turn, request: Request) -> None:
    """The call that was asked for is not there: the pause of the others goes on."""
    turn.change(phase=Phase.PAUSED, wish=None, problem=None)
    turn.change_pause(only=(turn.pause.only or frozenset()) - {request.ivrid})
    turn.settle(paused=True, reached=False)
    turn.say(Notice.CALL_NOT_FOUND)


def _failed(turn: Turn, problem: Problem) -> None:
    wish = turn.wish
    _alarm(turn)
    attempt = wish.attempt + 1
    retry_at = turn.at + turn.backoff_s(attempt)
    turn.change(wish=replace(wish, alarm_at=None, attempt=attempt, retry_at=retry_at, problem=problem))


def _alarm(turn: Turn) -> None:
    if turn.wish.alarm_at is not None:
        turn.play(Tone.ALARM)


def give_up(turn: Turn, problem: Problem) -> None:
    """The wish is dead and never fires later. What it may have muted is resumed, unless an acceptance holds.

    Where the server had accepted this pause before, a customer may be reading digits under its protection: state 0
    then waits for the rep or for the clock.
    """
    turn.abandon_mutes()
    turn.play(Tone.ALARM)
    turn.change(phase=Phase.GIVEN_UP, wish=None, problem=problem)
    turn.settle(paused=True, reached=False)
    if turn.pause.held or turn.pause.older_held:
        turn.change_pause(unknown_at=turn.at)
        return
    if turn.opposite_orphan(mute=False) or turn.pause.hosts:
        releasing.begin(turn, notice=None, visible=False)
    else:
        turn.clear_mark(ended=False)
    turn.change(pause=None)


def tick(turn: Turn) -> None:
    """Alarm, retry or death of the wish; and the pause that found no call."""
    no_call(turn)
    if turn.state.phase is not Phase.PAUSING:
        return
    wish = turn.wish
    if wish.dies_at <= turn.at:
        give_up(turn, Problem.WISH_DIED)
        return
    if wish.alarm_at is not None and wish.alarm_at <= turn.at:
        _alarm(turn)
        turn.change(wish=replace(wish, alarm_at=None, problem=Problem.NO_ANSWER))
    if wish.retry_at is not None and wish.retry_at <= turn.at:
        turn.change(wish=replace(turn.wish, retry_at=None))
        _send(turn, fresh=True)


def no_call(turn: Turn) -> None:
    """Take back a pause that found no call: no mute may wait for the next customer."""
    state = turn.state
    if (
        state.phase not in (Phase.PAUSING, Phase.PAUSED)
        or turn.pause.no_call_at is None
        or turn.pause.no_call_at > turn.at
    ):
        return
    if state.calls is None:
        return
    if turn.pause.had_live:
        turn.change_pause(no_call_at=None)
    elif not state.any_call_coming:
        releasing.end_quietly(turn, Notice.NO_CALL_WAS_PAUSED, owed=True)

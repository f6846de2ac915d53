"""Resuming: state 0 to every host that is owed it, until each has acknowledged (design §6)."""

from dataclasses import replace

from trayapp.core.effects import Quit, ReadBack, Tone
from trayapp.core.events import Accepted, Answer, Failed, Refused
from trayapp.core.naming import may_be_paused
from trayapp.core.problems import Problem
from trayapp.core.state import Aftermath, Ended, HostRelease, Phase, Release, Request, State
from trayapp.core.turn import Turn
from trayapp.core.view import Notice


def begin(turn: Turn, *, notice: Notice | None, visible: bool, resends: int = 0) -> None:
    """Start to resume: what a rep can see becomes `RESUMING`, what only tidies up leaves the phase alone.

    Without a set-up there is nobody to send to; the caller's phase is then left as it is.
    """
    state = turn.state
    if state.setup is None:
        return
    ours = state.release.ours if state.release is not None else may_be_paused(state)
    turn.abandon_all()
    turn.change(ended=None)
    told = (*(state.pause.hosts if state.pause else ()), *_still_owed(turn), *turn.orphaned_hosts(mute=True))
    owed = tuple(dict.fromkeys((*told, state.setup.hosts[0])))
    alarm_at = turn.at + state.limits.alarm_after_s if visible else None
    covered = frozenset(state.pause.covered) if state.pause else frozenset[str]()
    calls = covered | state.live_ivrids
    hosts = tuple(HostRelease(host, ivrid) for host in owed for ivrid in _for_calls(state))
    before = state.release if state.release is not None and state.release.failed else None
    if state.phase is Phase.RESUMING and Problem.POLARITY in (state.problem, before.problem if before else None):
        resends = max(resends, 1)  # one was accepted and nothing came of it: the calls alone are believed now
    turn.change(
        release=Release(
            turn.at,
            hosts,
            alarm_at,
            notice,
            calls=calls,
            resends=resends,
            ours=ours,
            # Pressing again and again does not put off the moment from which the account may be changed.
            stuck_at=before.stuck_at if before is not None else turn.at + state.limits.restart_grace_s,
            stuck=before is not None and before.stuck,
        ),
        aftermath=None,
    )
    if visible:
        turn.change(phase=Phase.RESUMING, wish=None, problem=None, pause=state.pause if ours else None)
    for one in hosts:
        turn.send(mute=False, host=one.host, ivrid=one.ivrid)


def begin_one(turn: Turn, ivrid: str) -> None:
    """Resume one call alone: quietly where the pause of others goes on, as a resume like any other with none."""
    state = turn.state
    assert state.setup is not None  # noqa: S101  (the caller looked)
    goes_on = state.pause is not None
    told = (*(state.pause.told if state.pause else ()), *turn.orphaned_hosts(mute=True), state.setup.hosts[0])
    hosts = tuple(HostRelease(host, ivrid) for host in dict.fromkeys(told))
    before = state.release
    # What is owed to other calls, or to all, stays owed.
    owed = tuple(h for h in before.hosts if h.ivrid != ivrid and (h.echo_at or not h.acknowledged)) if before else ()
    turn.abandon(r for r in state.in_flight if not r.mute and r.ivrid == ivrid)
    turn.change(
        release=Release(
            turn.at,
            (*owed, *hosts),
            turn.at + state.limits.alarm_after_s,
            None if goes_on else Notice.RESUMED,
            ours=goes_on or (before is not None and bool(owed) and before.ours),
            stuck_at=turn.at + state.limits.restart_grace_s,
            calls=frozenset({ivrid, *(before.calls if before is not None and owed else ())}),
            partial=goes_on,
        ),
        aftermath=None,
        ended=None,
    )
    if not goes_on:
        turn.change(phase=Phase.RESUMING, wish=None, problem=None)
    for one in hosts:
        turn.send(mute=False, host=one.host, ivrid=ivrid)


def _for_calls(state: State) -> tuple[str | None, ...]:
    """All calls of the extension; and by name those that were paused by name, which may be no calls of it."""
    only = state.pause.only if state.pause is not None and state.pause.only is not None else frozenset[str]()
    named = {h.ivrid for h in state.release.hosts if not h.acknowledged} if state.release is not None else set[str]()
    return (None, *sorted(only | {ivrid for ivrid in named if ivrid is not None}))


def _still_owed(turn: Turn) -> tuple[str, ...]:
    release = turn.state.release
    return tuple(h.host for h in release.hosts if not h.acknowledged) if release else ()


def end_quietly(turn: Turn, notice: Notice | None, *, owed: bool = False) -> None:
    """The pause is over by itself. A mute that is `owed` a state 0, or may still land, is taken back unseen."""
    ended = turn.state.pause
    may_land = any(r.mute for r in turn.state.in_flight) or turn.opposite_orphan(mute=False)
    if owed or may_land or turn.state.release is not None:
        begin(turn, notice=None, visible=False)
    else:
        turn.abandon_all()
    turn.change(phase=Phase.IDLE, pause=None, wish=None, problem=None)
    if notice is Notice.CALL_ENDED and ended is not None:
        until = turn.at + turn.state.limits.transfer_s
        calls = frozenset(ended.covered) if ended.only is None else ended.only & ended.covered.keys()
        turn.change(ended=Ended(ended, calls, until))
    turn.settle(paused=True, reached=False)
    turn.say(notice)
    if turn.state.release is None:
        turn.clear_mark(ended=True)
        leave_if_waiting(turn)


def answered(turn: Turn, request: Request, answer: Answer) -> None:
    """An answer to a state 0 in flight."""
    owed = _owed(turn, request) if turn.state.release is not None else None
    if owed is None:
        return
    match answer:
        case Refused(problem=Problem.CALL_NOT_FOUND) if request.ivrid is not None and not turn.release.ours:
            turn.settle(paused=False, reached=False)
            turn.change(release=replace(turn.release, notice=Notice.CALL_NOT_FOUND))
            _acknowledged(turn, request)
        case Accepted() | Refused(problem=Problem.CALL_NOT_FOUND):
            _acknowledged(turn, request)
        case Refused(problem=problem):
            _failed(turn, request, problem, turn.state.limits.retry_last_s)
        case Failed(problem=problem, may_have_applied=may_have_applied):
            if may_have_applied:
                turn.orphan(request)
            attempt = owed.attempt + 1
            _failed(turn, request, problem, turn.backoff_s(attempt))


def _owed(turn: Turn, request: Request) -> HostRelease | None:
    """What the request was to deliver."""
    wanted = (request.host, request.ivrid)
    return next((h for h in turn.release.hosts if (h.host, h.ivrid) == wanted), None)


def _put(turn: Turn, changed: HostRelease) -> None:
    wanted = (changed.host, changed.ivrid)
    hosts = tuple(changed if (h.host, h.ivrid) == wanted else h for h in turn.release.hosts)
    turn.change(release=replace(turn.release, hosts=hosts))


def _abandon(turn: Turn, owed: HostRelease) -> None:
    """Give up waiting for what is under way for this."""
    wanted = (False, owed.host, owed.ivrid)
    turn.abandon(r for r in turn.state.in_flight if (r.mute, r.host, r.ivrid) == wanted)


def _acknowledged(turn: Turn, request: Request) -> None:
    owed = _owed(turn, request)
    assert owed is not None  # noqa: S101  (the caller looked)
    first = not owed.acknowledged
    echo_at = turn.echoes(mute=False) if first else owed.echo_at
    _put(turn, replace(owed, acknowledged=True, attempt=0, retry_at=None, echo_at=echo_at))
    if first and turn.release.acknowledged:
        _finish(turn)
    if turn.state.release and not any(h.echo_at or h.retry_at or not h.acknowledged for h in turn.release.hosts):
        in_flight = any(not r.mute for r in turn.state.in_flight)
        turn.change(release=turn.release if in_flight else None)


def _finish(turn: Turn) -> None:
    """Every host has accepted the resume."""
    state, release = turn.state, turn.release
    visible = state.phase is Phase.RESUMING
    turn.change(release=replace(release, alarm_at=None, failed=False, problem=None))
    if release.partial:
        turn.settle(paused=False, reached=True)
        return
    turn.clear_mark(ended=True)
    if visible:
        read_at = turn.at + state.limits.evidence_after_s
        aftermath = Aftermath(release.calls, turn.at, release.resends, read_at)
        turn.change(phase=Phase.IDLE, pause=None, problem=None, aftermath=aftermath)
        if release.resends and state.calls is not None:  # it was accepted before, too: now only the calls are believed
            turn.change(phase=Phase.RESUMING, problem=Problem.POLARITY)
        turn.settle(paused=False, reached=True)
        turn.say(release.notice)
    leave_if_waiting(turn)


def shown_done(turn: Turn) -> None:
    """The calls show that the recording runs: the rep need not wait for the server's word, which is still asked for."""
    release = turn.release
    turn.change(
        phase=Phase.IDLE,
        pause=None,
        problem=None,
        release=replace(release, alarm_at=None, failed=False, problem=None, shown=True),
        aftermath=Aftermath(release.calls, turn.at, release.resends),
    )
    turn.settle(paused=False, reached=True)
    turn.say(release.notice)
    leave_if_waiting(turn)


def leave_if_waiting(turn: Turn) -> None:
    """There is nothing left to wait for: go, where the program waits to go; not where a resume seems to pause."""
    if turn.state.going.when_resumed and turn.state.problem is not Problem.POLARITY:
        turn.do(Quit())


def _failed(turn: Turn, request: Request, problem: Problem, retry_after_s: float) -> None:
    owed = _owed(turn, request)
    assert owed is not None  # noqa: S101  (the caller looked)
    retry = replace(owed, attempt=owed.attempt + 1, retry_at=turn.at + retry_after_s)
    _put(turn, retry)
    _alarm(turn, problem)


def _alarm(turn: Turn, problem: Problem) -> None:
    """Say that the resume is in trouble; aloud where a rep has asked for it or can see what it is about."""
    release = turn.release
    if not release.failed and turn.state.phase is Phase.RESUMING:
        turn.play(Tone.ALARM)
    turn.change(release=replace(release, failed=True, alarm_at=None, problem=problem))
    if turn.state.calls is not None and turn.state.phase is Phase.RESUMING:
        turn.do(ReadBack())  # the answer alone may have been lost


def tick(turn: Turn) -> None:
    """Send again what is due, and alarm when a resume stays unanswered."""
    release = turn.state.release
    if release is None or turn.state.setup is None:
        return
    if release.alarm_at is not None and release.alarm_at <= turn.at:
        _alarm(turn, Problem.NO_ANSWER)
    if release.stuck_at is not None and release.stuck_at <= turn.at:
        turn.change(release=replace(turn.release, stuck=not release.acknowledged, stuck_at=None))
        _leave_out_unreachable(turn)
        if turn.state.release is None:
            return
    for owed in turn.release.hosts:
        retry_due = owed.retry_at is not None and owed.retry_at <= turn.at
        echo_due = any(moment <= turn.at for moment in owed.echo_at)
        if retry_due or echo_due:
            later = tuple(moment for moment in owed.echo_at if moment > turn.at)
            _put(turn, replace(owed, retry_at=None, echo_at=later))
            _abandon(turn, owed)
            turn.send(mute=False, host=owed.host, ivrid=owed.ivrid)


def _leave_out_unreachable(turn: Turn) -> None:
    """Nothing can be sent to a host of an earlier run that no login names any more: it is not waited for for ever."""
    reachable = turn.state.setup.reachable if turn.state.setup is not None else frozenset[str]()
    hosts = tuple(h for h in turn.release.hosts if h.acknowledged or not reachable or h.host in reachable)
    if hosts and len(hosts) < len(turn.release.hosts):
        turn.change(release=replace(turn.release, hosts=hosts))
        if turn.release.acknowledged:
            turn.change(release=replace(turn.release, stuck=False))
            _finish(turn)
            if not any(owed.echo_at for owed in hosts):
                turn.change(release=None)


def send_again(turn: Turn) -> None:
    """An older pause answered late: repeat the resume now, to every host of it."""
    release = turn.state.release
    if release is None:
        if turn.state.phase in (Phase.IDLE, Phase.GIVEN_UP) and turn.state.pause is None:
            begin(turn, notice=None, visible=False)
        return
    for owed in release.hosts:
        if owed.acknowledged:
            _abandon(turn, owed)
            turn.send(mute=False, host=owed.host, ivrid=owed.ivrid)


def deadlines(release: Release | None) -> list[float]:
    """The moments at which `tick` has something to do."""
    if release is None:
        return []
    moments = [moment for moment in (release.alarm_at, release.stuck_at) if moment is not None]
    for owed in release.hosts:
        moments += owed.echo_at
        if owed.retry_at is not None:
            moments.append(owed.retry_at)
    return moments

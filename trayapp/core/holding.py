"""An accepted pause: repeated for calls that join, and held against what the calls themselves show (design §6, §7)."""

from dataclasses import replace

from trayapp.core import releasing
from trayapp.core.calls import Call
from trayapp.core.effects import ReadBack, RememberShown, Tone
from trayapp.core.events import Accepted, Answer, CallsSeen, Failed, Refused
from trayapp.core.pausing import cover, others_asked, settle
from trayapp.core.problems import Problem
from trayapp.core.state import Cover, Phase, Request, State
from trayapp.core.turn import Turn
from trayapp.core.view import Notice


def schedule(turn: Turn) -> None:
    """Set when the mute is next repeated: on a beat while calls are seen, else for the first minute after the press."""
    state, limits = turn.state, turn.state.limits
    if state.phase is not Phase.PAUSED:
        return
    if turn.pause.assert_stopped:
        turn.change_pause(assert_at=None, assert_until=None)
        return
    if state.calls is not None:
        turn.change_pause(
            assert_until=None,
            assert_over=False,
            assert_at=turn.at + limits.live_reassert_interval_s if state.live_calls else None,
        )
        return
    until = turn.pause.pressed_at + limits.reassert_window_s
    following = turn.at + limits.reassert_interval_s
    if following <= until:
        turn.change_pause(assert_until=until, assert_at=following)
    else:
        turn.change_pause(assert_until=until, assert_at=None)
        _end_blind_repetition(turn)


def _end_blind_repetition(turn: Turn) -> None:
    """Say so, once."""
    pause = turn.pause
    over = pause.assert_at is None and pause.assert_until is not None and pause.assert_until <= turn.at
    if over and not pause.assert_over:
        turn.change_pause(assert_over=True)
        turn.play(Tone.REMINDER)


def send(turn: Turn) -> None:
    """Repeat the mute now. An older repetition gives way to it, and counts as unanswered if it has waited long."""
    waiting = tuple(request for request in turn.state.in_flight if request.mute)
    turn.abandon(waiting)
    if any(turn.at - r.sent_at >= turn.state.limits.alarm_after_s for r in waiting):
        _unanswered(turn)
    assert turn.state.setup is not None  # noqa: S101  (no pause is accepted without a set-up)
    hosts = turn.state.setup.hosts
    host = hosts[turn.pause.unanswered % len(hosts)]
    if turn.pause.only is None:
        turn.send(mute=True, host=host)
    else:
        for ivrid in sorted(turn.pause.only):
            turn.send(mute=True, host=host, ivrid=ivrid)


def _unanswered(turn: Turn) -> None:
    unanswered = turn.pause.unanswered + 1
    turn.change_pause(unanswered=unanswered)
    if unanswered == turn.state.limits.unanswered_until_doubt:
        turn.play(Tone.REMINDER)


def answered(turn: Turn, request: Request, answer: Answer) -> None:
    """An answer to a repetition."""
    limits = turn.state.limits
    match answer:
        case Accepted():
            hosts = tuple(dict.fromkeys((*turn.pause.hosts, request.host)))
            over = turn.pause.assert_over and turn.pause.assert_at is None
            turn.change_pause(unanswered=0, assert_over=over, hosts=hosts, host=request.host, accepted_at=turn.at)
            before = turn.pause.covered.keys()
            cover(turn, request)
            if turn.pause.covered.keys() != before:
                turn.do(ReadBack())
            if turn.pause.problem is Problem.NEW_CALL:
                turn.change_pause(problem=None)
            settles_at = turn.pause.settles_at
            if settles_at is not None and request.sent_at >= settles_at and not others_asked(turn, request):
                settle(turn)
        case Refused(problem=Problem.CALL_NOT_FOUND) if request.ivrid is not None and _has_gone(turn, request.ivrid):
            forget_calls(turn, frozenset({request.ivrid}))
        case Refused():
            unknown(turn, Problem.REASSERT_REFUSED)
            turn.change_pause(assert_stopped=True)
        case Failed(may_have_applied=may_have_applied):
            if may_have_applied:
                turn.orphan(request)
                turn.change_pause(hosts=tuple(dict.fromkeys((*turn.pause.hosts, request.host))))
            _unanswered(turn)
            urgent = bool(turn.state.uncovered) or turn.pause.settles_at is not None
            urgent |= turn.pause.problem is Problem.NEW_CALL
            retry_at = turn.at + (turn.backoff_s(turn.pause.unanswered) if urgent else limits.reassert_interval_s)
            assert_at = turn.pause.assert_at
            if urgent or turn.state.calls is not None:
                turn.change_pause(assert_at=min(retry_at, assert_at) if assert_at is not None else retry_at)


def _has_gone(turn: Turn, ivrid: str) -> bool:
    """Whether a call that the server does not find is no more: the last one that is paused may still be seen live."""
    return turn.pause.only != frozenset({ivrid}) or ivrid not in turn.state.live_ivrids


def forget_calls(turn: Turn, gone: frozenset[str]) -> None:
    """Calls that a pause was meant for alone have ended; with the last of them the pause is over."""
    only = turn.pause.only
    if only is None or not only & gone:
        return
    if only <= gone:
        turn.settle(paused=False, reached=True)
        # An earlier pause of all, which the rep has given up for this one, may hold others still.
        releasing.end_quietly(turn, Notice.CALL_ENDED, owed=turn.pause.older_held and bool(turn.state.live_calls))
        return
    covered = {ivrid: known for ivrid, known in turn.pause.covered.items() if ivrid not in gone}
    turn.change_pause(only=only - gone, covered=covered)
    turn.write_mark()


def unknown(turn: Turn, problem: Problem) -> None:
    """Whether the recording is paused is no longer known: nothing is repeated, the clock goes on, the rep decides."""
    turn.abandon_mutes()
    turn.change(phase=Phase.UNKNOWN, wish=None, problem=problem)
    turn.settle(paused=True, reached=False)
    turn.change_pause(
        assert_at=None, assert_until=None, assert_over=False, echo_at=(), problem=None, unknown_at=turn.at
    )
    turn.play(Tone.REMINDER)


def tick(turn: Turn) -> None:
    """Repeat what is due; say so once when the blind repetition ends."""
    if turn.state.phase is not Phase.PAUSED:
        return
    pause = turn.pause
    echo_due = any(moment <= turn.at for moment in pause.echo_at)
    beat_due = pause.assert_at is not None and pause.assert_at <= turn.at
    if echo_due or beat_due:
        turn.change_pause(echo_at=tuple(m for m in pause.echo_at if m > turn.at))
        send(turn)
        schedule(turn)
    _end_blind_repetition(turn)
    overdue_at = unsettled_until(turn.state)
    if overdue_at is not None and overdue_at <= turn.at:
        turn.play(Tone.ALARM)
        turn.change_pause(problem=Problem.OLDER_RESUME)


def unsettled_until(state: State) -> float | None:
    """When a pause alarms that an older resume may have undone, unless the mute that follows it is accepted."""
    pause = state.pause
    if state.phase is not Phase.PAUSED or pause is None or pause.settles_at is None or pause.problem is not None:
        return None
    return pause.settles_at + state.limits.alarm_after_s


def calls_changed(turn: Turn) -> None:
    """The list of calls is not what it was: pause every call that is in it now, at once."""
    if turn.state.phase is not Phase.PAUSED or not turn.state.calls:
        return
    if turn.state.uncovered:
        turn.play(Tone.ALARM_SHORT)
    if turn.pause.only is None or turn.state.wanted - turn.pause.covered.keys():
        send(turn)
    schedule(turn)


def leave_recorded(turn: Turn, recorded: frozenset[str]) -> None:
    """The sight was lost of calls that have joined and are recorded: so it stays until the next mute is accepted."""
    if not recorded or not turn.pause.held or turn.pause.only is not None:
        return
    if turn.state.phase not in (Phase.PAUSED, Phase.PAUSING):
        return
    turn.change_pause(problem=turn.pause.problem or Problem.NEW_CALL)
    under_way = any(request.mute and recorded <= request.covers for request in turn.state.in_flight)
    if turn.state.phase is Phase.PAUSED and not under_way:
        send(turn)


def forget_changed(turn: Turn, event: CallsSeen, before: tuple[Call, ...]) -> None:
    """A call that is no longer held, or is now, and reads as recorded since: nobody's hand, but as good as a new one.

    Whether a pause outlasts the hold is not known (protocol sheet §6.2).
    """
    old = {call.ivrid: call.status for call in before}
    for call in event.calls:
        known = turn.pause.covered.get(call.ivrid)
        if known is None or not known.verified or call.muted is not False or not can_contradict(turn, event):
            continue
        if old.get(call.ivrid, call.status) is not call.status:
            _uncover(turn, call.ivrid)


def remember_shown(turn: Turn, event: CallsSeen) -> None:
    """Note which values of the recorder's state a source has shown: one that has shown both can contradict."""
    source = event.source.value
    before = turn.state.shown_values.get(source, frozenset())
    after = before | {call.muted for call in event.calls if call.muted is not None}
    if after != before:
        turn.change(shown_values={**turn.state.shown_values, source: after})
        if len(after) == 2:  # noqa: PLR2004  (both values)
            turn.do(RememberShown(source))


def can_contradict(turn: Turn, event: CallsSeen) -> bool:
    """Whether the source has shown both values for this account, now or in an earlier run."""
    source, setup = event.source.value, turn.state.setup
    return len(turn.state.shown_values.get(source, ())) == 2 or (setup is not None and source in setup.shown)  # noqa: PLR2004


def weigh(turn: Turn, event: CallsSeen) -> None:
    """Hold an accepted pause against what the calls read (design §7, Evidence)."""
    if turn.state.phase is Phase.PAUSED:
        _weigh_held(turn, event)
    elif turn.state.phase is Phase.PAUSING:
        _weigh_repeated(turn, event)


def _weigh_held(turn: Turn, event: CallsSeen) -> None:
    seen_at = event.asked_at if event.asked_at is not None else event.at
    for call in event.calls:
        known = turn.pause.covered.get(call.ivrid)
        if known is None or not call.status.live or seen_at < known.accepted_at:
            continue
        if call.muted is True:
            _put(turn, call.ivrid, replace(known, verified=True, denied=False))
        elif call.muted is False:
            _weigh_recorded(turn, event, call.ivrid, known)
        if turn.state.problem is not None:
            return
    live = turn.state.live_ivrids
    if live and all(turn.pause.covered.get(i) and turn.pause.covered[i].verified for i in live):
        if turn.pause.settles_at is not None:
            settle(turn)
        if turn.pause.problem:
            turn.change_pause(problem=None, resends=0)


def _weigh_recorded(turn: Turn, event: CallsSeen, ivrid: str, known: Cover) -> None:
    """A call of the pause reads as recorded: it speaks against the pause if the source can, else it is a doubt."""
    seen_at = event.asked_at if event.asked_at is not None else event.at
    counts = seen_at >= known.accepted_at + turn.state.limits.evidence_after_s
    if not can_contradict(turn, event):
        if counts:
            _put(turn, ivrid, replace(known, denied=True))
    elif known.verified:
        _other_hand(turn, ivrid)
    elif counts:
        _contradicted(turn, ivrid)


def _weigh_repeated(turn: Turn, event: CallsSeen) -> None:
    """What the calls read counts while the pause is sent again, too; that request is then the answer to it."""
    seen_at = event.asked_at if event.asked_at is not None else event.at
    evidence_s = turn.state.limits.evidence_after_s
    for call in event.calls if can_contradict(turn, event) else ():
        known = turn.pause.covered.get(call.ivrid)
        if known is None or call.muted is not False or not call.status.live:
            continue
        if seen_at >= known.accepted_at + (0.0 if known.verified else evidence_s):
            if turn.pause.problem is None:
                turn.play(Tone.ALARM)
            _uncover(turn, call.ivrid)
            turn.change_pause(problem=Problem.OTHER_HAND if known.verified else Problem.CONTRADICTED)


def _put(turn: Turn, ivrid: str, known: Cover) -> None:
    turn.change_pause(covered={**turn.pause.covered, ivrid: known})


def _uncover(turn: Turn, ivrid: str) -> None:
    """Forget the acceptance: the next one counts anew for this call."""
    turn.change_pause(covered={i: known for i, known in turn.pause.covered.items() if i != ivrid})


def _other_hand(turn: Turn, ivrid: str) -> None:
    """A call that read as paused no longer does: pause it once more, then the rep decides.

    A hand that resumes several calls is seen call by call: the request under way since the first is for all of them.
    """
    under_way = any(request.mute and ivrid in request.covers for request in turn.state.in_flight)
    if turn.pause.problem is Problem.OTHER_HAND and under_way:
        _uncover(turn, ivrid)
        return
    turn.play(Tone.ALARM)
    if turn.pause.other_hand_used:
        _rep_decides(turn, Problem.OTHER_HAND)
        return
    _uncover(turn, ivrid)
    turn.change_pause(problem=Problem.OTHER_HAND, other_hand_used=True)
    send(turn)


def _contradicted(turn: Turn, ivrid: str) -> None:
    """The server accepted, and the call reads as recorded all the same."""
    if turn.pause.problem is None:
        turn.play(Tone.ALARM)
    if turn.pause.resends >= turn.state.limits.contradicted_resends:
        _rep_decides(turn, Problem.CONTRADICTED)
        return
    _uncover(turn, ivrid)
    turn.change_pause(problem=Problem.CONTRADICTED, resends=turn.pause.resends + 1)
    send(turn)


def _rep_decides(turn: Turn, problem: Problem) -> None:
    turn.abandon_mutes()
    turn.change(phase=Phase.GIVEN_UP, problem=problem)
    turn.settle(paused=True, reached=False)
    turn.change_pause(problem=None, assert_at=None, assert_until=None, echo_at=(), unknown_at=turn.at)
    turn.do(ReadBack())

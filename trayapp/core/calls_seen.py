"""What follows from a sight of the calls, and from losing it."""

from dataclasses import replace

from trayapp.core import holding, pausing, proving, releasing
from trayapp.core.calls import Call
from trayapp.core.effects import Tone, WriteMark
from trayapp.core.events import CallsSeen, Mark
from trayapp.core.problems import Problem
from trayapp.core.state import Cover, Phase
from trayapp.core.turn import Turn
from trayapp.core.view import Notice, ProofStage


def seen(turn: Turn, event: CallsSeen) -> None:
    """Replace the list of calls (protocol sheet §3.7: never patch it) and draw the consequences."""
    before = turn.state.calls
    turn.change(calls=event.calls)
    holding.remember_shown(turn, event)
    if turn.state.pause is not None:
        _follow_pause(turn, before, event)
    elif not _goes_on(turn, before):
        _resume_unseen(turn)
        _after_the_end(turn)
    _watch_resuming(turn, event)
    _watch_resumed(turn, event)
    _watch_idle(turn, event)
    _proof(turn)


def _follow_pause(turn: Turn, before: tuple[Call, ...] | None, event: CallsSeen) -> None:
    if turn.pause.problem is Problem.NEW_CALL:
        turn.change_pause(problem=None)  # it was kept for want of sight
    if turn.pause.only is not None and (turn.pause.had_live or turn.state.phase is Phase.UNKNOWN):
        _rename(turn, before, event)
    if turn.state.pause is None:
        return
    if turn.state.wanted and not _others_calls(turn, before):
        turn.change_pause(had_live=True, no_call_at=None)
    elif _ended(turn):
        _over(turn)
        return
    if turn.state.phase in (Phase.UNKNOWN, Phase.GIVEN_UP):
        _read_back_unknown(turn, event)
        return
    if turn.state.phase is Phase.PAUSING:
        pausing.calls_changed(turn)
    elif _changed(event.calls, before):
        holding.forget_changed(turn, event, before or ())
        holding.calls_changed(turn)
    holding.weigh(turn, event)
    if turn.state.phase is Phase.PAUSED and (before is None or not turn.state.live_calls):
        holding.schedule(turn)


def _ended(turn: Turn) -> bool:
    """Whether the pause is over, where none of the calls that it is meant for is live.

    A paused call that is still there may be heard again, and is then paused still: the mute lasts as long as the call
    (protocol sheet §1.3), and not every status is known (§6.13).
    """
    if turn.pause.had_live:
        there = {call.ivrid for call in turn.state.calls or ()}
        return bool(turn.state.wanted) or there.isdisjoint(turn.pause.covered)
    return turn.state.phase is Phase.UNKNOWN and not turn.state.any_call_coming


def _rename(turn: Turn, before: tuple[Call, ...] | None, event: CallsSeen) -> None:
    """Calls that are paused by name: those that have ended are forgotten, those that were transferred renamed."""
    only = turn.pause.only or frozenset()
    there = {call.ivrid for call in event.calls}
    old = {call.ivrid for call in before or ()}
    renamed = {call.ivrid for call in event.calls if call.related and call.ivrid not in old and call.continues(only)}
    if renamed:
        turn.change_pause(only=only | renamed)
        turn.write_mark()
        if turn.state.phase in (Phase.PAUSING, Phase.PAUSED):
            holding.send(turn)
    holding.forget_calls(turn, (only & old) - there)


def _others_calls(turn: Turn, before: tuple[Call, ...] | None) -> bool:
    """Whether every call of before has gone, and those that are live now certainly continue none of them."""
    live, old = turn.state.live_calls, {call.ivrid for call in before or () if call.status.live}
    if not old or not turn.pause.had_live or turn.pause.only is not None:
        return False
    known = old | turn.pause.covered.keys()
    return all(call.ivrid not in known and not call.continues(known) and not _was_there(turn, call) for call in live)


def _was_there(turn: Turn, call: Call) -> bool:
    """Whether the rep's last press was about this call, too: it had begun by then, unseen, and reads as paused."""
    return call.muted is True and call.began_at is not None and call.began_at <= turn.pause.pressed_at


def _goes_on(turn: Turn, before: tuple[Call, ...] | None) -> bool:
    """What was paused a moment ago is paused again: a transfer may hang up before it shows the call's new name."""
    ended = turn.state.ended
    if ended is None or turn.state.phase is not Phase.IDLE:
        return False
    old = {call.ivrid for call in before or ()}
    renamed = {
        call.ivrid
        for call in turn.state.live_calls
        if (call.ivrid in ended.calls - old) or (call.related and call.continues(ended.calls))
    }
    if not renamed:
        return False
    turn.change(ended=None, notice=None, notice_until=None)
    pausing.go_on(turn, ended.pause, only=None if ended.pause.only is None else frozenset(renamed))
    return True


def _resume_unseen(turn: Turn) -> None:
    """A mute of the pause that has just ended may have reached a call that was not in sight yet: it is resumed."""
    state, ended = turn.state, turn.state.ended
    if ended is None or state.phase is not Phase.IDLE or state.release is not None:
        return
    if any(call.muted is True for call in state.live_calls):
        releasing.begin(turn, notice=None, visible=False)
        turn.change(ended=ended)


def _changed(calls: tuple[Call, ...], before: tuple[Call, ...] | None) -> bool:
    """Whether somebody can be heard who could not before, or who was held: a pause may not outlast that.

    That a call has ended is nothing that a repeated mute could change. One that only rings may be answered by a
    colleague, whom a mute would silence.
    """
    live = {(call.ivrid, call.status) for call in calls if call.status.live}
    return before is None or not live <= {(call.ivrid, call.status) for call in before}


def _over(turn: Turn) -> None:
    """The last live call has ended, and its pause with it: the mute ends with the call (protocol sheet §1.3).

    One that was paused by its name and whose end was not seen may be a colleague's: it is resumed. So are others'
    calls that are live already: a mute on its way may have reached them before they were seen.
    """
    paused = turn.state.phase in (Phase.PAUSED, Phase.UNKNOWN, Phase.PAUSING, Phase.GIVEN_UP)
    turn.settle(paused=False, reached=True)
    owed = bool(turn.pause.only or turn.state.live_calls)
    releasing.end_quietly(turn, Notice.CALL_ENDED if paused else None, owed=owed)


def _after_the_end(turn: Turn) -> None:
    """A dead wish, or a resume that only the rep can judge, needs no decision once no call is left."""
    state = turn.state
    undecided = state.phase is Phase.GIVEN_UP or (state.phase is Phase.RESUMING and state.release is None)
    if undecided and not state.live_calls and not state.any_call_coming:
        turn.change(phase=Phase.IDLE, problem=None)


def _read_back_unknown(turn: Turn, event: CallsSeen) -> None:
    """The calls may tell what a restart or a sleep hid: a 1 proves the pause, a 0 from a proven source its end.

    So they may of a pause that was given up for lost: it holds, with its clock, where they read as paused since.
    """
    given_up = turn.state.phase is Phase.GIVEN_UP
    wanted = turn.state.wanted
    live = tuple(call for call in turn.state.live_calls if not given_up or call.ivrid in wanted)
    seen_at = event.asked_at if event.asked_at is not None else event.at
    if not live or turn.state.setup is None or seen_at < (turn.pause.unknown_at or 0.0):
        return
    if all(call.muted is True for call in live):
        covered = {call.ivrid: Cover(turn.at, verified=True) for call in live}
        turn.change(phase=Phase.PAUSED, problem=None)
        turn.change_pause(held=True, covered=covered, settles_at=None)
        holding.schedule(turn)
    elif not given_up and all(call.muted is False for call in live) and holding.can_contradict(turn, event):
        releasing.end_quietly(turn, Notice.RESUMED)


def _watch_resuming(turn: Turn, event: CallsSeen) -> None:
    """A resume whose answer does not come may be done all the same: the calls then read as recorded.

    From a source that has shown both values that is its end; from another it is a doubt that anything is paused still.
    """
    state, release = turn.state, turn.state.release
    if state.phase is not Phase.RESUMING or release is None:
        return
    seen_at = event.asked_at if event.asked_at is not None else event.at
    live = state.live_calls
    if not live or seen_at < release.started_at + state.limits.evidence_after_s:
        return
    recorded = all(call.muted is False for call in live)
    if recorded and holding.can_contradict(turn, event):
        releasing.shown_done(turn)
    else:
        turn.change(release=replace(release, reads_recorded=recorded))


def _watch_resumed(turn: Turn, event: CallsSeen) -> None:
    """A call that reads as paused after its resume was accepted: the state values may be the other way round."""
    state, watched = turn.state, turn.state.aftermath
    doubted = state.phase is Phase.RESUMING and state.problem is Problem.POLARITY
    if watched is None or not (state.phase is Phase.IDLE or doubted):
        return
    readings = [call.muted for call in state.live_calls if call.ivrid in watched.calls]
    seen_at = event.asked_at if event.asked_at is not None else event.at
    if not readings or (doubted and seen_at >= watched.accepted_at and all(muted is False for muted in readings)):
        turn.change(aftermath=None)
        if doubted:
            turn.change(phase=Phase.IDLE, problem=None)
        return
    if seen_at < watched.accepted_at + state.limits.evidence_after_s or not holding.can_contradict(turn, event):
        return
    if True in readings:
        _resume_again(turn, watched.resends)


def _watch_idle(turn: Turn, event: CallsSeen) -> None:
    """A call that reads as paused is not said to be recorded, whoever has paused it; a 1 needs no proven source.

    What was pushed right after a resume may be from before it.
    """
    state, watched = turn.state, turn.state.aftermath
    if state.phase is not Phase.IDLE or state.paused_elsewhere is not None:
        return
    seen_at = event.asked_at if event.asked_at is not None else event.at
    early = state.release is not None or (
        watched is not None and seen_at < watched.accepted_at + state.limits.evidence_after_s
    )
    paused = any(call.muted is True for call in state.live_calls)
    if paused and not early and not state.reads_paused:
        turn.play(Tone.REMINDER)
    turn.change(reads_paused=paused and (not early or state.reads_paused))


def follow(turn: Turn) -> None:
    """What a call read while nothing was believed paused is of no account once something is."""
    if turn.state.reads_paused and turn.state.phase is not Phase.IDLE:
        turn.change(reads_paused=False)


def _resume_again(turn: Turn, resends: int) -> None:
    """Send state 0 again, alarming; after so many times only the rep can tell what is true."""
    if resends >= turn.state.limits.contradicted_resends:
        if turn.state.phase is Phase.IDLE:  # the calls had been out of sight
            turn.play(Tone.ALARM)
            turn.change(phase=Phase.RESUMING, release=None, problem=Problem.POLARITY)
        return
    turn.play(Tone.ALARM)
    turn.do(WriteMark(Mark(turn.at, turn.at)))
    releasing.begin(turn, notice=None, visible=True, resends=resends + 1)
    turn.change(release=replace(turn.release, failed=True, alarm_at=None, problem=Problem.POLARITY))


def _proof(turn: Turn) -> None:
    """Read-back answers the proof's question by itself, where it showed 1 in the pause and 0 after it."""
    proof, state = turn.state.proof, turn.state
    live = state.live_calls
    if proof.stage is ProofStage.HOLDING and live and all(call.muted is True for call in live):
        turn.change(proof=replace(proof, read_muted=True))
    elif proof.stage is ProofStage.LISTEN and proof.read_muted and live and all(call.muted is False for call in live):
        proving.proven(turn)


def lost(turn: Turn) -> None:
    """The calls are out of sight: what was verified is accepted only, and repetition goes by the last press."""
    recorded = turn.state.uncovered
    turn.change(calls=None, reads_paused=False)
    if turn.state.pause is not None:
        turn.change_pause(covered={i: replace(known, verified=False) for i, known in turn.pause.covered.items()})
    holding.schedule(turn)
    holding.leave_recorded(turn, recorded)

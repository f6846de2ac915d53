"""The one answer to "which state is this?": for the screen, the command line and the toggle alike."""

from trayapp.core.problems import Flaw, Problem
from trayapp.core.state import Phase, State
from trayapp.core.view import Certainty, Offer, StateName


def name(state: State) -> StateName:  # noqa: PLR0911  (one return for each phase)
    """The state's name, of design §5."""
    match state.phase:
        case Phase.IDLE:
            return _idle(state)
        case Phase.PAUSING:
            wish = state.wish
            alarmed = wish is not None and wish.alarm_at is None
            if alarmed:
                return StateName.NOT_PAUSED
            # A repeated press leaves the pause standing that the server had accepted, until it fails or waits too long.
            if state.pause is None or not state.pause.held or state.pause.failed:
                return StateName.PAUSING
            return _accepted(state)
        case Phase.PAUSED:
            return _accepted(state)
        case Phase.GIVEN_UP:
            return StateName.NOT_PAUSED
        case Phase.RESUMING:
            return _resuming(state)
        case Phase.UNKNOWN:
            return StateName.UNKNOWN


def _accepted(state: State) -> StateName:
    if paused_problem(state):
        return StateName.NOT_PAUSED
    return StateName.PAUSING if unsettled(state) else StateName.PAUSED


def unsettled(state: State) -> bool:
    """Whether a pause was accepted that an older resume, left without an answer, may still undo."""
    return state.pause is not None and state.pause.held and state.pause.settles_at is not None


def _idle(state: State) -> StateName:
    if state.setup is None:
        return StateName.NOT_SET_UP
    if state.paused_elsewhere is not None:
        return StateName.UNKNOWN
    if state.calls is not None and not state.live_calls:
        return StateName.NO_CALL
    if state.reads_paused or (state.release is not None and state.release.failed and not state.release.shown):
        return StateName.UNKNOWN  # as a pause may that was withdrawn unseen, and whose resume is not acknowledged
    return StateName.READY if state.calls is None else StateName.RECORDING


def _resuming(state: State) -> StateName:
    if state.release is not None and not state.release.failed and state.problem is not Problem.POLARITY:
        return StateName.RESUMING
    # Without a pause of ours behind it, a resume that fails leaves open whether anything was paused at all.
    known = state.pause is not None or state.release is None or state.release.problem is Problem.POLARITY
    known = known and not (state.release is not None and state.release.reads_recorded)
    return StateName.STILL_PAUSED if known else StateName.UNKNOWN


def holds(state: State) -> bool:
    """Whether a pause of ours holds, or may: then nobody leaves without being asked."""
    if state.setup is None:
        return False
    if state.phase is Phase.RESUMING:
        return state.release is None or state.release.ours
    return state.pause is not None and (state.phase is Phase.UNKNOWN or may_be_paused(state))


def may_be_paused(state: State) -> bool:
    """Whether a mute of this pause was accepted, or may have reached a server: one that never left cannot hold."""
    pause = state.pause
    if pause is not None and (pause.held or pause.older_held or pause.hosts or pause.unknown_at is not None):
        return True
    return any(request.mute for request in (*state.in_flight, *state.orphans))


def account_in_use(state: State) -> bool:
    """Whether the account has to stay as it is: a pause holds, or a state 0 may still be delivered to it.

    Not where the account itself may be what keeps the pause from ending.
    """
    release = state.release
    reversed_values = Problem.POLARITY in (state.problem, release.problem if release is not None else None)
    if (release is not None and release.stuck) or (state.phase is Phase.RESUMING and reversed_values):
        return False
    owed = release is not None and release.ours and not release.acknowledged
    return holds(state) or (state.setup is not None and owed)


def paused_problem(state: State) -> Problem | None:
    """Why an accepted pause must not be shown as paused at the moment."""
    if state.pause is None:
        return None
    if state.pause.problem is not None:
        return state.pause.problem
    if state.setup is not None and state.setup.proof_demanded and not state.setup.proven and not state.proof.running:
        return Problem.NOT_PROVEN
    if state.pause.only is not None and state.calls is None and not state.pause.had_live:
        return Problem.SOME_CALLS  # nobody has seen that there are no others
    if not state.uncovered:
        return None
    return Problem.NEW_CALL if state.pause.only is None else Problem.SOME_CALLS


def doubt(state: State) -> Problem | None:
    """Why a pause is shown as paused with a doubt."""
    pause, setup = state.pause, state.setup
    if state.phase not in (Phase.PAUSED, Phase.PAUSING) or pause is None or setup is None:
        return None
    reached = _reached_others(state)
    if reached is not None:
        return reached
    if pause.assert_over:
        return Problem.REASSERT_OVER
    if pause.unanswered >= state.limits.unanswered_until_doubt:
        return Problem.LINK_IN_DOUBT
    if setup.own_hosts and pause.host not in setup.own_hosts and certainty(state) is not Certainty.VERIFIED:
        return Problem.FOREIGN_HOST
    return None


def _reached_others(state: State) -> Problem | None:
    """Why an accepted pause may well not have reached the rep's calls, or not all of them.

    Where a test call has proven the set-up, what a source never shows says nothing.
    """
    assert state.pause is not None  # noqa: S101  (the caller looked)
    covered, proven = state.pause.covered, state.setup is not None and state.setup.proven
    if not proven and any(covered[ivrid].denied for ivrid in state.live_ivrids & covered.keys()):
        return Problem.NOT_SHOWN
    if Flaw.EXTENSION_NOT_LISTED in state.flaws:
        return Problem.OTHER_EXTENSION
    return Problem.SOME_CALLS if state.pause.only is not None and state.calls is None else None


def certainty(state: State) -> Certainty:
    """How sure the pause is; a pause is verified only if each live call was read back."""
    match name(state):
        case StateName.PAUSING | StateName.NOT_PAUSED if state.phase in (Phase.PAUSING, Phase.PAUSED):
            return Certainty.ASKED
        case StateName.PAUSED:
            live = state.live_ivrids
            pause = state.pause
            read = pause is not None and live and all(i in pause.covered and pause.covered[i].verified for i in live)
            return Certainty.VERIFIED if read else Certainty.ACCEPTED
        case _:
            return Certainty.NONE


def toggle(state: State) -> Offer:
    """What the toggle does now (design §6)."""
    match name(state):
        case StateName.NOT_SET_UP:
            return Offer.SET_UP
        case StateName.PAUSED:
            return Offer.KEEP if state.pause is not None and state.pause.due else Offer.RESUME
        case StateName.STILL_PAUSED:
            return Offer.RESUME
        case _:
            return Offer.PAUSE

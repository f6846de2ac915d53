"""State to view: what is shown of it."""

from trayapp.core.naming import account_in_use, certainty, doubt, name, paused_problem, toggle, unsettled
from trayapp.core.problems import Flaw, Problem
from trayapp.core.state import Phase, State
from trayapp.core.view import Certainty, Look, Offer, StateName, Tone, View

_OFFERS: dict[StateName, tuple[Offer, ...]] = {
    StateName.NOT_SET_UP: (Offer.SET_UP,),
    StateName.READY: (Offer.PAUSE,),
    StateName.NO_CALL: (Offer.PAUSE,),
    StateName.RECORDING: (Offer.PAUSE,),
    StateName.PAUSING: (Offer.PAUSE, Offer.DONT_PAUSE),
    StateName.PAUSED: (Offer.RESUME,),
    StateName.NOT_PAUSED: (Offer.PAUSE, Offer.DONT_PAUSE),
    StateName.RESUMING: (Offer.PAUSE,),
    StateName.STILL_PAUSED: (Offer.RESUME, Offer.PAUSE),
    StateName.UNKNOWN: (Offer.RESUME, Offer.PAUSE),
}

_SIMPLE: dict[StateName, tuple[Look, Tone]] = {
    StateName.NOT_SET_UP: (Look.NOT_SET_UP, Tone.DOUBT),
    StateName.READY: (Look.READY, Tone.QUIET),
    StateName.NO_CALL: (Look.READY, Tone.QUIET),
    StateName.RECORDING: (Look.RECORDING, Tone.QUIET),
    StateName.PAUSING: (Look.PAUSING, Tone.BUSY),
    StateName.NOT_PAUSED: (Look.NOT_PAUSED, Tone.ALARM),
    StateName.RESUMING: (Look.RESUMING, Tone.BUSY),
    StateName.STILL_PAUSED: (Look.STILL_PAUSED, Tone.ALARM),
    StateName.UNKNOWN: (Look.UNKNOWN, Tone.DOUBT),
}

_NOT_LOOKED_AT = (Problem.REASSERT_OVER, Problem.LINK_IN_DOUBT)

_HARDLY_BELIEVED = (Problem.NOT_SHOWN, Problem.OTHER_EXTENSION)
"""With these an accepted pause must not look like one that nothing speaks against."""

_CLOCK_SHOWN = (StateName.PAUSED, StateName.NOT_PAUSED, StateName.RESUMING, StateName.STILL_PAUSED, StateName.UNKNOWN)


def view(state: State, now: float) -> View:
    """What is shown of `state` at `now`, seconds on the core's clock. Only running times depend on `now`."""
    shown = name(state)
    look, tone = _look(state, shown)
    alarmed = tone is Tone.ALARM
    pause = state.pause if state.pause is not None else state.paused_elsewhere
    clocked = pause is not None and shown in _CLOCK_SHOWN
    started_at = pause.started_at if pause is not None and clocked else None
    resumes_at = pause.resumes_at if pause is not None and clocked and state.phase is not Phase.RESUMING else None
    proof_until = state.proof.until
    covered = state.pause.covered if state.pause is not None else {}
    problem = _problem(state, shown)
    accepted_at = state.pause.accepted_at if state.pause is not None and problem in _NOT_LOOKED_AT else None
    return View(
        name=shown,
        look=look,
        tone=tone,
        certainty=certainty(state),
        offers=_offers(state, shown),
        toggle=toggle(state),
        problem=problem,
        unseen_s=None if accepted_at is None else max(0.0, now - accepted_at),
        notice=state.notice,
        # The one that a pause cannot live with is said first.
        flaws=tuple(sorted(state.flaws.items(), key=lambda known: known[0] is not Flaw.SERVER_UNREACHABLE)),
        calls=state.calls,
        covered=frozenset(covered),
        verified=frozenset(ivrid for ivrid, cover in covered.items() if cover.verified),
        paused_at=started_at,
        resumes_at=resumes_at,
        elapsed_s=None if started_at is None else max(0.0, now - started_at),
        remaining_s=None if resumes_at is None else max(0.0, resumes_at - now),
        resume_due=shown is StateName.PAUSED and state.pause is not None and state.pause.due,
        keeps_left=state.pause.keeps_left if state.pause is not None else 0,
        trying_again=_trying_again(state, shown),
        alarmed=alarmed,
        framed=alarmed or shown is StateName.PAUSED,
        moving=alarmed or tone is Tone.BUSY,
        ask_before_quit=state.going.asking,
        set_up_locked=account_in_use(state),
        proven=state.setup is not None and state.setup.proven,
        proof=state.proof.stage,
        proof_remaining_s=None if proof_until is None else max(0.0, proof_until - now),
        demo=state.setup is not None and state.setup.demo,
        refresh_at=_refresh_at(state, now, started_at),
    )


def _trying_again(state: State, shown: StateName) -> bool:
    """Whether what is shown as wanting is under way, or will be tried again by itself."""
    wants_pause = shown in (StateName.PAUSING, StateName.NOT_PAUSED)
    sent = any(request.mute == wants_pause for request in state.in_flight)
    if wants_pause:
        return sent or (state.wish is not None and state.wish.retry_at is not None)
    owed = state.release.hosts if state.release is not None else ()
    return sent or any(host.retry_at is not None for host in owed)


def _look(state: State, shown: StateName) -> tuple[Look, Tone]:
    if shown is StateName.PAUSED:
        return _paused_look(state)
    return (Look.UNKNOWN, Tone.DOUBT) if _out_of_reach(state, shown) else _SIMPLE[shown]


def _out_of_reach(state: State, shown: StateName) -> bool:
    """Whether a pause would fail that is not asked for yet."""
    waiting = shown in (StateName.READY, StateName.NO_CALL, StateName.RECORDING)
    return waiting and Flaw.SERVER_UNREACHABLE in state.flaws


def _paused_look(state: State) -> tuple[Look, Tone]:
    if state.pause is not None and state.pause.due:
        return Look.RESUME_DUE, Tone.PAUSED
    problem = doubt(state)
    if problem is not None:
        return Look.DOUBT, Tone.DOUBT if problem in _HARDLY_BELIEVED else Tone.PAUSED
    return (Look.VERIFIED if certainty(state) is Certainty.VERIFIED else Look.PAUSED), Tone.PAUSED


def _offers(state: State, shown: StateName) -> tuple[Offer, ...]:
    if state.setup is None:
        return (Offer.SET_UP,)
    if shown is StateName.PAUSED and state.pause is not None and state.pause.due and state.pause.keeps_left > 0:
        return (Offer.KEEP, Offer.RESUME)
    if shown is StateName.PAUSED and doubt(state) is not None:
        return (Offer.RESUME, Offer.PAUSE)
    return _OFFERS[shown]


def _problem(state: State, shown: StateName) -> Problem | None:  # noqa: PLR0911  (one return for each case)
    match shown:
        case StateName.NOT_PAUSED if state.phase is Phase.PAUSING:
            return (state.wish.problem if state.wish is not None else None) or paused_problem(state)
        case StateName.NOT_PAUSED if state.phase is Phase.PAUSED:
            return paused_problem(state)
        case StateName.UNKNOWN if state.setup is None:
            return Problem.NO_ACCOUNT
        case StateName.UNKNOWN if state.paused_elsewhere is not None:
            return Problem.ELSEWHERE
        case StateName.UNKNOWN if state.reads_paused:
            return Problem.READS_PAUSED
        case StateName.STILL_PAUSED | StateName.UNKNOWN if state.release is not None and state.release.failed:
            return state.release.problem
        case StateName.NOT_PAUSED | StateName.STILL_PAUSED | StateName.UNKNOWN:
            return state.problem
        case StateName.PAUSED:
            return doubt(state)
        case StateName.PAUSING if unsettled(state):
            return Problem.OLDER_RESUME
        case _:
            return Problem.SERVER_UNREACHABLE if _out_of_reach(state, shown) else None


def _refresh_at(state: State, now: float, started_at: float | None) -> float | None:
    """The next full second of the clock that is shown."""
    if state.proof.until is not None:
        return now + 1.0 - (state.proof.until - now) % 1.0 if (state.proof.until - now) % 1.0 else now + 1.0
    if started_at is None:
        return None
    return now + 1.0 - (now - started_at) % 1.0

"""One view for every row of the table of states, and more."""

from trayapp.core.calls import Call, CallStatus
from trayapp.core.problems import Flaw, Problem
from trayapp.core.view import Certainty, Look, Notice, Offer, ProofStage, StateName, Tone, View

NOW_S = 10_000.0

_TALKING = (Call("ivr-a", CallStatus.TALKING, muted=False, began_at=NOW_S - 192),)
_MUTED = (Call("ivr-a", CallStatus.TALKING, muted=True, began_at=NOW_S - 192),)
_TWO = (*_MUTED, Call("ivr-b", CallStatus.HOLD, muted=True, began_at=NOW_S - 31))
_JOINED = (*_MUTED, Call("ivr-b", CallStatus.TALKING, muted=False, began_at=NOW_S - 1))
_THREE = (*_JOINED[:1], Call("ivr-b", CallStatus.HOLD, muted=False, began_at=NOW_S - 31), Call("c", CallStatus.RINGING))
_FIRST, _BOTH = frozenset({"ivr-a"}), frozenset({"ivr-a", "ivr-b"})


def _paused(look: Look, elapsed_s: float, **more: object) -> View:
    fields: dict[str, object] = {
        "name": StateName.PAUSED,
        "look": look,
        "tone": Tone.PAUSED,
        "certainty": Certainty.ACCEPTED,
        "offers": (Offer.RESUME,),
        "toggle": Offer.RESUME,
        "paused_at": NOW_S - elapsed_s,
        "resumes_at": NOW_S - elapsed_s + 180,
        "elapsed_s": elapsed_s,
        "remaining_s": 180 - elapsed_s,
        "keeps_left": 3,
        "framed": True,
        "proven": True,
    }
    return View(**{**fields, **more})  # type: ignore[arg-type]  # one dictionary of defaults for many views


VIEWS: dict[str, View] = {
    "not set up": View(
        StateName.NOT_SET_UP, Look.NOT_SET_UP, Tone.DOUBT, Certainty.NONE, (Offer.SET_UP,), Offer.SET_UP
    ),
    "ready": View(StateName.READY, Look.READY, Tone.QUIET, Certainty.NONE, (Offer.PAUSE,), Offer.PAUSE, proven=True),
    "ready, not proven": View(
        StateName.READY,
        Look.READY,
        Tone.QUIET,
        Certainty.NONE,
        (Offer.PAUSE,),
        Offer.PAUSE,
        notice=Notice.RESUMED_BY_CLOCK,
        flaws=((Flaw.TOGGLE_CHORD_TAKEN, "Ctrl+Shift+F9"), (Flaw.VAULT_LOCKED, "")),
    ),
    "no call": View(
        StateName.NO_CALL,
        Look.READY,
        Tone.QUIET,
        Certainty.NONE,
        (Offer.PAUSE,),
        Offer.PAUSE,
        calls=(),
        proven=True,
        demo=True,
    ),
    "recording": View(
        StateName.RECORDING,
        Look.RECORDING,
        Tone.QUIET,
        Certainty.NONE,
        (Offer.PAUSE,),
        Offer.PAUSE,
        calls=_TALKING,
        proven=True,
    ),
    "pausing": View(
        StateName.PAUSING,
        Look.PAUSING,
        Tone.BUSY,
        Certainty.ASKED,
        (Offer.PAUSE, Offer.RESUME),
        Offer.PAUSE,
        moving=True,
        proven=True,
    ),
    "paused, accepted": _paused(Look.PAUSED, 23),
    "paused, calls seen": _paused(Look.PAUSED, 2, calls=_JOINED, covered=_BOTH, verified=_FIRST),
    "paused, verified": _paused(
        Look.VERIFIED, 83, certainty=Certainty.VERIFIED, calls=_TWO, covered=_BOTH, verified=_BOTH
    ),
    "paused, resume due": _paused(
        Look.RESUME_DUE, 165, resume_due=True, offers=(Offer.KEEP, Offer.RESUME), toggle=Offer.KEEP
    ),
    "paused, in doubt": _paused(Look.DOUBT, 70, problem=Problem.REASSERT_OVER, unseen_s=10.0, proven=False, demo=True),
    "paused, not shown": _paused(
        Look.DOUBT,
        12,
        tone=Tone.DOUBT,
        problem=Problem.NOT_SHOWN,
        offers=(Offer.RESUME, Offer.PAUSE),
        calls=_TALKING,
        covered=_FIRST,
        proven=False,
    ),
    "reads paused": View(
        StateName.UNKNOWN,
        Look.UNKNOWN,
        Tone.DOUBT,
        Certainty.NONE,
        (Offer.RESUME, Offer.PAUSE),
        Offer.PAUSE,
        problem=Problem.READS_PAUSED,
        calls=_MUTED,
    ),
    "ready, out of reach": View(
        StateName.READY,
        Look.UNKNOWN,
        Tone.DOUBT,
        Certainty.NONE,
        (Offer.PAUSE,),
        Offer.PAUSE,
        problem=Problem.SERVER_UNREACHABLE,
        flaws=((Flaw.SERVER_UNREACHABLE, "connection_failed"),),
        proven=True,
    ),
    "not paused": View(
        StateName.NOT_PAUSED,
        Look.NOT_PAUSED,
        Tone.ALARM,
        Certainty.ASKED,
        (Offer.PAUSE, Offer.DONT_PAUSE),
        Offer.PAUSE,
        problem=Problem.NO_ANSWER,
        trying_again=True,
        alarmed=True,
        framed=True,
        moving=True,
        proven=True,
    ),
    "not paused, given up": View(
        StateName.NOT_PAUSED,
        Look.NOT_PAUSED,
        Tone.ALARM,
        Certainty.NONE,
        (Offer.PAUSE, Offer.DONT_PAUSE),
        Offer.PAUSE,
        problem=Problem.FORBIDDEN,
        alarmed=True,
        framed=True,
        moving=True,
        demo=True,
    ),
    "not paused, proof demanded": View(
        StateName.NOT_PAUSED,
        Look.NOT_PAUSED,
        Tone.ALARM,
        Certainty.ACCEPTED,
        (Offer.PAUSE, Offer.RESUME),
        Offer.PAUSE,
        problem=Problem.NOT_PROVEN,
        alarmed=True,
        framed=True,
        moving=True,
    ),
    "new call": View(
        StateName.NOT_PAUSED,
        Look.NOT_PAUSED,
        Tone.ALARM,
        Certainty.ASKED,
        (Offer.PAUSE, Offer.DONT_PAUSE),
        Offer.PAUSE,
        problem=Problem.NEW_CALL,
        trying_again=True,
        alarmed=True,
        framed=True,
        moving=True,
        calls=_JOINED,
        covered=_FIRST,
        verified=_FIRST,
        proven=True,
    ),
    "some calls": View(
        StateName.NOT_PAUSED,
        Look.NOT_PAUSED,
        Tone.ALARM,
        Certainty.ASKED,
        (Offer.PAUSE, Offer.DONT_PAUSE),
        Offer.PAUSE,
        problem=Problem.SOME_CALLS,
        alarmed=True,
        framed=True,
        moving=True,
        calls=_THREE,
        covered=_FIRST,
        verified=_FIRST,
        proven=True,
    ),
    "resuming": View(
        StateName.RESUMING,
        Look.RESUMING,
        Tone.BUSY,
        Certainty.ASKED,
        (Offer.PAUSE, Offer.RESUME),
        Offer.PAUSE,
        moving=True,
        proven=True,
        elapsed_s=42,
    ),
    "still paused": View(
        StateName.STILL_PAUSED,
        Look.STILL_PAUSED,
        Tone.ALARM,
        Certainty.ASKED,
        (Offer.RESUME, Offer.PAUSE),
        Offer.RESUME,
        problem=Problem.CONNECTION_LOST,
        trying_again=True,
        alarmed=True,
        framed=True,
        moving=True,
        proven=True,
        elapsed_s=50,
    ),
    "unknown": View(
        StateName.UNKNOWN,
        Look.UNKNOWN,
        Tone.DOUBT,
        Certainty.NONE,
        (Offer.PAUSE, Offer.DONT_PAUSE),
        Offer.PAUSE,
        problem=Problem.RESTARTED,
        framed=True,
        proven=True,
        elapsed_s=140,
    ),
}


def proof(stage: ProofStage) -> View:
    """A view in which the proof has come as far as `stage`."""
    return View(
        StateName.READY,
        Look.READY,
        Tone.QUIET,
        Certainty.NONE,
        (Offer.PAUSE,),
        Offer.PAUSE,
        proof=stage,
        proof_remaining_s=7.4 if stage is ProofStage.HOLDING else None,
    )

"""*Prove it* by command: whether it may begin, and what was shown in the end. Pure."""

from dataclasses import dataclass, replace
from enum import StrEnum

from trayapp.core.problems import Problem
from trayapp.core.view import Notice, ProofStage, StateName, View


class Refusal(StrEnum):
    """Why a proof is not begun."""

    NOT_SET_UP = "not_set_up"
    UNDER_WAY = "under_way"
    """A pause, a resume or another proof is; or may be."""
    NO_CALL = "no_call"
    SEVERAL_CALLS = "several_calls"


_RESTING = (StateName.READY, StateName.NO_CALL, StateName.RECORDING)


def refusal(view: View) -> Refusal | None:
    """Why no proof is begun now; None where it may: one call is live, or the calls cannot be seen."""
    if view.name is StateName.NOT_SET_UP:
        return Refusal.NOT_SET_UP
    under_way = view.proof in (ProofStage.PAUSING, ProofStage.HOLDING, ProofStage.RESUMING)
    if view.name not in _RESTING or view.set_up_locked or under_way:
        return Refusal.UNDER_WAY
    if view.calls is None:
        return None
    live = sum(call.status.live for call in view.calls)
    if live == 0:
        return Refusal.NO_CALL
    # One that rings would be answered into the pause of the test.
    return None if len(view.calls) == 1 else Refusal.SEVERAL_CALLS


class Shown(StrEnum):
    """What was shown of the call after a request was accepted."""

    NOTHING = "nothing"
    AS_ASKED = "as_asked"
    OTHERWISE = "otherwise"


class End(StrEnum):
    """How the proof came to its end."""

    OPEN = "open"
    """It has not."""
    PROVEN = "proven"
    LISTEN = "listen"
    """Pause and resume were accepted; only somebody who listens can tell the rest."""
    PAUSE_FAILED = "pause_failed"
    RESUME_FAILED = "resume_failed"
    CALL_ENDED = "call_ended"
    SECOND_CALL = "second_call"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Witness:
    """What has been seen of a proof so far. Made when it begins, renewed with each view by `watched`."""

    end: End = End.OPEN
    stage: ProofStage = ProofStage.PAUSING
    calls_seen: bool = False
    """Whether any sight of the call was there at all."""
    paused: Shown = Shown.NOTHING
    resumed: Shown = Shown.NOTHING
    problem: Problem | None = None
    """The last one that the screen told of."""

    def watched(self, view: View) -> "Witness":
        """With what this view shows; nothing changes any more once it is over."""
        if self.end is not End.OPEN:
            return self
        muted = [call.muted for call in view.calls or () if call.status.live]
        seen = replace(
            self, stage=view.proof, calls_seen=self.calls_seen or bool(muted), problem=view.problem or self.problem
        )
        if view.proof is ProofStage.HOLDING:
            seen = replace(seen, paused=_shown(self.paused, muted, wanted=True))
        elif self.stage is ProofStage.LISTEN or view.proof is ProofStage.LISTEN:
            seen = replace(seen, resumed=_shown(self.resumed, muted, wanted=False))
        return replace(seen, end=self._end(view, len(muted)))

    def _end(self, view: View, live: int) -> End:
        match view.proof:
            case ProofStage.PAUSING | ProofStage.HOLDING if live > 1:
                return End.SECOND_CALL
            case ProofStage.FAILED:
                return self._failure(view)
            case ProofStage.IDLE:
                # By this proof: the set-up may have been proven before.
                proven = view.notice is Notice.PROVEN and self.stage is ProofStage.LISTEN
                return End.PROVEN if proven else End.GIVEN_UP
            case _:
                return End.OPEN

    def _failure(self, view: View) -> End:
        if self.stage is ProofStage.RESUMING:
            return End.RESUME_FAILED
        return End.CALL_ENDED if view.calls is not None and not view.calls else End.PAUSE_FAILED

    def settled(self) -> "Witness":
        """No more is to be waited for: what is not proven by now needs somebody who listens."""
        waits = self.end is End.OPEN
        return replace(self, end=End.LISTEN if self.stage is ProofStage.LISTEN else End.GIVEN_UP) if waits else self


def _shown(before: Shown, muted: list[bool | None], *, wanted: bool) -> Shown:
    """What the readings of the live calls add to what was shown before."""
    told = [value for value in muted if value is not None]
    if before is Shown.AS_ASKED or not told:
        return before
    return Shown.AS_ASKED if all(value is wanted for value in told) else Shown.OTHERWISE

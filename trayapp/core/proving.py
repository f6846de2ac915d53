"""*Prove it*: a pause and a resume on a test call, and somebody who listens (design §7, Proof)."""

from dataclasses import replace

from trayapp.core import pausing, releasing
from trayapp.core.effects import RememberProof
from trayapp.core.state import Phase, Proof
from trayapp.core.turn import Turn
from trayapp.core.view import Notice, ProofStage


def asked(turn: Turn, *, start: bool) -> None:
    """Start the proof where nothing else is under way, or give it up, which resumes what it paused."""
    nothing_under_way = turn.state.phase is Phase.IDLE and turn.state.paused_elsewhere is None
    if start and nothing_under_way and turn.state.setup is not None:
        turn.change(proof=Proof(ProofStage.PAUSING))
        pausing.begin(turn)
    elif not start:
        running = turn.state.proof.stage in (ProofStage.PAUSING, ProofStage.HOLDING)
        turn.change(proof=Proof())
        if running and turn.state.pause is not None:
            releasing.begin(turn, notice=Notice.RESUMED, visible=True)


def tick(turn: Turn) -> None:
    """End the ten seconds."""
    proof = turn.state.proof
    if proof.stage is ProofStage.HOLDING and proof.until is not None and proof.until <= turn.at:
        turn.change(proof=replace(proof, stage=ProofStage.RESUMING, until=None))
        releasing.begin(turn, notice=Notice.RESUMED, visible=True)


def follow(turn: Turn) -> None:
    """Draw the consequences of whatever else has just happened."""
    proof, phase = turn.state.proof, turn.state.phase
    match proof.stage:
        case ProofStage.PAUSING if phase not in (Phase.PAUSING, Phase.PAUSED):
            turn.change(proof=Proof(ProofStage.FAILED))
        case ProofStage.HOLDING if phase is not Phase.PAUSED:
            turn.change(proof=Proof(ProofStage.FAILED))
        case ProofStage.RESUMING if phase is Phase.IDLE:
            turn.change(proof=replace(proof, stage=ProofStage.LISTEN))
        case ProofStage.RESUMING if phase is not Phase.RESUMING:
            turn.change(proof=Proof(ProofStage.FAILED))
        case _:
            pass


def heard(turn: Turn, *, silent: bool) -> None:
    """The rep listened to the recording and says what is on it."""
    if turn.state.proof.stage is not ProofStage.LISTEN:
        return
    if silent:
        proven(turn)
    else:
        turn.change(proof=Proof(ProofStage.FAILED))
        _disproven(turn)
        turn.say(Notice.PROOF_FAILED)


def proven(turn: Turn) -> None:
    """The set-up is proven, for as long as it stays as it is."""
    assert turn.state.setup is not None  # noqa: S101  (no proof is started without a set-up)
    turn.change(proof=Proof(), setup=replace(turn.state.setup, proven=True))
    turn.do(RememberProof())
    turn.say(Notice.PROVEN)


def _disproven(turn: Turn) -> None:
    """Somebody has heard the opposite: an earlier proof counts no longer."""
    setup = turn.state.setup
    if setup is not None and setup.proven:
        turn.change(setup=replace(setup, proven=False))
        turn.do(RememberProof(proven=False))

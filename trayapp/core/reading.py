"""When the calls are asked to be shown anew: what they read counts only a while after an acceptance (design §7)."""

from dataclasses import replace

from trayapp.core.effects import ReadBack
from trayapp.core.state import State
from trayapp.core.turn import Turn


def tick(turn: Turn) -> None:
    """Ask where it is due: no source need tell by itself that a request, though accepted, changed nothing."""
    pause, watched = turn.state.pause, turn.state.aftermath
    wanted = False
    if pause is not None and pause.read_at is not None and pause.read_at <= turn.at:
        counts_at = (cover.accepted_at + turn.state.limits.evidence_after_s for cover in pause.covered.values())
        turn.change_pause(read_at=min((moment for moment in counts_at if moment > turn.at), default=None))
        wanted = any(not pause.covered[ivrid].verified for ivrid in turn.state.live_ivrids & pause.covered.keys())
    if watched is not None and watched.read_at is not None and watched.read_at <= turn.at:
        turn.change(aftermath=replace(watched, read_at=None))
        wanted |= turn.state.calls is not None
    if wanted:
        turn.do(ReadBack())


def deadlines(state: State) -> list[float]:
    """The moments at which `tick` has something to do."""
    watching = (state.pause, state.aftermath)
    return [one.read_at for one in watching if one is not None and one.read_at is not None]

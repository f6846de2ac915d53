"""Every span of time and every count that the rules of pausing go by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Times in seconds (`_s`), counts as whole numbers. An administrator's policy may replace single values."""

    maximum_pause_s: float = 180.0
    """From the start of a pause to its automatic resume; 30 to 900."""
    countdown_s: float = 30.0
    """The last part of a pause, in which the resume is announced and may be put off."""

    @property
    def announced_s(self) -> float:
        """The countdown, which never takes more than the last third of a pause."""
        return min(self.countdown_s, self.maximum_pause_s / 3)

    keeps: int = 3
    """How often one pause may be extended by another maximum."""
    first_reminder_s: float = 60.0
    reminder_interval_s: float = 30.0

    alarm_after_s: float = 1.5
    """A pause wish without an answer for this long is shown as not paused."""
    wish_life_s: float = 20.0
    """A pause wish that is not accepted within this time of its press is given up, and never fires later."""
    retry_first_s: float = 0.25
    retry_last_s: float = 8.0
    """Retries wait the first span, then twice as long each time, up to the last."""

    reassert_interval_s: float = 3.0
    reassert_window_s: float = 60.0
    """Without sight of the calls, a pause is sent again at this interval for this long after the last press."""
    live_reassert_interval_s: float = 10.0
    unanswered_until_doubt: int = 2

    echo_s: tuple[float, ...] = (1.0, 5.0)
    """When an older opposite request was left unanswered, the wish is sent again this long after its acceptance."""
    evidence_after_s: float = 1.5
    """A reading that contradicts a wish counts only this long after the wish was accepted."""
    contradicted_resends: int = 3
    no_call_after_s: float = 5.0
    transfer_s: float = 3.0
    """A call that continues one whose pause has ended this short ago is still paused: a transfer hung up first."""

    toggle_guard_s: float = 0.4
    """A toggle this soon after the press that paused does not resume."""
    surprise_guard_s: float = 0.5
    """After a change that the rep did not cause, a press means for this long what the screen said before."""
    chord_debounce_s: float = 0.25

    restart_grace_s: float = 60.0
    """A written-down pause older than the maximum and this is resumed at start without asking."""
    leaving_s: float = 2.0
    """How long quitting or logging out waits for the resume."""
    notice_s: float = 6.0
    proof_pause_s: float = 10.0

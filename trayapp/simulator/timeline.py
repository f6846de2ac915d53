"""A time line of the story: what was done, what went over the wire, what the screen said, what the tape holds."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from trayapp.core.view import Certainty, Look
from trayapp.simulator.claims import Claim
from trayapp.simulator.mute_api import OK
from trayapp.simulator.tape import CallTape, Stretch, Track

WAYS = {True: "pause", False: "resume", None: "?"}


@dataclass(frozen=True, slots=True)
class Moment:
    """One line; `at_s` on the simulation's clock."""

    at_s: float
    who: str
    what: str


@dataclass(slots=True)
class Done:
    """Takes down what the story does, at the moment at which it does it."""

    moments: list[Moment] = field(default_factory=list)

    def note(self, at_s: float, who: str, what: str) -> None:
        """Take down one thing."""
        self.moments.append(Moment(at_s, who, what))


def tapes_of(reading: Sequence[dict[str, Any]]) -> list[CallTape]:
    """The tape as the remote control sends it."""
    return [
        CallTape(
            call["ivrid"],
            "",
            tuple(Stretch(part["from_s"], part["to_s"], Track(part["track"])) for part in call["stretches"]),
            call["began_at_s"],
            call["to_s"],
            call["ended"],
        )
        for call in reading
    ]


def claims_of(reading: Sequence[dict[str, Any]]) -> list[Claim]:
    """The claims as the remote control sends them."""
    return [Claim(**claim) for claim in reading]


def on_the_wire(requests: Sequence[dict[str, Any]]) -> list[Moment]:
    """Arrivals and answers of the mute requests. A re-assertion is one line, and only if its answer was a success."""
    moments = []
    asked: bool | None = None
    for request in requests:
        mute, answered_s = request["mute"], request["answered_at_s"]
        if mute is None:
            continue
        name = f"request {request['number']}"
        answer = f"answer to {name}: {_answer(request)}"
        if mute is asked and request["error_code"] == OK:
            moments.append(Moment(request["arrived_at_s"], "wire", f"{name}: {WAYS[mute]} again, accepted"))
            continue
        moments.append(Moment(request["arrived_at_s"], "wire", f"{name}: {WAYS[mute]} by {request['selector']}"))
        if answered_s is not None:
            moments.append(Moment(answered_s, "wire", answer))
        asked = mute if request["error_code"] == OK else None
    return moments


def _answer(request: dict[str, Any]) -> str:
    if request["error_code"] is None:
        return f"HTTP {request['http_status']}"
    return f"HTTP {request['http_status']}, ErrorCode {request['error_code']}"


def on_the_tape(tapes: Sequence[CallTape]) -> list[Moment]:
    """Where each call's recording begins, is silenced, goes on and ends."""
    moments = []
    for number, tape in enumerate(tapes, 1):
        for stretch in tape.stretches:
            what = "is recorded" if stretch.track is Track.RECORDED else "is NOT recorded"
            moments.append(
                Moment(stretch.from_s, "tape", f"call {number} {what} from here, for {stretch.length_s:.3f} s")
            )
        if tape.ended:
            moments.append(Moment(tape.to_s, "tape", f"call {number} ends"))
    return moments


def on_the_screen(claims: Sequence[Claim]) -> list[Moment]:
    """Each change of what the screen says."""
    moments = []
    for claim in claims:
        what = claim.state + ("" if claim.certainty == Certainty.NONE else f", {claim.certainty}")
        if claim.says_paused and claim.look not in (Look.PAUSED, Look.VERIFIED):
            what += f", {claim.look}"
        moments.append(Moment(claim.at_s, "screen", what))
    return moments


def lines(moments: Sequence[Moment], zero_s: float) -> list[str]:
    """The time line as text, in the order of time, in seconds since `zero_s` and since the last thing that was done."""
    written = [f"{'time':>9}  {'since':>11}  {'who':<7} what"]
    done_s: float | None = None
    for moment in sorted(moments, key=lambda one: one.at_s):
        if moment.who == "story":
            done_s = moment.at_s
        since = "" if done_s is None or moment.who == "story" else f"+{(moment.at_s - done_s) * 1000:.1f} ms"
        written.append(f"{moment.at_s - zero_s:8.3f}s  {since:>11}  {moment.who:<7} {moment.what}")
    return written

"""The time line as text."""

from typing import Any

from trayapp.simulator import timeline
from trayapp.simulator.claims import Claim
from trayapp.simulator.tape import CallTape, Stretch, Track
from trayapp.simulator.timeline import Moment


def request(number: int, at_s: float, **further: Any) -> dict[str, Any]:
    answered = {"answered_at_s": at_s + 0.5, "http_status": 200, "error_code": 200}
    return {"number": number, "arrived_at_s": at_s, "mute": True, "selector": "extension", **answered, **further}


def test_requests_and_their_answers() -> None:
    requests = [
        request(1, 1.0, mute=None),
        request(2, 2.0),
        request(3, 5.0),
        request(4, 6.0, mute=False, answered_at_s=None, http_status=None, error_code=None),
        request(5, 7.0, error_code=500),
        request(6, 8.0, http_status=403, error_code=None),
    ]
    assert [(moment.at_s, moment.what) for moment in timeline.on_the_wire(requests)] == [
        (2.0, "request 2: pause by extension"),
        (2.5, "answer to request 2: HTTP 200, ErrorCode 200"),
        (5.0, "request 3: pause again, accepted"),
        (6.0, "request 4: resume by extension"),
        (7.0, "request 5: pause by extension"),
        (7.5, "answer to request 5: HTTP 200, ErrorCode 500"),
        (8.0, "request 6: pause by extension"),
        (8.5, "answer to request 6: HTTP 403"),
    ]


def test_the_tape() -> None:
    stretches = (Stretch(1.0, 2.0, Track.RECORDED), Stretch(2.0, 4.5, Track.SILENCED))
    tapes = [CallTape("a", "x", stretches, 1.0, 4.5, ended=True), CallTape("b", "x", (), 4.0, 4.5, ended=False)]
    assert timeline.on_the_tape(tapes) == [
        Moment(1.0, "tape", "call 1 is recorded from here, for 1.000 s"),
        Moment(2.0, "tape", "call 1 is NOT recorded from here, for 2.500 s"),
        Moment(4.5, "tape", "call 1 ends"),
    ]


def test_the_screen() -> None:
    claims = [
        Claim(1.0, "ready", "none", "ready"),
        Claim(2.0, "paused", "accepted", "paused"),
        Claim(3.0, "paused", "accepted", "resume-due"),
    ]
    said = [moment.what for moment in timeline.on_the_screen(claims)]
    assert said == ["ready", "paused, accepted", "paused, accepted, resume-due"]


def test_lines_are_in_order_and_count_from_what_was_done() -> None:
    done = timeline.Done()
    done.note(10.0, "story", "chord")
    later, before = Moment(10.0125, "wire", "request"), Moment(9.0, "screen", "ready")
    assert timeline.lines([later, *done.moments, before], 9.0)[1:] == [
        "   0.000s               screen  ready",
        "   1.000s               story   chord",
        "   1.012s     +12.5 ms  wire    request",
    ]

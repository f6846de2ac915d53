"""Faults of what is answered: late, never, elsewhere, by status, by JSON."""

import json

from tests.faults.fault import Fault, answers, requests
from tests.helpers.secrets import LOOPBACK_HOST
from tests.servers import acts
from tests.servers.scripted import Act, Peer, Received
from trayapp.core.problems import Problem

LATE_S = 0.3
"""After the alarm of the shortened times, and before the end of the attempt."""
HEALED_S = 1.5
"""After the last of the shortened repetitions."""
STRANGER = "127.83.61.30"
"""An address that nothing may ever be sent to."""

_TIME = (
    requests(
        "answered a little late",
        lambda recorder: acts.delayed(0.1, recorder.kind),
        None,
        applied=True,
        heals_s=HEALED_S,
    ),
    requests(
        "answered after the alarm",
        lambda recorder: acts.delayed(LATE_S, recorder.kind),
        Problem.NO_ANSWER,
        passes=True,
        heals_s=HEALED_S,
    ),
    answers("never answered", acts.hang(), Problem.NO_ANSWER),
    answers("applied, never answered", acts.hang(), Problem.NO_ANSWER, applied=True),
    answers("reset after reading", acts.reset(), Problem.CONNECTION_LOST),
    answers("applied, then reset", acts.reset(), Problem.CONNECTION_LOST, applied=True),
    answers("closed after reading", acts.close(), Problem.CONNECTION_LOST),
    answers("applied, then closed", acts.close(), Problem.CONNECTION_LOST, applied=True),
    answers("accepted, not applied", acts.accept(), None, lies=True),
    requests("accepted, applied late", lambda recorder: recorder.applied_late(LATE_S, acts.accept()), None, lies=True),
    requests(
        "closed, applied late",
        lambda recorder: recorder.applied_late(LATE_S, acts.close()),
        Problem.CONNECTION_LOST,
        heals_s=HEALED_S,
    ),
    requests(
        "hung, applied late",
        lambda recorder: recorder.applied_late(LATE_S, acts.hang()),
        Problem.NO_ANSWER,
        heals_s=HEALED_S,
    ),
)


def _redirect(status: int, to: str) -> Fault:
    return answers(f"{status} to {to.partition(':')[0]} elsewhere", acts.redirect(to, status), Problem.REDIRECTED)


def _to_itself(scheme: str, status: int) -> Act:
    """Send the client to the same server: back to where it was, or to where everybody can listen."""

    def act(peer: Peer, request: Received) -> bool | None:
        there = f"{scheme}://{request.headers['host']}{request.target}"
        return acts.redirect(there, status)(peer, request)

    return act


_ELSEWHERE = (
    *(_redirect(status, f"https://{STRANGER}:9/api/MuteUnmuteCalls") for status in (301, 302, 303, 307, 308)),
    _redirect(307, f"http://{STRANGER}:9/"),
    answers("307 to itself, for ever", _to_itself("https", 307), Problem.REDIRECTED),
    answers("308 to itself without TLS", _to_itself("http", 308), Problem.REDIRECTED),
    answers("302 to a file", acts.redirect("file:///etc/passwd"), Problem.REDIRECTED),
    answers("applied, then 302", acts.redirect(f"https://{STRANGER}:9/"), Problem.REDIRECTED, applied=True),
    answers("300 without a place", acts.html(300), Problem.REDIRECTED),
    answers("304", acts.raw(acts.http(304)), Problem.REDIRECTED),
)

_STATUS = {
    400: Problem.HTTP_STATUS,
    401: Problem.FORBIDDEN,
    403: Problem.FORBIDDEN,
    404: Problem.NOT_FOUND,
    405: Problem.HTTP_STATUS,
    407: Problem.HTTP_STATUS,
    408: Problem.HTTP_STATUS,
    421: Problem.HTTP_STATUS,
    429: Problem.TOO_MANY_REQUESTS,
    451: Problem.HTTP_STATUS,
    500: Problem.SERVER_ERROR,
    502: Problem.SERVER_ERROR,
    503: Problem.SERVER_ERROR,
    504: Problem.SERVER_ERROR,
    600: Problem.HTTP_STATUS,
}
_STATUSES = (
    *(
        answers(
            f"{status} with HTML", acts.html(status), problem, final=400 <= status < 500 and status not in (408, 429)
        )
        for status, problem in _STATUS.items()
    ),
    answers("applied, then 500", acts.html(500), Problem.SERVER_ERROR, applied=True),
    answers("503 with the words of success", acts.answer(acts.SUCCESS, 503), Problem.SERVER_ERROR),
    answers("204", acts.raw(acts.http(204)), Problem.BAD_ANSWER),
    answers("205 with nothing", acts.raw(acts.http(205)), Problem.BAD_ANSWER),
    answers("200 with a sign-in page", acts.html(200), Problem.BAD_ANSWER),
)

_SUCCESS_TEXT = json.dumps(acts.SUCCESS).encode()
_SHAPES: dict[str, bytes] = {
    "nothing": b"",
    "white space": b"   \r\n",
    "null": b"null",
    "true": b"true",
    "a number": b"200",
    "a text": b'"Success"',
    "a list": b"[" + _SUCCESS_TEXT + b"]",
    "an empty object": b"{}",
    "no code": b'{"Message": "Success"}',
    "the code's name in small letters": b'{"errorcode": 200, "Message": "Success"}',
    "code null": b'{"ErrorCode": null}',
    "code true": b'{"ErrorCode": true}',
    "code 200.0": b'{"ErrorCode": 200.0}',
    "code 2e2": b'{"ErrorCode": 2e2}',
    "code in a list": b'{"ErrorCode": [200]}',
    "code in an object": b'{"ErrorCode": {"ErrorCode": 200}}',
    "code in words": b'{"ErrorCode": "OK"}',
    "code by other digits": '{"ErrorCode": "\u0662\u0660\u0660"}'.encode(),
    "code of 5000 digits": b'{"ErrorCode": ' + b"2" * 5000 + b"}",
    "code NaN": b'{"ErrorCode": NaN}',
    "two codes": b'{"ErrorCode": 500, "ErrorCode": 200}',
    "half an object": _SUCCESS_TEXT[:-9],
    "two objects": _SUCCESS_TEXT * 2,
    "garbage after it": _SUCCESS_TEXT + b"<!-- -->",
    "called back": b"callback(" + _SUCCESS_TEXT + b")",
    "UTF-16": json.dumps(acts.SUCCESS).encode("utf-16"),
    "no UTF-8": b'{"ErrorCode": 200, "Message": "\xff\xfe"}',
    "nested too deep": b"[" * 60_000,
}
_JSON = (
    *(answers(f"JSON: {what}", acts.raw(acts.http(200, body)), Problem.BAD_ANSWER) for what, body in _SHAPES.items()),
    answers("applied, and answered by a list", acts.answer([acts.SUCCESS]), Problem.BAD_ANSWER, applied=True),
    answers("code 500", acts.answer({"ErrorCode": 500, "Message": "No"}), Problem.REFUSED, final=True),
    answers("code 0 and Success", acts.answer({"ErrorCode": 0, "Message": "Success"}), Problem.REFUSED, final=True),
    answers(
        "code 200, parameters not valid",
        acts.answer({**acts.SUCCESS, "Message": "Parameters are not valid, should be"}),
        Problem.PARAMETERS_REFUSED,
        final=True,
    ),
    answers("code as text", acts.answer({**acts.SUCCESS, "ErrorCode": "200"}), None, applied=True),
    answers("an ActionID of the wrong kind", acts.answer({**acts.SUCCESS, "ActionID": [1]}), None, applied=True),
    answers("a byte order mark", acts.raw(acts.http(200, b"\xef\xbb\xbf" + _SUCCESS_TEXT)), None, applied=True),
    answers(
        "headers that call the client elsewhere",
        acts.raw(
            acts.http(
                200,
                _SUCCESS_TEXT,
                f"Location: https://{STRANGER}:9/",
                f"Refresh: 0; url=https://{STRANGER}:9/",
                f'Alt-Svc: h2="{STRANGER}:9"; persist=1',
                f"Set-Cookie: a=b; Domain={LOOPBACK_HOST}",
            )
        ),
        None,
        applied=True,
    ),
)

FAULTS: tuple[Fault, ...] = (*_TIME, *_ELSEWHERE, *_STATUSES, *_JSON)

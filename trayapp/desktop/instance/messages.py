"""What is said over the local socket: one JSON object on one line each way, never anything that can be executed.

A request is `{"version": 1, "verb": "pause", "wait_s": 5.0}`; what a verb may carry stands in `VERBS`. A reply is
`{"version": 1, "result": "reached", "text": "...", "status": {...}}`, `status` being the document of `status --json`.
Standard library only, and little of it: the command line imports this at every call.
"""

import json
from collections.abc import Callable, Mapping

from trayapp.desktop.instance.errors import BadFieldError, NotAMessageError, TooLongError, WrongVersionError
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

VERSION = 1
LONGEST_LINE = 64 * 1024
"""Bytes, with the line's end."""
LONGEST_WAIT_S = 3600.0
LONGEST_CALL = 64
"""Characters of a call's identifier: letters and digits; 32 of them where they were seen (protocol sheet §2.3)."""

REACHED = "reached"
NOT_REACHED = "not_reached"
NOT_SET_UP = "not_set_up"
REFUSED = "refused"
USAGE = "usage"
OK = "ok"
RESULTS = frozenset({REACHED, NOT_REACHED, NOT_SET_UP, REFUSED, USAGE, OK})
"""`ok` answers status, show, doctor and setup; `refused` is a no for now; `usage` a request that can never be right."""


def _wait(value: object) -> str | None:
    right = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= LONGEST_WAIT_S
    return None if right else f"must be a number of seconds from 0 to {LONGEST_WAIT_S:g}"


def _flag(value: object) -> str | None:
    return None if isinstance(value, bool) else "must be true or false"


def _text(value: object) -> str | None:
    return None if isinstance(value, str) else "must be a text"


def _call(value: object) -> str | None:
    right = isinstance(value, str) and 0 < len(value) <= LONGEST_CALL and value.isascii() and value.isalnum()
    return None if right else "must be the identifier of a call"


_Check = Callable[[object], str | None]
_WISH: Mapping[str, _Check] = {"wait_s": _wait}
_SETUP: Mapping[str, _Check] = {"document": _text, "folder": _text}

VERBS: Mapping[str, Mapping[str, _Check]] = {
    "show": {},
    "status": {},
    "pause": _WISH,
    "resume": _WISH,
    "pause_call": {**_WISH, "call": _call},
    "resume_call": {**_WISH, "call": _call},
    "toggle": _WISH,
    "keep": _WISH,
    "quit": {"wait_s": _wait, "resume": _flag},
    "doctor": {"installed": _text},
    "prove": {"test_call": _flag},
    "exposed": {},
    "setup": _SETUP,
    "setup_discover": _SETUP,
}
"""Each verb with all that its request carries besides, none of it optional.

`wait_s`: how long the client waits for the outcome, 0 for not at all. `call`: the one call of several that it is for,
by its `ivrid`. `resume`: resume first, then quit. `installed`: the version of whoever asks. `test_call`: whether a
person says that the live call is one.
`document`: the JSON text of a set-up, as it came. `folder`: where the command was given, for a relative path in it.
`setup_discover` also finds the monitor host by the set-up's login.
"""


def encode(message: Mapping[str, object]) -> bytes:
    """Write the message, with the version added, as one line.

    Raises:
        TooLongError: the line would be longer than `LONGEST_LINE`.
    """
    line = json.dumps({"version": VERSION, **message}, separators=(",", ":"), allow_nan=False).encode() + b"\n"
    if len(line) > LONGEST_LINE:
        raise TooLongError(Phrase(QT_TRANSLATE_NOOP("Said", "The message is too long.")))
    return line


def read_request(line: bytes) -> tuple[str, dict[str, object]]:
    """The verb and its arguments.

    Raises:
        MessageError: the line is not a request of this version, complete and with nothing unknown in it.
    """
    message = _decode(line)
    verb = message.pop("verb", None)
    if not isinstance(verb, str) or verb not in VERBS:
        raise BadFieldError("verb", "is not known")
    checks = VERBS[verb]
    for name in message:
        if name not in checks:
            raise BadFieldError(name[:40], f"is not known with {verb}")
    for name, check in checks.items():
        if name not in message:
            raise BadFieldError(name, f"is missing with {verb}")
        if complaint := check(message[name]):
            raise BadFieldError(name, complaint)
    return verb, message


class Reply:
    """An answer of the running program: `result` is one of `RESULTS`, `text` a sentence or empty."""

    __slots__ = ("result", "status", "text")

    def __init__(self, result: str, text: str = "", status: Mapping[str, object] | None = None) -> None:
        self.result = result
        self.text = text
        self.status = status

    def encode(self) -> bytes:
        """The reply as one line.

        Raises:
            TooLongError: the line would be longer than `LONGEST_LINE`.
        """
        message: dict[str, object] = {"result": self.result, "text": self.text}
        if self.status is not None:
            message["status"] = self.status
        return encode(message)


def read_reply(line: bytes) -> Reply:
    """The answer in the line; fields that a later program may add are passed over.

    Raises:
        MessageError: the line is not a reply of this version.
    """
    message = _decode(line)
    result, text, status = message.get("result"), message.get("text", ""), message.get("status")
    if not isinstance(result, str) or result not in RESULTS:
        raise BadFieldError("result", "is not known")
    if not isinstance(text, str):
        raise BadFieldError("text", "must be a text")
    if status is not None and not isinstance(status, dict):
        raise BadFieldError("status", "must be an object")
    return Reply(result, text, status)


def _decode(line: bytes) -> dict[str, object]:
    if len(line) > LONGEST_LINE:
        raise TooLongError(Phrase(QT_TRANSLATE_NOOP("Said", "The message is too long.")))
    try:
        message = json.loads(line.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        # The cause would carry the line, and with it whatever a set-up holds.
        raise NotAMessageError(Phrase(QT_TRANSLATE_NOOP("Said", "The message is not JSON."))) from None
    if not isinstance(message, dict):
        raise NotAMessageError(Phrase(QT_TRANSLATE_NOOP("Said", "The message is not a JSON object.")))
    version = message.pop("version", None)
    if type(version) is not int or version != VERSION:
        raise WrongVersionError(
            Phrase(
                QT_TRANSLATE_NOOP(
                    "Said", "The message is in another version of the protocol; quit the program and start it again."
                )
            )
        )
    return message


def _no_constant(name: str) -> object:
    raise ValueError(name)

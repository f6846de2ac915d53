"""The commands that are one request to the running program."""

import json
import sys

from trayapp.command_line import exit_codes
from trayapp.command_line.language import in_words
from trayapp.desktop.instance import client, messages
from trayapp.desktop.instance.errors import InstanceError, NoInstanceError
from trayapp.desktop.instance.messages import Reply
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

DEFAULT_WAIT_S = 5.0

_EXIT_CODES = {
    messages.OK: exit_codes.REACHED,
    messages.REACHED: exit_codes.REACHED,
    messages.NOT_REACHED: exit_codes.NOT_REACHED,
    messages.REFUSED: exit_codes.NOT_REACHED,
    messages.USAGE: exit_codes.USAGE,
    messages.NOT_SET_UP: exit_codes.NOT_SET_UP,
}

_WORDS = {
    messages.OK: Phrase(QT_TRANSLATE_NOOP("Said", "Done.")),
    messages.REACHED: Phrase(QT_TRANSLATE_NOOP("Said", "Done.")),
    messages.NOT_REACHED: Phrase(QT_TRANSLATE_NOOP("Said", "Not done, or not confirmed in time.")),
    messages.REFUSED: Phrase(QT_TRANSLATE_NOOP("Said", "Refused.")),
    messages.USAGE: Phrase(QT_TRANSLATE_NOOP("Said", "The running program did not understand the command.")),
    messages.NOT_SET_UP: Phrase(
        QT_TRANSLATE_NOOP(
            "Said", "Recording Pause is not set up yet: start it, and enter the extension and the monitor host."
        )
    ),
}
"""For a reply that brings no sentence; the running program's own are in the rep's language."""

_RUNNING = Phrase(QT_TRANSLATE_NOOP("Said", "Recording Pause is already running."))
"""For one of a version that says no more to a second start than that it was heard."""

_SLACK_S = 3.0
"""A busy screen may answer this much later than it was asked to."""


def wish(verb: str, wait_s: float, *, as_json: bool, **arguments: object) -> int:
    """Hand a wish over, wait up to `wait_s` seconds for its outcome, and say it.

    Returns:
        The exit status.
    """
    try:
        reply = client.ask(verb, {"wait_s": wait_s, **arguments}, reply_within_s=wait_s + _SLACK_S)
    except NoInstanceError as error:
        return failed(error, exit_codes.NO_INSTANCE)
    except InstanceError as error:
        return failed(error, exit_codes.NOT_REACHED)
    return report(reply, as_json=as_json)


def ask_status(*, as_json: bool) -> int:
    """Print the state: as JSON, or in words.

    Returns:
        0 if an instance answered, whatever the state.
    """
    try:
        reply = client.ask("status")
    except InstanceError as error:
        return failed(error, exit_codes.NO_INSTANCE)
    report(reply, as_json=as_json)
    return exit_codes.REACHED


def ask(verb: str, *, as_json: bool) -> int:
    """Hand over what is done at once, and say what came of it.

    Returns:
        The exit status.
    """
    try:
        return report(client.ask(verb), as_json=as_json)
    except NoInstanceError as error:
        return failed(error, exit_codes.NO_INSTANCE)
    except InstanceError as error:
        return failed(error, exit_codes.NOT_REACHED)


def bring_up() -> int:
    """Have the running program show its panel, and say that there is one.

    Raises:
        NoInstanceError: none is running.
        InstanceError: it gave no answer that could be understood.
    """
    return say_running(client.ask("show"))


def say_running(reply: Reply) -> int:
    """Say why this start came to nothing, by the reply of the running program; a window launcher says it to nobody.

    Returns:
        The exit status.
    """
    return report(reply if reply.text or reply.result != messages.OK else Reply(messages.OK, _RUNNING), as_json=False)


def report(reply: Reply, *, as_json: bool) -> int:
    """Say what came back, failures on standard error.

    Returns:
        The exit status for the reply's result.
    """
    code = _EXIT_CODES[reply.result]
    if as_json and reply.status is not None:
        print(json.dumps(reply.status))  # noqa: T201  (the command's output)
    if code != exit_codes.REACHED:
        print(in_words(reply.text or _WORDS[reply.result]), file=sys.stderr)  # noqa: T201  (the command's output)
    elif not as_json:
        print(in_words(reply.text or _WORDS[reply.result]))  # noqa: T201  (the command's output)
    return code


def failed(why: Exception | str, code: int) -> int:
    """Say on standard error why not, and return the exit status `code`."""
    print(in_words(why), file=sys.stderr)  # noqa: T201  (the command's output)
    return code

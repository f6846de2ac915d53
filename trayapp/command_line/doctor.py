"""`recording-pause doctor`: every precondition of a pause, one line each; and the proof on a test call."""

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from trayapp import __version__
from trayapp.command_line import exit_codes
from trayapp.command_line.wishes import failed, report
from trayapp.desktop.instance import client
from trayapp.desktop.instance.errors import InstanceError, NoInstanceError
from trayapp.desktop.instance.messages import OK
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

if TYPE_CHECKING:
    from argparse import Namespace

_EXAMINED_WITHIN_S = 45.0
"""Each look has a limit of its own that is shorter."""
_PROVEN_WITHIN_S = 120.0

_MARKS = {True: "✓", False: "✗", None: "–"}  # noqa: RUF001  (an en dash is what is meant)


def run(options: "Namespace") -> int:
    """Carry out the command as it was given; returns the exit status."""
    if options.prove:
        return prove(test_call=options.test_call)
    if options.test_call:
        return failed(Phrase(QT_TRANSLATE_NOOP("Said", "--test-call goes with --prove.")), exit_codes.USAGE)
    return examine(as_json=options.json)


def examine(*, as_json: bool) -> int:
    """Have everything looked at by the running program, or look without one, and print what was found.

    Returns:
        0 where nothing is in the way, 1 where anything is.
    """
    try:
        client.ask("status")  # one that does not answer this soon will not answer later
        reply = client.ask("doctor", {"installed": __version__}, reply_within_s=_EXAMINED_WITHIN_S)
    except NoInstanceError:
        checks = _alone(silent=False)
    except InstanceError:
        checks = _alone(silent=True)
    else:
        if reply.result != OK or reply.status is None:
            return report(reply, as_json=False)
        checks = _told(reply.status)
    if as_json:
        document = [{key: check[key] for key in ("name", "ok", "applies", "sentence")} for check in checks]
        print(json.dumps(document))  # noqa: T201  (the command's output)
    else:
        for check in checks:
            mark = _MARKS[check["ok"] if check["applies"] else None]
            print(f"{mark} {check['title']}: {check['sentence']}")  # noqa: T201  (the command's output)
    return exit_codes.REACHED if all(check["ok"] for check in checks) else exit_codes.NOT_REACHED


def prove(*, test_call: bool) -> int:
    """Have the set-up proven on the one live call, which a person says is a test call.

    Returns:
        0 where it is proven, 1 where it is not or was refused, 3 where no program runs.
    """
    try:
        reply = client.ask("prove", {"test_call": test_call}, reply_within_s=_PROVEN_WITHIN_S)
    except NoInstanceError as error:
        return failed(error, exit_codes.NO_INSTANCE)
    except InstanceError as error:
        return failed(error, exit_codes.NOT_REACHED)
    return report(reply, as_json=False)


def _told(status: Mapping[str, Any]) -> Sequence[dict[str, Any]]:
    return list(status["checks"])


def _alone(*, silent: bool) -> Sequence[dict[str, Any]]:
    from trayapp.program import doctor, doctor_alone  # noqa: PLC0415  (Qt)

    return doctor.document(doctor_alone.examine(silent_instance=silent))

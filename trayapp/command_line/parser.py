"""The commands and their options."""

import argparse
from collections.abc import Sequence

from trayapp import __version__
from trayapp.command_line.argparse_words import argparse_in_words
from trayapp.command_line.language import translate
from trayapp.command_line.setup_source import VARIABLE
from trayapp.command_line.wishes import DEFAULT_WAIT_S
from trayapp.desktop.instance.messages import LONGEST_WAIT_S
from trayapp.phrase import QT_TRANSLATE_NOOP

_DESCRIPTION = QT_TRANSLATE_NOOP("Help", "Pauses the recording of your calls while a customer reads out a card number.")

_EPILOG = QT_TRANSLATE_NOOP(
    "Help",
    """Without a command it starts the program, or brings up the panel of the one that runs.

examples:
  recording-pause pause                 pause, and wait until the server has accepted
  recording-pause pause --wait 0        hand the wish over and do not wait
  recording-pause pause --call IVRID    pause one call of several
  recording-pause toggle                for a key binding of the desktop
  recording-pause status --json         for scripts
  recording-pause quit --resume         resume the recording, then quit
  recording-pause setup --from - < FILE read the set-up from standard input
  recording-pause journal list          read the record of all pauses
  recording-pause doctor                look at everything that a pause needs

exit status:
  0  done; for status: the program answered
  1  not done, or not confirmed in time
  2  the command was not understood
  3  the program is not running in this desktop session
  4  the program is not set up
  5  it cannot start: there is no screen to show anything on

RECORDING_PAUSE_HOME names a folder for settings and state, and makes a program of its own of it.""",
)

_LIMITS = QT_TRANSLATE_NOOP(
    "Help",
    """limits:
  Only the audio recording of this extension's calls is paused: not the screen, not a transcript, not a supervisor
  who listens, not a colleague's leg of the same call. The keys do nothing while the screen is locked. Two desks on
  one extension pause and resume each other's calls.""",
)

_SETUP_EPILOG = QT_TRANSLATE_NOOP(
    "Help",
    """The JSON object may hold: extension, label, monitor_host, ca_file, method ("POST" or "GET"),
mute_value ("1" or "0"); to see the calls: realtime_email and realtime_password (the rep's own), or for shared desks
realtime_username and realtime_password, or realtime_token, or active_calls_code (the whole organisation's), with
login_url and active_calls_url where they are not the vendor's.
A key that is left out stays as it is; null deletes it. One wrong key or value, and nothing is changed.

examples:
  echo '{"extension": "...", "monitor_host": "..."}' | recording-pause setup --from -
  recording-pause setup --from - --discover < FILE   with extension and login; logs in and finds the monitor host
  recording-pause setup --from desks.csv             this desk's line of a list of all
  recording-pause setup --from-environment           what a deployment tool has put into RECORDING_PAUSE_SETUP

The list has a heading. Its column desk names a user, a computer, or USER@COMPUTER, and the line that says most counts;
each other column is one of the keys above, and an empty cell leaves it out.
Whoever may read such a file can silence recordings: delete it when all desks are set up. A set-up is never an
argument, for others can see those. From the environment it is taken out, so that no program that is started from here
gets it.""",
)

_DOCTOR_EPILOG = QT_TRANSLATE_NOOP(
    "Help",
    """Safe to send to a help desk: no extension, host, e-mail address or phone number is in it. The exit status is 1
where anything has to be seen to. It runs inside the running program where there is one. No call is touched.

With --prove --test-call the running program pauses the one live call for ten seconds, resumes it, and says what was
shown of it. Call your own mobile phone first: the conversation is missing from its recording for that long. Exit
status 0: proven; 1: not proven, or not begun.""",
)

_WISHES = {
    "pause": QT_TRANSLATE_NOOP(
        "Help", "pause the recording; when it is paused, ask again and keep it longer if it is about to resume"
    ),
    "resume": QT_TRANSLATE_NOOP("Help", "resume the recording"),
    "toggle": QT_TRANSLATE_NOOP("Help", "what the toggle key does now: pause, resume or keep"),
    "keep": QT_TRANSLATE_NOOP("Help", "keep the pause longer before it resumes by itself"),
}


def parse(words: Sequence[str]) -> argparse.Namespace:
    """Read the command line; `verb` is None where there is no command.

    An option that is not known is named without its value, which might be a secret in the wrong place.

    Raises:
        SystemExit: for help, version, and a command that is not understood.
    """
    with argparse_in_words():
        parser = _build_parser(words[0] if words else None)
        options, unknown = parser.parse_known_args(words)
        if unknown:
            names = [word.partition("=")[0] for word in unknown if word.startswith("--")]
            if names:
                parser.error(translate("Help", "unknown option {option}").format(option=names[0]))
            parser.error(translate("Help", "there is an argument too many"))
    return options


def whole_parser() -> argparse.ArgumentParser:
    """The parser with all its commands described, but for the simulator's options; for the manual page."""
    with argparse_in_words():
        return _build_parser("journal")


def _build_parser(verb: str | None) -> argparse.ArgumentParser:
    """The whole parser; the simulator's options are described only where `verb` asks for them."""
    parser = argparse.ArgumentParser(
        prog="recording-pause",
        description=translate("Help", _DESCRIPTION),
        epilog="\n\n".join(translate("Help", text) for text in (_EPILOG, _LIMITS)),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"recording-pause {__version__}",
        help=translate("Arguments", "show program's version number and exit"),
    )
    commands = parser.add_subparsers(
        dest="verb", title=translate("Help", "commands"), metavar=translate("Help", "COMMAND")
    )
    for name, text in _WISHES.items():
        wish = _add(commands, name, translate("Help", text))
        _add_wish(wish)
        if name in ("pause", "resume"):
            wish.add_argument(
                "--call", metavar="IVRID", help=translate("Help", "only this call of several, by its identifier")
            )
    _add_json(_add(commands, "status", translate("Help", "say what the recording's state is")))
    leave = _add(commands, "quit", translate("Help", "quit the program; refused while paused, unless with --resume"))
    leave.add_argument(
        "--resume", action="store_true", help=translate("Help", "resume the recording first, if it is paused")
    )
    _add_wish(leave)
    doctor = _add(
        commands,
        "doctor",
        translate("Help", "look at everything that a pause needs, and say what is in its way"),
        translate("Help", _DOCTOR_EPILOG),
    )
    doctor.add_argument(
        "--json",
        action="store_true",
        help=translate("Help", "print a JSON list: name, ok, applies and sentence of each"),
    )
    doctor.add_argument(
        "--prove", action="store_true", help=translate("Help", "prove the set-up on the test call that is live now")
    )
    doctor.add_argument(
        "--test-call",
        action="store_true",
        help=translate("Help", "with --prove: the live call is a test call, and may be paused"),
    )
    setup = _add(commands, "setup", translate("Help", "set up the program"), translate("Help", _SETUP_EPILOG))
    places = setup.add_mutually_exclusive_group(required=True)
    places.add_argument(
        "--from",
        dest="source",
        type=_place,
        metavar=translate("Help", "PLACE"),
        help=translate(
            "Help", "read JSON from standard input (-) or from a file, or this desk's line from a list of all (.csv)"
        ),
    )
    places.add_argument(
        "--from-environment",
        dest="source",
        action="store_const",
        const=None,
        help=translate("Help", "read JSON from {variable}").format(variable=VARIABLE),
    )
    setup.add_argument(
        "--discover",
        action="store_true",
        help=translate("Help", "find the monitor host by the Real-time login, given or kept"),
    )
    _add_json(
        _add(commands, "exposed", translate("Help", "note in the journal that digits of a card were already heard"))
    )
    if verb == "journal":
        from trayapp.command_line.journal import EPILOG, add_arguments  # noqa: PLC0415  (no other command needs it)

        add_arguments(
            _add(commands, "journal", translate("Help", "read the record of all pauses"), translate("Help", EPILOG))
        )
    else:
        _add(commands, "journal", translate("Help", "read the record of all pauses"))
    simulator = _add(commands, "simulator", translate("Help", "run the built-in monitor server alone"))
    if verb == "simulator":
        from trayapp.simulator.cli import add_arguments  # noqa: PLC0415  (no other command needs it)

        add_arguments(simulator)
    return parser


def _add(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, text: str, epilog: str | None = None
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name,
        help=text,
        description=f"{text[0].upper()}{text[1:]}.",
        epilog=epilog,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )


def _add_wish(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--wait",
        type=_seconds,
        default=DEFAULT_WAIT_S,
        metavar=translate("Help", "SECONDS"),
        help=translate(
            "Help", "how long to wait for the outcome (default: {seconds}; 0: hand over and do not wait)"
        ).format(seconds=f"{DEFAULT_WAIT_S:g}"),
    )
    _add_json(parser)


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=translate("Help", "print the state as one line of JSON"))


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= LONGEST_WAIT_S:  # also false for NaN
        text = translate("Help", "must be a number of seconds from 0 to {most}")
        raise argparse.ArgumentTypeError(text.format(most=f"{LONGEST_WAIT_S:g}"))
    return value


def _place(text: str) -> str:
    if not text.strip() or text.lstrip().startswith("{"):
        raise argparse.ArgumentTypeError(
            translate("Help", "must be - for standard input, or a file; a set-up is never an argument")
        )
    return text

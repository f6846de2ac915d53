"""The entry point: starts the program, or talks to the one that runs."""

import errno
import io
import os
import sys
from collections.abc import Sequence

from trayapp.command_line import exit_codes
from trayapp.command_line.language import in_words
from trayapp.command_line.wishes import DEFAULT_WAIT_S, ask_status, bring_up, wish
from trayapp.desktop import console
from trayapp.desktop.instance.errors import InstanceError, NoInstanceError
from trayapp.phrase import QT_TRANSLATE_NOOP, Phrase

_NOBODY_READS = (errno.EPIPE, errno.EINVAL)
"""What writing to a pipe says that nobody reads from; the second is Windows' word for it."""

TYPE_CHECKING = False  # typing.TYPE_CHECKING without the cost of loading typing
if TYPE_CHECKING:
    from argparse import Namespace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the command line without the program's name; None means this process's own.

    Returns:
        The exit status, one of `exit_codes`.

    Raises:
        SystemExit: from the parser, for help, version and a command that is not understood.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words:
        _have_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that lacks a letter still shows the rest.
            stream.reconfigure(encoding=console.encoding(), errors="replace")
    try:
        status = _choose(words)
        if words and sys.stdout is not None:
            sys.stdout.flush()  # here, where it can be said what it means that nobody reads on
    except OSError as error:
        if error.errno not in _NOBODY_READS:
            raise
        _stop_writing()
        return exit_codes.NOBODY_READS
    except KeyboardInterrupt:
        return exit_codes.INTERRUPTED
    return status


def _choose(words: list[str]) -> int:
    match words:
        # The everyday commands, which keys are bound to and scripts call in loops, do not wait for argparse: it
        # takes nearly as long to load and set up as an empty Python program to run.
        case []:
            return _start()
        case ["status"]:
            return ask_status(as_json=False)
        case ["status", "--json"]:
            return ask_status(as_json=True)
        case ["pause" | "resume" | "toggle" | "keep" as verb]:
            return wish(verb, DEFAULT_WAIT_S, as_json=False)
    from trayapp.command_line.parser import parse  # noqa: PLC0415  (see above)

    return _run(parse(words))


def _stop_writing() -> None:
    """Keep what is left to be written from being tried again at the end of the process."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _run(options: "Namespace") -> int:  # noqa: PLR0911  (one return for each command)
    """One command with its options; each loads only what it needs."""
    match options.verb:
        case None:
            return _start()
        case "status":
            return ask_status(as_json=options.json)
        case "doctor":
            from trayapp.command_line.doctor import run as run_doctor  # noqa: PLC0415

            return run_doctor(options)
        case "setup":
            from trayapp.command_line.setup import set_up  # noqa: PLC0415

            return set_up(options.source, discover=options.discover)
        case "journal" | "exposed":
            from trayapp.command_line.journal import run as run_journal  # noqa: PLC0415

            return run_journal(options)
        case "simulator":
            from trayapp.simulator.cli import run  # noqa: PLC0415

            return run(options)
        case "quit":
            return wish("quit", options.wait, as_json=options.json, resume=options.resume)
        case verb:
            call = getattr(options, "call", None)
            of_one = {} if call is None else {"call": call}
            return wish(f"{verb}_call" if of_one else verb, options.wait, as_json=options.json, **of_one)


def _have_streams() -> None:
    """Let a window program that was given no standard streams write as if it had."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115  (pathlib: see above; kept open)
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115


def _start() -> int:
    os.environ.pop("RECORDING_PAUSE_SETUP", None)  # a set-up that a tool has left there is for nobody's eyes
    try:
        return bring_up()
    except NoInstanceError:
        pass  # So this is the one that starts.
    except InstanceError as error:
        return _refused(error)
    if console.part():
        return exit_codes.REACHED
    try:
        from trayapp.tuning import tune  # noqa: PLC0415  (Qt)

        tune()
        from trayapp.launch import run  # noqa: PLC0415  (all the rest)
    except ImportError as error:
        text = QT_TRANSLATE_NOOP("Said", "Recording Pause cannot start, for a part of it cannot be loaded: {reason}")
        return _refused(Phrase(text, reason=error))
    return run(sys.argv)


def _refused(why: Exception | str) -> int:
    console.complain(in_words(why))
    return exit_codes.NOT_REACHED

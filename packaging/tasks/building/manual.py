"""The manual page of the command, written from what `recording-pause --help` and its commands' help say.

`python -m tasks.building.manual EPOCH_S` prints it, in the language of its surroundings.
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from tasks.building.release import NAME, TITLE, Release
from tasks.places import ROOT
from tasks.progress import TaskError

_FILES = (
    ("~/.config/recording-pause/settings.toml", "what the user has chosen; nothing secret"),
    ("~/.local/state/recording-pause/", "the journal of all pauses, the log, and the mark of a pause under way"),
    ("/etc/recording-pause/policy.toml", "what the organisation has laid down; root's alone"),
    (
        "/usr/share/doc/recording-pause/administrators/",
        "the pages for administrators, assessors and reps, and a sample policy",
    ),
)


def page(release: Release) -> str:
    """The page, in English, as `man` reads it.

    Raises:
        TaskError: The program's help could not be had.
    """
    with tempfile.TemporaryDirectory() as empty:
        english = {"RECORDING_PAUSE_HOME": empty, "LANGUAGE": "en", "LC_ALL": "C.UTF-8"}
        paths = os.pathsep.join([str(ROOT), str(ROOT / "packaging")])
        done = subprocess.run(
            [sys.executable, "-m", "tasks.building.manual", str(release.epoch_s)],
            env={**os.environ, **english, "PYTHONPATH": paths},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode != 0:
        raise TaskError(f"{done.stderr}the manual page could not be written")
    return done.stdout


def lines(parser: argparse.ArgumentParser, date: str) -> Iterator[str]:
    """The page's lines, of a parser and all the commands below it."""
    yield f'.TH {NAME.upper()} 1 {date} "{TITLE}" "User Commands"'
    yield from (".SH NAME", f"{_safe(NAME)} {chr(92)}- pause the recording of a call while a card number is said")
    yield from (".SH SYNOPSIS", f".B {_safe(NAME)}", _safe("[COMMAND [OPTION]...]"))
    yield from (".SH DESCRIPTION", _safe(parser.description or ""))
    yield ".SH OPTIONS"
    yield from _options(parser)
    yield ".SH COMMANDS"
    yield from _commands(parser, NAME)
    yield ".SH NOTES"
    yield from _as_it_is(parser.epilog or "")
    yield ".SH FILES"
    for path, text in _FILES:
        yield from (".TP", f".I {_safe(path)}", _safe(text))


def _commands(parser: argparse.ArgumentParser, called: str) -> Iterator[str]:
    for action in parser._actions:  # noqa: SLF001  (argparse tells of its commands in no other way)
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            for name, command in action.choices.items():
                yield f'.SS "{_safe(f"{called} {name}")}"'
                yield _safe(command.description or "")
                yield from _options(command)
                yield from _commands(command, f"{called} {name}")
                if command.epilog:
                    yield ".PP"
                    yield from _as_it_is(command.epilog)


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    formatter = argparse.HelpFormatter(NAME)
    for action in parser._actions:  # noqa: SLF001  (as above)
        if action.option_strings and not isinstance(action, argparse._HelpAction):  # noqa: SLF001
            yield ".TP"
            yield f".B {_safe(formatter._format_action_invocation(action))}"  # noqa: SLF001
            yield _safe(formatter._expand_help(action))  # noqa: SLF001


def _as_it_is(text: str) -> Iterator[str]:
    """Sentences that are broken into lines already, and columns."""
    yield ".nf"
    yield from (_safe(line) if line else "" for line in text.splitlines())
    yield ".fi"


def _safe(text: str) -> str:
    """Plain text, of which nothing is taken for a command of the page's own language (groff, "Escapes")."""
    escaped = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(?=[.'])", r"\\&", escaped)


def main() -> None:
    """Print it."""
    from trayapp.command_line.parser import whole_parser  # noqa: PLC0415  (only in the surroundings of `page`)

    date = time.strftime("%Y-%m-%d", time.gmtime(int(sys.argv[1])))
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a file of this process's own
    print("\n".join(lines(whole_parser(), date)))


if __name__ == "__main__":
    main()

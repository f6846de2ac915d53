"""`journal list | verify | export | exposures`: reads the files themselves, whether the program runs or not.

And `exposed`, by which the rep tells the running program that digits were already heard.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path

from trayapp.command_line import exit_codes, journal_text
from trayapp.command_line.ask_vault import load
from trayapp.command_line.journal_csv import as_csv
from trayapp.command_line.language import translate
from trayapp.command_line.wishes import ask, failed
from trayapp.desktop.policy import choose_policy
from trayapp.desktop.vault import Vault, VaultError, choose_vault
from trayapp.journal import keys
from trayapp.journal.entries import Exposure, Pause, as_document
from trayapp.journal.marks import marks
from trayapp.journal.reading import Found, read, verify
from trayapp.journal.verify import Head
from trayapp.phrase import QT_TRANSLATE_NOOP
from trayapp.program.laid_down import journal_days, journal_folder, policy_of
from trayapp.settings.folders import Folders, find_folders
from trayapp.settings.policy import Policy

SCHEMA = 1
_AGAIN_S = 0.3
"""A program that is writing this moment shows half a line for much less."""

EPILOG = QT_TRANSLATE_NOOP(
    "Help",
    """Days are this computer's, and both are included. Moments in JSON and CSV are UTC.

examples:
  recording-pause journal list --from 2026-03-01 --to 2026-03-31
  recording-pause journal exposures --json
  recording-pause journal export --csv > pauses.csv
  recording-pause journal verify

verify exits with 1 on any doubt, and names the line or the gap. What it cannot prove: whoever runs programs as this
user can ask the keyring for the key of the journal, and write another one.""",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's own commands and options."""
    day = translate("Help", "DAY")
    commands = parser.add_subparsers(
        dest="what", title=translate("Help", "commands"), metavar=translate("Help", "WHAT"), required=True
    )
    for name, text in (
        ("list", translate("Help", "the pauses, one on a line")),
        (
            "exposures",
            translate("Help", "what may have been recorded and should not have been, for the incident procedure"),
        ),
        ("export", translate("Help", "pauses and exposures for a spreadsheet")),
        ("verify", translate("Help", "whether anything was changed, added or taken away")),
    ):
        added = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.", allow_abbrev=False)
        if name == "verify":
            continue
        added.add_argument(
            "--from", dest="first", type=_day, metavar=day, help=translate("Help", "from this day on (YYYY-MM-DD)")
        )
        added.add_argument(
            "--to", dest="last", type=_day, metavar=day, help=translate("Help", "up to and with this day")
        )
        if name == "export":
            added.add_argument(
                "--csv", action="store_true", required=True, help=translate("Help", "comma-separated, with a heading")
            )
        else:
            added.add_argument("--json", action="store_true", help=translate("Help", "print one JSON object"))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            translate("Help", "must be a day such as {day}").format(day="2026-03-31")
        ) from None


def run(
    options: argparse.Namespace,
    folders: Folders | None = None,
    vault_of: Callable[[str], Vault] = choose_vault,
    spoken: Callable[[Folders, Policy], AbstractContextManager[None]] = journal_text.spoken,
) -> int:
    """Run one of the commands; returns the exit status.

    Args:
        options: what `add_arguments` describes.
        folders: where the journal lies, if not in this user's folders.
        vault_of: gives the vault of a service, if not the system's.
        spoken: has what is said meanwhile be in a language, if not in that of the settings.
    """
    if options.verb == "exposed":
        return ask("exposed", as_json=options.json)
    folders = folders or find_folders()
    policy = policy_of(choose_policy())
    folder = journal_folder(policy, folders)
    with spoken(folders, policy):
        try:
            if options.what == "verify":
                return _verify(folder, folders.vault_service, vault_of, journal_days(policy))
            found = read(folder, options.first, options.last)
        except OSError as error:
            return failed(journal_text.not_read(error), exit_codes.NOT_REACHED)
        match options.what:
            case "list":
                _say_pauses(found, as_json=options.json)
            case "exposures":
                _say_exposures(found, as_json=options.json)
            case _:
                _export(found)
        if found.unreadable:
            print(journal_text.unreadable(found), file=sys.stderr)  # noqa: T201
    return exit_codes.REACHED


# Verify.


def _verify(folder: Path, service: str, vault_of: Callable[[str], Vault], kept_days: int) -> int:
    def head_of(slot: int) -> Head | None:
        document = load(vault_of(keys.vault_service(service, slot)))
        return None if document is None else keys.from_document(document)

    try:
        verdict = verify(folder, head_of, datetime.now(UTC).date(), kept_days)
        if verdict.doubts:
            time.sleep(_AGAIN_S)
            verdict = verify(folder, head_of, datetime.now(UTC).date(), kept_days)
    except VaultError as error:
        return failed(journal_text.not_verified(error), exit_codes.NOT_REACHED)
    for line in (*journal_text.doubts(verdict), journal_text.counted(verdict)):
        print(line)  # noqa: T201  (the command's output)
    return failed(journal_text.in_doubt(verdict), exit_codes.NOT_REACHED) if verdict.doubts else exit_codes.REACHED


# For people and scripts.


def _say_pauses(found: Found, *, as_json: bool) -> None:
    if as_json:
        pauses = [{**_document(pause), "marks": [mark.value for mark in marks(pause)]} for pause in found.pauses]
        print(json.dumps({"schema": SCHEMA, "pauses": pauses}))  # noqa: T201
    else:
        print("\n".join(journal_text.pauses(found)))  # noqa: T201


def _say_exposures(found: Found, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"schema": SCHEMA, "exposures": [_document(one) for one in found.exposures]}))  # noqa: T201
    else:
        print("\n".join(journal_text.exposures(found)))  # noqa: T201


def _document(entry: Pause | Exposure) -> dict[str, object]:
    document = as_document(entry)
    del document["kind"]
    return document


def _export(found: Found) -> None:
    """With a byte order mark, by which spreadsheets know UTF-8, whatever this terminal's encoding."""
    data = as_csv(found.entries).encode("utf-8-sig")
    sys.stdout.flush()
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(data.decode("utf-8-sig"))
    else:
        buffer.write(data)
        buffer.flush()

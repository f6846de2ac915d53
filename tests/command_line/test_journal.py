"""`journal list | verify | export | exposures`, without a running program; and `exposed`, with one."""

import argparse
import csv
import io
import json
import os
import subprocess
import sys
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desktop.instance.hosting import ROOT, Session, owner
from trayapp.command_line import journal as command
from trayapp.command_line.journal_csv import COLUMNS, as_csv, safe
from trayapp.command_line.parser import parse
from trayapp.desktop.vault import Vault, VaultLocked
from trayapp.desktop.vault.memory import MemoryVault
from trayapp.journal.entries import CallPaused, Cause, Ending, Entry, Exposure, Kind, Pause
from trayapp.journal.files import FOLDER
from trayapp.journal.store import Journal
from trayapp.settings.folders import Folders

BEGAN = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
WAIT_S = 20.0

GOOD = Pause(
    id="good",
    who="dana",
    cause=Cause.HOTKEY,
    extension="…234",
    asked_at=BEGAN,
    accepted_at=BEGAN + timedelta(milliseconds=80),
    accepted_after_ms=80,
    action_id="a1",
    calls=(CallPaused("b" * 32, BEGAN),),
    resume_cause=Cause.CLICK,
    ended_at=BEGAN + timedelta(seconds=45),
    ended=Ending.RESUMED,
    length_s=45.0,
)
LATE = Pause(
    id="late",
    who="=cmd|' /C calc'!A0",
    cause=Cause.COMMAND,
    extension="…234",
    asked_at=BEGAN + timedelta(days=1),
    accepted_at=BEGAN + timedelta(days=1, seconds=3),
    accepted_after_ms=3000,
    ended_at=BEGAN + timedelta(days=1, seconds=400),
    ended=Ending.CALL_ENDED,
    length_s=400.0,
    demo=True,
)
HEARD = Exposure("heard", "dana", Kind.HEARD, "…234", BEGAN + timedelta(days=1), cause=Cause.COMMAND, calls=("c" * 32,))
JOINED = Exposure("joined", "dana", Kind.NEW_CALL, "…234", BEGAN, calls=("d" * 32,), ended_at=BEGAN, recorded_ms=250)


class Desk:
    """A journal on the disk, and the command that reads it."""

    def __init__(self, root: Path) -> None:
        self.folders = Folders(root / "settings", root / "state", root / "log", "")
        self.vaults: dict[str, Vault] = {}

    def vault(self, service: str) -> Vault:
        return self.vaults.setdefault(service, MemoryVault())

    def write(self, *entries: Entry) -> Path:
        """The file in which they are."""
        journal = Journal(self.folders.state / FOLDER, 1, self.vault("recording-pause-journal"), lambda: BEGAN)
        journal.keyring(usable=True)
        journal.add(entries)
        assert journal.close(WAIT_S)
        return self.folders.state / FOLDER / "2026-03.jsonl"

    def run(self, *words: str) -> int:
        # No application of Qt's is made here: other tests make one of another kind.
        return command.run(parse(["journal", *words]), self.folders, self.vault, lambda *_: nullcontext())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_no_journal_at_all(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert desk.run("list") == 0
    assert desk.run("exposures") == 0
    assert capsys.readouterr().out == "None.\nNone.\n"
    assert desk.run("verify") == 0
    assert not desk.folders.state.exists()


def test_the_list_for_people(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write(GOOD, LATE, HEARD)
    assert desk.run("list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    for word in ("45.0 s", "hotkey", "accepted", "resumed (click)", "…234"):
        assert word in lines[1]
    for word in ("400.0 s", "command", "call ended", "DEMO", "not resumed, late, long"):
        assert word in lines[2]


def test_the_list_for_scripts(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write(GOOD, LATE)
    assert desk.run("list", "--json") == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == 1
    good, late = document["pauses"]
    assert (good["asked_at"], good["length_s"], good["marks"]) == ("2026-03-02T12:00:00.000Z", 45.0, [])
    assert good["calls"] == [{"ivrid": "b" * 32, "accepted_at": "2026-03-02T12:00:00.000Z"}]
    assert late["marks"] == ["not_resumed", "late", "long"]


def test_the_exposures(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write(GOOD, HEARD, JOINED)
    assert desk.run("exposures") == 0
    lines = capsys.readouterr().out.splitlines()
    assert "250 ms" in lines[1]
    assert "new call" in lines[1]
    assert "heard" in lines[2]
    assert desk.run("exposures", "--json") == 0
    assert [one["what"] for one in json.loads(capsys.readouterr().out)["exposures"]] == ["new_call", "heard"]


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ([], ["good", "late"]),
        (["--from", "2026-03-03"], ["late"]),
        (["--to", "2026-03-02"], ["good"]),
        (["--from", "2026-03-02", "--to", "2026-03-02"], ["good"]),
        (["--from", "2026-04-01"], []),
    ],
)
def test_days(desk: Desk, capsys: pytest.CaptureFixture[str], words: list[str], ids: list[str]) -> None:
    desk.write(GOOD, LATE)
    assert desk.run("list", "--json", *words) == 0
    assert [pause["id"] for pause in json.loads(capsys.readouterr().out)["pauses"]] == ids


@pytest.mark.parametrize("words", [["list", "--from", "yesterday"], ["export"], [], ["nonsense"], ["verify", "--json"]])
def test_what_is_not_understood(desk: Desk, words: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        desk.run(*words)
    assert caught.value.code == 2


def test_the_export(desk: Desk, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    desk.write(GOOD, LATE, HEARD)
    assert desk.run("export", "--csv") == 0
    data = capsysbinary.readouterr().out
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert [row["record"] for row in rows] == ["pause", "pause", "heard"]
    assert [row["who"] for row in rows] == ["dana", "'=cmd|' /C calc'!A0", "dana"]
    assert rows[0]["calls"] == "b" * 32
    assert rows[1]["marks"] == "not_resumed late long"
    assert rows[1]["demo"] == "yes"
    assert tuple(rows[0]) == COLUMNS


@given(st.text())
def test_no_text_is_a_formula(text: str) -> None:
    cell = safe(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))  # noqa: RUF001  (the wide forms)
    entry = Exposure(text, text, Kind.HEARD, text, BEGAN, calls=(text,))
    (row,) = csv.DictReader(io.StringIO(as_csv([entry]), newline=""))
    assert row["who"] == cell


def test_verify_says_that_all_is_well(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write(GOOD, LATE)
    assert desk.run("verify") == 0
    assert capsys.readouterr().out == "3 lines in 1 files are as they were written.\n"


def test_verify_names_the_line(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    file = desk.write(GOOD, LATE)
    file.write_bytes(file.read_bytes().replace(b'"length_s":45.0', b'"length_s":44.0'))
    assert desk.run("verify") == 1
    said = capsys.readouterr()
    assert "2026-03.jsonl, line 2: was changed: its seal is wrong\n" in said.out
    assert "In doubt: 1." in said.err
    # It can still be read.
    assert desk.run("list") == 0


def test_verify_without_the_keyring(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.write(GOOD)
    desk.vaults["recording-pause-journal"] = MemoryVault(failure=VaultLocked("the keyring is locked"))
    assert desk.run("verify") == 1
    assert "the keyring is locked" in capsys.readouterr().err
    desk.vaults["recording-pause-journal"] = MemoryVault()
    assert desk.run("verify") == 1
    assert "the keyring holds no key" in capsys.readouterr().out


def test_it_speaks_the_language_of_the_settings(tmp_path: Path) -> None:
    """On both systems, without a screen, and with nothing else said by Qt."""
    (tmp_path / "settings").mkdir(mode=0o700)
    (tmp_path / "settings" / "settings.toml").write_text('language = "he"\n')
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run(
        [sys.executable, "-m", "trayapp", "journal", "list"],
        env={**environment, "RECORDING_PAUSE_HOME": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout.decode().strip(), done.stderr) == (0, "אין.", b"")


def test_lines_that_cannot_be_read_are_said(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    file = desk.write(GOOD)
    with file.open("ab") as opened:
        opened.write(b"{half\n")
    assert desk.run("list") == 0
    assert "2026-03.jsonl, line 3" in capsys.readouterr().err


def test_a_journal_that_cannot_be_opened(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    file = desk.write(GOOD)
    file.unlink()
    file.mkdir()
    for words in (["list"], ["export", "--csv"], ["verify"]):
        assert desk.run(*words) == 1
        assert "cannot be read" in capsys.readouterr().err


def test_digits_were_heard(session: Session) -> None:
    with owner(session, {"exposed": {"result": "ok", "text": "Noted."}}) as host:
        done = session.run("exposed")
        assert (done.returncode, done.stdout) == (0, b"Noted.\n")
        assert host.said()[:2] == ["request", "exposed"]


def test_digits_were_heard_and_nobody_is_there(session: Session) -> None:
    assert session.run("exposed").returncode == 3


def test_every_verb_is_described() -> None:
    options = parse(["journal", "list"])
    assert isinstance(options, argparse.Namespace)
    assert options.what == "list"

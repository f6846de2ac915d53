"""What is understood, and what is loaded for it."""

import subprocess
import sys

import pytest

from tests.desktop.instance.hosting import PATIENCE_S, ROOT, Session, owner
from trayapp import __version__
from trayapp.command_line.main import main
from trayapp.command_line.parser import parse

HEAVY = ("PySide6", "shiboken6", "requests", "urllib3", "keyring", "truststore", "jeepney", "platformdirs", "ssl")


@pytest.mark.parametrize(
    "words",
    [
        ["unknown"],
        ["pause", "--wait"],
        ["pause", "--wait", "soon"],
        ["pause", "--wait", "-1"],
        ["pause", "--wait", "nan"],
        ["pause", "--wait", "inf"],
        ["pause", "more"],
        ["pause", "--resume"],
        ["status", "--wait", "1"],
        ["status", "--js"],
        ["--json"],
        ["quit", "--now"],
        ["setup"],
        ["setup", "--from"],
        ["setup", "--from", "-", "--from-environment"],
        ["setup", "--from", "-", "more"],
    ],
    ids=" ".join,
)
def test_what_is_not_understood_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert "usage:" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["setup", "--from", "-", "--extension=SECRET"],
        ["setup", "--from", "-", "--extension", "SECRET"],
        ["setup", "--from", "{SECRET}"],
        ["setup", "--from", "-", "SECRET"],
        ["pause", "SECRET"],
    ],
    ids=range(5),
)
def test_a_secret_in_the_wrong_place_is_not_repeated(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(words)
    assert "SECRET" not in "".join(capsys.readouterr())


def test_help_names_every_command_and_every_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    text = capsys.readouterr().out
    for word in (
        "pause",
        "resume",
        "toggle",
        "keep",
        "status",
        "quit",
        "setup",
        "journal",
        "exposed",
        "simulator",
        "RECORDING_PAUSE_HOME",
    ):
        assert word in text
    for code in range(5):
        assert f"\n  {code}  " in text
    for never in ("unpause", "mute"):
        assert never not in text


@pytest.mark.parametrize(
    "verb", ["pause", "resume", "toggle", "keep", "status", "quit", "setup", "journal", "exposed", "simulator"]
)
def test_every_command_has_help(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([verb, "--help"])
    assert caught.value.code == 0
    assert f"recording-pause {verb}" in capsys.readouterr().out


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"recording-pause {__version__}\n"


def loaded(session: Session, *words: str) -> set[str]:
    """The top-level modules that the command loads."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "trayapp", *words],
        env=session.environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    assert any("trayapp.desktop.instance.client" in line for line in lines)
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


EVERYDAY = (["status"], ["status", "--json"], ["pause"], ["resume"], ["toggle"], ["keep"])


@pytest.mark.parametrize(
    "words", [*EVERYDAY, ["pause", "--wait", "1"], ["quit"], ["--help"], ["--version"]], ids=" ".join
)
def test_a_command_loads_nothing_heavy(session: Session, words: list[str]) -> None:
    assert not loaded(session, *words) & set(HEAVY)


@pytest.mark.parametrize("words", EVERYDAY, ids=" ".join)
def test_an_everyday_command_loads_next_to_nothing(session: Session, words: list[str]) -> None:
    light = {"argparse", "typing", "dataclasses", "pathlib", "hashlib", "tempfile", "logging", "inspect", "gettext"}
    script = {words[0]: {"result": "ok", "text": "well"}}
    with owner(session, script):
        assert not loaded(session, *words) & light


@pytest.mark.parametrize("verb", ["pause", "resume"])
def test_one_call_of_several_can_be_named(verb: str) -> None:
    assert parse([verb, "--call", "20260101090000aaaa"]).call == "20260101090000aaaa"
    assert parse([verb]).call is None
